import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {createSite} from '../../src/node/site.js';
import {scenarioDescriptions} from '../../src/server/providers/sandbox/index.js';
import {createEndpoint} from '../support/endpoint.js';

const json = {'content-type': 'application/json'};

/** A started site, as `npm start` has it. */
function createStarted() {
  const endpoint = createEndpoint({scenario: 'past_due'});
  const site = createSite(endpoint);
  const send = (method: string, body: unknown, headers: Record<string, string> = {}) =>
    site.request('http://localhost:4242/sandbox/controls', {
      method,
      headers: {host: 'localhost:4242', ...json, ...headers},
      ...(method === 'GET' ? {} : {body: typeof body === 'string' ? body : JSON.stringify(body)}),
    });
  const use = async (control: string, ...args: unknown[]): Promise<void> => {
    const response = await send('POST', {control, args});
    assert.equal(response.status, 204, `${control}: ${await response.text()}`);
  };
  const page = endpoint.sandbox.listInvoices(
    endpoint.sandbox.customerId,
    {limit: 1, status: 'open'},
    {signal: new AbortController().signal},
  );
  const pay = async () => endpoint.call('payInvoice', {ids: {invoiceId: (await page).items[0]?.id ?? ''}});
  const readInbox = (host = 'localhost:4242') => site.request('http://localhost:4242/sandbox/inbox', {headers: {host}});
  return {...endpoint, send, use, pay, readInbox};
}

describe('The controls of a started sandbox', () => {
  it('tell what was done, what was asked for, what time it is, and how it stands', async () => {
    const {send, use, pay, sandbox} = createStarted();
    await pay();
    await use('nextPayment', 'declined');
    await use('challengeBy', 'redirect');
    const response = await send('GET', undefined);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.deepEqual(await response.json(), {
      effects: sandbox.effects,
      calls: sandbox.calls,
      now: sandbox.now(),
      scenario: 'past_due',
      nextOutcome: 'declined',
      challengeWay: 'redirect',
      scenarios: scenarioDescriptions,
    });
    assert.equal(sandbox.effects.payments, 1);
  });

  it('show this machine, and nobody else, what would have been mailed', async () => {
    const {call, inbox, readInbox} = createStarted();
    await call('changeCustomer', {body: {email: 'office@brightwater.example.com'}});
    assert.equal(inbox.length, 1);
    assert.deepEqual(await (await readInbox()).json(), {items: inbox});
    assert.equal((await readInbox('billing.example.com')).status, 403);
  });

  it('make a call fail, with any code, as often as is said, until it is healed', async () => {
    const {use, pay} = createStarted();
    await use('fail', 'payInvoice', 'provider_cannot', 1);
    assert.equal((await pay()).problem.code, 'provider_cannot');
    await use('fail', 'readInvoice', 'provider_unavailable');
    assert.equal((await pay()).problem.code, 'provider_unavailable');
    await use('fail', 'readInvoice', null);
    assert.equal((await pay()).answer.operation.state, 'succeeded');
  });

  it('make a call too frequent, lost, or slow', async () => {
    const {use, pay} = createStarted();
    await use('rateLimit', 'payInvoice', 7, 1);
    assert.equal((await pay()).headers.get('retry-after'), '7');
    await use('delay', 'payInvoice', 5);
    await use('loseAnswer', 'payInvoice', 1);
    assert.equal((await pay()).answer.operation.state, 'checking');
  });

  it('decide what becomes of the next payment', async () => {
    const {use, pay} = createStarted();
    await use('nextPayment', 'declined');
    assert.equal((await pay()).answer.operation.state, 'failed');
    await use('nextPayment', 'challenge', 1);
    await use('challengeBy', 'redirect');
    assert.equal((await pay()).answer.operation.state, 'requires_payment');
  });

  it('move the clock, and begin anew', async () => {
    const {use, sandbox} = createStarted();
    const before = sandbox.now();
    await use('advanceBy', {months: 1, days: 2});
    assert.equal(sandbox.now().slice(0, 10), '2026-12-22');
    await use('reset', 'no_subscription');
    assert.equal(sandbox.now(), before);
    const signal = new AbortController().signal;
    assert.deepEqual(await sandbox.listSubscriptions(sandbox.customerId, {signal}), []);
    await use('reset');
  });

  it('take nothing that is not in their table', async () => {
    const {send, sandbox} = createStarted();
    const before = sandbox.snapshot();
    const wrong: [body: unknown, field: string][] = [
      [null, 'control'],
      [7, 'control'],
      [[], 'control'],
      [{}, 'control'],
      [{control: 'snapshot'}, 'control'],
      [{control: 'fillSetup', args: ['seti_sandbox1', {}]}, 'control'],
      [{control: 'payInvoice', args: []}, 'control'],
      [{control: 'toString'}, 'control'],
      [{control: '__proto__'}, 'control'],
      [{control: ['reset']}, 'control'],
      [{control: 'fail'}, 'args'],
      [{control: 'fail', args: ['payInvoice']}, 'args'],
      [{control: 'fail', args: ['describe', 'internal']}, 'args'],
      [{control: 'fail', args: ['payInvoice', 'nonsense']}, 'args'],
      [{control: 'fail', args: ['payInvoice', 'internal', -1]}, 'args'],
      [{control: 'fail', args: ['payInvoice', 'internal', 1, 1]}, 'args'],
      [{control: 'fail', args: {0: 'payInvoice', 1: 'internal'}}, 'args'],
      [{control: 'rateLimit', args: ['payInvoice', '7']}, 'args'],
      [{control: 'delay', args: ['payInvoice', 1e9]}, 'args'],
      [{control: 'delay', args: ['payInvoice', null]}, 'args'],
      [{control: 'loseAnswer', args: ['payInvoice', 0.5]}, 'args'],
      [{control: 'nextPayment', args: ['maybe']}, 'args'],
      [{control: 'challengeBy', args: []}, 'args'],
      [{control: 'advanceBy', args: [{years: 1}]}, 'args'],
      [{control: 'advanceBy', args: [{days: -1}]}, 'args'],
      [{control: 'advanceBy', args: [{days: 1e6}]}, 'args'],
      [{control: 'advanceBy', args: [null]}, 'args'],
      [{control: 'reset', args: ['nothing']}, 'args'],
    ];
    for (const [body, field] of wrong) {
      const response = await send('POST', body);
      assert.equal(response.status, 422, JSON.stringify(body));
      assert.deepEqual(await response.json(), {code: 'invalid_request', field}, JSON.stringify(body));
    }
    const texts: [body: string, type: string, status: number][] = [
      ['{', 'application/json', 400],
      ['{"control":"reset"}', 'text/plain', 415],
      [`{"control":"${'x'.repeat(20_000)}"}`, 'application/json', 413],
    ];
    for (const [body, type, status] of texts) {
      assert.equal((await send('POST', body, {'content-type': type})).status, status);
    }
    assert.equal((await send('PUT', {control: 'reset'})).status, 404);
    assert.equal(sandbox.snapshot(), before);
  });

  it('are for this machine and for pages of the site, and for nobody else', async () => {
    const {send, sandbox} = createStarted();
    const body = {control: 'reset', args: ['no_subscription']};
    const before = sandbox.snapshot();
    const foreign: Record<string, string>[] = [
      {host: 'evil.test'},
      {host: 'evil.test:4242'},
      {host: 'localhost.evil.test'},
      {host: 'localhost@evil.test'},
      {host: '192.168.0.7:4242'},
      {host: ''},
      {origin: 'https://evil.test'},
      {origin: 'null'},
      {origin: ''},
      {origin: 'http://localhost'},
      {origin: 'http://localhost:5173'},
      {origin: 'https://localhost:4242'},
      {origin: 'http://127.0.0.1:4242'},
      {host: 'evil.test:4242', origin: 'http://evil.test:4242'},
    ];
    for (const headers of foreign) {
      for (const method of ['GET', 'POST']) {
        const response = await send(method, body, headers);
        assert.equal(response.status, 403, `${method} ${JSON.stringify(headers)}`);
        assert.deepEqual(await response.json(), {code: 'origin_not_allowed'});
        assert.equal(response.headers.get('access-control-allow-origin'), null);
      }
    }
    assert.equal(sandbox.snapshot(), before);
    for (const host of ['localhost:4242', '127.0.0.1:4242', '[::1]:4242', 'localhost']) {
      for (const headers of [{host}, {host, origin: `http://${host}`}]) {
        const response = await send('GET', undefined, headers);
        assert.equal(response.status, 200, JSON.stringify(headers));
        assert.equal(response.headers.get('access-control-allow-origin'), null);
      }
    }
  });
});
