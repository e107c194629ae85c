import type {Period} from '../../contract/charge.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {Slot} from './usage-course.js';

/** How days, months and counts are written around a chart. In UTC, as they are counted. */

const format = ({locale}: LocalizeController, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, {timeZone: 'UTC', ...options});

/** "1 Nov to 1 Dec", with its year where that is asked for, or where there are two. */
export function toPeriodText(localize: LocalizeController, {start, end}: Period, style: 'short' | 'medium'): string {
  const isOneYear = start.slice(0, 4) === end.slice(0, 4);
  return localize.term('usagePeriod', {
    start: localize.date(start, isOneYear ? 'short' : 'medium'),
    end: localize.date(end, isOneYear ? style : 'medium'),
  });
}

/** "1 December". */
export const toDayText = (localize: LocalizeController, at: string): string =>
  format(localize, {day: 'numeric', month: 'long'}).format(new Date(at));

/** "1 – 7 Nov", or "November 2026" where that is all of it. */
export function toSpanText(localize: LocalizeController, first: Slot, last: Slot, grain: 'day' | 'month'): string {
  const isMonth = grain === 'month';
  if (isMonth && first.at.slice(8, 10) === '01')
    return format(localize, {month: 'long', year: 'numeric'}).format(new Date(first.at));
  const end = new Date(Date.parse(last.end) - 1);
  return format(localize, {day: 'numeric', month: 'short', ...(isMonth && {year: 'numeric'})}).formatRange(
    new Date(first.at),
    end,
  );
}

/** Below the chart: a day by its number, with its month where that is another one than at the label before. */
export function toLabelText(
  localize: LocalizeController,
  slot: Slot,
  before: Slot | undefined,
  grain: 'day' | 'month',
): string {
  if (grain === 'month') return format(localize, {month: 'short'}).format(new Date(slot.at));
  const isSameMonth = before?.at.slice(0, 7) === slot.at.slice(0, 7);
  return isSameMonth ? format(localize, {day: 'numeric'}).format(new Date(slot.at)) : localize.date(slot.at, 'short');
}

/** A count in little room: "1.5K". */
export const toCompact = ({locale}: LocalizeController, value: number): string =>
  new Intl.NumberFormat(locale, {notation: 'compact', maximumSignificantDigits: 3}).format(value);
