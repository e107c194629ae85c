import type {Refusal, SubscriptionAction} from '../../../contract/subscription.js';
import type {ProviderSubscription} from '../../ports/provider.js';
import {isOwing} from './charging.js';
import {findPlannedEnd, isLive} from './planning.js';
import type {SubscriptionRecord, World} from './world.js';

/** What cannot be done with a subscription, and why. */

const cannot: Refusal = {allowed: false, reason: 'provider_cannot'};
const done: Refusal = {allowed: false, reason: 'already_done'};

/** What the sandbox can do with no subscription. */
const beyond = {
  changePlan: cannot,
  changeInterval: cannot,
  changeQuantity: cannot,
  changeAddOns: cannot,
  applyPromotionCode: cannot,
  pause: cannot,
  unpause: cannot,
  withdrawPendingChange: cannot,
  restart: cannot,
} as const;

/** Every action is named, so that one that is added to the contract is decided here before it compiles. */
export function listRefusals(world: World, record: SubscriptionRecord): ProviderSubscription['refusals'] {
  const all: Record<SubscriptionAction, Refusal | null> = {
    ...beyond,
    cancel: refuseCancel(record),
    undoCancel: refuseUndoCancel(record),
    changePaymentMethod: refuseMethod(record),
    payInvoice: isOwing(world, record.id) ? null : done,
  };
  return Object.fromEntries(Object.entries(all).filter(([, refusal]) => refusal !== null));
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
