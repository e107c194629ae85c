import {html, LitElement, type PropertyDeclarations} from 'lit';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {BillingFormSubmitEvent} from '../form-events.js';
import type {PaymentFormContext} from '../payment-form.js';
import {
  checkNumber,
  fieldNames,
  findMistakes,
  toEntry,
  toError,
  toMistakes,
  type FieldName,
  type Mistakes,
  type Typed,
} from './card-check.js';
import {cardFormStyles} from './card-form.styles.js';
import {groupDigits, toDigits} from './card-number.js';
import {shapeExpiry} from './expiry.js';
import {renderField} from './field.js';
import {FormWords} from './form-words.js';
import {readTestCards, type TestCard} from './test-cards.js';
import {renderTestNumbers} from './test-numbers.js';

/** From this many digits on a number is judged while it is typed: a shorter one may still become a test number. */
const fullLength = 16;

/**
 * The card form of the sandbox. It takes test numbers and nothing else: any other one stays in the page, and one that
 * may be somebody's card is taken out of the field at once. A number is nowhere but in its input.
 *
 * @fires {BillingFormSubmitEvent} billing-form-submit - Enter was pressed in a field.
 */
export class SandboxCardFormElement extends LitElement {
  static override styles = cardFormStyles;
  static override properties: PropertyDeclarations = {context: {attribute: false}};

  /** What the form works with. */
  declare context: PaymentFormContext | undefined;

  readonly #words = new FormWords(this, () => this.context?.localize);
  #mistakes: Mistakes = {};
  /** What screen readers were told last. */
  #said = '';
  #submitting: Promise<void> | undefined;
  #takesFocus = false;

  /** See `PaymentForm`. Called again while it is under way, it is the same call. */
  submit(): Promise<void> {
    this.#submitting ??= this.#hand().finally(() => (this.#submitting = undefined));
    return this.#submitting;
  }

  /** Goes to the first mistake, else to the number; once the form is here. */
  override focus(options?: FocusOptions): void {
    const name = fieldNames.find((field) => this.#mistakes[field]) ?? 'number';
    const input = this.#find(name);
    this.#takesFocus = !input;
    input?.focus(options);
  }

  protected override shouldUpdate(): boolean {
    return this.#words.prepare();
  }

  protected override updated(): void {
    if (this.#takesFocus) this.focus();
  }

  protected override render(): unknown {
    return this.#words.render((localize) => this.#renderForm(localize));
  }

  get #cards(): TestCard[] {
    return readTestCards(this.context?.step);
  }

  #find(name: FieldName): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${name}`);
  }

  #read(): Typed {
    const [number = '', expiry = '', code = ''] = fieldNames.map((name) => this.#find(name)?.value);
    return {number, expiry, code};
  }

  async #hand(): Promise<void> {
    const typed = this.#read();
    await this.#show(findMistakes(typed, this.#cards));
    const error = toError(this.#mistakes);
    if (error) throw error;
    try {
      await this.context?.submitEntry(toEntry(typed));
    } catch (refusal) {
      await this.#show(toMistakes(refusal));
      throw refusal;
    }
  }

  /** Ends when it is on the screen, so that the focus can go to it. */
  async #show(mistakes: Mistakes): Promise<void> {
    this.#mistakes = mistakes;
    const number = this.#find('number');
    if (mistakes.number === 'cardNumberReal' && number) number.value = '';
    this.requestUpdate();
    await this.updateComplete;
  }

  #renderForm(localize: LocalizeController): unknown {
    return html`
      <div class="sandbox">
        <h3 id="title">${localize.term('testForm')}</h3>
        <p class="note muted">${localize.term('testFormText')}</p>
        ${renderTestNumbers(localize, {
          title: 'testCards',
          kind: 'card',
          numbers: this.#cards,
          changed: () => this.requestUpdate(),
          fill: (card, name) => this.#fill(localize, card, name),
        })}
      </div>
      <p class="spoken" role="status">${this.#said}</p>
      <div class="fields" role="group" aria-labelledby="title" @keydown=${this.#handleKey}>
        ${this.#renderField(localize, 'number')} ${this.#renderField(localize, 'expiry')}
        ${this.#renderField(localize, 'code')}
      </div>
    `;
  }

  #renderField(localize: LocalizeController, name: FieldName): unknown {
    const {label, hint, shape} = fields[name];
    const mistake = this.#mistakes[name];
    return renderField({
      ...{name, shape, label: localize.term(label), hint: localize.term(hint)},
      ...(name === 'expiry' && {placeholder: localize.term('cardExpiryPattern')}),
      error: mistake && localize.term(mistake),
      onInput: (input, event) => this.#handleInput(localize, name, input, event),
    });
  }

  #handleInput(localize: LocalizeController, name: FieldName, input: HTMLInputElement, event: Event): void {
    const isDone = event.type === 'change' || toDigits(input.value).length >= fullLength || isPasted(event);
    if (name === 'number' && isDone && checkNumber(input.value, this.#cards) === 'cardNumberReal') {
      this.#said = localize.term('cardNumberReal');
      void this.#show({...this.#mistakes, number: 'cardNumberReal'});
    } else if (this.#mistakes[name] && event.type !== 'change') {
      const {[name]: _, ...others} = this.#mistakes;
      void this.#show(others);
    }
  }

  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    this.dispatchEvent(new BillingFormSubmitEvent());
  };

  #fill(localize: LocalizeController, {number}: TestCard, name: string): void {
    // Far enough ahead for a sandbox whose own clock was moved.
    const year = (new Date().getFullYear() + 5) % 100;
    const values: Typed = {number: groupDigits(number), expiry: shapeExpiry(`12${year}`), code: '123'};
    for (const field of fieldNames) {
      const input = this.#find(field);
      if (input) input.value = values[field];
    }
    this.#said = localize.term('testCardFilled', {card: name});
    void this.#show({});
  }
}

const fields = {
  number: {label: 'cardNumber', hint: 'cardNumberHint', shape: groupDigits},
  expiry: {label: 'cardExpiry', hint: 'cardExpiryHint', shape: shapeExpiry},
  code: {label: 'cardCode', hint: 'cardCodeHint', shape: (text: string) => toDigits(text).slice(0, 4)},
} as const;

function isPasted(event: Event): boolean {
  return event instanceof InputEvent && event.inputType.startsWith('insertFrom');
}
