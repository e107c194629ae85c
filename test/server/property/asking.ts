import type {ChangeTerms, ChosenItems, Intent, SubscriptionChange} from '../../../src/server/ports/provider.js';
import {owner} from '../providers/sandbox-world.js';
import {intervals, type Beginning, type Choice, type Step} from './arbitraries.js';

/** From what was drawn to what is asked of the provider. */

/** A step that asks for a change. */
export type ChangeStep = Exclude<Step, {kind: 'wait' | 'wait_for_end' | 'pay'}>;

/** What a change is asked of. */
interface Asked {
  /** Absent where there is none. */
  subscriptionId: string | undefined;
  now: string;
  proration: Beginning['proration'];
}

/** The change that a step asks for; null where there is nothing to be changed. */
export function toChange(step: ChangeStep, {subscriptionId, now, proration}: Asked): SubscriptionChange | null {
  if (step.kind === 'start') return {kind: 'start', ...toItems(step.choice)};
  if (subscriptionId === undefined) return null;
  switch (step.kind) {
    case 'plan': {
      const {choice, timing, anchor, trial} = step;
      const billing = {proration: proration ?? step.proration, timing, anchor};
      return {kind: 'plan', subscriptionId, billing, trial, ...toItems(choice)};
    }
    case 'pause': {
      const until = step.days === null ? null : addSeconds(now, step.days * 86_400 + 4321);
      return {kind: 'pause', subscriptionId, at: step.at, until};
    }
    case 'cancel':
      return {kind: 'cancel', subscriptionId, at: step.at, credit: step.credit};
    default:
      return {kind: step.kind, subscriptionId};
  }
}

/** What somebody agreed to, at a provider that keeps no price for them. */
export function withoutReference({reference: _reference, ...terms}: ChangeTerms): ChangeTerms {
  return terms;
}

/** A change as it was recorded before it was asked for. */
export function toIntent(
  change: SubscriptionChange,
  {terms, idempotencyKey, begunAt}: {terms: ChangeTerms; idempotencyKey: string; begunAt: string},
): Intent {
  const kinds = {start: 'start_subscription', withdraw_pending: 'withdraw_pending_change'} as const;
  const kind =
    change.kind === 'start' || change.kind === 'withdraw_pending' ? kinds[change.kind] : 'change_subscription';
  return {operationId: 'op_lost', kind, customerId: owner, idempotencyKey, input: {change, terms}, begunAt};
}

/** True for a change with which something of the rest of a period is lost that was paid. */
export function isGivenUp(change: SubscriptionChange): boolean {
  if (change.kind === 'cancel') return change.at === 'immediately' && !change.credit;
  return change.kind === 'plan' && change.billing.timing === 'immediately' && change.billing.proration === 'none';
}

/** An instant moved by seconds. */
export function addSeconds(at: string, seconds: number): string {
  return new Date(Date.parse(at) + Math.round(seconds * 1000)).toISOString();
}

function toItems({plan, interval, quantity, beside, code}: Choice): ChosenItems {
  const there = interval % intervals.length;
  const addOns = beside.flatMap((count, index) =>
    count === 0 ? [] : [{priceId: `${['extra_d', 'extra_e'][index]}_${there}`, quantity: count}],
  );
  const priceId = `${['plan_a', 'plan_b', 'plan_c'][plan]}_${there}`;
  return {priceId, quantity, addOns, ...(code !== null && {promotionCode: code})};
}
