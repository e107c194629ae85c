import {catalogInputSchema, type CatalogInput} from '../../contract/configuration.js';
import type {QuantityRange} from '../../contract/catalog.js';
import {BillingError} from '../../contract/errors.js';
import {parse} from '../../contract/parse.js';
import type {ProviderSubscription} from '../ports/provider.js';
import {requireCatalog} from './catalog-check.js';
import type {Context, Scope} from './context.js';
import type {Session} from './sessions.js';

/** How many of a plan there can be, and what counts how many are in use. */
export interface QuantityRule extends QuantityRange {
  /** The id of a meter; null where nobody counts it. */
  meter: string | null;
}

/** A plan as the merchant has it, with every default stated: its prices are ids until they are asked for. */
export interface PlanRule {
  id: string;
  /** A move to a higher one is an upgrade. */
  rank: number;
  priceIds: readonly string[];
  /** The provider's where null. */
  name: string | null;
  description: string | null;
  features: string[];
  limits: Record<string, number>;
  addOnPriceIds: readonly string[];
  /** Null where it is had once. */
  quantity: QuantityRule | null;
  /** False for a plan that is kept by those who have it. */
  offered: boolean;
}

type PlanInput = CatalogInput['plans'][number];

/**
 * The plans on offer, the lowest first: the configuration's, or the provider's where it has some; none where nobody says.
 * Throws `provider_malformed` for a catalog that is none.
 */
export async function readPlans({provider}: Context, {signal}: Scope, session: Session): Promise<PlanRule[]> {
  const given = session.configuration.catalog ?? (await provider.readCatalog?.({signal}).then(requireSound));
  return (given?.plans ?? []).map(toPlanRule).sort((one, other) => one.rank - other.rank);
}

function requireSound(given: CatalogInput): CatalogInput {
  try {
    const catalog = parse(catalogInputSchema, given);
    requireCatalog(catalog);
    return catalog;
  } catch (cause) {
    throw new BillingError('provider_malformed', {cause});
  }
}

function toPlanRule(plan: PlanInput, index: number): PlanRule {
  const {id, rank = index, priceIds, name = null, description = null, offered = true} = plan;
  const {features = [], limits = {}, addOnPriceIds = [], quantity} = plan;
  return {id, rank, priceIds, name, description, features, limits, addOnPriceIds, quantity: toRule(quantity), offered};
}

function toRule(quantity: PlanInput['quantity']): QuantityRule | null {
  if (quantity === undefined) return null;
  const {minimum = 1, maximum = null, step = 1, meter = null} = quantity;
  // Nothing is not a number of something that is subscribed to.
  return {minimum: Math.max(minimum, 1), maximum, step, meter};
}

/** What a subscription is a subscription to: its plan's item; undefined for one that has none. */
export function findPlanItem({
  items,
}: Pick<ProviderSubscription, 'items'>): ProviderSubscription['items'][number] | undefined {
  return items.find(({kind}) => kind === 'plan');
}

/** The plan that a subscription has, where it is one of the catalog. */
export function findPlanOf<P extends Pick<PlanRule, 'id' | 'priceIds'>>(
  plans: readonly P[],
  row: Pick<ProviderSubscription, 'items' | 'planId'>,
): P | undefined {
  const priceId = findPlanItem(row)?.priceId;
  const byPrice = plans.find(({priceIds}) => priceId !== undefined && priceIds.includes(priceId));
  return byPrice ?? plans.find(({id}) => id === row.planId);
}

/** Nothing is charged for these any more. By list: a status that is not known here may be a running one. */
const ended: ReadonlySet<string> = new Set(['canceled', 'expired']);

/** Whether a subscription is over, so that there is nothing left of it to be changed. */
export function hasEnded({status}: Pick<ProviderSubscription, 'status'>): boolean {
  return ended.has(status);
}
