import type {ChargeLine, Period} from '../../../contract/charge.js';
import {secondsBetween} from './calendar.js';
import {findDiscount, getPlan, isOwing, toItemLine} from './charging.js';
import {divideHalfUp, prorate, toDiscount, toMoney, toTax} from './invoicing.js';
import {
  getRecord,
  type Currency,
  type CustomerRecord,
  type DiscountRecord,
  type PaidPart,
  type SubscriptionRecord,
  type World,
} from './world.js';

/** What was paid for which time, and what of it is given back. */

/** An item's line of a charge, and the time that it pays for. */
export interface ItemCharge {
  itemId: string;
  /** What a credit for it names. */
  name: string;
  line: ChargeLine;
  period: Period;
}

/** What a part gives back from an instant on: minor units, both negative or zero. */
export interface GivenBack {
  part: PaidPart;
  /** The time that is not used. */
  left: Period;
  amount: number;
  tax: number;
}

/** Shares of a whole number by weight, which add up to it: what is left of rounding goes to the largest remainders. */
export function allocate(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum === 0) return weights.map((_, index) => (index === 0 ? total : 0));
  const size = BigInt(Math.abs(total));
  const parts = weights.map((weight, index) => {
    const share = size * BigInt(weight);
    return {index, whole: Number(share / BigInt(sum)), rest: share % BigInt(sum)};
  });
  let left = Math.abs(total) - parts.reduce((all, {whole}) => all + whole, 0);
  const byRest = [...parts].sort((one, other) =>
    one.rest === other.rest ? one.index - other.index : one.rest > other.rest ? -1 : 1,
  );
  for (const part of byRest) if (left-- > 0) part.whole += 1;
  return parts.map(({whole}) => (total < 0 ? -whole : whole));
}

/** What is paid with a charge, item by item: its discount and its tax, that of its sum where it is not given, are shared out by amount. */
export function toPaidParts(
  customer: CustomerRecord,
  charges: readonly ItemCharge[],
  {discount, beside, tax: taxed}: {discount: number; beside: number; tax?: number},
): PaidPart[] {
  const amounts = charges.map(({line}) => line.amount.amount);
  const discounts = allocate(discount, [...amounts, beside]);
  const nets = amounts.map((amount, index) => amount + (discounts[index] ?? 0));
  const besideNet = beside + (discounts.at(-1) ?? 0);
  const {tax} = customer;
  const all = nets.reduce((sum, net) => sum + net, besideNet);
  const taxes = tax === null ? [] : allocate(taxed ?? Number(toTax(tax, BigInt(all))), [...nets, besideNet]);
  return charges.map(({itemId, name, period}, index) => ({
    itemId,
    name,
    period,
    amount: nets[index] ?? 0,
    discount: -(discounts[index] ?? 0),
    tax: tax === null ? null : {rule: tax, amount: taxes[index] ?? 0},
  }));
}

/** The charges for the items of a subscription that are paid in advance, over a whole period. */
export function toItemCharges(
  world: World,
  items: readonly SubscriptionRecord['items'][number][],
  period: Period,
): ItemCharge[] {
  return items.flatMap((item) => {
    const {plan} = getPlan(world, item);
    if (plan.kind === 'metered') return [];
    return [{itemId: item.id, name: plan.name, line: toItemLine(world, item, period), period}];
  });
}

/** What was paid for the time that is under way; nothing where there is none, or where it was not paid. */
export function listPaid(world: World, record: SubscriptionRecord): PaidPart[] {
  const {paid, period, status, items, customerId} = record;
  if (paid !== undefined) return paid;
  if (period === null || status !== 'active' || isOwing(world, record.id)) return [];
  const customer = getRecord(world.customers, customerId);
  const charges = toItemCharges(world, items, period);
  const sum = charges.reduce((all, {line}) => all + line.amount.amount, 0);
  const discount = findDiscount(record, period);
  const off = discount === null ? 0 : toDiscount(discount, toMoney(BigInt(sum), customer.currency)).amount;
  return toPaidParts(customer, charges, {discount: off, beside: 0});
}

/** The share of a part that falls after `at`; zero for a part that is over. */
export function giveBack(part: PaidPart, at: string, {currency, exponent}: Currency): GivenBack {
  const left = {start: at, end: part.period.end};
  const share = (amount: number) =>
    left.end <= at ? 0 : -prorate({amount, currency, exponent}, left, part.period).amount;
  return {part, left, amount: share(part.amount) || 0, tax: share(part.tax?.amount ?? 0) || 0};
}

/**
 * What a discount takes off charges that begin at `from`, in minor units, negative or zero: a rate of all of them; of an
 * amount, the share of time that is left, without what is still used by parts that stay.
 */
export function toPartDiscount(
  discount: DiscountRecord | null,
  {sum, from, period, kept}: {sum: number; from: string; period: Period; kept: readonly PaidPart[]},
): number {
  if (discount === null || sum <= 0 || (discount.endsAt !== null && discount.endsAt <= from)) return 0;
  if ('basisPoints' in discount) return -Number(divideHalfUp(BigInt(sum) * BigInt(discount.basisPoints), 10_000n)) || 0;
  const whole = secondsBetween(period.start, period.end);
  const share = (amount: number, start: string, of: number) =>
    of === 0 ? 0 : Number(divideHalfUp(BigInt(amount) * BigInt(secondsBetween(start, period.end)), BigInt(of)));
  const used = kept.reduce(
    (all, part) => all + share(part.discount, from, secondsBetween(part.period.start, part.period.end)),
    0,
  );
  const available = share(discount.amount, from > period.start ? from : period.start, whole) - used;
  return -Math.min(Math.max(0, available), sum) || 0;
}
