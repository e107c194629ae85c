import type {ChargeLine, Period, TaxLine, Totals} from '../../../contract/charge.js';
import {addInterval} from './calendar.js';
import {findDiscount, getPlan, toSummary} from './charging.js';
import {prorate, toMoney, toPercent, toTax, toTaxLine} from './invoicing.js';
import {
  allocate,
  giveBack,
  listPaid,
  toItemCharges,
  toPaidParts,
  toPartDiscount,
  type GivenBack,
  type ItemCharge,
} from './proration.js';
import {
  getRecord,
  type CustomerRecord,
  type DiscountRecord,
  type Items,
  type PaidPart,
  type SubscriptionRecord,
  type TaxRule,
  type World,
} from './world.js';

/** What a change costs: one function for the preview of it and for the charge. */

/** What is charged at once, and what is paid for afterwards. */
export interface Quote {
  /** What the invoice for it says it is for. */
  description: string;
  lines: ChargeLine[];
  totals: Totals;
  paid: PaidPart[];
}

/** What a quote is made of. */
interface Basket {
  description: string;
  charges: ItemCharge[];
  credits: GivenBack[];
  /** Negative or zero. */
  off: number;
  discount: DiscountRecord | null;
  /** What was counted. */
  use: ChargeLine[];
  /** What stays paid for. */
  kept: PaidPart[];
}

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
  // What was once given up without a credit is given back only where it is had again.
  const isGone = ({itemId, name}: PaidPart) =>
    record.items.some(({id}) => id === itemId) ? !isSame(itemId) : whole.some((charge) => charge.name === name);
  const gone = paid.filter(isGone);
  const kept = paid.filter((part) => !isGone(part));
  const {discount} = target;
  if (proration === 'full_difference')
    return quoteDifference(world, record, {target, terms, whole, gone, kept, description});
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

/** What was counted alone: nothing is given back, and nothing more is paid for. */
export function quoteUse(world: World, record: SubscriptionRecord, use: ChargeLine[]): Quote {
  const customer = getRecord(world.customers, record.customerId);
  const description = toSummary(world, record.items[0], customer.locale);
  return toQuote(customer, {description, charges: [], credits: [], off: 0, discount: null, use, kept: []});
}

/** What a whole period costs more, whatever is left of it; nothing where it costs less. */
function quoteDifference(
  world: World,
  record: SubscriptionRecord,
  {
    target,
    terms,
    whole,
    gone,
    kept,
    description,
  }: {
    target: Target;
    terms: Terms;
    whole: ItemCharge[];
    gone: PaidPart[];
    kept: PaidPart[];
    description: string;
  },
): Quote {
  const customer = getRecord(world.customers, record.customerId);
  const period = record.period as Period;
  const before = toItemCharges(
    world,
    record.items.filter(({id}) => !isUnchanged(record.items, target.items, id)),
    period,
  );
  const sum = (charges: readonly ItemCharge[]) => charges.reduce((all, {line}) => all + line.amount.amount, 0);
  const off = toPartDiscount(target.discount, {sum: sum(whole), from: period.start, period, kept});
  const offBefore = toPartDiscount(findDiscount(record, period), {sum: sum(before), from: period.start, period, kept});
  const more = sum(whole) + off - sum(before) - offBefore;
  const {use} = terms;
  if (more <= 0)
    return toQuote(customer, {
      description,
      charges: [],
      credits: [],
      off: 0,
      discount: null,
      use,
      kept: [...gone, ...kept],
    });
  const money = toMoney(BigInt(more), customer.currency);
  const line = {
    kind: 'proration',
    description,
    note: null,
    period,
    quantity: null,
    unitPrice: null,
    amount: money,
  };
  const [first] = whole;
  const itemId = first?.itemId ?? target.items[0].id;
  const charge = {itemId, name: first?.name ?? description, line, period};
  const quote = toQuote(customer, {
    description,
    charges: [charge],
    credits: [],
    off: 0,
    discount: null,
    use,
    kept: [...gone, ...kept],
  });
  return {...quote, paid: sharePaid(quote.paid, kept, whole)};
}

/** What was paid for items that are no more is, from now on, paid for those in their place. */
function sharePaid(paid: PaidPart[], kept: PaidPart[], whole: ItemCharge[]): PaidPart[] {
  const moved = paid.filter((part) => !kept.includes(part));
  const weights = whole.map(({line}) => line.amount.amount);
  const shared = moved.flatMap((part) => {
    const amounts = allocate(part.amount, weights);
    const taxes = part.tax === null ? null : allocate(part.tax.amount, weights);
    return whole.map(({itemId, name}, index) => ({
      itemId,
      name,
      period: part.period,
      amount: amounts[index] ?? 0,
      discount: 0,
      tax: part.tax === null ? null : {rule: part.tax.rule, amount: taxes?.[index] ?? 0},
    }));
  });
  return [...kept, ...shared];
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

function toQuote(customer: CustomerRecord, basket: Basket): Quote {
  const {description, charges, credits, off, discount, use, kept} = basket;
  const {currency, tax} = customer;
  const lines = [
    ...charges.map(({line}) => line),
    ...credits.filter(({amount}) => amount !== 0).map((back) => toCreditLine(back, customer)),
    ...(off === 0 || discount === null ? [] : [toDiscountLine(discount, off, customer)]),
    ...use,
  ];
  const beside = use.reduce((sum, {amount}) => sum + amount.amount, 0);
  const charged = charges.reduce((sum, {line}) => sum + line.amount.amount, beside) + off;
  const subtotal = lines.reduce((sum, {amount}) => sum + amount.amount, 0);
  const newTax = tax === null || lines.length === 0 ? [] : [{rule: tax, amount: Number(toTax(tax, BigInt(charged)))}];
  const oldTaxes = credits.flatMap(({part, tax: amount}) => (part.tax === null ? [] : [{rule: part.tax.rule, amount}]));
  const taxes = toTaxLines([...newTax, ...oldTaxes], customer);
  const onTop = taxes.reduce((sum, {inclusive, amount}) => sum + (inclusive ? 0 : amount.amount), 0);
  return {
    description,
    lines,
    totals: {
      subtotal: toMoney(BigInt(subtotal), currency),
      discount: null,
      taxes,
      total: toMoney(BigInt(subtotal + onTop), currency),
    },
    paid: [...kept, ...toPaidParts(customer, charges, {discount: off, beside})],
  };
}

/** One line for each tax and rate: what is charged anew, and what is given back of what was paid. */
function toTaxLines(taxes: readonly {rule: TaxRule; amount: number}[], {currency}: CustomerRecord): TaxLine[] {
  const lines: TaxLine[] = [];
  for (const {rule, amount} of taxes) {
    const line = toTaxLine(rule, toMoney(BigInt(amount), currency));
    const same = lines.find(
      ({name, percent, inclusive}) => name === line.name && percent === line.percent && inclusive === line.inclusive,
    );
    if (same === undefined) lines.push(line);
    else same.amount = {...same.amount, amount: same.amount.amount + amount};
  }
  return lines;
}

function toCreditLine({part, left, amount}: GivenBack, {currency}: CustomerRecord): ChargeLine {
  return {
    kind: 'proration',
    description: `Unused time on ${part.name}`,
    note: null,
    period: left,
    quantity: null,
    unitPrice: null,
    amount: toMoney(BigInt(amount), currency),
  };
}

function toDiscountLine(discount: DiscountRecord, off: number, {currency}: CustomerRecord): ChargeLine {
  const description =
    'basisPoints' in discount ? `${discount.name}, ${toPercent(discount.basisPoints)}% off` : discount.name;
  const amount = toMoney(BigInt(off), currency);
  return {kind: 'discount', description, note: null, period: null, quantity: null, unitPrice: null, amount};
}
