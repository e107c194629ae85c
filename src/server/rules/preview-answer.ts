import type {Money} from '../../contract/money.js';
import type {Preview, PreviewSide, TimelineEntry} from '../../contract/preview.js';
import type {Subscription} from '../../contract/subscription.js';
import type {PreviewAmounts, SubscriptionChange} from '../ports/provider.js';
import type {Decision} from './decisions.js';
import {findEffect} from './list-prices.js';
import {hasEnded} from './plans.js';

/** What a preview is made of beside the provider's amounts. */
export interface PreviewParts {
  id: string;
  decision: Decision;
  amounts: PreviewAmounts;
  /** The time it is for the customer. */
  now: string;
  /** Milliseconds. */
  validUntil: number;
  paymentMethodId: string | null;
}

/** A preview as the page has it: every amount is the provider's. */
export function toPreview({id, decision, amounts, now, validUntil, paymentMethodId}: PreviewParts): Preview {
  const {change, subscription} = decision;
  const {certainty, dueNow, lines, totals, next, credit = null, notes = []} = amounts;
  const effectiveAt = amounts.effectiveAt ?? findEffect(change, subscription, now);
  const to = amounts.to ?? toAfter(change, subscription);
  return {
    id,
    subscriptionId: subscription?.id ?? null,
    kind: change.kind,
    certainty,
    validUntil: new Date(validUntil).toISOString(),
    effectiveAt,
    from: subscription && !hasEnded(subscription) ? toSide(subscription) : null,
    to,
    period: subscription?.currentPeriod ?? null,
    dueNow,
    lines,
    totals,
    credit,
    next,
    timeline: amounts.timeline ?? toTimeline(change, amounts, {now, effectiveAt, to}),
    notes,
    paymentMethodId: amounts.next !== null || isDue(change, amounts.dueNow) ? paymentMethodId : null,
  };
}

/**
 * Whether something may have to be paid at once. Where nobody can tell the amount, the kind of change says it: what leaves,
 * waits or is taken back costs nothing, and must not hang on a method that works.
 */
export function isDue(change: SubscriptionChange, dueNow: Money | null): boolean {
  if (dueNow !== null) return dueNow.amount > 0;
  if (change.kind === 'plan') return change.billing.timing === 'immediately';
  return change.kind === 'start' || change.kind === 'restart' || change.kind === 'unpause';
}

function toSide({name, planId, interval, items, totals, discount}: Subscription): PreviewSide {
  return {name, planId, interval, items, totals, discount};
}

/** What is left where the provider does not say: nothing after an end, and else what there is. */
function toAfter(change: SubscriptionChange, subscription: Subscription | null): PreviewSide | null {
  const changes: readonly string[] = ['cancel', 'plan', 'start'];
  return subscription === null || changes.includes(change.kind) ? null : toSide(subscription);
}

/** What happens to a subscription when a change takes effect later. */
const laterKinds: Partial<Record<SubscriptionChange['kind'], string>> = {cancel: 'end', pause: 'pause', plan: 'change'};

/** The instants that are known of, in the order of time, where the provider tells none. */
function toTimeline(
  change: SubscriptionChange,
  {dueNow, next}: PreviewAmounts,
  {now, effectiveAt, to}: {now: string; effectiveAt: string; to: PreviewSide | null},
): TimelineEntry[] {
  const plain = {amount: null, interval: null, name: null};
  const later = laterKinds[change.kind];
  const isLater = Date.parse(effectiveAt) > Date.parse(now);
  const entries: TimelineEntry[] = [
    ...(dueNow && dueNow.amount > 0 ? [{...plain, kind: 'due_now', at: now, amount: dueNow}] : []),
    ...(later && (isLater || change.kind !== 'plan')
      ? [{...plain, kind: later, at: effectiveAt, name: to?.name ?? null}]
      : []),
    ...(change.kind === 'pause' && change.until ? [{...plain, kind: 'resume', at: change.until}] : []),
    ...(next
      ? [{kind: 'charge', at: next.at, amount: next.amount, interval: to?.interval ?? null, name: to?.name ?? null}]
      : []),
  ];
  return entries.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
