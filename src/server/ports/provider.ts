import type {Capabilities} from '../../contract/capabilities.js';
import type {ChargeLine, Totals} from '../../contract/charge.js';
import type {Address, Customer} from '../../contract/customer.js';
import type {Invoice, InvoicePage, InvoiceStatus} from '../../contract/invoice.js';
import type {Money, UnitPrice} from '../../contract/money.js';
import type {OperationKind, PaymentEntry, PaymentStep} from '../../contract/operation.js';
import type {PaymentMethod, PaymentMethodKind} from '../../contract/payment-method.js';
import type {Open} from '../../contract/schema.js';
import type {PauseTiming, PreviewNote, PreviewSide, TimelineEntry} from '../../contract/preview.js';
import type {
  Interval,
  Refusal,
  Subscription,
  SubscriptionAction,
  SubscriptionItem,
} from '../../contract/subscription.js';
import type {CatalogInput} from '../../contract/configuration.js';
import type {Meter} from '../../contract/usage.js';

/** What comes with every call to a provider: aborted when the caller has gone or the deadline has passed. */
export interface Call {
  signal: AbortSignal;
}

/** A call that changes something: the same key never has two effects where the provider keeps keys. */
export interface Write extends Call {
  idempotencyKey: string;
}

/** What became of a write. `checking`: it cannot be known yet, and is read back rather than repeated. */
export type Outcome<T> =
  | {state: 'succeeded'; value: T}
  | {state: 'requires_payment'; step: PaymentStep; reference: string}
  | {state: 'failed'; code: string; reference?: string}
  | {state: 'checking'; reference: string};

/** A customer as a provider reads it. */
export interface ProviderCustomer extends Customer {
  /** The time it is for this customer where the provider runs a test clock, ISO 8601; absent: real time. */
  testClockAt?: string;
}

/**
 * A subscription as a provider reads it: what the core adds is left out, and `refusals` holds the actions that this
 * provider cannot do, or cannot do with this one subscription just now.
 */
export interface ProviderSubscription extends Omit<Subscription, 'version' | 'actions'> {
  customerId: string;
  refusals: Partial<Record<SubscriptionAction, Refusal>>;
}

/** An invoice's owner travels with it, so that rows of another customer are dropped before anyone sees them. */
export type Owned<T> = T & {customerId: string};

/** A price that can be subscribed to. */
export interface Price {
  id: string;
  planId: string;
  kind: SubscriptionItem['kind'];
  name: string;
  description: string | null;
  unit: string | null;
  /** Null where it has tiers. */
  unitPrice: UnitPrice | null;
  tiers: SubscriptionItem['tiers'];
  interval: Interval;
  /** False for one that is archived: it is kept by those who have it and offered to nobody. */
  active: boolean;
}

/** How invoices are asked for, newest first. */
export interface InvoiceQuery {
  limit: number;
  cursor?: string;
  status?: InvoiceStatus;
  /** First instant, inclusive, ISO 8601. */
  from?: string;
  /** Last instant, exclusive, ISO 8601. */
  to?: string;
  subscriptionId?: string;
  query?: string;
}

/** Members to change; null empties one, absent leaves it. */
export interface CustomerPatch {
  name?: string | null;
  email?: string;
  phone?: string | null;
  address?: Address | null;
  shipping?: Address | null;
  addTaxId?: {type: string; value: string};
  removeTaxId?: string;
}

/** How the merchant wants a change billed. */
export interface ChangeBilling {
  proration: 'none' | 'prorate' | 'full_difference';
  timing: 'immediately' | 'period_end';
  anchor: 'unchanged' | 'now';
}

/** What there shall be: a plan's price, how many, and all that there is beside it. Metered items that go with the plan stay. */
export interface ChosenItems {
  priceId: string;
  quantity: number;
  addOns: {priceId: string; quantity: number}[];
  promotionCode?: string;
}

/** Everything that can be done to a subscription: one union, previewed and applied alike. */
export type SubscriptionChange =
  | ({kind: 'plan'; subscriptionId: string; billing: ChangeBilling; trial: 'end' | 'continue'} & ChosenItems)
  | {
      kind: 'cancel';
      subscriptionId: string;
      at: Open<'period_end' | 'immediately'>;
      credit: boolean;
      reason?: string;
      comment?: string;
    }
  | {kind: 'undo_cancel'; subscriptionId: string}
  /** `until`: null for a pause without an end. */
  | {kind: 'pause'; subscriptionId: string; at: PauseTiming; until: string | null}
  | {kind: 'unpause'; subscriptionId: string}
  | {kind: 'withdraw_pending'; subscriptionId: string}
  | {kind: 'restart'; subscriptionId: string}
  | ({kind: 'start'} & ChosenItems)
  | {
      kind: 'discount';
      subscriptionId: string;
      discount: {percent?: string; amount?: Money; months?: number; providerId?: string};
    }
  | {kind: 'extend_trial'; subscriptionId: string; until: string}
  | {kind: 'payment_method'; subscriptionId: string; paymentMethodId: string | null};

/** What a change would cost, in the provider's own numbers. */
export interface PreviewAmounts {
  certainty: 'exact' | 'estimate' | 'none';
  /** To be paid at once; null where nothing can be said. */
  dueNow: Money | null;
  lines: ChargeLine[];
  totals: Totals | null;
  /** What follows, and when. */
  next: {at: string; amount: Money} | null;
  /** What the customer's balance pays of it, negative; null where it pays nothing. */
  credit?: Money | null;
  /** When it takes effect; null where that is not known. */
  effectiveAt?: string | null;
  /** As it shall be; null where nothing is afterwards. What it is now, the core knows. */
  to?: PreviewSide | null;
  timeline?: TimelineEntry[];
  notes?: PreviewNote[];
  /** Sent again with the change, so that what is charged is what was shown (Stripe's `proration_date`). */
  reference?: string;
}

/** What a change is done with. */
export interface ChangeTerms extends PaymentChoice {
  /** The preview's {@link PreviewAmounts.reference}. */
  reference?: string;
  /** What the customer agreed to pay at once: a provider that would charge something else refuses with `preview_stale`. */
  dueNow?: Money;
}

/** What a new payment method is for. */
export interface SetupRequest {
  kind: PaymentMethodKind;
  /** The method that goes once this one has come, and with it what it paid for; not before something can be charged to the new one. */
  replaces?: string;
  /** Only for this subscription, not as the customer's default. */
  subscriptionId?: string;
  /** Where the customer comes back to from a page of the provider or of a bank; checked, and with the operation in it. */
  returnUrl?: string;
}

/** With what an invoice is paid. */
export interface PaymentChoice {
  paymentMethodId?: string;
  /** As for {@link SetupRequest.returnUrl}. */
  returnUrl?: string;
}

/** What is asked of meters. */
export interface UsageQuery {
  subscriptionId?: string;
  meter?: string;
  /** First instant, inclusive; with `to`, or the present period of each. */
  from?: string;
  /** Last instant, exclusive. */
  to?: string;
  grain: 'day' | 'month';
}

/** What a write of each kind was asked to do. */
export interface WriteInputs {
  pay_invoice: {invoiceId: string; payment: PaymentChoice};
  change_subscription: {change: SubscriptionChange; terms: ChangeTerms};
  start_subscription: {change: SubscriptionChange; terms: ChangeTerms};
  withdraw_pending_change: {change: SubscriptionChange; terms: ChangeTerms};
  set_up_payment_method: SetupRequest;
  set_default_payment_method: {paymentMethodId: string; subscriptionId?: string};
  remove_payment_method: {paymentMethodId: string};
  clear_subscription_payment_method: {subscriptionId: string};
  change_customer: {patch: CustomerPatch};
  confirm_email: {patch: CustomerPatch};
  add_tax_id: {patch: CustomerPatch};
  remove_tax_id: {patch: CustomerPatch};
}

/** A write as it was recorded before the provider was called: enough to find out what became of it. */
export type Intent = {
  [Kind in OperationKind]: {
    operationId: string;
    kind: Kind;
    customerId: string;
    idempotencyKey: string;
    input: WriteInputs[Kind];
    /** The provider's name for what is under way, where it gave one. */
    reference?: string;
    /** When it was begun by the endpoint's clock, which is not the provider's test clock; ISO 8601. */
    begunAt: string;
  };
}[OperationKind];

/** What a provider tells by itself. It means "forget what you know of this customer", never a new state. */
export interface ProviderEvent {
  id: string;
  type: string;
  customerId: string | null;
  at: string;
}

/**
 * A billing system. It throws only `BillingError`, and never sees sessions, configuration or other customers'
 * data; the core checks ownership before it is called, and drops and counts rows of another customer that it returns.
 * A verb that is optional is absent where the provider cannot do it, and `describe` says so.
 */
export interface BillingProvider {
  /** Its name in logs and webhook paths. */
  readonly id: string;
  describe(): Capabilities;
  findCustomer(by: {customerId: string} | {externalId: string}, call: Call): Promise<ProviderCustomer | null>;
  /** By exact address; used for a first login only. */
  findCustomersByEmail?(email: string, call: Call): Promise<ProviderCustomer[]>;
  /** An `email` comes here only once it is confirmed. A tax id comes alone, and the endpoint has checked its form. */
  changeCustomer?(customerId: string, patch: CustomerPatch, write: Write): Promise<Outcome<ProviderCustomer>>;
  listSubscriptions(customerId: string, call: Call): Promise<ProviderSubscription[]>;
  readPrices(priceIds: string[], call: Call): Promise<Price[]>;
  previewChange?(customerId: string, change: SubscriptionChange, call: Call): Promise<PreviewAmounts>;
  /**
   * Does a change; where that costs something, only once it is paid. What is as it shall be stays as it is. A bank's challenge
   * is a payment step, and until it is passed nothing has changed.
   */
  applyChange?(
    customerId: string,
    change: SubscriptionChange,
    terms: ChangeTerms,
    write: Write,
  ): Promise<Outcome<ProviderSubscription>>;
  /** What is on offer, where the merchant's configuration does not say; absent where the provider knows no such thing. */
  readCatalog?(call: Call): Promise<CatalogInput>;
  listPaymentMethods(customerId: string, call: Call): Promise<Owned<PaymentMethod>[]>;
  startPaymentMethodSetup?(
    customerId: string,
    setup: SetupRequest,
    write: Write,
  ): Promise<Outcome<Owned<PaymentMethod>>>;
  setDefaultPaymentMethod?(
    customerId: string,
    paymentMethodId: string,
    write: Write,
  ): Promise<Outcome<Owned<PaymentMethod>>>;
  /**
   * The core asks for nothing that would leave a running subscription without a method, by what it has read. Where the
   * provider can tell at the moment itself, it refuses with `action_refused` and the reason `last_payment_method`.
   */
  removePaymentMethod?(customerId: string, paymentMethodId: string, write: Write): Promise<Outcome<null>>;
  listInvoices(customerId: string, query: InvoiceQuery, call: Call): Promise<OwnedPage>;
  /** Null for an id that is unknown or another customer's. */
  readInvoice(customerId: string, invoiceId: string, call: Call): Promise<Owned<Invoice> | null>;
  readInvoicePdf?(
    customerId: string,
    invoiceId: string,
    call: Call,
  ): Promise<{url: string; expiresAt: string} | Uint8Array>;
  /** What is paid stays as it is: two calls with different keys, at once or in any order, never charge twice. */
  payInvoice?(
    customerId: string,
    invoiceId: string,
    payment: PaymentChoice,
    write: Write,
  ): Promise<Outcome<Owned<Invoice>>>;
  /** Null for a subscription that is not the customer's. */
  readUsage?(customerId: string, query: UsageQuery, call: Call): Promise<Meter[] | null>;
  /**
   * Takes what was entered into a payment step's form. Only for a provider whose form has nowhere else to send it, such as
   * the sandbox: a real one takes card data in a frame or on a page of its own, and leaves this out. Whoever has it never
   * logs an entry, keeps it or repeats a word of it in an error. The same entry may come again.
   */
  receiveEntry?(customerId: string, reference: string, entry: PaymentEntry, call: Call): Promise<void>;
  /** Goes on after a payment step. */
  complete?(customerId: string, reference: string, write: Write): Promise<Outcome<unknown>>;
  /** What became of a write whose answer was lost. */
  readBack?(intent: Intent, call: Call): Promise<Outcome<unknown> | 'unknown'>;
  openHostedPortal?(customerId: string, flow: string | null, call: Call): Promise<{url: string}>;
  /** Verifies and reads a webhook; throws `invalid_request` for one that is not the provider's. */
  receiveWebhook?(rawBody: string, headers: Headers): Promise<ProviderEvent[]>;
}

/** A page of invoices whose rows say whose they are. */
export interface OwnedPage extends Omit<InvoicePage, 'items'> {
  items: Owned<InvoicePage['items'][number]>[];
}
