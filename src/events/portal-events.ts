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

/** A read or a write failed; told once for each that did. The element shows it and offers to try again. */
export class BillingErrorEvent extends Event {
  constructor(readonly error: BillingError) {
    super('billing-error', {bubbles: true, composed: true});
  }
}

/** What stands in place of the sections until it is done: one thing to do, with a way back. */
export type PortalFlow =
  | `invoices/${string}/pay`
  /** `keep` undoes a cancellation, `withdraw` takes back whatever else is planned, `resume` ends a pause. */
  | `subscriptions/${string}/${'plan' | 'pause' | 'resume' | 'restart' | 'withdraw' | 'cancel' | 'keep'}`
  /** Another subscription. */
  | 'subscriptions/new'
  | 'payment-methods/add'
  | 'billing-details/edit'
  | `payment-methods/${string}/replace`
  /** A write that was left for a payment step on another site, and is returned to. */
  | `operations/${string}`;

/** A section that can be shown alone. */
export type PortalSection = 'subscriptions' | 'usage' | 'payment-methods' | 'billing-details' | 'invoices';

/** Where a portal can be: `overview`, a section alone, one invoice as `invoices/<id>`, or a {@link PortalFlow}. */
export type PortalView = 'overview' | PortalSection | `invoices/${string}` | PortalFlow;

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
