import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {BillingError, isBillingError} from '../../contract/errors.js';
import type {PaymentStep} from '../../contract/operation.js';
import {BillingRedirectEvent} from '../../events/write-events.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {findDriver} from '../../payment/drivers.js';
import type {PaymentForm} from '../../payment/payment-form.js';
import {SlotChain} from '../../payment/slot-chain.js';
import type {StandingWrite} from '../../state/standing-write.js';

/** What the controller needs of the element that shows the step. */
export interface StepHost extends ReactiveControllerHost, HTMLElement {
  readonly localize: LocalizeController;
  /** The write whose step is to be shown; undefined for none. */
  readonly stepWrite: StandingWrite | undefined;
  /** What the step is for, where it has to be shown in a dialog. */
  readonly stepTitle: string;
  /** What the button says that submits the form there. */
  readonly saveText: string;
  /** Submits the form, as its own button does. */
  save(): void;
  /** Leaves the step. */
  stopStep(): void;
}

/** Forms by the write that they belong to: what was typed is kept for as long as the write stands, wherever it is shown. */
const forms = new WeakMap<StandingWrite, Promise<PaymentForm>>();
/** Writes whose step on another site was gone to already: nobody is sent there twice without asking. */
const left = new WeakSet<StandingWrite>();

/** Where a step on another site is, if that is an address to go to. */
export function findStepUrl(write: StandingWrite): string | undefined {
  const step = write.operation?.paymentStep;
  if (step?.kind !== 'redirect') return undefined;
  // The other kinds are open, so that their name alone does not rule this one out.
  const {url} = step as {url: string};
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : undefined;
}

/** Shows the payment step of a write: the provider's form in a slot of the element, or the way to another site. */
export class PaymentStepController implements ReactiveController {
  /** The form, once it is here. */
  form: PaymentForm | undefined;
  /** Why it is not. */
  error: BillingError | undefined;
  readonly #chain: SlotChain;
  #shown: StandingWrite | undefined;

  constructor(private readonly host: StepHost) {
    const {localize} = host;
    this.#chain = new SlotChain(host, () => ({
      locale: localize.locale,
      direction: localize.direction,
      title: host.stepTitle,
      close: localize.term('stop'),
      ...(this.form?.submit && {submit: host.saveText}),
    }));
    host.addController(this);
  }

  /** The name of the slot that the form is shown in. */
  get slot(): string {
    return this.#chain.name;
  }

  hostUpdated(): void {
    const {stepWrite} = this.host;
    if (stepWrite !== this.#shown) {
      this.#drop();
      this.#shown = stepWrite;
      if (stepWrite) void this.#show(stepWrite);
    }
    this.form?.update?.();
  }

  /** Says what the page says where it cannot be read: behind the dialog that the form may be shown in. Empty takes it back. */
  say(message: string): void {
    this.#chain.say(message);
  }

  /** Leaves the page for the step on another site, unless the host prevents it. */
  go(write: StandingWrite): void {
    const url = findStepUrl(write);
    if (url && this.host.dispatchEvent(new BillingRedirectEvent(url))) location.assign(url);
  }

  /** Tries to load the form again. */
  again(): void {
    this.error = undefined;
    if (this.#shown) void this.#show(this.#shown);
  }

  async #show(write: StandingWrite): Promise<void> {
    const step = write.operation?.paymentStep;
    if (!step) return;
    if (step.kind === 'redirect') {
      // Whoever has come back without an answer is not sent away again before they could choose.
      if (left.has(write) || write.isResumed) return;
      left.add(write);
      return this.go(write);
    }
    try {
      const form = await this.#findForm(write, step);
      // A write that has gone on meanwhile shows its outcome.
      if (this.#shown !== write) return;
      this.form = form;
      this.#listen(form.element, 'addEventListener');
      this.#chain.attach(form.element);
      form.focus();
    } catch (error) {
      forms.delete(write);
      this.error = isBillingError(error) ? error : new BillingError('internal', {cause: error});
    }
    this.host.requestUpdate();
  }

  #findForm(write: StandingWrite, step: PaymentStep): Promise<PaymentForm> {
    const known = forms.get(write);
    if (known) return known;
    const made = findDriver(step).then((driver) =>
      driver.createForm({
        step,
        localize: this.host.localize,
        submitEntry: (entry) => write.submitEntry(entry),
        finished() {
          // What was answered is handed over: where the step comes back, it is asked anew.
          forms.delete(write);
          void write.complete();
        },
      }),
    );
    forms.set(write, made);
    return made;
  }

  readonly #handle = ({type}: Event): void => {
    if (type === 'billing-form-submit') this.host.save();
    else this.host.stopStep();
  };

  #listen(element: HTMLElement, verb: 'addEventListener' | 'removeEventListener'): void {
    for (const name of ['billing-form-submit', 'billing-form-close']) element[verb](name, this.#handle);
  }

  #drop(): void {
    this.#chain.detach();
    if (this.form) this.#listen(this.form.element, 'removeEventListener');
    this.form = this.error = undefined;
  }
}
