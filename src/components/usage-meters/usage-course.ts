import type {Period} from '../../contract/charge.js';
import type {Meter} from '../../contract/usage.js';
import {tidy} from './meter-words.js';

const day = 86_400_000;

/** One day or month of a course. */
export interface Slot {
  /** Its first instant. */
  at: string;
  /** The first instant after it. */
  end: string;
  /** What was used in it, or how much there was at its end; null for one that nothing is known of, or that is to come. */
  own: number | null;
  /** As high as its bar is: all that was used up to its end, or simply what is its own. */
  height: number | null;
  /** As high as it will be at the present pace; null where nothing is said, or where it is not higher. */
  projected: number | null;
}

/** What a meter's numbers look like over a span of time. The table and the chart are both made of it. */
export interface Course {
  meter: Meter;
  grain: 'day' | 'month';
  slots: readonly Slot[];
  /** The slot that it is now; -1 for a span that is over. */
  today: number;
  /** True where each bar stands on the one before: use that begins anew with a period, within one. */
  isCumulative: boolean;
  /** What the bars are measured against; null without a limit. */
  limit: number | null;
}

/** What else is known of a span of time. */
export interface CourseOptions {
  /** The time at the provider. */
  asOf: string;
  /** The meter in its present period, where the span holds several: each of these had a limit of its own. */
  present?: Meter | undefined;
}

/** The days or months of a meter, each with what is known of it. What no point speaks of was not used. */
export function toCourse(meter: Meter, {asOf, present}: CourseOptions): Course {
  const grain = meter.grain === 'month' ? 'month' : 'day';
  const slots = toEmptySlots(meter.period, grain);
  const isOver = asOf >= meter.period.end;
  const today = isOver ? -1 : clamp(toIndex(meter.period.start, asOf, grain), slots.length - 1);
  const isSum = meter.aggregation === 'sum';
  for (const {at, value} of meter.points) {
    const slot = slots[toIndex(meter.period.start, at, grain)];
    if (slot) slot.own = isSum ? tidy((slot.own ?? 0) + value) : value;
  }
  const isCumulative = isSum && !present;
  const last = isOver ? slots.length - 1 : today;
  let sum = 0;
  for (const slot of slots.slice(0, last + 1)) {
    if (isSum) slot.own ??= 0;
    sum = tidy(sum + (slot.own ?? 0));
    slot.height = isCumulative ? sum : slot.own;
  }
  if (isCumulative && !isOver) project(slots.slice(last), meter.projected);
  const ahead = slots[today];
  if (present && ahead) ahead.projected = toHigher(present.projected, ahead.height);
  return {meter, grain, slots, today, isCumulative, limit: (present ?? meter).limit};
}

/** In even steps from where it stands to where it will be. */
function project(slots: Slot[], projected: number | null): void {
  const [now] = slots;
  const from = now?.height ?? 0;
  if (projected === null || projected < from) return;
  const steps = slots.length - 1;
  // On the last day itself there is nothing between.
  if (now && steps === 0) now.projected = toHigher(projected, from);
  for (const [index, slot] of slots.entries())
    if (index > 0) slot.projected = index === steps ? projected : tidy(from + ((projected - from) * index) / steps);
}

const toHigher = (projected: number | null, height: number | null): number | null =>
  projected !== null && projected > (height ?? 0) ? projected : null;

const clamp = (index: number, last: number): number => Math.max(0, Math.min(last, index));

function toEmptySlots({start, end}: Period, grain: 'day' | 'month'): Slot[] {
  const slots: Slot[] = [];
  // No picture is finer than this, whatever was asked for.
  while (slots.length < 400) {
    const at = toStart(start, slots.length, grain);
    if (at >= Date.parse(end)) break;
    const next = Math.min(toStart(start, slots.length + 1, grain), Date.parse(end));
    slots.push({...toSpan(at, next), own: null, height: null, projected: null});
  }
  return slots;
}

const toSpan = (at: number, end: number): {at: string; end: string} => ({
  at: new Date(at).toISOString(),
  end: new Date(end).toISOString(),
});

/**
 * The beginning of a day, or of a month that begins on the day on which the span does; the last of a short month takes
 * nothing from the next. In UTC, as points are counted.
 */
function toStart(start: string, index: number, grain: 'day' | 'month'): number {
  const first = new Date(start);
  const [year, month, date] = [first.getUTCFullYear(), first.getUTCMonth(), first.getUTCDate()];
  if (grain === 'day') return Date.UTC(year, month, date + index);
  return Date.UTC(year, month + index, Math.min(date, new Date(Date.UTC(year, month + index + 1, 0)).getUTCDate()));
}

function toIndex(start: string, at: string, grain: 'day' | 'month'): number {
  const [from, to] = [new Date(start), new Date(at)];
  if (grain === 'day') return Math.floor((to.getTime() - toStart(start, 0, grain)) / day);
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  return toStart(start, months, grain) > to.getTime() ? months - 1 : months;
}

/** Several days, or one month, as one row of a table. */
export interface Span {
  first: Slot;
  last: Slot;
  /** What was used in it, or how much there was at its end. */
  value: number | null;
  /** All that was used up to its end; null where that is not counted. */
  sum: number | null;
}

/** What has been, in weeks from the beginning on, or month by month. */
export function toSpans({slots, today, grain, isCumulative, meter}: Course): Span[] {
  const past = today < 0 ? slots : slots.slice(0, today + 1);
  const length = grain === 'day' ? 7 : 1;
  const spans: Span[] = [];
  for (let index = 0; index < past.length; index += length) {
    const part = past.slice(index, index + length);
    const [first, last] = [part[0], part.at(-1)];
    if (!first || !last) break;
    const known = part.filter(({own}) => own !== null);
    const value =
      meter.aggregation === 'sum'
        ? tidy(part.reduce((sum, {own}) => sum + (own ?? 0), 0))
        : (known.at(-1)?.own ?? null);
    spans.push({first, last, value, sum: isCumulative ? last.height : null});
  }
  return spans;
}

/** What is still to come at the present pace, and what it comes to with that; undefined where nothing is said of it. */
export function toRest({slots, isCumulative, today}: Course): {value: number; sum: number} | undefined {
  const {height, projected} = slots[today] ?? {};
  const end = isCumulative ? slots.at(-1)?.projected : projected;
  if (!end || end <= (height ?? 0)) return undefined;
  return {value: isCumulative ? tidy(end - (height ?? 0)) : end, sum: end};
}
