import {BillingError} from '../../../contract/errors.js';
import type {SubscriptionChange} from '../../ports/provider.js';
import {addMonths, findPeriod, toInstant} from './calendar.js';
import {getPlan} from './charging.js';
import {getSubscription} from './finding.js';
import {toPercent} from './invoicing.js';
import {findNextCharge} from './planning.js';
import {note, type Prepared} from './prepared.js';
import {findPromotion} from './promotions.js';
import {getRecord, type DiscountRecord, type SubscriptionRecord, type World} from './world.js';

/** What a merchant gives to somebody who stays: a discount on what is charged next, or a longer trial. */

type Discount = Extract<SubscriptionChange, {kind: 'discount'}>;
type Trial = Extract<SubscriptionChange, {kind: 'extend_trial'}>;

/** True where the discount that is asked for is running. */
export function isDiscounted(world: World, record: SubscriptionRecord, {discount}: Discount): boolean {
  const running = record.discount;
  if (!running) return false;
  const asked = toTerms(world, record, discount);
  const isSame = JSON.stringify(toAmount(running)) === JSON.stringify(toAmount(asked));
  return running.name === asked.name && isSame;
}

/** Works a discount out, which begins with the next charge. Throws `not_found`, and `invalid_request` for one that is none. */
export function prepareDiscount(world: World, customerId: string, change: Discount): Prepared | null {
  const record = getSubscription(world, customerId, change.subscriptionId);
  if (isDiscounted(world, record, change)) return null;
  const from = findNextCharge(record);
  if (from === null) throw new BillingError('action_refused', {details: {reason: 'already_done'}});
  const terms = toTerms(world, record, change.discount);
  const {interval} = getPlan(world, record.items[0]).price;
  const {months} = change.discount;
  const last = months === undefined ? null : findPeriod(record.anchor, interval, addMonths(from, months));
  const endsAt =
    last === null || months === undefined ? null : last.start === addMonths(from, months) ? last.start : last.end;
  const lost = record.discount ? [note('discount_lost', {name: record.discount.name})] : [];
  return {
    record,
    quote: null,
    effectiveAt: from,
    notes: lost,
    effect: 'discounts',
    event: 'subscription.changed',
    commit: () => void (record.discount = {...terms, endsAt}),
  };
}

/** Works a longer trial out. Null where it lasts as long. Throws `not_found`, `action_refused` where there is no trial. */
export function prepareTrial(world: World, now: string, customerId: string, change: Trial): Prepared | null {
  const record = getSubscription(world, customerId, change.subscriptionId);
  const until = toInstant(change.until, 'until');
  const {trialEndsAt, period, status} = record;
  if (trialEndsAt === until) return null;
  if (status !== 'trialing' || trialEndsAt === null || period === null)
    throw new BillingError('action_refused', {details: {reason: 'already_done'}, message: 'there is no trial'});
  if (until < trialEndsAt)
    throw new BillingError('invalid_request', {field: 'until', message: 'a trial is not shortened'});
  return {
    record,
    quote: null,
    effectiveAt: now,
    notes: [note('trial_continues', {at: until})],
    effect: 'trials',
    event: 'subscription.changed',
    commit: () => void Object.assign(record, {trialEndsAt: until, anchor: until, period: {...period, end: until}}),
  };
}

function toTerms(
  world: World,
  {customerId}: SubscriptionRecord,
  {percent, amount, providerId}: Discount['discount'],
): DiscountRecord {
  const known = providerId === undefined ? undefined : findPromotion(world, providerId);
  if (known !== undefined) {
    const terms = 'amount' in known ? {amount: known.amount} : {basisPoints: known.basisPoints};
    return {name: known.code, endsAt: null, ...terms};
  }
  if (amount !== undefined) {
    const {currency} = getRecord(world.customers, customerId);
    if (amount.currency !== currency.currency || amount.exponent !== currency.exponent || amount.amount <= 0)
      throw new BillingError('invalid_request', {field: 'discount.amount', message: 'it is in another currency'});
    return {name: 'Discount', endsAt: null, amount: amount.amount};
  }
  const basisPoints = Math.round(Number(percent) * 100);
  if (!(basisPoints > 0 && basisPoints <= 10_000))
    throw new BillingError('invalid_request', {field: 'discount', message: 'there is no such discount'});
  return {name: `${toPercent(basisPoints)} %`, endsAt: null, basisPoints};
}

function toAmount(discount: DiscountRecord): number[] {
  return 'amount' in discount ? [0, discount.amount] : [discount.basisPoints, 0];
}
