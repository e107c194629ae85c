import {BillingError} from '../../../contract/errors.js';
import type {ChosenItems} from '../../ports/provider.js';
import {getPlan} from './charging.js';
import {createReference} from './finding.js';
import {getRecord, type CustomerRecord, type ItemRecord, type Items, type PriceRecord, type World} from './world.js';

/** From what is chosen of the catalog to what there shall be. */

/** What differs between what there is and what there shall be. */
export type Difference = 'plan' | 'interval' | 'quantity' | 'add_ons';

/**
 * All items as they shall be: the plan and what is beside it, and of what is metered what goes with the plan. What stays keeps
 * its id. Throws `invalid_request` for what cannot be had like this, `action_refused` for what is not on offer any more.
 */
export function toItems(
  world: World,
  customer: CustomerRecord,
  before: Items | null,
  {priceId, quantity, addOns}: ChosenItems,
): Items {
  const price = getOffered(world, customer, {priceId, field: 'priceId', before});
  const plan = getRecord(world.plans, price.planId);
  if (plan.kind !== 'plan') throw refuse('priceId', 'it is no plan');
  checkQuantity(world, priceId, quantity);
  const item: ItemRecord = {id: before?.[0].id ?? createReference(world, 'si'), priceId, quantity};
  const beside = addOns.map((addOn) => {
    const chosen = getOffered(world, customer, {priceId: addOn.priceId, field: 'addOns', before});
    const isSame = (one: ItemRecord) => getPlan(world, one).plan.id === chosen.planId;
    if (!isSameInterval(price, chosen)) throw refuse('addOns', 'it is billed at another interval than the plan');
    if (getRecord(world.plans, chosen.planId).kind !== 'add_on') throw refuse('addOns', 'it is no add-on');
    return {...addOn, id: before?.slice(1).find(isSame)?.id ?? createReference(world, 'si')};
  });
  if (new Set(beside.map((one) => one.priceId)).size < beside.length) throw refuse('addOns', 'it is there twice');
  const rest = (before?.slice(1) ?? []).filter((one) => {
    const kept = getPlan(world, one);
    if (kept.plan.kind === 'add_on') return false;
    const goesWithIt = [...(plan.metered ?? []), ...(plan.keeps ?? [])].includes(kept.plan.id);
    return (kept.plan.kind !== 'metered' || goesWithIt) && isSameInterval(price, kept.price);
  });
  const there = rest.map((one) => getPlan(world, one).plan.id);
  const begun = (plan.metered ?? [])
    .filter((id) => !there.includes(id))
    .flatMap((id) => beginMetered(world, id, price));
  return [item, ...beside, ...rest, ...begun];
}

/** What begins to be counted with a plan, where there is a price for its interval. */
function beginMetered(world: World, planId: string, price: PriceRecord): ItemRecord[] {
  const {currency} = price.unitPrice;
  const found = world.prices.find(
    (one) => one.planId === planId && one.unitPrice.currency === currency && one.active && isSameInterval(one, price),
  );
  return found === undefined ? [] : [{id: createReference(world, 'si'), priceId: found.id, quantity: 0}];
}

/**
 * What differs; nothing where all is as it shall be. Another price of the same plan and interval, such as one that is not
 * on offer any more, counts as another plan.
 */
export function listDifferences(world: World, before: Items, after: Items): Set<Difference> {
  const differences = new Set<Difference>();
  const [one, other] = [getPlan(world, before[0]), getPlan(world, after[0])];
  if (one.plan.id !== other.plan.id) differences.add('plan');
  if (!isSameInterval(one.price, other.price)) differences.add('interval');
  if (differences.size === 0 && one.price.id !== other.price.id) differences.add('plan');
  if (before[0].quantity !== after[0].quantity) differences.add('quantity');
  if (listAddOns(world, before) !== listAddOns(world, after)) differences.add('add_ons');
  return differences;
}

/** Add-ons and how many, whatever their interval, as text to compare. */
function listAddOns(world: World, items: Items): string {
  const addOns = items.slice(1).filter((item) => getPlan(world, item).plan.kind === 'add_on');
  return addOns
    .map((item) => `${getPlan(world, item).plan.id} ${item.quantity}`)
    .sort()
    .join();
}

/** Throws `invalid_request` with the range where a plan cannot be had as often. */
function checkQuantity(world: World, priceId: string, quantity: number): void {
  const range = getPlan(world, {id: '', priceId, quantity}).plan.quantity;
  if (range === undefined) return;
  const {minimum, maximum, step} = range;
  const isIn = quantity >= minimum && quantity <= (maximum ?? quantity) && (quantity - minimum) % step === 0;
  if (!isIn) {
    throw new BillingError('invalid_request', {
      field: 'quantity',
      details: {...range},
      message: `from ${minimum} to ${maximum ?? 'any number'} in steps of ${step}`,
    });
  }
}

function getOffered(
  world: World,
  {currency}: CustomerRecord,
  {priceId, field, before}: {priceId: string; field: string; before: Items | null},
): PriceRecord {
  const price = world.prices.find(({id}) => id === priceId);
  if (price === undefined) throw refuse(field, 'there is no such price');
  if (price.unitPrice.currency !== currency.currency) throw refuse(field, 'it is not in the currency of the customer');
  const isHad = before?.some((item) => item.priceId === priceId) === true;
  if (!price.active && !isHad) throw new BillingError('action_refused', {field, details: {reason: 'not_in_catalog'}});
  return price;
}

function isSameInterval({interval: one}: PriceRecord, {interval: other}: PriceRecord): boolean {
  return one.unit === other.unit && one.count === other.count;
}

function refuse(field: string, message: string): BillingError {
  return new BillingError('invalid_request', {field, message});
}
