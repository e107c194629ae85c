import type {Catalog, CatalogAddOn, CatalogPlan, CatalogPrice, QuantityRange} from '../../contract/catalog.js';
import type {ChangeFeatures} from '../../contract/configuration.js';
import type {AddOnChoice} from '../../contract/preview.js';
import type {Interval, Permission, Subscription} from '../../contract/subscription.js';

/** What there is now, as far as it can be chosen. */
export interface Present {
  planId: string | null;
  priceId: string;
  quantity: number | null;
  addOns: AddOnChoice[];
}

/** What is on offer for one subscription, or for another one that is started. */
export interface Offer {
  plans: readonly CatalogPlan[];
  /** Undefined where another subscription is started. */
  present: Present | undefined;
  /** How many seats are in use; null where nobody counts them. */
  inUse: number | null;
  /** May this price be chosen? The present one always may. */
  permit(priceId: string): Permission;
  /** May this be chosen beside the plan that there is, or beside another one? */
  allow(what: Beside, isOwnPlan: boolean): Permission;
}

/** What is chosen beside a plan. */
export type Beside = 'quantity' | 'addOns' | 'promotionCode';

const actionNames = {quantity: 'changeQuantity', addOns: 'changeAddOns', promotionCode: 'applyPromotionCode'} as const;

/** Beside another plan only what the merchant allows counts, and not what is possible with the one that there is. */
function allowBeside(
  subscription: Subscription | undefined,
  features: ChangeFeatures,
  what: Beside,
  isOwnPlan: boolean,
): Permission {
  const allowed: Permission = {allowed: true};
  if (subscription && (isOwnPlan || what === 'promotionCode'))
    return subscription.actions[actionNames[what]] ?? allowed;
  const isOpen = features[what] || (!subscription && what !== 'promotionCode');
  return isOpen ? allowed : {allowed: false, reason: 'feature_disabled'};
}

/** What the catalog has for a subscription; for a start without one. */
export function toOffer(
  {plans, moves, start}: Catalog,
  subscription: Subscription | undefined,
  features: ChangeFeatures,
): Offer {
  const present = subscription && toPresent(subscription, plans);
  const move = subscription && moves[subscription.id];
  const permissions = (subscription ? move?.prices : start) ?? {};
  const permit = (priceId: string): Permission => {
    if (priceId === present?.priceId) return {allowed: true};
    return permissions[priceId] ?? {allowed: false, reason: 'not_in_catalog'};
  };
  // A price of which nothing is said is one that could never be charged here, such as one in another currency.
  const isKnown = ({id}: CatalogPrice): boolean => id === present?.priceId || Object.hasOwn(permissions, id);
  return {
    // What has ended becomes nothing else.
    plans: (subscription && !move ? [] : plans)
      .map((plan) => ({...plan, prices: plan.prices.filter(isKnown)}))
      // What nobody can have any more concerns only those who have it.
      .filter(({id, prices}) => id === present?.planId || prices.some((price) => isOnOffer(permit(price.id)))),
    present,
    inUse: move?.inUse ?? null,
    permit,
    allow: (what, isOwnPlan) => allowBeside(subscription, features, what, isOwnPlan),
  };
}

function isOnOffer(permission: Permission): boolean {
  return permission.allowed || permission.reason !== 'not_in_catalog';
}

function toPresent({planId, items}: Subscription, plans: readonly CatalogPlan[]): Present {
  const plan = items.find(({kind}) => kind === 'plan') ?? items[0];
  const priceId = plan?.priceId ?? '';
  const addOns = items.filter((item) => item.kind === 'add_on');
  return {
    // Not every provider names the plan of a subscription.
    planId: plans.find(({prices}) => prices.some(({id}) => id === priceId))?.id ?? planId,
    priceId,
    quantity: plan?.quantity ?? null,
    addOns: addOns.map((item) => ({priceId: item.priceId, quantity: item.quantity ?? 1})),
  };
}

/** The intervals that anything is billed at, the shortest first. */
export function listIntervals(plans: readonly CatalogPlan[]): Interval[] {
  const all = plans.flatMap(({prices}) => prices.map(({interval}) => interval));
  const found = all.filter((interval, index) => all.findIndex((other) => isSame(other, interval)) === index);
  return found.toSorted((one, other) => toDays(one) - toDays(other));
}

export function isSame(one: Interval, other: Interval): boolean {
  return one.unit === other.unit && one.count === other.count;
}

const days: Readonly<Record<string, number>> = {day: 1, week: 7, month: 30, year: 365};

/** Only good for an order. */
function toDays({unit, count}: Interval): number {
  return (days[unit] ?? 0) * count;
}

/** What a plan or an add-on costs at an interval; undefined where it is not billed at it, or not in the same currency. */
export function findPrice(
  {prices}: CatalogPlan | CatalogAddOn,
  interval: Interval,
  beside?: CatalogPrice,
): CatalogPrice | undefined {
  const currency = beside && toCurrency(beside);
  return prices.find(
    (price) => isSame(price.interval, interval) && (!currency || (toCurrency(price) ?? currency) === currency),
  );
}

/** Undefined for a price that costs nothing. */
function toCurrency({unitPrice, tiers}: CatalogPrice): string | undefined {
  const [tier] = tiers ?? [];
  return (unitPrice ?? tier?.unitPrice ?? tier?.flat)?.currency;
}

/** How many can be chosen: never fewer than are in use. */
export function raise({minimum, maximum, step}: QuantityRange, inUse: number | null): QuantityRange {
  const missing = Math.max(0, (inUse ?? 0) - minimum);
  return {minimum: minimum + Math.ceil(missing / step) * step, maximum, step};
}

/** The nearest number within a range; between two steps the higher one. */
export function fit(count: number, {minimum, maximum, step}: QuantityRange): number {
  if (count <= minimum) return minimum;
  const steps = Math.ceil((count - minimum) / step);
  const last = maximum === null ? steps : Math.max(0, Math.floor((maximum - minimum) / step));
  return minimum + Math.min(steps, last) * step;
}
