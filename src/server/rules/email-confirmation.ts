import {BillingError} from '../../contract/errors.js';
import type {Call} from '../ports/provider.js';
import type {Context} from './context.js';
import {createCorrelationId, encodeBase64Url, toBytes} from './encoding.js';

/**
 * A new billing e-mail waits until somebody who reads it has entered the code that was sent to it. Nothing of a code is
 * kept but its hash. The address has nothing to do with signing in, before or after.
 */

/** How long a code may be entered, in milliseconds. */
const codeLifetime = 10 * 60_000;
/** How long an address waits for its confirmation, in milliseconds; another code may be asked for meanwhile. */
const pendingLifetime = 24 * 60 * 60_000;
/** How often a code may be wrong before another one has to be asked for. */
const mostTries = 5;
/** How many codes one customer may have sent to whatever addresses within an hour: nobody's mailbox is filled. */
const mostSendings = 10;
const sendingWindow = 60 * 60_000;

/** What waits, as it is kept. */
interface Pending {
  email: string;
  hash: string;
  codeUntil: number;
}

/** Ids may hold what separates them here. */
const toKey = (customerId: string, rest: string): string => `email/${encodeURIComponent(customerId)}/${rest}`;

/** The address that waits for its confirmation, if one does. */
export async function findPendingEmail(context: Context, customerId: string): Promise<string | null> {
  return (await findPending(context, customerId))?.email ?? null;
}

async function findPending({store, clock}: Context, customerId: string): Promise<Pending | null> {
  const kept = await store.cache.get(toKey(customerId, 'pending'), clock.now());
  return kept === null ? null : (JSON.parse(kept) as Pending);
}

/** Forgets an address that waits. */
export async function dropPendingEmail({store}: Context, customerId: string): Promise<void> {
  await store.cache.drop(toKey(customerId, 'pending'));
}

/**
 * Hands a code for a new address to whoever sends it; one that was sent before is worth nothing any more. Throws
 * `action_refused` where it could not be sent: nothing has changed then.
 */
export async function startEmailConfirmation(
  context: Context,
  customerId: string,
  email: string,
  call: Call,
): Promise<void> {
  const {store, clock, confirmEmail} = context;
  const code = createCorrelationId((bytes) => context.random(bytes));
  const now = clock.now();
  const hash = await toCodeHash(customerId, code);
  const pending: Pending = {email, hash, codeUntil: now + codeLifetime};
  const until = now + pendingLifetime;
  if ((await store.hit(toKey(customerId, 'sent'), sendingWindow, now)) > mostSendings) throw refuseToSend();
  try {
    await confirmEmail?.({customerId, email, code, expiresAt: new Date(pending.codeUntil).toISOString()}, call);
  } catch (cause) {
    context.log({level: 'warn', event: 'email_confirmation.not_sent', customerId});
    throw refuseToSend(cause);
  }
  // Only what was sent waits. By its hash too: what was begun with a code can be finished after a kill, whatever waits by then.
  await store.cache.put(toKey(customerId, `code/${hash}`), email, until);
  await store.cache.put(toKey(customerId, 'pending'), JSON.stringify(pending), until);
}

function refuseToSend(cause?: unknown): BillingError {
  return new BillingError('action_refused', {field: 'email', details: {reason: 'email_not_sent'}, cause});
}

/**
 * Makes sure that a code is the one that was sent, and counts the tries. Throws `invalid_request` with the reason:
 * `wrong_code`, or `code_expired` where another one has to be asked for.
 */
export async function requireCode(context: Context, customerId: string, hash: string): Promise<void> {
  const {store, clock} = context;
  const pending = await findPending(context, customerId);
  const now = clock.now();
  if (pending === null || now >= pending.codeUntil) throw refuse('code_expired');
  const tries = await store.hit(toKey(customerId, `tries/${pending.hash}`), codeLifetime, now);
  if (tries > mostTries) throw refuse('code_expired');
  if (hash !== pending.hash) throw refuse(tries === mostTries ? 'code_expired' : 'wrong_code');
}

/** The address that a code was sent to. Throws `not_found`. */
export async function findConfirmedEmail({store, clock}: Context, customerId: string, hash: string): Promise<string> {
  const email = await store.cache.get(toKey(customerId, `code/${hash}`), clock.now());
  if (email === null) throw new BillingError('not_found');
  return email;
}

/** SHA-256, base64url, of a code as it is typed: O for 0, I and L for 1, and with whatever stands between. */
export async function toCodeHash(customerId: string, typed: string): Promise<string> {
  const code = typed
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll(/[^0-9A-Z]/g, '');
  const digest = await crypto.subtle.digest('SHA-256', toBytes(`${customerId}/${code}`));
  return encodeBase64Url(new Uint8Array(digest));
}

function refuse(reason: string): BillingError {
  return new BillingError('invalid_request', {
    field: 'code',
    details: {reason},
    message: 'the code is not the one that was sent',
  });
}
