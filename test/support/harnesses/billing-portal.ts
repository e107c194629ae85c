import type {BillingPortalElement} from '../../../src/components/billing-portal/billing-portal.js';
import '../../../src/components/billing-portal/billing-portal.js';
import {until} from '../mount.js';
import {ElementHarness} from './element.js';
import {InvoiceListHarness} from './invoice-list.js';
import {SubscriptionSummaryHarness} from './subscription-summary.js';

export class BillingPortalHarness extends ElementHarness<BillingPortalElement> {
  get summary(): SubscriptionSummaryHarness {
    return new SubscriptionSummaryHarness(this.part('subscription-summary'));
  }

  get invoices(): InvoiceListHarness {
    return new InvoiceListHarness(this.part('invoice-list'));
  }

  /** True where the sections have made room for the notice of a session that is over. */
  get hasSections(): boolean {
    return this.query('.sections') !== null;
  }

  override async shown(): Promise<this> {
    await until(() => this.hasSections, 'sections');
    await Promise.all([this.summary.shown(), this.invoices.shown()]);
    return this;
  }

  private part<T extends 'subscription-summary' | 'invoice-list'>(tag: T): HTMLElementTagNameMap[T] {
    return this.get(tag) as HTMLElementTagNameMap[T];
  }
}
