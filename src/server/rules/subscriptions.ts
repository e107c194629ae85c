import {BillingError} from '../../contract/errors.js';
import {
  subscriptionActions,
  type Permission,
  type Subscription,
  type SubscriptionAction,
} from '../../contract/subscription.js';
import type {Scope as SessionScope} from '../../contract/session.js';
import type {Call, ProviderSubscription} from '../ports/provider.js';
import type {Context, Scope} from './context.js';
import {encodeBase64Url, toBytes} from './encoding.js';
import {dropForeign} from './ownership.js';
import {isWriter, type Session} from './sessions.js';

/** The subscriptions that this session may see, each with its version and with what may be done to it. */
export async function listSubscriptions(context: Context, scope: Scope, session: Session): Promise<Subscription[]> {
  return toSubscriptions(await listSubscriptionRows(context, scope, session), session);
}

/** All of the customer's subscriptions as the provider reads them, those too that this session may not see. */
export async function listSubscriptionRows(
  context: Context,
  scope: Scope,
  session: Session,
): Promise<ProviderSubscription[]> {
  const call: Call = {signal: scope.signal};
  const rows = await context.provider.listSubscriptions(session.customerId, call);
  return dropForeign(context, scope, session.customerId, rows);
}

/** Those of the customer's subscriptions that this session may see, each with its version and its actions. */
export async function toSubscriptions(
  rows: readonly ProviderSubscription[],
  session: Session,
): Promise<Subscription[]> {
  const seen = rows.filter(({id}) => session.restrictTo?.has(id) ?? true);
  return Promise.all(seen.map((row) => toSubscription(row, session)));
}

/** One subscription. Throws `feature_disabled` where this session sees none, and `not_found` for one that this session may not see, as for one that does not exist. */
export async function readSubscription(
  context: Context,
  scope: Scope,
  session: Session,
  subscriptionId: string,
): Promise<Subscription> {
  if (!session.scopes.has('subscriptions:read')) throw new BillingError('feature_disabled');
  const found = (await listSubscriptions(context, scope, session)).find(({id}) => id === subscriptionId);
  if (found === undefined) throw new BillingError('not_found');
  return found;
}

async function toSubscription(row: ProviderSubscription, session: Session): Promise<Subscription> {
  const {customerId: _owner, refusals, ...subscription} = row;
  const actions = Object.fromEntries(
    subscriptionActions.map((action) => [action, toPermission(action, refusals, session)]),
  ) as Record<SubscriptionAction, Permission>;
  // The version is made of the whole row: what a session may see of it changes no preview.
  const shown = session.scopes.has('payment_methods:read') ? subscription : {...subscription, paymentMethodId: null};
  return {...shown, version: await toVersion(row), actions};
}

/** The scope that an action needs. */
const neededScope: Record<SubscriptionAction, SessionScope> = {
  changePlan: 'subscriptions:change',
  changeInterval: 'subscriptions:change',
  changeQuantity: 'subscriptions:change',
  changeAddOns: 'subscriptions:change',
  applyPromotionCode: 'subscriptions:change',
  pause: 'subscriptions:pause',
  unpause: 'subscriptions:pause',
  cancel: 'subscriptions:cancel',
  undoCancel: 'subscriptions:cancel',
  withdrawPendingChange: 'subscriptions:change',
  restart: 'subscriptions:change',
  payInvoice: 'invoices:pay',
  changePaymentMethod: 'payment_methods:default',
};

/** A provider that cannot is said first: no switch would change it. Then the session's own bounds, then the switches. */
function toPermission(
  action: SubscriptionAction,
  refusals: ProviderSubscription['refusals'],
  {readOnly, role, scopes}: Session,
): Permission {
  const refusal = refusals[action];
  if (refusal !== undefined) return refusal;
  if (readOnly) return {allowed: false, reason: 'read_only'};
  const scope = neededScope[action];
  if (!isWriter(role) || (scope === 'subscriptions:cancel' && role !== 'owner'))
    return {allowed: false, reason: 'role'};
  if (!scopes.has(scope)) return {allowed: false, reason: 'feature_disabled'};
  return {allowed: true};
}

/** A hash of the fields that money depends on: a preview made from another version is stale. */
async function toVersion(row: ProviderSubscription): Promise<string> {
  const {status, items, totals, currentPeriod, nextBillingAt, trialEndsAt, cancelsAt, endsAt, pausesAt, resumesAt} =
    row;
  const {pendingChange, discount, collection} = row;
  const money = [
    status,
    items,
    totals,
    currentPeriod,
    nextBillingAt,
    trialEndsAt,
    cancelsAt,
    endsAt,
    pausesAt,
    resumesAt,
  ];
  const text = JSON.stringify([...money, pendingChange, discount, collection]);
  return encodeBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', toBytes(text)))).slice(0, 22);
}
