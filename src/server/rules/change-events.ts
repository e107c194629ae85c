import type {SubscriptionChange, ProviderSubscription, Outcome} from '../ports/provider.js';

/** What is told of a subscription that was changed: which event, and what changed beside the subscription as it now is. */

/** What is told of an outcome. */
export interface Told {
  type: string;
  payload: unknown;
}

/** Nothing is told of what is not final, and nothing of what failed: the subscription is as it was. */
export function toChangeEvents(outcome: Outcome<unknown>, change: SubscriptionChange): Told[] {
  if (outcome.state !== 'succeeded') return [];
  // A provider that goes on after a payment step need not have read what it did.
  const subscription = (outcome.value ?? {}) as Partial<ProviderSubscription>;
  return [{type: toType(change, subscription), payload: {...subscription, changed: change}}];
}

function toType(
  change: SubscriptionChange,
  {cancelsAt, pausedAt, pendingChange, status}: Partial<ProviderSubscription>,
): string {
  switch (change.kind) {
    case 'start':
      return 'subscription.started';
    case 'cancel':
      return cancelsAt === null ? 'subscription.canceled' : 'subscription.cancel_scheduled';
    case 'undo_cancel':
      return 'subscription.cancel_undone';
    case 'pause':
      return pausedAt || status === 'paused' ? 'subscription.paused' : 'subscription.change_scheduled';
    case 'unpause':
      return 'subscription.unpaused';
    case 'withdraw_pending':
      return 'subscription.change_withdrawn';
    case 'restart':
      return 'subscription.restarted';
    case 'plan':
      // What is planned may also be another change that goes on waiting.
      return change.billing.timing === 'period_end' && pendingChange !== null
        ? 'subscription.change_scheduled'
        : 'subscription.changed';
    default:
      return 'subscription.changed';
  }
}
