/** How long something is, told in units of a calendar. */
interface Length {
  unit: string;
  count: number;
}

/** Days of each unit on average; a unit that is not known here is no length that can be compared. */
const days: Readonly<Record<string, number>> = {day: 1, week: 7, month: 30.436875, year: 365.2425};

/** About how long it is, in days; 0 for a unit that is not known. */
export function toDays({unit, count}: Length): number {
  return (Object.hasOwn(days, unit) ? (days[unit] ?? 0) : 0) * count;
}

/** Whether one length is shorter than another: a year is as long as 12 months. */
export function isShorter(one: Length, other: Length): boolean {
  return toDays(one) < toDays(other) - 0.5;
}

/** Whether two lengths are the same: a year and 12 months are. */
export function isSameLength(one: Length, other: Length): boolean {
  return !isShorter(one, other) && !isShorter(other, one);
}

/**
 * The instant a length after another, in UTC: the same day of the month, or the last one that a shorter month has. Gives
 * undefined for a unit that is not known.
 */
export function addSpan(instant: string, {unit, count}: Length): string | undefined {
  const date = new Date(instant);
  const day = date.getUTCDate();
  if (unit === 'day' || unit === 'week') date.setUTCDate(day + count * (unit === 'week' ? 7 : 1));
  else if (unit === 'month' || unit === 'year') {
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + count * (unit === 'year' ? 12 : 1));
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(day, last));
  } else return undefined;
  return date.toISOString();
}
