import {expect} from '@open-wc/testing';
import type {CreateSession} from '../../src/contract/session.js';
import type {UsageQuery} from '../../src/server/ports/provider.js';
import {findLeaks} from '../support/endpoint.js';
import {createShop, euro, meter, subscription, type ShopEndpoint, type ShopOptions} from '../support/shop.js';

const charged = {
  aggregation: 'sum',
  beyondLimit: 'charged',
  unitPrice: {amount: '2.5', currency: 'EUR', exponent: 2},
} as const;

async function call(endpoint: ShopEndpoint, query: Record<string, string> = {}, input: CreateSession = {}) {
  return endpoint.call('readUsage', {query, token: await endpoint.mint(input)});
}

async function read(endpoint: ShopEndpoint, query?: Record<string, string>, input?: CreateSession) {
  return (await call(endpoint, query, input)).answer;
}

/** A shop that keeps what it was asked. */
function createAsking(options: ShopOptions = {}): ShopEndpoint & {queries: UsageQuery[]} {
  const queries: UsageQuery[] = [];
  const readUsage = (_customerId: string, query: UsageQuery) => {
    queries.push(query);
    return Promise.resolve([]);
  };
  return {...createShop({...options, also: {readUsage}}), queries};
}

describe('Usage', () => {
  it('is asked for as it was meant: everything now, by day, unless something is said', async () => {
    const endpoint = createAsking();
    await read(endpoint);
    await read(endpoint, {meter: 'seats', subscriptionId: 'sub_crew', grain: 'month'});
    await read(endpoint, {from: '2026-10-01T02:00:00Z', to: '2026-11-01T00:00:00.000Z'});
    expect(endpoint.queries).to.deep.equal([
      {grain: 'day'},
      {grain: 'month', meter: 'seats', subscriptionId: 'sub_crew'},
      {grain: 'day', from: '2026-10-01T02:00:00.000Z', to: '2026-11-01T00:00:00.000Z'},
    ]);
  });

  const wrong: [Record<string, string>, string][] = [
    [{from: '2026-10-01T00:00:00Z'}, 'to'],
    [{to: '2026-10-01T00:00:00Z'}, 'from'],
    [{from: '2026-10-01T00:00:00Z', to: '2026-10-01T00:00:00Z'}, 'to'],
    [{from: '2026-10-02T00:00:00Z', to: '2026-10-01T00:00:00Z'}, 'to'],
    [{from: '2025-01-01T00:00:00Z', to: '2026-10-01T00:00:00Z'}, 'to'],
    [{from: '2026-10-01', to: '2026-11-01'}, 'from'],
    [{grain: 'hour'}, 'grain'],
    [{meter: ''}, 'meter'],
  ];
  for (const [query, field] of wrong) {
    it(`of ${new URLSearchParams(query).toString()} is 422, and names "${field}"`, async () => {
      const endpoint = createAsking();
      expect((await call(endpoint, query)).problem).to.include({status: 422, code: 'invalid_request', field});
      expect(endpoint.queries).to.deep.equal([]);
    });
  }

  it('of a subscription that is not this customer’s is 404, like one that does not exist', async () => {
    const foreign = subscription({id: 'sub_foreign', customerId: 'cus_millrace'});
    const endpoint = createAsking({rows: [subscription(), foreign]});
    for (const subscriptionId of ['sub_foreign', 'sub_none'])
      expect((await call(endpoint, {subscriptionId})).problem.code).to.equal('not_found');
    expect(endpoint.queries).to.deep.equal([]);
  });

  it('holds nothing of what a session may not see, nor of what is nobody’s', async () => {
    const meters = [
      meter('seats', 1),
      meter('seats', 2, {subscriptionId: 'sub_two'}),
      meter('seats', 3, {subscriptionId: null}),
      meter('seats', 4, {subscriptionId: 'sub_stranger'}),
    ];
    const rows = [subscription(), subscription({id: 'sub_two'})];
    const usedBy = async (input?: CreateSession, query?: Record<string, string>) =>
      (await read(createShop({rows, meters}), query, input)).meters.map(({used}) => used);
    expect(await usedBy()).to.deep.equal([1, 2, 3]);
    expect(await usedBy({restrictTo: ['sub_two']})).to.deep.equal([2]);
    const restricted = await call(createShop({rows, meters}), {subscriptionId: 'sub_crew'}, {restrictTo: ['sub_two']});
    expect(restricted.problem.code).to.equal('not_found');
  });

  it('is switched off by the merchant, by a session, and where nobody counts', async () => {
    const off = {features: {usage: {view: false}}};
    expect((await call(createShop({configurations: off}))).problem.code).to.equal('feature_disabled');
    expect((await call(createShop(), {}, off)).problem.code).to.equal('feature_disabled');
    const none = createShop({without: ['readUsage']});
    expect((await call(none)).problem.code).to.equal('feature_disabled');
    const {answer} = await none.call('readPortal', {query: {include: ''}});
    expect(answer.configuration.features.usage).to.deep.equal({view: false});
    expect(answer.session.scopes).not.to.contain('usage:read');
  });

  it('is read by every role', async () => {
    for (const role of ['owner', 'billing', 'viewer'] as const)
      expect((await call(createShop(), {}, {role})).status).to.equal(200);
    expect((await call(createShop(), {}, {readOnly: true})).status).to.equal(200);
  });

  it('is the host’s own where it counts, with what was asked for taken from it', async () => {
    const asked: unknown[] = [];
    const usage = (customerId: string, range: object) => {
      asked.push([customerId, range]);
      return Promise.resolve([
        meter('seats', 1),
        meter('texts', 2, {subscriptionId: null}),
        meter('seats', 3, {subscriptionId: 'sub_two'}),
      ]);
    };
    const rows = [subscription(), subscription({id: 'sub_two'})];
    const endpoint = createShop({usage, rows, without: ['readUsage']});
    const usedBy = async (query: Record<string, string>) => (await read(endpoint, query)).meters.map(({used}) => used);
    expect(await usedBy({})).to.deep.equal([1, 2, 3]);
    expect(await usedBy({meter: 'seats'})).to.deep.equal([1, 3]);
    expect(
      await usedBy({subscriptionId: 'sub_crew', from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z'}),
    ).to.deep.equal([1, 2]);
    expect(asked.at(-1)).to.deep.equal([
      'cus_brightwater',
      {grain: 'day', from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z'},
    ]);
  });

  it('that the host fails to count is no word of the host', async () => {
    const usage = () => Promise.reject(new TypeError('secret of the host'));
    const {problem, text} = await call(createShop({usage}));
    expect(problem).to.include({status: 500, code: 'internal'});
    expect(text).not.to.contain('secret');
  });
});

describe('A projection', () => {
  // The 20th at 10:42 of a month of 30 days: 19.4458 of 30 days are over.
  const project = async (given: Parameters<typeof meter>[2], used = 1000) => {
    const {meters} = await read(createShop({meters: [meter('texts', used, given)]}));
    return {projected: meters[0]?.projected, projectedCost: meters[0]?.projectedCost};
  };

  it('goes on at the present pace, and costs what is beyond the limit', async () => {
    expect(await project({...charged, limit: 1200})).to.deep.equal({projected: 1543, projectedCost: euro(858)});
    expect(await project({...charged, limit: 2000})).to.deep.equal({projected: 1543, projectedCost: euro(0)});
    expect(await project({...charged, limit: null})).to.deep.equal({projected: 1543, projectedCost: euro(3858)});
    expect(await project({...charged, unitPrice: null})).to.deep.equal({projected: 1543, projectedCost: null});
    expect(await project({aggregation: 'sum'})).to.deep.equal({projected: 1543, projectedCost: null});
  });

  it('has decimals only where what was counted has', async () => {
    expect((await project({aggregation: 'sum'}, 10.5)).projected).to.equal(16.2);
  });

  it('is left to the provider where it says one', async () => {
    expect(await project({...charged, projected: 1700, projectedCost: euro(900)})).to.deep.equal({
      projected: 1700,
      projectedCost: euro(900),
    });
  });

  it('is none of what does not grow, of what is over, and of what has hardly begun', async () => {
    const none = {projected: null, projectedCost: null};
    expect(await project({aggregation: 'last'})).to.deep.equal(none);
    const over = {start: '2026-10-01T00:00:00.000Z', end: '2026-11-01T00:00:00.000Z'};
    expect(await project({aggregation: 'sum', period: over})).to.deep.equal(none);
    const young = {start: '2026-11-20T00:00:00.000Z', end: '2026-12-20T00:00:00.000Z'};
    expect(await project({aggregation: 'sum', period: young})).to.deep.equal(none);
    expect(await project({aggregation: 'sum', period: {start: over.end, end: over.end}})).to.deep.equal(none);
  });
});

describe('The periods to choose from', () => {
  const periodsOf = async (options: ShopOptions, query?: Record<string, string>) =>
    (await read(createShop(options), query)).periods.map(({start, end}) => `${start.slice(0, 10)} ${end.slice(0, 10)}`);

  it('are the present one and those before it, as far as the subscription goes back', async () => {
    const startedAt = '2026-08-15T09:00:00.000Z';
    const billingAnchor = '2026-09-01T00:00:00.000Z';
    expect(await periodsOf({rows: [subscription({startedAt, billingAnchor})]})).to.deep.equal([
      '2026-11-01 2026-12-01',
      '2026-10-01 2026-11-01',
      '2026-09-01 2026-10-01',
      '2026-08-15 2026-09-01',
    ]);
  });

  it('are twelve before the present one at most', async () => {
    const all = await periodsOf({rows: [subscription({startedAt: '2020-01-01T00:00:00.000Z'})]});
    expect(all).to.have.length(13);
    expect(all.at(-1)).to.equal('2025-11-01 2025-12-01');
  });

  it('are counted from the last day of a month without losing one', async () => {
    const currentPeriod = {start: '2027-02-28T00:00:00.000Z', end: '2027-03-31T00:00:00.000Z'};
    const startedAt = '2026-12-31T00:00:00.000Z';
    expect(await periodsOf({rows: [subscription({currentPeriod, startedAt, billingAnchor: startedAt})]})).to.deep.equal(
      ['2027-02-28 2027-03-31', '2027-01-31 2027-02-28', '2026-12-31 2027-01-31'],
    );
  });

  it('are those of the subscription that is asked for, or of the one that is metered', async () => {
    const currentPeriod = {start: '2026-06-01T00:00:00.000Z', end: '2027-06-01T00:00:00.000Z'};
    const yearly = subscription({
      id: 'sub_year',
      currentPeriod,
      startedAt: '2025-06-01T00:00:00.000Z',
      billingAnchor: '2025-06-01T00:00:00.000Z',
      interval: {unit: 'year', count: 1},
    });
    const rows = [subscription(), yearly];
    const meters = [meter('seats', 1, {subscriptionId: 'sub_year'})];
    expect((await periodsOf({rows, meters}))[0]).to.equal('2026-06-01 2027-06-01');
    expect((await periodsOf({rows, meters}, {subscriptionId: 'sub_crew'}))[0]).to.equal('2026-11-01 2026-12-01');
    expect(await periodsOf({rows, meters}, {subscriptionId: 'sub_year'})).to.deep.equal([
      '2026-06-01 2027-06-01',
      '2025-06-01 2026-06-01',
    ]);
  });

  it('are the meter’s own where there is no subscription, and none where there is nothing', async () => {
    expect(await periodsOf({rows: [], meters: [meter('texts', 1, {subscriptionId: null})]})).to.deep.equal([
      '2026-11-01 2026-12-01',
    ]);
    expect(await periodsOf({rows: []})).to.deep.equal([]);
  });
});

describe('The log', () => {
  it('never held a secret while all of this was asked', () => {
    expect(findLeaks()).to.deep.equal([]);
  });
});
