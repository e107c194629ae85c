import {BillingError} from '../../../contract/errors.js';
import type {SubscriptionChange} from '../../ports/provider.js';
import {getSubscription} from './finding.js';
import {isLive} from './planning.js';
import {note, type Prepared} from './prepared.js';
import {isCommitted} from './refusals.js';
import type {SubscriptionRecord, World} from './world.js';

/** How a subscription is canceled for the end of its period, how that is undone, and how what is planned is taken back. */

type End = Extract<SubscriptionChange, {kind: 'cancel' | 'undo_cancel' | 'withdraw_pending'}>;

/** True where a subscription already is as the change would leave it. */
export function isEnded(record: SubscriptionRecord, kind: End['kind']): boolean {
  const {endedAt, cancelsAt, pausesAt, pendingChange} = record;
  if (kind === 'cancel') return endedAt !== null || cancelsAt !== null;
  if (kind === 'undo_cancel') return endedAt === null && cancelsAt === null;
  return endedAt === null && cancelsAt === null && !pausesAt && !pendingChange;
}

/**
 * Works it out. Null where all is as it shall be. Throws `not_found`, `provider_cannot` for an end at another time than that of
 * the period, `action_refused` for a contract that goes on and for an end that has come.
 */
export function prepareEnd(world: World, now: string, customerId: string, change: End): Prepared | null {
  if (change.kind === 'cancel' && change.at !== 'period_end')
    throw cannot('the sandbox cancels for the end of a period');
  const record = getSubscription(world, customerId, change.subscriptionId);
  if (isEnded(record, change.kind)) return null;
  return change.kind === 'cancel' ? cancel(record) : takeBack(record, now, change.kind);
}

function cancel(record: SubscriptionRecord): Prepared {
  const {period} = record;
  if (!isLive(record) || period === null)
    throw cannot(`a subscription that is "${record.status}" has no end to wait for`);
  if (isCommitted(record)) {
    const endsAt = record.commitment?.endsAt ?? null;
    throw new BillingError('action_refused', {details: {reason: 'committed', endsAt}});
  }
  return {
    record,
    quote: null,
    effectiveAt: period.end,
    notes: [note('access_until', {at: period.end})],
    effect: 'cancellations',
    event: 'subscription.cancel_scheduled',
    commit: () => void Object.assign(record, {cancelsAt: period.end}),
  };
}

/** The end first, then the pause, then the other plan: what is shown as planned is what is taken back. */
function takeBack(record: SubscriptionRecord, now: string, kind: End['kind']): Prepared {
  if (record.endedAt !== null) {
    const details = {reason: 'already_done'};
    throw new BillingError('action_refused', {details, message: 'the subscription has ended'});
  }
  const isEnd = record.cancelsAt !== null;
  const back = isEnd ? {cancelsAt: null} : record.pausesAt ? {pausesAt: null, resumesAt: null} : {pendingChange: null};
  return {
    record,
    quote: null,
    effectiveAt: now,
    notes: [],
    effect: kind === 'undo_cancel' ? 'undos' : 'withdrawals',
    event: isEnd ? 'subscription.cancel_undone' : 'subscription.change_withdrawn',
    commit: () => void Object.assign(record, back),
  };
}

function cannot(message: string): BillingError {
  return new BillingError('provider_cannot', {message});
}
