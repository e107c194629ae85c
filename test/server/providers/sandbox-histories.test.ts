import {expect} from '@open-wc/testing';
import {isBillingError} from '../../../src/contract/errors.js';
import type {ChargeLine, Totals} from '../../../src/contract/charge.js';
import type {ChangeBilling, SubscriptionChange} from '../../../src/server/ports/provider.js';
import {sandbox, type Sandbox, type ScenarioName} from '../../../src/server/providers/sandbox/index.js';
import {call, toWrite} from './sandbox-support.js';

/** Histories of changes, clocks and declines: whatever happens, what is previewed is what is charged, and it adds up. */

const places: Record<string, {scenario: ScenarioName; end: string}> = {
  EUR: {scenario: 'active', end: ''},
  USD: {scenario: 'dollar', end: '_harbor'},
  JPY: {scenario: 'yen', end: '_miru'},
  KWD: {scenario: 'kuwait', end: '_almina'},
  HUF: {scenario: 'forint', end: '_malom'},
};

/** Numbers that look random and are the same for the same seed. */
function createRandom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {below, pick: <T>(from: readonly T[]): T => from[below(from.length)] as T};
}
type Random = ReturnType<typeof createRandom>;

const billings: ChangeBilling[] = (['none', 'prorate', 'full_difference'] as const).flatMap((proration) =>
  (['immediately', 'period_end'] as const).flatMap((timing) =>
    (['unchanged', 'now'] as const).map((anchor) => ({proration, timing, anchor})),
  ),
);

/** A change that makes sense more often than not. */
function toChange(random: Random, currency: string, subscriptionId: string): SubscriptionChange {
  const end = places[currency]?.end ?? '';
  const interval = random.pick(['monthly', 'monthly', 'yearly']);
  const kind = random.pick([
    'plan',
    'plan',
    'plan',
    'plan',
    'plan',
    'pause',
    'unpause',
    'cancel',
    'undo_cancel',
    'withdraw_pending',
    'restart',
  ]);
  if (kind === 'pause') return {kind, subscriptionId, at: random.pick(['immediately', 'period_end']), until: null};
  if (kind === 'cancel') return {kind, subscriptionId, at: 'period_end', credit: false};
  if (kind !== 'plan') return {kind, subscriptionId} as SubscriptionChange;
  const plan = random.pick(['starter', 'crew', 'crew', 'company', 'company']);
  const addOn = currency === 'EUR' ? 'route_history' : `history${end}`;
  const isBeside = random.below(3) === 0 && plan !== 'starter';
  const code = random.pick([undefined, undefined, undefined, 'FIELD10', 'WELCOME50', 'PARTNER15', 'YEARLY20']);
  return {
    kind: 'plan',
    subscriptionId,
    priceId: `${plan}${end}_${interval}`,
    quantity: plan === 'starter' ? 1 + random.below(2) : 1 + random.below(9),
    addOns: isBeside ? [{priceId: `${addOn}_${interval}`, quantity: 1 + random.below(2)}] : [],
    billing: random.pick(billings),
    trial: random.pick(['end', 'continue']),
    ...(code === undefined ? {} : {promotionCode: code}),
  };
}

const sum = (amounts: readonly {amount: number}[]) => amounts.reduce((all, {amount}) => all + amount, 0);

function checkSums(lines: readonly ChargeLine[], {subtotal, discount, taxes, total}: Totals, what: string): void {
  expect(sum(lines.map(({amount}) => amount)), `${what}: lines`).to.equal(subtotal.amount);
  const onTop = taxes.filter(({inclusive}) => !inclusive).map(({amount}) => amount);
  expect(subtotal.amount + (discount?.amount ?? 0) + sum(onTop), `${what}: total`).to.equal(total.amount);
}

interface Kept {
  world: {
    customers: {id: string; credit?: number}[];
    invoices: InvoiceKept[];
    subscriptions: {id: string; paid?: PaidKept[]}[];
  };
}
interface InvoiceKept {
  customerId: string;
  subscriptionId: string;
  status: string;
  applied: number;
  lines: ChargeLine[];
  totals: Totals;
}
interface PaidKept {
  amount: number;
  tax: {rule: {inclusive?: boolean}; amount: number} | null;
}

const read = (provider: Sandbox): Kept['world'] => (JSON.parse(provider.snapshot()) as Kept).world;
const readCredit = (provider: Sandbox) =>
  read(provider).customers.find(({id}) => id === provider.customerId)?.credit ?? 0;

/** Tells what a history has come to: how many changes were done, and how many were refused. */
async function live(currency: string, seed: number, steps: number): Promise<{done: number; refused: number}> {
  const random = createRandom(seed);
  const scenario = places[currency]?.scenario ?? 'active';
  const provider = sandbox({
    scenario,
    startAt: random.pick(['2026-11-20T10:42:07.311Z', '2028-01-31T23:59:59.999Z', '2027-03-28T01:30:00Z']),
  });
  const {customerId} = provider;
  const [first] = await provider.listSubscriptions(customerId, call);
  const id = first?.id ?? '';
  const count = {done: 0, refused: 0};
  for (let step = 0; step < steps; step++) {
    const what = `${currency} ${seed}.${step}`;
    if (random.below(3) === 0) await provider.advanceBy({days: random.pick([0, 1, 3, 17, 31, 60])});
    if (random.below(12) === 0) provider.nextPayment('declined');
    const change = toChange(random, currency, id);
    const told = `${what} ${JSON.stringify(change)}`;
    try {
      const preview = await provider.previewChange(customerId, change, call);
      if (random.below(4) === 0) await new Promise((resolve) => setTimeout(resolve, 0));
      if (preview.totals !== null) checkSums(preview.lines, preview.totals, told);
      const before = read(provider);
      const credit = readCredit(provider);
      const terms = {
        ...(preview.reference === undefined ? {} : {reference: preview.reference}),
        ...(preview.dueNow === null ? {} : {dueNow: preview.dueNow}),
      };
      const outcome = await provider.applyChange(customerId, change, terms, toWrite());
      const after = read(provider);
      const [invoice] = after.invoices.slice(before.invoices.length);
      if (outcome.state === 'failed') {
        expect(after.subscriptions, told).to.deep.equal(before.subscriptions);
        expect(readCredit(provider), told).to.equal(credit);
        continue;
      }
      if (outcome.state !== 'succeeded') throw new Error(`${told} is ${outcome.state}`);
      count.done += 1;
      const {value} = outcome;
      expect(invoice?.lines ?? [], told).to.deep.equal(preview.lines);
      expect(invoice?.totals ?? null, told).to.deep.equal(preview.totals);
      const taken = invoice === undefined ? 0 : invoice.totals.total.amount - invoice.applied;
      expect(taken, told).to.equal(preview.dueNow?.amount);
      expect(credit - readCredit(provider), `${told}: credit`).to.equal(invoice?.applied ?? 0);
      const {nextPayment} = value;
      expect(preview.next, told).to.deep.equal(
        nextPayment === null ? null : {at: nextPayment.at, amount: nextPayment.amountDue},
      );
      const then = value.pendingChange?.kind === 'plan' ? null : value;
      if (then !== null && preview.to && value.pendingChange === null) {
        expect(preview.to.totals, told).to.deep.equal(then.totals);
      }
    } catch (error) {
      if (!isBillingError(error) || !['action_refused', 'invalid_request', 'provider_cannot'].includes(error.code))
        throw error instanceof Error ? Object.assign(error, {message: `${told}: ${error.message}`}) : error;
      count.refused += 1;
    }
    checkMoney(provider, what);
  }
  return count;
}

/** Every invoice adds up, and what was given back was never more than what was taken. */
function checkMoney(provider: Sandbox, what: string): void {
  const {invoices, subscriptions} = read(provider);
  const own = invoices.filter(({customerId}) => customerId === provider.customerId);
  for (const {lines, totals} of own) checkSums(lines, totals, what);
  const credit = readCredit(provider);
  expect(credit, what).to.be.at.least(0);
  const paid = own.filter(({status}) => status === 'paid');
  const taken = sum(paid.map(({totals, applied}) => ({amount: totals.total.amount - applied})));
  const left = subscriptions.flatMap((one) => one.paid ?? []);
  const worth = sum(
    left.map(({amount, tax}) => ({amount: amount + (tax === null || tax.rule.inclusive ? 0 : tax.amount)})),
  );
  expect(credit, `${what}: more credit than money`).to.be.at.most(taken);
  for (const {amount} of left) expect(amount, what).to.be.at.least(0);
  expect(worth, what).to.be.at.least(0);
}

describe('Histories of the sandbox', function () {
  this.timeout(60_000);
  for (const currency of Object.keys(places)) {
    it(`charge what was previewed, and add up: ${currency}`, async () => {
      let done = 0;
      for (let seed = 1; seed <= 12; seed++) done += (await live(currency, seed, 40)).done;
      expect(done).to.be.above(200);
    });
  }
});
