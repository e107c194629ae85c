import type {CatalogPrice, Saving} from '../../contract/catalog.js';
import type {UnitPrice} from '../../contract/money.js';
import type {Interval} from '../../contract/subscription.js';

/** What a saving is worked out from. */
export type ComparedPrice = Pick<CatalogPrice, 'id' | 'interval' | 'unitPrice'>;

/** Units that are a whole number of another one. Weeks and days are none of a month: it is not always as long. */
const wholes: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  year: {year: 1, month: 12},
  month: {month: 1},
  week: {week: 1, day: 7},
  day: {day: 1},
};

/**
 * What one unit costs less over one interval of a price than at the shortest interval that the same plan is offered
 * for. Null where it costs no less, where tiers have no one price, and where intervals or currencies cannot be compared.
 */
export function findSaving(price: ComparedPrice, prices: readonly ComparedPrice[]): Saving | null {
  const shorter = prices.flatMap((other) => {
    const times = countTimes(price.interval, other.interval);
    return times === undefined || times < 2 ? [] : [{other, times}];
  });
  const [base] = shorter.toSorted((a, b) => b.times - a.times);
  const {unitPrice} = price;
  if (!base?.other.unitPrice || !unitPrice) return null;
  const {other, times} = base;
  const amount = subtract(base.other.unitPrice, times, unitPrice);
  if (amount === undefined || amount <= 0) return null;
  const {currency, exponent} = unitPrice;
  return {amount: {amount, currency, exponent}, comparedWith: other.id, times};
}

/** How many of the second interval are one of the first; undefined where they are no whole number. */
function countTimes(long: Interval, short: Interval): number | undefined {
  const units = wholes[long.unit]?.[short.unit];
  const times = units === undefined ? Number.NaN : (units * long.count) / short.count;
  return Number.isInteger(times) ? times : undefined;
}

/** `times` of the one less the other, in minor units and rounded down; undefined where they cannot be compared. */
function subtract(one: UnitPrice, times: number, other: UnitPrice): number | undefined {
  if (one.currency !== other.currency || one.exponent !== other.exponent) return undefined;
  const scale = Math.max(countDecimals(one.amount), countDecimals(other.amount));
  const difference = toScaled(one.amount, scale) * BigInt(times) - toScaled(other.amount, scale);
  const minor = Number(difference / 10n ** BigInt(scale));
  return Number.isSafeInteger(minor) ? minor : undefined;
}

function countDecimals(amount: string): number {
  return amount.split('.')[1]?.length ?? 0;
}

/** A decimal string as an integer of its last decimal. */
function toScaled(amount: string, scale: number): bigint {
  const [whole = '0', decimals = ''] = amount.split('.');
  return BigInt(whole + decimals.padEnd(scale, '0'));
}
