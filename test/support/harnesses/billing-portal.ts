import type {BillingPortalElement} from '../../../src/components/billing-portal/billing-portal.js';
import '../../../src/components/billing-portal/billing-portal.js';
import {until} from '../mount.js';
import {BillingNoticesHarness} from './billing-notices.js';
import {ElementHarness} from './element.js';
import {InvoicePaymentHarness, PaymentMethodSetupHarness, SubscriptionChangeHarness} from './flow.js';
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

  /** The flow on the screen, by its tag; undefined for none. */
  get flow(): string | undefined {
    return this.query('[data-flow]')?.localName;
  }

  /** Waits for a flow, with its panel filled. */
  async paying(): Promise<InvoicePaymentHarness> {
    return new InvoicePaymentHarness(await this.led('invoice-payment'));
  }

  async changing(): Promise<SubscriptionChangeHarness> {
    return new SubscriptionChangeHarness(await this.led('subscription-change'));
  }

  async adding(): Promise<PaymentMethodSetupHarness> {
    return new PaymentMethodSetupHarness(await this.led('payment-method-setup'));
  }

  /** Waits until a flow was left. */
  async left(): Promise<this> {
    await until(() => !this.flow && this.isOverviewShown, 'the way back');
    return this;
  }

  /** True where the sections are on the screen. */
  get isOverviewShown(): boolean {
    return (this.query('.sections')?.getBoundingClientRect().height ?? 0) > 0;
  }

  get hasNotices(): boolean {
    return this.query('billing-notices') !== null;
  }

  /** Waits for its notices. */
  async noticing(): Promise<BillingNoticesHarness> {
    const element = await until(() => this.query('billing-notices'), 'notices');
    const notices = new BillingNoticesHarness(element as HTMLElementTagNameMap['billing-notices']);
    await until(() => notices.notices.length > 0, 'a notice');
    return notices;
  }

  override async shown(): Promise<this> {
    await until(() => this.hasSections, 'sections');
    await Promise.all([this.summary.shown(), this.invoices.shown()]);
    return this;
  }

  private async led<T extends 'invoice-payment' | 'subscription-change' | 'payment-method-setup'>(
    tag: T,
  ): Promise<HTMLElementTagNameMap[T]> {
    const element = await until(
      () => this.query(tag)?.shadowRoot?.querySelector('.panel') && this.query(tag),
      `<${tag}>`,
    );
    return element as HTMLElementTagNameMap[T];
  }

  private part<T extends 'subscription-summary' | 'invoice-list'>(tag: T): HTMLElementTagNameMap[T] {
    return this.get(tag) as HTMLElementTagNameMap[T];
  }
}
