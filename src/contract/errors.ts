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
  declare readonly field?: string;
  declare readonly retryable: boolean;
  declare readonly correlationId?: string;
  declare readonly details?: Record<string, unknown>;

  constructor(code: BillingError['code'], {message = code, cause, ...facts}: BillingErrorOptions = {}) {
    super(message, {cause});
    this.code = code;
    Object.assign(this, {retryable: false, ...facts});
  }
}

/** True for a {@link BillingError}, also one made by another copy of this package in the same page. */
export function isBillingError(value: unknown): value is BillingError {
  return value instanceof Error && value.name === 'BillingError' && 'code' in value;
}
