import type {Requests} from '../../client/requests.js';
import type {Preview, SubscriptionChangeInput, SubscriptionStart} from '../../contract/preview.js';
import type {WriteOrder} from '../../state/write.js';
import {toReturnUrl} from '../flow/return-url.js';

/** What can be done to a subscription here, or instead of one. */
export type SubscriptionReviewKind = SubscriptionChangeInput['kind'] | 'start';

/** A change as it is reviewed: what it shall be, or another subscription. */
export type ReviewedChange = SubscriptionChangeInput | ({kind: 'start'} & SubscriptionStart);

/** Kinds that say everything by their name: nothing has to be chosen before. */
const plainKinds = ['cancel', 'undo_cancel', 'unpause', 'withdraw_pending', 'restart'] as const;

/** The change that a kind stands for by itself; undefined where something has to be chosen. */
export function toPlainChange(kind: SubscriptionReviewKind): SubscriptionChangeInput | undefined {
  const plain = plainKinds.find((one) => one === kind);
  return plain && {kind: plain};
}

/** Asks what a change would cost. Throws a `BillingError`. */
export function askPreview(
  requests: Requests,
  subscriptionId: string,
  change: ReviewedChange,
  signal: AbortSignal,
): Promise<Preview> {
  if (change.kind !== 'start') return requests.previewChange(subscriptionId, change, signal);
  const {kind: _start, ...start} = change;
  return requests.previewStart(start, signal);
}

/** What tells a change from others of the same subscription: an unsure one is not gone on with for another. */
export function toPurpose(change: ReviewedChange): string {
  return toPlainChange(change.kind) ? change.kind : JSON.stringify(change);
}

/** Does what a preview shows, paid with a method where there may be something to pay. */
export function toChangeOrder(
  subscriptionId: string,
  change: ReviewedChange,
  preview: Preview,
  paymentMethodId: string | undefined,
): WriteOrder {
  const returnUrl = mayCost(preview) ? toReturnUrl() : undefined;
  const body = {
    previewId: preview.id,
    ...(paymentMethodId !== undefined && {paymentMethodId}),
    ...(returnUrl !== undefined && {returnUrl}),
  };
  const purpose = toPurpose(change);
  if (change.kind === 'start') {
    return {
      kind: 'start_subscription',
      resourceId: null,
      purpose,
      send: (requests, key) => requests.startSubscription(body, key),
    };
  }
  return {
    kind: 'change_subscription',
    resourceId: subscriptionId,
    purpose,
    send: (requests, key) => requests.changeSubscription(subscriptionId, body, key),
  };
}

/** What is paid for, at once or with the next period; nothing else asks for a method or an agreement. */
const costing: ReadonlySet<string> = new Set(['plan', 'start', 'restart', 'unpause']);

/** True where something is to be paid at once, or may be: the provider tells no amount. */
export function mayCost(preview: Preview): boolean {
  const {dueNow} = preview;
  return dueNow ? dueNow.amount > 0 : isUntold(preview);
}

/** True where the customer agrees to a price that the provider does not tell before it is done, whenever it is paid. */
export function needsConsent({certainty, kind}: Preview): boolean {
  return certainty === 'none' && costing.has(kind);
}

function isUntold({certainty, kind, effectiveAt, period}: Preview): boolean {
  // Another plan that begins with the next period is paid for then.
  const waits = kind === 'plan' && !!effectiveAt && !!period && Date.parse(effectiveAt) >= Date.parse(period.end);
  return certainty === 'none' && costing.has(kind) && !waits;
}
