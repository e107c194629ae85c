import {BillingError} from '../../../contract/errors.js';
import type {Refusal, SubscriptionAction} from '../../../contract/subscription.js';
import type {ProviderSubscription} from '../../ports/provider.js';
import {addDays} from './calendar.js';
import {getPlan, isOwing} from './charging.js';
import {findPlannedEnd, isLive} from './planning.js';
import {getRecord, type SubscriptionRecord, type World} from './world.js';

/** What cannot be done with a subscription, and why. */

const cannot: Refusal = {allowed: false, reason: 'provider_cannot'};
const done: Refusal = {allowed: false, reason: 'already_done'};

/** States that money is missing in. */
const owing: ReadonlySet<string> = new Set(['past_due', 'unpaid', 'incomplete']);
/** States that this version knows: of any other, nothing can be said. */
const known: ReadonlySet<string> = new Set([
  'active',
  'trialing',
  'paused',
  'upcoming',
  ...owing,
  'canceled',
  'expired',
]);

/** Every action is named, so that one that is added to the contract is decided here before it compiles. */
export function listRefusals(world: World, record: SubscriptionRecord, now: string): ProviderSubscription['refusals'] {
  const change = refuseChange(world, record, now);
  const bound = refuseCommitted(record);
  const isLimited = world.settings.isLimited ? cannot : null;
  const all: Record<SubscriptionAction, Refusal | null> = {
    changePlan: change ?? bound,
    changeInterval: change ?? bound ?? isLimited,
    changeQuantity: change,
    changeAddOns: change ?? isLimited,
    applyPromotionCode: change ?? isLimited,
    pause: isLimited ?? refusePause(world, record, now),
    unpause: isLimited ?? (record.endedAt === null && record.status === 'paused' ? null : done),
    withdrawPendingChange: refuseWithdraw(record),
    restart: isLimited ?? refuseRestart(world, record),
    cancel: refuseCancel(record),
    undoCancel: refuseUndoCancel(record),
    changePaymentMethod: refuseMethod(record),
    payInvoice: isOwing(world, record.id) ? null : done,
  };
  return Object.fromEntries(Object.entries(all).filter(([, refusal]) => refusal !== null));
}

/** Throws where an action is refused: `provider_cannot`, or `action_refused` with the reason and what explains it. */
export function refuseAction(world: World, record: SubscriptionRecord, action: SubscriptionAction, now: string): void {
  const refusal = listRefusals(world, record, now)[action];
  if (refusal === undefined) return;
  const {reason, details = {}, retryAt} = refusal;
  if (reason === 'provider_cannot')
    throw new BillingError('provider_cannot', {message: `the sandbox cannot "${action}"`});
  throw new BillingError('action_refused', {
    details: {reason, action, ...details, ...(retryAt === undefined ? {} : {retryAt})},
  });
}

/** What stands in the way of any change of what is subscribed to. */
function refuseChange(world: World, record: SubscriptionRecord, now: string): Refusal | null {
  if (record.endedAt !== null) return done;
  if (!known.has(record.status)) return cannot;
  if (owing.has(record.status)) return {allowed: false, reason: 'past_due'};
  if (record.collection === 'manual') return {allowed: false, reason: 'manual_collection'};
  return refuseScheduled(record) ?? refuseItems(world, record) ?? refuseLocked(world, record, now);
}

/** What is planned to end or to pause is not changed before that is taken back. */
function refuseScheduled(record: SubscriptionRecord): Refusal | null {
  const end = findPlannedEnd(record);
  if (end !== null) return {allowed: false, reason: 'change_scheduled', details: {kind: 'cancel', at: end}};
  const {pausesAt} = record;
  return pausesAt ? {allowed: false, reason: 'change_scheduled', details: {kind: 'pause', at: pausesAt}} : null;
}

/** What a provider that can do less says of several items, and of what is metered. */
function refuseItems(world: World, {items}: SubscriptionRecord): Refusal | null {
  if (!world.settings.isLimited) return null;
  if (items.some((item) => getPlan(world, item).plan.kind === 'metered')) return {allowed: false, reason: 'metered'};
  return items.length > 1 ? {allowed: false, reason: 'multiple_items', details: {items: items.length}} : null;
}

/** Shortly before a period ends, what is charged for the next one is fixed already. */
function refuseLocked(world: World, {period}: SubscriptionRecord, now: string): Refusal | null {
  const {lockedDays} = world.settings;
  if (lockedDays === 0 || period === null || addDays(period.end, -lockedDays) > now) return null;
  const lockedSince = addDays(period.end, -lockedDays);
  return {
    allowed: false,
    reason: 'locked_near_renewal',
    details: {lockedSince, renewsAt: period.end},
    retryAt: period.end,
  };
}

function refusePause(world: World, record: SubscriptionRecord, now: string): Refusal | null {
  const {endedAt, status, pausesAt, trialEndsAt, pendingChange, period} = record;
  if (endedAt !== null || status === 'paused' || pausesAt) return done;
  if (status === 'trialing')
    return {allowed: false, reason: 'in_trial', ...(trialEndsAt === null ? {} : {retryAt: trialEndsAt})};
  if (owing.has(status)) return {allowed: false, reason: 'past_due'};
  if (!isLive(record) || period === null) return cannot;
  if (pendingChange) {
    const {kind, at} = pendingChange;
    return {allowed: false, reason: 'change_scheduled', details: {kind, at}};
  }
  return refuseScheduled(record) ?? refuseCommitted(record) ?? refuseLocked(world, record, now);
}

function refuseCommitted({commitment, endedAt}: SubscriptionRecord): Refusal | null {
  if (!commitment || endedAt !== null) return null;
  return {allowed: false, reason: 'committed', details: {endsAt: commitment.endsAt}};
}

function refuseWithdraw({endedAt, cancelsAt, pausesAt, pendingChange}: SubscriptionRecord): Refusal | null {
  const isPlanned = cancelsAt !== null || !!pausesAt || !!pendingChange;
  return endedAt === null && isPlanned ? null : done;
}

function refuseRestart(world: World, {endedAt, items, collection}: SubscriptionRecord): Refusal | null {
  if (endedAt === null) return done;
  if (collection === 'manual') return {allowed: false, reason: 'manual_collection'};
  const isOffered = items.every(({priceId}) => getRecord(world.prices, priceId).active);
  return isOffered ? null : {allowed: false, reason: 'not_in_catalog'};
}

function refuseCancel(record: SubscriptionRecord): Refusal | null {
  if (record.endedAt !== null || findPlannedEnd(record) === record.period?.end || record.cancelsAt !== null)
    return done;
  if (isCommitted(record)) {
    return {allowed: false, reason: 'committed', details: {endsAt: record.commitment?.endsAt ?? null}};
  }
  return isLive(record) && record.period !== null ? null : cannot;
}

function refuseMethod({endedAt, collection}: SubscriptionRecord): Refusal | null {
  if (endedAt !== null) return done;
  return collection === 'manual' ? {allowed: false, reason: 'manual_collection'} : null;
}

function refuseUndoCancel({endedAt, cancelsAt}: SubscriptionRecord): Refusal | null {
  return endedAt === null && cancelsAt !== null ? null : done;
}

/** True where a contract goes on beyond the period that a cancellation would end with. */
export function isCommitted({commitment, period}: SubscriptionRecord): boolean {
  return !!commitment && period !== null && commitment.endsAt > period.end;
}
