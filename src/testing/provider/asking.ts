import type {ChangeBilling, ChosenItems, SubscriptionChange} from '../../server/ports/provider.js';
import {addDays} from './acts.js';
import {unitsAtFirst, type BenchPrices, type Stage} from './bench.js';

/** How the cases put changes into words. */

/** How much later than the beginning most changes are asked for, in days: neither a whole nor half of a month. */
const daysLater = 13.26;

/** Lets some of the period pass. */
export const passTime = (stage: Stage, days = daysLater): Promise<void> => stage.advanceTo(addDays(stage.now(), days));

/** Billed by the second, at once, in the period that there is. */
export const prorated: ChangeBilling = {proration: 'prorate', timing: 'immediately', anchor: 'unchanged'};
/** Billed with the next period. */
export const withNextPeriod: ChangeBilling = {proration: 'none', timing: 'period_end', anchor: 'unchanged'};

type PlanChange = Extract<SubscriptionChange, {kind: 'plan'}>;

/** The items that there are at first, with what is different; `price` is one of the bench's. */
export function toPlan(
  {subscriptionId, prices}: Stage,
  price: keyof BenchPrices,
  rest: Partial<ChosenItems & Pick<PlanChange, 'billing' | 'trial'>> = {},
): PlanChange {
  const priceId = prices[price];
  if (priceId === undefined) throw new Error(`the bench has no price "${price}"`);
  const items = {priceId, quantity: unitsAtFirst, addOns: []};
  return {kind: 'plan', subscriptionId, billing: prorated, trial: 'end', ...items, ...rest};
}

/** A pause, from when to when. */
export function toPause(
  {subscriptionId}: Stage,
  at: 'immediately' | 'period_end',
  until: string | null,
): SubscriptionChange {
  return {kind: 'pause', subscriptionId, at, until};
}

/** An end, with or without what is left over. */
export function toCancel(
  {subscriptionId}: Stage,
  at: 'immediately' | 'period_end',
  credit = false,
): SubscriptionChange {
  return {kind: 'cancel', subscriptionId, at, credit};
}

/** Leaves everything as it is, whatever was planned. */
export function toWithdrawal({subscriptionId}: Stage): SubscriptionChange {
  return {kind: 'withdraw_pending', subscriptionId};
}

/** Another subscription, to the present plan. */
export function toStart({prices}: Stage): SubscriptionChange {
  return {kind: 'start', priceId: prices.present, quantity: unitsAtFirst, addOns: []};
}
