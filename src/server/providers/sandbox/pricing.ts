import type {ChargeLine, Period} from '../../../contract/charge.js';
import {addInterval} from './calendar.js';
import {getPlan, toSummary} from './charging.js';
import {quoteDifference} from './full-difference.js';
import {prorate} from './invoicing.js';
import {giveBack, listPaid, toItemCharges, toPartDiscount, type ItemCharge} from './proration.js';
import {toQuote, type Quote} from './quoting.js';
import {
  getRecord,
  type DiscountRecord,
  type Items,
  type PaidPart,
  type SubscriptionRecord,
  type World,
} from './world.js';

/** What a change costs: one function for the preview of it and for the charge. */

/** What a subscription becomes. */
export interface Target {
  items: Items;
  discount: DiscountRecord | null;
}

/** How what is charged is counted. */
export interface Terms {
  /** The instant from which on it is as it shall be. */
  at: string;
  proration: 'none' | 'prorate' | 'full_difference';
  /** What was counted, where it is charged with the change. */
  use: ChargeLine[];
}

/** What a change within the period costs, by item: what stays as it is was paid for and stays so. */
export function quoteWithinPeriod(world: World, record: SubscriptionRecord, target: Target, terms: Terms): Quote {
  const customer = getRecord(world.customers, record.customerId);
  const paid = listPaid(world, record);
  const {period} = record;
  const {at, proration, use} = terms;
  const locale = customer.locale;
  const description = toSummary(world, target.items[0], locale);
  const isSame = (id: string) => isUnchanged(record.items, target.items, id);
  const nothing = {description, charges: [], credits: [], off: 0, discount: null, use, kept: paid};
  if (period === null || proration === 'none') return toQuote(customer, nothing);
  const changed = target.items.filter(({id}) => !isSame(id));
  const whole = toItemCharges(world, changed, period);
  const {discount} = target;
  if (proration === 'full_difference') {
    const [gone, kept] = [paid.filter(({itemId}) => !isSame(itemId)), paid.filter(({itemId}) => isSame(itemId))];
    const before = record.items.filter(({id}) => !isSame(id));
    return quoteDifference(world, record, {description, period, before, after: changed, discount, gone, kept, use});
  }
  // What was once given up without a credit is given back only where it is had again.
  const isGone = ({itemId, name}: PaidPart) =>
    record.items.some(({id}) => id === itemId) ? !isSame(itemId) : whole.some((charge) => charge.name === name);
  const gone = paid.filter(isGone);
  const kept = paid.filter((part) => !isGone(part));
  const left: Period = {start: at, end: period.end};
  const charges = whole.map((charge) => ({
    ...charge,
    period: left,
    line: toPartLine(world, target.items, charge, left, period, locale),
  }));
  const sum = charges.reduce((all, {line}) => all + line.amount.amount, 0);
  const off = toPartDiscount(discount, {sum, from: at, period, kept});
  const credits = gone.map((part) => giveBack(part, at, customer.currency));
  return toQuote(customer, {description, charges, credits, off, discount, use, kept});
}

/** What a new period costs that begins at once; what is left of the present one is given back unless `terms` say otherwise. */
export function quoteNewPeriod(
  world: World,
  record: SubscriptionRecord,
  target: Target,
  {at, proration, use}: Terms,
): {quote: Quote; period: Period} {
  const customer = getRecord(world.customers, record.customerId);
  const period = {start: at, end: addInterval(at, getPlan(world, target.items[0]).price.interval, 1)};
  const charges = toItemCharges(world, target.items, period);
  const sum = charges.reduce((all, {line}) => all + line.amount.amount, 0);
  const {discount} = target;
  const off = toPartDiscount(discount, {sum, from: at, period, kept: []});
  const credits =
    proration === 'none' ? [] : listPaid(world, record).map((part) => giveBack(part, at, customer.currency));
  const description = toSummary(world, target.items[0], customer.locale);
  return {quote: toQuote(customer, {description, charges, credits, off, discount, use, kept: []}), period};
}

/**
 * What was counted, where nothing more is paid for: with `at`, what is left of the period from then on is given back; without it,
 * the period is over.
 */
export function quoteEnd(world: World, record: SubscriptionRecord, use: ChargeLine[], at?: string): Quote {
  const customer = getRecord(world.customers, record.customerId);
  const description = toSummary(world, record.items[0], customer.locale);
  const credits = at === undefined ? [] : listPaid(world, record).map((part) => giveBack(part, at, customer.currency));
  return toQuote(customer, {description, charges: [], credits, off: 0, discount: null, use, kept: []});
}

function isUnchanged(before: Items, after: Items, id: string): boolean {
  const one = before.find((item) => item.id === id);
  const other = after.find((item) => item.id === id);
  return one !== undefined && other?.priceId === one.priceId && other.quantity === one.quantity;
}

/** The line for what is left of a period: its amount is no multiple of a unit's price. */
function toPartLine(
  world: World,
  items: Items,
  {itemId, line}: ItemCharge,
  left: Period,
  period: Period,
  locale: string | null,
): ChargeLine {
  const item = items.find(({id}) => id === itemId) ?? items[0];
  const amount = prorate(line.amount, left, period);
  const description = toSummary(world, item, locale);
  return {kind: 'proration', description, note: null, period: left, quantity: null, unitPrice: null, amount};
}
