import type {Invoice} from '../contract/invoice.js';
import type {Preview} from '../contract/preview.js';
import type {Subscription} from '../contract/subscription.js';

/** Before an invoice is paid; cancelable. */
export class BillingInvoicePayRequestEvent extends Event {
  constructor(
    readonly invoiceId: string,
    /** With what; undefined where the endpoint takes the method that is due. */
    readonly paymentMethodId: string | undefined,
  ) {
    super('billing-invoice-pay-request', {bubbles: true, composed: true, cancelable: true});
  }
}

/** An invoice is paid: the endpoint said so. */
export class BillingInvoicePaidEvent extends Event {
  constructor(readonly invoice: Invoice | undefined) {
    super('billing-invoice-paid', {bubbles: true, composed: true});
  }
}

/** Before a subscription is changed as a preview shows; cancelable. */
export class BillingSubscriptionChangeRequestEvent extends Event {
  constructor(readonly preview: Preview) {
    super('billing-subscription-change-request', {bubbles: true, composed: true, cancelable: true});
  }
}

/** A subscription is changed: the endpoint said so. */
export class BillingSubscriptionChangedEvent extends Event {
  constructor(
    /** What was done: the kind of the change, such as `plan`, `pause` or `cancel`; `start` for another subscription. */
    readonly kind: string,
    /** As it is now. */
    readonly subscription: Subscription | undefined,
  ) {
    super('billing-subscription-changed', {bubbles: true, composed: true});
  }
}

/** What a payment method is added for. */
export interface PaymentMethodPurpose {
  /** The method that goes once the new one has come. */
  replaces?: string | undefined;
  /** Only for this subscription. */
  subscriptionId?: string | undefined;
}

/** Before a payment method is asked for; cancelable. */
export class BillingPaymentMethodAddRequestEvent extends Event {
  constructor(readonly purpose: PaymentMethodPurpose) {
    super('billing-payment-method-add-request', {bubbles: true, composed: true, cancelable: true});
  }
}

/** A payment method has been added: the endpoint said so. */
export class BillingPaymentMethodAddedEvent extends Event {
  constructor(readonly purpose: PaymentMethodPurpose) {
    super('billing-payment-method-added', {bubbles: true, composed: true});
  }
}

/** Which payment method pays, and for what. */
export interface PaymentMethodChoice {
  /** Undefined where the default pays again. */
  paymentMethodId: string | undefined;
  /** Only for this subscription; undefined where it is the default. */
  subscriptionId: string | undefined;
}

/** Before a payment method is made the default, or is put to one subscription or taken from it; cancelable. */
export class BillingPaymentMethodDefaultChangeRequestEvent extends Event {
  constructor(readonly choice: PaymentMethodChoice) {
    super('billing-payment-method-default-change-request', {bubbles: true, composed: true, cancelable: true});
  }
}

/** Another payment method pays now: the endpoint said so. */
export class BillingPaymentMethodDefaultChangedEvent extends Event {
  constructor(readonly choice: PaymentMethodChoice) {
    super('billing-payment-method-default-changed', {bubbles: true, composed: true});
  }
}

/** Before a payment method is removed; cancelable. */
export class BillingPaymentMethodRemoveRequestEvent extends Event {
  constructor(readonly paymentMethodId: string) {
    super('billing-payment-method-remove-request', {bubbles: true, composed: true, cancelable: true});
  }
}

/** A payment method has been removed: the endpoint said so. */
export class BillingPaymentMethodRemovedEvent extends Event {
  constructor(readonly paymentMethodId: string) {
    super('billing-payment-method-removed', {bubbles: true, composed: true});
  }
}

/** Before the page is left for a payment step on another site; cancelable, for hosts that open it themselves. */
export class BillingRedirectEvent extends Event {
  constructor(readonly url: string) {
    super('billing-redirect', {bubbles: true, composed: true, cancelable: true});
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'billing-invoice-pay-request': BillingInvoicePayRequestEvent;
    'billing-invoice-paid': BillingInvoicePaidEvent;
    'billing-subscription-change-request': BillingSubscriptionChangeRequestEvent;
    'billing-subscription-changed': BillingSubscriptionChangedEvent;
    'billing-payment-method-add-request': BillingPaymentMethodAddRequestEvent;
    'billing-payment-method-added': BillingPaymentMethodAddedEvent;
    'billing-payment-method-default-change-request': BillingPaymentMethodDefaultChangeRequestEvent;
    'billing-payment-method-default-changed': BillingPaymentMethodDefaultChangedEvent;
    'billing-payment-method-remove-request': BillingPaymentMethodRemoveRequestEvent;
    'billing-payment-method-removed': BillingPaymentMethodRemovedEvent;
    'billing-redirect': BillingRedirectEvent;
  }
}
