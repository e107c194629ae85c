import {balanceAtFirst, situationNames, unitsAtFirst} from '../../../src/testing/provider/bench.js';
import type {Bench, BenchPrices, BenchRequest, SituationName, Stage} from '../../../src/testing/provider/bench.js';
import type {SubscriptionChange} from '../../../src/server/ports/provider.js';
import {sandbox, type Sandbox} from '../../../src/server/providers/sandbox/index.js';
import type {SubscriptionRecord, World} from '../../../src/server/providers/sandbox/world.js';
import {countTaken, createTestWorld, openWorld, owner, readWorld, stranger, type Offer} from './sandbox-world.js';

/** The sandbox as a bench: every situation that the provider suite asks for. */

const month = {unit: 'month', count: 1};
const year = {unit: 'year', count: 1};

const offers: readonly Offer[] = [
  {id: 'small', kind: 'plan', prices: [{id: 'small_monthly', interval: month, unitPrice: '900'}]},
  {
    id: 'middle',
    kind: 'plan',
    prices: [
      {id: 'middle_monthly', interval: month, unitPrice: '2900'},
      {id: 'middle_yearly', interval: year, unitPrice: '29000'},
    ],
  },
  {id: 'large', kind: 'plan', prices: [{id: 'large_monthly', interval: month, unitPrice: '5900'}]},
  {id: 'history', kind: 'add_on', prices: [{id: 'history_monthly', interval: month, unitPrice: '1250'}]},
];

const prices: BenchPrices = {
  ...{lower: 'small_monthly', present: 'middle_monthly', higher: 'large_monthly', yearly: 'middle_yearly'},
  addOn: 'history_monthly',
};

const quarterOff = {code: 'QUARTER', months: null, expiresAt: null, oncePerCustomer: false, basisPoints: 2500};

let keys = 0;
const signal = new AbortController().signal;

/** Does a change that must succeed; gives the id of its subscription. */
async function change(provider: Sandbox, customerId: string, asked: SubscriptionChange): Promise<string> {
  const write = {signal, idempotencyKey: `bench ${++keys}`};
  const outcome = await provider.applyChange(customerId, asked, {}, write);
  if (outcome.state !== 'succeeded') throw new Error(`the bench could not be set up: ${JSON.stringify(outcome)}`);
  return outcome.value.id;
}

type Start = Extract<SubscriptionChange, {kind: 'start'}>;

const start = (rest: Partial<Start> = {}): Start => ({
  ...{kind: 'start', priceId: prices.present, quantity: unitsAtFirst, addOns: []},
  ...rest,
});

/** How what is begun is begun; in the usual way where absent. */
const begun: Partial<Record<SituationName, Start>> = {
  yearly: start({priceId: prices.yearly}),
  discounted: start({promotionCode: quarterOff.code}),
  add_ons: start({addOns: [{priceId: 'history_monthly', quantity: 1}]}),
};

/** What happens once it has begun, through the port and the clock. */
const happens: Partial<Record<SituationName, (provider: Sandbox, subscriptionId: string) => Promise<unknown>>> = {
  async ended(provider, subscriptionId) {
    await change(provider, owner, {kind: 'cancel', subscriptionId, at: 'period_end', credit: false});
    await provider.advanceBy({months: 1});
  },
  async paused(provider, subscriptionId) {
    await provider.advanceBy({days: 40});
    await change(provider, owner, {kind: 'pause', subscriptionId, at: 'immediately', until: null});
  },
  async past_due(provider) {
    // The stranger's charge is due at the same moment.
    provider.nextPayment('declined', 2);
    await provider.advanceBy({months: 1});
  },
};

type Edit = (world: World, subscription: SubscriptionRecord) => void;

const behave =
  (behavior: 'declined' | 'challenge'): Edit =>
  ({paymentMethods}) => {
    for (const method of paymentMethods) if (method.id === `pm_default_${owner}`) method.behavior = behavior;
  };

/** What is only said of a world, as no change leads to it. */
const edits: Partial<Record<SituationName, Edit>> = {
  declined: behave('declined'),
  challenged: behave('challenge'),
  balance({customers}) {
    for (const customer of customers) if (customer.id === owner) customer.credit = balanceAtFirst;
  },
  no_method(world) {
    world.paymentMethods = world.paymentMethods.filter(({customerId}) => customerId !== owner);
    for (const customer of world.customers) if (customer.id === owner) customer.defaultPaymentMethodId = null;
  },
  trialing(world, subscription) {
    const {startedAt} = subscription;
    const trialEndsAt = new Date(Date.parse(startedAt) + 14 * 86_400_000).toISOString();
    const period = {start: startedAt, end: trialEndsAt};
    Object.assign(subscription, {status: 'trialing', trialEndsAt, period, anchor: trialEndsAt, paid: []});
    world.invoices = world.invoices.filter(({customerId}) => customerId !== owner);
  },
  committed(_world, subscription) {
    const {startedAt} = subscription;
    const endsAt = new Date(Date.parse(startedAt) + 366 * 86_400_000).toISOString();
    subscription.commitment = {startsAt: startedAt, endsAt, renews: true, noticeBy: null};
  },
  metered(_world, subscription) {
    subscription.items.push({id: 'si_dispatches', priceId: 'dispatches_monthly', quantity: 0});
  },
  manual(_world, subscription) {
    subscription.collection = 'manual';
  },
};

/** What is counted, for the situation that needs it. */
function addMetered(world: World): void {
  const currency = {currency: 'EUR', exponent: 2};
  const name = 'Dispatches';
  world.plans.push({
    ...{id: 'dispatches', kind: 'metered', name, description: null, unit: 'dispatch'},
    summary: {one: '{quantity} dispatch', other: '{quantity} dispatches'},
  });
  const unitPrice = {amount: '0.8', ...currency};
  world.prices.push({id: 'dispatches_monthly', planId: 'dispatches', unitPrice, interval: month, active: true});
  for (const plan of world.plans) {
    if (plan.kind === 'plan') Object.assign(plan, {metered: ['dispatches'], limits: {dispatches: 2000}});
  }
}

async function open({situation, at}: BenchRequest): Promise<Stage> {
  const tax = {name: 'VAT', basisPoints: 1900};
  const terms = {currency: {currency: 'EUR', exponent: 2}, tax, offers, promotions: [quarterOff]};
  const world = createTestWorld(terms, at);
  if (situation === 'metered') addMetered(world);
  let provider = await openWorld(world, at);
  const foreign = await change(provider, stranger, start());
  const subscriptionId =
    situation === 'nothing' ? 'no-subscription' : await change(provider, owner, begun[situation] ?? start());
  await happens[situation]?.(provider, subscriptionId);
  const edit = edits[situation];
  if (edit !== undefined) {
    const edited = readWorld(provider);
    const record = edited.subscriptions.find(({id}) => id === subscriptionId);
    if (record === undefined) throw new Error('the bench began nothing');
    edit(edited, record);
    provider = await openWorld(edited, provider.now());
  }
  return toStage(provider, subscriptionId, foreign);
}

function toStage(provider: Sandbox, subscriptionId: string, foreign: string): Stage {
  const invoice = readWorld(provider).invoices.find(({customerId}) => customerId === stranger);
  return {
    ...{provider, customerId: owner, subscriptionId, prices},
    otherMethodId: `pm_other_${owner}`,
    promotionCode: quarterOff.code,
    stranger: {
      ...{customerId: stranger, subscriptionId: foreign, invoiceId: invoice?.id ?? ''},
      paymentMethodId: `pm_default_${stranger}`,
    },
    now: () => provider.now(),
    advanceTo: (at) => provider.advanceTo(at),
    readTaken: async () => countTaken(provider),
    answerChallenge: async (reference, answer) => provider.answerChallenge(reference, answer),
    loseAnswer: () => provider.loseAnswer('applyChange', 1),
    close: async () => undefined,
  };
}

/** The sandbox, in every situation. */
export const sandboxBench: Bench = {
  capabilities: sandbox().describe(),
  situations: situationNames,
  extras: ['add_on', 'promotion_code', 'other_method', 'restart', 'start', 'extend_trial', 'lost_answer'],
  open,
};
