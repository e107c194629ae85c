import type {Period} from '../../../contract/charge.js';
import {BillingError} from '../../../contract/errors.js';
import type {Interval} from '../../../contract/subscription.js';

/**
 * Dates as a biller counts them, in UTC. Instants are ISO 8601 text as `toISOString` writes it, so that they sort and
 * compare as text.
 */

const dayLength = 86_400_000;

/** Any ISO 8601 text as an instant. Throws `invalid_request` for what is no date, naming `field`. */
export function toInstant(text: string, field: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new BillingError('invalid_request', {field, message: `"${field}" is no date`});
  return new Date(time).toISOString();
}

/** Whole seconds from `start` to `end`, never negative: proration counts seconds, as providers do. */
export function secondsBetween(start: string, end: string): number {
  return Math.max(0, Math.floor((Date.parse(end) - Date.parse(start)) / 1000));
}

/** `at` moved by days of 24 hours. */
export function addDays(at: string, days: number): string {
  return new Date(Date.parse(at) + days * dayLength).toISOString();
}

/**
 * `at` moved by months, at the same time of day. In a month without `anchorDay` it is that month's last day. Always
 * count from the anchor, never from the last result: 31 January leads to 28 February, and then to 31 March.
 */
export function addMonths(at: string, months: number, anchorDay: number = new Date(at).getUTCDate()): string {
  const date = new Date(at);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(anchorDay, lastDay)) + (date.getTime() % dayLength)).toISOString();
}

/** Midnight of the day of `at`. */
export function dayStart(at: string): string {
  return `${at.slice(0, 10)}T00:00:00.000Z`;
}

/** Midnight of the first of the month of `at`, or of a month before or after it. */
export function monthStart(at: string, months = 0): string {
  return addMonths(`${at.slice(0, 7)}-01T00:00:00.000Z`, months);
}

/** The English name of the month of `at`, such as "Oct" or "October". */
export function monthName(at: string, month: 'short' | 'long'): string {
  return new Intl.DateTimeFormat('en-US', {month, timeZone: 'UTC'}).format(new Date(at));
}

/** How many months or days one unit of an interval is. Throws `provider_malformed` for a unit nobody can count. */
function toStep({unit, count}: Interval): {months: number} | {days: number} {
  switch (unit) {
    case 'day':
      return {days: count};
    case 'week':
      return {days: 7 * count};
    case 'month':
      return {months: count};
    case 'year':
      return {months: 12 * count};
    default:
      throw new BillingError('provider_malformed', {message: `nothing renews every "${unit}"`});
  }
}

/** `anchor` moved by `times` intervals, keeping the anchor's day. */
export function addInterval(anchor: string, interval: Interval, times: number): string {
  const step = toStep(interval);
  return 'months' in step ? addMonths(anchor, step.months * times) : addDays(anchor, step.days * times);
}

/** The period that holds `at`, of those that begin at `anchor` plus any number of intervals. */
export function findPeriod(anchor: string, interval: Interval, at: string): Period {
  const step = toStep(interval);
  const length = 'months' in step ? step.months * 30.4369 : step.days;
  let index = Math.floor((Date.parse(at) - Date.parse(anchor)) / (length * dayLength));
  while (addInterval(anchor, interval, index) > at) index--;
  while (addInterval(anchor, interval, index + 1) <= at) index++;
  return {start: addInterval(anchor, interval, index), end: addInterval(anchor, interval, index + 1)};
}
