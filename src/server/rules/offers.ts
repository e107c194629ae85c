import type {CatalogPrice, QuantityRange} from '../../contract/catalog.js';
import type {Price, ProviderSubscription} from '../ports/provider.js';
import type {Context, Scope} from './context.js';
import {findPlanOf, hasEnded, type PlanRule} from './plans.js';
import {findSaving} from './saving.js';
import {toDays} from './spans.js';

/** Something that can be had beside a plan, with a price for each interval. */
export interface AddOnOffer {
  /** The id of what it is a price of, at the provider. */
  id: string;
  name: string;
  description: string | null;
  prices: Price[];
  quantity: QuantityRange | null;
}

/** A plan with its prices: those on offer to this customer, and those that they have. */
export interface PlanOffer extends Omit<PlanRule, 'name'> {
  name: string;
  prices: Price[];
  addOns: AddOnOffer[];
}

type Rows = readonly ProviderSubscription[];

/**
 * The plans with their prices, read by one call: what is not offered any more only for those who have it, and no price in
 * a currency that none of the customer's subscriptions is in.
 */
export async function readOffers(
  context: Context,
  scope: Scope,
  plans: readonly PlanRule[],
  rows: Rows,
): Promise<PlanOffer[]> {
  const wanted = plans.flatMap(({priceIds, addOnPriceIds}) => [...priceIds, ...addOnPriceIds]);
  if (wanted.length === 0) return [];
  const prices = await context.provider.readPrices([...new Set(wanted)], {signal: scope.signal});
  tellUnknown(context, scope, wanted, prices);
  const running = rows.filter((row) => !hasEnded(row));
  const had = new Set(running.flatMap(({items}) => items.map(({priceId}) => priceId)));
  const currencies = new Set(rows.map(({totals}) => totals.total.currency));
  const isFitting = (price: Price): boolean => {
    const currency = findCurrency(price);
    return currencies.size === 0 || currency === undefined || currencies.has(currency);
  };
  const known = new Map(
    prices.filter((price) => had.has(price.id) || (price.active && isFitting(price))).map((price) => [price.id, price]),
  );
  const mine = new Set(running.map((row) => findPlanOf(plans, row)?.id));
  return plans.filter(({id, offered}) => offered || mine.has(id)).flatMap((plan) => toOffer(plan, known));
}

/** What a price is in; undefined for one that costs nothing. */
export function findCurrency({unitPrice, tiers}: Pick<Price, 'unitPrice' | 'tiers'>): string | undefined {
  const [tier] = tiers ?? [];
  return unitPrice?.currency ?? tier?.unitPrice?.currency ?? tier?.flat?.currency;
}

/** The prices of one thing as the page has them, each with what it saves beside the others. */
export function toCatalogPrices(prices: readonly Price[]): CatalogPrice[] {
  return prices.map((price) => {
    const {id, interval, unitPrice, tiers, unit} = price;
    return {id, interval, unitPrice, tiers, unit, saving: findSaving(price, prices)};
  });
}

function toOffer({name, description, ...plan}: PlanRule, known: ReadonlyMap<string, Price>): PlanOffer[] {
  const prices = byLength(pick(plan.priceIds, known));
  const [first] = prices;
  // A plan of which nothing can be had is none.
  if (first === undefined) return [];
  const addOns = toAddOns(pick(plan.addOnPriceIds, known));
  return [{...plan, name: name ?? first.name, description: description ?? first.description, prices, addOns}];
}

function pick(ids: readonly string[], known: ReadonlyMap<string, Price>): Price[] {
  return ids.flatMap((id) => known.get(id) ?? []);
}

function byLength(prices: Price[]): Price[] {
  return prices.sort((one, other) => toDays(one.interval) - toDays(other.interval));
}

/** Prices of one thing are one add-on, which is counted where its units have a name. */
function toAddOns(prices: readonly Price[]): AddOnOffer[] {
  const found = new Map<string, AddOnOffer>();
  for (const price of prices) {
    const {planId: id, name, description, unit} = price;
    const quantity = unit === null ? null : {minimum: 1, maximum: null, step: 1};
    const addOn = found.get(id) ?? {id, name, description, prices: [], quantity};
    addOn.prices.push(price);
    found.set(id, addOn);
  }
  return [...found.values()].map((addOn) => ({...addOn, prices: byLength(addOn.prices)}));
}

/** A price that the provider does not know is nobody's to choose, and the merchant's to mend. */
function tellUnknown(
  context: Context,
  {correlationId}: Scope,
  wanted: readonly string[],
  prices: readonly Price[],
): void {
  const found = new Set(prices.map(({id}) => id));
  const count = wanted.filter((id) => !found.has(id)).length;
  if (count > 0) context.log({level: 'warn', event: 'catalog.unknown_prices', count, correlationId});
}
