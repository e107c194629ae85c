import type {ChargeLine, Period} from '../../../contract/charge.js';
import {findDiscount} from './charging.js';
import {toMoney} from './invoicing.js';
import {allocate, toItemCharges, toPartDiscount, type ItemCharge} from './proration.js';
import {toQuote, type Quote} from './quoting.js';
import {
  getRecord,
  type DiscountRecord,
  type ItemRecord,
  type PaidPart,
  type SubscriptionRecord,
  type World,
} from './world.js';

/** What a whole period costs more, however much of it is left: for merchants who do not count days. */

/** What changes: the items and their discount afterwards, and what was paid for those before. */
export interface Changed {
  description: string;
  period: Period;
  before: readonly ItemRecord[];
  after: readonly ItemRecord[];
  /** The discount afterwards. */
  discount: DiscountRecord | null;
  /** What was paid for the items that change or are no more, and for those that stay. */
  gone: PaidPart[];
  kept: PaidPart[];
  use: ChargeLine[];
}

/** The difference of two whole periods, or to what was paid where that is more; nothing where it costs less. */
export function quoteDifference(world: World, record: SubscriptionRecord, changed: Changed): Quote {
  const {description, period, before, after, discount, gone, kept, use} = changed;
  const customer = getRecord(world.customers, record.customerId);
  const whole = toItemCharges(world, after, period);
  const cost = (charges: readonly ItemCharge[], running: DiscountRecord | null) => {
    const sum = charges.reduce((all, {line}) => all + line.amount.amount, 0);
    return sum + toPartDiscount(running, {sum, from: period.start, period, kept});
  };
  // What was paid for more than there is now was not given back: it is not paid again.
  const had = cost(toItemCharges(world, before, period), findDiscount(record, period));
  const more = cost(whole, discount) - Math.max(had, sumUp(gone));
  const paid = [...gone, ...kept];
  const nothing = {description, charges: [], credits: [], off: 0, discount: null, use, kept: paid};
  const [first] = whole;
  if (more <= 0 || first === undefined) return toQuote(customer, nothing);
  const amount = toMoney(BigInt(more), customer.currency);
  const line = {kind: 'proration', description, note: null, period, quantity: null, unitPrice: null, amount};
  const quote = toQuote(customer, {...nothing, charges: [{itemId: first.itemId, name: first.name, line, period}]});
  return {
    ...quote,
    paid: [
      ...kept,
      ...share(
        quote.paid.filter((part) => !kept.includes(part)),
        whole,
      ),
    ],
  };
}

const sumUp = (parts: readonly PaidPart[]) => parts.reduce((sum, {amount}) => sum + amount, 0);

/** What was paid for items that are no more is, from now on, paid for those in their place. */
function share(moved: readonly PaidPart[], whole: readonly ItemCharge[]): PaidPart[] {
  const weights = whole.map(({line}) => line.amount.amount);
  return moved.flatMap((part) => {
    const amounts = allocate(part.amount, weights);
    const taxes = part.tax === null ? [] : allocate(part.tax.amount, weights);
    return whole.map(({itemId, name}, index) => ({
      itemId,
      name,
      period: part.period,
      amount: amounts[index] ?? 0,
      discount: 0,
      tax: part.tax === null ? null : {rule: part.tax.rule, amount: taxes[index] ?? 0},
    }));
  });
}
