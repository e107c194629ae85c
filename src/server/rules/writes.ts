import {BillingError} from '../../contract/errors.js';
import type {Invoice} from '../../contract/invoice.js';
import type {Operation, PaymentEntry} from '../../contract/operation.js';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {Subscription} from '../../contract/subscription.js';
import type {PaymentChoice, SetupRequest} from '../ports/provider.js';
import type {OperationRow} from '../ports/store.js';
import type {Context, Scope} from './context.js';
import {readInvoice} from './invoices.js';
import {specOf} from './operation-specs.js';
import {findOperation, toOperation, type OperationSpec} from './operation-record.js';
import {completeOperation, handOver} from './operations.js';
import {findFlaw, isOver, listPaymentMethods, requireAllowed, requireMethodFor} from './payment-methods.js';
import {readAfter, type Answer} from './read-after.js';
import {reconcileOperation} from './reconciling.js';
import {requireReturnUrl} from './return-url.js';
import type {Session} from './sessions.js';
import {readSubscription} from './subscriptions.js';
import {runWrite, type WriteCall} from './write-call.js';

/** Nobody owes an invoice of these; one that is not known here is left to the provider to refuse. */
const settled: ReadonlySet<Invoice['status']> = new Set(['paid', 'void', 'draft', 'refunded']);

/**
 * Pays an invoice that is owed, with the method that is named or the one that is due. Throws `invalid_request` for a
 * `returnUrl` that may not be come back to.
 */
export async function payInvoice(
  call: WriteCall,
  invoiceId: string,
  payment: PaymentChoice,
): Promise<Answer<{invoice: Invoice}>> {
  const {context, scope, session} = call;
  requireReturnUrl(context, payment.returnUrl);
  const read = (): Promise<Invoice> => readInvoice(context, scope, session, invoiceId);
  const before = await read();
  const {status} = before;
  const check = async (): Promise<void> => {
    if (settled.has(status)) throw new BillingError('action_refused', {details: {reason: 'not_owed'}});
    await requireMethod(context, scope, session, payment.paymentMethodId);
  };
  const done = await runWrite(call, 'pay_invoice', {invoiceId, payment}, check);
  return {...done, invoice: await readAfter(done, read, before)};
}

/** Begins to add a payment method. Throws `invalid_request` for a `returnUrl` that may not be come back to. */
export async function startPaymentMethodSetup(
  call: WriteCall,
  setup: SetupRequest,
): Promise<Answer<{paymentMethods: PaymentMethod[]}>> {
  const {context, scope, session} = call;
  requireReturnUrl(context, setup.returnUrl);
  const check = async (): Promise<void> => {
    if (!session.features.paymentMethods.accepted.includes(setup.kind)) {
      throw new BillingError('feature_disabled', {field: 'kind'});
    }
    await requireMethod(context, scope, session, setup.replaces);
    if (setup.subscriptionId === undefined) return;
    const {actions} = await readSubscription(context, scope, session, setup.subscriptionId);
    if (actions.changePaymentMethod) requireAllowed(actions.changePaymentMethod);
  };
  const done = await runWrite(call, 'set_up_payment_method', setup, check);
  return {...done, paymentMethods: await listPaymentMethods(context, scope, session)};
}

/**
 * Makes a method the customer's default, or the one that pays for a single subscription. Throws `not_found`, and
 * `action_refused` where nothing can be charged to it or where it is so already.
 */
export async function setDefaultPaymentMethod(
  call: WriteCall,
  paymentMethodId: string,
  subscriptionId: string | undefined,
): Promise<Answer<{paymentMethods: PaymentMethod[]}>> {
  const {context, scope, session} = call;
  const check = async (): Promise<void> => {
    const action = subscriptionId === undefined ? 'setDefault' : undefined;
    const method = await requireMethodFor(context, scope, session, {id: paymentMethodId, action});
    if (subscriptionId === undefined) return;
    const subscription = await readSubscription(context, scope, session, subscriptionId);
    if (subscription.actions.changePaymentMethod) requireAllowed(subscription.actions.changePaymentMethod);
    const reason = subscription.paymentMethodId === paymentMethodId ? 'already_done' : findFlaw(method);
    if (reason) requireAllowed({allowed: false, reason});
  };
  const input = {paymentMethodId, ...(subscriptionId === undefined ? {} : {subscriptionId})};
  const done = await runWrite(call, 'set_default_payment_method', input, check);
  return {...done, paymentMethods: await listPaymentMethods(context, scope, session)};
}

/** Removes a method. Throws `not_found`, and `action_refused` while a running subscription depends on it. */
export async function removePaymentMethod(
  call: WriteCall,
  paymentMethodId: string,
): Promise<Answer<{paymentMethods: PaymentMethod[]}>> {
  const {context, scope, session} = call;
  const check = async (): Promise<void> => {
    await requireMethodFor(context, scope, session, {id: paymentMethodId, action: 'remove'});
  };
  const done = await runWrite(call, 'remove_payment_method', {paymentMethodId}, check);
  return {...done, paymentMethods: await listPaymentMethods(context, scope, session)};
}

/**
 * Lets a subscription be paid by the default again. Throws `not_found`, and `action_refused` where it has no method of its
 * own, or where there is no default that could step in.
 */
export async function clearSubscriptionPaymentMethod(
  call: WriteCall,
  subscriptionId: string,
): Promise<Answer<{subscription: Subscription}>> {
  const {context, scope, session} = call;
  const read = (): Promise<Subscription> => readSubscription(context, scope, session, subscriptionId);
  const before = await read();
  const check = async (): Promise<void> => {
    if (before.actions.changePaymentMethod) requireAllowed(before.actions.changePaymentMethod);
    if (before.paymentMethodId === null) requireAllowed({allowed: false, reason: 'already_done'});
    const methods = await listPaymentMethods(context, scope, session);
    if (!isOver(before) && !methods.some((method) => method.isDefault && findFlaw(method) === undefined))
      requireAllowed({allowed: false, reason: 'last_payment_method'});
  };
  const done = await runWrite(call, 'clear_subscription_payment_method', {subscriptionId}, check);
  return {...done, subscription: await readAfter(done, read, before)};
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
  const {row, spec} = await findOwn(context, session, operationId);
  return completeOperation(context, scope, spec, row);
}

/**
 * Hands what was entered into a payment step to the provider, and gives the operation as it stands: it is completed apart.
 * Needs what {@link finishOperation} needs. Throws `scope_missing`, `provider_cannot`, and what the provider refuses.
 */
export async function submitPaymentStep(
  context: Context,
  scope: Scope,
  session: Session,
  {operationId, entry}: {operationId: string; entry: PaymentEntry},
): Promise<Operation> {
  const {row, spec} = await findOwn(context, session, operationId);
  await handOver(context, scope, row, entry);
  return toOperation(spec, row);
}

/** An operation of this customer that the session may go on with. Throws `not_found` and `scope_missing`. */
async function findOwn(
  context: Context,
  session: Session,
  operationId: string,
): Promise<{row: OperationRow; spec: OperationSpec}> {
  const row = await findOperation(context, session.customerId, operationId);
  const spec = specOf(row);
  const needed = typeof spec.scope === 'function' ? spec.scope(JSON.parse(row.input)) : spec.scope;
  if (!session.scopes.has(needed)) throw new BillingError('scope_missing');
  return {row, spec};
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
