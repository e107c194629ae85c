import type {Period} from '../../contract/charge.js';
import type {Meter} from '../../contract/usage.js';
import type {ProviderSubscription} from '../ports/provider.js';
import {hasEnded} from './plans.js';
import {addSpan} from './spans.js';

/** How many periods before the present one there are to choose from at most. */
const pastAtMost = 12;

type Metered = Pick<Meter, 'period' | 'subscriptionId'>;

/**
 * The periods that can be asked for, the newest first: those of the subscription that was asked for, or of the one that
 * says most, as far as it goes back.
 */
export function listPeriods(rows: readonly ProviderSubscription[], meters: readonly Metered[], now: string): Period[] {
  const row = findLeading(rows, meters);
  if (row === undefined) return meters.slice(0, 1).map(({period}) => period);
  const present = row.currentPeriod;
  const end = present?.start ?? row.endsAt ?? now;
  return [...(present ? [present] : []), ...listPast(row, end)];
}

/** One that is metered before one that is not, one that runs before one that has ended, and the oldest of those. */
function findLeading(
  rows: readonly ProviderSubscription[],
  meters: readonly Metered[],
): ProviderSubscription | undefined {
  const metered = new Set(meters.map(({subscriptionId}) => subscriptionId));
  const rank = (row: ProviderSubscription): number => (metered.has(row.id) ? 0 : 2) + (hasEnded(row) ? 1 : 0);
  const inOrder = [...rows].sort(
    (one, other) => rank(one) - rank(other) || Date.parse(one.startedAt) - Date.parse(other.startedAt),
  );
  return inOrder[0];
}

/** Each counted from one day: the last of a short month takes nothing from the next. The newest ends with `end`. */
function listPast({billingAnchor, startedAt, interval}: ProviderSubscription, end: string): Period[] {
  const anchor = billingAnchor ?? startedAt;
  const at = (index: number): string | undefined =>
    addSpan(anchor, {unit: interval.unit, count: index * interval.count});
  const isBefore = (one: string | undefined, other: string): boolean =>
    one !== undefined && Date.parse(one) < Date.parse(other);
  let index = 0;
  while (isBefore(at(index + 1), end)) index++;
  while (index > -pastAtMost * 100 && at(index) !== undefined && !isBefore(at(index), end)) index--;
  const periods: Period[] = [];
  for (let last = end; periods.length < pastAtMost && isBefore(startedAt, last); index--) {
    const start = at(index);
    if (start === undefined) break;
    periods.push({start: isBefore(start, startedAt) ? startedAt : start, end: last});
    last = start;
  }
  return periods;
}
