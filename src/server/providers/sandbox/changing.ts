import {BillingError} from '../../../contract/errors.js';
import type {Outcome, PreviewAmounts, ProviderSubscription, SubscriptionChange} from '../../ports/provider.js';
import {getSubscription} from './finding.js';
import {assign} from './methods.js';
import {toNextPayment, toSubscription} from './map.js';
import {isLive} from './planning.js';
import {isCommitted} from './refusals.js';
import {getRecord, type SubscriptionRecord, type World} from './world.js';

/** What can be done to a subscription: it is canceled for the end of its period, and that is undone. */

type Known = Extract<SubscriptionChange, {kind: 'cancel' | 'undo_cancel'}>;

/** Throws `provider_cannot` for a change that is beyond the sandbox. */
function narrow(change: SubscriptionChange): Known {
  const isKnown = change.kind === 'undo_cancel' || (change.kind === 'cancel' && change.at === 'period_end');
  if (!isKnown)
    throw new BillingError('provider_cannot', {message: `the sandbox cannot do "${change.kind}" like this`});
  return change;
}

/** True where a subscription already is as the change would leave it. */
export function isReached({endedAt, cancelsAt}: SubscriptionRecord, kind: Known['kind']): boolean {
  if (kind === 'cancel') return endedAt !== null || cancelsAt !== null;
  return endedAt === null && cancelsAt === null;
}

/** Works out where a change leads; the record stays as it is. Throws where it cannot lead there. */
function plan(record: SubscriptionRecord, {kind}: Known): Pick<SubscriptionRecord, 'cancelsAt'> {
  if (isReached(record, kind)) return {cancelsAt: record.cancelsAt};
  if (kind === 'undo_cancel') {
    if (record.endedAt !== null) throw new BillingError('action_refused', {message: 'the subscription has ended'});
    return {cancelsAt: null};
  }
  if (!isLive(record) || record.period === null) {
    throw new BillingError('provider_cannot', {
      message: `a subscription that is "${record.status}" has no end to wait for`,
    });
  }
  if (isCommitted(record)) throw new BillingError('action_refused', {details: {reason: 'committed'}});
  return {cancelsAt: record.period.end};
}

/**
 * What a change would cost: nothing at once, and then the next payment where one is left. Throws `not_found` for a
 * subscription that is not the customer's, and what {@link applyChange} throws.
 */
export function previewChange(world: World, customerId: string, asked: SubscriptionChange): PreviewAmounts {
  const change = narrow(asked);
  const record = getSubscription(world, customerId, change.subscriptionId);
  const next = toNextPayment(world, {...record, ...plan(record, change)});
  const {currency} = getRecord(world.customers, customerId);
  return {
    certainty: 'exact',
    dueNow: {amount: 0, ...currency},
    lines: [],
    totals: null,
    next: next === null ? null : {at: next.at, amount: next.amountDue},
  };
}

/**
 * Does a change, also of the method that pays; what already is as it would be stays as it is. Throws `provider_cannot` for any other change,
 * `not_found` for a subscription that is not the customer's, `action_refused` to undo an end that has come.
 */
export function applyChange(
  world: World,
  now: string,
  customerId: string,
  asked: SubscriptionChange,
): Outcome<ProviderSubscription> {
  if (asked.kind === 'payment_method') return assign(world, now, customerId, asked);
  const change = narrow(asked);
  const record = getSubscription(world, customerId, change.subscriptionId);
  const planned = plan(record, change);
  if (!isReached(record, change.kind)) {
    Object.assign(record, planned);
    world.effects[change.kind === 'cancel' ? 'cancellations' : 'undos'] += 1;
  }
  return {state: 'succeeded', value: toSubscription(world, record)};
}
