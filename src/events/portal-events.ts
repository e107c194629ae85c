import type {BillingError} from '../contract/errors.js';

/** The first answer is here and is shown. */
export class BillingReadyEvent extends Event {
  constructor() {
    super('billing-ready', {bubbles: true, composed: true});
  }
}

/** The session is over. Give the element another token, unless it can ask for one itself. */
export class BillingSessionExpiredEvent extends Event {
  constructor() {
    super('billing-session-expired', {bubbles: true, composed: true});
  }
}

/** A read failed; told once for each that did. The element shows it and offers to try again. */
export class BillingErrorEvent extends Event {
  constructor(readonly error: BillingError) {
    super('billing-error', {bubbles: true, composed: true});
  }
}

/** Where a portal can be: `overview`, `invoices`, or one invoice as `invoices/<id>`. */
export type PortalView = 'overview' | 'invoices' | `invoices/${string}`;

/** Before another view is shown; cancelable, for hosts that show it somewhere else. */
export class BillingNavigateEvent extends Event {
  constructor(readonly view: PortalView) {
    super('billing-navigate', {bubbles: true, composed: true, cancelable: true});
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'billing-ready': BillingReadyEvent;
    'billing-session-expired': BillingSessionExpiredEvent;
    'billing-error': BillingErrorEvent;
    'billing-navigate': BillingNavigateEvent;
  }
}
