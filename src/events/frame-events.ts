/** The customer has signed out: the endpoint said so, and nothing of theirs is on the screen any more. */
export class BillingSignedOutEvent extends Event {
  constructor() {
    super('billing-signed-out', {bubbles: true, composed: true});
  }
}

/** A portal that is shown as a dialog was closed. */
export class BillingCloseEvent extends Event {
  constructor() {
    super('billing-close', {bubbles: true, composed: true});
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'billing-signed-out': BillingSignedOutEvent;
    'billing-close': BillingCloseEvent;
  }
}
