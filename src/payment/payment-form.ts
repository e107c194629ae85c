import type {PaymentEntry, PaymentStep} from '../contract/operation.js';
import type {LocalizeController} from '../localize/localize-controller.js';

/** What a payment form is given by the element that shows it. */
export interface PaymentFormContext {
  /** The step as the provider gave it: a driver reads what it needs from it. */
  step: PaymentStep;
  localize: LocalizeController;
  /** Hands what was entered to a provider that takes it through the endpoint. Throws a `BillingError`. */
  submitEntry(entry: PaymentEntry): Promise<void>;
  /** Called by a form that the customer finishes inside of it, a bank's confirmation say: the write goes on. */
  finished(): void;
}

/** A form on the page. It keeps what was typed for as long as it is not removed, also while it is out of the page. */
export interface PaymentForm {
  /** What goes into the slot. */
  readonly element: HTMLElement;
  /**
   * Checks what was typed and hands it over; the write goes on after it. Throws a `BillingError`: `card_refused` for a
   * number that is not taken, `invalid_request` with the field for what is incomplete, both said in the form already.
   * Absent where the form has its own button.
   */
  submit?(): Promise<void>;
  /** Puts the focus where typing begins, or at the first mistake. */
  focus(): void;
  /** Called when the element that shows it was updated: its language may be another one. */
  update?(): void;
}

/** What a driver's module brings: a way to make its form. Nothing is loaded from anywhere before this is called. */
export interface PaymentDriver {
  createForm(context: PaymentFormContext): PaymentForm;
}
