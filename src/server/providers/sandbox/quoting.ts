import type {ChargeLine, TaxLine, Totals} from '../../../contract/charge.js';
import {toMoney, toPercent, toTax, toTaxLine} from './invoicing.js';
import {toPaidParts, type GivenBack, type ItemCharge} from './proration.js';
import type {CustomerRecord, DiscountRecord, PaidPart, TaxRule} from './world.js';

/** From what is charged, given back and used to the lines and the sums that say so. */

/** What is charged at once, and what is paid for afterwards. */
export interface Quote {
  /** What the invoice for it says it is for. */
  description: string;
  lines: ChargeLine[];
  totals: Totals;
  paid: PaidPart[];
}

/** What a quote is made of. */
export interface Basket {
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

/** The lines and sums of a basket, and what is paid for once they are settled. */
export function toQuote(customer: CustomerRecord, basket: Basket): Quote {
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
  const newTaxAmount = tax === null ? 0 : toNewTax(tax, charged, credits);
  const newTax = tax === null || lines.length === 0 ? [] : [{rule: tax, amount: newTaxAmount}];
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
    paid: [...kept, ...toPaidParts(customer, charges, {discount: off, beside, tax: newTaxAmount})],
  };
}

/**
 * The tax of what is charged anew: as much as makes the whole of the invoice's tax that of its sum, with one rounding. What is
 * given back is what was paid, so that what rounding leaves over is paid with what is new, and no unit is lost or made.
 */
function toNewTax(tax: TaxRule, charged: number, credits: readonly GivenBack[]): number {
  const same = credits.filter(({part}) => part.tax !== null && isSameTax(part.tax.rule, tax));
  const given = same.reduce((sum, {amount}) => sum + amount, 0);
  const givenTax = same.reduce((sum, back) => sum + back.tax, 0);
  const whole = Number(toTax(tax, BigInt(charged + given)));
  return charged === 0 ? 0 : Math.max(0, whole - givenTax);
}

function isSameTax(one: TaxRule, other: TaxRule): boolean {
  const isInclusive = ({inclusive = false}: TaxRule) => inclusive;
  return one.name === other.name && one.basisPoints === other.basisPoints && isInclusive(one) === isInclusive(other);
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
