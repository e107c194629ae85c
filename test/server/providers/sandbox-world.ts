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
  prices: {id: string; interval: Interval; unitPrice: string}[];
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

function addOffer(world: World, {id, kind, prices}: Offer, {currency, offers}: WorldTerms): void {
  const addOns = offers.filter((offer) => offer.kind === 'add_on').map((offer) => offer.id);
  const plan: PlanRecord = {
    ...{id, kind, name: id, description: null, unit: null, quantity: {minimum: 1, maximum: null, step: 1}},
    summary: {one: id, other: `${id}, {quantity} times`},
    ...(kind === 'plan' && {rank: world.plans.length, addOns}),
  };
  world.plans.push(plan);
  if (kind === 'plan') world.catalog.push(id);
  for (const {unitPrice, ...price} of prices) {
    const record: PriceRecord = {...price, planId: id, unitPrice: {amount: unitPrice, ...currency}, active: true};
    world.prices.push(record);
  }
}

/** What a snapshot holds beside the world. */
interface Snapshot {
  testClock: {kind: 'pinned'; at: string};
  world: World;
}

/** The world of a sandbox as it is, a copy. */
export function readWorld(provider: Sandbox): World {
  return (JSON.parse(provider.snapshot()) as Snapshot).world;
}

/** A sandbox that begins with this world at this instant; its clock stands still until it is moved. */
export async function openWorld(world: World, at: string): Promise<Sandbox> {
  const kept = JSON.parse(sandbox({startAt: at}).snapshot()) as Snapshot;
  const text = JSON.stringify({...kept, world});
  const provider = sandbox({startAt: at, state: {load: async () => text, save: async () => undefined}});
  await provider.ready();
  return provider;
}

/** All that was taken from a customer's methods, in minor units: what invoices come to, without what their balance paid. */
export function countTaken(provider: Sandbox, customerId = owner): number {
  const paid = readWorld(provider).invoices.filter((row) => row.customerId === customerId && row.paidAt !== null);
  return paid.reduce((all, {totals, applied = 0}) => all + totals.total.amount - applied, 0);
}
