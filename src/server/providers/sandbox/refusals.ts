import type {Refusal, SubscriptionAction} from '../../../contract/subscription.js';
import type {ProviderSubscription} from '../../ports/provider.js';
import {isOwing} from './charging.js';
import {isLive} from './renewal.js';
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
  changePaymentMethod: cannot,
} as const;

/** Every action is named, so that one that is added to the contract is decided here before it compiles. */
export function listRefusals(world: World, record: SubscriptionRecord): ProviderSubscription['refusals'] {
  const all: Record<SubscriptionAction, Refusal | null> = {
    ...beyond,
    cancel: refuseCancel(record),
    undoCancel: refuseUndoCancel(record),
    payInvoice: isOwing(world, record.id) ? null : done,
  };
  return Object.fromEntries(Object.entries(all).filter(([, refusal]) => refusal !== null));
}

function refuseCancel(record: SubscriptionRecord): Refusal | null {
  if (record.endedAt !== null || record.cancelsAt !== null) return done;
  return isLive(record) && record.period !== null ? null : cannot;
}

function refuseUndoCancel({endedAt, cancelsAt}: SubscriptionRecord): Refusal | null {
  return endedAt === null && cancelsAt !== null ? null : done;
}
