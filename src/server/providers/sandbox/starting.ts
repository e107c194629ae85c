import type {SubscriptionChange} from '../../ports/provider.js';
import {BillingError} from '../../../contract/errors.js';
import {getPlan} from './charging.js';
import {toItems} from './choosing.js';
import {createReference, getSubscription} from './finding.js';
import type {Prepared} from './prepared.js';
import {quoteNewPeriod} from './pricing.js';
import {keepRedemption, redeem} from './promotions.js';
import {refuseAction} from './refusals.js';
import type {Instants} from './replanning.js';
import {type DiscountRecord, type SubscriptionRecord, type World} from './world.js';

/** How another subscription is started, and one that has ended is taken up again: paid for at once, from that day on. */

/** Works a start out. Throws `not_found` for a customer who is none, `invalid_request` and `action_refused` as a change does. */
export function prepareStart(
  world: World,
  {now, at}: Instants,
  customerId: string,
  change: Extract<SubscriptionChange, {kind: 'start'}>,
  startKey: string,
): Prepared {
  const customer = world.customers.find(({id}) => id === customerId);
  if (customer === undefined) throw new BillingError('not_found');
  const items = toItems(world, customer, null, change);
  const {interval} = getPlan(world, items[0]).price;
  const {promotionCode: code} = change;
  const discount: DiscountRecord | null =
    code === undefined ? null : redeem(world, {customerId, code, interval, anchor: at, from: at, now});
  const record: SubscriptionRecord = {
    id: createReference(world, 'sub'),
    customerId,
    status: 'active',
    items,
    startedAt: at,
    anchor: at,
    period: null,
    trialEndsAt: null,
    cancelsAt: null,
    endedAt: null,
    paymentMethodId: null,
    collection: 'automatic',
    discount,
    seatsInUse: Math.min(1, items[0].quantity),
    startKey,
  };
  const {quote, period} = quoteNewPeriod(world, record, {items, discount}, {at, proration: 'none', use: []});
  return {
    record,
    quote,
    effectiveAt: at,
    notes: [],
    effect: 'starts',
    event: 'subscription.started',
    commit() {
      world.subscriptions.push(Object.assign(record, {period, paid: quote.paid}));
      keepRedemption(world, customerId, discount);
    },
  };
}

/** The subscription that a key has started; undefined where it has started none. */
export function findStarted(world: World, customerId: string, key: string): SubscriptionRecord | undefined {
  return world.subscriptions.find((record) => record.customerId === customerId && record.startKey === key);
}

/**
 * Works out how one that has ended goes on, with the same items. Null for one that goes on. Throws `not_found`, and `action_refused`
 * for a plan that nobody can have any more.
 */
export function prepareRestart(
  world: World,
  {now, at}: Instants,
  customerId: string,
  {subscriptionId}: {subscriptionId: string},
): Prepared | null {
  const record = getSubscription(world, customerId, subscriptionId);
  if (record.endedAt === null) return null;
  refuseAction(world, record, 'restart', now);
  const {discount = null} = record;
  const runs = discount !== null && (discount.endsAt === null || discount.endsAt > at) ? discount : null;
  const target = {items: record.items, discount: runs};
  const {quote, period} = quoteNewPeriod(world, record, target, {at, proration: 'none', use: []});
  return {
    record,
    quote,
    effectiveAt: at,
    notes: [],
    effect: 'restarts',
    event: 'subscription.restarted',
    commit: () =>
      void Object.assign(record, {
        ...{status: 'active', anchor: at, startedAt: at, period, paid: quote.paid, discount: runs},
        ...{endedAt: null, cancelsAt: null, trialEndsAt: null, commitment: null, pendingChange: null},
        ...{pausesAt: null, pausedAt: null, resumesAt: null, unpaidEndsAt: null},
      }),
  };
}
