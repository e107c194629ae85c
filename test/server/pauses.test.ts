import {expect} from '@open-wc/testing';
import type {ConfigurationInput, FeaturesInput} from '../../src/contract/configuration.js';
import type {SubscriptionChangeInput} from '../../src/contract/preview.js';
import type {CreateSession} from '../../src/contract/session.js';
import {startAt} from '../support/endpoint.js';
import {catalog, createShop, subscription, type ShopEndpoint} from '../support/shop.js';

const ids = {subscriptionId: 'sub_crew'};
const end = '2026-12-01T00:00:00.000Z';
type Pause = Omit<Extract<SubscriptionChangeInput, {kind: 'pause'}>, 'kind'>;

const withPause = (pause: NonNullable<FeaturesInput['pause']>): ConfigurationInput => ({catalog, features: {pause}});

async function ask(endpoint: ShopEndpoint, pause: Pause, input: CreateSession = {}) {
  const token = await endpoint.mint(input);
  return endpoint.call('previewChange', {ids, token, body: {kind: 'pause', ...pause}});
}

/** What the provider is asked for. */
async function decide(endpoint: ShopEndpoint, pause: Pause) {
  const reply = await ask(endpoint, pause);
  expect(reply.answer.kind).to.equal('pause');
  return endpoint.shop.asked.at(-1);
}

describe('A pause', () => {
  it('begins when the customer wants, and with the end of the period where nothing is said', async () => {
    const endpoint = createShop();
    const pause = {kind: 'pause', subscriptionId: 'sub_crew', until: null};
    expect(await decide(endpoint, {until: null})).to.deep.equal({...pause, at: 'period_end'});
    expect(await decide(endpoint, {at: 'immediately', until: null})).to.deep.equal({...pause, at: 'immediately'});
  });

  it('begins when the merchant wants, where they leave no choice', async () => {
    for (const at of ['immediately', 'period_end'] as const) {
      const endpoint = createShop({configurations: withPause({at})});
      expect(await decide(endpoint, {until: null})).to.deep.include({at});
      const other = at === 'immediately' ? 'period_end' : 'immediately';
      expect((await ask(endpoint, {at: other, until: null})).problem).to.include({
        code: 'feature_disabled',
        field: 'at',
      });
    }
    const endpoint = createShop();
    const {problem} = await ask(endpoint, {at: 'immediately', until: null}, {features: {pause: {at: 'period_end'}}});
    expect(problem).to.include({code: 'feature_disabled', field: 'at'});
  });

  it('says when it begins and when it is over by itself', async () => {
    const {answer} = await ask(createShop(), {until: '2027-02-01T00:00:00.000Z'});
    expect(answer.effectiveAt).to.equal(end);
    expect(answer.timeline.map(({kind, at}) => [kind, at])).to.deep.equal([
      ['pause', end],
      ['resume', '2027-02-01T00:00:00.000Z'],
    ]);
  });

  it('does not end before it begins', async () => {
    for (const pause of [
      {at: 'immediately', until: startAt},
      {at: 'immediately', until: '2026-11-19T00:00:00.000Z'},
      {at: 'period_end', until: end},
      {until: '2026-11-30T00:00:00.000Z'},
    ] as const) {
      expect((await ask(createShop(), pause)).problem, pause.until).to.include({
        code: 'invalid_request',
        field: 'until',
      });
    }
  });

  it('is no longer than the merchant allows, and says how long that is', async () => {
    const endpoint = createShop({configurations: withPause({maximum: {unit: 'month', count: 6}})});
    const maximum = {unit: 'month', count: 6};
    const atOnce = await ask(endpoint, {at: 'immediately', until: '2027-05-25T00:00:00.000Z'});
    expect(atOnce.problem).to.deep.include({
      code: 'action_refused',
      details: {reason: 'pause_too_long', maximum, latest: '2027-05-20T10:42:00.000Z'},
    });
    expect(await decide(endpoint, {at: 'immediately', until: '2027-05-20T00:00:00.000Z'})).to.include({kind: 'pause'});
    expect(await decide(endpoint, {until: '2027-06-01T00:00:00.000Z'})).to.include({kind: 'pause'});
    expect((await ask(endpoint, {until: '2027-06-03T00:00:00.000Z'})).problem.details).to.deep.include({
      latest: '2027-06-01T00:00:00.000Z',
    });
    // Without an end is as long as there is.
    expect(await decide(endpoint, {until: null})).to.include({until: '2027-06-01T00:00:00.000Z'});
  });

  it('is without an end only where the merchant allows it', async () => {
    const endpoint = createShop({configurations: withPause({indefinite: false})});
    expect((await ask(endpoint, {until: null})).problem.details).to.deep.include({reason: 'pause_too_long'});
  });

  it('is one of the lengths, where no day may be chosen', async () => {
    const durations = [
      {unit: 'week', count: 2},
      {unit: 'month', count: 3},
    ] as const;
    const endpoint = createShop({configurations: withPause({durations: [...durations], date: false})});
    for (const until of ['2026-12-15T00:00:00.000Z', '2027-03-01T00:00:00.000Z', '2027-03-01T11:00:00.000Z']) {
      expect(await decide(endpoint, {until})).to.include({until});
    }
    for (const until of ['2026-12-20T00:00:00.000Z', '2027-02-01T00:00:00.000Z']) {
      expect((await ask(endpoint, {until})).problem, until).to.include({code: 'feature_disabled', field: 'until'});
    }
    expect(await decide(endpoint, {at: 'immediately', until: '2026-12-04T10:42:00.000Z'})).to.include({kind: 'pause'});
  });

  it('is refused by switch, role, `readOnly` and provider', async () => {
    const reasonOf = async (endpoint: ShopEndpoint, input: CreateSession = {}) =>
      (await ask(endpoint, {until: null}, input)).problem.details?.['reason'];
    expect(await reasonOf(createShop({configurations: withPause({enabled: false})}))).to.equal('feature_disabled');
    expect(await reasonOf(createShop(), {features: {pause: {enabled: false}}})).to.equal('feature_disabled');
    expect(await reasonOf(createShop(), {role: 'viewer'})).to.equal('role');
    expect(await reasonOf(createShop(), {readOnly: true})).to.equal('read_only');
    const refusals = {pause: {allowed: false, reason: 'past_due'}} as const;
    expect(await reasonOf(createShop({rows: [subscription({refusals})]}))).to.equal('past_due');
    expect((await ask(createShop(), {until: null}, {role: 'billing'})).answer.kind).to.equal('pause');
  });

  it('is promised no end that the provider cannot keep', async () => {
    const also = {describe: () => ({pause: 'native' as const})};
    const maximum = {unit: 'month', count: 2} as const;
    expect(await decide(createShop({also}), {until: null})).to.include({kind: 'pause', until: null});
    const endpoint = createShop({also, configurations: withPause({maximum})});
    expect((await ask(endpoint, {until: null})).problem.details).to.deep.equal({reason: 'feature_disabled'});
    const narrowed = await ask(createShop({also}), {until: null}, {features: {pause: {maximum}}});
    expect(narrowed.problem.details).to.deep.equal({reason: 'feature_disabled'});
  });

  it('that was shown can be done as long as it holds, with the end that was shown', async () => {
    const endpoint = createShop({
      configurations: {...withPause({maximum: {unit: 'month', count: 2}}), session: {lifetime: 3600}},
    });
    const {answer} = await ask(endpoint, {at: 'immediately', until: null});
    endpoint.clock.advance({minutes: 9});
    const done = await endpoint.call('changeSubscription', {ids, body: {previewId: answer.id}});
    expect(done.answer.subscription).to.include({status: 'paused', resumesAt: '2027-01-20T10:42:00.000Z'});
  });
});

describe('A pause that was shown to somebody else', () => {
  it('is done in no wider bounds than those of who confirms it', async () => {
    const narrower: FeaturesInput['pause'][] = [{maximum: {unit: 'month', count: 2}}, {at: 'period_end'}];
    for (const pause of narrower) {
      const endpoint = createShop();
      const {answer} = await ask(endpoint, {until: null});
      const token = await endpoint.mint({features: {pause}});
      const reply = await endpoint.call('changeSubscription', {ids, token, body: {previewId: answer.id}});
      expect(reply.problem.code).to.equal('preview_stale');
      expect(endpoint.shop.applied).to.deep.equal([]);
      const fresh = (reply.problem.details as {preview: {id: string}}).preview;
      const done = await endpoint.call('changeSubscription', {ids, token, body: {previewId: fresh.id}});
      expect(done.answer.subscription.resumesAt).to.equal(pause?.maximum ? '2027-02-01T00:00:00.000Z' : null);
    }
  });
});

describe('What the page may know of pauses', () => {
  const read = async (endpoint: ShopEndpoint, input: CreateSession = {}) =>
    (await endpoint.call('readPortal', {token: await endpoint.mint(input), query: {include: ''}})).answer.configuration
      .features.pause;

  it('is all that can be chosen', async () => {
    expect(await read(createShop())).to.deep.equal({
      enabled: true,
      durations: [1, 2, 3].map((count) => ({unit: 'month', count})),
      date: true,
      indefinite: true,
      maximum: null,
      at: 'customer_choice',
    });
    const configurations = withPause({maximum: {unit: 'month', count: 2}});
    const {durations, maximum} = await read(createShop({configurations}));
    expect(maximum).to.deep.equal({unit: 'month', count: 2});
    expect(durations.map(({count}) => count)).to.deep.equal([1, 2]);
  });

  it('is less for a session that asks for less, and never more', async () => {
    const pause = {
      durations: [
        {unit: 'month', count: 1},
        {unit: 'year', count: 1},
      ],
      maximum: {unit: 'year', count: 1},
    } as const;
    const input = {features: {pause: {...pause, durations: [...pause.durations]}}};
    const configurations = withPause({maximum: {unit: 'month', count: 2}, at: 'period_end'});
    const endpoint = createShop({configurations});
    expect(await read(endpoint, input)).to.deep.include({
      durations: [{unit: 'month', count: 1}],
      maximum: {unit: 'month', count: 2},
    });
    expect((await read(endpoint, {features: {pause: {at: 'immediately'}}})).at).to.equal('period_end');
    expect((await read(createShop(), input)).maximum).to.deep.equal({unit: 'year', count: 1});
  });

  it('is what the provider can do', async () => {
    const describeAs = (given: object) => ({also: {describe: () => ({pause: 'native' as const, ...given})}});
    expect(await read(createShop(describeAs({})))).to.deep.include({enabled: true, durations: [], date: false});
    expect(
      (await read(createShop({...describeAs({}), configurations: withPause({indefinite: false})}))).enabled,
    ).to.equal(false);
    expect((await read(createShop(describeAs({pause: 'none'})))).enabled).to.equal(false);
    expect((await read(createShop({without: ['applyChange']}))).enabled).to.equal(false);
  });
});
