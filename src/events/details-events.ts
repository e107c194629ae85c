import type {Customer, CustomerChange, TaxIdInput} from '../contract/customer.js';

/** What is to be done to the billing details: one of these. */
export interface DetailsChange {
  /** Members to change; null empties one. */
  customer?: CustomerChange;
  addTaxId?: TaxIdInput;
  /** The id of one. */
  removeTaxId?: string;
  /** The new e-mail address that a code was entered for. */
  confirmEmail?: string;
}

/** Before billing details are changed; cancelable. */
export class BillingDetailsChangeRequestEvent extends Event {
  constructor(readonly change: DetailsChange) {
    super('billing-details-change-request', {bubbles: true, composed: true, cancelable: true});
  }
}

/** Billing details are changed: the endpoint said so. A new e-mail address may still wait for its confirmation. */
export class BillingDetailsChangedEvent extends Event {
  constructor(
    readonly change: DetailsChange,
    /** As they are now. */
    readonly customer: Customer | undefined,
  ) {
    super('billing-details-changed', {bubbles: true, composed: true});
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'billing-details-change-request': BillingDetailsChangeRequestEvent;
    'billing-details-changed': BillingDetailsChangedEvent;
  }
}
