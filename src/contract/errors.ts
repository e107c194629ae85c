/**
 * Every error code that may travel: its HTTP status, and whether the same request may succeed later. Codes say what
 * is wrong, not where. The interface words errors by code; `message` is for developers.
 */
export const errorCodes = {
  invalid_request: {status: 422, retryable: false},
  invalid_json: {status: 400, retryable: false},
  unsupported_media_type: {status: 415, retryable: false},
  body_too_large: {status: 413, retryable: false},
  not_found: {status: 404, retryable: false},
  customer_not_found: {status: 404, retryable: false},
  method_not_allowed: {status: 405, retryable: false},
  origin_not_allowed: {status: 403, retryable: false},
  key_in_browser: {status: 403, retryable: false},
  invalid_key: {status: 401, retryable: false},
  invalid_session: {status: 401, retryable: false},
  session_expired: {status: 401, retryable: false},
  not_signed_in: {status: 401, retryable: false},
  scope_missing: {status: 403, retryable: false},
  feature_disabled: {status: 403, retryable: false},
  provider_unavailable: {status: 503, retryable: true},
  provider_misconfigured: {status: 503, retryable: false},
  provider_rate_limited: {status: 503, retryable: true},
  provider_malformed: {status: 502, retryable: true},
  store_unavailable: {status: 503, retryable: true},
  internal: {status: 500, retryable: true},
  /** Raised in the page: the endpoint could not be reached. */
  offline: {status: 0, retryable: true},
  /** Raised in the page: the endpoint did not answer in time. */
  timeout: {status: 0, retryable: true},
  /** Raised in the page: what came back is not an answer of this contract. */
  invalid_answer: {status: 0, retryable: true},
} as const satisfies Record<string, {status: number; retryable: boolean}>;

/** One of the codes above. */
export type ErrorCode = keyof typeof errorCodes;

/** What a {@link BillingError} may carry besides its code. */
export interface BillingErrorOptions {
  /** The request member that is wrong, as a dotted path. */
  field?: string;
  /** Overrides the code's default. */
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
    this.retryable = options.retryable ?? findErrorCode(code)?.retryable ?? false;
    if (options.field !== undefined) this.field = options.field;
    if (options.correlationId !== undefined) this.correlationId = options.correlationId;
    if (options.details !== undefined) this.details = options.details;
  }
}

/** True for a {@link BillingError}, also one made by another copy of this package in the same page. */
export function isBillingError(value: unknown): value is BillingError {
  return value instanceof Error && value.name === 'BillingError' && 'code' in value;
}

/** The table's row for a code, or undefined for a code that this copy does not know. */
export function findErrorCode(code: string): {status: number; retryable: boolean} | undefined {
  return Object.hasOwn(errorCodes, code) ? errorCodes[code as ErrorCode] : undefined;
}
