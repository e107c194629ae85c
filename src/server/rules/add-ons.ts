import {BillingError} from '../../contract/errors.js';
import type {AddOnChoice} from '../../contract/preview.js';
import type {SubscriptionItem} from '../../contract/subscription.js';
import type {Price} from '../ports/provider.js';
import type {AddOnOffer, PlanOffer} from './offers.js';
import {requireInRange} from './quantities.js';
import {isSameLength} from './spans.js';

/** What there is beside a plan, and what there shall be. */

/** What there is beside the plan now. */
export function listAddOns(items: readonly SubscriptionItem[]): AddOnChoice[] {
  return items.filter(({kind}) => kind === 'add_on').map(({priceId, quantity}) => ({priceId, quantity: quantity ?? 1}));
}

/**
 * What there is, as it can be beside a price of a plan: for the same interval, and without what that plan does not have.
 * What stays with the same price is kept, also where it is not on offer any more.
 */
export function carryAddOns(
  present: readonly AddOnChoice[],
  {from, to, price, isSamePrice}: {from: PlanOffer | undefined; to: PlanOffer; price: Price; isSamePrice: boolean},
): AddOnChoice[] {
  if (isSamePrice) return [...present];
  return present.flatMap(({priceId, quantity}) => {
    const id = findAddOn(from?.addOns, priceId)?.id ?? findAddOn(to.addOns, priceId)?.id;
    const offer = to.addOns.find((addOn) => addOn.id === id);
    const found = offer?.prices.find(({interval}) => isSameLength(interval, price.interval));
    return found === undefined ? [] : [{priceId: found.id, quantity}];
  });
}

/**
 * Makes sure that a plan has what is chosen beside it, for the interval of its price. Throws `invalid_request` that names
 * what it does not have, what is named twice, and a number that there cannot be. What is there already may stay.
 */
export function requireAddOns(
  chosen: readonly AddOnChoice[],
  plan: PlanOffer,
  price: Price,
  present: readonly AddOnChoice[],
): void {
  const seen = new Set<string>();
  chosen.forEach(({priceId, quantity}, index) => {
    const field = `addOns.${index}`;
    const kept = present.find((one) => one.priceId === priceId);
    if (kept !== undefined && kept.quantity === quantity && !seen.has(priceId)) {
      seen.add(priceId);
      return;
    }
    const offer = findAddOn(plan.addOns, priceId);
    const found = offer?.prices.find(({id}) => id === priceId);
    const isFitting = found !== undefined && found.active && isSameLength(found.interval, price.interval);
    if (!isFitting || seen.has(priceId)) {
      const message = `"${field}" is nothing that can be had beside this price, or stands there twice`;
      throw new BillingError('invalid_request', {field: `${field}.priceId`, message});
    }
    seen.add(priceId);
    requireInRange(quantity, offer?.quantity ?? null, `${field}.quantity`);
  });
}

/** Whether two choices are the same, in whatever order. */
export function isSameChoice(one: readonly AddOnChoice[], other: readonly AddOnChoice[]): boolean {
  return one.length === other.length && !isMore(one, other) && !isMore(other, one);
}

/** Whether there is anything, or more of anything, that the other choice does not have. */
export function isMore(one: readonly AddOnChoice[], other: readonly AddOnChoice[]): boolean {
  return one.some(
    ({priceId, quantity}) => quantity > (other.find((present) => present.priceId === priceId)?.quantity ?? 0),
  );
}

function findAddOn(addOns: readonly AddOnOffer[] | undefined, priceId: string): AddOnOffer | undefined {
  return addOns?.find(({prices}) => prices.some(({id}) => id === priceId));
}
