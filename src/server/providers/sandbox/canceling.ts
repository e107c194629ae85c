import type {Period} from '../../../contract/charge.js';
import {BillingError} from '../../../contract/errors.js';
import type {SubscriptionChange} from '../../ports/provider.js';
import {getSubscription} from './finding.js';
import {isUseCharged, toUseUpTo} from './metering.js';
import {isLive} from './planning.js';
import {note, noteUse, type Prepared} from './prepared.js';
import {quoteEnd} from './pricing.js';
import {dropPlanned} from './promotions.js';
import {isCommitted} from './refusals.js';
import type {SubscriptionRecord, World} from './world.js';

/** How a subscription is canceled, at once or for the end of its period, how that is undone, and how what is planned is taken back. */

type End = Extract<SubscriptionChange, {kind: 'cancel' | 'undo_cancel' | 'withdraw_pending'}>;

/** True where a subscription already is as the change would leave it. */
export function isEnded(record: SubscriptionRecord, change: End): boolean {
  const {endedAt, cancelsAt, pausesAt, pendingChange} = record;
  const {kind} = change;
  if (kind === 'cancel') return endedAt !== null || (change.at === 'period_end' && cancelsAt !== null);
  if (kind === 'undo_cancel') return endedAt === null && cancelsAt === null;
  return endedAt === null && cancelsAt === null && !pausesAt && !pendingChange;
}

/**
 * Works it out. Null where all is as it shall be. Throws `not_found`, `provider_cannot` for an end at any other time than at once or
 * with the period, `action_refused` for a contract that goes on and for an end that has come.
 */
export function prepareEnd(world: World, at: string, customerId: string, change: End): Prepared | null {
  const record = getSubscription(world, customerId, change.subscriptionId);
  if (change.kind !== 'cancel') return isEnded(record, change) ? null : takeBack(world, record, at, change.kind);
  if (change.at !== 'period_end' && change.at !== 'immediately')
    throw cannot(`the sandbox does not cancel "${change.at}"`);
  if (isEnded(record, change)) return null;
  const {end: cancelsAt} = getFreePeriod(record);
  return change.at === 'period_end' ? cancel(world, record, cancelsAt) : end(world, record, at, change.credit);
}

/** The period that is under way and can be the last one. */
function getFreePeriod(record: SubscriptionRecord): Period {
  const {period, status} = record;
  if (!isLive(record) || period === null) throw cannot(`a subscription that is "${status}" has no end to wait for`);
  if (!isCommitted(record)) return period;
  const endsAt = record.commitment?.endsAt ?? null;
  throw new BillingError('action_refused', {details: {reason: 'committed', endsAt}});
}

/** At once: what was counted is charged, and what is left of the period given to the balance where that is wished. */
function end(world: World, record: SubscriptionRecord, at: string, credit: boolean): Prepared {
  const use = toUseUpTo(world, record, at);
  const quote = credit ? quoteEnd(world, record, use, at) : quoteEnd(world, record, use);
  return {
    record,
    quote,
    effectiveAt: at,
    notes: noteUse(quote),
    effect: 'cancellations',
    event: 'subscription.canceled',
    commit: () =>
      void Object.assign(record, {
        ...{status: 'canceled', endedAt: at, cancelsAt: null, period: null, paid: []},
        ...{pausesAt: null, resumesAt: null, pendingChange: null},
      }),
  };
}

function cancel(world: World, record: SubscriptionRecord, cancelsAt: string): Prepared {
  const use = isUseCharged(world, record, cancelsAt) ? [note('usage_charged', {at: cancelsAt})] : [];
  return {
    record,
    quote: null,
    effectiveAt: cancelsAt,
    notes: [note('access_until', {at: cancelsAt}), ...use],
    effect: 'cancellations',
    event: 'subscription.cancel_scheduled',
    commit: () => void Object.assign(record, {cancelsAt}),
  };
}

/** The end first, then the pause, then the other plan: what is shown as planned is what is taken back. */
function takeBack(world: World, record: SubscriptionRecord, now: string, kind: End['kind']): Prepared {
  if (record.endedAt !== null) {
    const details = {reason: 'already_done'};
    throw new BillingError('action_refused', {details, message: 'the subscription has ended'});
  }
  const isEnd = record.cancelsAt !== null;
  return {
    record,
    quote: null,
    effectiveAt: now,
    notes: [],
    effect: kind === 'undo_cancel' ? 'undos' : 'withdrawals',
    event: isEnd ? 'subscription.cancel_undone' : 'subscription.change_withdrawn',
    commit() {
      if (isEnd) record.cancelsAt = null;
      else if (record.pausesAt) Object.assign(record, {pausesAt: null, resumesAt: null});
      else dropPlanned(world, record);
    },
  };
}

function cannot(message: string): BillingError {
  return new BillingError('provider_cannot', {message});
}
