import {toDigits} from './card-number.js';

/** The month that a card is good for, to its last day. */
export interface Expiry {
  year: number;
  /** 1 to 12. */
  month: number;
}

/**
 * `MM / YY` of what is being typed: the stroke comes by itself, and a month of one digit gets its zero. While something
 * is deleted they do not, or they would come again at once.
 */
export function shapeExpiry(text: string, isDeleting = false): string {
  const [month, year] = isDeleting ? splitDigits(text) : splitExpiry(text);
  return year === undefined || (isDeleting && year === '') ? month : `${month} / ${year.slice(0, 4)}`;
}

/** What stands before the stroke and what stands after it. */
function splitDigits(text: string): [before: string, after?: string] {
  const [first = '', ...rest] = text.split(/[/.\-\u066b]/);
  return rest.length > 0 ? [toDigits(first), toDigits(rest.join(''))] : [toDigits(first)];
}

function splitExpiry(text: string): [month: string, year?: string] {
  const [before, after] = splitDigits(text);
  // 5 is May; 1 may become 12.
  const digits = /^[2-9]/.test(before) || (after !== undefined && before.length === 1) ? `0${before}` : before;
  const month = digits.slice(0, 2);
  const year = digits.slice(2) + (after ?? '');
  return year || (after !== undefined && month.length === 2) ? [month, year] : [month];
}

/** Undefined for what is no month of a year. A year of two digits is of this century. */
export function readExpiry(text: string): Expiry | undefined {
  const [month, year = ''] = splitExpiry(text);
  if (!/^(0[1-9]|1[0-2])$/.test(month) || !/^(\d\d|\d{4})$/.test(year)) return undefined;
  return {month: Number(month), year: year.length === 2 ? 2000 + Number(year) : Number(year)};
}

/** True once the month is over, in UTC, as the endpoint sees it. */
export function isPast({year, month}: Expiry, now: number): boolean {
  return Date.UTC(year, month, 1) <= now;
}

/** `2030-08`, as it is handed over. */
export function writeExpiry({year, month}: Expiry): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}
