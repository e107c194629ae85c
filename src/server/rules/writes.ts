import {BillingError} from '../../contract/errors.js';
import type {Invoice} from '../../contract/invoice.js';
import type {Operation, OperationKind} from '../../contract/operation.js';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {Subscription} from '../../contract/subscription.js';
import type {SetupRequest} from '../ports/provider.js';
import type {Context, Scope} from './context.js';
import {readInvoice} from './invoices.js';
import {operationSpecs, specOf} from './operation-specs.js';
import {
  completeOperation,
  findOperation,
  reconcileOperation,
  runOperation,
  type StandingOperation,
} from './operations.js';
import {listPaymentMethods} from './payment-methods.js';
import {requireCurrent} from './previews.js';
import type {Session} from './sessions.js';
import {readSubscription} from './subscriptions.js';

/** A write of one request: whose, and the caller's key for this intention. */
export interface WriteCall {
  context: Context;
  scope: Scope;
  session: Session;
  idempotencyKey: string;
}

/** What a write answers, with whether it was done before. */
type Answer<T> = T & StandingOperation;

/** Nobody owes an invoice of these; one that is not known here is left to the provider to refuse. */
const settled: ReadonlySet<Invoice['status']> = new Set(['paid', 'void', 'draft', 'refunded']);

/** Pays an invoice that is owed, with the method that is named or the one that is due. */
export async function payInvoice(
  call: WriteCall,
  invoiceId: string,
  paymentMethodId: string | undefined,
): Promise<Answer<{invoice: Invoice}>> {
  const {context, scope, session} = call;
  const {status} = await readInvoice(context, scope, session, invoiceId);
  const payment = paymentMethodId === undefined ? {} : {paymentMethodId};
  const check = async (): Promise<void> => {
    if (settled.has(status)) throw new BillingError('action_refused', {details: {reason: 'not_owed'}});
    await requireMethod(context, scope, session, paymentMethodId);
  };
  const done = await run(call, 'pay_invoice', {invoiceId, payment}, check);
  return {...done, invoice: await readInvoice(context, scope, session, invoiceId)};
}

/** Does what a preview showed. Throws `preview_stale` for one that has moved. */
export async function changeSubscription(
  call: WriteCall,
  subscriptionId: string,
  previewId: string,
): Promise<Answer<{subscription: Subscription}>> {
  const {context, scope, session} = call;
  await readSubscription(context, scope, session, subscriptionId);
  const input = {subscriptionId, previewId};
  const done = await run(call, 'change_subscription', input, () => requireCurrent(context, scope, session, input));
  return {...done, subscription: await readSubscription(context, scope, session, subscriptionId)};
}

/** Begins to add a payment method. */
export async function startPaymentMethodSetup(
  call: WriteCall,
  setup: SetupRequest,
): Promise<Answer<{paymentMethods: PaymentMethod[]}>> {
  const {context, scope, session} = call;
  const check = async (): Promise<void> => {
    await requireMethod(context, scope, session, setup.replaces);
    if (setup.subscriptionId !== undefined) await readSubscription(context, scope, session, setup.subscriptionId);
  };
  const done = await run(call, 'set_up_payment_method', setup, check);
  return {...done, paymentMethods: await listPaymentMethods(context, scope, session)};
}

function run(
  {context, scope, session, idempotencyKey}: WriteCall,
  kind: OperationKind,
  input: unknown,
  check: () => Promise<void>,
): Promise<StandingOperation> {
  const {customerId} = session;
  return runOperation(context, scope, {spec: operationSpecs[kind], customerId, idempotencyKey, input, check});
}

/** Throws `not_found` for a method that is named and is not this customer's. */
async function requireMethod(context: Context, scope: Scope, session: Session, id: string | undefined): Promise<void> {
  if (id === undefined) return;
  const methods = await listPaymentMethods(context, scope, session);
  if (!methods.some((method) => method.id === id)) throw new BillingError('not_found');
}

/** What became of a write; one whose outcome is not known is looked for. */
export async function readOperation(
  context: Context,
  scope: Scope,
  session: Session,
  operationId: string,
): Promise<Operation> {
  const row = await findOperation(context, session.customerId, operationId);
  return reconcileOperation(context, scope, specOf(row), row);
}

/**
 * Goes on with a write after its payment step. It belongs to the customer, not to the session that began it; the session
 * has to have the scope that beginning it needs. Throws `scope_missing`.
 */
export async function finishOperation(
  context: Context,
  scope: Scope,
  session: Session,
  operationId: string,
): Promise<Operation> {
  const row = await findOperation(context, session.customerId, operationId);
  const spec = specOf(row);
  if (!session.scopes.has(spec.scope)) throw new BillingError('scope_missing');
  return completeOperation(context, scope, spec, row);
}

/**
 * Looks at operations that nobody is at work on any more: those of callers that died, and those that are `checking`. Each
 * has a deadline of its own, so that one which hangs does not spoil the others.
 */
export async function reconcileDue(context: Context, createScope: () => Scope): Promise<void> {
  const now = context.clock.now();
  for (const row of await context.store.operations.leaseUnsettled(20, now, now + 60_000)) {
    // What never got to the provider had no effect, and nobody was told of it: whoever wants it asks again.
    const work =
      row.result === null
        ? context.store.operations.release(row.operationId, null)
        : reconcileOperation(context, createScope(), specOf(row), {...row, leaseUntil: now});
    // One that cannot be looked at now is looked at again; it does not hold up the others.
    await work.catch(() => {
      context.log({level: 'warn', event: 'operation.unreadable', operation: row.operationId, kind: row.kind});
    });
  }
}
