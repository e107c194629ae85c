// What a page loads when it is first needed: a test that waits for it does not wait for the network.
import '../../../src/localize/locales/en/methods.js';
import './flow.js';
import type {PaymentMethodsElement} from '../../../src/components/payment-methods/payment-methods.js';
import {until} from '../mount.js';
import {ElementHarness, readText} from './element.js';
import {PaymentMethodSetupHarness} from './flow.js';

/** One item of a menu, and why it cannot be chosen. */
export interface SeenItem {
  label: string;
  refusal: string | undefined;
}

export class PaymentMethodsHarness extends ElementHarness<PaymentMethodsElement> {
  /** What each row says, its menu left out. */
  get rows(): string[] {
    return this.rowElements.map((row) => {
      const copy = row.cloneNode(true) as HTMLElement;
      copy.querySelector('.menu')?.remove();
      return readText(copy);
    });
  }

  get rowElements(): HTMLElement[] {
    return this.queryAll('[part~="row"]');
  }

  row(words: string): HTMLElement {
    const found = this.rowElements.find((row) => readText(row).includes(words));
    if (found) return found;
    throw new Error(`no row "${words}" in ${this.text}`);
  }

  /** The button that opens the menu of a row. */
  opener(words: string): HTMLButtonElement {
    return this.row(words).querySelector('.icon') as HTMLButtonElement;
  }

  /** The menu that is open. */
  get menu(): HTMLElement | null {
    return this.query(':popover-open');
  }

  get items(): SeenItem[] {
    return [...(this.menu?.querySelectorAll('[role="menuitem"]') ?? [])].map((item) => {
      const [label, refusal] = [...item.querySelectorAll('span')].map((part) => readText(part));
      return {label: label ?? '', refusal};
    });
  }

  /** Opens the menu of a row. */
  async open(words: string): Promise<HTMLElement> {
    this.opener(words).click();
    const menu = await until(() => this.menu, 'a menu');
    await until(() => menu.contains(this.focused), 'the focus in the menu');
    return menu;
  }

  item(label: string): HTMLElement {
    const found = [...(this.menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])].find((item) =>
      readText(item).startsWith(label),
    );
    if (found) return found;
    throw new Error(`no "${label}" in ${JSON.stringify(this.items)}`);
  }

  /** Opens the menu of a row, and chooses. */
  async choose(words: string, label: string): Promise<void> {
    await this.open(words);
    this.item(label).click();
    await this.element.updateComplete;
  }

  get dialog(): HTMLDialogElement | null {
    return this.query('dialog[open]') as HTMLDialogElement | null;
  }

  button(label: string, within: ParentNode = this.root): HTMLButtonElement {
    const found = [...within.querySelectorAll('button')].find((button) => readText(button).startsWith(label));
    if (found) return found;
    throw new Error(`no button "${label}" in ${this.text}`);
  }

  /** The flow that stands in place of the list. */
  get queryFlow(): HTMLElement | null {
    return this.query('[data-flow]');
  }

  get hasAdd(): boolean {
    return this.queryAll('.head button, .below button').length > 0;
  }

  /** What a screen reader was told last. */
  get announced(): string {
    return readText(this.get('section > [role="status"]'));
  }

  async says(words: string): Promise<this> {
    await until(() => this.notice?.includes(words), `"${words}"`);
    return this;
  }

  async announces(words: string): Promise<this> {
    await until(() => this.announced === words, `"${words}"`);
    return this;
  }

  /** Waits for the flow that is shown in its place. */
  async adding(): Promise<PaymentMethodSetupHarness> {
    const element = await until(() => this.query('payment-method-setup'), 'a setup');
    return new PaymentMethodSetupHarness(element as HTMLElementTagNameMap['payment-method-setup']);
  }
}
