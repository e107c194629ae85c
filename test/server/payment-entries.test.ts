import {expect} from '@open-wc/testing';
import {BillingError} from '../../src/contract/errors.js';
import type {Operation} from '../../src/contract/operation.js';
import type {PaymentEntry} from '../../src/contract/operation.js';
import {memoryStore} from '../../src/server/stores/memory.js';
import {createEndpoint, findLeaks, type CallOptions, type Endpoint, type EndpointOptions} from '../support/endpoint.js';

/** Looks like a card of somebody, passes the check of Luhn, and is no test number. */
const real = '4539578763621486';
const spelt = ['4539578763621486', '4539 5787 6362 1486', '4539-5787-6362-1486', ' 4539578763621486 '];

const entry = {number: '4242 4242 4242 4242', expiry: '04 / 31'};

async function begin(endpoint: Endpoint, token?: string): Promise<Operation> {
  const {answer} = await endpoint.call('startPaymentMethodSetup', {body: {kind: 'card'}, ...(token ? {token} : {})});
  return answer.operation;
}

async function beginChallenge(endpoint: Endpoint): Promise<Operation> {
  const call = {signal: new AbortController().signal};
  const page = await endpoint.sandbox.listInvoices(endpoint.sandbox.customerId, {limit: 1, status: 'open'}, call);
  endpoint.sandbox.nextPayment('challenge');
  const {answer} = await endpoint.call('payInvoice', {ids: {invoiceId: page.items[0]?.id ?? ''}});
  return answer.operation;
}

const submit = (endpoint: Endpoint, operationId: string, sent: unknown, options: CallOptions = {}) =>
  endpoint.call('submitPaymentStep', {ids: {operationId}, body: {entry: sent}, ...options});

const complete = async (endpoint: Endpoint, operationId: string) =>
  (await endpoint.call('completeOperation', {ids: {operationId}})).answer.operation;

describe('What is entered into a payment step', () => {
  for (const [number, last4] of [
    ['4242424242424242', '4242'],
    ['5555 5555 5555 4444', '4444'],
    ['3782 822463 10005', '0005'],
  ] as const) {
    it(`adds a test card once the operation is completed, and not before: ${last4}`, async () => {
      const endpoint = createEndpoint({scenario: 'no_subscription'});
      const operation = await begin(endpoint);
      const reply = await submit(endpoint, operation.id, {...entry, number});
      expect(reply.answer.operation).to.deep.equal(operation);
      expect(endpoint.sandbox.effects.methods).to.equal(0);
      expect((await complete(endpoint, operation.id)).state).to.equal('succeeded');
      const {paymentMethods} = (await endpoint.call('readPortal')).answer;
      expect(paymentMethods?.map((method) => method.last4)).to.deep.equal([last4]);
      expect(paymentMethods?.[0]?.expiry).to.deep.equal({month: 4, year: 2031});
    });
  }

  it('says a date as a form has it, and refuses any other by its member', async () => {
    const endpoint = createEndpoint();
    const operation = await begin(endpoint);
    for (const expiry of ['04/31', '4/31', '04 / 31', ' 04/2031 ', '12/2026']) {
      expect((await submit(endpoint, operation.id, {...entry, expiry})).status, expiry).to.equal(200);
    }
    for (const expiry of ['', '0431', '13/31', '00/31', '04/1', '04/031', '31', 'soon']) {
      const {problem} = await submit(endpoint, operation.id, {...entry, expiry});
      expect(problem, expiry).to.include({status: 422, code: 'invalid_request', field: 'expiry'});
    }
    const {problem} = await submit(endpoint, operation.id, {...entry, expiry: '10/26'});
    expect(problem).to.deep.include({code: 'card_refused', field: 'expiry', details: {reason: 'expired'}});
  });

  it('answers a challenge', async () => {
    for (const [answer, state, payments] of [
      ['pass', 'succeeded', 1],
      ['fail', 'failed', 0],
    ] as const) {
      const endpoint = createEndpoint({scenario: 'past_due'});
      const operation = await beginChallenge(endpoint);
      const amount = {amount: 13_804, currency: 'EUR', exponent: 2};
      expect(operation.paymentStep).to.deep.include({driver: 'sandbox-challenge', amount, payee: 'Larkfield'});
      expect((await submit(endpoint, operation.id, {answer})).answer.operation.state).to.equal('requires_payment');
      // An answer that was lost may be given again; another one is too late.
      expect((await submit(endpoint, operation.id, {answer})).status).to.equal(200);
      const other = await submit(endpoint, operation.id, {answer: answer === 'pass' ? 'fail' : 'pass'});
      expect(other.problem.code).to.equal('action_refused');
      expect(await complete(endpoint, operation.id)).to.include({state});
      expect(endpoint.sandbox.effects.payments).to.equal(payments);
    }
  });

  it('is refused by its member where it is not what the step asks for', async () => {
    const endpoint = createEndpoint({scenario: 'past_due'});
    const setup = await begin(endpoint);
    const challenge = await beginChallenge(endpoint);
    const before = endpoint.sandbox.snapshot();
    const cases: [operation: Operation, sent: PaymentEntry, field: string][] = [
      [setup, {}, 'number'],
      [setup, {expiry: '04/31'}, 'number'],
      [setup, {number: '  ', expiry: '04/31'}, 'number'],
      [setup, {number: '4242424242424242'}, 'expiry'],
      [setup, {...entry, cvc: '123'}, 'entry'],
      [setup, {answer: 'pass'}, 'entry'],
      [challenge, {}, 'answer'],
      [challenge, {answer: 'yes'}, 'answer'],
      [challenge, entry, 'entry'],
    ];
    for (const [operation, sent, field] of cases) {
      const {problem} = await submit(endpoint, operation.id, sent);
      expect(problem, JSON.stringify(sent)).to.include({status: 422, code: 'invalid_request', field});
    }
    for (const sent of [undefined, null, 'text', [], {number: 4242}, {number: 'x'.repeat(201)}]) {
      expect((await submit(endpoint, setup.id, sent)).problem.code).to.equal('invalid_request');
    }
    expect(endpoint.sandbox.snapshot()).to.equal(before);
  });

  it('does nothing to an operation that does not wait for it', async () => {
    const endpoint = createEndpoint();
    const operation = await begin(endpoint);
    await submit(endpoint, operation.id, entry);
    const done = await complete(endpoint, operation.id);
    const before = endpoint.sandbox.calls['receiveEntry'];
    const reply = await submit(endpoint, operation.id, {number: real, expiry: 'no date'});
    expect(reply.answer.operation).to.deep.equal(done);
    expect(endpoint.sandbox.calls['receiveEntry']).to.equal(before);
  });

  it('is taken from whoever may do what it is for, and from nobody else', async () => {
    const endpoint = createEndpoint();
    const operation = await begin(endpoint);
    for (const input of [{role: 'viewer'}, {readOnly: true}, {features: {paymentMethods: {add: false}}}] as const) {
      const token = await endpoint.mint(input);
      const {problem} = await submit(endpoint, operation.id, entry, {token});
      expect(problem).to.include({status: 403, code: 'scope_missing'});
    }
    const token = await endpoint.mint({customerId: 'cus_millrace'});
    expect((await submit(endpoint, operation.id, entry, {token})).problem.code).to.equal('not_found');
    expect(endpoint.sandbox.calls['receiveEntry']).to.equal(0);
    const again = await endpoint.mint();
    expect((await submit(endpoint, operation.id, entry, {token: again})).status, 'a new session').to.equal(200);
  });

  it('is provider_cannot for a provider whose forms send it elsewhere', async () => {
    const endpoint = createEndpoint({verbs: () => ({receiveEntry: undefined}) as never});
    const operation = await begin(endpoint);
    const {problem} = await submit(endpoint, operation.id, entry);
    expect(problem).to.include({status: 501, code: 'provider_cannot'});
  });

  it('is not waited for longer than its caller does', async () => {
    const endpoint = createEndpoint({verbs: () => ({receiveEntry: () => new Promise<never>(() => undefined)})});
    const operation = await begin(endpoint);
    const token = await endpoint.mint();
    const caller = new AbortController();
    const reply = submit(endpoint, operation.id, entry, {token, signal: caller.signal});
    setTimeout(() => caller.abort(), 20);
    expect((await reply).problem.code).to.equal('provider_unavailable');
  });
});

describe('A real number', () => {
  /** Everything that was told or kept of it, by whomever. */
  async function createWatched(options: EndpointOptions = {}) {
    const kept: unknown[] = [];
    const store = memoryStore();
    const realm = store.realm({account: 'default', mode: 'test'});
    const told: unknown[] = [];
    const onError = (cause: unknown): void => {
      for (let at = cause; at instanceof Error; at = at.cause) told.push(at.message, at.stack, JSON.stringify(at));
      told.push(String(cause));
    };
    const endpoint = createEndpoint({store, onError, ...options});
    const operation = await begin(endpoint);
    const readAll = async (answers: string): Promise<string> => {
      kept.push(await realm.operations.find(operation.id), await realm.events.list({limit: 50}));
      return [
        answers,
        JSON.stringify(endpoint.entries),
        endpoint.sandbox.snapshot(),
        JSON.stringify(kept),
        ...told,
      ].join();
    };
    return {endpoint, operation, readAll};
  }

  /** In any spelling. */
  const findIn = (text: string): boolean => text.replaceAll(/[\s-]/g, '').includes(real);

  it('is refused, and neither kept, logged nor repeated', async () => {
    const {endpoint, operation, readAll} = await createWatched();
    let answers = '';
    for (const number of spelt) {
      const reply = await submit(endpoint, operation.id, {number, expiry: '04/31'});
      expect(reply.problem).to.deep.include({status: 422, code: 'card_refused', field: 'number'});
      expect(reply.problem.details).to.deep.equal({reason: 'not_a_test_card'});
      answers += reply.text;
      for (const wrong of [{number, expiry: number}, {number: '4242424242424242', expiry: number}, {[number]: 'x'}]) {
        answers += (await submit(endpoint, operation.id, wrong)).text;
      }
    }
    answers += (await complete(endpoint, operation.id)).state;
    expect(findIn(await readAll(answers))).to.equal(false);
    expect(endpoint.sandbox.effects.methods).to.equal(0);
  });

  it('is not told to the host either where a provider fails over it, or has it in its words', async () => {
    const failures = [
      (text: string) => new TypeError(`cannot read ${text}`, {cause: new Error(text)}),
      (text: string) => new BillingError('internal', {message: text, cause: new Error(text)}),
      (text: string) =>
        new BillingError('card_refused', {message: text, field: text, details: {reason: text, raw: text}}),
      (text: string) => Object.assign(new Error(text), {name: 'AbortError'}),
      (text: string) => text,
    ];
    for (const fail of failures) {
      const receiveEntry = (_: string, __: string, sent: PaymentEntry) => Promise.reject(fail(JSON.stringify(sent)));
      const {endpoint, operation, readAll} = await createWatched({verbs: () => ({receiveEntry})});
      const reply = await submit(endpoint, operation.id, {number: real, expiry: '04/31'});
      expect(reply.status).to.be.greaterThan(399);
      expect(findIn(await readAll(reply.text))).to.equal(false);
    }
  });

  it('is nowhere where the request is broken around it', async () => {
    const {endpoint, operation, readAll} = await createWatched();
    const ids = {operationId: operation.id};
    const raw = `{"entry":{"number":"${real}",}}`;
    const broken = await endpoint.call('submitPaymentStep', {ids, raw});
    expect(broken.problem.code).to.equal('invalid_json');
    const long = await submit(endpoint, operation.id, {number: real.repeat(20)});
    expect(long.problem.code).to.equal('invalid_request');
    let answers = broken.text + long.text;
    for (const sent of [{[real]: 7}, {[`${spelt[1]} ${'x'.repeat(40)}`]: 'x'}]) {
      const {problem, text} = await submit(endpoint, operation.id, sent);
      expect(problem).to.include({code: 'invalid_request', field: 'entry'});
      answers += text;
    }
    expect(findIn(await readAll(answers))).to.equal(false);
  });
});

describe('The log', () => {
  it('never held a secret or an address while all of this was entered', () => {
    expect(findLeaks()).to.deep.equal([]);
  });
});
