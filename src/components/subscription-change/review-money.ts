import type {Period} from '../../contract/charge.js';
import type {Money, UnitPrice} from '../../contract/money.js';
import type {Discount, Interval} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';

/** Units that an interval can have here; what a newer provider knows besides is left out of sentences. */
const units = ['day', 'week', 'month', 'year'] as const;
type Unit = (typeof units)[number];

function findUnit({unit}: Interval): Unit | undefined {
  return units.find((one) => one === unit);
}

/** An amount with a real minus, which is as wide as a digit. */
export function toAmount(localize: LocalizeController, money: Money | UnitPrice): string {
  return localize.money(money).replace('-', '\u2212');
}

/** How much it is, of an amount that is counted below nothing: a credit. */
export function toCredit(localize: LocalizeController, money: Money): string {
  return localize.money({...money, amount: Math.abs(money.amount)});
}

/** "Monthly", "Every 3 months". */
export function toRhythm(localize: LocalizeController, interval: Interval): string {
  const unit = findUnit(interval);
  if (!unit) return interval.unit;
  return interval.count === 1 ? localize.term(`each_${unit}`) : localize.term(`every_${unit}`, {count: interval.count});
}

/** "per month"; empty for a unit that nobody here knows. */
export function toPer(localize: LocalizeController, interval: Interval): string {
  const unit = findUnit(interval);
  return unit ? localize.term(`per_${unit}`, {count: interval.count}) : '';
}

/** "Company for a month". */
export function toFor(localize: LocalizeController, name: string, interval: Interval): string {
  const unit = findUnit(interval);
  return unit ? localize.term(`for_${unit}`, {name, count: interval.count}) : name;
}

/** "FIELD10, 10% off". */
export function toDiscountText(localize: LocalizeController, {name, percent, amount}: Discount): string {
  const isRate = percent !== null && isFinite(Number(percent));
  const off = isRate ? localize.percent(percent) : amount ? toCredit(localize, amount) : undefined;
  return off === undefined ? name : localize.term('offText', {name, off});
}

/** How the ends of a time are written: with their years where these are not the same. */
export function toDayStyle({start, end}: Period): 'short' | 'medium' {
  return start.slice(0, 4) === end.slice(0, 4) ? 'short' : 'medium';
}
