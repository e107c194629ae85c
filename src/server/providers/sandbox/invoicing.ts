import type {ChargeLine, Period, Totals} from '../../../contract/charge.js';
import {BillingError} from '../../../contract/errors.js';
import type {Money, UnitPrice} from '../../../contract/money.js';
import {secondsBetween} from './calendar.js';
import type {Currency, DiscountRecord, TaxRule, TierRecord} from './world.js';

/**
 * What things cost. Everything is counted in integers of minor units, with one rounding rule: half up, away from
 * zero, so that a credit is the exact mirror of its charge. Each amount is rounded once, as late as it can be: a line
 * when it is made, a tax on the sum of the lines. Rounding the tax of every line would drift by a unit a line.
 *
 * Time is counted in whole seconds: of a period of 2,592,000 seconds whose last 950,400 are left, a part is 950,400 /
 * 2,592,000 of what the whole costs, rounded once. What is given back for time that is not used is the same share of what
 * was paid for it, and of the tax that was paid with it, each rounded once; what is still left after that is never given
 * back again, so that no history of changes gives back more than was paid.
 */

/** `numerator / denominator`, rounded half up, away from zero. `denominator` is above zero. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * size + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** An amount in minor units. Throws `provider_malformed` beyond a safe integer rather than lose a unit. */
export function toMoney(amount: bigint, {currency, exponent}: Currency): Money {
  const number = Number(amount);
  if (!Number.isSafeInteger(number)) {
    throw new BillingError('provider_malformed', {message: 'an amount is beyond a safe integer'});
  }
  return {amount: number, currency, exponent};
}

/** A whole number of units at a decimal price in minor units, rounded once: 160 × 4 is 640, 3 × 0.04 is 0. */
export function multiply(unitPrice: UnitPrice, quantity: number): Money {
  const [whole = '0', decimals = ''] = unitPrice.amount.split('.');
  const scaled = BigInt(whole + decimals) * BigInt(quantity);
  return toMoney(divideHalfUp(scaled, 10n ** BigInt(decimals.length)), unitPrice);
}

/** The share of a period's price that falls into `part`, to the second; never more than the price. */
export function prorate(price: Money, part: Period, whole: Period): Money {
  const seconds = secondsBetween(whole.start, whole.end);
  if (seconds === 0) return {...price, amount: 0};
  const start = part.start > whole.start ? part.start : whole.start;
  const end = part.end < whole.end ? part.end : whole.end;
  const share = BigInt(price.amount) * BigInt(secondsBetween(start, end));
  return toMoney(divideHalfUp(share, BigInt(seconds)), price);
}

/** A rate in basis points as a decimal string of percent: 1900 is "19", 770 is "7.7". */
export function toPercent(basisPoints: number): string {
  const fraction = String(basisPoints % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.trunc(basisPoints / 100)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** What units cost where each tier has its price: 3,000 at 0 up to 2,000 and 0.8 above are 800. */
export function multiplyTiers(tiers: readonly TierRecord[], quantity: number, currency: Currency): Money {
  let sum = 0n;
  let from = 0;
  for (const {upTo, unitPrice} of tiers) {
    const to = Math.min(quantity, upTo ?? quantity);
    if (to <= from) break;
    sum += BigInt(multiply(unitPrice, to - from).amount);
    from = to;
  }
  return toMoney(sum, currency);
}

/** What a discount takes off an amount, negative, and never more than there is. */
export function toDiscount(discount: DiscountRecord, {amount, ...currency}: Money): Money {
  const off =
    'amount' in discount
      ? BigInt(Math.min(discount.amount, amount))
      : divideHalfUp(BigInt(amount) * BigInt(discount.basisPoints), 10_000n);
  return toMoney(-off, currency);
}

/**
 * The sums of a charge: the tax is taken of the sum of all lines, on top of it or out of it. A discount that is given once is a line of
 * its own with a negative amount, and so is in the subtotal; a running one comes off after it. Throws `provider_malformed` for lines of different currencies.
 */
export function toTotals(
  lines: readonly Pick<ChargeLine, 'amount'>[],
  tax: TaxRule | null,
  currency: Currency,
  running: DiscountRecord | null = null,
): Totals {
  let sum = 0n;
  for (const {amount} of lines) {
    if (amount.currency !== currency.currency || amount.exponent !== currency.exponent) {
      throw new BillingError('provider_malformed', {message: 'the lines of a charge are in one currency'});
    }
    sum += BigInt(amount.amount);
  }
  const subtotal = toMoney(sum, currency);
  const discount = running === null ? null : toDiscount(running, subtotal);
  const taxed = sum + BigInt(discount?.amount ?? 0);
  const taxAmount = tax === null ? 0n : toTax(tax, taxed);
  const taxLines = tax === null ? [] : [toTaxLine(tax, toMoney(taxAmount, currency))];
  const onTop = tax?.inclusive === true ? 0n : taxAmount;
  return {subtotal, discount, taxes: taxLines, total: toMoney(taxed + onTop, currency)};
}

/** The tax of an amount in minor units: on top of it, or, where prices contain it, the part of it that is tax. */
export function toTax({basisPoints, inclusive}: TaxRule, amount: bigint): bigint {
  const rate = BigInt(basisPoints);
  return divideHalfUp(amount * rate, inclusive === true ? 10_000n + rate : 10_000n);
}

/** A tax as it is printed. */
export function toTaxLine(tax: TaxRule, amount: Money): Totals['taxes'][number] {
  return {name: tax.name, percent: toPercent(tax.basisPoints), inclusive: tax.inclusive === true, amount};
}
