import type {Period} from '../../../contract/charge.js';
import type {Customer, TaxId} from '../../../contract/customer.js';
import type {UnitPrice} from '../../../contract/money.js';
import type {PaymentMethod} from '../../../contract/payment-method.js';
import type {Interval, Subscription, SubscriptionItem, SubscriptionStatus} from '../../../contract/subscription.js';

/** What there is for sale, who has it, and what was paid for it: the records of a world. */

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
  /** What is counted and charged with it: ids of plans. It begins with the plan, and stays where it is. */
  metered?: string[];
  /** What is counted that can stay beside it, and does not begin with it. What else is metered ends with a move to it. */
  keeps?: string[];
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
  /** What was used of each meter under a plan that it has no more, by the beginning of the month of counting. */
  settledUse?: Record<string, Record<string, number>>;
  /** How much of the usual daily use is its own; all of it where absent. */
  useScale?: number;
  /** The key of the write that started it. */
  startKey?: string;
}
