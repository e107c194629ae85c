import {isBillingError} from '../../contract/errors.js';
import type {OperationKind} from '../../contract/operation.js';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {Subscription} from '../../contract/subscription.js';
import type {PaymentChoice, SubscriptionChange} from '../ports/provider.js';
import type {KeptChange} from './change-specs.js';
import type {Decision} from './decisions.js';
import type {StandingOperation} from './operations.js';
import {findPayingMethod} from './paying-method.js';
import {findFlaw, listPaymentMethods} from './payment-methods.js';
import {isDue} from './preview-answer.js';
import {findKept, preview, requireCurrent, toStale, type KeptPreview} from './previews.js';
import {readAfter, type Answer} from './read-after.js';
import {refuseFor, requirePermission} from './refusing.js';
import {requireReturnUrl} from './return-url.js';
import {listSubscriptions, readSubscription, requireOne} from './subscriptions.js';
import {takeTurn} from './turns.js';
import {runWrite, type WriteCall} from './write-call.js';

/** What a customer says when they agree to a preview. */
export interface Confirmation extends PaymentChoice {
  previewId: string;
}

/**
 * Does what a preview showed. Throws `preview_stale`, with a fresh preview, for one that has moved, `operation_running`
 * while the subscription is changed by somebody else, and `action_refused` for what may not be done, or not be paid so.
 */
export async function changeSubscription(
  call: WriteCall,
  subscriptionId: string,
  confirmation: Confirmation,
): Promise<Answer<{subscription: Subscription}>> {
  const {context, scope, session} = call;
  const {customerId} = session;
  requireReturnUrl(context, confirmation.returnUrl);
  const read = (): Promise<Subscription> => readSubscription(context, scope, session, subscriptionId);
  const before = await read();
  const kept = await findKept(context, customerId, {previewId: confirmation.previewId, subscriptionId});
  const done = await confirm(call, 'change_subscription', kept, confirmation);
  return {...done, subscription: await readAfter(done, read, before)};
}

/** Starts what a preview showed. Throws what {@link changeSubscription} throws. */
export async function startSubscription(
  call: WriteCall,
  confirmation: Confirmation,
): Promise<Answer<{subscription: Subscription | null}>> {
  const {context, scope, session} = call;
  requireReturnUrl(context, confirmation.returnUrl);
  const {previewId} = confirmation;
  const kept = await findKept(context, session.customerId, {previewId, subscriptionId: null});
  const done = await confirm(call, 'start_subscription', kept, confirmation);
  const {resourceId} = done.operation;
  const read = async (): Promise<Subscription | null> =>
    resourceId === null ? null : requireOne(await listSubscriptions(context, scope, session), resourceId);
  return {...done, subscription: await readAfter(done, read, null)};
}

/** Takes back what is planned. Throws `action_refused` where nothing is, or where it may not be taken back. */
export async function withdrawPendingChange(
  call: WriteCall,
  subscriptionId: string,
): Promise<Answer<{subscription: Subscription}>> {
  const {context, scope, session} = call;
  const read = (): Promise<Subscription> => readSubscription(context, scope, session, subscriptionId);
  const before = await read();
  const isLeaving = before.pendingChange?.kind === 'cancel';
  const change: SubscriptionChange = {kind: isLeaving ? 'undo_cancel' : 'withdraw_pending', subscriptionId};
  const kept: KeptChange = {subscriptionId, change, terms: {}};
  const check = async (begun: KeptChange): Promise<void> => {
    const {actions, pendingChange} = await read();
    // What is done is what was begun with this key, which may be older than what was read before.
    const isEnd = begun.change.kind === 'undo_cancel';
    // Something else is planned by now: nobody asked to take that back.
    if ((pendingChange?.kind === 'cancel') !== isEnd) refuseFor('already_done');
    requirePermission(actions[isEnd ? 'undoCancel' : 'withdrawPendingChange']);
  };
  const done = await runInTurn(call, 'withdraw_pending_change', {kept, asked: {subscriptionId}, check});
  return {...done, subscription: await readAfter(done, read, before)};
}

/** A provider that finds the amounts moved says so before it does anything: that brings a fresh preview, too. */
async function confirm(
  call: WriteCall,
  kind: OperationKind,
  kept: KeptPreview,
  {previewId, ...payment}: Confirmation,
): Promise<StandingOperation> {
  const {request, change, reference, dueNow} = kept;
  const {subscriptionId} = request;
  const terms = {...payment, ...(reference === null ? {} : {reference}), ...(dueNow === null ? {} : {dueNow})};
  const check = async (): Promise<void> => {
    const decision = await requireCurrent(call, kept);
    await requirePayable(call, kept, decision, payment.paymentMethodId);
  };
  const asked = {subscriptionId, previewId, ...payment};
  return runInTurn(call, kind, {kept: {subscriptionId, change, terms}, asked, check}).catch(async (error: unknown) => {
    const isBare = isBillingError(error) && error.code === 'preview_stale' && !error.details?.['preview'];
    throw isBare ? await toStale(preview(call, request)) : error;
  });
}

/**
 * Makes sure that what is due at once can be charged to the method that is named, or to the one that was shown. Throws
 * `not_found` for a method that is not the customer's, `action_refused` for one that nothing can be charged to, and
 * `preview_stale` where another one would pay by now than the customer was told.
 */
async function requirePayable(
  call: WriteCall,
  {change, dueNow, paymentMethodId: shown, request}: KeptPreview,
  {subscription, ownMethodId}: Decision,
  chosen: string | undefined,
): Promise<void> {
  if (chosen === undefined && (!isDue(change, dueNow) || subscription?.collection === 'manual')) return;
  const {context, scope, session} = call;
  const methods = await listPaymentMethods(context, scope, session, () => Promise.resolve([]));
  if (chosen !== undefined) return requireUsable(requireOne(methods, chosen));
  const payer = {collection: subscription?.collection ?? 'automatic', paymentMethodId: ownMethodId};
  const mayName = session.scopes.has('payment_methods:read');
  const paying = findPayingMethod(payer, methods);
  if (mayName && paying !== shown) throw await toStale(preview(call, request));
  const method = methods.find(({id}) => id === paying);
  if (method) requireUsable(method);
  // Whoever does not list every method may still have one to charge.
  else if (dueNow !== null && context.provider.describe().listPaymentMethods === 'native') {
    refuseFor('no_payment_method');
  }
}

function requireUsable(method: PaymentMethod): void {
  const flaw = findFlaw(method);
  if (flaw) refuseFor(flaw);
}

interface TurnRequest {
  kept: KeptChange;
  /** What the caller sent: the same again is the same request, whatever has become of the subscription. */
  asked: unknown;
  /** Gets what is going to be done: what was kept when it was begun. */
  check(begun: KeptChange): Promise<void>;
}

/** Does a write once, and no other on the same subscription while it is looked at and done. */
async function runInTurn(
  call: WriteCall,
  kind: OperationKind,
  {kept, asked, check}: TurnRequest,
): Promise<StandingOperation> {
  const {context, session} = call;
  let endTurn: (() => Promise<void>) | undefined;
  const checkInTurn = async (begun: unknown): Promise<void> => {
    endTurn = await takeTurn(context, session.customerId, kept.subscriptionId ?? 'start');
    await check(begun as KeptChange);
  };
  try {
    return await runWrite(call, kind, kept, checkInTurn, asked);
  } finally {
    await endTurn?.();
  }
}
