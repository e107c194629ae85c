import type {Capabilities} from '../../contract/capabilities.js';
import type {BillingProvider} from '../../server/ports/provider.js';

/** What the suite asks of whoever tests a provider: customers in stated situations, and a clock to move. */

/** What is true of the customer that a case begins with, who can pay unless it says otherwise. */
export const situationNames = [
  /** {@link unitsAtFirst} of the present plan by the month, begun at the instant that is asked for, and paid. */
  'subscribed',
  /** The same by the year. */
  'yearly',
  /** In a trial of 14 days that begins then; nothing was charged yet. */
  'trialing',
  /** Nothing is subscribed to, and nothing was. */
  'nothing',
  /** Subscribed, and everything that is charged from now on is declined. */
  'declined',
  /** Subscribed, and the bank asks the customer about everything that is charged from now on. */
  'challenged',
  /** Subscribed, and the method has gone since. */
  'no_method',
  /** Subscribed, with a balance of {@link balanceAtFirst} that pays first. */
  'balance',
  /** Subscribed, at a quarter less for good. */
  'discounted',
  /** Subscribed, with one of the add-on. */
  'add_ons',
  /** Subscribed, with something that is counted, of which something was used. */
  'metered',
  /** Was subscribed, and it has ended. */
  'ended',
  /** Subscribed a month and more ago, and paused without an end since. */
  'paused',
  /** Subscribed; what was to be paid for this period was not. */
  'past_due',
  /** Subscribed, for a year at least. */
  'committed',
  /** Subscribed, and paid by transfer. */
  'manual',
] as const;

/** One of the situations above. */
export type SituationName = (typeof situationNames)[number];

/** How many units of the plan are subscribed to at first. */
export const unitsAtFirst = 4;

/** The balance of those who have one, in minor units; less than a month costs. */
export const balanceAtFirst = 500;

/** What not every provider has, and no capability tells. */
export const extraNames = [
  /** Prices of something beside a plan. */
  'add_on',
  'promotion_code',
  /** A second method of the customer's. */
  'other_method',
  /** What has ended can be begun again. */
  'restart',
  /** Another subscription can be begun. */
  'start',
  /** A trial can be made longer. */
  'extend_trial',
  /** An answer can be lost. */
  'lost_answer',
] as const;

/** One of the extras above. */
export type ExtraName = (typeof extraNames)[number];

/** The prices that cases choose from. Each is for one unit and the same currency. */
export interface BenchPrices {
  /** Of the present plan, by the month. */
  present: string;
  /** Of the present plan, by the year. */
  yearly: string;
  /** Of a cheaper plan, by the month. */
  lower: string;
  /** Of a dearer plan, by the month. */
  higher: string;
  /** Of something beside these plans, by the month; for the extra `add_on`. */
  addOn?: string;
}

/** What a case begins with. */
export interface BenchRequest {
  situation: SituationName;
  /** When the subscription began, ISO 8601. It is this time at the provider where the situation needs no later one. */
  at: string;
}

/** A customer in a situation, alone with a stranger at the provider. */
export interface Stage {
  provider: BillingProvider;
  customerId: string;
  /** What the situation is about; any text that is no id for `nothing`. */
  subscriptionId: string;
  prices: BenchPrices;
  /** A method of the customer's that works and is not the default; for the extra `other_method`. */
  otherMethodId?: string;
  /** A code that takes something off the higher plan; for the extra `promotion_code`. */
  promotionCode?: string;
  /** Somebody else, with what is theirs. */
  stranger: {customerId: string; subscriptionId: string; invoiceId: string; paymentMethodId: string};
  /** The time at the provider, ISO 8601. */
  now(): string;
  /** Moves the provider's clock, and waits until everything has happened that was due by then. */
  advanceTo(at: string): Promise<void>;
  /** All that was ever taken from the customer's methods, in minor units. What came back is not taken off. */
  readTaken(): Promise<number>;
  /** Answers the challenge of a payment step in the bank's place. */
  answerChallenge(reference: string, answer: 'pass' | 'fail'): Promise<void>;
  /** The next answer to a change is lost: it is done, and `applyChange` then throws; for the extra `lost_answer`. */
  loseAnswer?(): void;
  close(): Promise<void>;
}

/** A provider, as the suite needs it. */
export interface Bench {
  /** What `describe` says: cases about what it cannot do are left out. */
  capabilities: Capabilities;
  /** What can be staged; cases that need another one are left out. */
  situations: readonly SituationName[];
  /** What else there is; cases that need another one are left out. */
  extras: readonly ExtraName[];
  /** A new stage each time; what one case does is never seen by another. */
  open(request: BenchRequest): Promise<Stage>;
}
