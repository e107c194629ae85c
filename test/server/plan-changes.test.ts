import {expect} from '@open-wc/testing';
import type {ConfigurationInput, FeaturesInput} from '../../src/contract/configuration.js';
import type {Preview, SubscriptionChangeInput} from '../../src/contract/preview.js';
import type {Problem} from '../../src/contract/problem.js';
import type {CreateSession} from '../../src/contract/session.js';
import type {SubscriptionChange} from '../../src/server/ports/provider.js';
import {startAt} from '../support/endpoint.js';
import {catalog, createShop, euro, item, meter, subscription, type ShopEndpoint} from '../support/shop.js';

const ids = {subscriptionId: 'sub_crew'};
type PlanInput = Omit<Extract<SubscriptionChangeInput, {kind: 'plan'}>, 'kind'>;

async function preview(endpoint: ShopEndpoint, choice: PlanInput, input: CreateSession = {}): Promise<Preview> {
  const token = await endpoint.mint(input);
  return (await endpoint.call('previewChange', {ids, token, body: {kind: 'plan', ...choice}})).answer;
}

async function refuse(endpoint: ShopEndpoint, choice: PlanInput, input: CreateSession = {}): Promise<Problem> {
  const token = await endpoint.mint(input);
  return (await endpoint.call('previewChange', {ids, token, body: {kind: 'plan', ...choice}})).problem;
}

/** What the provider is asked for a choice. */
async function ask(endpoint: ShopEndpoint, choice: PlanInput): Promise<Extract<SubscriptionChange, {kind: 'plan'}>> {
  await preview(endpoint, choice);
  return endpoint.shop.asked.at(-1) as Extract<SubscriptionChange, {kind: 'plan'}>;
}

const withChange = (change: FeaturesInput['change']): ConfigurationInput => ({
  catalog,
  features: {change: change ?? {}},
});

describe('A choice of a plan', () => {
  it('is previewed in the provider’s numbers, with what there is now and with what it is paid', async () => {
    const shown = await preview(createShop(), {priceId: 'company_month'});
    expect(shown).to.deep.include({
      subscriptionId: 'sub_crew',
      kind: 'plan',
      certainty: 'exact',
      validUntil: '2026-11-20T10:52:00.000Z',
      effectiveAt: startAt,
      dueNow: euro(8000),
      period: subscription().currentPeriod,
      paymentMethodId: 'pm_visa',
    });
    expect(shown.from).to.deep.include({name: 'Crew', planId: 'Crew', totals: subscription().totals});
    expect(shown.to).to.deep.include({name: 'Company'});
    expect(shown.timeline.map(({kind, at}) => [kind, at])).to.deep.equal([
      ['due_now', startAt],
      ['charge', '2026-12-01T00:00:00.000Z'],
    ]);
  });

  it('keeps how many there are and what is beside it, as far as the other plan has them', async () => {
    const items = [item('crew_month', 4), item('radio_month', 3), item('cover_month', 1)];
    const endpoint = createShop({rows: [subscription({items})]});
    expect(await ask(endpoint, {priceId: 'company_month'})).to.deep.include({
      quantity: 4,
      addOns: [{priceId: 'radio_month', quantity: 3}],
    });
    expect(await ask(endpoint, {priceId: 'company_year'})).to.deep.include({
      addOns: [{priceId: 'radio_year', quantity: 3}],
    });
    expect(await ask(endpoint, {priceId: 'crew_month', quantity: 6})).to.deep.include({
      addOns: [
        {priceId: 'radio_month', quantity: 3},
        {priceId: 'cover_month', quantity: 1},
      ],
    });
    expect(await ask(endpoint, {priceId: 'starter_month'})).to.deep.include({quantity: 2, addOns: []});
  });

  it('is what was chosen, where something was', async () => {
    const endpoint = createShop();
    const addOns = [{priceId: 'radio_year', quantity: 2}];
    const chosen = {priceId: 'crew_year', quantity: 8, addOns, promotionCode: 'FIELD10'};
    expect(await ask(endpoint, chosen)).to.deep.equal({
      ...{kind: 'plan', subscriptionId: 'sub_crew', trial: 'end', ...chosen},
      billing: {proration: 'prorate', timing: 'immediately', anchor: 'unchanged'},
    });
  });

  it('has no preview of a method that the session may not see', async () => {
    const {paymentMethodId} = await preview(
      createShop(),
      {priceId: 'company_month'},
      {features: {paymentMethods: {view: false}}},
    );
    expect(paymentMethodId).to.equal(null);
  });
});

describe('When a change takes effect', () => {
  const atOnce = 'immediately';
  const later = 'period_end';
  const cases: [string, PlanInput, string][] = [
    ['a higher plan', {priceId: 'company_month'}, atOnce],
    ['a lower plan', {priceId: 'starter_month'}, later],
    ['a longer interval', {priceId: 'crew_year'}, atOnce],
    ['a lower plan for longer', {priceId: 'starter_year'}, later],
    ['more seats', {priceId: 'crew_month', quantity: 6}, atOnce],
    ['fewer seats', {priceId: 'crew_month', quantity: 2}, later],
    ['an add-on', {priceId: 'crew_month', addOns: [{priceId: 'radio_month', quantity: 1}]}, atOnce],
    [
      'fewer seats and an add-on',
      {priceId: 'crew_month', quantity: 2, addOns: [{priceId: 'radio_month', quantity: 1}]},
      atOnce,
    ],
    ['a higher plan with fewer seats', {priceId: 'company_month', quantity: 1}, atOnce],
    ['a promotion code', {priceId: 'crew_month', promotionCode: 'FIELD10'}, atOnce],
  ];
  for (const [what, choice, timing] of cases) {
    it(`is ${timing === later ? 'the end of the period' : 'at once'} for ${what}`, async () => {
      expect((await ask(createShop(), choice)).billing.timing).to.equal(timing);
    });
  }

  it('is the end of the period for a shorter interval, also of a higher plan', async () => {
    const endpoint = createShop({rows: [subscription({items: [item('crew_year', 4)]})]});
    expect((await ask(endpoint, {priceId: 'crew_month'})).billing.timing).to.equal(later);
    expect((await ask(endpoint, {priceId: 'company_month'})).billing.timing).to.equal(later);
    expect((await ask(endpoint, {priceId: 'company_year'})).billing.timing).to.equal(atOnce);
  });

  it('is the end of the period for an add-on less', async () => {
    const endpoint = createShop({rows: [subscription({items: [item('crew_month', 4), item('radio_month', 2)]})]});
    expect((await ask(endpoint, {priceId: 'crew_month', addOns: []})).billing.timing).to.equal(later);
    expect(
      (await ask(endpoint, {priceId: 'crew_month', addOns: [{priceId: 'radio_month', quantity: 1}]})).billing.timing,
    ).to.equal(later);
  });

  it('is what the merchant says, and so is how it is billed', async () => {
    const change = {
      proration: 'full_difference',
      timing: 'period_end',
      anchor: 'now',
      atPeriodEnd: [],
      trial: 'continue',
    } as const;
    const own = createShop({configurations: withChange({...change, atPeriodEnd: []})});
    expect(await ask(own, {priceId: 'company_month'})).to.deep.include({
      billing: {proration: 'full_difference', timing: 'period_end', anchor: 'now'},
      trial: 'continue',
    });
    const atOnceAlways = createShop({configurations: withChange({atPeriodEnd: []})});
    expect((await ask(atOnceAlways, {priceId: 'starter_month'})).billing.timing).to.equal(atOnce);
    const shorterOnly = createShop({configurations: withChange({atPeriodEnd: ['shorter_interval']})});
    expect((await ask(shorterOnly, {priceId: 'starter_month'})).billing.timing).to.equal(atOnce);
  });

  it('and what then follows is said where the provider says nothing', async () => {
    const {effectiveAt, timeline, dueNow} = await preview(createShop(), {priceId: 'starter_month'});
    expect(effectiveAt).to.equal('2026-12-01T00:00:00.000Z');
    expect(dueNow).to.deep.equal(euro(0));
    expect(timeline.map(({kind, name}) => [kind, name])).to.deep.equal([
      ['change', 'Starter'],
      ['charge', 'Starter'],
    ]);
  });
});

describe('A choice is refused', () => {
  const cases: [string, PlanInput, object][] = [
    ['that changes nothing', {priceId: 'crew_month'}, {reason: 'nothing_changes'}],
    [
      'that changes nothing, said in full',
      {priceId: 'crew_month', quantity: 4, addOns: []},
      {reason: 'nothing_changes'},
    ],
    ['of a price that is not on offer', {priceId: 'company_old'}, {reason: 'not_in_catalog'}],
    ['of a plan that is not offered', {priceId: 'founders_month'}, {reason: 'not_in_catalog'}],
    ['in another currency', {priceId: 'crew_usd'}, {reason: 'not_in_catalog'}],
    ['of an add-on as a plan', {priceId: 'radio_month'}, {reason: 'not_in_catalog'}],
  ];
  for (const [what, choice, details] of cases) {
    it(what, async () => {
      expect(await refuse(createShop(), choice)).to.deep.include({status: 409, code: 'action_refused', details});
    });
  }

  const numbers: [string, PlanInput, string, object | undefined][] = [
    ['fewer than there can be', {priceId: 'crew_month', quantity: 1}, 'quantity', {minimum: 2, maximum: 50, step: 2}],
    ['more than there can be', {priceId: 'crew_month', quantity: 52}, 'quantity', {minimum: 2, maximum: 50, step: 2}],
    ['between two steps', {priceId: 'crew_month', quantity: 5}, 'quantity', {minimum: 2, maximum: 50, step: 2}],
    [
      'more than the other plan has',
      {priceId: 'starter_month', quantity: 3},
      'quantity',
      {minimum: 1, maximum: 2, step: 1},
    ],
    [
      'two of what is had once',
      {priceId: 'crew_month', addOns: [{priceId: 'cover_month', quantity: 2}]},
      'addOns.0.quantity',
      {minimum: 1, maximum: 1, step: 1},
    ],
    [
      'an add-on for another interval',
      {priceId: 'crew_month', addOns: [{priceId: 'radio_year', quantity: 1}]},
      'addOns.0.priceId',
      undefined,
    ],
    [
      'an add-on of another plan',
      {priceId: 'company_month', addOns: [{priceId: 'cover_month', quantity: 1}]},
      'addOns.0.priceId',
      undefined,
    ],
    [
      'one add-on twice',
      {
        priceId: 'crew_month',
        addOns: [
          {priceId: 'radio_month', quantity: 1},
          {priceId: 'radio_month', quantity: 1},
        ],
      },
      'addOns.1.priceId',
      undefined,
    ],
    [
      'a plan as an add-on',
      {priceId: 'crew_month', addOns: [{priceId: 'company_month', quantity: 1}]},
      'addOns.0.priceId',
      undefined,
    ],
  ];
  for (const [what, choice, field, details] of numbers) {
    it(`for a number that there cannot be: ${what}`, async () => {
      const problem = await refuse(createShop(), choice);
      expect(problem).to.include({status: 422, code: 'invalid_request', field});
      expect(problem.details).to.deep.equal(details);
    });
  }

  it('for fewer seats than are in use, with the numbers, also beside another plan', async () => {
    const endpoint = createShop({meters: [meter('seats', 3, {name: 'Seats', unit: 'seat'})]});
    const details = {reason: 'usage_over_limit', meter: 'seats', name: 'Seats', used: 3, unit: 'seat'};
    expect((await refuse(endpoint, {priceId: 'crew_month', quantity: 2})).details).to.deep.equal({
      ...details,
      limit: 2,
    });
    expect((await refuse(endpoint, {priceId: 'company_month', quantity: 1})).details).to.deep.equal({
      ...details,
      limit: 1,
    });
    expect((await refuse(endpoint, {priceId: 'starter_month'})).details).to.deep.equal({...details, limit: 2});
    expect((await preview(endpoint, {priceId: 'company_month', quantity: 3})).to?.items[0]?.quantity).to.equal(3);
  });

  it('while nobody can say how many seats are in use: it may be tried again', async () => {
    const endpoint = createShop();
    endpoint.shop.failing.add('readUsage');
    expect(await refuse(endpoint, {priceId: 'crew_month', quantity: 2})).to.include({
      code: 'provider_unavailable',
      retryable: true,
    });
    expect(endpoint.shop.asked).to.deep.equal([]);
  });

  const switches: [keyof NonNullable<FeaturesInput['change']>, PlanInput][] = [
    ['upgrade', {priceId: 'company_month'}],
    ['downgrade', {priceId: 'starter_month'}],
    ['interval', {priceId: 'crew_year'}],
    ['quantity', {priceId: 'crew_month', quantity: 6}],
    ['quantity', {priceId: 'company_month', quantity: 6}],
    ['addOns', {priceId: 'crew_month', addOns: [{priceId: 'radio_month', quantity: 1}]}],
    ['addOns', {priceId: 'company_month', addOns: [{priceId: 'radio_month', quantity: 1}]}],
    ['promotionCode', {priceId: 'company_month', promotionCode: 'FIELD10'}],
  ];
  for (const [name, choice] of switches) {
    it(`by the switch "${name}" for ${JSON.stringify(choice)}, and by no other`, async () => {
      const off = await refuse(createShop({configurations: withChange({[name]: false})}), choice);
      expect(off.details).to.deep.equal({reason: 'feature_disabled'});
      expect((await refuse(createShop(), choice, {features: {change: {[name]: false}}})).details).to.deep.equal(
        off.details,
      );
      const others = Object.fromEntries(
        ['upgrade', 'downgrade', 'interval', 'quantity', 'addOns', 'promotionCode', 'start', 'restart']
          .filter((other) => other !== name && !(choice.priceId === 'company_month' && other === 'upgrade'))
          .map((other) => [other, false]),
      );
      const only = createShop({configurations: withChange(others)});
      expect((await preview(only, choice)).kind).to.equal('plan');
    });
  }

  const table: [CreateSession, string][] = [
    [{role: 'viewer'}, 'role'],
    [{readOnly: true}, 'read_only'],
  ];
  for (const [input, reason] of table) {
    it(`by ${reason}, whatever is chosen`, async () => {
      for (const [, choice] of switches) {
        expect((await refuse(createShop(), choice, input)).details, JSON.stringify(choice)).to.deep.equal({reason});
      }
    });
  }

  it('with what the provider says of this one subscription, its numbers and when to try again', async () => {
    const refusal = {
      allowed: false,
      reason: 'locked_near_renewal',
      details: {hours: 2},
      retryAt: '2026-12-01T00:00:00.000Z',
    } as const;
    const endpoint = createShop({rows: [subscription({refusals: {changePlan: refusal, applyPromotionCode: refusal}})]});
    const details = {reason: 'locked_near_renewal', hours: 2, retryAt: '2026-12-01T00:00:00.000Z'};
    expect((await refuse(endpoint, {priceId: 'company_month'})).details).to.deep.equal(details);
    expect((await refuse(endpoint, {priceId: 'crew_month', promotionCode: 'A'})).details).to.deep.equal(details);
    expect((await preview(endpoint, {priceId: 'crew_month', quantity: 6})).kind).to.equal('plan');
  });

  it('that has to wait for the end of the period, where the provider lets nothing wait', async () => {
    const describe = () => ({changePlan: 'native', changeInterval: 'native', changeQuantity: 'native'}) as const;
    const endpoint = createShop({also: {describe}});
    const details = {reason: 'provider_cannot'};
    expect((await refuse(endpoint, {priceId: 'starter_month'})).details).to.deep.equal(details);
    expect((await refuse(endpoint, {priceId: 'crew_month', quantity: 2})).details).to.deep.equal(details);
    expect((await preview(endpoint, {priceId: 'company_month'})).kind).to.equal('plan');
    const {answer} = await endpoint.call('readPortal', {query: {include: 'catalog'}});
    expect(answer.catalog?.moves['sub_crew']?.prices['starter_month']).to.deep.equal({allowed: false, ...details});
    const atOnceAlways = createShop({also: {describe}, configurations: withChange({atPeriodEnd: []})});
    expect((await preview(atOnceAlways, {priceId: 'starter_month'})).kind).to.equal('plan');
  });

  it('of a subscription whose plan is not in the catalog', async () => {
    const endpoint = createShop({
      rows: [subscription({planId: 'X', items: [{...item('crew_month', 4), priceId: 'x'}]})],
    });
    expect((await refuse(endpoint, {priceId: 'company_month'})).details).to.deep.equal({reason: 'not_in_catalog'});
  });
});

describe('A provider without previews', () => {
  it('is previewed by list prices and says that it knows no amount', async () => {
    const endpoint = createShop({without: ['previewChange']});
    const shown = await preview(endpoint, {priceId: 'company_month', addOns: [{priceId: 'radio_month', quantity: 2}]});
    expect(shown).to.deep.include({certainty: 'none', dueNow: null, totals: null, lines: [], effectiveAt: startAt});
    expect(shown.to?.totals.total).to.deep.equal(euro(4 * 4900 + 2 * 500));
    expect(shown.next).to.deep.equal({at: '2026-12-01T00:00:00.000Z', amount: euro(20600)});
    expect(shown.notes.map(({kind}) => kind)).to.deep.equal(['list_price_only']);
    expect(shown.paymentMethodId).to.equal('pm_visa');
    const {operation} = (await endpoint.call('changeSubscription', {ids, body: {previewId: shown.id}})).answer;
    expect(operation.state).to.equal('succeeded');
    expect(endpoint.shop.applied[0]?.terms).to.deep.equal({});
  });

  it('is charged next with the end of the period that begins with it', async () => {
    const end = '2026-12-01T00:00:00.000Z';
    const trial = {status: 'trialing', trialEndsAt: end} as const;
    const cases = [
      ['crew_year', {}, {}, '2027-11-20T10:42:00.000Z', 4 * 29_000],
      ['company_month', {anchor: 'now'}, {}, '2026-12-20T10:42:00.000Z', 4 * 4900],
      ['company_month', {anchor: 'unchanged'}, {}, end, 4 * 4900],
      ['crew_year', {trial: 'continue'}, trial, end, 4 * 29_000],
    ] as const;
    for (const [priceId, change, given, at, amount] of cases) {
      const rows = [subscription(given)];
      const endpoint = createShop({rows, without: ['previewChange'], configurations: withChange(change)});
      const shown = await preview(endpoint, {priceId});
      expect(shown.next, JSON.stringify([priceId, change])).to.deep.equal({at, amount: euro(amount)});
    }
  });

  it('says of leaving what is known of it, without a word of prices', async () => {
    const endpoint = createShop({without: ['previewChange']});
    const {answer} = await endpoint.call('previewChange', {ids, body: {kind: 'cancel'}});
    expect(answer).to.deep.include({certainty: 'none', effectiveAt: '2026-12-01T00:00:00.000Z', to: null, notes: []});
    expect(answer.timeline.map(({kind}) => kind)).to.deep.equal(['end']);
  });
});
