// What the elements load when it is first needed: a test that waits for it does not wait for the network.
import '../../../src/components/billing-details/billing-details.js';
import '../../../src/components/billing-details-form/billing-details-form.js';
import '../../../src/components/email-confirmation/email-confirmation.js';
import '../../../src/localize/locales/ar/details.js';
import '../../../src/localize/locales/en/details.js';
import 'stdnum';
import type {BillingDetailsElement} from '../../../src/components/billing-details/billing-details.js';
import type {BillingDetailsFormElement} from '../../../src/components/billing-details-form/billing-details-form.js';
import type {EmailConfirmationElement} from '../../../src/components/email-confirmation/email-confirmation.js';
import type {FlowElement} from '../../../src/components/flow/flow-element.js';
import type {TaxIdsElement} from '../../../src/components/tax-ids/tax-ids.js';
import {until} from '../mount.js';
import {ElementHarness, readText} from './element.js';
import {FlowHarness} from './flow.js';

/** A flow with fields: what stands in them, what is wrong with them, and how they are filled. */
class FieldsHarness<E extends FlowElement> extends FlowHarness<E> {
  /** The labels of all fields, in their order. */
  get labels(): string[] {
    return this.queryAll('.field label').map((label) => readText(label));
  }

  field(label: string): HTMLInputElement | HTMLSelectElement {
    const found = this.queryAll('.field label').find((candidate) => readText(candidate).startsWith(label));
    if (found) return this.get(`[id="${found.getAttribute('for')}"]`) as HTMLInputElement;
    throw new Error(`no field "${label}" among "${this.labels.join('", "')}"`);
  }

  type(label: string, text: string): void {
    const field = this.field(label);
    field.value = text;
    field.dispatchEvent(new Event(field.localName === 'select' ? 'change' : 'input', {bubbles: true}));
  }

  /** What is wrong, by label. */
  get mistakes(): Record<string, string> {
    const wrong = this.queryAll('.field').filter((field) => field.querySelector('[aria-invalid="true"]'));
    return Object.fromEntries(
      wrong.map((field) => {
        const [label, note] = [field.querySelector('label'), field.querySelector('.error')];
        return [label ? readText(label) : '', note ? readText(note) : ''];
      }),
    );
  }

  async refused(): Promise<this> {
    await until(() => Object.keys(this.mistakes).length > 0, 'a mistake');
    return this;
  }
}

export class DetailsFormHarness extends FieldsHarness<BillingDetailsFormElement> {
  get taxIds(): TaxIdsHarness {
    return new TaxIdsHarness(this.get('tax-ids') as TaxIdsElement);
  }

  /** The links of the summary above the form. */
  get links(): HTMLElement[] {
    return this.queryAll('.summary .link');
  }

  get sameShipping(): HTMLInputElement {
    return this.get('[type="checkbox"]') as HTMLInputElement;
  }

  get isConfirming(): boolean {
    return this.query('email-confirmation') !== null;
  }

  /** What has to be done about a new address, once it is saved. */
  async confirming(): Promise<EmailConfirmationHarness> {
    return findConfirmation(() => this.query('email-confirmation'));
  }
}

export class TaxIdsHarness extends FieldsHarness<TaxIdsElement> {
  /** Each as it is read: its number and its state. */
  get rows(): string[] {
    return this.queryAll('li').map((row) =>
      [...row.querySelectorAll<HTMLElement>('.number, .status')].map((part) => readText(part)).join(' '),
    );
  }

  /** The button of a row. */
  remover(index: number): HTMLButtonElement {
    return this.queryAll('li button')[index] as HTMLButtonElement;
  }

  override get isReady(): boolean {
    return this.query('section') !== null;
  }
}

export class EmailConfirmationHarness extends FieldsHarness<EmailConfirmationElement> {
  override get buttonElements(): HTMLButtonElement[] {
    return this.queryAll('button.button') as HTMLButtonElement[];
  }
}

async function findConfirmation(look: () => HTMLElement | null): Promise<EmailConfirmationHarness> {
  const found = await until(() => look()?.shadowRoot?.querySelector('input') && look(), 'the code');
  return new EmailConfirmationHarness(found as EmailConfirmationElement);
}

export class BillingDetailsHarness extends ElementHarness<BillingDetailsElement> {
  /** Terms and what they say. */
  get facts(): Record<string, string> {
    const texts = this.queryAll('dd').map((text) => readText(text));
    return Object.fromEntries(this.queryAll('dt').map((term, index) => [readText(term), texts[index] ?? '']));
  }

  get edit(): HTMLButtonElement | null {
    return this.query('.head button') as HTMLButtonElement | null;
  }

  /** Opens the form. */
  async editing(): Promise<DetailsFormHarness> {
    if (!this.query('[data-flow]')) this.edit?.click();
    const look = (): HTMLElement | null => this.query('billing-details-form');
    await until(() => look()?.shadowRoot?.querySelector('.group, .done'), 'the form');
    return new DetailsFormHarness(look() as BillingDetailsFormElement);
  }

  async confirming(): Promise<EmailConfirmationHarness> {
    return findConfirmation(() => this.query('email-confirmation'));
  }

  get isConfirming(): boolean {
    return this.query('email-confirmation') !== null;
  }
}
