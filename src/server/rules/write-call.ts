import type {OperationKind} from '../../contract/operation.js';
import type {Context, Scope} from './context.js';
import {operationSpecs} from './operation-specs.js';
import {runOperation, type StandingOperation} from './operations.js';
import type {Session} from './sessions.js';

/** A write of one request: whose, and the caller's key for this intention. */
export interface WriteCall {
  context: Context;
  scope: Scope;
  session: Session;
  idempotencyKey: string;
}

/** Does a write once; `check` throws where it must not be done now, and is asked only by the call that is to do it, and `asked` is what the caller sent, where the input holds more. */
export function runWrite(
  {context, scope, session, idempotencyKey}: WriteCall,
  kind: OperationKind,
  input: unknown,
  check: (kept: unknown) => Promise<void>,
  asked: unknown = input,
): Promise<StandingOperation> {
  const {customerId} = session;
  return runOperation(context, scope, {spec: operationSpecs[kind], customerId, idempotencyKey, input, asked, check});
}
