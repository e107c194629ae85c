import {findFault} from '../../contract/check.js';
import {pauseFeatures} from '../../contract/generated/later.js';
import type {PauseFeatures, Span} from '../../contract/configuration.js';
import type {PauseTiming, SubscriptionChangeInput} from '../../contract/preview.js';
import type {PublicConfiguration} from '../../contract/configuration.js';
import type {Subscription} from '../../contract/subscription.js';

/** What was chosen of a pause so far. */
export interface PauseChoice {
  /** A number of {@link PauseFeatures.durations}, a day of one's own, or no end. */
  length: number | 'date' | 'open';
  /** The day of one's own, `YYYY-MM-DD`; empty until there is one. */
  day: string;
  at: PauseTiming;
}

/** What is wrong with a day of one's own. */
export type DayFault = 'missing' | 'early' | 'late';

/** How this subscription may be paused; undefined where it is switched off, or an older endpoint says nothing of it. */
export function readPauseFeatures(configuration: PublicConfiguration | undefined): PauseFeatures | undefined {
  // The first answer is checked for what the first screen shows, and that is not this.
  const pause: unknown = (configuration?.features as {pause?: unknown} | undefined)?.pause;
  if (pause === undefined || findFault(pauseFeatures, pause) !== undefined) return undefined;
  const features = pause as PauseFeatures;
  return features.enabled && toFirstChoice(features) ? features : undefined;
}

/** What is chosen before the customer chooses; undefined where there is nothing to choose from. */
export function toFirstChoice({durations, date, indefinite, at}: PauseFeatures): PauseChoice | undefined {
  const length = durations.length > 0 ? 0 : date ? 'date' : indefinite ? 'open' : undefined;
  return length === undefined ? undefined : {length, day: '', at: at === 'immediately' ? 'immediately' : 'period_end'};
}

/** When the pause begins: now, or with the end of the period. ISO 8601. */
export function findBegin({at}: PauseChoice, {currentPeriod}: Subscription, asOf: string): string {
  return at === 'period_end' && currentPeriod ? currentPeriod.end : asOf;
}

/**
 * An instant a span later, on the same day of the month, or on its last where the month is shorter. The customer is shown a
 * day; what is paid is the provider's.
 */
export function addSpan(at: string, {unit, count}: Pick<Span, 'count'> & {unit: string}): string {
  const date = new Date(at);
  const days = unit === 'day' ? count : unit === 'week' ? count * 7 : 0;
  const months = unit === 'month' ? count : unit === 'year' ? count * 12 : 0;
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last) + days);
  return date.toISOString();
}

/** The day of an instant as a date field has it, in UTC as all dates are. */
export function toDay(at: string): string {
  return at.slice(0, 10);
}

/** The first and the last day that can be chosen; the last is undefined where there is no longest pause. */
export function findBounds({maximum}: PauseFeatures, begin: string): {first: string; last: string | undefined} {
  return {
    first: toDay(addSpan(begin, {unit: 'day', count: 1})),
    last: maximum ? toDay(addSpan(begin, maximum)) : undefined,
  };
}

/** What is wrong with the choice; undefined where nothing is. */
export function findDayFault({length, day}: PauseChoice, features: PauseFeatures, begin: string): DayFault | undefined {
  if (length !== 'date') return undefined;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return 'missing';
  const {first, last} = findBounds(features, begin);
  if (day < first) return 'early';
  return last !== undefined && day > last ? 'late' : undefined;
}

/** When it goes on by itself; null for a pause without an end, and while no day is chosen. */
export function findResume({length, day}: PauseChoice, {durations}: PauseFeatures, begin: string): string | null {
  if (length === 'open') return null;
  if (length === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T00:00:00.000Z` : null;
  const span = durations[length];
  return span ? addSpan(begin, span) : null;
}

/** The change that the choice stands for. */
export function toPauseChange(choice: PauseChoice, features: PauseFeatures, begin: string): SubscriptionChangeInput {
  const until = findResume(choice, features, begin);
  return {kind: 'pause', until, ...(features.at === 'customer_choice' && {at: choice.at})};
}
