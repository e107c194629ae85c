import {BillingError, isBillingError} from '../../contract/errors.js';
import type {Operation, PaymentEntry} from '../../contract/operation.js';
import type {Outcome} from '../ports/provider.js';
import type {OperationRow} from '../ports/store.js';
import type {Context, Scope} from './context.js';
import {createId} from './encoding.js';
import {reportFault, toBillingError} from './faults.js';
import {toFingerprint} from './fingerprint.js';
import {
  isCertain,
  isOver,
  record,
  resolveInput,
  toKnown,
  toOperation,
  type OperationResult,
  type OperationSpec,
} from './operation-record.js';
import {reconcileOperation} from './reconciling.js';

/** How something is done once, and gone on with. */

/** How long the caller that began a write is believed to be at work, in milliseconds: longer than a request may take. */
const workLease = 30_000;
/** How soon a write whose answer was lost is looked for the first time, in milliseconds. */
const firstLookAfter = 2_000;

/** What is noted of an operation before the provider is called. */
const sent = JSON.stringify({state: 'checking', isSent: true} satisfies OperationResult);

/** A write as a caller asks for it. */
export interface OperationRequest {
  spec: OperationSpec;
  customerId: string;
  idempotencyKey: string;
  /** What the caller sent, where the input holds more: the same again is the same request. */
  asked?: unknown;
  /** Plain data: kept, and given to `run`, also by whoever finishes it after a kill. */
  input: unknown;
  /**
   * Throws where it must not be done now; asked only by the call that is to do it. Gets the input that was kept: whoever
   * began it and died may have meant another one.
   */
  check(kept: unknown): Promise<void>;
}

/** An operation as it stands, and whether this call only found it. */
export interface StandingOperation {
  operation: Operation;
  replayed: boolean;
}

/**
 * Does something once. The intent is recorded before the provider is called with a key derived from it; the result is
 * recorded together with its events. What cannot be known is `checking`. Throws `idempotency_mismatch`,
 * `operation_running`, and whatever says for certain that nothing was done.
 */
export async function runOperation(
  context: Context,
  scope: Scope,
  request: OperationRequest,
): Promise<StandingOperation> {
  const {spec, customerId, idempotencyKey: key, input, asked = input} = request;
  const now = context.clock.now();
  const begun = await context.store.operations.begin(
    {
      operationId: createId('op_', context.random),
      key,
      customerId,
      fingerprint: await toFingerprint({kind: spec.kind, input: asked}),
      kind: spec.kind,
      input: JSON.stringify(input),
      begunAt: now,
      leaseUntil: now + workLease,
    },
    now,
  );
  if (begun.state === 'mismatch') throw new BillingError('idempotency_mismatch');
  if (begun.state === 'running') throw new BillingError('operation_running');
  if (begun.state === 'known') return {operation: await replay(context, scope, spec, begun.operation), replayed: true};
  await request.check(JSON.parse(begun.operation.input)).catch(async (error: unknown) => {
    await context.store.operations.release(begun.operation.operationId, null);
    throw error;
  });
  return {operation: await perform(context, scope, spec, begun.operation), replayed: false};
}

async function replay(context: Context, scope: Scope, spec: OperationSpec, row: OperationRow): Promise<Operation> {
  if (!toKnown(row.result).isSent) return toOperation(spec, row);
  if (!isOver(context, row)) throw new BillingError('operation_running');
  return reconcileOperation(context, scope, spec, row);
}

/** Calls the provider and records what came of it. */
async function perform(context: Context, scope: Scope, spec: OperationSpec, row: OperationRow): Promise<Operation> {
  const {operationId, customerId} = row;
  const {operations} = context.store;
  const isOurs = await operations.send(operationId, sent, context.clock.now() + workLease);
  // Somebody else took it over while this caller slept.
  if (!isOurs) throw new BillingError('operation_running');
  const log = {
    operation: operationId,
    kind: spec.kind,
    provider: context.provider.id,
    correlationId: scope.correlationId,
  };
  context.log({level: 'info', event: 'operation.sent', ...log});
  let outcome: Outcome<unknown>;
  try {
    outcome = await spec.run(context, customerId, await resolveInput(context, spec, row), {
      signal: scope.signal,
      idempotencyKey: operationId,
    });
  } catch (error) {
    if (isCertain(error)) {
      // Nothing was done, so that nothing is kept: the same key may be used again.
      await operations.release(operationId, sent);
      throw error;
    }
    reportFault(context, scope, toBillingError(error));
    context.log({
      level: 'warn',
      event: 'operation.unknown',
      ...log,
      code: isBillingError(error) ? error.code : 'internal',
    });
    outcome = {state: 'checking', reference: ''};
  }
  return record(context, spec, row, outcome, firstLookAfter);
}

/** Goes on after a payment step; what is settled is given as it is. */
export async function completeOperation(
  context: Context,
  scope: Scope,
  spec: OperationSpec,
  row: OperationRow,
): Promise<Operation> {
  const {state, reference} = toKnown(row.result);
  if (row.settledAt !== null || state !== 'requires_payment' || reference === undefined) return toOperation(spec, row);
  const {provider} = context;
  if (!provider.complete) throw new BillingError('provider_cannot');
  const write = {signal: scope.signal, idempotencyKey: `${row.operationId}/complete/${reference}`};
  const outcome = await provider
    .complete(row.customerId, reference, write)
    .catch((error: unknown): Outcome<unknown> => {
      if (isCertain(error)) throw error;
      return {state: 'checking', reference};
    });
  return record(context, spec, row, outcome);
}

/** Gives the provider what was entered into a payment step; it is kept nowhere. Does nothing where none waits for it. */
export async function handOver(
  {provider}: Context,
  {signal}: Scope,
  row: OperationRow,
  entry: PaymentEntry,
): Promise<void> {
  const {state, reference} = toKnown(row.result);
  if (row.settledAt !== null || state !== 'requires_payment' || reference === undefined) return;
  if (!provider.receiveEntry) throw new BillingError('provider_cannot');
  await provider.receiveEntry(row.customerId, reference, entry, {signal});
}
