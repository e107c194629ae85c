import {BillingError} from '../../contract/errors.js';
import {hashToken, isSameHash, tokenPrefixes} from '../rules/token.js';

/** The bearer token of a request, of the expected kind, or undefined. Read from the header only, never from a URL. */
export function findBearer(headers: Headers, prefix: string): string | undefined {
  const match = /^Bearer ([A-Za-z0-9_-]+)$/.exec(headers.get('authorization') ?? '');
  return match?.[1]?.startsWith(prefix) ? match[1] : undefined;
}

/** Checks an API key against the one or two that are active. */
export type KeyCheck = (headers: Headers) => Promise<void>;

/**
 * Keeps hashes of the keys and compares in constant time. Throws a TypeError at the start for no key, for a key of
 * the other mode and for one too short to be random.
 */
export function createKeyCheck(apiKeys: readonly string[], mode: 'test' | 'live'): KeyCheck {
  const prefix = mode === 'test' ? tokenPrefixes.testKey : tokenPrefixes.liveKey;
  // A variable of the environment that is not set comes as undefined, whatever the types say.
  if (!Array.isArray(apiKeys) || apiKeys.length === 0)
    throw new TypeError('createBilling: give at least one key in apiKeys');
  for (const key of apiKeys as readonly unknown[]) {
    if (typeof key !== 'string' || !key.startsWith(prefix) || !/^\w{9}[\w-]{32,}$/.test(key)) {
      throw new TypeError(`createBilling: a key in apiKeys is not "${prefix}" and at least 32 of A-Z a-z 0-9 _ -`);
    }
  }
  const hashes = Promise.all(apiKeys.map(hashToken));
  return async (headers) => {
    const key = findBearer(headers, prefix);
    const hash = key === undefined ? '' : await hashToken(key);
    const matches = (await hashes).map((known) => isSameHash(known, hash));
    if (!matches.includes(true)) throw new BillingError('invalid_key');
  };
}
