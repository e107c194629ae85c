import {BillingError} from '../../contract/errors.js';
import type {Money} from '../../contract/money.js';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {Preview, SubscriptionChangeInput, SubscriptionStart} from '../../contract/preview.js';
import type {SubscriptionChange} from '../ports/provider.js';
import type {Context, Scope} from './context.js';
import {decideChange, decideStart, type Decision} from './decisions.js';
import {createId} from './encoding.js';
import {toFingerprint} from './fingerprint.js';
import {toListAmounts} from './list-prices.js';
import {readNow} from './now.js';
import {findPayingMethod} from './paying-method.js';
import {listPaymentMethods} from './payment-methods.js';
import {toPreview} from './preview-answer.js';
import type {Session} from './sessions.js';

/** How long the amounts of a preview hold, in milliseconds. */
const previewLifetime = 10 * 60_000;
/** How long a preview is kept, so that a change that was begun with it can be asked for again, in milliseconds. */
const previewKept = 25 * 60 * 60_000;

/** What was previewed: a change of one subscription, or another one. */
export type PreviewRequest =
  {subscriptionId: string; input: SubscriptionChangeInput} | {subscriptionId: null; input: SubscriptionStart};

/** A preview as it is kept: what was asked, what it comes to, and what it is bound to. */
export interface KeptPreview {
  request: PreviewRequest;
  change: SubscriptionChange;
  bond: string;
  /** Milliseconds. */
  validUntil: number;
  /** The provider's own name for its amounts. */
  reference: string | null;
  /** What the customer was told to pay at once; null where nobody could tell. */
  dueNow: Money | null;
  /** What would pay, as far as it may be named, whether or not anything is due. */
  paymentMethodId: string | null;
}

/** Who asks, and what it stands on. */
export interface PreviewCall {
  context: Context;
  scope: Scope;
  session: Session;
}

/**
 * What a change would cost, kept so that the change can refer to it. Throws `action_refused` with the reason where the
 * customer may not do this now, and what the provider refuses.
 */
export async function preview(call: PreviewCall, request: PreviewRequest): Promise<Preview> {
  return show(call, request, await decide(call, request));
}

function decide({context, scope, session}: PreviewCall, request: PreviewRequest): Promise<Decision> {
  const {subscriptionId, input} = request;
  if (subscriptionId === null) return decideStart(context, scope, session, input);
  return decideChange(context, scope, session, subscriptionId, input);
}

async function show(call: PreviewCall, request: PreviewRequest, decision: Decision): Promise<Preview> {
  const {context, scope, session} = call;
  const {change, subscription, chosen} = decision;
  const [told, now, methods] = await Promise.all([
    context.provider.previewChange?.(session.customerId, change, {signal: scope.signal}),
    readNow(context, scope, session),
    findMethods(call),
  ]);
  const amounts = told ?? toListAmounts(change, subscription, chosen, now);
  const validUntil = context.clock.now() + previewLifetime;
  const id = createId('prev_', context.random);
  const payer = subscription ?? {collection: 'automatic', paymentMethodId: null};
  const paymentMethodId = findPayingMethod(payer, methods);
  const shown = toPreview({id, decision, amounts, now, validUntil, paymentMethodId});
  const kept: KeptPreview = {
    request,
    change,
    bond: await toBond(session, decision),
    validUntil,
    reference: amounts.reference ?? null,
    dueNow: amounts.dueNow,
    paymentMethodId,
  };
  const {customerId} = session;
  const expiresAt = context.clock.now() + previewKept;
  await context.store.previews.put({id, customerId, expiresAt, value: JSON.stringify(kept)});
  return shown;
}

/**
 * The methods that may be named to this session; one that is not seen pays all the same. Where they cannot be read none is
 * named: nobody is to be kept from leaving by that.
 */
async function findMethods({context, scope, session}: PreviewCall): Promise<PaymentMethod[] | undefined> {
  if (!session.scopes.has('payment_methods:read')) return undefined;
  return listPaymentMethods(context, scope, session, () => Promise.resolve([])).catch(() => undefined);
}

/** What a preview is bound to: the subscription's version, the configuration's, and all that was decided by. */
function toBond({configuration}: Session, {subscription, basis}: Decision): Promise<string> {
  return toFingerprint([configuration.id, configuration.version, subscription?.version ?? null, basis]);
}

/** A preview of this customer, valid or not. Throws `not_found` for another's, and for one of another subscription. */
export async function findKept(
  context: Context,
  customerId: string,
  {previewId, subscriptionId}: {previewId: string; subscriptionId: string | null},
): Promise<KeptPreview> {
  const row = await context.store.previews.find(previewId, context.clock.now());
  if (row?.customerId !== customerId) throw new BillingError('not_found');
  const kept = JSON.parse(row.value) as KeptPreview;
  if (kept.request.subscriptionId !== subscriptionId) throw new BillingError('not_found');
  return kept;
}

/**
 * Makes sure that a preview still says what would happen, and that it may happen: everything is decided anew. Throws
 * `preview_stale`, with a fresh one in `details`, where what it was made from has moved, and `action_refused` where it may
 * not be done any more.
 */
export async function requireCurrent(call: PreviewCall, kept: KeptPreview): Promise<Decision> {
  const decision = await decide(call, kept.request);
  const isBound = (await toBond(call.session, decision)) === kept.bond;
  if (isBound && call.context.clock.now() < kept.validUntil) return decision;
  throw await toStale(show(call, kept.request, decision));
}

/** The refusal of a preview that has moved, with a fresh one. Rejects where there is none, with the reason. */
export async function toStale(showing: Promise<Preview>): Promise<BillingError> {
  return new BillingError('preview_stale', {details: {preview: await showing}});
}
