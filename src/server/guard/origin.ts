import {BillingError} from '../../contract/errors.js';

/** Decides whether a page on an origin may call. Anything that is not exactly listed is refused. */
export type OriginCheck = (origin: string) => boolean;

/** Names of this machine, as the host of an address has them. */
export const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Turns the allow-list into a predicate, once. An entry is an exact origin; in test mode a loopback host may stand
 * with `*` for its port. Throws a TypeError that names the entry which is not an origin.
 */
export function createOriginCheck(origins: readonly string[], publicUrl: string, mode: 'test' | 'live'): OriginCheck {
  const exact = new Set([new URL(publicUrl).origin]);
  const anyPort = new Set<string>();
  for (const entry of origins) {
    const match = /^(https?):\/\/(.+):\*$/.exec(entry);
    if (match && mode === 'test' && loopbackHosts.has(match[2] as string)) anyPort.add(`${match[1]}://${match[2]}`);
    else if (isOrigin(entry)) exact.add(entry);
    else throw new TypeError(`createBilling: "${entry}" in origins is not an origin, such as https://app.example.com`);
  }
  return (origin) => exact.has(origin) || anyPort.has(origin.replace(/:\d{1,5}$/, ''));
}

/** An origin that a page can have: http or https, a host without wildcards, nothing behind it. */
function isOrigin(text: string): boolean {
  return /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** A key in a browser is a key in everybody's hands. Node's own fetch sends `Sec-Fetch-Mode`, so that is no sign. */
export function refuseBrowser(headers: Headers): void {
  if (headers.has('origin') || headers.has('sec-fetch-site')) throw new BillingError('key_in_browser');
}

/** For a page with a token: no origin (same-origin reads send none), or a listed one. */
export function requireKnownOrigin(headers: Headers, isAllowed: OriginCheck): void {
  const origin = headers.get('origin');
  if (origin !== null && !isAllowed(origin)) throw new BillingError('origin_not_allowed');
}

/** For the host's own sign-in, which travels in cookies: nothing but this very origin. */
export function requireSameOrigin(headers: Headers, publicOrigin: string): void {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  const isSame = site === null ? origin === publicOrigin : site === 'same-origin';
  if (!isSame || (origin !== null && origin !== publicOrigin)) throw new BillingError('origin_not_allowed');
}
