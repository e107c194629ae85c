import type {Period} from '../../../contract/charge.js';
import type {Interval} from '../../../contract/subscription.js';
import {addDays, dayStart, findPeriod} from './calendar.js';
import {getPlan} from './charging.js';
import type {ItemRecord, MeterRecord, SubscriptionRecord, World} from './world.js';

/**
 * What is used, and when. It is the same for the same world and day: a day's use is there with the day's beginning, and
 * whoever reads it again finds it again. What is used is counted anew every month, whatever is billed how often.
 */

/** How often what is used is counted anew. */
export const countedEvery: Interval = {unit: 'month', count: 1};

/** What is used on the 1st, the 2nd, … of a month. */
const dailyUse: Readonly<Record<string, readonly number[]>> = {
  dispatches: [
    ...[298, 351, 362, 340, 377, 171, 96, 312, 368, 371, 349, 380, 188, 104, 325, 372, 366, 351, 384, 315],
    ...[86, 320, 371, 360, 352, 379, 180, 99, 318, 366, 371],
  ],
  text_messages: [
    ...[75, 115, 130, 90, 135, 50, 29, 76, 115, 125, 95, 135, 45, 34, 71, 115, 130, 95, 135, 47],
    ...[12, 9, 21, 18, 16, 14, 15, 6, 4, 17, 11],
  ],
};

/** How busy months are, in hundredths: the first month of the world, and those before and after it in turn. */
const busyness = [100, 94, 88, 97, 91, 85, 96] as const;

const firstStorage = 124;

/** How much of a meter there was at `at`, or was used on its day. */
export function readDay(world: World, subscription: SubscriptionRecord, meter: MeterRecord, day: string): number {
  const {useScale = 1, id} = subscription;
  if (meter.id === 'seats') return countSeats(subscription);
  if (meter.id === 'storage') return Math.round(readStorage(world, day) * useScale * 10) / 10;
  const usual = dailyUse[meter.id]?.[Number(day.slice(8, 10)) - 1] ?? 0;
  const told = world.use.filter(
    (use) => use.subscriptionId === id && use.meter === meter.id && dayStart(use.at) === dayStart(day),
  );
  const share = busyness[Math.abs(countMonths(world.firstMonth, day)) % busyness.length] ?? 100;
  return Math.floor((usual * share * useScale) / 100) + told.reduce((sum, {amount}) => sum + amount, 0);
}

/** Seats that somebody has. */
export function countSeats({items, seatsInUse}: SubscriptionRecord): number {
  return seatsInUse ?? items[0].quantity;
}

/** The days of a period that have begun by `until`, by their first instants. */
export function listDays({start, end}: Period, until: string): string[] {
  const days: string[] = [];
  const last = until < end ? until : end;
  let day = dayStart(start) === start ? start : addDays(dayStart(start), 1);
  for (; day <= last && day < end; day = addDays(day, 1)) days.push(day);
  return days;
}

/** What was used in a period up to `until`; of what there is, how much there was then. */
export function count(
  world: World,
  subscription: SubscriptionRecord,
  meter: MeterRecord,
  {period, until}: {period: Period; until: string},
): number {
  const days = listDays(period, until);
  if (meter.aggregation === 'last') {
    const last = until < period.end ? until : addDays(period.end, -1);
    return readDay(world, subscription, meter, last);
  }
  const used = days.reduce((sum, day) => sum + readDay(world, subscription, meter, day), 0);
  const limit = findLimit(world, subscription, meter.id);
  const isBlocked = meter.unitPrices === undefined && findMeteredItem(world, subscription, meter.id) === undefined;
  return isBlocked && limit !== null ? Math.min(used, limit) : used;
}

/** How much a subscription's plan includes; null where it says nothing of it. */
export function findLimit(world: World, {items}: SubscriptionRecord, meterId: string): number | null {
  if (meterId === 'seats') return items[0].quantity;
  return getPlan(world, items[0]).plan.limits?.[meterId] ?? null;
}

/** The months of counting that begin in a period, the first of them with it. */
export function listMonths(anchor: string, {start, end}: Period): Period[] {
  const months: Period[] = [];
  for (let at = start; at < end;) {
    const month = findPeriod(anchor, countedEvery, at);
    const until = month.end < end ? month.end : end;
    months.push({start: at, end: until});
    at = until;
  }
  return months;
}

/** The item that pays for every use of a meter; undefined where there is none. */
export function findMeteredItem(world: World, {items}: SubscriptionRecord, meterId: string): ItemRecord | undefined {
  return items.find((item) => {
    const {plan} = getPlan(world, item);
    return plan.kind === 'metered' && plan.id === meterId;
  });
}

/** The meters of a subscription: those that its plan names, and those that it pays for by use. */
export function listMeters(world: World, subscription: SubscriptionRecord): MeterRecord[] {
  const {limits} = getPlan(world, subscription.items[0]).plan;
  if (limits === undefined) return [];
  return world.meters.filter(
    ({id}) => id === 'seats' || Object.hasOwn(limits, id) || findMeteredItem(world, subscription, id) !== undefined,
  );
}

/** In tenths of a gigabyte: a little more every day. */
function readStorage(world: World, day: string): number {
  const days = Math.round(
    (Date.parse(dayStart(day)) - Date.parse(`${world.firstMonth}-20T00:00:00.000Z`)) / 86_400_000,
  );
  return Math.round(Math.max(8, firstStorage + days * 0.4)) / 10;
}

function countMonths(from: string, to: string): number {
  const [one, other] = [new Date(`${from}-01T00:00:00.000Z`), new Date(to)];
  return 12 * (other.getUTCFullYear() - one.getUTCFullYear()) + other.getUTCMonth() - one.getUTCMonth();
}
