import type {Interval} from '../../../src/contract/subscription.js';
import {sandbox, type Sandbox} from '../../../src/server/providers/sandbox/index.js';
import {
  createEmptyWorld,
  type Currency,
  type CustomerRecord,
  type PlanRecord,
  type PriceRecord,
  type TaxRule,
  type World,
} from '../../../src/server/providers/sandbox/world.js';

/** Sandboxes that begin with a world of the test's own, in any currency. */

/** What a plan, or something beside it, costs; decimal strings in minor units. */
export interface Offer {
  id: string;
  kind: 'plan' | 'add_on';
  /** `above`: what each one more than three costs, where that is another price. */
  prices: {id: string; interval: Interval; unitPrice: string; above?: string}[];
  /** True for a plan whose use is counted, and charged beyond what it includes. */
  isCounted?: boolean;
}

/** What differs from one world to another. */
export interface WorldTerms {
  currency: Currency;
  tax: TaxRule | null;
  offers: readonly Offer[];
  promotions?: World['promotions'];
}

/** Whom the world is about, and somebody else. */
export const [owner, stranger] = ['cus_osier', 'cus_fenwick'];

/** A world with two customers who have subscribed to nothing; a default method and another one are there for each. */
export function createTestWorld(terms: WorldTerms, at: string): World {
  const world = createEmptyWorld(owner, at);
  world.promotions = terms.promotions ?? [];
  const unitPrices = {[terms.currency.currency]: '0.8'};
  world.meters.push({id: 'dispatches', name: 'Dispatches', unit: null, aggregation: 'sum', unitPrices});
  for (const customerId of [owner, stranger]) addCustomer(world, customerId, terms);
  for (const offer of terms.offers) addOffer(world, offer, terms);
  return world;
}

function addCustomer(world: World, id: string, {currency, tax}: WorldTerms): void {
  const customer: CustomerRecord = {
    ...{id, externalId: `host_${id}`, name: id, email: `${id}@example.com`, pendingEmail: null, phone: null},
    ...{address: null, shipping: null, taxIds: [], locale: null, currency, tax},
    defaultPaymentMethodId: `pm_default_${id}`,
  };
  const card = {kind: 'card', brand: 'visa', label: null, expiry: {month: 12, year: 2199}} as const;
  world.customers.push(customer);
  world.paymentMethods.push(
    {...card, id: `pm_default_${id}`, customerId: id, last4: '4242'},
    {...card, id: `pm_other_${id}`, customerId: id, last4: '4444'},
  );
}

function addOffer(world: World, {id, kind, prices, isCounted}: Offer, {currency, offers}: WorldTerms): void {
  const addOns = offers.filter((offer) => offer.kind === 'add_on').map((offer) => offer.id);
  const plan: PlanRecord = {
    ...{id, kind, name: id, description: null, unit: null, quantity: {minimum: 1, maximum: null, step: 1}},
    summary: {one: id, other: `${id}, {quantity} times`},
    ...(kind === 'plan' && {rank: world.plans.length, addOns}),
    ...(isCounted && {limits: {dispatches: 3000}}),
  };
  world.plans.push(plan);
  if (kind === 'plan') world.catalog.push(id);
  for (const {unitPrice, above, ...price} of prices) {
    const [first, second] = [unitPrice, above ?? unitPrice].map((amount) => ({amount, ...currency}));
    if (first === undefined || second === undefined) continue;
    const tiers = [
      {upTo: 3, unitPrice: first},
      {upTo: null, unitPrice: second},
    ];
    const record: PriceRecord = {...price, planId: id, unitPrice: first, active: true};
    world.prices.push(above === undefined ? record : {...record, tiers});
  }
}

/** What a snapshot holds beside the world. */
interface Snapshot {
  testClock: {kind: 'pinned'; at: string};
  world: World;
}

/** What a sandbox has kept last, and the world in it once somebody has asked. */
interface Kept {
  text: string;
  world?: World;
}

const kept = new WeakMap<Sandbox, Kept>();

/** The world of a sandbox that {@link openWorld} opened, as it is after its last change. Nobody else changes it. */
export function readWorld(provider: Sandbox): World {
  const last = kept.get(provider);
  if (last === undefined) throw new Error('this sandbox was opened in another way');
  last.world ??= (JSON.parse(last.text) as Snapshot).world;
  return last.world;
}

/** A sandbox that begins with this world at this instant; its clock stands still until it is moved. */
export async function openWorld(world: World, at: string): Promise<Sandbox> {
  const empty = JSON.parse(sandbox({startAt: at}).snapshot()) as Snapshot;
  const last: Kept = {text: JSON.stringify({...empty, world})};
  const storage = {
    load: async () => last.text,
    async save(text: string) {
      last.text = text;
      delete last.world;
    },
  };
  const provider = sandbox({startAt: at, state: storage});
  kept.set(provider, last);
  await provider.ready();
  return provider;
}

/** All that was taken from a customer's methods, in minor units: what invoices come to, without what their balance paid. */
export function countTaken(provider: Sandbox, customerId = owner): number {
  const paid = readWorld(provider).invoices.filter((row) => row.customerId === customerId && row.paidAt !== null);
  return paid.reduce((all, {totals, applied = 0}) => all + totals.total.amount - applied, 0);
}
