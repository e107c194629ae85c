import {expect} from '@open-wc/testing';
import type {PaymentMethod} from '../../src/contract/payment-method.js';
import type {Permission} from '../../src/contract/subscription.js';
import {memoryStore} from '../../src/server/stores/memory.js';
import {createEndpoint, type CallOptions, type Endpoint, type EndpointOptions} from '../support/endpoint.js';

const visa = 'pm_visa_brightwater';
const mastercard = 'pm_mastercard_brightwater';
const sepa = 'pm_sepa_brightwater';
const amex = 'pm_amex_brightwater';
const pending = 'pm_pending_brightwater';

const read = async (endpoint: Endpoint, token?: string) =>
  (await endpoint.call('readPortal', token ? {token} : {})).answer;

async function list(endpoint: Endpoint, token?: string): Promise<PaymentMethod[]> {
  return (await read(endpoint, token)).paymentMethods ?? [];
}

const idsOf = (methods: readonly PaymentMethod[]): string[] => methods.map(({id}) => id);

async function actionsOf(endpoint: Endpoint, id: string, token?: string): Promise<PaymentMethod['actions']> {
  return (await list(endpoint, token)).find((method) => method.id === id)?.actions;
}

const remove = (endpoint: Endpoint, paymentMethodId: string, options: CallOptions = {}) =>
  endpoint.call('removePaymentMethod', {ids: {paymentMethodId}, ...options});
const use = (endpoint: Endpoint, paymentMethodId: string, body: object = {}, options: CallOptions = {}) =>
  endpoint.call('setDefaultPaymentMethod', {ids: {paymentMethodId}, body, ...options});
const clear = (endpoint: Endpoint, subscriptionId: string, options: CallOptions = {}) =>
  endpoint.call('clearSubscriptionPaymentMethod', {ids: {subscriptionId}, ...options});

const refusal = (reason: string, details?: object): Permission =>
  ({allowed: false, reason, ...(details && {details})}) as Permission;

async function add(endpoint: Endpoint, body: object, entry: object): Promise<string> {
  const {operation} = (await endpoint.call('startPaymentMethodSetup', {body})).answer;
  const ids = {operationId: operation.id};
  const sent = await endpoint.call('submitPaymentStep', {ids, body: {entry}});
  expect(sent.status, sent.text).to.equal(200);
  return (await endpoint.call('completeOperation', {ids})).answer.operation.state;
}

const account = {number: 'DE89 3704 0044 0532 0130 00', mandate: 'accepted'};

function createWithEvents(options: EndpointOptions = {}): Endpoint & {events(): Promise<unknown[]>} {
  const store = memoryStore();
  const endpoint = createEndpoint({store, ...options});
  const realm = store.realm({account: 'default', mode: 'test'});
  return {
    ...endpoint,
    events: async () => (await realm.events.list({limit: 50})).map(({type, payload}) => [type, idOf(payload)]),
  };
}

const idOf = (payload: string): unknown => (JSON.parse(payload) as {id?: unknown}).id;

describe('What may be done with a payment method', () => {
  it('follows from what pays for what', async () => {
    const endpoint = createEndpoint();
    expect(await actionsOf(endpoint, visa)).to.deep.equal({
      setDefault: refusal('already_done'),
      replace: {allowed: true},
      remove: refusal('last_payment_method', {subscriptionId: 'sub_crew', others: 2}),
    });
    const free = {setDefault: {allowed: true}, replace: {allowed: true}, remove: {allowed: true}};
    expect(await actionsOf(endpoint, mastercard)).to.deep.equal(free);
    await remove(endpoint, mastercard);
    await remove(endpoint, sepa);
    expect((await actionsOf(endpoint, visa))?.remove).to.deep.equal(
      refusal('last_payment_method', {subscriptionId: 'sub_crew', others: 0}),
    );
  });

  it('is that nothing can be charged to what has expired, or waits for its bank', async () => {
    const endpoint = createEndpoint({scenario: 'many_methods'});
    expect((await actionsOf(endpoint, amex))?.setDefault).to.deep.equal(refusal('method_expired'));
    expect((await actionsOf(endpoint, pending))?.setDefault).to.deep.equal(refusal('method_pending'));
    for (const id of [amex, pending]) {
      for (const body of [{}, {subscriptionId: 'sub_crew'}]) {
        const {problem} = await use(endpoint, id, body);
        expect(problem).to.include({status: 409, code: 'action_refused'});
        expect(problem.details?.['reason']).to.match(/^method_(expired|pending)$/);
      }
    }
  });

  it('is said of the session, and then of the switches', async () => {
    const endpoint = createEndpoint();
    for (const [input, reason] of [
      [{role: 'viewer'}, 'role'],
      [{readOnly: true}, 'read_only'],
      [{features: {paymentMethods: {add: false, remove: false, setDefault: false}}}, 'feature_disabled'],
    ] as const) {
      const token = await endpoint.mint(input);
      const all = refusal(reason);
      expect(await actionsOf(endpoint, mastercard, token)).to.deep.equal({setDefault: all, replace: all, remove: all});
    }
  });

  it('is that the provider cannot, where it has no verb for it', async () => {
    const endpoint = createEndpoint({verbs: () => ({removePaymentMethod: undefined as never})});
    expect((await actionsOf(endpoint, mastercard))?.remove).to.deep.equal(refusal('provider_cannot'));
    expect((await remove(endpoint, mastercard)).problem.code).to.equal('provider_cannot');
  });

  it('is that one that ends in some months is charged until then', async () => {
    const endpoint = createEndpoint({
      verbs: (provider) => ({
        async listSubscriptions(...given) {
          const rows = await provider.listSubscriptions(...given);
          return rows.map((row) => ({...row, cancelsAt: '2027-08-01T00:00:00.000Z'}));
        },
        listPaymentMethods: async (...given) =>
          (await provider.listPaymentMethods(...given)).filter(({id}) => id === visa),
      }),
    });
    expect((await actionsOf(endpoint, visa))?.remove).to.deep.equal(
      refusal('last_payment_method', {subscriptionId: 'sub_crew', others: 0}),
    );
  });

  it('names no subscription that the session does not see, and protects it all the same', async () => {
    const endpoint = createEndpoint({scenario: 'several'});
    const token = await endpoint.mint({restrictTo: ['sub_route_history']});
    expect((await actionsOf(endpoint, visa, token))?.remove).to.deep.equal(refusal('last_payment_method', {others: 2}));
    expect((await remove(endpoint, visa, {token})).problem.code).to.equal('action_refused');
  });

  it('is decided by whoever tries, where the subscriptions cannot be read', async () => {
    const endpoint = createEndpoint();
    endpoint.sandbox.fail('listSubscriptions', 'provider_unavailable', 1);
    expect((await actionsOf(endpoint, visa))?.remove).to.deep.equal({allowed: true});
    endpoint.sandbox.fail('listSubscriptions', 'provider_unavailable', 1);
    expect((await remove(endpoint, visa)).problem.code).to.equal('provider_unavailable');
    expect((await remove(endpoint, visa)).problem.code).to.equal('action_refused');
    expect(idsOf(await list(endpoint))).to.include(visa);
  });

  it('costs the provider no further call', async () => {
    const endpoint = createEndpoint();
    await read(endpoint);
    expect(endpoint.sandbox.calls['listSubscriptions']).to.equal(1);
    expect(endpoint.sandbox.calls['listPaymentMethods']).to.equal(1);
  });
});

describe('Another default', () => {
  it('pays from then on, and is told once', async () => {
    const endpoint = createWithEvents();
    const key = {headers: {'idempotency-key': crypto.randomUUID()}};
    const {answer} = await use(endpoint, sepa, {}, key);
    expect(answer.operation).to.deep.include({
      kind: 'set_default_payment_method',
      resourceId: sepa,
      state: 'succeeded',
    });
    expect(answer.paymentMethods[0]).to.include({id: sepa, isDefault: true});
    const again = await use(endpoint, sepa, {}, key);
    expect(again.answer.operation).to.deep.equal(answer.operation);
    expect(again.headers.get('idempotency-replayed')).to.equal('true');
    const {problem} = await use(endpoint, sepa);
    expect(problem.details).to.deep.equal({reason: 'already_done'});
    expect(endpoint.sandbox.effects.defaults).to.equal(1);
    expect(await endpoint.events()).to.deep.equal([['payment_method.default_changed', sepa]]);
  });

  it('is found by reading back where the answer was lost', async () => {
    const endpoint = createWithEvents();
    endpoint.sandbox.loseAnswer('setDefaultPaymentMethod', 1);
    const {operation} = (await use(endpoint, sepa)).answer;
    expect(operation.state).to.equal('checking');
    endpoint.clock.advance({seconds: 2});
    const {answer} = await endpoint.call('readOperation', {ids: {operationId: operation.id}});
    expect(answer.operation.state).to.equal('succeeded');
    expect(endpoint.sandbox.calls['setDefaultPaymentMethod']).to.equal(1);
    expect(await endpoint.events()).to.deep.equal([['payment_method.default_changed', sepa]]);
  });
});

describe('A method for one subscription', () => {
  const methodOf = async (endpoint: Endpoint, id = 'sub_crew') =>
    (await read(endpoint)).subscriptions?.find((one) => one.id === id)?.paymentMethodId;

  it('pays for that one alone, until the default does again', async () => {
    const endpoint = createWithEvents({scenario: 'several'});
    const {answer} = await use(endpoint, mastercard, {subscriptionId: 'sub_crew'});
    expect(answer.operation.state).to.equal('succeeded');
    expect(answer.paymentMethods[0]?.id, 'the default stays').to.equal(visa);
    expect([await methodOf(endpoint), await methodOf(endpoint, 'sub_route_history')]).to.deep.equal([mastercard, null]);
    const cleared = (await clear(endpoint, 'sub_crew')).answer;
    expect(cleared.operation).to.deep.include({resourceId: 'sub_crew', state: 'succeeded'});
    expect(cleared.subscription.paymentMethodId).to.equal(null);
    expect((await clear(endpoint, 'sub_crew')).problem.details).to.deep.equal({reason: 'already_done'});
    expect(endpoint.sandbox.effects.overrides).to.equal(2);
    expect((await endpoint.events()).map((event) => (event as [string])[0])).to.deep.equal([
      'subscription.changed',
      'subscription.changed',
    ]);
  });

  it('is refused for a subscription of another customer, or that the session does not see', async () => {
    const endpoint = createEndpoint({scenario: 'several'});
    const before = endpoint.sandbox.snapshot();
    const token = await endpoint.mint({restrictTo: ['sub_route_history']});
    expect((await use(endpoint, mastercard, {subscriptionId: 'sub_millrace'})).problem.code).to.equal('not_found');
    expect((await use(endpoint, mastercard, {subscriptionId: 'sub_crew'}, {token})).problem.code).to.equal('not_found');
    expect((await clear(endpoint, 'sub_crew', {token})).problem.code).to.equal('not_found');
    const over = await use(endpoint, mastercard, {subscriptionId: 'sub_workshop'});
    expect(over.problem.details).to.deep.equal({reason: 'already_done'});
    expect(endpoint.sandbox.snapshot()).to.equal(before);
  });

  it('is none of the business of a session that sees no subscriptions', async () => {
    const endpoint = createEndpoint();
    await use(endpoint, mastercard, {subscriptionId: 'sub_crew'});
    const token = await endpoint.mint({section: 'payment_methods'});
    expect((await use(endpoint, visa, {subscriptionId: 'sub_crew'}, {token})).problem.code).to.equal(
      'feature_disabled',
    );
    expect((await clear(endpoint, 'sub_crew', {token})).problem.code).to.equal('feature_disabled');
    const body = {kind: 'card', subscriptionId: 'sub_crew'};
    const setup = await endpoint.call('startPaymentMethodSetup', {token, body});
    expect(setup.problem.code).to.equal('feature_disabled');
    expect(JSON.stringify(await list(endpoint, token))).not.to.contain('sub_crew');
  });

  it('may go, since the default steps in', async () => {
    const endpoint = createEndpoint({scenario: 'several'});
    await use(endpoint, mastercard, {subscriptionId: 'sub_crew'});
    expect((await remove(endpoint, mastercard)).answer.operation.state).to.equal('succeeded');
    expect(await methodOf(endpoint)).to.equal(null);
  });
});

describe('Removing a method', () => {
  it('takes it away, and is told once', async () => {
    const endpoint = createWithEvents();
    const key = {headers: {'idempotency-key': crypto.randomUUID()}};
    const {answer} = await remove(endpoint, mastercard, key);
    expect(answer.operation).to.deep.include({
      kind: 'remove_payment_method',
      resourceId: mastercard,
      state: 'succeeded',
    });
    expect(idsOf(answer.paymentMethods)).to.deep.equal([visa, sepa]);
    expect((await remove(endpoint, mastercard, key)).headers.get('idempotency-replayed')).to.equal('true');
    expect((await remove(endpoint, mastercard)).problem.code).to.equal('not_found');
    expect(endpoint.sandbox.effects.removals).to.equal(1);
    expect(await endpoint.events()).to.deep.equal([['payment_method.detached', mastercard]]);
  });

  it('is found by reading back where the answer was lost, at a provider without keys too', async () => {
    const endpoint = createWithEvents();
    endpoint.sandbox.forgetKeys(true);
    endpoint.sandbox.loseAnswer('removePaymentMethod', 1);
    const {operation} = (await remove(endpoint, mastercard)).answer;
    expect(operation.state).to.equal('checking');
    endpoint.clock.advance({seconds: 2});
    const {answer} = await endpoint.call('readOperation', {ids: {operationId: operation.id}});
    expect(answer.operation.state).to.equal('succeeded');
    expect(endpoint.sandbox.effects.removals).to.equal(1);
    expect(await endpoint.events()).to.deep.equal([['payment_method.detached', mastercard]]);
  });

  it('never leaves a running subscription without one: whoever asks, however many at once', async () => {
    const endpoint = createEndpoint();
    const replies = await Promise.all(
      [visa, mastercard, sepa].flatMap((id) => [remove(endpoint, id), use(endpoint, id), remove(endpoint, id)]),
    );
    expect(replies.some(({status}) => status === 200)).to.equal(true);
    const left = await list(endpoint);
    expect(left.filter(({isDefault}) => isDefault)).to.have.length(1);
    expect((await remove(endpoint, left[0]?.id ?? '')).problem.details).to.deep.equal({reason: 'last_payment_method'});
  });

  it('is refused by the sandbox itself to two who passed every check at once', async () => {
    const endpoint = createEndpoint();
    const {sandbox} = endpoint;
    const call = {signal: new AbortController().signal};
    await sandbox.setDefaultPaymentMethod(sandbox.customerId, sepa, {...call, idempotencyKey: '1'});
    await sandbox.removePaymentMethod(sandbox.customerId, visa, {...call, idempotencyKey: '2'});
    const refused = sandbox.removePaymentMethod(sandbox.customerId, sepa, {...call, idempotencyKey: '3'});
    const error: unknown = await refused.catch((thrown: unknown) => thrown);
    expect(error).to.deep.include({code: 'action_refused', details: {reason: 'last_payment_method'}});
  });

  it('is free where nothing is charged by itself: what ends, what is paid by transfer, nothing at all', async () => {
    for (const scenario of ['cancels_soon', 'open_invoice'] as const) {
      const endpoint = createEndpoint({scenario});
      expect((await actionsOf(endpoint, visa))?.remove, scenario).to.deep.equal({allowed: true});
      for (const id of [visa, mastercard, sepa])
        expect((await remove(endpoint, id)).answer.operation.state, scenario).to.equal('succeeded');
      expect(await list(endpoint)).to.deep.equal([]);
    }
  });

  it('is refused to whoever may not do it, and does nothing', async () => {
    const endpoint = createEndpoint();
    const before = endpoint.sandbox.snapshot();
    for (const [input, code] of [
      [{role: 'viewer'}, 'scope_missing'],
      [{readOnly: true}, 'scope_missing'],
      [{features: {paymentMethods: {remove: false, setDefault: false}}}, 'feature_disabled'],
    ] as const) {
      const token = await endpoint.mint(input);
      expect((await remove(endpoint, mastercard, {token})).problem).to.include({status: 403, code});
      expect((await use(endpoint, mastercard, {}, {token})).problem).to.include({status: 403, code});
      expect((await clear(endpoint, 'sub_crew', {token})).problem).to.include({status: 403, code});
    }
    expect(endpoint.sandbox.snapshot()).to.equal(before);
  });
});

describe('The kinds that can be added', () => {
  it('are those that are accepted, and that the provider knows', async () => {
    const accepted = async (endpoint: Endpoint, token?: string) =>
      (await read(endpoint, token)).configuration.features.paymentMethods.accepted;
    const endpoint = createEndpoint({configurations: {features: {paymentMethods: {accepted: ['card', 'wallet']}}}});
    expect(await accepted(endpoint)).to.deep.equal(['card', 'wallet']);
    const token = await endpoint.mint({features: {paymentMethods: {accepted: ['bank_debit', 'wallet']}}});
    expect(await accepted(endpoint, token)).to.deep.equal(['wallet']);
    for (const kind of ['card', 'bank_debit']) {
      const {problem} = await endpoint.call('startPaymentMethodSetup', {token, body: {kind}});
      expect(problem, kind).to.include({status: 403, code: 'feature_disabled', field: 'kind'});
    }
    const poor = createEndpoint({
      verbs: (sandbox) => ({describe: () => ({...sandbox.describe(), addBankDebit: 'none', addWallet: 'none'})}),
    });
    expect(await accepted(poor)).to.deep.equal(['card']);
  });
});

describe('A bank account', () => {
  it('waits for its bank, and can be charged when the clock says so', async () => {
    const endpoint = createEndpoint({scenario: 'no_subscription'});
    expect(await add(endpoint, {kind: 'bank_debit'}, account)).to.equal('succeeded');
    const [method] = await list(endpoint);
    expect(method).to.deep.include({
      kind: 'bank_debit',
      brand: 'sepa',
      last4: '3000',
      label: 'Banque Lune',
      status: 'pending',
      isDefault: false,
    });
    expect(method?.mandate?.reference).to.match(/^MANDATE-/);
    await endpoint.sandbox.advanceBy({days: 2});
    expect((await list(endpoint))[0]?.status).to.equal('pending');
    await endpoint.sandbox.advanceBy({days: 1});
    expect((await list(endpoint))[0]).to.include({status: 'active', isDefault: true});
  });

  it('takes the place of another method only then', async () => {
    const endpoint = createWithEvents();
    await add(endpoint, {kind: 'bank_debit', replaces: visa}, account);
    expect(idsOf(await list(endpoint))[0], 'the old one pays').to.equal(visa);
    expect((await endpoint.events()).map((event) => (event as [string])[0])).to.deep.equal(['payment_method.attached']);
    await endpoint.sandbox.advanceBy({days: 3});
    const after = await list(endpoint);
    expect(idsOf(after)).not.to.include(visa);
    expect(after[0]).to.include({kind: 'bank_debit', isDefault: true});
  });

  it('is charged by nothing before, also where it is asked to pay', async () => {
    const endpoint = createEndpoint({scenario: 'past_due'});
    await add(endpoint, {kind: 'bank_debit'}, account);
    const method = (await list(endpoint)).find(({status}) => status === 'pending');
    const {problem} = await endpoint.call('payInvoice', {
      ids: {invoiceId: 'in_lf2038'},
      body: {paymentMethodId: method?.id},
    });
    expect(problem.details).to.deep.equal({reason: 'method_pending'});
    expect(endpoint.sandbox.effects.payments).to.equal(0);
  });

  it('is refused without its mandate, and for any number that is not a test one', async () => {
    const endpoint = createEndpoint();
    const {operation} = (await endpoint.call('startPaymentMethodSetup', {body: {kind: 'bank_debit'}})).answer;
    expect(operation.paymentStep).to.deep.include({driver: 'sandbox-account', payee: 'Larkfield'});
    const before = endpoint.sandbox.snapshot();
    const submit = (entry: object) =>
      endpoint.call('submitPaymentStep', {ids: {operationId: operation.id}, body: {entry}});
    const real = 'GB29NWBK60161331926819';
    for (const [entry, code, field] of [
      [{number: account.number}, 'invalid_request', 'mandate'],
      [{...account, mandate: 'no'}, 'invalid_request', 'mandate'],
      [{mandate: 'accepted'}, 'invalid_request', 'number'],
      [{...account, number: real}, 'card_refused', 'number'],
      [{...account, number: '4242 4242 4242 4242'}, 'card_refused', 'number'],
      [{...account, expiry: '04/31'}, 'invalid_request', 'entry'],
    ] as const) {
      const reply = await submit(entry);
      expect(reply.problem, JSON.stringify(entry)).to.include({status: 422, code, field});
      expect(reply.text).not.to.contain(real);
    }
    expect(endpoint.sandbox.snapshot()).to.equal(before);
  });
});

describe('A wallet', () => {
  it('is there once the customer has agreed to it', async () => {
    const endpoint = createEndpoint();
    expect(await add(endpoint, {kind: 'wallet'}, {answer: 'pass'})).to.equal('succeeded');
    expect((await list(endpoint)).at(-1)).to.deep.include({kind: 'wallet', brand: 'paypal', status: 'active'});
  });

  it('is not where they have not, and what it was to replace stays', async () => {
    const endpoint = createWithEvents();
    const before = await list(endpoint);
    expect(await add(endpoint, {kind: 'wallet', replaces: visa}, {answer: 'fail'})).to.equal('failed');
    expect(await list(endpoint)).to.deep.equal(before);
    expect(await endpoint.events()).to.deep.equal([]);
  });
});

describe('Replacing a method', () => {
  const card = {number: '5555 5555 5555 4444', expiry: '04 / 31'};

  it('moves what it paid for, and takes it away only then', async () => {
    const endpoint = createWithEvents({scenario: 'several'});
    await use(endpoint, visa, {subscriptionId: 'sub_crew'});
    const {operation} = (await endpoint.call('startPaymentMethodSetup', {body: {kind: 'card', replaces: visa}})).answer;
    expect(idsOf(await list(endpoint)), 'while it is being added').to.include(visa);
    const ids = {operationId: operation.id};
    await endpoint.call('submitPaymentStep', {ids, body: {entry: card}});
    expect(idsOf(await list(endpoint)), 'while it is only entered').to.include(visa);
    await endpoint.call('completeOperation', {ids});
    const {paymentMethods, subscriptions} = await read(endpoint);
    const added = paymentMethods?.[0];
    expect(added).to.include({last4: '4444', isDefault: true});
    expect(paymentMethods?.map(({id}) => id)).not.to.include(visa);
    expect(subscriptions?.find(({id}) => id === 'sub_crew')?.paymentMethodId).to.equal(added?.id);
    expect((await endpoint.events()).slice(0, 2)).to.have.deep.members([
      ['payment_method.attached', added?.id],
      ['payment_method.detached', visa],
    ]);
  });

  it('leaves the old one where the new one is refused', async () => {
    const endpoint = createEndpoint();
    const before = await list(endpoint);
    const {operation} = (await endpoint.call('startPaymentMethodSetup', {body: {kind: 'card', replaces: visa}})).answer;
    const entry = {...card, number: '4000 0000 0000 0069'};
    const refused = await endpoint.call('submitPaymentStep', {ids: {operationId: operation.id}, body: {entry}});
    expect(refused.problem.code).to.equal('card_refused');
    await endpoint.call('completeOperation', {ids: {operationId: operation.id}});
    expect(await list(endpoint)).to.deep.equal(before);
  });

  it('is found by reading back where the answer was lost, once', async () => {
    const endpoint = createWithEvents();
    const {operation} = (await endpoint.call('startPaymentMethodSetup', {body: {kind: 'card', replaces: visa}})).answer;
    const ids = {operationId: operation.id};
    await endpoint.call('submitPaymentStep', {ids, body: {entry: card}});
    endpoint.sandbox.loseAnswer('complete', 1);
    expect((await endpoint.call('completeOperation', {ids})).answer.operation.state).to.equal('checking');
    endpoint.clock.advance({seconds: 15});
    expect((await endpoint.call('readOperation', {ids})).answer.operation.state).to.equal('succeeded');
    expect(idsOf(await list(endpoint))).not.to.include(visa);
    expect(endpoint.sandbox.effects.methods).to.equal(1);
    expect(await endpoint.events()).to.have.length(2);
  });
});
