import type {BillingNoticesElement} from '../../../src/components/billing-notices/billing-notices.js';
import {until} from '../mount.js';
import {ElementHarness, readText} from './element.js';
import {InvoicePaymentHarness} from './flow.js';

export class BillingNoticesHarness extends ElementHarness<BillingNoticesElement> {
  get notices(): string[] {
    return this.queryAll('[part~="notice"]').map((notice) => readText(notice));
  }

  button(label: string): HTMLButtonElement {
    const found = this.queryAll('button').find((button) => readText(button).startsWith(label));
    if (found) return found as HTMLButtonElement;
    throw new Error(`no button "${label}" in ${this.text}`);
  }

  get hasButtons(): boolean {
    return this.query('button') !== null;
  }

  get hasFlow(): boolean {
    return this.query('[data-flow]') !== null;
  }

  /** Waits for a payment that is shown in their place. */
  async paying(): Promise<InvoicePaymentHarness> {
    const element = await until(() => this.query('invoice-payment'), 'a payment');
    return new InvoicePaymentHarness(element as HTMLElementTagNameMap['invoice-payment']);
  }

  /** What a screen reader was told last. */
  get announced(): string {
    return readText(this.get('.spoken'));
  }

  /** Waits until one of them says this. */
  async says(words: string): Promise<this> {
    await until(
      () => this.notices.some((notice) => notice.includes(words)),
      `"${words}" (there is: ${this.notices.join()})`,
    );
    return this;
  }
}
