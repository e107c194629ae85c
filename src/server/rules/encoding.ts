const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Crockford's alphabet: no I, L, O or U, so that a code survives being read aloud. */
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** UTF-8. */
export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** RFC 4648 section 5, without padding. */
export function encodeBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** A public id of ours: `prefix` and 22 base62 characters, about 131 bits. */
export function createId(prefix: string, random: (bytes: number) => Uint8Array): string {
  let id = prefix;
  while (id.length < prefix.length + 22) {
    // Bytes from 248 up are thrown away: 248 is the last multiple of 62, so that every character is equally likely.
    for (const byte of random(32)) if (byte < 248 && id.length < prefix.length + 22) id += base62.charAt(byte % 62);
  }
  return id;
}

/** 8 Crockford characters that a customer can read to support; shown in two groups of four. */
export function createCorrelationId(random: (bytes: number) => Uint8Array): string {
  return Array.from(random(8), (byte) => crockford.charAt(byte % 32)).join('');
}
