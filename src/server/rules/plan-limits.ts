import type {Refusal} from '../../contract/subscription.js';
import type {Meter} from '../../contract/usage.js';
import type {Context, Scope} from './context.js';
import {readMeters, countsUsage} from './meters.js';
import type {PlanRule} from './plans.js';
import type {Session} from './sessions.js';

/** What is used just now, and what a plan has room for. */

type Limited = Pick<PlanRule, 'limits' | 'quantity'>;

/** Meters in the present period, where a plan asks for any of them; none where nobody counts. */
export async function readPresent(
  context: Context,
  scope: Scope,
  session: Session,
  plans: readonly Limited[],
): Promise<Meter[]> {
  const isAsked = plans.some(
    ({limits, quantity}) => Object.keys(limits).length > 0 || (quantity?.meter ?? null) !== null,
  );
  if (!isAsked || !countsUsage(context)) return [];
  return (await readMeters(context, scope, session.customerId, {grain: 'month'})) ?? [];
}

/** A meter of this subscription, or of the customer as a whole. */
function findMeter(meters: readonly Meter[], id: string, subscriptionId: string): Meter | undefined {
  const named = meters.filter((meter) => meter.id === id);
  return (
    named.find((meter) => meter.subscriptionId === subscriptionId) ??
    named.find((meter) => meter.subscriptionId === null)
  );
}

/** The meter that counts how many of a plan's units are in use. */
export function findSeats(
  meters: readonly Meter[],
  quantity: Limited['quantity'],
  subscriptionId: string,
): Meter | undefined {
  const id = quantity?.meter ?? null;
  return id === null ? undefined : findMeter(meters, id, subscriptionId);
}

/** How many of a plan's units are in use; null where nobody counts them. A part of one is one. */
export function findInUse(meters: readonly Meter[], plan: Limited | undefined, subscriptionId: string): number | null {
  const meter = findSeats(meters, plan?.quantity ?? null, subscriptionId);
  return meter === undefined ? null : Math.ceil(meter.used);
}

/** A refusal with the numbers that explain it. */
export function refuseOverLimit({id, name, used, unit}: Meter, limit: number): Refusal {
  return {allowed: false, reason: 'usage_over_limit', details: {meter: id, name, used, limit, unit}};
}

/**
 * Why a plan has not enough room for what is used; undefined where it has. What may go on beyond its limit at a price does
 * not stand in the way.
 */
export function findLack(meters: readonly Meter[], plan: Limited, subscriptionId: string): Refusal | undefined {
  const {quantity, limits} = plan;
  const seats = findSeats(meters, quantity, subscriptionId);
  const most = quantity?.maximum ?? null;
  if (seats && most !== null && seats.used > most) return refuseOverLimit(seats, most);
  for (const [id, limit] of Object.entries(limits)) {
    const meter = findMeter(meters, id, subscriptionId);
    if (meter && meter.beyondLimit !== 'charged' && meter.used > limit) return refuseOverLimit(meter, limit);
  }
  return undefined;
}
