import type {StandingOperation} from './operations.js';

/** What a write answers, with whether it was done before. */
export type Answer<T> = T & StandingOperation;

/**
 * What a write was about, as it is now. Where it cannot be read any more, because the provider took all the time there was,
 * it is told as it was: what became of the write is not certain then, or nothing was done.
 */
export function readAfter<T>({operation}: StandingOperation, read: () => Promise<T>, before: T): Promise<T> {
  return operation.state === 'succeeded' ? read() : read().catch(() => before);
}
