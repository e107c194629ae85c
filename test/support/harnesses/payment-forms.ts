import type {SandboxCardFormElement} from '../../../src/payment/sandbox/card-form.element.js';
import type {SandboxChallengeElement} from '../../../src/payment/sandbox/challenge.element.js';
import {until} from '../mount.js';
import {readText} from './element.js';

/** A form in the document itself, wherever it is shown. */
class FormHarness<E extends HTMLElement> {
  constructor(readonly element: E) {}

  protected get root(): ShadowRoot {
    if (this.element.shadowRoot) return this.element.shadowRoot;
    throw new Error('the form has not rendered');
  }

  get text(): string {
    return readText(this.root);
  }

  /** What has the focus in it. */
  get focused(): Element | null {
    return this.root.activeElement;
  }

  /** True where it takes room on the screen: where a slot shows it. */
  get isShown(): boolean {
    return this.element.getBoundingClientRect().height > 0;
  }

  button(label: string): HTMLButtonElement {
    const found = [...this.root.querySelectorAll('button')].find((button) => readText(button).startsWith(label));
    if (found) return found;
    throw new Error(`no button "${label}" in ${this.text}`);
  }
}

type FieldName = 'number' | 'expiry' | 'code';

export class CardFormHarness extends FormHarness<SandboxCardFormElement> {
  /** The form of the page, once it can be typed into. */
  static async find(): Promise<CardFormHarness> {
    const element = await until(
      () => [...document.querySelectorAll('sandbox-card-form')].find((form) => form.shadowRoot?.querySelector('input')),
      'a card form',
    );
    return new CardFormHarness(element);
  }

  static get count(): number {
    return document.querySelectorAll('sandbox-card-form').length;
  }

  field(name: FieldName): HTMLInputElement {
    const input = this.root.querySelector<HTMLInputElement>(`#${name}`);
    if (input) return input;
    throw new Error(`no field ${name}`);
  }

  /** What stands in its fields. */
  get typed(): string[] {
    return (['number', 'expiry', 'code'] as const).map((name) => this.field(name).value);
  }

  type(number: string, expiry = '12 / 35', code = '123'): void {
    for (const [name, value] of Object.entries({number, expiry, code}) as [FieldName, string][]) {
      const input = this.field(name);
      input.value = value;
      input.dispatchEvent(new InputEvent('input', {bubbles: true, inputType: 'insertText'}));
      input.dispatchEvent(new Event('change', {bubbles: true}));
    }
  }

  /** What is wrong with its fields. */
  get mistakes(): string[] {
    return [...this.root.querySelectorAll<HTMLElement>('.field .error')].map((note) => readText(note));
  }
}

export class ChallengeHarness extends FormHarness<SandboxChallengeElement> {
  /** The bank's question, once it can be answered. */
  static async find(): Promise<ChallengeHarness> {
    const element = await until(
      () =>
        [...document.querySelectorAll('sandbox-challenge')].find((bank) => bank.shadowRoot?.querySelector('button')),
      'a bank’s question',
    );
    return new ChallengeHarness(element);
  }

  static get count(): number {
    return document.querySelectorAll('sandbox-challenge').length;
  }
}
