// What a page loads when it is first needed: a test that waits for it does not wait for the network.
import '../../../src/client/requests.js';
import '../../../src/components/billing-notices/billing-notices.js';
import '../../../src/components/flows.js';
import '../../../src/components/invoice-payment/invoice-payment.js';
import '../../../src/components/payment-method-setup/payment-method-setup.js';
import '../../../src/components/subscription-change/subscription-change.js';
import '../../../src/components/billing-portal/portal-notices.js';
import '../../../src/localize/locales/en/language.js';
import '../../../src/localize/locales/en/notices.js';
import '../../../src/localize/locales/en/overview.js';
import '../../../src/localize/locales/en/pausing.js';
import '../../../src/localize/locales/en/payment.js';
import '../../../src/localize/locales/en/review.js';
import '../../../src/localize/locales/en/trouble.js';
import '../../../src/localize/locales/en/writes.js';
import '../../../src/client/problem.js';
import '../../../src/payment/sandbox/card-form.js';
import '../../../src/payment/sandbox/challenge.js';
import '../../../src/state/session-life.js';
import '../../../src/ui/brand-pictures.js';
import '../../../src/ui/trouble.js';
import type {FlowElement} from '../../../src/components/flow/flow-element.js';
import type {InvoicePaymentElement} from '../../../src/components/invoice-payment/invoice-payment.js';
import type {PaymentMethodSetupElement} from '../../../src/components/payment-method-setup/payment-method-setup.js';
import type {SubscriptionChangeElement} from '../../../src/components/subscription-change/subscription-change.js';
import {until} from '../mount.js';
import {ElementHarness, readText} from './element.js';

/** What all flows have in common: a title, a panel, and buttons at its foot. */
export class FlowHarness<E extends FlowElement = FlowElement> extends ElementHarness<E> {
  get titleElement(): HTMLElement {
    return this.get('#heading');
  }

  /** True once its panel is on the screen. */
  get isReady(): boolean {
    return this.query('.panel') !== null;
  }

  get title(): string {
    return readText(this.titleElement);
  }

  /** The buttons of the panel, by what they say. */
  get buttons(): string[] {
    return this.buttonElements.map((button) => readText(button));
  }

  get buttonElements(): HTMLButtonElement[] {
    return this.queryAll('.panel button.button') as HTMLButtonElement[];
  }

  findButton(label: string): HTMLButtonElement | undefined {
    return this.buttonElements.find((button) => readText(button).startsWith(label));
  }

  /** The button that begins with these words. */
  button(label: string): HTMLButtonElement {
    const found = this.findButton(label);
    if (found) return found;
    throw new Error(`no button "${label}" among "${this.buttons.join('", "')}"`);
  }

  /** Waits until there is such a button. */
  async offers(label: string): Promise<HTMLButtonElement> {
    return this.wait(() => this.findButton(label), `the button "${label}"`);
  }

  press(label: string): void {
    this.button(label).click();
  }

  /** The button that is at work. */
  get busyButton(): HTMLButtonElement | undefined {
    return this.buttonElements.find(({ariaBusy}) => ariaBusy === 'true');
  }

  /** The way back above the title. */
  get back(): HTMLElement {
    return this.get('.back');
  }

  get hasBack(): boolean {
    return this.query('.back') !== null;
  }

  get panel(): string {
    return readText(this.get('.panel'));
  }

  /** The title of a write that is done. */
  get doneElement(): HTMLElement | null {
    return this.query('#done');
  }

  get done(): string | undefined {
    return this.doneElement ? readText(this.doneElement) : undefined;
  }

  /** What a screen reader was told last. */
  get announced(): string {
    return readText(this.get('.flow > [role="status"]'));
  }

  get noticeTitle(): HTMLElement {
    return this.get('.notice h3');
  }

  async finished(): Promise<this> {
    await this.wait(() => this.done, 'an outcome');
    return this;
  }

  /** Waits until a notice says this. */
  async says(words: string): Promise<this> {
    await this.wait(() => this.notice?.includes(words), `"${words}"`);
    return this;
  }

  /** Waits, and says what there is instead where it waited in vain. */
  private async wait<T>(look: () => T, what: string): Promise<NonNullable<Exclude<T, false>>> {
    try {
      return await until(look, what);
    } catch (cause) {
      throw new Error(`${(cause as Error).message}; there is: ${this.text}`, {cause});
    }
  }

  /** What it says in a list of facts or a ledger, `term text`. */
  get facts(): string[] {
    const texts = this.queryAll('dd').map((text) => readText(text));
    return this.queryAll('dt').map((term, index) => `${readText(term)} ${texts[index]}`);
  }
}

export class InvoicePaymentHarness extends FlowHarness<InvoicePaymentElement> {
  /** The methods that can be chosen; none where there is no choice. */
  get methods(): string[] {
    return [...(this.choice?.options ?? [])].map((option) => readText(option));
  }

  /** The method that will be charged. */
  get method(): string {
    const {choice} = this;
    return choice ? readText(choice.selectedOptions[0] as HTMLElement) : readText(this.get('.with'));
  }

  get choice(): HTMLSelectElement | null {
    return this.query('.choice select') as HTMLSelectElement | null;
  }

  choose(label: string): void {
    const {choice} = this;
    const option = [...(choice?.options ?? [])].find((candidate) => readText(candidate).startsWith(label));
    if (!choice || !option) throw new Error(`no method "${label}"`);
    choice.value = option.value;
    choice.dispatchEvent(new Event('change', {bubbles: true}));
  }
}

/** A form for a new payment method is shown in its place, too. */
export class SubscriptionChangeHarness extends FlowHarness<SubscriptionChangeElement> {
  /** The panel of what is due, whose foot everything happens in. */
  override get panel(): string {
    return readText(this.get('.columns > .panel'));
  }

  /** What changes and what does not, row by row: `Plan Crew becomes Company`. */
  get rows(): string[] {
    return this.queryAll('.changes > div').map((row) => [...row.children].map((cell) => readText(cell)).join(' '));
  }

  /** What is paid, and when. */
  get timeline(): string[] {
    return this.queryAll('.timeline > li').map((entry) => readText(entry));
  }

  /** What is due now is made of. */
  get due(): string[] {
    const amounts = this.queryAll('.ledger dd').map((amount) => readText(amount));
    return this.queryAll('.ledger dt').map((label, index) => `${readText(label)}: ${amounts[index]}`);
  }

  /** What is said beside the amounts. */
  get notes(): string[] {
    return this.queryAll('.notes li').map((note) => readText(note));
  }

  /** The sentence that the line of the period is to a screen reader. */
  get proration(): string | null {
    return this.query('.proration')?.ariaLabel ?? null;
  }

  /** The method that will be charged. */
  get method(): string {
    const select = this.select;
    return select ? readText(select.selectedOptions[0] as HTMLElement) : readText(this.get('.with > span'));
  }

  get select(): HTMLSelectElement | null {
    return this.query('.with select') as HTMLSelectElement | null;
  }

  /** The control that offers the other methods. */
  get otherMethod(): HTMLElement {
    return this.get('.with .link');
  }

  choose(label: string): void {
    const {select} = this;
    const option = [...(select?.options ?? [])].find((candidate) => readText(candidate).startsWith(label));
    if (!select || !option) throw new Error(`no method "${label}"`);
    select.value = option.value;
    select.dispatchEvent(new Event('change', {bubbles: true}));
  }

  /** The one button that acts. */
  get act(): HTMLButtonElement | undefined {
    return this.buttonElements.find((button) => button.matches('.primary.large'));
  }

  /** Waits until there is a review that can be confirmed. */
  async reviewed(): Promise<this> {
    await until(() => this.act, 'a review');
    return this;
  }

  /** What can be chosen of a pause, by what it says. */
  get options(): HTMLInputElement[] {
    return this.queryAll('.option input') as HTMLInputElement[];
  }

  option(label: string): HTMLInputElement {
    const found = this.options.find((input) => input.parentElement && readText(input.parentElement).startsWith(label));
    if (found) return found;
    throw new Error(`no option "${label}"`);
  }

  get hasDay(): boolean {
    return this.query('#day') !== null;
  }

  get day(): HTMLInputElement {
    return this.get('#day') as HTMLInputElement;
  }

  get dayNote(): string {
    return readText(this.get('#day-note'));
  }

  get consent(): HTMLInputElement {
    return this.get('#consent') as HTMLInputElement;
  }

  /** What is wrong, in so many words. */
  get faults(): string[] {
    return this.queryAll('.error').map((fault) => readText(fault));
  }

  /** The form that another method is added with, in place of the review. */
  get adding(): HTMLElementTagNameMap['payment-method-setup'] | null {
    return this.query('payment-method-setup') as HTMLElementTagNameMap['payment-method-setup'] | null;
  }
}

export class PaymentMethodSetupHarness extends FlowHarness<PaymentMethodSetupElement> {}

/** Notes what live regions in an element come to say from now on, each text once it changes. */
export function recordAnnouncements(...elements: readonly Element[]): string[] {
  const heard: string[] = [];
  for (const {shadowRoot} of elements) {
    if (!shadowRoot) throw new Error('nothing to listen to');
    const said = new WeakMap<Element, string>();
    const look = (): void => {
      for (const region of shadowRoot.querySelectorAll<HTMLElement>('[role="status"], [role="alert"]')) {
        const text = readText(region);
        if (text === (said.get(region) ?? '')) continue;
        said.set(region, text);
        if (text && text !== 'Loading') heard.push(text);
      }
    };
    look();
    new MutationObserver(look).observe(shadowRoot, {childList: true, subtree: true, characterData: true});
  }
  return heard;
}
