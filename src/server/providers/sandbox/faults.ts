import type {ErrorCode} from '../../../contract/error-codes.js';
import {BillingError} from '../../../contract/errors.js';

/** What makes the sandbox slow or broken on purpose, and counts its calls. */

/** The switches of one sandbox; `Verb` names its port verbs. */
export interface Faults<Verb extends string> {
  /** How often each verb was called, calls that failed included. */
  readonly calls: Record<string, number>;
  /** Begins a call: counts it, waits as long as was asked, and fails it where that was asked. */
  enter(verb: Verb, signal: AbortSignal): Promise<void>;
  /** Ends a call whose work is done: its answer is lost where that was asked. */
  leave(verb: Verb): void;
  fail(verb: Verb, code: ErrorCode | null, times: number, details?: Record<string, unknown>): void;
  loseAnswer(verb: Verb, times: number): void;
  delay(verb: Verb, milliseconds: number): void;
  clear(): void;
}

/** Nothing is slow, nothing fails and nothing is lost until it is asked for. */
export function createFaults<Verb extends string>(verbs: readonly Verb[]): Faults<Verb> {
  const failures = new Map<Verb, {code: ErrorCode; left: number; details: Record<string, unknown>}>();
  const losses = new Map<Verb, number>();
  const delays = new Map<Verb, number>();
  const calls: Record<string, number> = Object.fromEntries(verbs.map((verb) => [verb, 0]));
  return {
    calls,
    async enter(verb, signal) {
      calls[verb] = (calls[verb] ?? 0) + 1;
      await wait(delays.get(verb) ?? 0, signal);
      const failure = failures.get(verb);
      if (failure === undefined || failure.left <= 0) return;
      failure.left -= 1;
      const {code, details} = failure;
      throw new BillingError(code, {message: `asked to fail in ${verb}`, details});
    },
    leave(verb) {
      const left = losses.get(verb) ?? 0;
      if (left <= 0) return;
      losses.set(verb, left - 1);
      throw new BillingError('provider_unavailable', {message: `asked to lose the answer of ${verb}`});
    },
    fail(verb, code, times, details = {}) {
      if (code === null) failures.delete(verb);
      else failures.set(verb, {code, left: times, details});
    },
    loseAnswer: (verb, times) => void losses.set(verb, times),
    delay: (verb, milliseconds) => void delays.set(verb, milliseconds),
    clear() {
      failures.clear();
      losses.clear();
      delays.clear();
      for (const verb of verbs) calls[verb] = 0;
    },
  };
}

async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waited = new Promise<void>((resolve) => {
    if (milliseconds <= 0) resolve();
    else timer = setTimeout(resolve, milliseconds);
  });
  try {
    await untilAborted(waited, signal);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The result of work that is under way, or `provider_unavailable` as soon as the caller has gone. Unlike the guard's, which
 * begins nothing for a caller who has gone: what has had its effect here is saved all the same.
 */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () =>
      reject(new BillingError('provider_unavailable', {cause: signal.reason, message: 'the call was aborted'}));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, {once: true});
  });
  try {
    return await Promise.race([aborted, work]);
  } finally {
    signal.removeEventListener('abort', stop);
    // The work may still fail after its caller has gone: nobody is left to hear of it.
    work.catch(() => undefined);
  }
}
