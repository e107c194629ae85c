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
  idempotency_key_missing: {status: 400, retryable: false},
  idempotency_mismatch: {status: 422, retryable: false},
  operation_running: {status: 409, retryable: true},
  preview_stale: {status: 409, retryable: false},
  action_refused: {status: 409, retryable: false},
  payment_declined: {status: 402, retryable: false},
  challenge_failed: {status: 402, retryable: false},
  setup_refused: {status: 402, retryable: false},
  card_refused: {status: 422, retryable: false},
  provider_cannot: {status: 501, retryable: false},
  provider_unavailable: {status: 503, retryable: true},
  provider_misconfigured: {status: 503, retryable: false},
  provider_rate_limited: {status: 503, retryable: true},
  provider_malformed: {status: 502, retryable: true},
  store_unavailable: {status: 503, retryable: true},
  internal: {status: 500, retryable: true},
} as const satisfies Record<string, {status: number; retryable: boolean}>;

/**
 * One of the codes above, or one that is raised in the page: `offline` where the endpoint could not be reached,
 * `timeout` where it did not answer in time, `invalid_answer` for what is not an answer of this contract.
 */
export type ErrorCode = keyof typeof errorCodes | 'offline' | 'timeout' | 'invalid_answer';

/** The table's row for a code, or undefined for a code that this copy does not know. */
export function findErrorCode(code: string): {status: number; retryable: boolean} | undefined {
  return Object.hasOwn(errorCodes, code) ? errorCodes[code as keyof typeof errorCodes] : undefined;
}
