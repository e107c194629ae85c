import type {ChargeLine, Period, Totals} from '../../../contract/charge.js';
import type {Customer, TaxId} from '../../../contract/customer.js';
import {BillingError} from '../../../contract/errors.js';
import type {Credit, Invoice, InvoiceStatus} from '../../../contract/invoice.js';
import type {UnitPrice} from '../../../contract/money.js';
import type {PaymentMethod, PaymentMethodKind} from '../../../contract/payment-method.js';
import type {Interval, Subscription, SubscriptionItem, SubscriptionStatus} from '../../../contract/subscription.js';
import type {ChangeTerms, Outcome, ProviderEvent, SubscriptionChange} from '../../ports/provider.js';

/**
 * What the sandbox keeps: plain records that survive JSON. What can be derived at a given time (a card that expires,
 * an invoice that is overdue, the next payment) is not kept, it is worked out when it is read.
 */

/** A currency, and the number of decimals that its amounts count. */
export interface Currency {
  currency: string;
  exponent: number;
}

/** A tax that comes on top of prices, or is in them; 1,900 basis points are 19 %. */
export interface TaxRule {
  name: string;
  basisPoints: number;
  /** True where prices contain it; on top of them where absent. */
  inclusive?: boolean;
}

/** What a register comes to say of a tax id. */
export type RegisterAnswer = 'verified' | 'unverified' | 'unavailable';

/** A tax id; one that a register is asked about is `pending` until its answer is there. */
export interface TaxIdRecord extends TaxId {
  check?: {at: string; answer: RegisterAnswer};
}

/** A customer, with what decides how they are billed. */
export interface CustomerRecord extends Omit<Customer, 'taxIds'> {
  taxIds: TaxIdRecord[];
  currency: Currency;
  tax: TaxRule | null;
  defaultPaymentMethodId: string | null;
  /** A balance in minor units that pays for the next charges; none where absent. */
  credit?: number;
}

/** Something that can be subscribed to, whatever the interval. */
export interface PlanRecord {
  id: string;
  kind: SubscriptionItem['kind'];
  name: string;
  description: string | null;
  unit: string | null;
  /** What an invoice says it is for; `{quantity}` stands for the number. */
  summary: {one: string; other: string};
  /** A move to a higher one is an upgrade; only of what is on offer. */
  rank?: number;
  features?: string[];
  /** How much of each meter is included, by the meter's id; a plan without limits is not metered. */
  limits?: Record<string, number>;
  /** How many there can be; had once where absent. */
  quantity?: {minimum: number; maximum: number | null; step: number};
  /** What can be had beside it: ids of plans. */
  addOns?: string[];
  /** What is counted and charged with it: ids of plans. What else is metered ends with a move to it. */
  metered?: string[];
}

/** Something whose use is counted. */
export interface MeterRecord {
  id: string;
  name: string;
  unit: string | null;
  aggregation: 'sum' | 'last';
  /** What one costs beyond the limit, in minor units by currency; nothing more can be used where absent. */
  unitPrices?: Record<string, string>;
  /** What an invoice says of what was used beyond the limit. */
  charged?: string;
}

/** Use that was told from outside, beside what is counted every day. */
export interface UseRecord {
  subscriptionId: string;
  meter: string;
  at: string;
  amount: number;
}

/** A code that takes something off. */
export type PromotionRecord = {
  code: string;
  /** How long it lasts, to the end of the period that is under way then; null for good. */
  months: number | null;
  /** From when on nobody can use it any more. */
  expiresAt: string | null;
  /** The units of interval that it is for; all where absent. */
  units?: string[];
  oncePerCustomer: boolean;
} & ({basisPoints: number} | {amount: number; currency: string});

/** What units cost up to a number of them, each tier for itself. */
export interface TierRecord {
  /** Null for the last one. */
  upTo: number | null;
  unitPrice: UnitPrice;
}

/** A plan's price for one interval. */
export interface PriceRecord {
  id: string;
  planId: string;
  unitPrice: UnitPrice;
  /** In place of one price for all units. */
  tiers?: TierRecord[];
  interval: Interval;
  active: boolean;
}

/** What becomes of a charge: it is paid, it is declined, or the bank asks for a challenge first. */
export type ChargeOutcome = 'works' | 'declined' | 'challenge';

/** A way to pay: never more of a number than its last four digits. */
export interface PaymentMethodRecord extends Omit<PaymentMethod, 'status' | 'isDefault' | 'actions'> {
  customerId: string;
  /** What happens when it is charged; `works` where absent. */
  behavior?: ChargeOutcome;
  /** Until when it waits for its bank, and what it is put to then; absent where it waits for nothing. */
  pending?: MethodPurpose & {until: string};
}

/** What a method is added for. */
export interface MethodPurpose {
  /** The method that goes once this one has come. */
  replaces: string | null;
  /** Only for this subscription. */
  subscriptionId: string | null;
}

/** One thing that is subscribed to. */
export interface ItemRecord {
  id: string;
  priceId: string;
  /** Of what is metered, 0: it is counted. */
  quantity: number;
}

/** All that is subscribed to at once: the plan first. */
export type Items = [ItemRecord, ...ItemRecord[]];

/** A change that waits for the end of a period. */
export interface PlannedChange {
  kind: 'plan' | 'quantity' | 'add_ons';
  at: string;
  /** Everything as it is then. */
  items: Items;
  /** The discount from then on; the running one where absent. */
  discount?: DiscountRecord | null;
}

/** A running discount: a rate in basis points, or an amount in minor units for each period. */
export type DiscountRecord = {
  name: string;
  endsAt: string | null;
  /** The code that it came with. */
  code?: string;
  /** The units of interval that it is for; all where absent. */
  units?: string[];
} & ({basisPoints: number} | {amount: number});

/** What was paid for an item and a time: what a credit for unused time is a share of. Minor units. */
export interface PaidPart {
  itemId: string;
  name: string;
  period: Period;
  /** After discount; with the tax where prices contain it. */
  amount: number;
  /** What the discount took off it. */
  discount: number;
  tax: {rule: TaxRule; amount: number} | null;
}

/** A subscription. Its first item is its plan. */
export interface SubscriptionRecord {
  id: string;
  customerId: string;
  status: SubscriptionStatus;
  items: Items;
  startedAt: string;
  /** Periods begin at this instant plus any number of intervals, so that the day of the month is kept. */
  anchor: string;
  period: Period | null;
  trialEndsAt: string | null;
  cancelsAt: string | null;
  endedAt: string | null;
  paymentMethodId: string | null;
  collection: 'automatic' | 'manual';
  /** The end of the period after which it is paused. */
  pausesAt?: string | null;
  pausedAt?: string | null;
  /** Null for a pause without an end. */
  resumesAt?: string | null;
  commitment?: Subscription['commitment'];
  pendingChange?: PlannedChange | null;
  discount?: DiscountRecord | null;
  /** When it ends if what is owed has not been paid by then. */
  unpaidEndsAt?: string | null;
  /** What was paid for the time that is under way; worked out of the period's price where absent. */
  paid?: PaidPart[];
  /** How many of its seats are in use; all of them where absent. */
  seatsInUse?: number;
  /** How much of the usual daily use is its own; all of it where absent. */
  useScale?: number;
  /** The key of the write that started it. */
  startKey?: string;
}

/** An invoice as it was issued; later changes to the customer do not reach it. */
export interface InvoiceRecord {
  id: string;
  /** The order of issue, and the number that is printed; breaks ties between invoices of the same instant. */
  sequence: number;
  customerId: string;
  subscriptionId: string | null;
  status: InvoiceStatus;
  issuedAt: string;
  dueAt: string | null;
  paidAt: string | null;
  /** When it is charged again by itself. */
  nextAttemptAt?: string | null;
  /** How often it was charged in vain. */
  attempts?: number;
  /** What the customer's balance has paid of it, in minor units; negative where it has gone there. */
  applied?: number;
  description: string;
  lines: ChargeLine[];
  totals: Totals;
  credits: Credit[];
  billedTo: NonNullable<Invoice['billedTo']>;
  paidWith: PaymentMethodRecord | null;
}

/** Very many paid invoices, kept as the rule that makes them. */
export interface InvoiceHistory {
  customerId: string;
  count: number;
  /** How many are issued at one and the same instant, every day. */
  perDay: number;
  /** When the newest were issued. */
  newestAt: string;
  /** The number of the newest; the others count down from it. */
  newestNumber: number;
}

/** A payment method that is being added. */
export interface SetupRecord extends MethodPurpose {
  reference: string;
  customerId: string;
  kind: PaymentMethodKind;
  /** What the form told: the method, or that the customer did not agree; null until then. */
  entered: MethodFacts | 'refused' | null;
  /** The method that came of it; null until it is complete. */
  paymentMethodId: string | null;
}

/** What is kept of what was entered; never a number. */
export type MethodFacts = Omit<PaymentMethodRecord, 'id' | 'customerId' | 'pending'>;

/** A payment that waits for a bank's challenge, or did. */
export interface ChallengeRecord {
  reference: string;
  customerId: string;
  /** Null for the payment of a change: its invoice comes with it. */
  invoiceId: string | null;
  /** What is paid for. */
  change?: PendingPayment;
  /** As it was when the payment began. */
  method: PaymentMethodRecord;
  /** Null until it is answered. */
  answer: 'pass' | 'fail' | null;
  /** The bank's page, with the way back in it; absent where the page asks in the bank's place. */
  url?: string;
}

/** A change that waits for its payment. */
export interface PendingPayment {
  change: SubscriptionChange;
  terms: ChangeTerms;
  /** The instant at which it is priced. */
  at: string;
  key: string;
  amount: number;
  /** What the subscription was: one that has moved since is not changed. */
  from: string;
  /** The subscription that came of it; null until then. */
  done: string | null;
}

/** Where a bank's challenge is asked: in the page, or on a page of the bank that the customer is sent to. */
export type ChallengeWay = 'element' | 'redirect';

/** What a write was, and what became of it, under the key it came with. */
export interface KeptAnswer {
  /** The verb and everything it was asked, so that one key never stands for two requests. */
  request: string;
  outcome: Outcome<unknown>;
}

/** What is counted, with where the count begins. */
export const noEffects = {
  /** Payments of invoices by hand. */
  payments: 0,
  cancellations: 0,
  undos: 0,
  /** Methods that were added, made the default, put to a single subscription or taken from it, and removed. */
  methods: 0,
  defaults: 0,
  overrides: 0,
  removals: 0,
  /** Changed billing details. */
  details: 0,
  /** Other plans, quantities, add-ons and codes, at once or planned. */
  changes: 0,
  /** Planned changes, pauses and ends that were taken back. */
  withdrawals: 0,
  pauses: 0,
  unpauses: 0,
  restarts: 0,
  starts: 0,
  discounts: 0,
  trials: 0,
  /** Payments of changes by hand: money that was taken, and no balance. */
  charges: 0,
};

/** A name of what is counted. */
export type EffectKind = keyof typeof noEffects;

/** How the merchant has set the provider up. */
export interface Settings {
  /** What becomes of what is not paid after the last attempt. */
  afterAttempts: 'canceled' | 'unpaid';
  /** How many days before the end of a period nothing can be changed; 0 for none. */
  lockedDays: number;
  /** True for a provider that can do less: one item only, nothing metered, no pause. */
  isLimited: boolean;
}

/** Everything the sandbox knows, apart from the time. */
export interface World {
  /** Whom the scenario is about. */
  mainCustomerId: string;
  customers: CustomerRecord[];
  plans: PlanRecord[];
  prices: PriceRecord[];
  paymentMethods: PaymentMethodRecord[];
  subscriptions: SubscriptionRecord[];
  invoices: InvoiceRecord[];
  history: InvoiceHistory | null;
  /** The number of the next invoice. */
  nextNumber: number;
  setups: SetupRecord[];
  challenges: ChallengeRecord[];
  /** The number in the next reference or id that is made. */
  nextReference: number;
  /** What the next charges come to, whatever their methods do; `left` is null without an end. */
  nextCharges: {outcome: ChargeOutcome; left: number | null} | null;
  /** What registers come to say of the tax ids that are added next; `verified` where absent. */
  nextRegisterAnswer?: RegisterAnswer;
  /** Where the next challenges are asked. */
  challengeBy: ChallengeWay;
  /** By verb and idempotency key. */
  keys: Record<string, KeptAnswer>;
  /** What is on offer: ids of plans. */
  catalog: string[];
  meters: MeterRecord[];
  use: UseRecord[];
  /** The month, such as 2026-11, that the world began in: its use is as it is in the pictures. */
  firstMonth: string;
  promotions: PromotionRecord[];
  /** Who has used which code. */
  redemptions: {customerId: string; code: string}[];
  settings: Settings;
  /** The last events, the oldest first, and how many there ever were. */
  events: ProviderEvent[];
  eventCount: number;
  /** How many real effects writes had. */
  effects: Record<EffectKind, number>;
}

/** A world with nobody in it yet. */
export function createEmptyWorld(mainCustomerId: string, start: string): World {
  return {
    mainCustomerId,
    customers: [],
    plans: [],
    prices: [],
    paymentMethods: [],
    subscriptions: [],
    invoices: [],
    history: null,
    nextNumber: 2039,
    setups: [],
    challenges: [],
    nextReference: 1,
    nextCharges: null,
    challengeBy: 'element',
    keys: {},
    catalog: [],
    meters: [],
    use: [],
    firstMonth: start.slice(0, 7),
    promotions: [],
    redemptions: [],
    settings: {afterAttempts: 'canceled', lockedDays: 0, isLimited: false},
    events: [],
    eventCount: 0,
    effects: {...noEffects},
  };
}

/** The record with this id. A world refers only to what it holds: `internal` where it is not so. */
export function getRecord<T extends {id: string}>(records: readonly T[], id: string): T {
  const record = records.find((candidate) => candidate.id === id);
  if (record === undefined) throw new BillingError('internal', {message: `the sandbox does not hold "${id}"`});
  return record;
}
