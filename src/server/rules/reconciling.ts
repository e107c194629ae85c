import {isBillingError} from '../../contract/errors.js';
import type {Operation} from '../../contract/operation.js';
import type {Intent, Outcome} from '../ports/provider.js';
import type {OperationRow} from '../ports/store.js';
import type {Context, Scope} from './context.js';
import {reportFault, toBillingError} from './faults.js';
import {
  isCertain,
  checkAgainAfter,
  isOver,
  record,
  resolveInput,
  toKnown,
  toOperation,
  type OperationSpec,
} from './operation-record.js';

/** How the outcome of a write is found that nobody knows. */

/** An outcome that cannot be found is given up after this long, in milliseconds; the customer may try again then. */
const giveUpAfter = 10 * 60_000;

/**
 * Finds out what became of a write whose outcome is not known, when it is time to look: by reading back, and by asking
 * again with the same key only where the provider keeps keys, and only while nobody was told that it is lost. Never
 * repeated blindly.
 */
export async function reconcileOperation(
  context: Context,
  scope: Scope,
  spec: OperationSpec,
  row: OperationRow,
): Promise<Operation> {
  const known = toKnown(row.result);
  if (row.settledAt !== null || row.result === null || !isOver(context, row)) return toOperation(spec, row);
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
  const isLost = outcome === 'unknown' && isGivenUp(context, row);
  return isLost ? record(context, spec, row, {state: 'failed', code: 'operation_lost'}) : lookAgain(context, spec, row);
}

function isGivenUp({clock}: Context, {begunAt}: OperationRow): boolean {
  return clock.now() - begunAt > giveUpAfter;
}

/** Keeps what is known, the reference and the payment step above all: a look that brought nothing takes nothing away. */
async function lookAgain(context: Context, spec: OperationSpec, row: OperationRow): Promise<Operation> {
  const {isSent: _, ...known} = toKnown(row.result);
  const result = JSON.stringify(known);
  await context.store.operations.note(row.operationId, result, context.clock.now() + checkAgainAfter);
  return toOperation(spec, {...row, result});
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
  // A provider can tell nothing of what is the endpoint's own to do.
  if (!spec.isOurs?.(input)) {
    const found = (await provider.readBack?.(intent, {signal: scope.signal})) ?? 'unknown';
    const mayAskAgain = !spec.isSentOnce && !isGivenUp(context, row) && provider.describe().idempotency === 'native';
    if (found !== 'unknown' || !mayAskAgain) return found;
  }
  return spec.run(context, customerId, input, write).catch((error: unknown): Outcome<unknown> => {
    // It never got there, and by now it may not be done any more: this is known, and need not be looked for.
    const isRefused = isCertain(error) && isBillingError(error) && error.code !== 'provider_rate_limited';
    if (!isRefused) throw error;
    return {state: 'failed', code: error.code};
  });
}
