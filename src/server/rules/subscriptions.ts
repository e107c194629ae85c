import {BillingError} from '../../contract/errors.js';
import type {Subscription} from '../../contract/subscription.js';
import type {Call, ProviderSubscription} from '../ports/provider.js';
import type {Context, Scope} from './context.js';
import {encodeBase64Url, toBytes} from './encoding.js';
import {dropForeign} from './ownership.js';
import {readPlans, type PlanRule} from './plans.js';
import type {Session} from './sessions.js';
import {toActions, type ActionGround} from './subscription-actions.js';

/** The subscriptions that this session may see, each with its version and with what may be done to it. */
export async function listSubscriptions(context: Context, scope: Scope, session: Session): Promise<Subscription[]> {
  const [rows, plans] = await Promise.all([
    listSubscriptionRows(context, scope, session),
    findPlans(context, scope, session),
  ]);
  return toSubscriptions(context, rows, session, plans);
}

/** The plans, or undefined where they cannot be read: what they forbid is decided when somebody tries. */
export function findPlans(context: Context, scope: Scope, session: Session): Promise<PlanRule[] | undefined> {
  return readPlans(context, scope, session).catch(() => undefined);
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
  {provider}: Pick<Context, 'provider'>,
  rows: readonly ProviderSubscription[],
  session: Session,
  plans: readonly PlanRule[] | undefined,
): Promise<Subscription[]> {
  const seen = rows.filter(({id}) => session.restrictTo?.has(id) ?? true);
  return Promise.all(seen.map((row) => toSubscription({provider, session, plans}, row)));
}

/** One subscription. Throws what {@link requireOne} throws. */
export async function readSubscription(
  context: Context,
  scope: Scope,
  session: Session,
  subscriptionId: string,
): Promise<Subscription> {
  requireReader(session);
  return requireOne(await listSubscriptions(context, scope, session), subscriptionId);
}

/** Throws `feature_disabled` where a session sees no subscriptions. */
export function requireReader({scopes}: Session): void {
  if (!scopes.has('subscriptions:read')) throw new BillingError('feature_disabled');
}

/** The one of that id. Throws `not_found` for one that this session may not see, as for one that does not exist. */
export function requireOne<T extends {id: string}>(rows: readonly T[], id: string): T {
  const found = rows.find((row) => row.id === id);
  if (found === undefined) throw new BillingError('not_found');
  return found;
}

async function toSubscription(ground: ActionGround, row: ProviderSubscription): Promise<Subscription> {
  const {customerId: _owner, refusals: _refusals, ...subscription} = row;
  const mayName = ground.session.scopes.has('payment_methods:read');
  // The version is made of the whole row: what a session may see of it changes no preview.
  const shown = mayName ? subscription : {...subscription, paymentMethodId: null};
  return {...shown, version: await toVersion(row), actions: toActions(ground, row)};
}

/**
 * A hash of the fields that money depends on: a preview made from another version is stale. What is counted goes on being
 * counted while somebody looks, and is no other version.
 */
async function toVersion(row: ProviderSubscription): Promise<string> {
  const {status, currentPeriod, nextBillingAt, trialEndsAt, cancelsAt, endsAt, pausesAt, resumesAt} = row;
  const {pendingChange, discount, collection} = row;
  const isCounted = row.items.some(({kind}) => kind === 'metered');
  const items = row.items.map((item) => (item.kind === 'metered' ? {id: item.id, priceId: item.priceId} : item));
  const totals = isCounted ? null : row.totals;
  const dates = [currentPeriod, nextBillingAt, trialEndsAt, cancelsAt, endsAt, pausesAt, resumesAt];
  const text = JSON.stringify([status, items, totals, ...dates, pendingChange, discount, collection]);
  return encodeBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', toBytes(text)))).slice(0, 22);
}
