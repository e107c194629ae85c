import {BillingError, isBillingError} from '../../contract/errors.js';
import type {Operation, OperationKind, PaymentStep} from '../../contract/operation.js';
import type {Scope as SessionScope} from '../../contract/session.js';
import type {Intent, Outcome, Write} from '../ports/provider.js';
import type {EventRow, OperationRow} from '../ports/store.js';
import type {Context, Scope} from './context.js';
import {createId} from './encoding.js';
import {reportFault, toBillingError} from './faults.js';
import {toFingerprint} from './fingerprint.js';

/** How long the caller that began a write is believed to be at work, in milliseconds: longer than a request may take. */
const workLease = 30_000;
/** How long after its last look an outcome that is not known is looked at again, in milliseconds. */
const checkAgainAfter = 15_000;
/** How soon a write whose answer was lost is looked for the first time, in milliseconds. */
const firstLookAfter = 2_000;
/** An outcome that cannot be found is given up after this long, in milliseconds; the customer may try again then. */
const giveUpAfter = 10 * 60_000;
/** How long a payment step may wait for the customer, in milliseconds. */
const stepLifetime = 24 * 60 * 60_000;

/** What is known of an operation, as it is kept. */
export interface OperationResult {
  state: Operation['state'];
  code?: string;
  step?: PaymentStep;
  /** The provider's name for what is under way. */
  reference?: string;
  /** It is at the provider, or its caller died there: until its lease is over, nobody looks for it. */
  isSent?: true;
}

/** What is noted of an operation before the provider is called. */
const sent = JSON.stringify({state: 'checking', isSent: true} satisfies OperationResult);

/** What a kind of operation does, and tells. Found again by its name after a restart. */
export interface OperationSpec {
  kind: OperationKind;
  /** What a session needs to go on with it. */
  scope: SessionScope;
  /** The input with everything looked up that a provider needs to know; absent where it is all there. */
  resolve?(context: Context, customerId: string, input: unknown): Promise<unknown>;
  run(context: Context, customerId: string, input: unknown, write: Write): Promise<Outcome<unknown>>;
  /** What is told of a result that is final, in the words of the contract. */
  toEvents(outcome: Outcome<unknown>): {type: string; payload: unknown}[];
}

/** A write as a caller asks for it. */
export interface OperationRequest {
  spec: OperationSpec;
  customerId: string;
  idempotencyKey: string;
  /** Plain data: kept, fingerprinted, and given to `run`, also by whoever finishes it after a kill. */
  input: unknown;
  /** Throws where it must not be done now; asked only by the call that is to do it. */
  check(): Promise<void>;
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
  const {spec, customerId, idempotencyKey: key, input} = request;
  const now = context.clock.now();
  const begun = await context.store.operations.begin(
    {
      operationId: createId('op_', context.random),
      key,
      customerId,
      fingerprint: await toFingerprint({kind: spec.kind, input}),
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
  await request.check().catch(async (error: unknown) => {
    await context.store.operations.release(begun.operation.operationId, null);
    throw error;
  });
  return {operation: await perform(context, scope, spec, begun.operation), replayed: false};
}

async function replay(context: Context, scope: Scope, spec: OperationSpec, row: OperationRow): Promise<Operation> {
  if (!toKnown(row.result).isSent) return toOperation(row);
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

function resolveInput(context: Context, spec: OperationSpec, {customerId, input}: OperationRow): Promise<unknown> {
  const given = JSON.parse(input) as unknown;
  return spec.resolve?.(context, customerId, given) ?? Promise.resolve(given);
}

/** Refusals that a provider gives before it does anything. Whatever else was thrown may have had an effect. */
function isCertain(error: unknown): boolean {
  const codes = [
    'invalid_request',
    'not_found',
    'action_refused',
    'provider_cannot',
    'provider_rate_limited',
    'card_refused',
  ];
  return isBillingError(error) && codes.includes(error.code);
}

async function record(
  context: Context,
  spec: OperationSpec,
  row: OperationRow,
  outcome: Outcome<unknown>,
  lookAfter = checkAgainAfter,
): Promise<Operation> {
  const now = context.clock.now();
  const result = JSON.stringify(toResult(outcome));
  if (outcome.state === 'checking' || outcome.state === 'requires_payment') {
    const wait = outcome.state === 'checking' ? lookAfter : stepLifetime;
    await context.store.operations.note(row.operationId, result, now + wait);
    return toOperation({...row, result});
  }
  const events = spec.toEvents(outcome).map(({type, payload}): EventRow => {
    return {
      id: createId('evt_', context.random),
      type,
      customerId: row.customerId,
      at: now,
      payload: JSON.stringify(payload),
    };
  });
  return toOperation(await context.store.operations.settle(row.operationId, result, events, now));
}

function toResult(outcome: Outcome<unknown>): OperationResult {
  switch (outcome.state) {
    case 'succeeded':
      return {state: 'succeeded'};
    case 'failed':
      return {state: 'failed', code: outcome.code};
    case 'checking':
      return {state: 'checking', reference: outcome.reference};
    case 'requires_payment':
      return {state: 'requires_payment', step: outcome.step, reference: outcome.reference};
  }
}

/** What the page is told of an operation. */
export function toOperation({operationId, kind, result}: OperationRow): Operation {
  const {state, code, step} = toKnown(result);
  return {
    id: operationId,
    kind,
    state,
    ...(step === undefined ? {} : {paymentStep: step}),
    ...(code === undefined ? {} : {code}),
  };
}

/** An intent of which nothing was noted never got to the provider; nobody who asks can tell yet. */
function toKnown(result: string | null): OperationResult {
  return result === null ? {state: 'checking'} : (JSON.parse(result) as OperationResult);
}

/** An operation of this customer. Throws `not_found` for another's, as for one that does not exist. */
export async function findOperation(context: Context, customerId: string, operationId: string): Promise<OperationRow> {
  const row = await context.store.operations.find(operationId);
  if (row?.customerId !== customerId) throw new BillingError('not_found');
  return row;
}

/** Goes on after a payment step; what is settled is given as it is. */
export async function completeOperation(
  context: Context,
  scope: Scope,
  spec: OperationSpec,
  row: OperationRow,
): Promise<Operation> {
  const {state, reference} = toKnown(row.result);
  if (row.settledAt !== null || state !== 'requires_payment' || reference === undefined) return toOperation(row);
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

/**
 * Finds out what became of a write whose outcome is not known, when it is time to look: by reading back, and by asking
 * again with the same key only where the provider keeps keys. Never repeated blindly.
 */
export async function reconcileOperation(
  context: Context,
  scope: Scope,
  spec: OperationSpec,
  row: OperationRow,
): Promise<Operation> {
  const known = toKnown(row.result);
  if (row.settledAt !== null || row.result === null || !isOver(context, row)) return toOperation(row);
  const outcome = await findOutcome(context, scope, spec, row, known.reference).catch((error: unknown) => {
    reportFault(context, scope, toBillingError(error));
    return 'unreadable' as const;
  });
  if (outcome !== 'unknown' && outcome !== 'unreadable') {
    context.log({
      level: 'info',
      event: 'operation.reconciled',
      operation: row.operationId,
      kind: row.kind,
      state: outcome.state,
    });
    return record(context, spec, row, outcome);
  }
  // A provider that could not be asked has not said that it knows nothing: only an answer ends the search.
  const isLost = outcome === 'unknown' && context.clock.now() - row.begunAt > giveUpAfter;
  return isLost ? record(context, spec, row, {state: 'failed', code: 'operation_lost'}) : lookAgain(context, row);
}

/** Keeps what is known, the reference and the payment step above all: a look that brought nothing takes nothing away. */
async function lookAgain(context: Context, row: OperationRow): Promise<Operation> {
  const {isSent: _, ...known} = toKnown(row.result);
  const result = JSON.stringify(known);
  await context.store.operations.note(row.operationId, result, context.clock.now() + checkAgainAfter);
  return toOperation({...row, result});
}

function isOver(context: Context, {leaseUntil}: OperationRow): boolean {
  return context.clock.now() >= leaseUntil;
}

async function findOutcome(
  context: Context,
  scope: Scope,
  spec: OperationSpec,
  row: OperationRow,
  reference: string | undefined,
): Promise<Outcome<unknown> | 'unknown'> {
  const {provider} = context;
  const {operationId, customerId, kind, begunAt} = row;
  const input = await resolveInput(context, spec, row);
  const write = {signal: scope.signal, idempotencyKey: operationId};
  // What is kept is plain data: that its input is the one of its kind was so when it was begun.
  const intent = {
    operationId,
    kind,
    customerId,
    idempotencyKey: operationId,
    input,
    begunAt: new Date(begunAt).toISOString(),
    ...(reference ? {reference} : {}),
  } as Intent;
  const found = (await provider.readBack?.(intent, {signal: scope.signal})) ?? 'unknown';
  if (found !== 'unknown' || provider.describe().idempotency !== 'native') return found;
  return spec.run(context, customerId, input, write);
}
