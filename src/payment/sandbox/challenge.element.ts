import {html, LitElement, nothing, type PropertyDeclarations} from 'lit';
import {isBillingError} from '../../contract/errors.js';
import type {Money} from '../../contract/money.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import type {PaymentFormContext} from '../payment-form.js';
import {challengeStyles} from './challenge.styles.js';
import {FormWords} from './form-words.js';
import {renderWarning} from '../../ui/warning.js';

/** What the customer tells the bank. */
type Answer = 'pass' | 'fail';

/** The bank of the sandbox, which asks to confirm a payment, and its wallet, which asks whether it may be charged. It takes one answer; one that did not arrive can be given again. */
export class SandboxChallengeElement extends LitElement {
  static override styles = challengeStyles;
  static override properties: PropertyDeclarations = {context: {attribute: false}};

  /** What the form works with: its step may bring `amount` and `payee`. */
  declare context: PaymentFormContext | undefined;

  readonly #words = new FormWords(this, () => this.context?.localize);
  /** Under way, or taken: nothing else is answered then. */
  #answer: Answer | undefined;
  #failure: 'testBankOffline' | 'testBankFailed' | undefined;
  #takesFocus = false;

  /** Goes to the title, and not to a button: nothing is confirmed by a key that was meant for something else. */
  override focus(options?: FocusOptions): void {
    const title = this.renderRoot.querySelector<HTMLElement>('h3');
    this.#takesFocus = !title;
    title?.focus(options);
  }

  protected override shouldUpdate(): boolean {
    return this.#words.prepare();
  }

  protected override updated(): void {
    if (this.#takesFocus) this.focus();
  }

  protected override render(): unknown {
    return this.#words.render((localize) => this.#renderBank(localize));
  }

  #renderBank(localize: LocalizeController): unknown {
    const {amount, payee} = readFacts(this.context);
    const isWallet = (this.context?.step as {methodKind?: unknown} | undefined)?.methodKind === 'wallet';
    return html`<div class="bank" role="group" aria-labelledby="title">
      <h3 id="title" tabindex="-1">${localize.term(isWallet ? 'testWallet' : 'testBank')}</h3>
      <p class="note muted">${localize.term(isWallet ? 'testWalletText' : 'testBankText')}</p>
      <dl class="ledger">
        ${
          payee === undefined
            ? nothing
            : html`<dt>${localize.term('testBankTo')}</dt>
                <dd class="payee">${payee}</dd>`
        }
        ${
          amount === undefined
            ? nothing
            : html`<dt class="sum">${localize.term('amount')}</dt>
                <dd class="sum">${localize.money(amount)}</dd>`
        }
      </dl>
      <p class="error note" role="alert">${this.#failure ? renderWarning(localize.term(this.#failure)) : nothing}</p>
      <div class="answers">${this.#renderAnswer(localize, 'pass')} ${this.#renderAnswer(localize, 'fail')}</div>
    </div>`;
  }

  #renderAnswer(localize: LocalizeController, answer: Answer): unknown {
    const [label, busyLabel] = labels[answer];
    const busy = this.#answer === answer;
    return renderWorkingButton({
      label: localize.term(busy ? busyLabel : label),
      variant: answer === 'pass' ? 'primary' : '',
      busy,
      onClick: () => void this.#tell(answer),
    });
  }

  async #tell(answer: Answer): Promise<void> {
    const {context} = this;
    if (this.#answer || !context) return;
    this.#answer = answer;
    this.#failure = undefined;
    this.requestUpdate();
    try {
      await context.submitEntry({answer});
    } catch (error) {
      // One that was answered already, by an answer whose receipt was lost, goes on with that.
      if (!isBillingError(error) || error.code !== 'action_refused') return this.#fail(error);
    }
    context.finished();
  }

  #fail(error: unknown): void {
    this.#answer = undefined;
    const isLost = isBillingError(error) && (error.code === 'offline' || error.code === 'timeout');
    this.#failure = isLost ? 'testBankOffline' : 'testBankFailed';
    this.requestUpdate();
  }
}

const labels = {
  pass: ['testBankConfirm', 'testBankConfirming'],
  fail: ['testBankRefuse', 'testBankRefusing'],
} as const;

/** What the step says of the payment; an older sandbox says nothing. */
function readFacts(context: PaymentFormContext | undefined): {amount?: Money; payee?: string} {
  const {amount, payee} = (context?.step ?? {}) as {amount?: Partial<Money> | null; payee?: unknown};
  return {
    ...(amount?.currency !== undefined && {amount: amount as Money}),
    ...(typeof payee === 'string' && payee && {payee}),
  };
}
