import type {ErrorCode} from './error-codes.js';

/** What a {@link BillingError} may carry besides its code. */
export interface BillingErrorOptions {
  /** The request member that is wrong, as a dotted path. */
  field?: string;
  /** Whether the same request may succeed later; false where absent. */
  retryable?: boolean;
  /** 8 Crockford characters under which the endpoint logged the failure. */
  correlationId?: string;
  /** Harmless facts that help to word the error, such as limits and counts. */
  details?: Record<string, unknown>;
  /** What was caught. Never sent and never logged as it is. */
  cause?: unknown;
  /** For developers; never shown to a customer. */
  message?: string;
}

/** The only error class of the project: a code from the table, and what helps to act on it. */
export class BillingError extends Error {
  override readonly name = 'BillingError';
  /** Open, because a newer endpoint may know codes that this copy does not. */
  readonly code: ErrorCode | (string & Record<never, never>);
  readonly field?: string;
  readonly retryable: boolean;
  readonly correlationId?: string;
  readonly details?: Record<string, unknown>;

  constructor(code: BillingError['code'], options: BillingErrorOptions = {}) {
    super(options.message ?? code, options.cause === undefined ? undefined : {cause: options.cause});
    this.code = code;
    this.retryable = options.retryable ?? false;
    if (options.field !== undefined) this.field = options.field;
    if (options.correlationId !== undefined) this.correlationId = options.correlationId;
    if (options.details !== undefined) this.details = options.details;
  }
}

/** True for a {@link BillingError}, also one made by another copy of this package in the same page. */
export function isBillingError(value: unknown): value is BillingError {
  return value instanceof Error && value.name === 'BillingError' && 'code' in value;
}
