import {BillingError, isBillingError} from '../../contract/errors.js';
import type {Operation, OperationKind, PaymentStep} from '../../contract/operation.js';
import type {Scope as SessionScope} from '../../contract/session.js';
import type {Outcome, Write} from '../ports/provider.js';
import type {EventRow, OperationRow} from '../ports/store.js';
import type {Context} from './context.js';
import {createId} from './encoding.js';

/** How an operation is kept, and what the page is told of it. */

/** How long after its last look an outcome that is not known is looked at again, in milliseconds. */
export const checkAgainAfter = 15_000;
/** How long a payment step may wait for the customer, in milliseconds. */
const stepLifetime = 24 * 60 * 60_000;

/** What is known of an operation, as it is kept. */
export interface OperationResult {
  state: Operation['state'];
  code?: string;
  step?: PaymentStep;
  /** The provider's name for what is under way. */
  reference?: string;
  /** What was made. */
  resourceId?: string;
  /** It is at the provider, or its caller died there: until its lease is over, nobody looks for it. */
  isSent?: true;
}

/** Which operation it is, and whose. */
export type OperationName = Pick<OperationRow, 'operationId' | 'customerId'>;

/** What a kind of operation does, and tells. Found again by its name after a restart. */
export interface OperationSpec {
  kind: OperationKind;
  /** What a session needs to go on with it, which may depend on what it was asked to do. */
  scope: SessionScope | ((input: unknown) => SessionScope);
  /** What it is about, read from the input that is kept; null where it is about nothing that is there yet. */
  toResourceId(input: unknown): string | null;
  /** What it made, read from what the provider gave; absent where it is about something that was there before. */
  findResource?(value: unknown): string | undefined;
  /** The input with everything looked up that a provider needs to know; absent where it is all there. */
  resolve?(context: Context, row: OperationName, input: unknown): Promise<unknown>;
  /** Whether a part of it is the endpoint's own, which no provider can read back: it is done again. */
  isOurs?(input: unknown): boolean;
  /** Whether it is only ever read back: done late, it would come on top of what the customer chose since. */
  isSentOnce?: true;
  run(context: Context, customerId: string, input: unknown, write: Write): Promise<Outcome<unknown>>;
  /** What is told of a result that is final, in the words of the contract. */
  toEvents(outcome: Outcome<unknown>, input: unknown): {type: string; payload: unknown}[];
}

/** What the page is told of an operation. */
export function toOperation(spec: OperationSpec, {operationId, kind, input, result}: OperationRow): Operation {
  const {state, code, step, resourceId} = toKnown(result);
  return {
    id: operationId,
    kind,
    resourceId: resourceId ?? spec.toResourceId(JSON.parse(input)),
    state,
    ...(step === undefined ? {} : {paymentStep: step}),
    ...(code === undefined ? {} : {code}),
  };
}

/** An intent of which nothing was noted never got to the provider; nobody who asks can tell yet. */
export function toKnown(result: string | null): OperationResult {
  return result === null ? {state: 'checking'} : (JSON.parse(result) as OperationResult);
}

/** An operation of this customer. Throws `not_found` for another's, as for one that does not exist. */
export async function findOperation(context: Context, customerId: string, operationId: string): Promise<OperationRow> {
  const row = await context.store.operations.find(operationId);
  if (row?.customerId !== customerId) throw new BillingError('not_found');
  return row;
}

/** Whether nobody is believed to be at work on it any more. */
export function isOver(context: Context, {leaseUntil}: OperationRow): boolean {
  return context.clock.now() >= leaseUntil;
}

/** Its input as the provider gets it. */
export async function resolveInput(context: Context, spec: OperationSpec, row: OperationRow): Promise<unknown> {
  const given = JSON.parse(row.input) as unknown;
  return spec.resolve === undefined ? given : spec.resolve(context, row, given);
}

/** Keeps what came of it: noted where it goes on, settled together with its events where it is final. */
export async function record(
  context: Context,
  spec: OperationSpec,
  row: OperationRow,
  outcome: Outcome<unknown>,
  lookAfter = checkAgainAfter,
): Promise<Operation> {
  const now = context.clock.now();
  const result = JSON.stringify(toResult(spec, outcome));
  if (outcome.state === 'checking' || outcome.state === 'requires_payment') {
    const wait = outcome.state === 'checking' ? lookAfter : stepLifetime;
    await context.store.operations.note(row.operationId, result, now + wait);
    return toOperation(spec, {...row, result});
  }
  const events = spec.toEvents(outcome, JSON.parse(row.input)).map(({type, payload}): EventRow => {
    return {
      id: createId('evt_', context.random),
      type,
      customerId: row.customerId,
      at: now,
      payload: JSON.stringify(payload),
    };
  });
  return toOperation(spec, await context.store.operations.settle(row.operationId, result, events, now));
}

function toResult(spec: OperationSpec, outcome: Outcome<unknown>): OperationResult {
  switch (outcome.state) {
    case 'succeeded': {
      const resourceId = spec.findResource?.(outcome.value);
      return {state: 'succeeded', ...(resourceId === undefined ? {} : {resourceId})};
    }
    case 'failed':
      return {state: 'failed', code: outcome.code};
    case 'checking':
      return {state: 'checking', reference: outcome.reference};
    case 'requires_payment':
      return {state: 'requires_payment', step: outcome.step, reference: outcome.reference};
  }
}

/** Refusals that a provider gives before it does anything. Whatever else was thrown may have had an effect. */
export function isCertain(error: unknown): boolean {
  const codes = [
    'invalid_request',
    'not_found',
    'action_refused',
    'provider_cannot',
    'provider_rate_limited',
    'card_refused',
    'preview_stale',
  ];
  return isBillingError(error) && codes.includes(error.code);
}
