import {findErrorCode} from '../../contract/error-codes.js';
import {BillingError, isBillingError, type BillingErrorOptions} from '../../contract/errors.js';

/**
 * What was thrown, without a word of it: `internal` for what is not one of our codes. The thrown itself is the `cause`, for
 * the host alone, unless it may hold what nobody is to see.
 */
export function toOwnWords(thrown: unknown, keepsCause = true): BillingError {
  const cause = keepsCause ? {cause: thrown} : {};
  if (!isBillingError(thrown)) return new BillingError(isGivenUp(thrown) ? 'provider_unavailable' : 'internal', cause);
  if (findErrorCode(thrown.code) === undefined) return new BillingError('internal', cause);
  return new BillingError(thrown.code, {...toFacts(thrown), ...(thrown.retryable ? {retryable: true} : {}), ...cause});
}

/** What `fetch` throws for a signal; whoever passes it on has not said what it means here. */
function isGivenUp(thrown: unknown): boolean {
  return thrown instanceof Error && (thrown.name === 'AbortError' || thrown.name === 'TimeoutError');
}

/** The members that pages act on. Names have the shape of names: a sentence is no reason. */
function toFacts({field, details}: BillingError): BillingErrorOptions {
  const {retryAfter, reason, field: named} = details ?? {};
  const kept = {
    ...(typeof retryAfter === 'number' && retryAfter >= 0 ? {retryAfter} : {}),
    ...(isName(reason) ? {reason} : {}),
    ...(isName(named) ? {field: named} : {}),
  };
  return {...(isName(field) ? {field} : {}), ...(Object.keys(kept).length === 0 ? {} : {details: kept})};
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z][\w.]{0,63}$/.test(value);
}
