import {BillingError} from '../../contract/errors.js';
import type {Preview, SubscriptionChangeInput} from '../../contract/preview.js';
import type {Subscription, SubscriptionAction} from '../../contract/subscription.js';
import type {PreviewAmounts, SubscriptionChange} from '../ports/provider.js';
import type {Context, Scope} from './context.js';
import {createId} from './encoding.js';
import type {Session} from './sessions.js';
import {readSubscription} from './subscriptions.js';

/** How long the amounts of a preview hold, in milliseconds. */
const previewLifetime = 10 * 60_000;
/** How long a preview is kept, so that a change that was begun with it can be finished, in milliseconds. */
const previewKept = 25 * 60 * 60_000;

/** What a preview is bound to, as it is kept. */
interface KeptPreview {
  subscriptionId: string;
  version: string;
  configuration: string;
  validUntil: number;
  input: SubscriptionChangeInput;
}

const actions: Record<SubscriptionChangeInput['kind'], SubscriptionAction> = {
  plan: 'changePlan',
  cancel: 'cancel',
  undo_cancel: 'undoCancel',
  pause: 'pause',
  unpause: 'unpause',
  withdraw_pending: 'withdrawPendingChange',
  restart: 'restart',
};

/**
 * What a change would cost, kept so that the change can refer to it. Throws `action_refused` with the reason where the
 * customer may not do this to this subscription now.
 */
export async function previewChange(
  context: Context,
  scope: Scope,
  session: Session,
  subscriptionId: string,
  input: SubscriptionChangeInput,
): Promise<Preview> {
  const subscription = await readSubscription(context, scope, session, subscriptionId);
  const permission = subscription.actions[actions[input.kind]];
  if (!permission?.allowed) {
    throw new BillingError('action_refused', {details: {reason: permission?.reason ?? 'provider_cannot'}});
  }
  const change = toChange(subscriptionId, input);
  const amounts = await context.provider.previewChange?.(session.customerId, change, {signal: scope.signal});
  const validUntil = context.clock.now() + previewLifetime;
  const kept: KeptPreview = {
    subscriptionId,
    version: subscription.version,
    configuration: session.configuration.version,
    validUntil,
    input,
  };
  const id = createId('prev_', context.random);
  const {customerId} = session;
  await context.store.previews.put({
    id,
    customerId,
    expiresAt: context.clock.now() + previewKept,
    value: JSON.stringify(kept),
  });
  return toPreview(id, subscription, input, amounts, validUntil);
}

function toPreview(
  id: string,
  subscription: Subscription,
  input: SubscriptionChangeInput,
  amounts: PreviewAmounts | undefined,
  validUntil: number,
): Preview {
  const {certainty = 'none', dueNow = null, lines = [], totals = null, next = null} = amounts ?? {};
  const {name, planId, interval, items, discount} = subscription;
  return {
    id,
    subscriptionId: subscription.id,
    kind: input.kind,
    certainty,
    validUntil: new Date(validUntil).toISOString(),
    effectiveAt:
      amounts?.effectiveAt ?? (input.kind === 'cancel' ? (subscription.currentPeriod?.end ?? null) : null),
    from: {name, planId, interval, items, totals: subscription.totals, discount},
    to: amounts?.to ?? null,
    period: subscription.currentPeriod,
    dueNow,
    lines,
    totals,
    credit: amounts?.credit ?? null,
    next,
    timeline: amounts?.timeline ?? [],
    notes: amounts?.notes ?? [],
    paymentMethodId: null,
  };
}

/**
 * Makes sure that a preview still says what would happen. Throws `preview_stale`, with a fresh one in `details`, where
 * what it was made from has moved, and `not_found` for one of another customer or subscription.
 */
export async function requireCurrent(
  context: Context,
  scope: Scope,
  session: Session,
  {subscriptionId, previewId}: {subscriptionId: string; previewId: string},
): Promise<void> {
  const kept = await findKept(context, session.customerId, previewId);
  if (kept.subscriptionId !== subscriptionId) throw new BillingError('not_found');
  const {version} = await readSubscription(context, scope, session, subscriptionId);
  const hasMoved = version !== kept.version || session.configuration.version !== kept.configuration;
  if (!hasMoved && context.clock.now() < kept.validUntil) return;
  const preview = await previewChange(context, scope, session, subscriptionId, kept.input);
  throw new BillingError('preview_stale', {details: {preview}});
}

/** The change that a preview stands for, valid or not. Throws `not_found`. */
export async function findChange(context: Context, customerId: string, previewId: string): Promise<SubscriptionChange> {
  const {subscriptionId, input} = await findKept(context, customerId, previewId);
  return toChange(subscriptionId, input);
}

async function findKept(context: Context, customerId: string, previewId: string): Promise<KeptPreview> {
  const row = await context.store.previews.find(previewId, context.clock.now());
  if (row?.customerId !== customerId) throw new BillingError('not_found');
  return JSON.parse(row.value) as KeptPreview;
}

function toChange(subscriptionId: string, input: SubscriptionChangeInput): SubscriptionChange {
  switch (input.kind) {
    case 'plan': {
      const {kind, priceId, quantity = 1, addOns = [], promotionCode} = input;
      const billing = {proration: 'prorate', timing: 'immediately', anchor: 'unchanged'} as const;
      const chosen = {priceId, quantity, addOns, ...(promotionCode === undefined ? {} : {promotionCode})};
      return {kind, subscriptionId, billing, trial: 'end', ...chosen};
    }
    case 'cancel':
      return {kind: 'cancel', subscriptionId, at: 'period_end', credit: false};
    case 'pause':
      return {kind: 'pause', subscriptionId, at: input.at ?? 'immediately', until: input.until};
    default:
      return {kind: input.kind, subscriptionId};
  }
}
