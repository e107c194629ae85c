import {BillingError} from '../../../contract/errors.js';
import type {Outcome} from '../../ports/provider.js';
import type {World} from './world.js';

/** One key, one effect. */

/** A write as it is recognised. */
export interface KeyedRequest {
  verb: string;
  key: string;
  /** Everything that was asked, in an order that is always the same. */
  asked: readonly unknown[];
}

/**
 * The outcome that is kept under a key, or that of the work, which is then kept. From the look to the keeping nothing
 * waits, so that callers at the same time share one effect. What throws did nothing, and is not kept; nor is a
 * completion that still waits for its payment step. Throws `idempotency_mismatch` for the key of another request.
 */
export function once<T>(world: World, request: KeyedRequest, work: () => Outcome<T>): Outcome<T> {
  const {verb, key, asked} = request;
  const name = `${verb} ${key}`;
  const text = JSON.stringify(asked);
  const kept = Object.hasOwn(world.keys, name) ? world.keys[name] : undefined;
  if (kept !== undefined) {
    if (kept.request !== text) throw new BillingError('idempotency_mismatch');
    return structuredClone(kept.outcome) as Outcome<T>;
  }
  const outcome = work();
  const isWaiting = verb === 'complete' && outcome.state === 'requires_payment';
  if (!isWaiting) world.keys[name] = {request: text, outcome: structuredClone(outcome)};
  return outcome;
}
