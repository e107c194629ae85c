import type {Catalog, CatalogPlan, SubscriptionMoves} from '../../contract/catalog.js';
import type {Permission, Subscription} from '../../contract/subscription.js';
import type {Meter} from '../../contract/usage.js';
import type {ProviderSubscription} from '../ports/provider.js';
import {isAble} from './abilities.js';
import type {Context, Scope} from './context.js';
import {isInCurrency, permitMove} from './moves.js';
import {readOffers, toCatalogPrices, type PlanOffer} from './offers.js';
import {findInUse, readPresent} from './plan-limits.js';
import {findPlanItem, findPlanOf, hasEnded, type PlanRule} from './plans.js';
import {permitStart} from './start-permission.js';
import type {Session} from './sessions.js';
import {toSubscriptions} from './subscriptions.js';

/** What else is read for the same answer. */
export interface CatalogReads {
  readRows(): Promise<readonly ProviderSubscription[]>;
  readPlans(): Promise<readonly PlanRule[]>;
}

/**
 * What is on offer, with what this customer may take of it. Where the subscriptions cannot be read, nothing is said of
 * them. Where the use cannot be read, no limit stands in the way of a choice here: it is read anew for the review, which
 * does not come without it.
 */
export async function readCatalog(
  context: Context,
  scope: Scope,
  session: Session,
  {readRows, readPlans}: CatalogReads,
): Promise<Catalog> {
  const plans = await readPlans();
  const [rows, meters] = await Promise.all([
    readRows().catch(() => []),
    readPresent(context, scope, session, plans).catch(() => undefined),
  ]);
  const [offers, subscriptions] = await Promise.all([
    readOffers(context, scope, plans, rows),
    toSubscriptions(context, rows, session, plans),
  ]);
  const moves = subscriptions
    .filter((subscription) => !hasEnded(subscription))
    .map((subscription) => [subscription.id, toMoves(context, session, subscription, {offers, meters})] as const);
  return {
    plans: offers.map(toCatalogPlan),
    moves: Object.fromEntries(moves),
    start: toStart(context, session, offers),
  };
}

function toCatalogPlan(plan: PlanOffer): CatalogPlan {
  const {id, name, description, rank, features, limits, quantity} = plan;
  const addOns = plan.addOns.map(({prices, ...addOn}) => ({...addOn, prices: toCatalogPrices(prices)}));
  const range = quantity && {minimum: quantity.minimum, maximum: quantity.maximum, step: quantity.step};
  const prices = toCatalogPrices(plan.prices);
  return {id, name, description, rank, features, limits, prices, addOns, quantity: range};
}

/** The present price has no entry, and neither has one that this subscription could never be charged in. */
function toMoves(
  {provider}: Context,
  session: Session,
  subscription: Subscription,
  {offers, meters}: {offers: readonly PlanOffer[]; meters: readonly Meter[] | undefined},
): SubscriptionMoves {
  const canSchedule = isAble(provider, 'scheduleChange');
  const from = findPlanOf(offers, subscription);
  const present = findPlanItem(subscription)?.priceId;
  const prices = offers.flatMap((plan) =>
    plan.prices
      .filter((price) => price.id !== present && isInCurrency(subscription, price))
      .map((price) => [price.id, permitMove({session, subscription, from, meters, canSchedule}, plan, price)] as const),
  );
  return {
    inUse: findInUse(meters ?? [], from, subscription.id),
    prices: Object.fromEntries<Permission>(prices),
  };
}

function toStart(context: Context, session: Session, offers: readonly PlanOffer[]): Record<string, Permission> {
  const prices = offers.flatMap((plan) =>
    plan.prices.map((price) => [price.id, permitStart(context, session, plan, price)] as const),
  );
  return Object.fromEntries<Permission>(prices);
}
