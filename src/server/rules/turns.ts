import {BillingError} from '../../contract/errors.js';
import type {Context} from './context.js';
import {createId} from './encoding.js';

/** How long a turn is believed to be somebody's, in milliseconds: longer than a request may take. */
const turnLease = 30_000;

/**
 * Lets one caller at a time change something of a customer, in whatever process: two that looked at the same state would
 * both find their previews true, and the second would overwrite the first. Gives what ends the turn; one that is never
 * ended is over by itself. Throws `operation_running` while it is somebody else's.
 */
export async function takeTurn(context: Context, customerId: string, name: string): Promise<() => Promise<void>> {
  const {operations} = context.store;
  const now = context.clock.now();
  // No key of a caller looks like this: theirs are UUIDs.
  const key = `turn/${name}`;
  const row = {
    customerId,
    key,
    kind: 'turn',
    fingerprint: 'turn',
    input: '{}',
    begunAt: now,
    leaseUntil: now + turnLease,
  };
  const begun = await operations.begin({operationId: createId('op_', context.random), ...row}, now);
  if (begun.state !== 'started') throw new BillingError('operation_running');
  const {operationId} = begun.operation;
  return () => operations.release(operationId, null).catch(() => undefined);
}
