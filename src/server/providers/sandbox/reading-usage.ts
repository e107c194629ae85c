import type {Period} from '../../../contract/charge.js';
import type {Meter} from '../../../contract/usage.js';
import type {UsageQuery} from '../../ports/provider.js';
import {addDays, findPeriod, toInstant} from './calendar.js';
import {getPlan} from './charging.js';
import {multiply, multiplyTiers} from './invoicing.js';
import {findSettled, findUnitPrice} from './metering.js';
import {count, countedEvery, findLimit, findMeteredItem, listDays, listMeters, listMonths, readDay} from './usage.js';
import {getRecord, type MeterRecord, type SubscriptionRecord, type World} from './world.js';

/** The port's question about usage. */

/** What is looked at: one meter of one subscription over one span of time. */
interface Look {
  world: World;
  now: string;
  record: SubscriptionRecord;
  meter: MeterRecord;
  period: Period;
  grain: UsageQuery['grain'];
}

/**
 * The meters that are asked for: in the present month of counting of each subscription, or in a span of time. Null for a
 * subscription that is not the customer's.
 */
export function readUsage(world: World, now: string, customerId: string, query: UsageQuery): Meter[] | null {
  const {subscriptionId, meter: wanted, grain} = query;
  const own = world.subscriptions.filter((record) => record.customerId === customerId);
  if (subscriptionId !== undefined && !own.some(({id}) => id === subscriptionId)) return null;
  return own
    .filter(({id}) => subscriptionId === undefined || id === subscriptionId)
    .flatMap((record) => {
      const period = toPeriod(record, now, query);
      if (period === null) return [];
      return listMeters(world, record)
        .filter(({id}) => wanted === undefined || id === wanted)
        .map((meter) => toMeter({world, now, record, meter, period, grain}));
    });
}

/** What was asked for, from the beginning of the subscription on; null where there is no time to count. */
function toPeriod(
  {anchor, period, startedAt, status}: SubscriptionRecord,
  now: string,
  query: UsageQuery,
): Period | null {
  const {from, to} = query;
  if (from !== undefined && to !== undefined) {
    const asked = {start: toInstant(from, 'from'), end: toInstant(to, 'to')};
    const start = asked.start < startedAt ? startedAt : asked.start;
    return start < asked.end ? {start, end: asked.end} : null;
  }
  if (period === null) return null;
  return status === 'trialing' ? period : findPeriod(anchor, countedEvery, now);
}

function toMeter(look: Look): Meter {
  const {world, now, record, meter, period, grain} = look;
  const {id, name, unit, aggregation} = meter;
  const used = count(world, record, meter, {period, until: now});
  const projected = project(look, used);
  const isPaid = findMeteredItem(world, record, id) !== undefined;
  const customer = getRecord(world.customers, record.customerId);
  const isCharged = isPaid || findUnitPrice(meter, customer) !== null;
  const isRunning = now < period.end;
  return {
    id,
    name,
    unit,
    subscriptionId: record.id,
    period,
    aggregation,
    used,
    limit: findIncluded(look),
    beyondLimit: isCharged ? 'charged' : 'blocked',
    unitPrice: isPaid ? null : findUnitPrice(meter, customer),
    cost: toCost(look, used),
    projected,
    projectedCost: projected === null ? null : toCost(look, projected),
    resetsAt: aggregation === 'sum' && isRunning ? findPeriod(record.anchor, countedEvery, now).end : null,
    grain,
    points: toPoints(look),
  };
}

/** What is included over the span: the limit of each month in it. Of what is paid by use, what costs nothing. */
function findIncluded({world, record, meter, period}: Look): number | null {
  const months = meter.aggregation === 'sum' ? listMonths(record.anchor, period).length : 1;
  const item = findMeteredItem(world, record, meter.id);
  if (item === undefined) {
    const limit = findLimit(world, record, meter.id);
    return limit === null ? null : limit * months;
  }
  const first = getPlan(world, item).price.tiers?.[0];
  return first?.upTo && Number(first.unitPrice.amount) === 0 ? first.upTo * months : null;
}

/** Before tax; null where nothing is charged. Of several months, of all of them together. */
function toCost(look: Look, used: number): Meter['cost'] {
  const {world, record, meter, period} = look;
  const customer = getRecord(world.customers, record.customerId);
  const item = findMeteredItem(world, record, meter.id);
  if (item !== undefined) {
    const {price} = getPlan(world, item);
    return price.tiers === undefined
      ? multiply(price.unitPrice, used)
      : multiplyTiers(price.tiers, used, customer.currency);
  }
  const unitPrice = findUnitPrice(meter, customer);
  const included = findIncluded(look);
  if (unitPrice === null || included === null) return null;
  const months = listMonths(record.anchor, period);
  const free = months.map((month) => Math.max(included / months.length, findSettled(record, meter.id, month)));
  return multiply(unitPrice, Math.max(0, used - free.reduce((sum, one) => sum + one, 0)));
}

/** At the pace of the days that have begun, today as a whole; null for a span that is over or that nothing is known of. */
function project({now, meter, period}: Look, used: number): number | null {
  const begun = listDays(period, now).length;
  if (meter.aggregation !== 'sum' || now >= period.end || begun === 0) return null;
  return Math.round((used * listDays(period, period.end).length) / begun);
}

function toPoints(look: Look): Meter['points'] {
  const {world, now, record, meter, period, grain} = look;
  if (grain === 'day') {
    return listDays(period, now).map((at) => ({at, value: readDay(world, record, meter, at)}));
  }
  return listMonths(record.anchor, period)
    .filter(({start}) => start <= now)
    .map((month) => {
      const last = month.end < now ? addDays(month.end, -1) : now;
      const value =
        meter.aggregation === 'sum'
          ? listDays(month, now).reduce((sum, day) => sum + readDay(world, record, meter, day), 0)
          : readDay(world, record, meter, last);
      return {at: month.start, value};
    });
}
