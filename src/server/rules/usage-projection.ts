import type {Money} from '../../contract/money.js';
import type {Meter} from '../../contract/usage.js';
import {multiply} from './list-prices.js';

/** A meter that grew for less than this share of its period says nothing of the rest. */
const leastShare = 0.02;

/**
 * A meter with where it is heading, for one that does not say: at the present pace until its period is over. Only what
 * grows has a pace, and only in a period that is under way; what something costs is projected where each unit costs the same.
 */
export function withProjection(meter: Meter, now: string): Meter {
  const share = findShare(meter, now);
  if (share === undefined) return meter;
  const projected = meter.projected ?? roundLike(meter.used / share, meter.used);
  return {...meter, projected, projectedCost: meter.projectedCost ?? findCost(meter, projected)};
}

/** How much of its period is over, from 0 to 1; undefined for what has no pace. */
function findShare({aggregation, period}: Meter, now: string): number | undefined {
  const [start, end, at] = [period.start, period.end, now].map((instant) => Date.parse(instant)) as [
    number,
    number,
    number,
  ];
  const share = (at - start) / (end - start);
  return aggregation === 'sum' && share >= leastShare && share < 1 ? share : undefined;
}

/** Whole things stay whole, and others get no more than two decimals. */
function roundLike(value: number, used: number): number {
  return Number.isInteger(used) ? Math.round(value) : Math.round(value * 100) / 100;
}

function findCost({limit, beyondLimit, unitPrice, cost}: Meter, projected: number): Money | null {
  if (unitPrice === null || beyondLimit !== 'charged') return null;
  const beyond = Math.max(0, Math.ceil(projected - (limit ?? 0)));
  const projectedCost = multiply(unitPrice, beyond);
  // It never ends up below what it has cost already.
  return cost && cost.amount > projectedCost.amount ? cost : projectedCost;
}
