import {BillingError, type BillingErrorOptions} from '../contract/errors.js';

/** A refusal as an error. Loaded when there is one: most pages never see any. */
export async function toError(response: Response): Promise<BillingError> {
  const problem: unknown = await response.json().catch(() => undefined);
  const {code, field, retryable, correlationId, details, title} = (problem ?? {}) as Record<string, unknown>;
  const retryAfter = Number(response.headers.get('Retry-After'));
  const wait = retryAfter > 0 ? {retryAfter} : undefined;
  if (typeof code !== 'string') return toUnreadable(response, wait);
  const options: BillingErrorOptions = {};
  if (typeof field === 'string') options.field = field;
  if (typeof retryable === 'boolean') options.retryable = retryable;
  if (typeof correlationId === 'string') options.correlationId = correlationId;
  if (typeof details === 'object' && details !== null) options.details = details as Record<string, unknown>;
  if (typeof title === 'string') options.message = title;
  if (wait) options.details = {...options.details, ...wait};
  return new BillingError(code, options);
}

/** What answered is not the endpoint, a captive portal say: another try may reach it. */
function toUnreadable({status}: Response, details: BillingErrorOptions['details']): BillingError {
  return new BillingError('invalid_answer', {message: `status ${status}`, retryable: true, ...(details && {details})});
}
