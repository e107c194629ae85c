import {encodeBase64Url, toBytes} from './encoding.js';

/** The kinds of secrets, by prefix: a scanner and our own log filter find them, and no kind passes for another. */
export const tokenPrefixes = {session: 'bps_', testKey: 'bpk_test_', liveKey: 'bpk_live_'} as const;

/** 32 random bytes behind a prefix: 256 bits, opaque, stored only as a hash (OWASP ASVS 7.2.3 asks for 128). */
export function createToken(prefix: string, random: (bytes: number) => Uint8Array): string {
  return prefix + encodeBase64Url(random(32));
}

/** SHA-256 of a secret as base64url. No pepper: 256 bits of randomness cannot be searched (ASVS 6.5.2). */
export async function hashToken(token: string): Promise<string> {
  return encodeBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', toBytes(token))));
}

/** True where both hashes are the same; takes as long whether they differ early or late. */
export function isSameHash(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let index = 0; index < one.length; index++) difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  return difference === 0;
}
