/**
 * What a form asks of the element that shows it: to submit, because Enter was pressed in one of its fields. Told on the
 * form's own element, which is where to listen: it is not always inside of the element that shows it. It holds nothing
 * of what was typed.
 */
export class BillingFormSubmitEvent extends Event {
  constructor() {
    super('billing-form-submit', {bubbles: true, composed: true});
  }
}

/** The customer has closed the dialog that a form was shown in. Told on the form's own element. */
export class BillingFormCloseEvent extends Event {
  constructor() {
    super('billing-form-close', {bubbles: true, composed: true});
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'billing-form-submit': BillingFormSubmitEvent;
    'billing-form-close': BillingFormCloseEvent;
  }
}
