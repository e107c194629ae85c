import {expect, waitUntil} from '@open-wc/testing';
import type {Operation} from '../../src/contract/operation.js';
import {BillingError} from '../../src/contract/errors.js';
import type {RealmStore} from '../../src/server/ports/store.js';
import {memoryStore} from '../../src/server/stores/memory.js';
import {createEndpoint, type CallOptions, type Endpoint, type EndpointOptions} from '../support/endpoint.js';

const call = {signal: new AbortController().signal};

/** An endpoint at which one invoice is owed. */
async function createOwing(options: EndpointOptions = {}): Promise<Endpoint & {invoiceId: string; realm: RealmStore}> {
  const store = memoryStore();
  const endpoint = createEndpoint({scenario: 'past_due', store, ...options});
  const page = await endpoint.sandbox.listInvoices(endpoint.sandbox.customerId, {limit: 1, status: 'open'}, call);
  const realm = store.realm({account: 'default', mode: 'test'});
  return {...endpoint, invoiceId: page.items[0]?.id ?? '', realm};
}

type Owing = Awaited<ReturnType<typeof createOwing>>;

async function pay(endpoint: Owing, key: string, options: CallOptions = {}) {
  return endpoint.call('payInvoice', {
    ids: {invoiceId: endpoint.invoiceId},
    ...options,
    headers: {'idempotency-key': key, ...options.headers},
  });
}

async function read(endpoint: Endpoint, operationId: string, token?: string): Promise<Operation> {
  const {answer} = await endpoint.call('readOperation', {ids: {operationId}, ...(token ? {token} : {})});
  return answer.operation;
}

const isReplayed = (reply: {headers: Headers}): boolean => reply.headers.get('idempotency-replayed') === 'true';

async function typesOf({realm}: Owing): Promise<string[]> {
  return (await realm.events.list({limit: 50})).map(({type}) => type);
}

describe('A write', () => {
  const bodies = {
    payInvoice: {},
    changeSubscription: {previewId: 'prev_none'},
    startPaymentMethodSetup: {kind: 'card'},
  };

  for (const name of ['payInvoice', 'changeSubscription', 'startPaymentMethodSetup'] as const) {
    it(`of ${name} asks for a key that names the intention`, async () => {
      const endpoint = await createOwing();
      const before = endpoint.sandbox.snapshot();
      for (const key of [null, '', 'a', 'a'.repeat(256), 'two words and a tab\tin it']) {
        const {problem} = await endpoint.call(name, {
          ids: {invoiceId: endpoint.invoiceId, subscriptionId: 'sub_crew'},
          body: bodies[name],
          headers: {'idempotency-key': key},
        });
        expect(problem.code, JSON.stringify(key)).to.equal('idempotency_key_missing');
      }
      expect(endpoint.sandbox.snapshot()).to.equal(before);
    });
  }

  it('says what it is about, however it is read', async () => {
    const endpoint = await createOwing();
    const ids = {subscriptionId: 'sub_crew'};
    const preview = await endpoint.call('previewChange', {ids, body: {kind: 'cancel'}});
    const written = [
      (await endpoint.call('changeSubscription', {ids, body: {previewId: preview.answer.id}})).answer.operation,
      (await pay(endpoint, crypto.randomUUID())).answer.operation,
      (await endpoint.call('startPaymentMethodSetup', {body: {kind: 'card'}})).answer.operation,
    ];
    expect(written.map(({kind, resourceId}) => [kind, resourceId])).to.deep.equal([
      ['change_subscription', 'sub_crew'],
      ['pay_invoice', endpoint.invoiceId],
      ['set_up_payment_method', null],
    ]);
    for (const operation of written) {
      expect(await read(endpoint, operation.id)).to.deep.equal(operation);
      const {answer} = await endpoint.call('completeOperation', {ids: {operationId: operation.id}});
      expect(answer.operation).to.deep.equal(operation);
    }
  });

  it('is done once for 200 callers with one key, and all hear of the same operation or that it runs', async () => {
    const endpoint = await createOwing();
    const key = crypto.randomUUID();
    const replies = await Promise.all(Array.from({length: 200}, () => pay(endpoint, key)));
    const ids = new Set(replies.filter(({status}) => status === 200).map(({answer}) => answer.operation.id));
    const refused = replies.filter(({status}) => status !== 200).map(({problem}) => problem.code);
    expect(ids.size).to.equal(1);
    expect(new Set(refused).size).to.be.lessThan(2);
    for (const code of refused) expect(code).to.equal('operation_running');
    expect(endpoint.sandbox.effects.payments).to.equal(1);
    expect(endpoint.sandbox.calls['payInvoice']).to.equal(1);
    expect(await typesOf(endpoint)).to.deep.equal(['invoice.paid']);
    const again = await pay(endpoint, key);
    expect(again.answer.operation).to.include({id: [...ids][0], state: 'succeeded'});
    expect(isReplayed(again)).to.equal(true);
  }).timeout(20_000);

  it('is not done a second time under another key: the invoice is paid', async () => {
    const endpoint = await createOwing();
    expect((await pay(endpoint, crypto.randomUUID())).answer.invoice.status).to.equal('paid');
    expect((await pay(endpoint, crypto.randomUUID())).problem.code).to.equal('action_refused');
    expect(endpoint.sandbox.effects.payments).to.equal(1);
  });

  it('is refused under the key of another one, and that one stands', async () => {
    const endpoint = await createOwing();
    const key = crypto.randomUUID();
    const first = await pay(endpoint, key);
    const [method] = await endpoint.sandbox.listPaymentMethods(endpoint.sandbox.customerId, call);
    const {problem} = await pay(endpoint, key, {body: {paymentMethodId: method?.id}});
    expect(problem).to.include({status: 422, code: 'idempotency_mismatch'});
    const other = await endpoint.call('startPaymentMethodSetup', {
      body: {kind: 'card'},
      headers: {'idempotency-key': key},
    });
    expect(other.problem.code).to.equal('idempotency_mismatch');
    expect((await pay(endpoint, key)).answer.operation).to.deep.equal(first.answer.operation);
  });

  it('is the same one with its members in another order', async () => {
    const endpoint = await createOwing();
    const headers = {'idempotency-key': crypto.randomUUID()};
    const one = {raw: '{"kind":"card","replaces":"pm_visa_brightwater","subscriptionId":"sub_crew"}', headers};
    const two = {raw: '{"subscriptionId":"sub_crew","replaces":"pm_visa_brightwater","kind":"card"}', headers};
    const first = await endpoint.call('startPaymentMethodSetup', one);
    const second = await endpoint.call('startPaymentMethodSetup', two);
    expect(second.answer.operation).to.deep.equal(first.answer.operation);
    expect([isReplayed(first), isReplayed(second)]).to.deep.equal([false, true]);
  });

  it('of one customer has nothing to do with the same key of another', async () => {
    const endpoint = await createOwing();
    const headers = {'idempotency-key': crypto.randomUUID()};
    const token = await endpoint.mint({customerId: 'cus_millrace'});
    const own = await endpoint.call('startPaymentMethodSetup', {body: {kind: 'card'}, headers});
    const other = await endpoint.call('startPaymentMethodSetup', {body: {kind: 'card'}, headers, token});
    expect(isReplayed(other)).to.equal(false);
    expect(other.answer.operation.id).not.to.equal(own.answer.operation.id);
  });

  it('that was declined is told so again under its key, and may be tried under a new one', async () => {
    const endpoint = await createOwing();
    endpoint.sandbox.nextPayment('declined');
    const key = crypto.randomUUID();
    const first = await pay(endpoint, key);
    expect(first.answer.operation).to.include({state: 'failed', code: 'payment_declined'});
    expect(first.answer.invoice.status).to.equal('open');
    const again = await pay(endpoint, key);
    expect(again.answer.operation).to.deep.equal(first.answer.operation);
    expect(isReplayed(again)).to.equal(true);
    expect(await typesOf(endpoint)).to.deep.equal(['invoice.payment_failed']);
    expect((await pay(endpoint, crypto.randomUUID())).answer.operation.state).to.equal('succeeded');
    expect(endpoint.sandbox.effects.payments).to.equal(1);
  });

  it('that the provider refused for certain leaves its key free', async () => {
    const endpoint = await createOwing();
    endpoint.sandbox.rateLimit('payInvoice', 7, 1);
    const key = crypto.randomUUID();
    const limited = await pay(endpoint, key);
    expect(limited.problem).to.include({status: 503, code: 'provider_rate_limited', retryable: true});
    expect(limited.headers.get('retry-after')).to.equal('7');
    const done = await pay(endpoint, key);
    expect(done.answer.operation.state).to.equal('succeeded');
    expect(isReplayed(done)).to.equal(false);
  });

  it('is refused to whoever may not do it, and does nothing', async () => {
    const endpoint = await createOwing();
    const before = endpoint.sandbox.snapshot();
    for (const [input, code] of [
      [{role: 'viewer'}, 'scope_missing'],
      [{readOnly: true}, 'scope_missing'],
      [{features: {invoices: {pay: false}}}, 'feature_disabled'],
    ] as const) {
      const token = await endpoint.mint(input);
      expect((await pay(endpoint, crypto.randomUUID(), {token})).problem).to.include({status: 403, code});
    }
    expect(endpoint.sandbox.snapshot()).to.equal(before);
  });
});

describe('A write whose caller was slow', () => {
  it('is sent by whoever took it over, and by nobody else', async () => {
    let wake = (): void => undefined;
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let isFirst = true;
    const endpoint = await createOwing({
      verbs: (sandbox) => ({
        async listPaymentMethods(...asked) {
          const sleeps = isFirst;
          isFirst = false;
          if (sleeps) await asleep;
          return sandbox.listPaymentMethods(...asked);
        },
      }),
    });
    const key = crypto.randomUUID();
    const body = {paymentMethodId: 'pm_visa_brightwater'};
    const slow = pay(endpoint, key, {body});
    await waitUntil(() => !isFirst);
    endpoint.clock.advance({seconds: 31});
    const done = await pay(endpoint, key, {body});
    expect(done.answer.operation.state).to.equal('succeeded');
    wake();
    expect((await slow).problem.code).to.equal('operation_running');
    expect(endpoint.sandbox.effects.payments).to.equal(1);
    expect((await pay(endpoint, key, {body})).answer.operation).to.deep.equal(done.answer.operation);
  });

  it('is forgotten by what is due where it never got to the provider', async () => {
    const endpoint = await createOwing();
    const now = endpoint.clock.now();
    const {operations} = endpoint.realm;
    const row = {kind: 'pay_invoice', input: '{}', fingerprint: 'none', begunAt: now, leaseUntil: now + 30_000};
    const who = {operationId: 'op_dead', key: 'key', customerId: endpoint.sandbox.customerId};
    await operations.begin({...row, ...who}, now);
    await endpoint.billing.runDue();
    expect((await operations.find('op_dead'))?.operationId).to.equal('op_dead');
    endpoint.clock.advance({seconds: 30});
    await endpoint.billing.runDue();
    expect(await operations.find('op_dead')).to.equal(null);
    expect(endpoint.sandbox.calls['payInvoice'] ?? 0).to.equal(0);
  });
});

describe('A write whose answer was lost', () => {
  it('is being checked, then found by reading back, and never sent again', async () => {
    const endpoint = await createOwing();
    endpoint.sandbox.loseAnswer('payInvoice', 1);
    const key = crypto.randomUUID();
    const {operation} = (await pay(endpoint, key)).answer;
    expect(operation.state).to.equal('checking');
    expect((await pay(endpoint, key)).answer.operation.id).to.equal(operation.id);
    expect((await read(endpoint, operation.id)).state, 'at once').to.equal('checking');
    endpoint.clock.advance({seconds: 2});
    expect(await read(endpoint, operation.id)).to.include({state: 'succeeded'});
    expect(endpoint.sandbox.effects.payments).to.equal(1);
    expect(await typesOf(endpoint)).to.deep.equal(['invoice.paid']);
  });

  for (const forgets of [false, true]) {
    it(`is settled by what is due at a provider that ${forgets ? 'keeps no keys' : 'keeps keys'}`, async () => {
      const endpoint = await createOwing();
      endpoint.sandbox.forgetKeys(forgets);
      endpoint.sandbox.loseAnswer('payInvoice', 1);
      const {operation} = (await pay(endpoint, crypto.randomUUID())).answer;
      expect(operation.state).to.equal('checking');
      await endpoint.billing.runDue();
      expect((await endpoint.realm.operations.find(operation.id))?.settledAt, 'at once').to.equal(null);
      endpoint.clock.advance({seconds: 2});
      await Promise.all([endpoint.billing.runDue(), endpoint.billing.runDue()]);
      expect((await endpoint.realm.operations.find(operation.id))?.settledAt).to.be.a('number');
      expect(endpoint.sandbox.effects.payments).to.equal(1);
      expect(await typesOf(endpoint)).to.deep.equal(['invoice.paid']);
    });
  }

  it('is not sent again, but given up in the end, where nothing can be found of it and no keys are kept', async () => {
    let sent = 0;
    const endpoint = await createOwing({
      verbs: (sandbox) => ({
        payInvoice() {
          sent++;
          return Promise.reject(new BillingError('provider_unavailable'));
        },
        readBack: () => Promise.resolve('unknown'),
        describe: () => ({...sandbox.describe(), idempotency: 'none'}),
      }),
    });
    const {operation} = (await pay(endpoint, crypto.randomUUID())).answer;
    expect(operation.state).to.equal('checking');
    endpoint.clock.advance({minutes: 9});
    expect((await read(endpoint, operation.id, await endpoint.mint())).state).to.equal('checking');
    endpoint.clock.advance({minutes: 2});
    const given = await read(endpoint, operation.id, await endpoint.mint());
    expect(given).to.include({state: 'failed', code: 'operation_lost'});
    expect(sent).to.equal(1);
  });

  it('is not sent again either once it is too old, where keys are kept', async () => {
    let sent = 0;
    const endpoint = await createOwing({
      verbs: () => ({
        payInvoice() {
          sent++;
          return Promise.reject(new BillingError('provider_unavailable'));
        },
        readBack: () => Promise.resolve('unknown'),
      }),
    });
    const {operation} = (await pay(endpoint, crypto.randomUUID())).answer;
    endpoint.clock.advance({minutes: 11});
    const given = await read(endpoint, operation.id, await endpoint.mint());
    expect(given).to.include({state: 'failed', code: 'operation_lost'});
    expect(sent).to.equal(1);
  });

  it('is not given up while the provider cannot be asked, however long that lasts', async () => {
    const endpoint = await createOwing();
    endpoint.sandbox.loseAnswer('payInvoice', 1);
    const {operation} = (await pay(endpoint, crypto.randomUUID())).answer;
    endpoint.sandbox.fail('readBack', 'provider_unavailable');
    for (let minutes = 0; minutes < 30; minutes += 5) {
      endpoint.clock.advance({minutes: 5});
      await endpoint.billing.runDue();
    }
    expect((await read(endpoint, operation.id, await endpoint.mint())).state).to.equal('checking');
    endpoint.sandbox.fail('readBack', null);
    endpoint.clock.advance({minutes: 5});
    await endpoint.billing.runDue();
    expect((await read(endpoint, operation.id, await endpoint.mint())).state).to.equal('succeeded');
    expect(endpoint.sandbox.effects.payments).to.equal(1);
  });

  it('stays an intent when the store fails after the effect, and is found again', async () => {
    const inner = memoryStore();
    let isBroken = true;
    const store = {
      ...inner,
      realm(realm: Parameters<typeof inner.realm>[0]): RealmStore {
        const rows = inner.realm(realm);
        const settle: RealmStore['operations']['settle'] = (...given) =>
          isBroken ? Promise.reject(new Error('disk full')) : rows.operations.settle(...given);
        return {...rows, operations: {...rows.operations, settle}};
      },
    };
    const endpoint = await createOwing({store});
    const key = crypto.randomUUID();
    expect((await pay(endpoint, key)).problem).to.include({status: 500, code: 'internal'});
    expect((await pay(endpoint, key)).problem.code).to.equal('operation_running');
    isBroken = false;
    endpoint.clock.advance({seconds: 30});
    const again = await pay(endpoint, key, {token: await endpoint.mint()});
    expect(again.answer.operation.state).to.equal('succeeded');
    expect(endpoint.sandbox.effects.payments).to.equal(1);
  });
});

describe('A payment that the bank wants confirmed', () => {
  it('is completed under a new session, once, and charges nothing before', async () => {
    const endpoint = await createOwing();
    endpoint.sandbox.nextPayment('challenge');
    const {operation, invoice} = (await pay(endpoint, crypto.randomUUID())).answer;
    expect(operation.state).to.equal('requires_payment');
    expect(operation.paymentStep).to.include({kind: 'element', driver: 'sandbox-challenge'});
    expect(invoice.status).to.equal('open');
    expect(endpoint.sandbox.effects.payments).to.equal(0);
    const early = await endpoint.call('completeOperation', {ids: {operationId: operation.id}});
    expect(early.answer.operation.state).to.equal('requires_payment');
    const reference = JSON.parse((await endpoint.realm.operations.find(operation.id))?.result ?? '{}') as {
      reference: string;
    };
    endpoint.sandbox.answerChallenge(reference.reference, 'pass');
    const token = await endpoint.mint();
    const finish = () => endpoint.call('completeOperation', {ids: {operationId: operation.id}, token});
    const [one, two] = await Promise.all([finish(), finish()]);
    expect(one.answer.operation).to.deep.equal(two.answer.operation);
    expect(one.answer.operation.state).to.equal('succeeded');
    expect(endpoint.sandbox.effects.payments).to.equal(1);
    expect(await typesOf(endpoint)).to.deep.equal(['invoice.paid']);
  });

  it('is shown the same step again under its key, and is not gone on with by who may not pay', async () => {
    const endpoint = await createOwing();
    endpoint.sandbox.nextPayment('challenge');
    const key = crypto.randomUUID();
    const {operation} = (await pay(endpoint, key)).answer;
    expect((await pay(endpoint, key)).answer.operation).to.deep.equal(operation);
    const token = await endpoint.mint({role: 'viewer'});
    const {problem} = await endpoint.call('completeOperation', {ids: {operationId: operation.id}, token});
    expect(problem).to.include({status: 403, code: 'scope_missing'});
    expect(await read(endpoint, operation.id, token)).to.deep.equal(operation);
  });

  it('is not forgotten by a look that brings nothing, after its answer was lost', async () => {
    const endpoint = await createOwing();
    endpoint.sandbox.nextPayment('challenge');
    const {operation} = (await pay(endpoint, crypto.randomUUID())).answer;
    const row = await endpoint.realm.operations.find(operation.id);
    const {reference} = JSON.parse(row?.result ?? '{}') as {reference: string};
    endpoint.sandbox.answerChallenge(reference, 'fail');
    endpoint.sandbox.loseAnswer('complete', 1);
    const lost = await endpoint.call('completeOperation', {ids: {operationId: operation.id}});
    expect(lost.answer.operation.state).to.equal('checking');
    endpoint.sandbox.fail('readBack', 'provider_unavailable', 1);
    for (const state of ['checking', 'failed']) {
      endpoint.clock.advance({seconds: 15});
      await endpoint.billing.runDue();
      expect((await read(endpoint, operation.id)).state).to.equal(state);
    }
    expect((await read(endpoint, operation.id)).code).to.equal('challenge_failed');
  });

  it('fails when the challenge does, and the invoice stays open', async () => {
    const endpoint = await createOwing();
    endpoint.sandbox.nextPayment('challenge');
    const {operation} = (await pay(endpoint, crypto.randomUUID())).answer;
    const row = await endpoint.realm.operations.find(operation.id);
    const {reference} = JSON.parse(row?.result ?? '{}') as {reference: string};
    endpoint.sandbox.answerChallenge(reference, 'fail');
    const {answer} = await endpoint.call('completeOperation', {ids: {operationId: operation.id}});
    expect(answer.operation).to.include({state: 'failed', code: 'challenge_failed'});
    expect(endpoint.sandbox.effects.payments).to.equal(0);
  });
});

describe('A change of a subscription', () => {
  const ids = {subscriptionId: 'sub_crew'};

  async function preview(endpoint: Endpoint, kind: 'cancel' | 'undo_cancel') {
    return (await endpoint.call('previewChange', {ids, body: {kind}})).answer;
  }

  it('is previewed, done, told, and can be undone', async () => {
    const endpoint = await createOwing({scenario: 'active'});
    const shown = await preview(endpoint, 'cancel');
    expect(shown).to.include({kind: 'cancel', subscriptionId: 'sub_crew', validUntil: '2026-11-20T10:52:00.000Z'});
    const done = (await endpoint.call('changeSubscription', {ids, body: {previewId: shown.id}})).answer;
    expect(done.operation.state).to.equal('succeeded');
    expect(done.subscription.cancelsAt).to.equal(shown.effectiveAt);
    const back = await preview(endpoint, 'undo_cancel');
    const undone = (await endpoint.call('changeSubscription', {ids, body: {previewId: back.id}})).answer;
    expect(undone.subscription.cancelsAt).to.equal(null);
    expect((await typesOf(endpoint)).sort()).to.deep.equal([
      'subscription.cancel_scheduled',
      'subscription.cancel_undone',
    ]);
  });

  it('is refused with a fresh preview once what it showed has moved or is too old', async () => {
    const endpoint = await createOwing({scenario: 'active'});
    const stale = await preview(endpoint, 'cancel');
    endpoint.clock.advance({minutes: 10});
    const token = await endpoint.mint();
    const headers = {'idempotency-key': crypto.randomUUID()};
    const {problem} = await endpoint.call('changeSubscription', {ids, body: {previewId: stale.id}, token, headers});
    expect(problem).to.include({status: 409, code: 'preview_stale'});
    const fresh = (problem.details as {preview: {id: string}}).preview;
    // Nothing was done for certain, so that the key is free for the same intention with the fresh preview.
    const again = await endpoint.call('changeSubscription', {ids, body: {previewId: fresh.id}, token, headers});
    expect(again.answer.operation.state).to.equal('succeeded');
    expect(endpoint.sandbox.effects.cancellations).to.equal(1);
  });

  it('belongs to the preview of this customer and this subscription', async () => {
    const endpoint = await createOwing({scenario: 'active'});
    const shown = await preview(endpoint, 'cancel');
    const token = await endpoint.mint({customerId: 'cus_millrace'});
    const other = {ids: {subscriptionId: 'sub_millrace'}, body: {previewId: shown.id}, token};
    expect((await endpoint.call('changeSubscription', other)).problem.code).to.equal('not_found');
    expect(endpoint.sandbox.effects.cancellations).to.equal(0);
  });
});
