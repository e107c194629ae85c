import {sendKeys} from '@web/test-runner-commands';
import type {PaymentEntry, PaymentStep} from '../../../src/contract/operation.js';
import {findDriver} from '../../../src/payment/drivers.js';
import type {PaymentForm} from '../../../src/payment/payment-form.js';
import {until} from '../mount.js';
import {readText} from './element.js';
import {nest, type TestFormHost} from './payment-host.js';

/** Numbers as a step of the sandbox brings them. */
export const testCards = [
  {number: '4242424242424242', brand: 'visa', outcome: 'works'},
  {number: '378282246310005', brand: 'amex', outcome: 'works'},
  {number: '4000000000000002', brand: 'visa', outcome: 'declined'},
  {number: '4000002760003184', brand: 'visa', outcome: 'challenge'},
];
export const cardStep: PaymentStep = {kind: 'element', driver: 'sandbox', testCards};
export const challengeStep: PaymentStep = {
  kind: 'element',
  driver: 'sandbox-challenge',
  amount: {amount: 2636, currency: 'EUR', exponent: 2},
  payee: 'Larkfield',
};

/** What a form is shown with, beside its step. */
export interface ShowOptions {
  roots?: ShadowRootInit[];
  locale?: string;
  /** Stands in for the endpoint. */
  submitEntry?: (entry: PaymentEntry) => Promise<void>;
}

/** A form on the page, and what it has handed over. */
export class PaymentFormHarness {
  readonly entries: PaymentEntry[] = [];
  finished = 0;
  host!: TestFormHost;
  form!: PaymentForm;

  /** Shows the form of a step, and waits for its words. */
  static async show(step: PaymentStep, options: ShowOptions = {}): Promise<PaymentFormHarness> {
    const {roots = [], locale, submitEntry} = options;
    const shown = new PaymentFormHarness();
    shown.host = (await nest(...roots)).host;
    if (locale !== undefined) shown.host.locale = locale;
    shown.host.requestUpdate();
    await shown.host.updateComplete;
    const driver = await findDriver(step);
    shown.form = driver.createForm({
      step,
      localize: shown.host.localize,
      async submitEntry(entry) {
        shown.entries.push(entry);
        await submitEntry?.(entry);
      },
      finished: () => void shown.finished++,
    });
    shown.host.show(shown.form);
    await until(() => shown.root.querySelector('h3, button'), 'the words of the form');
    return shown;
  }

  get element(): HTMLElement {
    return this.form.element;
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot as ShadowRoot;
  }

  get text(): string {
    return readText(this.root);
  }

  get focused(): Element | null {
    return this.root.activeElement;
  }

  get buttons(): HTMLButtonElement[] {
    return [...this.root.querySelectorAll('button')];
  }

  button(words: string): HTMLButtonElement {
    const found = this.buttons.find((button) => readText(button).includes(words));
    if (found) return found;
    throw new Error(`there is no button "${words}"`);
  }

  get failure(): string {
    return readText(this.root.querySelector('[role="alert"]') as Element);
  }

  /** What screen readers were told. */
  get said(): string {
    return readText(this.root.querySelector('[role="status"]') as Element);
  }

  field(name: string): HTMLInputElement {
    const found = [...this.root.querySelectorAll('input')].find(({labels}) => labels?.[0]?.textContent === name);
    if (found) return found;
    throw new Error(`there is no field "${name}"`);
  }

  get number(): HTMLInputElement {
    return this.field('Card number');
  }

  get expiry(): HTMLInputElement {
    return this.field('Expires');
  }

  get code(): HTMLInputElement {
    return this.field('Security code');
  }

  /** What helps with a field or is wrong with it, as it is told when the field gets the focus. */
  note(input: HTMLInputElement): string {
    const ids = (input.getAttribute('aria-describedby') ?? '').split(' ');
    return ids.map((id) => readText(this.root.getElementById(id) as HTMLElement)).join(' ');
  }

  /** What is wrong with a field; undefined where nothing is. */
  mistake(input: HTMLInputElement): string | undefined {
    return input.getAttribute('aria-invalid') === 'true' ? this.note(input) : undefined;
  }

  /** Types into a field, key by key. */
  async type(input: HTMLInputElement, text: string): Promise<void> {
    input.focus();
    await sendKeys({type: text});
    await this.settled();
  }

  /** What the browser does when something is pasted. */
  async paste(input: HTMLInputElement, text: string): Promise<void> {
    input.value = text;
    input.dispatchEvent(new InputEvent('input', {inputType: 'insertFromPaste', bubbles: true, composed: true}));
    await this.settled();
  }

  /** Fills in what goes with a number. */
  async fillRest(expiry = '0899', code = '123'): Promise<void> {
    await this.paste(this.expiry, expiry);
    await this.paste(this.code, code);
  }

  async settled(): Promise<void> {
    await (this.element as HTMLElement & {updateComplete: Promise<unknown>}).updateComplete;
  }

  /** Every attribute and every text in it, as markup. */
  get markup(): string {
    return this.element.outerHTML + this.root.innerHTML;
  }
}
