import {BillingError} from '../contract/errors.js';
import {findFault, type PageRoute} from '../contract/check.js';

/** A `fetch`, or anything shaped like it: `billing.fetch` runs the real endpoint in the page. */
export type Fetch = (request: Request) => Promise<Response>;

/** How long the page waits for an answer, in milliseconds: longer than the endpoint itself takes at the most. */
export const answerDeadline = 25_000;

/**
 * Sends one request, with a token where there is one, and gives its answer, or throws a {@link BillingError}: a
 * problem's code, `offline` where nothing answered, or `timeout`. A caller's own abort is thrown on as it is.
 */
export async function send(
  fetch: Fetch,
  request: Request,
  token?: string,
  deadline = answerDeadline,
): Promise<Response> {
  const limit = AbortSignal.timeout(deadline);
  const headers = new Headers(request.headers);
  if (token) headers.set('Authorization', `Bearer ${token}`);
  let response: Response;
  try {
    response = await fetch(new Request(request, {headers, signal: AbortSignal.any([request.signal, limit])}));
  } catch (cause) {
    request.signal.throwIfAborted();
    throw new BillingError(limit.aborted ? 'timeout' : 'offline', {cause, retryable: true});
  }
  if (!response.ok) throw await (await import('./problem.js')).toError(response);
  return response;
}

/** The JSON of an answer. Throws `invalid_answer` for what is not of this contract, a captive portal's page say. */
export async function readAnswer<T>(response: Response, route: PageRoute): Promise<T> {
  return checkAnswer(await response.json().catch(() => undefined), route) as T;
}

/** A value that has the shape of a route's answer. Throws `invalid_answer` that names the member which has not. */
export function checkAnswer(value: unknown, [, , shape = 'x']: PageRoute): unknown {
  const fault = findFault(shape, value);
  if (fault !== undefined) throw new BillingError('invalid_answer', {field: fault.slice(1), retryable: true});
  return value;
}

/** A request for a route whose path is filled in, with a body where the method has one. */
export function toRequest(
  endpoint: string,
  [method, path]: PageRoute,
  signal: AbortSignal,
  body: unknown = {},
): Request {
  const url = endpoint.replace(/\/$/, '') + path;
  if (method === 'GET') return new Request(url, {signal});
  const headers = {'Content-Type': 'application/json'};
  return new Request(url, {method, signal, headers, body: JSON.stringify(body)});
}
