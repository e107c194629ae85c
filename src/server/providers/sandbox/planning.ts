import {findPeriod} from './calendar.js';
import {getPlan, isOwing} from './charging.js';
import type {SubscriptionRecord, World} from './world.js';

/** What is to happen to a subscription, and when, as it stands. */

/** States that wait for money, and that end when it has come. */
const owing: ReadonlySet<string> = new Set(['past_due', 'unpaid', 'incomplete']);

/** True for a status in which a subscription goes on by itself. */
export function isLive({status}: Pick<SubscriptionRecord, 'status'>): boolean {
  return status === 'active' || status === 'trialing' || status === 'past_due';
}

/**
 * Makes a subscription active again once nothing of it is owed. What was switched off for so long that its period is over begins
 * one now: the one that was paid for.
 */
export function setRight(world: World, subscription: SubscriptionRecord, now: string): void {
  const {status, period, items} = subscription;
  if (!owing.has(status) || isOwing(world, subscription.id)) return;
  Object.assign(subscription, {status: 'active', unpaidEndsAt: null});
  delete subscription.paid;
  if (status !== 'unpaid' || period === null || period.end > now) return;
  Object.assign(subscription, {anchor: now, period: findPeriod(now, getPlan(world, items[0]).price.interval, now)});
}

/** When it ends by what is known now: it was canceled, or its contract runs out. */
export function findPlannedEnd({cancelsAt, commitment}: SubscriptionRecord): string | null {
  if (cancelsAt !== null) return cancelsAt;
  return commitment && !commitment.renews ? commitment.endsAt : null;
}

/** When it is next charged for a period; null where it is not. */
export function findNextCharge(subscription: SubscriptionRecord): string | null {
  const {status, period, startedAt, pausesAt, resumesAt = null} = subscription;
  const end = findPlannedEnd(subscription);
  if (status === 'upcoming') return startedAt;
  if (status === 'paused') return resumesAt;
  if (period === null || !isLive(subscription)) return null;
  const at = pausesAt && pausesAt <= period.end ? resumesAt : period.end;
  return end !== null && at !== null && end <= at ? null : at;
}

/** When something next happens to it by itself; null for one that only waits for somebody. */
export function findNextTurn(world: World, subscription: SubscriptionRecord): string | null {
  const {status, period, startedAt, resumesAt = null, unpaidEndsAt = null} = subscription;
  if (status === 'upcoming') return startedAt;
  if (status === 'paused') return resumesAt;
  if (period === null || !isLive(subscription)) return null;
  const late = status === 'past_due' ? [unpaidEndsAt, findNextAttempt(world, subscription)] : [];
  const turns = [period.end, findPlannedEnd(subscription), ...late].filter((at) => at !== null);
  return turns.reduce((first, at) => (at < first ? at : first));
}

/** When an open invoice of it is charged again. */
function findNextAttempt(world: World, {id}: SubscriptionRecord): string | null {
  const attempts = world.invoices.flatMap(({subscriptionId, status, nextAttemptAt}) =>
    subscriptionId === id && status === 'open' && nextAttemptAt ? [nextAttemptAt] : [],
  );
  return attempts.sort()[0] ?? null;
}

/** It with what it has from an instant on. With another interval, periods are counted from there. */
export function withPlannedChange(world: World, subscription: SubscriptionRecord, at: string): SubscriptionRecord {
  const {pendingChange, items: before} = subscription;
  if (!pendingChange || pendingChange.at > at) return subscription;
  const {items, discount = subscription.discount ?? null} = pendingChange;
  const [one, other] = [getPlan(world, before[0]).price.interval, getPlan(world, items[0]).price.interval];
  const isOther = one.unit !== other.unit || one.count !== other.count;
  const anchor = isOther ? at : subscription.anchor;
  return {...subscription, items, discount, anchor, pendingChange: null};
}
