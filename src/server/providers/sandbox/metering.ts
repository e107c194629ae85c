import type {ChargeLine, Period} from '../../../contract/charge.js';
import type {UnitPrice} from '../../../contract/money.js';
import {monthName} from './calendar.js';
import {getPlan, toItemLine} from './charging.js';
import {multiply} from './invoicing.js';
import {count, findLimit, findMeteredItem, listMeters, listMonths} from './usage.js';
import {getRecord, type CustomerRecord, type MeterRecord, type SubscriptionRecord, type World} from './world.js';

/** What is charged for what was used: with the end of the period in which it was, or with a change that ends it. */

/**
 * The lines for all that was counted in the period that is under way, up to `until`: of items that are metered, and beyond what
 * the plan includes. Nothing is charged of a trial.
 */
export function toUseLines(
  world: World,
  record: SubscriptionRecord,
  until: string,
  isWanted: (itemId: string | null) => boolean = () => true,
): ChargeLine[] {
  const {period, anchor, status} = record;
  if (period === null || status === 'trialing') return [];
  const months = listMonths(anchor, period).filter(({start}) => start < until);
  const metered = record.items.filter((item) => getPlan(world, item).plan.kind === 'metered' && isWanted(item.id));
  const items = metered.flatMap((item) => {
    const meter = world.meters.find(({id}) => id === getPlan(world, item).plan.id);
    if (meter === undefined) return [];
    return months.map((month) => {
      const quantity = count(world, record, meter, {period: month, until});
      return toItemLine(world, {...item, quantity}, month);
    });
  });
  if (!isWanted(null)) return items;
  const beyond = listMeters(world, record).flatMap((meter) =>
    months.flatMap((month) => toLineBeyond(world, record, {meter, month, until})),
  );
  return [...items, ...beyond];
}

/** The lines for what was counted up to a change that ends the counting there. */
export function toUseUpTo(
  world: World,
  record: SubscriptionRecord,
  at: string,
  isWanted?: (itemId: string | null) => boolean,
): ChargeLine[] {
  const lines = toUseLines(world, record, at, isWanted);
  return lines.map((line) =>
    line.period !== null && line.period.end > at ? {...line, period: {...line.period, end: at}} : line,
  );
}

/** True where something is charged by use when the period that is under way is over. */
export function isUseCharged(world: World, record: SubscriptionRecord, end: string): boolean {
  return toUseLines(world, record, end).some(({amount}) => amount.amount > 0);
}

/** How much of a meter was used under another plan, and so was included in it or charged with the move from it. */
export function findSettled({settledUse}: SubscriptionRecord, meterId: string, month: Period): number {
  return settledUse?.[month.start]?.[meterId] ?? 0;
}

/**
 * What has been used up to `at` of all that is charged beyond a limit, to be kept with a move to another plan: in each month of
 * the period, as the move charges for all of them.
 */
export function settleUse(world: World, record: SubscriptionRecord, at: string): SubscriptionRecord['settledUse'] {
  const {period, anchor} = record;
  if (period === null) return undefined;
  const charged = world.meters.filter(({unitPrices}) => unitPrices !== undefined);
  const months = listMonths(anchor, period).filter(({start}) => start <= at);
  const toUsed = (month: Period) =>
    charged.map((meter) => [meter.id, count(world, record, meter, {period: month, until: at})] as const);
  return Object.fromEntries(months.map((month) => [month.start, Object.fromEntries(toUsed(month))]));
}

/** What one costs beyond the limit, for this customer; null where nothing more can be used, or nothing says so. */
export function findUnitPrice(meter: MeterRecord, {currency}: CustomerRecord): UnitPrice | null {
  const amount = meter.unitPrices?.[currency.currency];
  return amount === undefined ? null : {amount, ...currency};
}

function toLineBeyond(
  world: World,
  record: SubscriptionRecord,
  {meter, month, until}: {meter: MeterRecord; month: Period; until: string},
): ChargeLine[] {
  const unitPrice = findUnitPrice(meter, getRecord(world.customers, record.customerId));
  const limit = findLimit(world, record, meter.id);
  if (unitPrice === null || limit === null || findMeteredItem(world, record, meter.id) !== undefined) return [];
  const used = count(world, record, meter, {period: month, until});
  const quantity = used - Math.max(limit, findSettled(record, meter.id, month));
  if (quantity <= 0) return [];
  return [
    {
      kind: 'metered',
      description: meter.charged ?? meter.name,
      note: `${monthName(month.start, 'long')}, above ${new Intl.NumberFormat('en').format(limit)}`,
      period: month,
      quantity,
      unitPrice,
      amount: multiply(unitPrice, quantity),
    },
  ];
}
