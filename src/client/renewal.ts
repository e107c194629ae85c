import {renewSession} from '../contract/generated/later.js';
import {isBillingError} from '../contract/errors.js';
import {readAnswer, toRequest} from './send.js';
import type {ClientSession} from './session.js';

/** How long before its end a token is replaced, in milliseconds. */
export const renewBefore = 60_000;
/** What is sent with less than this left of its token, in milliseconds, is sent with a fresh one. */
const leastLeft = 30_000;
/** How long is waited before a host that threw is asked again, in milliseconds. */
const askAgainAfter = 1000;

/** True where the token would not outlive what is about to be sent. False where nobody has said when it ends. */
export function isEnding({expiresAt}: ClientSession): boolean {
  return expiresAt > 0 && expiresAt - Date.now() < leastLeft;
}

/**
 * Replaces a token that is still good: by the host's callback or its sign-in where there is one, which is asked a second
 * time where it failed, else by the endpoint, inside of the session's absolute lifetime. Throws a `BillingError`.
 */
export async function renew(session: ClientSession, signal: AbortSignal): Promise<void> {
  if (!session.canReopen) {
    const request = toRequest(session.source.endpoint, renewSession, signal);
    await session.replace(async () => readAnswer(await session.send(request), renewSession));
    return;
  }
  const open = (): Promise<unknown> => session.open('expiring', 'session', signal);
  await open().catch(async (error: unknown) => {
    // What hung has taken its time already.
    if (isBillingError(error) && error.code === 'timeout') throw error;
    await new Promise((resolve) => setTimeout(resolve, askAgainAfter));
    signal.throwIfAborted();
    await open();
  });
}
