import type {ChargeLine, Period} from '../../../contract/charge.js';
import {secondsBetween} from './calendar.js';
import {findDiscount} from './charging.js';
import {divideHalfUp, toMoney} from './invoicing.js';
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
  /** What was paid for the items that change, and for those that stay. */
  gone: PaidPart[];
  kept: PaidPart[];
  use: ChargeLine[];
}

/** The difference of two whole periods; nothing where it costs less. */
export function quoteDifference(world: World, record: SubscriptionRecord, changed: Changed): Quote {
  const {description, period, before, after, discount, gone, kept, use} = changed;
  const customer = getRecord(world.customers, record.customerId);
  const whole = toItemCharges(world, after, period);
  const cost = (charges: readonly ItemCharge[], running: DiscountRecord | null) => {
    const sum = charges.reduce((all, {line}) => all + line.amount.amount, 0);
    return sum + toPartDiscount(running, {sum, from: period.start, period, kept});
  };
  const present = cost(toItemCharges(world, before, period), findDiscount(record, period));
  // What was paid may be for more than there is now: what became cheaper was not given back.
  const more = cost(whole, discount) - Math.max(present, toWhole(gone, period));
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

/** What a whole period would have cost at the pace that was paid for. */
function toWhole(parts: readonly PaidPart[], period: Period): number {
  const length = BigInt(secondsBetween(period.start, period.end));
  return parts.reduce((sum, {amount, period: part}) => {
    const seconds = BigInt(secondsBetween(part.start, part.end));
    return seconds === 0n ? sum : sum + Number(divideHalfUp(BigInt(amount) * length, seconds));
  }, 0);
}

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
