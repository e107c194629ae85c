import type {Money, UnitPrice} from '../../contract/money.js';
import type {PreviewSide} from '../../contract/preview.js';
import type {Subscription, SubscriptionItem} from '../../contract/subscription.js';
import type {PreviewAmounts, Price, SubscriptionChange} from '../ports/provider.js';
import type {PlanOffer} from './offers.js';
import {addSpan, isSameLength} from './spans.js';

/** What can be said of a change where the provider says nothing before it is done: list prices, and when. */

type Chosen = Extract<SubscriptionChange, {kind: 'plan' | 'start'}>;

/** A unit's price as often as there are units, rounded half up to minor units: the list's, without tax and discounts. */
export function multiply({amount, currency, exponent}: UnitPrice, quantity: number): Money {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(amount) ?? [];
  const scale = 10n ** BigInt(fraction.length);
  const product = BigInt(whole + fraction) * BigInt(quantity);
  const rounded = (product * 2n + scale) / (scale * 2n);
  return {amount: Number(sign === '-' ? -rounded : rounded), currency, exponent};
}

/** The side after a change, in list prices; null where a price has tiers, of which only the provider knows how it counts them. */
export function toListSide(change: Chosen, {plan, price}: {plan: PlanOffer; price: Price}): PreviewSide | null {
  const addOns = change.addOns.map(({priceId, quantity}) => ({
    price: plan.addOns.flatMap(({prices}) => prices).find(({id}) => id === priceId),
    quantity,
  }));
  const items = [{price, quantity: change.quantity}, ...addOns].map(
    (one) => one.price && toItem(one.price, one.quantity),
  );
  if (items.some((item) => item === undefined)) return null;
  const all = items as SubscriptionItem[];
  const [first] = all;
  if (first === undefined) return null;
  const subtotal = {...first.total, amount: all.reduce((sum, {total}) => sum + total.amount, 0)};
  const totals = {subtotal, discount: null, taxes: [], total: subtotal};
  return {name: plan.name, planId: plan.id, interval: price.interval, items: all, totals, discount: null};
}

function toItem(price: Price, quantity: number): SubscriptionItem | undefined {
  const {id, kind, name, description, unit, unitPrice, tiers, interval} = price;
  if (unitPrice === null) return undefined;
  const total = multiply(unitPrice, quantity);
  const terms = {unit, quantity, unitPrice, tiers, interval, discount: null, taxes: [], total};
  return {id, kind, priceId: id, name, description, ...terms};
}

/** When a change takes effect as far as its kind says: at once, or with the end of the period. */
export function findEffect(change: SubscriptionChange, subscription: Subscription | null, now: string): string {
  const end = subscription?.currentPeriod?.end ?? now;
  switch (change.kind) {
    case 'plan':
      return change.billing.timing === 'period_end' ? end : now;
    case 'cancel':
    case 'pause':
      return change.at === 'period_end' ? end : now;
    default:
      return now;
  }
}

/** What stands in place of a provider's amounts. */
export function toListAmounts(
  change: SubscriptionChange,
  subscription: Subscription | null,
  chosen: {plan: PlanOffer; price: Price} | undefined,
  now: string,
): PreviewAmounts {
  const effectiveAt = findEffect(change, subscription, now);
  const to = chosen && (change.kind === 'plan' || change.kind === 'start') ? toListSide(change, chosen) : null;
  const at = toNextCharge(change, subscription, effectiveAt, to);
  const next = to && at !== undefined ? {at, amount: to.totals.total} : null;
  const note = {kind: 'list_price_only', at: null, amount: null, name: null};
  const isChoice = change.kind === 'plan' || change.kind === 'start' || change.kind === 'restart';
  const known = {certainty: 'none' as const, dueNow: null, lines: [], totals: null};
  return {...known, next, effectiveAt, ...(to && {to}), notes: isChoice ? [note] : []};
}

/**
 * A plan that begins later is paid for when it begins, and so is one that begins a period of its own: the next time is the
 * end of that one. Another is paid for with the next period.
 */
function toNextCharge(
  change: SubscriptionChange,
  subscription: Subscription | null,
  effectiveAt: string,
  to: PreviewSide | null,
): string | undefined {
  if (change.kind === 'plan' && change.billing.timing === 'period_end') return effectiveAt;
  if (change.kind === 'plan' && subscription && to && beginsPeriod(change, subscription, to)) {
    return addSpan(effectiveAt, to.interval);
  }
  return subscription?.nextBillingAt ?? (to ? addSpan(effectiveAt, to.interval) : undefined);
}

/** Whether a plan that takes effect at once is charged from then on; a trial that goes on keeps its end. */
function beginsPeriod(
  {billing, trial}: Extract<SubscriptionChange, {kind: 'plan'}>,
  {interval, status}: Subscription,
  to: PreviewSide,
): boolean {
  if (status === 'trialing' && trial === 'continue') return false;
  return billing.anchor === 'now' || !isSameLength(interval, to.interval);
}
