import {findErrorCode} from '../../contract/error-codes.js';
import type {BillingError} from '../../contract/errors.js';
import type {Problem} from '../../contract/problem.js';
import type {FileAnswer} from '../rules/file-answer.js';

/** On every answer: personal data is never kept by a cache, and nothing is guessed from content. */
const always = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;

/** An answer of the contract. */
export function toAnswer(status: number, value: unknown, correlationId: string): Response {
  const headers = {...always, 'X-Correlation-Id': correlationId};
  if (value === undefined) return new Response(null, {status, headers});
  return new Response(JSON.stringify(value), {status, headers: {...headers, 'Content-Type': 'application/json'}});
}

/** A file to be saved: never shown in the endpoint's own origin. */
export function toFile({type, name, body}: FileAnswer, correlationId: string): Response {
  // RFC 6266: the plain name for whoever does not read the encoded one.
  const plain = name.replace(/[^\w. -]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  const headers = {
    ...always,
    'X-Correlation-Id': correlationId,
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
  };
  return new Response(body, {status: 200, headers});
}

/** The answer of a write; one that was done before says so. */
export function toWritten(status: number, value: unknown, correlationId: string): Response {
  const {replayed, ...answer} = value as {replayed: boolean};
  const response = toAnswer(status, answer, correlationId);
  if (replayed) response.headers.set('Idempotency-Replayed', 'true');
  return response;
}

/** A refusal as `application/problem+json` (RFC 9457). A message of ours is sent; a cause never is. */
export function toProblem(error: BillingError, correlationId: string, headers: Record<string, string> = {}): Response {
  const row = findErrorCode(error.code);
  const status = row?.status ?? 500;
  const problem: Problem = {
    type: 'about:blank',
    title: status >= 500 ? error.code : error.message,
    status,
    code: error.code,
    retryable: error.retryable || row?.retryable === true,
    correlationId,
    ...(error.field === undefined ? {} : {field: error.field}),
    ...(error.details === undefined ? {} : {details: error.details}),
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      ...always,
      ...headers,
      ...toRetryAfter(error),
      ...(status === 401 ? {'WWW-Authenticate': 'Bearer'} : {}),
      'X-Correlation-Id': correlationId,
      'Content-Type': 'application/problem+json',
    },
  });
}

/** Whole seconds, rounded up (RFC 9110 section 10.2.3), for clients that wait by themselves. */
function toRetryAfter({details}: BillingError): Record<string, string> {
  const seconds = details?.['retryAfter'];
  const whole = typeof seconds === 'number' ? Math.ceil(seconds) : -1;
  return Number.isSafeInteger(whole) && whole >= 0 ? {'Retry-After': String(whole)} : {};
}
