import {BillingError, type BillingErrorOptions} from '../contract/errors.js';
import {findFault, type PageRoute} from '../contract/check.js';

/** A `fetch`, or anything shaped like it: `billing.fetch` runs the real endpoint in the page. */
export type Fetch = (request: Request) => Promise<Response>;

/** How long the page waits for an answer, in milliseconds: longer than the endpoint itself takes at the most. */
export const answerDeadline = 25_000;

/**
 * Sends one request and gives its answer, or throws a {@link BillingError}: a problem's code, `offline` where nothing
 * answered, `timeout`, or `invalid_answer` for what is not of this contract (a captive portal's page, say). A caller's
 * own abort is thrown on as it is.
 */
export async function send(fetch: Fetch, request: Request): Promise<Response> {
  const limit = AbortSignal.timeout(answerDeadline);
  const signal = AbortSignal.any([request.signal, limit]);
  let response: Response;
  try {
    response = await fetch(new Request(request, {signal}));
  } catch (cause) {
    request.signal.throwIfAborted();
    throw new BillingError(limit.aborted ? 'timeout' : 'offline', {cause, retryable: true});
  }
  if (!response.ok) throw await toError(response);
  return response;
}

/** The JSON of an answer, checked against the shape of its route. Throws `invalid_answer` that names the member. */
export async function readAnswer<T>(response: Response, [, , shape = 'x']: PageRoute): Promise<T> {
  const value: unknown = await response.json().catch((cause: unknown) => {
    throw new BillingError('invalid_answer', {cause, message: 'the answer is not JSON'});
  });
  const fault = findFault(shape, value);
  if (fault !== undefined)
    throw new BillingError('invalid_answer', {field: fault, message: `"${fault}" is not what it should be`});
  return value as T;
}

/** A request for a route, with its ids filled in. */
export function toRequest(
  endpoint: string,
  [method, path]: PageRoute,
  options: {
    ids?: Record<string, string>;
    query?: Record<string, string | undefined>;
    body?: unknown;
    signal: AbortSignal;
  },
): Request {
  const filled = path.replace(/\{(\w+)\}/g, (_, id: string) => encodeURIComponent(options.ids?.[id] ?? ''));
  const url = new URL(endpoint.replace(/\/$/, '') + filled);
  for (const [name, value] of Object.entries(options.query ?? {}))
    if (value !== undefined) url.searchParams.set(name, value);
  return new Request(url, {
    method,
    signal: options.signal,
    referrerPolicy: 'no-referrer',
    ...(method === 'GET'
      ? {}
      : {body: JSON.stringify(options.body ?? {}), headers: {'Content-Type': 'application/json'}}),
  });
}

async function toError(response: Response): Promise<BillingError> {
  const problem: unknown = await response.json().catch(() => undefined);
  const {code, field, retryable, correlationId, details, title} = (problem ?? {}) as Record<string, unknown>;
  if (typeof code !== 'string')
    return new BillingError('invalid_answer', {message: `status ${response.status}, no problem`});
  const options: BillingErrorOptions = {};
  if (typeof field === 'string') options.field = field;
  if (typeof retryable === 'boolean') options.retryable = retryable;
  if (typeof correlationId === 'string') options.correlationId = correlationId;
  if (typeof details === 'object' && details !== null) options.details = details as Record<string, unknown>;
  if (typeof title === 'string') options.message = title;
  return new BillingError(code, options);
}
