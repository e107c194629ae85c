import {BillingError, isBillingError} from '../../contract/errors.js';
import {parse} from '../../contract/parse.js';
import type {Route} from '../../contract/routes.js';

/** No body of ours is larger, in bytes. */
const bodyLimit = 64 * 1024;

/**
 * The JSON of a request, counted while it arrives: a `Content-Length` is only a claim. An empty body is `{}`. Throws
 * `unsupported_media_type`, `body_too_large` or `invalid_json`.
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json(\s*;\s*charset=utf-8)?$/i.test(type) || request.headers.has('content-encoding')) {
    throw new BillingError('unsupported_media_type', {message: 'send application/json in UTF-8, not compressed'});
  }
  const text = await readText(request);
  if (text === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new BillingError('invalid_json', {cause});
  }
}

/**
 * A body as its route knows it. Throws `invalid_request` that names the member which is wrong; inside of an `entry` it does
 * not, because there even a name may be what somebody typed.
 */
export function parseBody(schema: NonNullable<Route['body']>, body: unknown): unknown {
  try {
    return parse(schema, body);
  } catch (error) {
    if (!isBillingError(error) || !error.field?.startsWith('entry.')) throw error;
    throw new BillingError('invalid_request', {field: 'entry', message: '"entry" is a few short texts by name'});
  }
}

async function readText(request: Request): Promise<string> {
  if (request.body === null) return '';
  const decoder = new TextDecoder('utf-8', {fatal: true});
  const reader = request.body.getReader();
  let size = 0;
  let text = '';
  for (;;) {
    const {done, value} = await reader.read().catch((cause: unknown) => {
      throw new BillingError('invalid_json', {cause, message: 'the body broke off'});
    });
    if (done) break;
    size += value.byteLength;
    if (size > bodyLimit) {
      await reader.cancel();
      throw new BillingError('body_too_large', {details: {limit: bodyLimit}});
    }
    text += decode(decoder, value);
  }
  return text + decode(decoder);
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, {stream: true});
  } catch (cause) {
    throw new BillingError('invalid_json', {cause, message: 'the body is not UTF-8'});
  }
}

/** A query as one text a name. Throws `invalid_request` for a name that stands twice. */
export function readQuery(url: URL): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    if (Object.hasOwn(query, name))
      throw new BillingError('invalid_request', {field: name, message: `"${name}" twice`});
    // Not an assignment: a parameter called __proto__ would set the prototype.
    Object.defineProperty(query, name, {value, enumerable: true, configurable: true, writable: true});
  }
  return query;
}

/** The caller's key for this intention, a UUID. Throws `idempotency_key_missing` for none, and for what is none. */
export function readIdempotencyKey(headers: Headers): string {
  const key = headers.get('idempotency-key') ?? '';
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key)) {
    throw new BillingError('idempotency_key_missing', {
      message: 'send a UUID as Idempotency-Key, one for each intention',
    });
  }
  return key.toLowerCase();
}
