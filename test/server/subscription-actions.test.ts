import {expect} from '@open-wc/testing';
import type {CatalogInput, ConfigurationInput, FeaturesInput} from '../../src/contract/configuration.js';
import type {CreateSession} from '../../src/contract/session.js';
import {subscriptionActions, type Permission, type SubscriptionAction} from '../../src/contract/subscription.js';
import type {ProviderSubscription} from '../../src/server/ports/provider.js';
import {catalog, createShop, item, subscription, type ShopEndpoint} from '../support/shop.js';

type Words = Partial<Record<SubscriptionAction, string>>;

/** What is said of each action, in short: `yes`, or the reason. */
async function read(endpoint: ShopEndpoint, input: CreateSession = {}): Promise<Words> {
  const token = await endpoint.mint(input);
  const {answer} = await endpoint.call('readPortal', {token, query: {include: 'subscriptions'}});
  const actions: Record<string, Permission> = answer.subscriptions?.[0]?.actions ?? {};
  expect(Object.keys(actions), 'every action is there').to.have.members([...subscriptionActions]);
  return Object.fromEntries(Object.entries(actions).map(([name, one]) => [name, one.allowed ? 'yes' : one.reason]));
}

const planned = (kind: 'plan' | 'pause' | 'cancel'): Partial<ProviderSubscription> => ({
  pendingChange: {kind, at: '2026-12-01T00:00:00.000Z', to: null},
});
const withPlanned = (kind: 'plan' | 'pause' | 'cancel') => ({rows: [subscription(planned(kind))]});
const all = (word: string): Words => Object.fromEntries(subscriptionActions.map((name) => [name, word]));
const withFeatures = (features: FeaturesInput): ConfigurationInput => ({catalog, features});
const withPlans = (plans: CatalogInput['plans']): ConfigurationInput => ({catalog: {plans}});

describe('Who may do what', () => {
  const roles: [string, CreateSession, Words][] = [
    ['an owner does everything', {role: 'owner'}, all('yes')],
    ['billing does everything but leave', {role: 'billing'}, {...all('yes'), cancel: 'role', undoCancel: 'role'}],
    ['a viewer looks', {role: 'viewer'}, all('role')],
    ['whoever only reads does, whatever the role', {role: 'owner', readOnly: true}, all('read_only')],
    ['a viewer who only reads is told that first', {role: 'viewer', readOnly: true}, all('read_only')],
  ];
  for (const [what, input, words] of roles) {
    it(what, async () => expect(await read(createShop(withPlanned('plan')), input)).to.deep.equal(words));
  }

  it('who may take back what is planned depends on what it is', async () => {
    const wordOf = async (kind: 'plan' | 'pause' | 'cancel', input: CreateSession) =>
      (await read(createShop(withPlanned(kind)), input)).withdrawPendingChange;
    expect(await wordOf('plan', {role: 'billing'})).to.equal('yes');
    expect(await wordOf('pause', {role: 'billing'})).to.equal('yes');
    expect(await wordOf('cancel', {role: 'billing'})).to.equal('role');
    expect(await wordOf('cancel', {role: 'owner'})).to.equal('yes');
    expect(await wordOf('pause', {features: {pause: {enabled: false}}})).to.equal('feature_disabled');
    expect(await wordOf('cancel', {features: {cancel: {enabled: false}}})).to.equal('feature_disabled');
    expect((await read(createShop())).withdrawPendingChange).to.equal('already_done');
  });
});

describe('A switch', () => {
  const off = 'feature_disabled';
  const switches: [FeaturesInput, Words][] = [
    [{change: {upgrade: false}}, {}],
    [{change: {upgrade: false, downgrade: false}}, {changePlan: off}],
    [{change: {interval: false}}, {changeInterval: off}],
    [{change: {quantity: false}}, {changeQuantity: off}],
    [{change: {addOns: false}}, {changeAddOns: off}],
    [{change: {promotionCode: false}}, {applyPromotionCode: off}],
    [{change: {restart: false}}, {restart: off}],
    [{change: {start: false}}, {}],
    [{pause: {enabled: false}}, {pause: off, unpause: off}],
    [{cancel: {enabled: false}}, {cancel: off, undoCancel: off}],
    [{invoices: {pay: false}}, {payInvoice: off}],
    [{paymentMethods: {setDefault: false}}, {changePaymentMethod: off}],
  ];
  for (const [features, words] of switches) {
    it(`${JSON.stringify(features)} switches off what it names and nothing else, also for one session`, async () => {
      const expected = {...all('yes'), ...words};
      const rows = {rows: [subscription(planned('plan'))]};
      expect(await read(createShop({...rows, configurations: withFeatures(features)}))).to.deep.equal(expected);
      expect(await read(createShop(rows), {features})).to.deep.equal(expected);
      const on = JSON.parse(JSON.stringify(features).replaceAll('false', 'true')) as FeaturesInput;
      const narrowed = createShop({...rows, configurations: withFeatures(features)});
      expect(await read(narrowed, {features: on}), 'no session switches on').to.deep.equal(expected);
    });
  }
});

describe('What the catalog leaves', () => {
  const none = {
    changePlan: 'not_in_catalog',
    changeInterval: 'not_in_catalog',
    changeQuantity: 'not_in_catalog',
    changeAddOns: 'not_in_catalog',
    applyPromotionCode: 'not_in_catalog',
    restart: 'not_in_catalog',
    withdrawPendingChange: 'already_done',
  };
  const crew = {id: 'crew', priceIds: ['crew_month']};
  const company = {id: 'company', priceIds: ['company_month']};
  const expected = (words: Words): Words => ({...all('yes'), withdrawPendingChange: 'already_done', ...words});
  const alone = {
    changePlan: 'move_not_allowed',
    changeInterval: 'move_not_allowed',
    changeQuantity: 'feature_disabled',
    changeAddOns: 'feature_disabled',
  };

  it('is nothing without one, or for a plan that is not in it', async () => {
    expect(await read(createShop({configurations: {}}))).to.deep.equal(expected(none));
    expect(await read(createShop({configurations: withPlans([company])}))).to.deep.equal(expected(none));
  });

  it('is what the plan has', async () => {
    expect(await read(createShop({configurations: withPlans([crew])}))).to.deep.equal(expected(alone));
    const {changePlan: _, ...rest} = alone;
    expect(await read(createShop({configurations: withPlans([crew, company])}))).to.deep.equal(expected(rest));
  });

  it('is no move where each of them is forbidden, goes the wrong way, or leads to what is not offered', async () => {
    const moves = async (configurations: ConfigurationInput) => (await read(createShop({configurations}))).changePlan;
    const plans = [crew, company];
    expect(await moves({catalog: {plans}, features: {change: {transitions: {crew: []}}}})).to.equal('move_not_allowed');
    expect(await moves({catalog: {plans}, features: {change: {upgrade: false}}})).to.equal('move_not_allowed');
    expect(await moves({catalog: {plans}, features: {change: {downgrade: false}}})).to.equal('yes');
    expect(await moves(withPlans([crew, {...company, offered: false}]))).to.equal('move_not_allowed');
  });

  it('is no beginning anew of what is not offered any more', async () => {
    const ended = subscription({status: 'canceled', items: [item('founders_month', 1)]});
    expect((await read(createShop({rows: [ended]}))).restart).to.equal('not_in_catalog');
  });

  it('is everything, until somebody tries, where the provider cannot say what it is', async () => {
    const readCatalog = () => Promise.reject(new Error('down'));
    const endpoint = createShop({configurations: {}, also: {readCatalog}});
    expect(await read(endpoint)).to.deep.equal(expected({}));
    const ids = {subscriptionId: 'sub_crew'};
    const {problem} = await endpoint.call('previewChange', {ids, body: {kind: 'plan', priceId: 'company_month'}});
    expect(problem.status).to.equal(500);
    expect((await endpoint.call('previewChange', {ids, body: {kind: 'cancel'}})).answer.kind).to.equal('cancel');
  });
});

describe('A provider', () => {
  it('that cannot is said first, with everything that explains it', async () => {
    const refusals = Object.fromEntries(
      subscriptionActions.map((name) => [name, {allowed: false, reason: 'locked_near_renewal', details: {hours: 2}}]),
    ) as ProviderSubscription['refusals'];
    const endpoint = createShop({rows: [subscription({refusals})], configurations: {}});
    expect(await read(endpoint, {role: 'viewer', readOnly: true})).to.deep.equal(all('locked_near_renewal'));
    const {answer} = await endpoint.call('readPortal', {query: {include: 'subscriptions'}});
    expect(answer.subscriptions?.[0]?.actions['pause']).to.deep.include({details: {hours: 2}});
  });

  it('that is not able to at all refuses by itself, whatever it says of one subscription', async () => {
    const cannot: [string, SubscriptionAction][] = [
      ['changePlan', 'changePlan'],
      ['changeInterval', 'changeInterval'],
      ['changeQuantity', 'changeQuantity'],
      ['addOns', 'changeAddOns'],
      ['discount', 'applyPromotionCode'],
      ['pause', 'pause'],
      ['pause', 'unpause'],
    ];
    for (const [capability, action] of cannot) {
      for (const support of ['none', 'hosted'] as const) {
        const names = cannot.map(([name]) => [name, name === capability ? support : 'native']);
        const endpoint = createShop({also: {describe: () => Object.fromEntries(names) as object}});
        expect((await read(endpoint))[action], capability).to.equal('provider_cannot');
        expect((await read(endpoint, {readOnly: true})).cancel).to.equal('read_only');
      }
    }
  });
});
