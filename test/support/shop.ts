import {BillingError} from '../../src/contract/errors.js';
import type {CatalogInput} from '../../src/contract/configuration.js';
import type {Money} from '../../src/contract/money.js';
import type {PaymentMethod} from '../../src/contract/payment-method.js';
import type {Interval, SubscriptionItem} from '../../src/contract/subscription.js';
import type {Meter} from '../../src/contract/usage.js';
import type {
  BillingProvider,
  ChangeTerms,
  Outcome,
  Owned,
  PreviewAmounts,
  Price,
  ProviderSubscription,
  SubscriptionChange,
} from '../../src/server/ports/provider.js';
import {createEndpoint, startAt, type Endpoint, type EndpointOptions} from './endpoint.js';

/**
 * A billing system of a few lines, for what the core decides by itself: every price in whole units, no tax, and a change
 * that costs the difference between two list prices. What it was asked stands in `asked`.
 */

export const euro = (amount: number): Money => ({amount, currency: 'EUR', exponent: 2});
const unitPrice = (amount: number, currency = 'EUR') => ({amount: String(amount), currency, exponent: 2});
const month: Interval = {unit: 'month', count: 1};
const year: Interval = {unit: 'year', count: 1};

function price(id: string, planId: string, amount: number, given: Partial<Price> = {}): Price {
  const terms = {unit: 'seat', unitPrice: unitPrice(amount), tiers: null, interval: month, active: true};
  return {id, planId, kind: 'plan', name: planId, description: null, ...terms, ...given};
}

export const prices: readonly Price[] = [
  price('starter_month', 'Starter', 1200),
  price('starter_year', 'Starter', 12000, {interval: year}),
  price('crew_month', 'Crew', 2900),
  price('crew_year', 'Crew', 29000, {interval: year}),
  price('crew_usd', 'Crew', 3100, {unitPrice: unitPrice(3100, 'USD')}),
  price('company_month', 'Company', 4900),
  price('company_year', 'Company', 49000, {interval: year}),
  price('company_old', 'Company', 4500, {active: false}),
  price('founders_month', 'Founders', 1900),
  price('radio_month', 'Radio', 500, {kind: 'add_on', unit: 'radio'}),
  price('radio_year', 'Radio', 5000, {kind: 'add_on', unit: 'radio', interval: year}),
  price('cover_month', 'Cover', 900, {kind: 'add_on', unit: null}),
];

export const catalog: CatalogInput = {
  plans: [
    {
      id: 'starter',
      priceIds: ['starter_month', 'starter_year'],
      limits: {dispatches: 1000, storage: 5, texts: 100},
      quantity: {maximum: 2, meter: 'seats'},
    },
    {
      id: 'crew',
      priceIds: ['crew_month', 'crew_year', 'crew_usd'],
      addOnPriceIds: ['radio_month', 'radio_year', 'cover_month'],
      quantity: {minimum: 2, maximum: 50, step: 2, meter: 'seats'},
    },
    {
      id: 'company',
      name: 'The Company',
      features: ['Everything in Crew'],
      priceIds: ['company_month', 'company_year', 'company_old', 'no_such_price'],
      addOnPriceIds: ['radio_month', 'radio_year'],
      quantity: {meter: 'seats'},
    },
    {id: 'founders', priceIds: ['founders_month'], offered: false},
  ],
};

const period = {start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z'};

/** Use of one thing, in the present period. */
export function meter(id: string, used: number, given: Partial<Meter> = {}): Meter {
  return {
    ...{id, name: id, unit: null, subscriptionId: 'sub_crew', period, aggregation: 'last', used, limit: null},
    ...{beyondLimit: 'blocked', unitPrice: null, cost: null, projected: null, projectedCost: null, resetsAt: null},
    ...{grain: 'day', points: []},
    ...given,
  };
}

export function item(priceId: string, quantity: number): SubscriptionItem {
  const {id, kind, name, description, unit, unitPrice: each, tiers, interval} = findPrice(priceId);
  const total = euro(Number(each?.amount) * quantity);
  const terms = {unit, quantity, unitPrice: each, tiers, interval, discount: null, taxes: [], total};
  return {id: `si_${id}`, kind, priceId, name, description, ...terms};
}

function findPrice(id: string): Price {
  const found = prices.find((one) => one.id === id);
  if (found === undefined) throw new BillingError('not_found');
  return found;
}

function toTotals(items: readonly SubscriptionItem[]) {
  const total = euro(items.reduce((sum, one) => sum + one.total.amount, 0));
  return {subtotal: total, discount: null, taxes: [], total};
}

/** A running subscription to Crew, four seats, with whatever else is said. */
export function subscription(given: Partial<ProviderSubscription> = {}): ProviderSubscription {
  const items = given.items ?? [item('crew_month', 4)];
  const totals = toTotals(items);
  return {
    id: 'sub_crew',
    customerId: 'cus_brightwater',
    status: 'active',
    name: 'Crew',
    planId: 'Crew',
    startedAt: '2026-01-01T00:00:00.000Z',
    items,
    totals,
    interval: items[0]?.interval ?? month,
    currentPeriod: period,
    billingAnchor: '2026-01-01T00:00:00.000Z',
    nextBillingAt: period.end,
    nextPayment: null,
    trialEndsAt: null,
    cancelsAt: null,
    endsAt: null,
    pausesAt: null,
    pausedAt: null,
    resumesAt: null,
    commitment: null,
    pendingChange: null,
    discount: null,
    paymentMethodId: null,
    collection: 'automatic',
    refusals: {},
    ...given,
  };
}

function card(id: string, isDefault: boolean): Owned<PaymentMethod> {
  const expiry = {month: 4, year: 2031};
  const told = {kind: 'card', brand: 'visa', last4: '4242', label: null, expiry, status: 'active'};
  return {id, customerId: 'cus_brightwater', isDefault, ...told};
}

/** What a test may set and look at. */
export interface Shop {
  rows: ProviderSubscription[];
  meters: Meter[];
  methods: Owned<PaymentMethod>[];
  /** What the provider was asked to preview, and to do. */
  asked: SubscriptionChange[];
  applied: {change: SubscriptionChange; terms: ChangeTerms; key: string}[];
  /** What happens in place of a change. */
  instead?: ((change: SubscriptionChange) => Promise<Outcome<ProviderSubscription>>) | undefined;
  /** In place of what a change costs. */
  dueNow?: Money | undefined;
  failing: Set<string>;
}

export interface ShopEndpoint extends Endpoint {
  shop: Shop;
}

export interface ShopOptions extends Omit<EndpointOptions, 'verbs'> {
  rows?: ProviderSubscription[];
  meters?: Meter[];
  /** Verbs that it has besides, or instead. */
  also?: Partial<BillingProvider>;
  /** Verbs that this provider does not have. */
  without?: (keyof BillingProvider)[];
}

/** The real handler over a shop, with a catalog in its configuration unless another one is given. */
export function createShop({
  rows = [subscription()],
  meters = [],
  without = [],
  also = {},
  ...options
}: ShopOptions = {}): ShopEndpoint {
  const shop: Shop = {
    rows,
    meters,
    methods: [card('pm_visa', true), card('pm_other', false)],
    asked: [],
    applied: [],
    failing: new Set(),
  };
  const endpoint = createEndpoint({
    configurations: {catalog},
    ...options,
    verbs: (sandbox): Partial<BillingProvider> => ({
      ...toVerbs(shop, sandbox.describe()),
      ...also,
      ...Object.fromEntries(
        [...(also.readCatalog ? [] : ['readCatalog']), ...without].map((name) => [name, undefined]),
      ),
    }),
  });
  return {...endpoint, shop};
}

function toVerbs(shop: Shop, described: ReturnType<BillingProvider['describe']>): Partial<BillingProvider> {
  const serve = async <T>(verb: string, work: () => T): Promise<T> => {
    // A real one takes its time, in which others ask too.
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (shop.failing.has(verb)) throw new BillingError('provider_unavailable', {retryable: true});
    return structuredClone(work());
  };
  const native = Object.fromEntries(
    [
      'changePlan',
      'changeInterval',
      'changeQuantity',
      'addOns',
      'discount',
      'pause',
      'pauseUntil',
      'usage',
      'scheduleChange',
    ].map((name) => [name, 'native']),
  );
  return {
    describe: () => ({...described, ...native}),
    listSubscriptions: () => serve('listSubscriptions', () => shop.rows),
    readPrices: (ids) => serve('readPrices', () => prices.filter(({id}) => ids.includes(id))),
    listPaymentMethods: () => serve('listPaymentMethods', () => shop.methods),
    readUsage: (_customerId, {subscriptionId}) =>
      serve('readUsage', () =>
        shop.meters.filter((one) => subscriptionId === undefined || one.subscriptionId === subscriptionId),
      ),
    previewChange: (_customerId, change) =>
      serve('previewChange', () => {
        shop.asked.push(change);
        return {...toAmounts(shop, change), reference: `ref_${shop.asked.length}`};
      }),
    async applyChange(_customerId, change, terms, {idempotencyKey: key}) {
      const instead = shop.instead;
      if (instead) {
        shop.applied.push({change, terms, key});
        return instead(change);
      }
      return serve('applyChange', () => {
        const {dueNow} = toAmounts(shop, change);
        if (terms.dueNow && terms.dueNow.amount !== dueNow?.amount) throw new BillingError('preview_stale');
        shop.applied.push({change, terms, key});
        return {state: 'succeeded', value: apply(shop, change)};
      });
    },
  };
}

function getRow(shop: Shop, change: SubscriptionChange): ProviderSubscription | undefined {
  return 'subscriptionId' in change ? shop.rows.find(({id}) => id === change.subscriptionId) : undefined;
}

function toAmounts(shop: Shop, change: SubscriptionChange): PreviewAmounts {
  const row = getRow(shop, change);
  const none = {certainty: 'exact' as const, lines: [], totals: null, next: null};
  if (change.kind !== 'plan' && change.kind !== 'start') return {...none, dueNow: euro(0)};
  const items = toItems(change);
  const totals = toTotals(items);
  const isLater = change.kind === 'plan' && change.billing.timing === 'period_end';
  const due = isLater ? 0 : Math.max(0, totals.total.amount - (row?.totals.total.amount ?? 0));
  const name = items[0]?.name ?? '';
  const to = {name, planId: name, interval: items[0]?.interval ?? month, items, totals, discount: null};
  return {...none, dueNow: shop.dueNow ?? euro(due), to, next: {at: period.end, amount: totals.total}};
}

function toItems({priceId, quantity, addOns}: Extract<SubscriptionChange, {priceId: string}>): SubscriptionItem[] {
  return [item(priceId, quantity), ...addOns.map((addOn) => item(addOn.priceId, addOn.quantity))];
}

function apply(shop: Shop, change: SubscriptionChange): ProviderSubscription {
  if (change.kind === 'start') {
    const items = toItems(change);
    const started = subscription({id: `sub_${shop.rows.length + 1}`, items, name: items[0]?.name ?? ''});
    shop.rows.push(started);
    return started;
  }
  const row = getRow(shop, change);
  if (row === undefined) throw new BillingError('not_found');
  return Object.assign(row, toChanged(change));
}

function toChanged(change: SubscriptionChange): Partial<ProviderSubscription> {
  switch (change.kind) {
    case 'plan': {
      const items = toItems(change);
      const {name = '', interval = month} = items[0] ?? {};
      if (change.billing.timing === 'period_end') return {pendingChange: {kind: 'plan', at: period.end, to: name}};
      return {items, name, planId: name, interval, totals: toTotals(items), pendingChange: null};
    }
    case 'cancel':
      return {cancelsAt: period.end, pendingChange: {kind: 'cancel', at: period.end, to: null}};
    case 'undo_cancel':
      return {cancelsAt: null, pendingChange: null};
    case 'pause':
      return change.at === 'immediately'
        ? {status: 'paused', pausedAt: startAt, resumesAt: change.until}
        : {pausesAt: period.end, resumesAt: change.until, pendingChange: {kind: 'pause', at: period.end, to: null}};
    case 'unpause':
      return {status: 'active', pausedAt: null, resumesAt: null};
    case 'withdraw_pending':
      return {pendingChange: null, pausesAt: null, resumesAt: null};
    case 'restart':
      return {status: 'active', endsAt: null};
    default:
      return {};
  }
}
