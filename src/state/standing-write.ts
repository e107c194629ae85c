import type {BillingError} from '../contract/errors.js';
import type {Operation, OperationKind, PaymentEntry} from '../contract/operation.js';

/**
 * Where a write stands. `working`: it is on its way. `step`: the customer has something to do, in a form or at their
 * bank. `checking`: the endpoint does not know yet, and is asked until it does. `unsure`: nothing answered, so that
 * nobody here can tell; sent again, it has the same key. `refused`: for certain nothing was done, the reason is
 * `error`. `done`: the endpoint said so.
 */
export type WritePhase = 'working' | 'step' | 'checking' | 'unsure' | 'refused' | 'done';

/** One intention of the customer, from the press of a button to the confirmed truth. */
export interface StandingWrite {
  readonly kind: OperationKind;
  /** The invoice or the subscription that it is about. */
  readonly resourceId: string | null;
  /** What tells it from others of its kind that are about the same thing; undefined where it was taken up again. */
  readonly purpose: string | undefined;
  /** True where it was begun before the page was left for a payment step elsewhere. */
  readonly isResumed: boolean;
  readonly phase: WritePhase;
  /** As the endpoint last told it; undefined until then. */
  readonly operation: Operation | undefined;
  /** Why it is `unsure` or `refused`. */
  readonly error: BillingError | undefined;
  /** What came with the outcome besides the operation, the invoice that was paid say. */
  readonly answer: Readonly<Record<string, unknown>>;
  /** True while it is on its way or being found out: nothing else may be begun. */
  readonly isBusy: boolean;
  /** Settles with the last phase: `done`, or `refused`. Never rejects. */
  readonly settled: Promise<void>;
  /** Goes on with what is `unsure`, or looks at once at what is `checking`: never a second effect. */
  again(): Promise<void>;
  /** Goes on after the payment step. */
  complete(): Promise<void>;
  /** Hands what was entered into the payment step to the provider through the endpoint. Throws a `BillingError`. */
  submitEntry(entry: PaymentEntry): Promise<void>;
  /** Forgets it, unless it is busy: its outcome has been seen, or the customer leaves it. */
  drop(): void;
}
