import {BillingError} from '../../../contract/errors.js';
import type {SubscriptionChange} from '../../ports/provider.js';
import {toInstant} from './calendar.js';
import {getSubscription} from './finding.js';
import {isUseCharged, toUseUpTo} from './metering.js';
import {note, noteUse, type Prepared} from './prepared.js';
import {quoteEnd, quoteNewPeriod} from './pricing.js';
import {refuseAction} from './refusals.js';
import type {Instants} from './replanning.js';
import type {SubscriptionRecord, World} from './world.js';

/**
 * How a subscription is paused and goes on. Nothing is refunded: of a pause that begins at once, what was paid for the time that
 * is left stays as a balance; one that begins with the end of the period leaves nothing over. When it goes on, a new period begins
 * and is paid for, by the balance first.
 */

type Pause = Extract<SubscriptionChange, {kind: 'pause'}>;

/** True where it is, or is planned to be, paused like this. */
export function isPaused({status, pausesAt, resumesAt = null}: SubscriptionRecord, {at, until}: Pause): boolean {
  const isIt = status === 'paused' || (at === 'period_end' && !!pausesAt);
  return isIt && resumesAt === (until === null ? null : toInstant(until, 'until'));
}

/**
 * Works a pause out. Null where it is paused like this. Throws `not_found`, `action_refused` with the reason, and
 * `invalid_request` for a pause that would end before it begins.
 */
export function preparePause(world: World, {now, at}: Instants, customerId: string, change: Pause): Prepared | null {
  const record = getSubscription(world, customerId, change.subscriptionId);
  if (isPaused(record, change)) return null;
  refuseAction(world, record, 'pause', now);
  const {period} = record;
  const isPlanned = change.at === 'period_end' && period !== null;
  const begins = isPlanned ? period.end : at;
  const resumesAt = change.until === null ? null : toInstant(change.until, 'until');
  if (resumesAt !== null && resumesAt <= begins)
    throw new BillingError('invalid_request', {field: 'until', message: 'a pause ends after it has begun'});
  if (isPlanned) {
    const use = isUseCharged(world, record, begins) ? [note('usage_charged', {at: begins})] : [];
    return {
      record,
      quote: null,
      effectiveAt: begins,
      notes: [note('access_until', {at: begins}), note('access_pauses', {at: begins}), ...use],
      effect: 'pauses',
      event: 'subscription.pause_scheduled',
      commit: () => void Object.assign(record, {pausesAt: begins, resumesAt}),
    };
  }
  const use = toUseUpTo(world, record, at);
  const quote = quoteEnd(world, record, use, at);
  return {
    record,
    quote,
    effectiveAt: at,
    notes: [note('access_pauses', {at}), ...noteUse(quote)],
    effect: 'pauses',
    event: 'subscription.paused',
    commit: () =>
      void Object.assign(record, {status: 'paused', pausedAt: at, resumesAt, pausesAt: null, period: null, paid: []}),
  };
}

/** Goes on at once: a new period begins and is paid for. Null for what is not paused. Throws what {@link preparePause} throws. */
export function prepareUnpause(
  world: World,
  {now, at}: Instants,
  customerId: string,
  {subscriptionId}: {subscriptionId: string},
): Prepared | null {
  const record = getSubscription(world, customerId, subscriptionId);
  if (record.status !== 'paused' && record.endedAt === null) return null;
  refuseAction(world, record, 'unpause', now);
  const target = {items: record.items, discount: record.discount ?? null};
  const {quote, period} = quoteNewPeriod(world, record, target, {at, proration: 'none', use: []});
  return {
    record,
    quote,
    effectiveAt: at,
    notes: [note('billing_date_moves', {at: period.end})],
    effect: 'unpauses',
    event: 'subscription.unpaused',
    commit: () =>
      void Object.assign(record, {
        status: 'active',
        anchor: at,
        period,
        paid: quote.paid,
        pausedAt: null,
        resumesAt: null,
      }),
  };
}
