import type {Interval} from '../../../src/contract/subscription.js';
import type {UnitPrice} from '../../../src/contract/money.js';

/** How periods and prices are counted, a second time and in another way than the sandbox does. */

/** What a price says of units. */
export interface Priced {
  unitPrice: UnitPrice;
  tiers?: {upTo: number | null; unitPrice: UnitPrice}[];
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function daysOf(year: number, month: number): number {
  return [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

const two = (number: number) => String(number).padStart(2, '0');

/** An instant moved by months, counted by hand: on the last day of a month that is too short. */
export function addMonthsByHand(at: string, months: number): string {
  const [year = 0, month = 0, day = 0] = at.slice(0, 10).split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const [newYear, newMonth] = [Math.floor(count / 12), (count % 12) + 1];
  return `${newYear}-${two(newMonth)}-${two(Math.min(day, daysOf(newYear, newMonth)))}${at.slice(10)}`;
}

/** An instant moved by a number of intervals. */
export function addByHand(at: string, {unit, count}: Interval, times: number): string {
  if (unit === 'month' || unit === 'year') return addMonthsByHand(at, times * count * (unit === 'year' ? 12 : 1));
  const days = times * count * (unit === 'week' ? 7 : 1);
  return new Date(Date.parse(at) + days * 86_400_000).toISOString();
}

/** True for an instant that is a number of intervals after the anchor, or before it. */
export function isCountedFrom(anchor: string, interval: Interval, at: string): boolean {
  const days = {day: 1, week: 7, month: 30.44, year: 365.25}[interval.unit as 'day'] * interval.count;
  const about = Math.round((Date.parse(at) - Date.parse(anchor)) / (days * 86_400_000));
  return [about - 1, about, about + 1].some((times) => addByHand(anchor, interval, times) === at);
}

/** What units cost in minor units, each tier rounded for itself, half up. */
export function priceByHand({unitPrice, tiers}: Priced, quantity: number): number {
  if (tiers === undefined) return timesByHand(unitPrice, quantity);
  let sum = 0;
  let from = 0;
  for (const tier of tiers) {
    const to = Math.min(quantity, tier.upTo ?? Infinity);
    if (to > from) sum += timesByHand(tier.unitPrice, to - from);
    from = Math.max(from, to);
  }
  return sum;
}

function timesByHand({amount}: UnitPrice, quantity: number): number {
  const [whole = '0', decimals = ''] = amount.split('.');
  const scale = 10n ** BigInt(decimals.length);
  const scaled = BigInt(whole + decimals) * BigInt(quantity);
  return Number(scaled / scale + ((scaled % scale) * 2n >= scale ? 1n : 0n));
}
