import {
  subscriptionActions,
  type Permission,
  type Subscription,
  type SubscriptionAction,
} from '../../contract/subscription.js';
import type {Call, ProviderSubscription} from '../ports/provider.js';
import type {Context, Scope} from './context.js';
import {encodeBase64Url, toBytes} from './encoding.js';
import {dropForeign} from './ownership.js';
import type {Session} from './sessions.js';

/** The subscriptions that this session may see, each with its version and with what may be done to it. */
export async function listSubscriptions(context: Context, scope: Scope, session: Session): Promise<Subscription[]> {
  const call: Call = {signal: scope.signal};
  const rows = await context.provider.listSubscriptions(session.customerId, call);
  const own = dropForeign(context, scope, session.customerId, rows);
  const seen = own.filter(({id}) => session.restrictTo?.has(id) ?? true);
  return Promise.all(seen.map((row) => toSubscription(row, session)));
}

async function toSubscription(row: ProviderSubscription, session: Session): Promise<Subscription> {
  const {customerId: _owner, refusals, ...subscription} = row;
  const actions = Object.fromEntries(
    subscriptionActions.map((action) => [action, toPermission(action, refusals, session)]),
  ) as Record<SubscriptionAction, Permission>;
  return {...subscription, version: await toVersion(row), actions};
}

/** A provider that cannot is said first: no switch would change it. */
function toPermission(
  action: SubscriptionAction,
  refusals: ProviderSubscription['refusals'],
  session: Session,
): Permission {
  const refusal = refusals[action];
  if (refusal !== undefined) return refusal;
  if (session.readOnly) return {allowed: false, reason: 'read_only'};
  if (session.role === 'viewer') return {allowed: false, reason: 'role'};
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
