import {expect} from '@open-wc/testing';
import {BillingError} from '../../src/contract/errors.js';
import {memoryStore} from '../../src/server/stores/memory.js';
import {createEndpoint, findLeaks} from '../support/endpoint.js';

const customerId = 'cus_brightwater';

/** What is answered where the provider throws this while a session is asked for. */
async function refuse(thrown: unknown) {
  const endpoint = createEndpoint({verbs: () => ({findCustomer: () => Promise.reject(thrown)})});
  const reply = await endpoint.call('createSession', {body: {customerId}});
  return {problem: reply.problem, told: reply.text + JSON.stringify(endpoint.entries)};
}

describe('What a provider throws', () => {
  it('never reaches a page in its own words, whatever its code', async () => {
    const secret = 'No such customer on acct_secret';
    for (const code of ['customer_not_found', 'invalid_request', 'action_refused', 'card_refused']) {
      const error = new BillingError(code, {
        message: secret,
        field: secret,
        correlationId: secret,
        cause: new Error(secret),
        details: {raw: secret, reason: secret, field: secret, retryAfter: secret},
      });
      const {problem, told} = await refuse(error);
      expect(problem).to.include({code, title: code});
      expect(problem).not.to.have.any.keys('field', 'details');
      expect(told).not.to.contain('acct_secret');
    }
    // One that only looks like ours, and with a code that nobody knows.
    const alike = Object.assign(new Error(secret), {name: 'BillingError', code: secret});
    const {problem, told} = await refuse(alike);
    expect(problem).to.include({status: 500, code: 'internal'});
    expect(told).not.to.contain('acct_secret');
  });

  it('keeps what pages act on', async () => {
    const details = {retryAfter: 3, reason: 'no_payment_method', field: 'number'};
    const {problem} = await refuse(new BillingError('card_refused', {field: 'card.number', retryable: true, details}));
    expect(problem).to.deep.include({code: 'card_refused', field: 'card.number', retryable: true, details});
  });

  it('says in a header too how long to wait, in whole seconds', async () => {
    const answerOf = async (retryAfter: unknown) => {
      const error = new BillingError('provider_rate_limited', {details: {retryAfter}});
      const endpoint = createEndpoint({verbs: () => ({findCustomer: () => Promise.reject(error)})});
      return endpoint.call('createSession', {body: {customerId}});
    };
    for (const [given, header] of [
      [0, '0'],
      [7, '7'],
      [0.2, '1'],
      [-1, null],
      [NaN, null],
      [Infinity, null],
      [1e300, null],
      ['7', null],
      [undefined, null],
    ] as const) {
      const {headers, problem} = await answerOf(given);
      expect(problem.code).to.equal('provider_rate_limited');
      expect(headers.get('retry-after'), String(given)).to.equal(header);
    }
  });

  it('because a signal was aborted is provider_unavailable', async () => {
    for (const name of ['AbortError', 'TimeoutError']) {
      const {problem} = await refuse(new DOMException('secret', name));
      expect(problem, name).to.include({status: 503, code: 'provider_unavailable', retryable: true});
    }
  });

  it('before it gives a promise is caught alike', async () => {
    const findCustomer = (): never => {
      throw new TypeError('secret');
    };
    const endpoint = createEndpoint({verbs: () => ({findCustomer})});
    const {problem} = await endpoint.call('createSession', {body: {customerId}});
    expect(problem).to.include({status: 500, code: 'internal'});
    expect(endpoint.entries.at(-1)).to.include({code: 'internal', kind: 'TypeError'});
  });
});

describe('A provider that does not look at its signal', () => {
  const never = () => new Promise<never>(() => undefined);

  it('does not hold a read', async () => {
    const endpoint = createEndpoint({verbs: () => ({listInvoices: never})});
    const token = await endpoint.mint();
    const caller = new AbortController();
    const reply = endpoint.call('listInvoices', {token, signal: caller.signal});
    setTimeout(() => caller.abort(), 20);
    expect((await reply).problem.code).to.equal('provider_unavailable');
  });

  it('does not hold a write, whose outcome is not known then', async () => {
    const store = memoryStore();
    let asked = (): void => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const startPaymentMethodSetup = () => {
      asked();
      return never();
    };
    const endpoint = createEndpoint({store, verbs: () => ({startPaymentMethodSetup})});
    const token = await endpoint.mint();
    const caller = new AbortController();
    const key = {'idempotency-key': crypto.randomUUID()};
    const reply = endpoint.call('startPaymentMethodSetup', {
      token,
      headers: key,
      body: {kind: 'card'},
      signal: caller.signal,
    });
    await isAsked;
    caller.abort();
    await reply;
    const line = endpoint.entries.find(({event}) => event === 'operation.unknown');
    expect(line).to.include({code: 'provider_unavailable'});
    const again = await endpoint.call('startPaymentMethodSetup', {token, headers: key, body: {kind: 'card'}});
    expect(again.answer.operation.state).to.equal('checking');
  });
});

describe('The log', () => {
  it('never held a secret or an address while all of this was thrown', () => {
    expect(findLeaks()).to.deep.equal([]);
  });
});
