import type {CatalogInput} from '../../../contract/configuration.js';
import {getRecord, type PlanRecord, type World} from './world.js';

/** What the merchant has on offer, as the sandbox knows it. */

/** The plans of the catalog, with the prices and add-ons that can be had of them. */
export function readCatalog(world: World): CatalogInput {
  return {plans: world.catalog.map((id) => toPlan(world, getRecord(world.plans, id)))};
}

function toPlan(world: World, plan: PlanRecord): CatalogInput['plans'][number] {
  const {id, rank, name, description, features, limits, quantity, addOns = []} = plan;
  const all = world.prices.filter((price) => price.planId === id);
  const offered = all.filter(({active}) => active);
  const isOffered = offered.length > 0;
  const addOnPriceIds = world.prices
    .filter(({planId, active}) => active && addOns.includes(planId))
    .map((one) => one.id);
  return {
    id,
    ...(rank === undefined ? {} : {rank}),
    priceIds: (isOffered ? offered : all).map((price) => price.id),
    name,
    ...(description === null ? {} : {description}),
    ...(features === undefined ? {} : {features}),
    ...(limits === undefined ? {} : {limits}),
    addOnPriceIds,
    ...(quantity === undefined ? {} : {quantity: toQuantity(quantity)}),
    ...(isOffered ? {} : {offered: false}),
  };
}

function toQuantity({minimum, maximum, step}: NonNullable<PlanRecord['quantity']>) {
  return {minimum, ...(maximum === null ? {} : {maximum}), step, meter: 'seats'};
}
