import type {QuantityRange} from '../../contract/catalog.js';
import {BillingError} from '../../contract/errors.js';
import type {Meter} from '../../contract/usage.js';
import {findSeats, refuseOverLimit} from './plan-limits.js';
import type {QuantityRule} from './plans.js';
import {refuse} from './refusing.js';

/** The nearest number to what there is that a range has, upwards where there is room; 1 without a range. */
export function fitQuantity(quantity: number, range: QuantityRange | null): number {
  if (range === null) return 1;
  const {minimum, maximum, step} = range;
  const steps = Math.max(0, Math.ceil((quantity - minimum) / step));
  const most = maximum === null ? Number.POSITIVE_INFINITY : Math.floor((maximum - minimum) / step);
  return minimum + Math.min(steps, most) * step;
}

/** Throws `invalid_request` with the bounds where a range has no such number. */
export function requireInRange(quantity: number, range: QuantityRange | null, field: string): void {
  if (fitQuantity(quantity, range) === quantity) return;
  const {minimum, maximum, step} = range ?? {minimum: 1, maximum: 1, step: 1};
  throw new BillingError('invalid_request', {
    field,
    details: {minimum, maximum, step},
    message: `"${field}" is not a number that there can be`,
  });
}

/** Throws `action_refused` with the numbers where fewer are asked for than are in use. */
export function requireEnough(
  quantity: number,
  rule: QuantityRule | null,
  meters: readonly Meter[],
  subscriptionId: string,
): void {
  const meter = findSeats(meters, rule, subscriptionId);
  if (meter && meter.used > quantity) refuse(refuseOverLimit(meter, quantity));
}
