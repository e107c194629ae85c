import {BillingError} from '../../contract/errors.js';

/**
 * The work's result, or `provider_unavailable` as soon as the caller has gone or the deadline has passed, whether or not
 * the work looks at the signal. Work that was given up may still have its effect.
 */
export async function untilAborted<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new BillingError('provider_unavailable', {cause: signal.reason}));
  });
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, {once: true});
  try {
    // What is over already is not begun.
    return await (signal.aborted ? aborted : Promise.race([aborted, begin(work)]));
  } finally {
    signal.removeEventListener('abort', stop);
    // Nobody may be left to hear of either.
    aborted.catch(() => undefined);
  }
}

/** The work, with what it throws before it gives a promise as its rejection; one after the race is nobody's. */
function begin<T>(work: () => Promise<T>): Promise<T> {
  const begun = (async () => work())();
  begun.catch(() => undefined);
  return begun;
}
