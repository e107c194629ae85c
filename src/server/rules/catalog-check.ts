import type {CatalogInput} from '../../contract/configuration.js';
import {BillingError} from '../../contract/errors.js';
import type {Transitions} from './billing-rules.js';

function refuse(field: string, what: string): never {
  throw new BillingError('invalid_request', {field, message: `"${field}" ${what}`});
}

/**
 * Makes sure that a catalog says one thing only. Throws `invalid_request` that names the member: an id of a plan or of a
 * price that is there twice, or a quantity whose least is more than its most.
 */
export function requireCatalog({plans}: CatalogInput): void {
  const planIds = new Set<string>();
  const priceIds = new Set<string>();
  plans.forEach((plan, index) => {
    const field = `catalog.plans.${index}`;
    if (planIds.has(plan.id)) refuse(`${field}.id`, 'is the id of two plans');
    planIds.add(plan.id);
    for (const priceId of plan.priceIds) {
      if (priceIds.has(priceId)) refuse(`${field}.priceIds`, `has the price "${priceId}", which stands twice`);
      priceIds.add(priceId);
    }
    requireQuantity(`${field}.quantity`, plan.quantity);
  });
  plans.forEach(({addOnPriceIds = []}, index) => {
    const field = `catalog.plans.${index}.addOnPriceIds`;
    if (new Set(addOnPriceIds).size < addOnPriceIds.length) refuse(field, 'has a price that stands twice');
    const taken = addOnPriceIds.find((priceId) => priceIds.has(priceId));
    if (taken !== undefined) refuse(field, `has "${taken}", which is the price of a plan`);
  });
}

function requireQuantity(field: string, quantity: CatalogInput['plans'][number]['quantity']): void {
  if (quantity === undefined) return;
  const {minimum = 1, maximum = Number.POSITIVE_INFINITY} = quantity;
  if (minimum > maximum) refuse(`${field}.minimum`, 'is more than the maximum');
}

/** Throws `invalid_request` that names a move from a plan, or to one, that the catalog does not have. */
export function requireKnownPlans({plans}: CatalogInput, transitions: Transitions): void {
  const known = new Set(plans.map(({id}) => id));
  for (const [from, to] of Object.entries(transitions)) {
    const field = `features.change.transitions.${from}`;
    if (!known.has(from)) refuse(field, 'is no plan of the catalog');
    const unknown = to.find((id) => !known.has(id));
    if (unknown !== undefined) refuse(field, `names "${unknown}", which is no plan of the catalog`);
  }
}
