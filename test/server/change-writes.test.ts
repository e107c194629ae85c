import {expect} from '@open-wc/testing';
import type {Preview, SubscriptionChangeInput} from '../../src/contract/preview.js';
import type {CreateSession} from '../../src/contract/session.js';
import {BillingError} from '../../src/contract/errors.js';
import type {ProviderSubscription} from '../../src/server/ports/provider.js';
import {toFingerprint} from '../../src/server/rules/fingerprint.js';
import {memoryStore} from '../../src/server/stores/memory.js';
import {findLeaks, publicOrigin, type CallOptions} from '../support/endpoint.js';
import {createShop, euro, item, meter, subscription, type ShopEndpoint, type ShopOptions} from '../support/shop.js';

const ids = {subscriptionId: 'sub_crew'};
const upgrade = {kind: 'plan', priceId: 'company_month'} as const;
const downgrade = {kind: 'plan', priceId: 'starter_month'} as const;
const pause = {kind: 'pause', at: 'immediately', until: '2027-01-20T00:00:00.000Z'} as const;

interface Kept extends ShopEndpoint {
  /** The events that were kept, the oldest first. */
  events(): Promise<{type: string; payload: {id?: string; changed?: {kind: string}}}[]>;
}

function create(options: ShopOptions = {}): Kept {
  const store = memoryStore();
  const realm = store.realm({account: 'default', mode: 'test'});
  const events = async () => {
    const rows = await realm.events.list({limit: 50});
    return rows.reverse().map(({type, payload}) => ({type, payload: JSON.parse(payload) as {id?: string}}));
  };
  return {...createShop({...options, store}), events};
}

async function show(endpoint: ShopEndpoint, body: SubscriptionChangeInput, token?: string): Promise<Preview> {
  return (await endpoint.call('previewChange', {ids, body, ...(token ? {token} : {})})).answer;
}

function confirm(endpoint: ShopEndpoint, previewId: string, body: object = {}, options: CallOptions = {}) {
  return endpoint.call('changeSubscription', {ids, body: {previewId, ...body}, ...options});
}

async function change(endpoint: ShopEndpoint, body: SubscriptionChangeInput, input: CreateSession = {}) {
  const token = await endpoint.mint(input);
  return confirm(endpoint, (await show(endpoint, body, token)).id, {}, {token});
}

const withKey = (key: string): CallOptions => ({headers: {'idempotency-key': key}});

describe('A change', () => {
  it('does what was shown, with what it was agreed to', async () => {
    const endpoint = create();
    const shown = await show(endpoint, upgrade);
    const {answer} = await confirm(endpoint, shown.id);
    expect(answer.operation).to.include({kind: 'change_subscription', resourceId: 'sub_crew', state: 'succeeded'});
    expect(answer.subscription).to.deep.include({id: 'sub_crew', name: 'Company', totals: shown.to?.totals});
    expect(endpoint.shop.applied).to.have.length(1);
    const [{change: done, terms, key} = {} as never] = endpoint.shop.applied;
    expect(done).to.deep.equal(endpoint.shop.asked.at(-1));
    expect(terms).to.deep.equal({reference: 'ref_1', dueNow: euro(8000)});
    expect(key).to.equal(answer.operation.id);
  });

  it('is paid with the method that was chosen, and comes back to the page that asked', async () => {
    const endpoint = create();
    const shown = await show(endpoint, upgrade);
    const returnUrl = `${publicOrigin}/billing?tab=plan`;
    const {answer} = await confirm(endpoint, shown.id, {paymentMethodId: 'pm_other', returnUrl});
    expect(endpoint.shop.applied[0]?.terms).to.deep.equal({
      paymentMethodId: 'pm_other',
      returnUrl: `${returnUrl}&billing_operation=${answer.operation.id}`,
      reference: 'ref_1',
      dueNow: euro(8000),
    });
  });

  it('leads back to no page that may not call', async () => {
    const endpoint = create();
    const shown = await show(endpoint, upgrade);
    const {problem} = await confirm(endpoint, shown.id, {returnUrl: 'https://elsewhere.example.com/'});
    expect(problem).to.include({status: 422, code: 'invalid_request', field: 'returnUrl'});
    expect(endpoint.shop.applied).to.deep.equal([]);
  });

  it('is not charged to a method of nobody, to one that works no more, or to none', async () => {
    const endpoint = create();
    const {shop} = endpoint;
    const shown = await show(endpoint, upgrade);
    expect((await confirm(endpoint, shown.id, {paymentMethodId: 'pm_none'})).problem.code).to.equal('not_found');
    const other = shop.methods.find(({id}) => id === 'pm_other');
    for (const [status, reason] of [
      ['expired', 'method_expired'],
      ['pending', 'method_pending'],
    ] as const) {
      Object.assign(other ?? {}, {status});
      const {problem} = await confirm(endpoint, shown.id, {paymentMethodId: 'pm_other'});
      expect(problem).to.deep.include({code: 'action_refused', details: {reason}});
    }
    shop.methods.length = 0;
    const bare = await show(endpoint, upgrade);
    expect(bare.paymentMethodId).to.equal(null);
    expect((await confirm(endpoint, bare.id)).problem.details).to.deep.equal({reason: 'no_payment_method'});
    expect(shop.applied).to.deep.equal([]);
  });

  it('is left to a provider that does not list every method, where there is none', async () => {
    const all = create().sandbox.describe();
    const endpoint = create({also: {describe: () => ({...all, listPaymentMethods: 'partial'})}});
    endpoint.shop.methods.length = 0;
    expect((await change(endpoint, upgrade)).answer.operation.state).to.equal('succeeded');
  });

  it('of leaving is shown, also where the methods cannot be read', async () => {
    const endpoint = create();
    endpoint.shop.failing.add('listPaymentMethods');
    expect((await change(endpoint, {kind: 'cancel'})).answer.operation.state).to.equal('succeeded');
  });

  it('is charged to the subscription’s own method, also where the session may not see it', async () => {
    const hidden = {features: {paymentMethods: {view: false}}};
    const flaws = [
      ['pm_visa', null],
      ['pm_other', 'method_expired'],
    ] as const;
    for (const [expired, reason] of flaws) {
      const endpoint = create({rows: [subscription({paymentMethodId: 'pm_other'})]});
      const method = endpoint.shop.methods.find(({id}) => id === expired);
      Object.assign(method ?? {}, {status: 'expired'});
      const reply = await change(endpoint, upgrade, hidden);
      if (reason) expect(reply.problem.details).to.deep.equal({reason});
      else expect(reply.answer.operation.state).to.equal('succeeded');
    }
  });

  it('that costs nothing at once needs no method', async () => {
    const endpoint = create();
    endpoint.shop.methods.length = 0;
    expect((await change(endpoint, downgrade)).answer.operation.state).to.equal('succeeded');
  });

  it('of a subscription that is paid by invoice needs none either', async () => {
    const endpoint = create({rows: [subscription({collection: 'manual'})]});
    endpoint.shop.methods.length = 0;
    expect((await change(endpoint, upgrade)).answer.operation.state).to.equal('succeeded');
  });

  it('asks again where another method would pay by now than was shown', async () => {
    const endpoint = create();
    const shown = await show(endpoint, upgrade);
    for (const method of endpoint.shop.methods) method.isDefault = method.id === 'pm_other';
    const {problem} = await confirm(endpoint, shown.id);
    expect(problem.code).to.equal('preview_stale');
    expect((problem.details as {preview: Preview}).preview.paymentMethodId).to.equal('pm_other');
    expect((await confirm(endpoint, shown.id, {paymentMethodId: 'pm_visa'})).answer.operation.state).to.equal(
      'succeeded',
    );
  });
});

describe('A change of which nobody can tell what it costs', () => {
  const planned = {kind: 'plan', at: '2026-12-01T00:00:00.000Z', to: 'Starter'};
  const leaving: [SubscriptionChangeInput, Partial<ProviderSubscription>][] = [
    [{kind: 'cancel'}, {}],
    [{kind: 'undo_cancel'}, {cancelsAt: '2026-12-01T00:00:00.000Z'}],
    [{kind: 'withdraw_pending'}, {pendingChange: planned}],
    [pause, {}],
    [downgrade, {}],
  ];
  for (const [body, given] of leaving) {
    it(`is done without a method that works where nothing is due at once (${body.kind})`, async () => {
      const endpoint = create({without: ['previewChange'], rows: [subscription(given)]});
      for (const method of endpoint.shop.methods) method.status = 'expired';
      const shown = await show(endpoint, body);
      expect(shown.dueNow).to.equal(null);
      expect((await confirm(endpoint, shown.id)).answer.operation.state).to.equal('succeeded');
    });
  }

  it('is not charged to a card that has expired, nor to another one than was shown', async () => {
    const paused = {status: 'paused', pausedAt: '2026-11-19T00:00:00.000Z'} as const;
    for (const [body, given] of [[upgrade, {}] as const, [{kind: 'unpause'}, paused] as const]) {
      const endpoint = create({without: ['previewChange'], rows: [subscription(given)]});
      const {methods} = endpoint.shop;
      const shown = await show(endpoint, body);
      expect(shown.paymentMethodId, body.kind).to.equal('pm_visa');
      for (const method of methods) method.isDefault = method.id === 'pm_other';
      expect((await confirm(endpoint, shown.id)).problem.code).to.equal('preview_stale');
      const fresh = await show(endpoint, body);
      for (const method of methods) method.status = 'expired';
      expect((await confirm(endpoint, fresh.id)).problem.details).to.deep.equal({reason: 'method_expired'});
    }
  });
});

describe('What was shown does not hold any more', () => {
  const moves: [string, (endpoint: ShopEndpoint) => void][] = [
    ['the subscription', ({shop}) => Object.assign(shop.rows[0] ?? {}, {nextBillingAt: '2026-12-02T00:00:00.000Z'})],
    ['the time', ({clock}) => clock.advance({minutes: 10})],
    ['what it costs', ({shop}) => (shop.dueNow = euro(9000))],
  ];
  for (const [what, move] of moves) {
    it(`because ${what} has moved: nothing is done, and a fresh preview comes`, async () => {
      const endpoint = create();
      const shown = await show(endpoint, upgrade);
      move(endpoint);
      const {problem} = await confirm(endpoint, shown.id, {}, {token: await endpoint.mint()});
      expect(problem).to.include({status: 409, code: 'preview_stale', retryable: false});
      const fresh = (problem.details as {preview: Preview}).preview;
      expect(fresh).to.include({kind: 'plan', subscriptionId: 'sub_crew'});
      expect(fresh.id).not.to.equal(shown.id);
      expect(endpoint.shop.applied).to.deep.equal([]);
      const {answer} = await confirm(endpoint, fresh.id, {}, {token: await endpoint.mint()});
      expect(answer.operation.state).to.equal('succeeded');
    });
  }

  it('only where money moved: what is counted goes on being counted', async () => {
    const counted = {...item('crew_month', 1), id: 'si_texts', kind: 'metered', quantity: null};
    const endpoint = create({rows: [subscription({items: [item('crew_month', 4), counted]})]});
    const shown = await show(endpoint, {kind: 'cancel'});
    const [row] = endpoint.shop.rows;
    Object.assign(row ?? {}, {totals: {...row?.totals, total: euro(99_999)}});
    Object.assign(row?.items[1] ?? {}, {total: euro(77_777)});
    expect((await confirm(endpoint, shown.id)).answer.operation.state).to.equal('succeeded');
  });

  it('because seats were taken meanwhile: it is refused with the numbers', async () => {
    const endpoint = create({meters: [meter('seats', 2)]});
    const shown = await show(endpoint, downgrade);
    endpoint.shop.meters = [meter('seats', 3)];
    const {problem} = await confirm(endpoint, shown.id);
    expect(problem.details).to.deep.include({reason: 'usage_over_limit', used: 3, limit: 2});
  });

  it('for whoever may less than who looked at it', async () => {
    const endpoint = create();
    const shown = await show(endpoint, upgrade);
    const cancel = await show(endpoint, {kind: 'cancel'});
    const as = async (input: CreateSession) => ({token: await endpoint.mint(input)});
    const reasonOf = async (id: string, input: CreateSession) =>
      (await confirm(endpoint, id, {}, await as(input))).problem.details?.['reason'];
    expect(await reasonOf(shown.id, {role: 'viewer'})).to.equal('role');
    expect(await reasonOf(shown.id, {readOnly: true})).to.equal('read_only');
    expect(await reasonOf(shown.id, {features: {change: {upgrade: false}}})).to.equal('feature_disabled');
    expect(await reasonOf(cancel.id, {role: 'billing'})).to.equal('role');
    expect(endpoint.shop.applied).to.deep.equal([]);
  });

  it('for another subscription, for a start, and for another customer', async () => {
    const endpoint = create({rows: [subscription(), subscription({id: 'sub_two'})]});
    const shown = await show(endpoint, upgrade);
    const other = await endpoint.call('changeSubscription', {
      ids: {subscriptionId: 'sub_two'},
      body: {previewId: shown.id},
    });
    expect(other.problem.code).to.equal('not_found');
    expect((await endpoint.call('startSubscription', {body: {previewId: shown.id}})).problem.code).to.equal(
      'not_found',
    );
    const {answer} = await endpoint.call('previewStart', {body: {priceId: 'crew_month'}});
    expect((await confirm(endpoint, answer.id)).problem.code).to.equal('not_found');
  });
});

describe('Two at once', () => {
  it('with two previews: the second is told, and overwrites nothing', async () => {
    const endpoint = create();
    const [one, other] = [await show(endpoint, upgrade), await show(endpoint, {...upgrade, quantity: 8})];
    expect((await confirm(endpoint, one.id)).answer.operation.state).to.equal('succeeded');
    const {problem} = await confirm(endpoint, other.id);
    expect(problem.code).to.equal('preview_stale');
    expect((problem.details as {preview: Preview}).preview.from?.name).to.equal('Company');
    expect(endpoint.shop.rows[0]?.items[0]?.quantity).to.equal(4);
    const same = await confirm(endpoint, one.id);
    expect(same.problem.details).to.deep.equal({reason: 'nothing_changes'});
  });

  it('at the very same time, with two previews: one is done, and the other hears of it', async () => {
    const endpoint = create();
    const shown = [
      await show(endpoint, upgrade),
      await show(endpoint, {kind: 'plan', priceId: 'crew_month', quantity: 8}),
    ];
    const replies = await Promise.all(shown.map(({id}) => confirm(endpoint, id)));
    expect(replies.map(({status}) => status)).to.have.members([200, 409]);
    const refused = replies.find(({status}) => status === 409);
    expect(refused?.problem.code).to.be.oneOf(['operation_running', 'preview_stale']);
    expect(endpoint.shop.applied).to.have.length(1);
  });

  it('twenty times with one preview and twenty keys: one effect', async () => {
    const endpoint = create();
    const {id} = await show(endpoint, upgrade);
    const replies = await Promise.all(Array.from({length: 20}, () => confirm(endpoint, id)));
    expect(replies.filter(({status}) => status === 200)).to.have.length(1);
    for (const {problem} of replies.filter(({status}) => status !== 200))
      expect(problem.code).to.be.oneOf(['operation_running', 'action_refused']);
    expect(endpoint.shop.applied).to.have.length(1);
    expect((await endpoint.events()).map(({type}) => type)).to.deep.equal(['subscription.changed']);
  });

  it('twenty times with one key: one effect, and one operation', async () => {
    const endpoint = create();
    const {id} = await show(endpoint, upgrade);
    const key = crypto.randomUUID();
    const replies = await Promise.all(Array.from({length: 20}, () => confirm(endpoint, id, {}, withKey(key))));
    const done = replies.filter(({status}) => status === 200).map(({answer}) => answer.operation.id);
    expect(new Set(done).size).to.equal(1);
    expect(endpoint.shop.applied).to.have.length(1);
    const again = await confirm(endpoint, id, {}, withKey(key));
    expect(again.headers.get('idempotency-replayed')).to.equal('true');
    expect(again.answer.operation.id).to.equal(done[0]);
    const mismatch = await confirm(endpoint, id, {paymentMethodId: 'pm_other'}, withKey(key));
    expect(mismatch.problem.code).to.equal('idempotency_mismatch');
  });

  it('is no obstacle for what comes after one that failed or was refused', async () => {
    const endpoint = create();
    const {shop} = endpoint;
    const {id} = await show(endpoint, upgrade);
    shop.instead = () => Promise.resolve({state: 'failed', code: 'payment_declined'});
    expect((await confirm(endpoint, id)).answer.operation).to.include({state: 'failed', code: 'payment_declined'});
    shop.instead = () => Promise.reject(new BillingError('action_refused', {details: {reason: 'past_due'}}));
    expect((await confirm(endpoint, id)).problem.details).to.deep.equal({reason: 'past_due'});
    shop.instead = undefined;
    const {answer} = await confirm(endpoint, id, {paymentMethodId: 'pm_other'});
    expect(answer.operation.state).to.equal('succeeded');
    expect((await endpoint.events()).map(({type}) => type)).to.deep.equal(['subscription.changed']);
  });

  it('is one after the other again once somebody who died in the middle was waited for', async () => {
    const endpoint = create();
    const {id} = await show(endpoint, upgrade);
    const gone = new AbortController();
    let hanging: ReturnType<typeof confirm> | undefined;
    // The provider was asked, and never answers.
    await new Promise<void>((asked) => {
      endpoint.shop.instead = () => new Promise(() => asked());
      hanging = confirm(endpoint, id, {}, {signal: gone.signal});
    });
    expect((await confirm(endpoint, id)).problem.code).to.equal('operation_running');
    gone.abort();
    await hanging;
    endpoint.shop.instead = undefined;
    expect((await confirm(endpoint, id)).answer.operation.state).to.equal('succeeded');
  });
});

describe('A turn that somebody who died never ended', () => {
  it('is over by itself, and is no write that anybody looks for', async () => {
    const store = memoryStore();
    const {operations} = store.realm({account: 'default', mode: 'test'});
    const endpoint = createShop({store});
    const begunAt = endpoint.clock.now();
    const row = {
      key: 'turn/sub_crew',
      kind: 'turn',
      fingerprint: 'turn',
      input: '{}',
      begunAt,
      leaseUntil: begunAt + 30_000,
    };
    await operations.begin({operationId: 'op_dead', customerId: 'cus_brightwater', ...row}, begunAt);
    const {id} = await show(endpoint, upgrade);
    expect((await confirm(endpoint, id)).problem).to.include({code: 'operation_running', retryable: true});
    endpoint.clock.advance({seconds: 30});
    await endpoint.billing.runDue();
    expect(endpoint.entries.filter(({event}) => event === 'operation.unreadable')).to.deep.equal([]);
    expect(await operations.find('op_dead')).to.equal(null);
    expect((await confirm(endpoint, id)).answer.operation.state).to.equal('succeeded');
  });
});

describe('A change whose payment asks for a step', () => {
  const step = {kind: 'redirect', url: 'https://bank.example.com/'} as const;

  it('waits for it, and goes on under another session', async () => {
    const paid: {value?: ProviderSubscription} = {};
    const complete = () => Promise.resolve({state: 'succeeded' as const, value: paid.value});
    const endpoint = create({also: {complete}});
    endpoint.shop.instead = () => Promise.resolve({state: 'requires_payment', step, reference: 'ch_1'});
    const {answer} = await change(endpoint, upgrade);
    expect(answer.operation).to.deep.include({state: 'requires_payment', paymentStep: step});
    expect(answer.subscription.name).to.equal('Crew');
    expect(await endpoint.events()).to.deep.equal([]);
    paid.value = subscription({name: 'Company'});
    const call = async (input: CreateSession) =>
      endpoint.call('completeOperation', {ids: {operationId: answer.operation.id}, token: await endpoint.mint(input)});
    for (const input of [{role: 'viewer'}, {readOnly: true}] as const)
      expect((await call(input)).problem.code).to.equal('scope_missing');
    expect((await call({role: 'billing'})).answer.operation).to.include({state: 'succeeded'});
    expect((await endpoint.events()).map(({type}) => type)).to.deep.equal(['subscription.changed']);
  });

  it('is done where the provider says so and no more', async () => {
    const endpoint = create({also: {complete: () => Promise.resolve({state: 'succeeded' as const, value: null})}});
    endpoint.shop.instead = () => Promise.resolve({state: 'requires_payment', step, reference: 'ch_1'});
    const {answer: shown} = await endpoint.call('previewStart', {body: {priceId: 'crew_month'}});
    const {answer} = await endpoint.call('startSubscription', {body: {previewId: shown.id}});
    const done = await endpoint.call('completeOperation', {ids: {operationId: answer.operation.id}});
    expect(done.answer.operation).to.include({state: 'succeeded', resourceId: null});
    expect((await endpoint.events()).map(({type}) => type)).to.deep.equal(['subscription.started']);
  });

  it('is gone on with by nobody who could not have begun it', async () => {
    const cases: [SubscriptionChangeInput, CreateSession][] = [
      [{kind: 'cancel'}, {role: 'billing'}],
      [pause, {features: {pause: {enabled: false}}}],
    ];
    for (const [body, input] of cases) {
      const endpoint = create({also: {complete: () => Promise.reject(new Error('nobody may ask'))}});
      endpoint.shop.instead = () => Promise.resolve({state: 'requires_payment', step, reference: 'ch_1'});
      const {answer} = await change(endpoint, body);
      const token = await endpoint.mint(input);
      const reply = await endpoint.call('completeOperation', {ids: {operationId: answer.operation.id}, token});
      expect(reply.problem.code, body.kind).to.equal('scope_missing');
    }
  });
});

describe('A change whose answer was lost', () => {
  it('is read back with all that it was asked with, and told once', async () => {
    const intents: unknown[] = [];
    const readBack = (intent: unknown) => {
      intents.push(intent);
      return Promise.resolve({state: 'succeeded' as const, value: subscription({name: 'Company'})});
    };
    const endpoint = create({also: {readBack}});
    endpoint.shop.instead = () => Promise.reject(new BillingError('provider_unavailable'));
    const {answer} = await change(endpoint, upgrade);
    expect(answer.operation.state).to.equal('checking');
    endpoint.clock.advance({seconds: 3});
    const read = await endpoint.call('readOperation', {ids: {operationId: answer.operation.id}});
    expect(read.answer.operation.state).to.equal('succeeded');
    expect(intents[0]).to.deep.include({
      kind: 'change_subscription',
      input: {change: endpoint.shop.asked.at(-1), terms: {reference: 'ref_1', dueNow: euro(8000)}},
    });
    expect((await endpoint.events()).map(({type}) => type)).to.deep.equal(['subscription.changed']);
  });
});

describe('A change of which nothing can be found', () => {
  const later = async (endpoint: Kept, operationId: string, span: object) => {
    endpoint.clock.advance(span);
    const token = await endpoint.mint();
    return (await endpoint.call('readOperation', {ids: {operationId}, token})).answer.operation;
  };

  for (const body of [upgrade, {kind: 'cancel'}, pause] as const) {
    it(`is not done again, as something else may be wanted by then, but given up in the end (${body.kind})`, async () => {
      const endpoint = create({also: {readBack: () => Promise.resolve('unknown')}});
      expect(endpoint.sandbox.describe().idempotency).to.equal('native');
      endpoint.shop.instead = () => Promise.reject(new BillingError('provider_unavailable'));
      const {operation} = (await change(endpoint, body)).answer;
      endpoint.shop.instead = undefined;
      expect((await later(endpoint, operation.id, {seconds: 3})).state).to.equal('checking');
      const lost = await later(endpoint, operation.id, {minutes: 11});
      expect(lost).to.include({state: 'failed', code: 'operation_lost'});
      expect(endpoint.shop.applied).to.have.length(1);
    });
  }

  it('is no second subscription', async () => {
    const endpoint = create({also: {readBack: () => Promise.resolve('unknown')}});
    const shown = (await endpoint.call('previewStart', {body: {priceId: 'crew_month'}})).answer;
    endpoint.shop.instead = () => Promise.reject(new BillingError('provider_unavailable'));
    const {answer} = await endpoint.call('startSubscription', {body: {previewId: shown.id}});
    endpoint.shop.instead = undefined;
    expect((await later(endpoint, answer.operation.id, {minutes: 5})).state).to.equal('checking');
    expect((await later(endpoint, answer.operation.id, {minutes: 6})).code).to.equal('operation_lost');
    expect(endpoint.shop.rows).to.have.length(1);
  });
});

describe('What is told of a change', () => {
  const paused = {status: 'paused', pausedAt: '2026-11-19T00:00:00.000Z'} as const;
  const planned = (kind: 'plan' | 'pause') => ({pendingChange: {kind, at: '2026-12-01T00:00:00.000Z', to: null}});
  const cases: [string, SubscriptionChangeInput, Partial<ProviderSubscription>][] = [
    ['subscription.changed', upgrade, {}],
    ['subscription.change_scheduled', downgrade, {}],
    ['subscription.cancel_scheduled', {kind: 'cancel'}, {}],
    ['subscription.cancel_undone', {kind: 'undo_cancel'}, {cancelsAt: '2026-12-01T00:00:00.000Z'}],
    ['subscription.paused', pause, {}],
    ['subscription.change_scheduled', {...pause, at: 'period_end'}, {}],
    ['subscription.unpaused', {kind: 'unpause'}, paused],
    ['subscription.change_withdrawn', {kind: 'withdraw_pending'}, planned('plan')],
    ['subscription.change_withdrawn', {kind: 'withdraw_pending'}, planned('pause')],
    ['subscription.restarted', {kind: 'restart'}, {status: 'canceled'}],
  ];
  for (const [type, body, given] of cases) {
    it(`"${body.kind}" is ${type}, with the subscription as it is and what changed`, async () => {
      const endpoint = create({rows: [subscription(given)]});
      expect((await change(endpoint, body)).answer.operation.state).to.equal('succeeded');
      const events = await endpoint.events();
      expect(events.map((event) => event.type)).to.deep.equal([type]);
      expect(events[0]?.payload).to.include({id: 'sub_crew'});
      expect(events[0]?.payload.changed?.kind).to.equal(body.kind);
    });
  }
});

describe('What is planned', () => {
  const withdraw = async (endpoint: ShopEndpoint, input: CreateSession = {}, options: CallOptions = {}) =>
    endpoint.call('withdrawPendingChange', {ids, token: await endpoint.mint(input), ...options});

  it('can be taken back, whatever it is, by whoever could have planned it', async () => {
    const cases: [SubscriptionChangeInput, string, string][] = [
      [downgrade, 'withdraw_pending', 'subscription.change_withdrawn'],
      [{...pause, at: 'period_end'}, 'withdraw_pending', 'subscription.change_withdrawn'],
      [{kind: 'cancel'}, 'undo_cancel', 'subscription.cancel_undone'],
    ];
    for (const [body, kind, type] of cases) {
      const endpoint = create();
      await change(endpoint, body);
      expect((await withdraw(endpoint, {role: 'viewer'})).problem.details).to.deep.equal({reason: 'role'});
      expect((await withdraw(endpoint, {readOnly: true})).problem.details).to.deep.equal({reason: 'read_only'});
      const role = body.kind === 'cancel' ? 'owner' : 'billing';
      if (role === 'owner')
        expect((await withdraw(endpoint, {role: 'billing'})).problem.details).to.deep.equal({reason: 'role'});
      const key = crypto.randomUUID();
      const {answer} = await withdraw(endpoint, {role}, withKey(key));
      expect(answer.operation).to.include({
        kind: 'withdraw_pending_change',
        resourceId: 'sub_crew',
        state: 'succeeded',
      });
      expect(answer.subscription.pendingChange).to.equal(null);
      expect(endpoint.shop.applied.at(-1)?.change.kind).to.equal(kind);
      expect((await endpoint.events()).at(-1)?.type).to.equal(type);
      const again = await withdraw(endpoint, {role}, withKey(key));
      expect(again.answer.operation.id).to.equal(answer.operation.id);
      expect((await withdraw(endpoint, {role})).problem.details).to.deep.equal({reason: 'already_done'});
      expect(endpoint.shop.applied).to.have.length(2);
    }
  });

  it('is not taken back by who meant something else and died before it was done', async () => {
    const end = '2026-12-01T00:00:00.000Z';
    const cases = [
      ['withdraw_pending', {cancelsAt: end, pendingChange: {kind: 'cancel', at: end, to: null}}],
      ['undo_cancel', {pendingChange: {kind: 'plan', at: end, to: 'Starter'}}],
    ] as const;
    for (const [kind, given] of cases) {
      const store = memoryStore();
      const {operations} = store.realm({account: 'default', mode: 'test'});
      const endpoint = createShop({store, rows: [subscription(given)]});
      const begunAt = endpoint.clock.now();
      const key = crypto.randomUUID();
      const row = {
        ...{operationId: 'op_dead', customerId: 'cus_brightwater', key, kind: 'withdraw_pending_change'},
        fingerprint: await toFingerprint({kind: 'withdraw_pending_change', input: ids}),
        input: JSON.stringify({...ids, change: {kind, ...ids}, terms: {}}),
      };
      await operations.begin({...row, begunAt, leaseUntil: begunAt + 30_000}, begunAt);
      endpoint.clock.advance({seconds: 30});
      expect((await withdraw(endpoint, {}, withKey(key))).problem.details).to.deep.equal({reason: 'already_done'});
      expect(endpoint.shop.applied).to.deep.equal([]);
    }
  });

  it('is shown before it is taken back, as keeping where it is an end', async () => {
    const endpoint = create();
    await change(endpoint, {kind: 'cancel'});
    expect((await show(endpoint, {kind: 'withdraw_pending'})).kind).to.equal('undo_cancel');
  });
});

describe('Another subscription', () => {
  const start = async (endpoint: ShopEndpoint, body: object, input: CreateSession = {}) =>
    endpoint.call('previewStart', {body, token: await endpoint.mint(input)});

  it('is previewed and started once, with everything that was chosen', async () => {
    const endpoint = create();
    const addOns = [{priceId: 'radio_month', quantity: 2}];
    const shown = (await start(endpoint, {priceId: 'company_month', quantity: 3, addOns})).answer;
    expect(shown).to.deep.include({subscriptionId: null, kind: 'start', from: null, dueNow: euro(15700)});
    expect(shown.paymentMethodId).to.equal('pm_visa');
    const {answer} = await endpoint.call('startSubscription', {
      body: {previewId: shown.id, paymentMethodId: 'pm_other'},
    });
    expect(answer.operation).to.include({kind: 'start_subscription', state: 'succeeded', resourceId: 'sub_2'});
    expect(answer.subscription).to.include({id: 'sub_2', name: 'Company'});
    expect(endpoint.shop.applied[0]?.change).to.deep.equal({
      kind: 'start',
      priceId: 'company_month',
      quantity: 3,
      addOns,
    });
    expect(endpoint.shop.applied[0]?.terms).to.include({paymentMethodId: 'pm_other'});
    expect((await endpoint.events()).map(({type}) => type)).to.deep.equal(['subscription.started']);
    const read = await endpoint.call('readOperation', {ids: {operationId: answer.operation.id}});
    expect(read.answer.operation).to.deep.equal(answer.operation);
    const again = await endpoint.call('startSubscription', {body: {previewId: shown.id}});
    expect(again.problem.code).to.equal('preview_stale');
  });

  it('is started once by twenty who ask at once', async () => {
    const endpoint = create();
    const shown = (await start(endpoint, {priceId: 'company_month'})).answer;
    const body = {previewId: shown.id};
    const replies = await Promise.all(Array.from({length: 20}, () => endpoint.call('startSubscription', {body})));
    expect(replies.filter(({status}) => status === 200)).to.have.length(1);
    expect(endpoint.shop.rows).to.have.length(2);
  });

  it('has at least as many as there have to be, and no number that there cannot be', async () => {
    const endpoint = create();
    await start(endpoint, {priceId: 'crew_month'});
    expect(endpoint.shop.asked.at(-1)).to.deep.include({quantity: 2, addOns: []});
    expect((await start(endpoint, {priceId: 'crew_month', quantity: 3})).problem).to.include({field: 'quantity'});
    const addOns = [{priceId: 'radio_year', quantity: 1}];
    expect((await start(endpoint, {priceId: 'crew_month', addOns})).problem).to.include({field: 'addOns.0.priceId'});
  });

  it('is refused by role, by switch and by the catalog', async () => {
    const body = {priceId: 'crew_month'};
    for (const input of [{role: 'viewer'}, {readOnly: true}, {restrictTo: ['sub_crew']}] as const)
      expect((await start(create(), body, input as CreateSession)).problem.code).to.equal('scope_missing');
    const off = {features: {change: {start: false}}};
    expect((await start(create(), body, off)).problem.code).to.equal('feature_disabled');
    for (const priceId of ['founders_month', 'company_old', 'radio_month', 'no_such_price'])
      expect((await start(create(), {priceId})).problem.details).to.deep.equal({reason: 'not_in_catalog'});
    const codeless = {features: {change: {promotionCode: false}}};
    const {problem} = await start(create(), {...body, promotionCode: 'FIELD10'}, codeless);
    expect(problem.details).to.deep.equal({reason: 'feature_disabled'});
  });

  it('is not started from what somebody else was shown', async () => {
    const endpoint = create();
    const shown = (await start(endpoint, {priceId: 'crew_month'})).answer;
    const token = await endpoint.mint({customerId: 'cus_millrace'});
    const {problem} = await endpoint.call('startSubscription', {body: {previewId: shown.id}, token});
    expect(problem.code).to.equal('not_found');
  });
});

describe('A subscription that has ended', () => {
  it('is restarted where its plan is still offered, and shown without what was before', async () => {
    const ended = (priceId: string) => [subscription({status: 'canceled', items: [item(priceId, 1)]})];
    const endpoint = create({rows: ended('crew_month')});
    expect((await show(endpoint, {kind: 'restart'})).from).to.equal(null);
    const reasonOf = async (rows: ProviderSubscription[], input: CreateSession = {}) => {
      const shop = create({rows});
      const token = await shop.mint(input);
      return (await shop.call('previewChange', {ids, token, body: {kind: 'restart'}})).problem.details?.['reason'];
    };
    expect(await reasonOf(ended('founders_month'))).to.equal('not_in_catalog');
    expect(await reasonOf(ended('crew_month'), {features: {change: {restart: false}}})).to.equal('feature_disabled');
  });
});

describe('The log', () => {
  it('never held a secret while all of this was done', () => {
    expect(findLeaks()).to.deep.equal([]);
  });
});
