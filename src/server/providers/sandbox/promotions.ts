import {BillingError} from '../../../contract/errors.js';
import type {Interval} from '../../../contract/subscription.js';
import {addMonths, findPeriod} from './calendar.js';
import {getRecord, type DiscountRecord, type PromotionRecord, type SubscriptionRecord, type World} from './world.js';

/** Codes that take something off. */

/** Whom a code is for, and from when on. */
export interface Redeeming {
  customerId: string;
  code: string;
  interval: Interval;
  /** An instant at which a period begins. */
  anchor: string;
  /** When the discount begins. */
  from: string;
  now: string;
  /** The code of a planned change that this one takes the place of. */
  held?: string | undefined;
}

/**
 * The discount that a code gives: whole periods, from `from` to the end of the one that is under way when its months are
 * over. Throws `action_refused` for the field `promotionCode`, with the reason.
 */
export function redeem(world: World, {customerId, code, interval, anchor, from, now, held}: Redeeming): DiscountRecord {
  const promotion = findPromotion(world, code);
  if (promotion === undefined) throw refuse('promotion_unknown');
  const {months, expiresAt, units, oncePerCustomer} = promotion;
  if (expiresAt !== null && expiresAt <= now) throw refuse('promotion_expired', {expiresAt});
  const {currency} = getRecord(world.customers, customerId).currency;
  const isForIt = isForInterval(promotion, interval) && (!('currency' in promotion) || promotion.currency === currency);
  if (!isForIt) throw refuse('promotion_not_applicable', units === undefined ? {} : {units});
  const isUsed = world.redemptions.some((one) => one.customerId === customerId && one.code === promotion.code);
  if (oncePerCustomer && isUsed && promotion.code !== held) throw refuse('promotion_used');
  const endsAt = months === null ? null : findEnd(anchor, interval, addMonths(from, months));
  const terms = 'amount' in promotion ? {amount: promotion.amount} : {basisPoints: promotion.basisPoints};
  return {name: promotion.code, code: promotion.code, endsAt, ...(units === undefined ? {} : {units}), ...terms};
}

/** Keeps in mind that a customer has used a code. */
export function keepRedemption(world: World, customerId: string, discount: DiscountRecord | null): void {
  if (discount?.code !== undefined) world.redemptions.push({customerId, code: discount.code});
}

/** Takes a planned change back, and the use of its code with it. */
export function dropPlanned(world: World, record: SubscriptionRecord): void {
  const code = record.pendingChange?.discount?.code;
  record.pendingChange = null;
  if (code === undefined || code === record.discount?.code) return;
  const used = world.redemptions.findLastIndex((one) => one.customerId === record.customerId && one.code === code);
  if (used >= 0) world.redemptions.splice(used, 1);
}

/** A code however it is written; undefined for one that is none. */
export function findPromotion(world: World, code: string): PromotionRecord | undefined {
  return world.promotions.find((one) => one.code === code.trim().toUpperCase());
}

/** True for what is given for this interval. */
export function isForInterval({units}: Pick<DiscountRecord, 'units'>, {unit}: Interval): boolean {
  return units === undefined || units.includes(unit);
}

/** The first instant from `at` on at which a period ends. */
function findEnd(anchor: string, interval: Interval, at: string): string {
  const {start, end} = findPeriod(anchor, interval, at);
  return start === at ? at : end;
}

function refuse(reason: string, details: Record<string, unknown> = {}): BillingError {
  return new BillingError('action_refused', {field: 'promotionCode', details: {reason, ...details}});
}
