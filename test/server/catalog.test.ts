import {expect} from '@open-wc/testing';
import type {ConfigurationInput, FeaturesInput} from '../../src/contract/configuration.js';
import type {Catalog} from '../../src/contract/catalog.js';
import type {CreateSession} from '../../src/contract/session.js';
import type {Permission} from '../../src/contract/subscription.js';
import {catalog, createShop, item, meter, subscription, type ShopEndpoint} from '../support/shop.js';

async function read(endpoint: ShopEndpoint, input: CreateSession = {}): Promise<Catalog> {
  const token = await endpoint.mint(input);
  const {answer} = await endpoint.call('readPortal', {token, query: {include: 'catalog'}});
  if (answer.catalog === undefined) throw new Error(`no catalog: ${JSON.stringify(answer.unavailable)}`);
  return answer.catalog;
}

/** What is said of each price, in short: `yes`, or the reason. */
function toWords(permissions: Record<string, Permission> | undefined): Record<string, string> {
  const words = Object.entries(permissions ?? {}).map(([id, one]) => [id, one.allowed ? 'yes' : one.reason]);
  return Object.fromEntries(words) as Record<string, string>;
}

async function readMoves(endpoint: ShopEndpoint, input?: CreateSession): Promise<Record<string, string>> {
  return toWords((await read(endpoint, input)).moves['sub_crew']?.prices);
}

const everywhere = {
  starter_month: 'yes',
  starter_year: 'yes',
  crew_year: 'yes',
  company_month: 'yes',
  company_year: 'yes',
};
const withChange = (change: FeaturesInput['change']): ConfigurationInput => ({
  catalog,
  features: {change: change ?? {}},
});

describe('The catalog', () => {
  it('is what the configuration names, in the provider’s words and prices where it says none', async () => {
    const {plans} = await read(createShop());
    expect(plans.map(({id, name, rank}) => [id, name, rank])).to.deep.equal([
      ['starter', 'Starter', 0],
      ['crew', 'Crew', 1],
      ['company', 'The Company', 2],
    ]);
    const crew = plans[1];
    expect(crew?.quantity).to.deep.equal({minimum: 2, maximum: 50, step: 2});
    expect(crew?.prices.map(({id, interval}) => [id, interval.unit])).to.deep.equal([
      ['crew_month', 'month'],
      ['crew_year', 'year'],
    ]);
    expect(crew?.addOns.map(({id, quantity, prices: all}) => [id, quantity, all.map((one) => one.id)])).to.deep.equal([
      ['Radio', {minimum: 1, maximum: null, step: 1}, ['radio_month', 'radio_year']],
      ['Cover', null, ['cover_month']],
    ]);
    expect(plans[0]?.limits).to.deep.equal({dispatches: 1000, storage: 5, texts: 100});
  });

  it('asks for all prices at once, and says in the log how many the provider does not know', async () => {
    const endpoint = createShop();
    await read(endpoint);
    const told = endpoint.entries.filter(({event}) => event === 'catalog.unknown_prices');
    expect(told).to.have.length(1);
    expect(told[0]).to.include({level: 'warn', count: 1});
  });

  it('says nothing of the merchant’s own rules', async () => {
    const endpoint = createShop({configurations: withChange({transitions: {crew: ['company']}, proration: 'none'})});
    const {text} = await endpoint.call('readPortal', {query: {include: 'catalog'}});
    expect(text).not.to.match(/offered|transitions|proration|"meter"/);
  });

  it('is the provider’s own where the configuration has none, and empty where nobody says', async () => {
    const readCatalog = () => Promise.resolve({plans: [{id: 'crew', priceIds: ['crew_month']}]});
    const own = createShop({configurations: {}});
    expect(await read(own)).to.deep.equal({plans: [], moves: {sub_crew: {inUse: null, prices: {}}}, start: {}});
    const told = createShop({configurations: {}, also: {readCatalog}});
    expect((await read(told)).plans.map(({id}) => id)).to.deep.equal(['crew']);
  });

  it('that a provider gave and that is none makes the catalog unavailable, and nothing else', async () => {
    for (const given of [
      null,
      {},
      {plans: [{id: 'crew', priceIds: []}]},
      {
        plans: [
          {id: 'a', priceIds: ['x']},
          {id: 'a', priceIds: ['y']},
        ],
      },
    ]) {
      const endpoint = createShop({configurations: {}, also: {readCatalog: () => Promise.resolve(given as never)}});
      const {answer} = await endpoint.call('readPortal');
      expect(Object.keys(answer.unavailable), JSON.stringify(given)).to.deep.equal(['catalog']);
      expect(answer.unavailable['catalog']?.code).to.equal('provider_malformed');
      expect(answer.subscriptions?.[0]?.actions['changePlan']).to.deep.equal({allowed: true});
    }
  });

  it('holds what is not offered any more for those who have it, and for nobody else', async () => {
    const had = createShop({rows: [subscription({items: [item('founders_month', 1)]})]});
    const {plans, moves, start} = await read(had);
    expect(plans.map(({id}) => id)).to.deep.equal(['starter', 'crew', 'company', 'founders']);
    // Founders stands last in the list, and so above all others.
    expect(toWords(moves['sub_crew']?.prices)).to.include({company_month: 'yes', crew_month: 'yes'});
    expect(toWords(start)['founders_month']).to.equal('not_in_catalog');
    const over = createShop({rows: [subscription({status: 'canceled', items: [item('founders_month', 1)]})]});
    expect((await read(over)).plans.map(({id}) => id)).not.to.contain('founders');
    const old = createShop({rows: [subscription({items: [item('company_old', 1)]})]});
    expect((await read(old)).plans[2]?.prices.map(({id}) => id)).to.contain('company_old');
  });

  it('has prices in the currencies of the customer only, and all of them for somebody new', async () => {
    const ids = async (endpoint: ShopEndpoint) => Object.keys((await read(endpoint)).start);
    expect(await ids(createShop())).not.to.contain('crew_usd');
    expect(await ids(createShop({rows: []}))).to.contain('crew_usd');
    const other = subscription({
      id: 'sub_usd',
      totals: {...subscription().totals, total: {amount: 1, currency: 'USD', exponent: 2}},
    });
    const both = createShop({rows: [subscription(), other]});
    const {moves} = await read(both);
    expect(moves['sub_crew']?.prices).not.to.have.property('crew_usd');
    expect(moves['sub_usd']?.prices).to.have.property('crew_usd');
  });
});

describe('A move', () => {
  it('leads to every other price of the catalog where nothing stands against it', async () => {
    expect(await readMoves(createShop())).to.deep.equal(everywhere);
  });

  const rules: [string, FeaturesInput['change'], Record<string, string>][] = [
    ['upgrades are off', {upgrade: false}, {company_month: 'feature_disabled', company_year: 'feature_disabled'}],
    ['downgrades are off', {downgrade: false}, {starter_month: 'feature_disabled', starter_year: 'feature_disabled'}],
    ['intervals are off', {interval: false}, {crew_year: 'feature_disabled'}],
    [
      'moves are limited',
      {transitions: {crew: ['company']}},
      {starter_month: 'move_not_allowed', starter_year: 'move_not_allowed'},
    ],
    ['moves from another plan are limited', {transitions: {starter: []}}, {}],
  ];
  for (const [what, change, refused] of rules) {
    it(`is refused where ${what}, by the configuration as by the session`, async () => {
      const expected = {...everywhere, ...refused};
      expect(await readMoves(createShop({configurations: withChange(change)}))).to.deep.equal(expected);
      expect(await readMoves(createShop(), {features: {change: change ?? {}}})).to.deep.equal(expected);
    });
  }

  it('that the configuration does not allow is not allowed by a session either', async () => {
    const endpoint = createShop({configurations: withChange({transitions: {crew: ['company']}})});
    const features = {change: {transitions: {crew: ['starter', 'company']}}};
    expect(await readMoves(endpoint, {features})).to.include({starter_month: 'move_not_allowed', company_month: 'yes'});
  });

  it('says what the subscription says of it: what the provider, the role or `readOnly` refuse', async () => {
    const refusals = {changePlan: {allowed: false, reason: 'past_due'}} as const;
    const late = createShop({rows: [subscription({refusals})]});
    expect(await readMoves(late)).to.deep.equal({
      ...{starter_month: 'past_due', starter_year: 'past_due', company_month: 'past_due', company_year: 'past_due'},
      crew_year: 'yes',
    });
    for (const [input, reason] of [
      [{role: 'viewer'}, 'role'],
      [{readOnly: true}, 'read_only'],
    ] as const) {
      expect(new Set(Object.values(await readMoves(createShop(), input)))).to.deep.equal(new Set([reason]));
    }
  });

  it('to another interval is none where the provider cannot lead there, also with another plan', async () => {
    const refusals = {changeInterval: {allowed: false, reason: 'provider_cannot'}} as const;
    expect(await readMoves(createShop({rows: [subscription({refusals})]}))).to.deep.equal({
      ...{starter_month: 'yes', company_month: 'yes'},
      ...{starter_year: 'provider_cannot', crew_year: 'provider_cannot', company_year: 'provider_cannot'},
    });
  });

  it('from a plan that is not in the catalog leads nowhere, and says so', async () => {
    const endpoint = createShop({
      rows: [subscription({planId: 'Other', items: [{...item('crew_month', 4), priceId: 'other'}]})],
    });
    expect(new Set(Object.values(await readMoves(endpoint)))).to.deep.equal(new Set(['not_in_catalog']));
  });

  it('to a plan that has no room for what is used is refused with the numbers', async () => {
    const endpoint = createShop({meters: [meter('seats', 4, {name: 'Seats', unit: 'seat'}), meter('storage', 30)]});
    const {moves} = await read(endpoint);
    expect(moves['sub_crew']?.inUse).to.equal(4);
    expect(moves['sub_crew']?.prices['starter_month']).to.deep.equal({
      allowed: false,
      reason: 'usage_over_limit',
      details: {meter: 'seats', name: 'Seats', used: 4, limit: 2, unit: 'seat'},
    });
    endpoint.shop.meters = [meter('seats', 2), meter('storage', 30)];
    expect((await read(endpoint)).moves['sub_crew']?.prices['starter_month']).to.deep.include({
      details: {meter: 'storage', name: 'storage', used: 30, limit: 5, unit: null},
    });
    expect(await readMoves(endpoint)).to.include({company_month: 'yes', crew_year: 'yes'});
  });

  it('is not in the way of what may go on beyond a limit at a price, nor of another subscription’s use', async () => {
    const charged = meter('texts', 2000, {aggregation: 'sum', beyondLimit: 'charged'});
    const others = meter('seats', 4, {subscriptionId: 'sub_other'});
    expect(await readMoves(createShop({meters: [charged, others]}))).to.deep.equal(everywhere);
    const shared = createShop({meters: [meter('seats', 4, {subscriptionId: null})]});
    expect(await readMoves(shared)).to.include({starter_month: 'usage_over_limit'});
  });

  it('is limited by what the host counts where it does, and by nothing where nobody can say', async () => {
    const asked: unknown[] = [];
    const usage = (customerId: string, range: unknown) => {
      asked.push([customerId, range]);
      return Promise.resolve([meter('seats', 3)]);
    };
    expect(await readMoves(createShop({usage}))).to.include({starter_month: 'usage_over_limit'});
    expect(asked).to.deep.equal([['cus_brightwater', {grain: 'month'}]]);
    const failing = createShop({meters: [meter('seats', 4)]});
    failing.shop.failing.add('readUsage');
    expect(await readMoves(failing)).to.deep.equal(everywhere);
    expect((await read(failing)).moves['sub_crew']?.inUse).to.equal(null);
    expect(await readMoves(createShop({without: ['readUsage']}))).to.deep.equal(everywhere);
  });

  it('of an ended subscription, or of one that the session may not see, is not there', async () => {
    const rows = [subscription(), subscription({id: 'sub_old', status: 'canceled'}), subscription({id: 'sub_two'})];
    expect(Object.keys((await read(createShop({rows}))).moves)).to.deep.equal(['sub_crew', 'sub_two']);
    const restricted = await read(createShop({rows}), {restrictTo: ['sub_two']});
    expect(Object.keys(restricted.moves)).to.deep.equal(['sub_two']);
    expect(toWords(restricted.start)['crew_month']).to.equal('feature_disabled');
  });
});

describe('Another subscription', () => {
  it('may be started with what is offered, by whoever may', async () => {
    const startOf = async (endpoint: ShopEndpoint, input?: CreateSession) =>
      toWords((await read(endpoint, input)).start)['crew_month'];
    expect(await startOf(createShop())).to.equal('yes');
    expect(await startOf(createShop(), {role: 'billing'})).to.equal('yes');
    expect(await startOf(createShop(), {role: 'viewer'})).to.equal('role');
    expect(await startOf(createShop(), {readOnly: true})).to.equal('read_only');
    expect(await startOf(createShop({configurations: withChange({start: false})}))).to.equal('feature_disabled');
    expect(await startOf(createShop({without: ['applyChange']}))).to.equal('provider_cannot');
  });
});

describe('A catalog that cannot be read', () => {
  it('is told, and takes nothing else away', async () => {
    const endpoint = createShop();
    endpoint.shop.failing.add('readPrices');
    const {answer} = await endpoint.call('readPortal');
    expect(Object.keys(answer.unavailable)).to.deep.equal(['catalog']);
    expect(answer.unavailable['catalog']).to.include({code: 'provider_unavailable', retryable: true});
    expect(answer.subscriptions).to.have.length(1);
  });

  it('for its subscriptions says nothing of them, and what is on offer all the same', async () => {
    const endpoint = createShop();
    endpoint.shop.failing.add('listSubscriptions');
    const {plans, moves} = await read(endpoint);
    expect(plans).to.have.length(3);
    expect(moves).to.deep.equal({});
  });

  it('is not there where subscriptions are not shown, and costs nothing', async () => {
    const endpoint = createShop();
    const token = await endpoint.mint({features: {subscriptions: {view: false}}});
    endpoint.shop.failing.add('readPrices');
    const {answer} = await endpoint.call('readPortal', {token});
    expect(answer).not.to.have.property('catalog');
    expect(answer.unavailable).to.deep.equal({});
  });
});

describe('A catalog of a configuration', () => {
  const wrong: [string, ConfigurationInput, string][] = [
    [
      'one plan twice',
      {
        catalog: {
          plans: [
            {id: 'a', priceIds: ['x']},
            {id: 'a', priceIds: ['y']},
          ],
        },
      },
      'catalog.plans.1.id',
    ],
    [
      'one price twice',
      {
        catalog: {
          plans: [
            {id: 'a', priceIds: ['x']},
            {id: 'b', priceIds: ['x']},
          ],
        },
      },
      'catalog.plans.1.priceIds',
    ],
    ['a plan without a price', {catalog: {plans: [{id: 'a', priceIds: []}]}}, 'catalog.plans.0.priceIds'],
    [
      'an add-on that is a plan',
      {catalog: {plans: [{id: 'a', priceIds: ['x'], addOnPriceIds: ['x']}]}},
      'catalog.plans.0.addOnPriceIds',
    ],
    [
      'more at least than at most',
      {catalog: {plans: [{id: 'a', priceIds: ['x'], quantity: {minimum: 3, maximum: 2}}]}},
      'catalog.plans.0.quantity.minimum',
    ],
    ['a move from no plan', withChange({transitions: {gold: []}}), 'features.change.transitions.gold'],
    ['a move to no plan', withChange({transitions: {crew: ['gold']}}), 'features.change.transitions.crew'],
  ];
  for (const [what, configurations, field] of wrong) {
    it(`with ${what} is refused at the start, by its name`, () => {
      expect(() => createShop({configurations})).to.throw(TypeError, `"${field}"`);
    });
  }

  it('is billed as the merchant says: no session says it', async () => {
    for (const change of [
      {proration: 'none'},
      {timing: 'period_end'},
      {anchor: 'now'},
      {atPeriodEnd: []},
      {trial: 'continue'},
    ] as const) {
      const {problem} = await createShop().call('createSession', {
        body: {customerId: 'cus_brightwater', features: {change}},
      });
      const field = `features.change.${Object.keys(change)[0]}`;
      expect(problem).to.include({status: 422, code: 'invalid_request', field});
    }
  });
});
