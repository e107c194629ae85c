import {expect} from '@open-wc/testing';
import {subscriptionActions, type SubscriptionAction} from '../../../src/contract/subscription.js';
import type {SubscriptionChange} from '../../../src/server/ports/provider.js';
import {sandbox, scenarioNames, type Sandbox, type ScenarioName} from '../../../src/server/providers/sandbox/index.js';
import {call, cancel, change, open, readCode, readReason, readSubscription, toPlan, undo} from './sandbox-support.js';

/** What stands against a change, by scenario: told before, and the same when it is tried. */

const end = '2026-12-01T00:00:00.000Z';
const about = {subscriptionId: 'sub_crew'};
const pause: SubscriptionChange = {kind: 'pause', ...about, at: 'period_end', until: null};

/** A change that needs each permission. */
const tries: Partial<Record<SubscriptionAction, SubscriptionChange>> = {
  changePlan: toPlan(),
  changeInterval: toPlan({priceId: 'crew_yearly'}),
  changeQuantity: toPlan({priceId: 'crew_monthly', quantity: 7}),
  changeAddOns: toPlan({priceId: 'crew_monthly', addOns: [{priceId: 'route_history_monthly', quantity: 1}]}),
  applyPromotionCode: toPlan({priceId: 'crew_monthly', promotionCode: 'FIELD10'}),
  pause,
  cancel: cancel(),
  undoCancel: undo(),
  unpause: {kind: 'unpause', ...about},
  withdrawPendingChange: {kind: 'withdraw_pending', ...about},
  restart: {kind: 'restart', ...about},
};

const changes = ['changePlan', 'changeInterval', 'changeQuantity', 'changeAddOns', 'applyPromotionCode'] as const;

/** What is refused in each scenario, of all changes and of a pause. */
const refused: {scenario: ScenarioName; reason: string; actions: readonly SubscriptionAction[]; details?: object}[] = [
  {
    scenario: 'cancels_soon',
    reason: 'change_scheduled',
    actions: [...changes, 'pause'],
    details: {kind: 'cancel', at: end},
  },
  {scenario: 'pauses_soon', reason: 'change_scheduled', actions: changes, details: {kind: 'pause', at: end}},
  {scenario: 'past_due', reason: 'past_due', actions: [...changes, 'pause']},
  {scenario: 'unpaid', reason: 'past_due', actions: [...changes, 'pause']},
  {scenario: 'incomplete', reason: 'past_due', actions: changes},
  {scenario: 'locked_near_renewal', reason: 'locked_near_renewal', actions: [...changes, 'pause']},
  {
    scenario: 'committed',
    reason: 'committed',
    actions: ['changePlan', 'changeInterval', 'pause', 'cancel'],
    details: {endsAt: '2027-02-01T00:00:00.000Z'},
  },
  {scenario: 'contract_ends', reason: 'change_scheduled', actions: changes, details: {kind: 'cancel', at: end}},
  {scenario: 'manual_collection', reason: 'manual_collection', actions: changes},
  {scenario: 'trialing', reason: 'in_trial', actions: ['pause']},
  {scenario: 'ended', reason: 'already_done', actions: [...changes, 'pause', 'unpause']},
  {scenario: 'change_pending', reason: 'change_scheduled', actions: ['pause'], details: {kind: 'plan', at: end}},
  {scenario: 'unknown_values', reason: 'provider_cannot', actions: changes},
  {
    scenario: 'limited_provider',
    reason: 'provider_cannot',
    actions: ['changeInterval', 'changeAddOns', 'applyPromotionCode', 'pause'],
  },
];

async function readFirst(provider: Sandbox) {
  const [first] = await provider.listSubscriptions(provider.customerId, call);
  if (first === undefined) throw new Error('there is no subscription');
  return first;
}

describe('refusals of the sandbox', () => {
  for (const {scenario, reason, actions, details} of refused) {
    it(`are told before, and are the same when it is tried: ${reason} in "${scenario}"`, async () => {
      const provider = open(scenario);
      const before = provider.snapshot();
      const {refusals} = await readFirst(provider);
      for (const action of actions) {
        expect(refusals[action], action).to.deep.include({
          allowed: false,
          reason,
          ...(details === undefined ? {} : {details}),
        });
        const asked = tries[action];
        if (asked === undefined || (scenario === 'unknown_values' && action !== 'changePlan')) continue;
        const isDone = action === 'unpause';
        expect(await readReason(change(provider, asked)), action).to.equal(isDone ? 'already_done' : reason);
        const told = provider.previewChange(provider.customerId, asked, call);
        expect(await readReason(told), action).to.equal(reason);
      }
      expect(provider.snapshot()).to.equal(before);
    });
  }

  it('say when to try again, where that is known', async () => {
    const locked = await readFirst(open('locked_near_renewal'));
    expect(locked.refusals.changePlan).to.deep.include({retryAt: end});
    const trial = await readFirst(open('trialing'));
    expect(trial.refusals.pause).to.deep.include({retryAt: trial.trialEndsAt});
    const provider = open('locked_near_renewal');
    await provider.advanceTo(end);
    expect((await readFirst(provider)).refusals.changePlan).to.equal(undefined);
  });

  it('of a provider that can do less name what is in the way', async () => {
    const provider = open('limited_provider');
    const [plain, several, counted] = await provider.listSubscriptions(provider.customerId, call);
    expect(plain?.refusals.changePlan).to.equal(undefined);
    expect(several?.refusals.changePlan).to.deep.equal({allowed: false, reason: 'multiple_items', details: {items: 2}});
    expect(counted?.refusals.changePlan).to.deep.equal({allowed: false, reason: 'metered'});
    expect(provider.describe()).to.include({changePlan: 'partial', pause: 'none', changeInterval: 'none'});
    expect(open().describe()).to.include({changePlan: 'native', pause: 'native'});
  });

  it('hold a contract to what it was made for, and let it grow', async () => {
    const less = toPlan({priceId: 'crew_monthly', quantity: 3});
    expect(await readReason(change(open('committed'), less))).to.equal('committed');
    const more = await change(open('committed'), {...less, quantity: 6});
    expect(more.state).to.equal('succeeded');
  });

  it('leave what is paused or to come free to become something else, which costs nothing before', async () => {
    for (const scenario of ['paused', 'upcoming'] as const) {
      const provider = open(scenario);
      const told = await provider.previewChange(provider.customerId, toPlan(), call);
      expect([told.dueNow?.amount, told.lines], scenario).to.deep.equal([0, []]);
      expect((await change(provider, toPlan())).state).to.equal('succeeded');
      expect((await readSubscription(provider)).name).to.equal('Company');
      expect(told.next?.amount.amount).to.equal(23_324);
    }
  });

  it('are of what cannot be had, by name of the member', async () => {
    const wrong: [SubscriptionChange, string][] = [
      [toPlan({quantity: 201}), 'quantity'],
      [toPlan({priceId: 'nothing'}), 'priceId'],
      [toPlan({priceId: 'route_history_monthly'}), 'priceId'],
      [toPlan({addOns: [{priceId: 'route_history_yearly', quantity: 1}]}), 'addOns'],
    ];
    for (const [asked, field] of wrong) {
      const error: unknown = await change(open(), asked).catch((refusal: unknown) => refusal);
      expect(error).to.deep.include({code: 'invalid_request', field});
    }
  });

  it('name only actions of the contract, in every scenario', async () => {
    for (const scenario of scenarioNames) {
      const provider = open(scenario);
      for (const {refusals, id} of await provider.listSubscriptions(provider.customerId, call)) {
        expect(subscriptionActions, `${scenario} ${id}`).to.include.members(Object.keys(refusals));
      }
    }
  });
});

describe('the catalog of the sandbox', () => {
  it('has three plans, with what is in them and what they cost', async () => {
    const {plans} = await open().readCatalog(call);
    expect(plans.map(({id, rank, priceIds, quantity, limits}) => [id, rank, priceIds, quantity, limits])).to.deep.equal(
      [
        [
          'starter',
          0,
          ['starter_monthly', 'starter_yearly'],
          {minimum: 1, maximum: 2, step: 1, meter: 'seats'},
          {dispatches: 1000, text_messages: 0, storage: 5},
        ],
        [
          'crew',
          1,
          ['crew_monthly', 'crew_yearly'],
          {minimum: 1, maximum: 50, step: 1, meter: 'seats'},
          {dispatches: 10_000, text_messages: 2000, storage: 50},
        ],
        [
          'company',
          2,
          ['company_monthly', 'company_yearly'],
          {minimum: 1, maximum: 200, step: 1, meter: 'seats'},
          {dispatches: 50_000, text_messages: 10_000, storage: 500},
        ],
      ],
    );
    expect(plans[1]?.addOnPriceIds).to.include.members(['route_history_monthly', 'route_history_yearly']);
    expect(plans[0]?.features).to.deep.equal(['1 crew, up to 2 seats', '1,000 dispatches', '5 GB photo storage']);
  });

  it('has prices for everything that it names, in the currency of whoever it is for', async () => {
    for (const scenario of scenarioNames) {
      const provider = sandbox({scenario, startAt: '2026-11-20'});
      const {plans} = await provider.readCatalog(call);
      const ids = plans.flatMap(({priceIds, addOnPriceIds = []}) => [...priceIds, ...addOnPriceIds]);
      const prices = await provider.readPrices(ids, call);
      expect(
        prices.map(({id}) => id),
        scenario,
      ).to.deep.equal(ids);
      const [first] = await provider.listSubscriptions(provider.customerId, call);
      const currency = first?.totals.total.currency ?? 'EUR';
      for (const {id, unitPrice, tiers} of prices) {
        expect((unitPrice ?? tiers?.[0]?.unitPrice)?.currency, `${scenario} ${id}`).to.equal(currency);
      }
    }
    expect((await open('many_plans').readCatalog(call)).plans).to.have.length(12);
    const archived = (await open('archived_plan').readCatalog(call)).plans.find(({id}) => id === 'workshop_seats');
    expect(archived?.offered).to.equal(false);
    expect(
      await readCode(
        change(
          open('archived_plan'),
          toPlan({subscriptionId: 'sub_workshop', priceId: 'workshop_seats_monthly', quantity: 5}),
        ),
      ),
    ).to.equal(undefined);
  });
});
