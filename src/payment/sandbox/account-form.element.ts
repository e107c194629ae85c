import {css, html, LitElement, nothing, type PropertyDeclarations} from 'lit';
import {isBillingError} from '../../contract/errors.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {BillingFormSubmitEvent} from '../form-events.js';
import type {PaymentFormContext} from '../payment-form.js';
import {checkAccount, groupLetters, toAccountEntry, toAccountError, type AccountMistakes} from './account-check.js';
import {cardFormStyles} from './card-form.styles.js';
import {renderField} from './field.js';
import {FormWords} from './form-words.js';
import {readTestAccounts} from './test-cards.js';
import {renderWarning} from '../../ui/warning.js';
import {renderTestNumbers} from './test-numbers.js';

/**
 * The form of the sandbox for a bank account. It takes test numbers and nothing else: one that may be somebody's account is
 * taken out of the field at once. Nothing is handed over before the mandate was agreed to.
 *
 * @fires {BillingFormSubmitEvent} billing-form-submit - Enter was pressed in the field.
 */
export class SandboxAccountFormElement extends LitElement {
  static override styles = [
    ...cardFormStyles,
    css`
      .mandate {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 6px 10px;
        grid-column: 1 / -1;
        align-items: start;
        & label {
          font-weight: 400;
        }
        & input {
          width: 16px;
          min-height: 0;
          height: 16px;
          margin-block-start: 1px;
          accent-color: var(--_accent);
        }
        & p {
          grid-column: 2;
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = {context: {attribute: false}};

  /** What the form works with: its step may bring `testAccounts` and `payee`. */
  declare context: PaymentFormContext | undefined;

  readonly #words = new FormWords(this, () => this.context?.localize);
  #mistakes: AccountMistakes = {};
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
    const {number, mandate} = this.#mistakes;
    const input = this.#find(!number && mandate ? 'mandate' : 'number');
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

  #find(name: keyof AccountMistakes): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${name}`);
  }

  get #numbers(): string[] {
    return readTestAccounts(this.context?.step).map(({number}) => number);
  }

  async #hand(): Promise<void> {
    const text = this.#find('number')?.value ?? '';
    const number = checkAccount(text, this.#numbers);
    await this.#show({
      ...(number && {number}),
      ...(!this.#find('mandate')?.checked && {mandate: 'mandateMissing'}),
    });
    const error = toAccountError(this.#mistakes);
    if (!error) {
      try {
        return await this.context?.submitEntry(toAccountEntry(text));
      } catch (refusal) {
        if (isBillingError(refusal) && refusal.code === 'card_refused') await this.#show({number: 'cardNumberUnknown'});
        throw refusal;
      }
    }
    this.focus();
    throw error;
  }

  /** Ends when it is on the screen, so that the focus can go to it. */
  async #show(mistakes: AccountMistakes): Promise<void> {
    this.#mistakes = mistakes;
    const number = this.#find('number');
    if (mistakes.number === 'accountNumberReal' && number) number.value = '';
    this.requestUpdate();
    await this.updateComplete;
  }

  #renderForm(localize: LocalizeController): unknown {
    const {number, mandate} = this.#mistakes;
    const payee = (this.context?.step as {payee?: unknown} | undefined)?.payee;
    return html`
      <div class="sandbox">
        <h3 id="title">${localize.term('testAccountForm')}</h3>
        <p class="note muted">${localize.term('testAccountFormText')}</p>
        ${renderTestNumbers(localize, {
          title: 'testAccounts',
          kind: 'bank_debit',
          numbers: readTestAccounts(this.context?.step),
          changed: () => this.requestUpdate(),
          fill: (account, name) => this.#fill(localize, account.number, name),
        })}
      </div>
      <p class="spoken" role="status">${this.#said}</p>
      <div class="fields" role="group" aria-labelledby="title" @keydown=${this.#handleKey}>
        ${renderField({
          name: 'number',
          label: localize.term('accountNumber'),
          hint: localize.term('cardNumberHint'),
          inputMode: 'text',
          shape: groupLetters,
          error: number && localize.term(number),
          onInput: (input, event) => this.#handleInput(localize, input, event),
        })}
        <div class="mandate">
          <input
            id="mandate"
            type="checkbox"
            aria-invalid=${mandate ? 'true' : nothing}
            aria-describedby=${mandate ? 'mandate-note' : nothing}
            @change=${() => void this.#show(number ? {number} : {})}
          />
          <label for="mandate">${localize.term('mandateText', {payee: typeof payee === 'string' ? payee : '…'})}</label>
          ${mandate ? html`<p id="mandate-note" class="note error">${renderWarning(localize.term(mandate))}</p>` : nothing}
        </div>
      </div>
    `;
  }

  #handleInput(localize: LocalizeController, input: HTMLInputElement, event: Event): void {
    const isReal = checkAccount(input.value, this.#numbers) === 'accountNumberReal';
    if (isReal) {
      this.#said = localize.term('accountNumberReal');
      void this.#show({...this.#mistakes, number: 'accountNumberReal'});
    } else if (this.#mistakes.number && event.type !== 'change') {
      const {number: _, ...others} = this.#mistakes;
      void this.#show(others);
    }
  }

  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    this.dispatchEvent(new BillingFormSubmitEvent());
  };

  #fill(localize: LocalizeController, number: string, name: string): void {
    const input = this.#find('number');
    if (input) input.value = groupLetters(number);
    this.#said = localize.term('testCardFilled', {card: name});
    void this.#show({});
  }
}
