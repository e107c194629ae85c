import type {ChargeLine, Totals} from '../../../contract/charge.js';
import {BillingError} from '../../../contract/errors.js';
import type {Credit, Invoice, InvoiceStatus} from '../../../contract/invoice.js';
import type {PaymentMethodKind} from '../../../contract/payment-method.js';
import type {ChangeTerms, Outcome, ProviderEvent, SubscriptionChange} from '../../ports/provider.js';
import type {
  ChargeOutcome,
  CustomerRecord,
  MeterRecord,
  MethodPurpose,
  PaymentMethodRecord,
  PlanRecord,
  PriceRecord,
  PromotionRecord,
  RegisterAnswer,
  SubscriptionRecord,
  UseRecord,
} from './records.js';

export type * from './records.js';

/**
 * What the sandbox keeps: plain records that survive JSON. What can be derived at a given time (a card that expires,
 * an invoice that is overdue, the next payment) is not kept, it is worked out when it is read.
 */

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
