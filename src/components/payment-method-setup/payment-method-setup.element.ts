import {html, nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {isBillingError} from '../../contract/errors.js';
import type {PaymentMethod, PaymentMethodKind} from '../../contract/payment-method.js';
import {BillingPaymentMethodAddedEvent, BillingPaymentMethodAddRequestEvent} from '../../events/write-events.js';
import type {StandingWrite} from '../../state/standing-write.js';
import {segmentStyles} from '../../styles/segments.styles.js';
import {toMethodText} from '../../ui/payment-method.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {FlowElement} from '../flow/flow-element.js';
import {chooseMethod} from '../flow/method-choice.js';
import {renderDone} from '../flow/outcome.js';
import {toReturnUrl} from '../flow/return-url.js';
import {findKind, renderKinds} from './setup-kinds.js';

/** The methods before each setup, wherever it is shown: the one that was not among them is the new one. */
const before = new WeakMap<StandingWrite, readonly string[]>();

/** What is so once it is done, for one that was added and for one that takes the place of another. */
const texts = {active: ['addedText', 'replacedText'], pending: ['pendingText', 'pendingReplaceText']} as const;

/**
 * @summary Adds a payment method, or puts one in the place of another: the provider's own form, in your page.
 *
 * @fires {BillingPaymentMethodAddRequestEvent} billing-payment-method-add-request - Before one is asked for; cancelable.
 * @fires {BillingPaymentMethodAddedEvent} billing-payment-method-added - It has been added: the endpoint said so.
 * @fires {BillingRedirectEvent} billing-redirect - Before the page is left for the provider's site; cancelable.
 * @fires {BillingNavigateEvent} billing-navigate - Before another view is shown; cancelable.
 * @fires {BillingSessionExpiredEvent} billing-session-expired - The session is over.
 * @fires {BillingErrorEvent} billing-error - A read or the setup failed; told once for each.
 *
 * @attr {light | dark} color-scheme - Overrides the colour scheme that the page has.
 *
 * @csspart heading - The title.
 * @csspart panel - The frame around the form.
 * @csspart notice - What came of it, where it is not done.
 * @csspart button - A button.
 *
 * @tag payment-method-setup
 */
export class PaymentMethodSetupElement extends FlowElement {
  static override styles = [...FlowElement.styles, segmentStyles];

  static override properties: PropertyDeclarations = {
    replaces: {},
    subscriptionId: {attribute: 'subscription-id'},
    kind: {},
  };

  /** The method that goes once the new one has come; empty to add one beside it. */
  replaces = '';

  /** A subscription that alone is paid with it; empty for none. */
  subscriptionId = '';

  /** `card`, `bank_debit` or `wallet`; empty for the kind that is replaced, or the first one that is accepted. */
  kind = '';

  /** True from the press of "Save" until the form has been handed over. */
  #isSaving = false;
  /** True where what was typed could not be handed over. */
  #hasFailed = false;
  /** True once the customer, or the host, wants none: nothing is asked for any more. */
  #isOver = false;

  #replaced: PaymentMethod | undefined;

  /** @internal */
  override get members() {
    return ['subscriptions', 'paymentMethods'] as const;
  }

  protected override isOwn({kind, purpose}: StandingWrite): boolean {
    return kind === 'set_up_payment_method' && (purpose === undefined || purpose === this.#purpose);
  }

  /** What tells this setup from another one. */
  get #purpose(): string {
    return [this.replaces, this.subscriptionId, this.#findKind()].join();
  }

  protected override get doneText(): string {
    const method = this.#added;
    return method
      ? this.localize.term('methodSaved', {method: toMethodText(this.localize, method)})
      : this.localize.term('cardSaved');
  }

  #findKind(): PaymentMethodKind {
    return findKind(this.portal, this.kind, this.#replaced?.kind);
  }

  get #methods(): readonly PaymentMethod[] {
    const found = this.find('paymentMethods');
    return found.state === 'ready' ? found.value : [];
  }

  /** The method that was not among those before. */
  get #added(): PaymentMethod | undefined {
    const {write} = this.writing;
    const known = write && before.get(write);
    return known && this.#methods.find(({id}) => !known.includes(id));
  }

  /** @internal */
  override get stepTitle(): string {
    return this.localize.term('addTitle');
  }

  /** @internal */
  override get saveText(): string {
    return this.localize.term(this.#findKind() === 'card' ? 'saveCard' : 'saveAccount');
  }

  /** Hands over what was typed. Has no effect while that is on its way. */
  override save(): void {
    void this.#save();
  }

  async #save(): Promise<void> {
    const {write} = this.writing;
    const {form} = this.step;
    if (write?.phase !== 'step' || this.#isSaving || !form?.submit) return;
    this.#isSaving = true;
    this.#say('');
    this.requestUpdate();
    try {
      await form.submit();
      await write.complete();
    } catch (error) {
      // What the form refuses it says itself. Anything else is said here, and what was typed stays.
      if (!isBillingError(error) || !['card_refused', 'invalid_request'].includes(error.code))
        this.#say(this.localize.term('notHandedOver'));
    } finally {
      this.#isSaving = false;
      this.requestUpdate();
    }
  }

  /** Says what went wrong beside the form, wherever that is shown. */
  #say(fault: string): void {
    this.#hasFailed = fault !== '';
    this.step.say(fault);
  }

  protected override updated(): void {
    super.updated();
    const {portal} = this;
    const {write} = this.writing;
    // The form is the provider's: it is asked for as soon as the customer is here, and costs nothing. So it is where
    // another write took its place, or another customer.
    if (
      !this.#isOver &&
      !write &&
      !this.isHeldUp &&
      this.localize.ready &&
      portal?.status === 'ready' &&
      this.find('paymentMethods').state !== 'loading'
    ) {
      // A host that prevents it shows something else: there is nothing to wait for here.
      if (!this.#begin()) this.leave();
    }
    if (write?.phase === 'done' && portal && this.#added) chooseMethod(portal, this.#added.id);
  }

  /** @internal Whoever stops has what was there before; where there is nothing, another form. */
  override stopStep(): void {
    if (this.back) this.leave();
    else super.stopStep();
  }

  protected override leave(): void {
    this.#isOver = true;
    super.leave();
  }

  #begin(): boolean {
    const {replaces, subscriptionId} = this;
    const purpose = {...(replaces && {replaces}), ...(subscriptionId && {subscriptionId})};
    const returnUrl = toReturnUrl();
    const body = {kind: this.#findKind(), ...purpose, ...(returnUrl && {returnUrl})};
    const write = this.writing.begin(
      {
        kind: 'set_up_payment_method',
        resourceId: null,
        purpose: this.#purpose,
        send: (requests, key) => requests.startPaymentMethodSetup(body, key),
      },
      {
        request: new BillingPaymentMethodAddRequestEvent(purpose),
        toDone: () => new BillingPaymentMethodAddedEvent(purpose),
      },
    );
    // Only a list that could be read tells which one is new.
    if (write && !before.has(write) && this.find('paymentMethods').state === 'ready') {
      const ids = this.#methods.map(({id}) => id);
      before.set(write, ids);
    }
    return !!write;
  }

  protected override renderContent(): unknown {
    const {localize} = this;
    // The one that was replaced is not there any more, once it is done.
    const replaced = (this.#replaced = this.#methods.find(({id}) => id === this.replaces) ?? this.#replaced);
    const title = replaced
      ? localize.term('replaceTitle', {method: toMethodText(localize, replaced)})
      : localize.term('addTitle');
    const {write} = this.writing;
    const mayChoose = write?.phase === 'step' && !this.replaces && !this.#isSaving;
    const kinds = mayChoose && renderKinds(localize, this.portal, this.#findKind(), (kind) => this.#choose(kind));
    return this.renderFlow({title}, [kinds || nothing, this.#renderPhase(write)]);
  }

  /** Another kind has another form: what was begun for the first one is left. */
  #choose(kind: PaymentMethodKind): void {
    this.writing.write?.drop();
    this.#say('');
    this.kind = kind;
    this.#begin();
  }

  #renderPhase(write: StandingWrite | undefined): unknown {
    const {localize} = this;
    if (!write) {
      return this.isHeldUp
        ? html`<p class="muted">${localize.term('heldUp')}</p>
            ${this.#renderBack()}`
        : this.renderWaiting();
    }
    switch (write.phase) {
      case 'done':
        return this.#renderDone();
      case 'step':
        return this.step.error ? this.renderProgress(write) : this.renderStep(write);
      case 'working':
        // The form stays where it is while what it holds is on its way, and so does the button that was pressed.
        return this.stepWrite ? this.renderStep(write) : this.renderWaiting();
      case 'refused':
        return html`${this.renderProgress(write)}
          <div class="foot">
            ${renderWorkingButton({label: localize.term('tryAgain'), variant: 'primary', onClick: () => this.#begin()})}
            ${this.#renderBack()}
          </div>`;
      default:
        return this.renderProgress(write);
    }
  }

  protected override renderStepControls(): unknown {
    const {localize, step} = this;
    const isSaving = this.#isSaving || this.writing.write?.phase === 'working';
    return html`${this.#hasFailed ? html`<p class="status loud danger" role="alert">${localize.term('notHandedOver')}</p>` : nothing}
      ${
        step.form?.submit
          ? renderWorkingButton({
              label: isSaving ? localize.term('saving') : this.saveText,
              variant: 'primary',
              busy: isSaving,
              onClick: () => this.save(),
            })
          : nothing
      }
      ${isSaving ? nothing : this.#renderBack('notNow')}
      <p class="muted note">${localize.term('nothingToday')}</p>`;
  }

  #renderDone(): TemplateResult {
    const {localize} = this;
    return renderDone(
      this.doneText,
      localize.term(texts[this.#added?.status === 'pending' ? 'pending' : 'active'][this.replaces ? 1 : 0]),
      html`<div class="foot">${this.#renderBack()}</div>`,
    );
  }

  #renderBack(label: 'backToBilling' | 'notNow' = 'backToBilling'): unknown {
    return this.back ? renderWorkingButton({label: this.localize.term(label), onClick: () => this.leave()}) : nothing;
  }
}
