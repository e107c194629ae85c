import {expect} from '@open-wc/testing';
import type {Operation} from '../../src/contract/operation.js';
import type {Intent, PaymentChoice, SetupRequest} from '../../src/server/ports/provider.js';
import {requireReturnUrl, toReturnAddress} from '../../src/server/rules/return-url.js';
import {memoryStore} from '../../src/server/stores/memory.js';
import {createEndpoint, publicOrigin, readCode, type Endpoint, type EndpointOptions} from '../support/endpoint.js';
import {sandbox} from '../../src/server/providers/sandbox/index.js';

const shop = 'https://shop.example.com';
const bankUrl = 'https://bank.example.com/confirm';
const call = {signal: new AbortController().signal};

/** What a provider was asked with. */
interface Asked {
  payments: PaymentChoice[];
  setups: SetupRequest[];
  intents: Intent[];
}

/** An endpoint at which one invoice is owed, over a sandbox with a bank of its own. */
async function createOwing(options: EndpointOptions = {}) {
  const asked: Asked = {payments: [], setups: [], intents: []};
  const provider = sandbox({scenario: 'past_due', startAt: '2026-11-20T10:42:00.000Z', bankUrl});
  const endpoint = createEndpoint({
    scenario: 'past_due',
    origins: [shop],
    verbs: () => ({
      ...provider,
      payInvoice(customerId, invoiceId, payment, write) {
        asked.payments.push(payment);
        return provider.payInvoice(customerId, invoiceId, payment, write);
      },
      startPaymentMethodSetup(customerId, setup, write) {
        asked.setups.push(setup);
        return provider.startPaymentMethodSetup(customerId, setup, write);
      },
      readBack(intent, read) {
        asked.intents.push(intent);
        return provider.readBack(intent, read);
      },
    }),
    ...options,
  });
  const page = await provider.listInvoices(provider.customerId, {limit: 1, status: 'open'}, call);
  return {...endpoint, sandbox: provider, invoiceId: page.items[0]?.id ?? '', asked};
}

type Owing = Awaited<ReturnType<typeof createOwing>>;

const pay = (endpoint: Owing, body: object, key: string = crypto.randomUUID()) =>
  endpoint.call('payInvoice', {ids: {invoiceId: endpoint.invoiceId}, body, headers: {'idempotency-key': key}});

const complete = async (endpoint: Endpoint, {id}: Operation, token: string) =>
  endpoint.call('completeOperation', {ids: {operationId: id}, token});

describe('Where a customer comes back to', () => {
  const allowed = [
    publicOrigin,
    `${publicOrigin}/account?tab=billing#invoices`,
    `${shop}/`,
    `${shop}:443/back`,
    'HTTPS://SHOP.EXAMPLE.COM/back',
  ];
  const refused = [
    '',
    '/account',
    'account',
    '//shop.example.com/',
    'https://evil.test/',
    `${shop}.evil.test/`,
    `${shop}:8443/`,
    'http://shop.example.com/',
    'https://shop.example.com@evil.test/',
    'https://user@shop.example.com/',
    'https://user:secret@shop.example.com/',
    'https://sub.shop.example.com/',
    `https://evil.test/?${shop}`,
    `https://evil.test#${shop}`,
    'https:\\\\evil.test\\shop.example.com',
    'javascript:alert(1)',
    `javascript:${shop}`,
    `data:text/html,${shop}`,
    `blob:${shop}/1d5b7a2e`,
    `filesystem:${shop}/temporary/a`,
    `view-source:${shop}/`,
    'null',
    'https://',
    'https://shop.example.com /',
  ];

  it('is a page on an origin that may call', async () => {
    const endpoint = await createOwing();
    for (const returnUrl of allowed) {
      const reply = await endpoint.call('startPaymentMethodSetup', {body: {kind: 'card', returnUrl}});
      expect(reply.status, returnUrl).to.equal(200);
    }
    expect((await pay(endpoint, {returnUrl: allowed[1]})).status).to.equal(200);
  });

  it('is nowhere else, and nothing is begun', async () => {
    const endpoint = await createOwing();
    const before = endpoint.sandbox.snapshot();
    for (const returnUrl of [...refused, `${shop}/${'a'.repeat(2000)}`]) {
      const {problem} = await pay(endpoint, {returnUrl});
      expect(problem, returnUrl).to.include({status: 422, code: 'invalid_request', field: 'returnUrl'});
      const setup = await endpoint.call('startPaymentMethodSetup', {body: {kind: 'card', returnUrl}});
      expect(setup.problem, returnUrl).to.include({status: 422, code: 'invalid_request', field: 'returnUrl'});
    }
    expect(endpoint.asked).to.deep.equal({payments: [], setups: [], intents: []});
    expect(endpoint.sandbox.snapshot()).to.equal(before);
  });

  it('may be a loopback page where those may call', async () => {
    const endpoint = await createOwing({origins: ['http://localhost:*']});
    expect((await pay(endpoint, {returnUrl: 'http://localhost:5173/a'})).status).to.equal(200);
    expect((await pay(endpoint, {returnUrl: 'http://localhost.evil.test/a'})).problem.field).to.equal('returnUrl');
  });

  it('is asked of the origin alone, and not at all where none is given', async () => {
    const origins: string[] = [];
    const isAllowedOrigin = (origin: string) => origins.push(origin) > 0;
    requireReturnUrl({isAllowedOrigin});
    requireReturnUrl({isAllowedOrigin}, 'https://shop.example.com:443/a?b#c');
    expect(origins).to.deep.equal([shop]);
    const refusing = () => requireReturnUrl({isAllowedOrigin: () => false}, shop);
    expect(await readCode(Promise.resolve().then(refusing))).to.equal('invalid_request');
  });
});

describe('The address that a customer is sent back to', () => {
  const cases: [given: string, sent: string][] = [
    [shop, `${shop}/?billing_operation=op_1`],
    [`${shop}/a`, `${shop}/a?billing_operation=op_1`],
    [`${shop}/a?`, `${shop}/a?billing_operation=op_1`],
    [`${shop}/a#there`, `${shop}/a?billing_operation=op_1#there`],
    [`${shop}/a?b=c&d#/there?e=f`, `${shop}/a?b=c&d&billing_operation=op_1#/there?e=f`],
    [`${shop}/a?b=c%20d+e&f=%C3%BC&g[]=1&g[]=2`, `${shop}/a?b=c%20d+e&f=%C3%BC&g[]=1&g[]=2&billing_operation=op_1`],
    [`${shop}/a?billing_operation=op_0`, `${shop}/a?billing_operation=op_1`],
    [
      `${shop}/a?billing_operation=op_0&b=c&billing%5Foperation=op_00&billing_operation`,
      `${shop}/a?b=c&billing_operation=op_1`,
    ],
    [`${shop}/a?my_billing_operation=x`, `${shop}/a?my_billing_operation=x&billing_operation=op_1`],
  ];
  for (const [given, sent] of cases) {
    it(`names the operation once, and is the same otherwise: ${given}`, () => {
      expect(toReturnAddress(given, 'op_1')).to.equal(sent);
      expect(toReturnAddress(sent, 'op_1')).to.equal(sent);
    });
  }

  it('reaches the provider with every write that has one, and when a lost one is looked for', async () => {
    const endpoint = await createOwing();
    endpoint.sandbox.loseAnswer('payInvoice', 1);
    const returnUrl = `${shop}/a?b=c#d`;
    const {operation} = (await pay(endpoint, {returnUrl})).answer;
    const expected = `${shop}/a?b=c&billing_operation=${operation.id}#d`;
    expect(endpoint.asked.payments).to.deep.equal([{returnUrl: expected}]);
    expect(operation.state).to.equal('checking');
    endpoint.clock.advance({seconds: 2});
    await endpoint.billing.runDue();
    expect(endpoint.asked.intents.map(({input}) => input)).to.deep.equal([
      {invoiceId: endpoint.invoiceId, payment: {returnUrl: expected}},
    ]);
    const body = {kind: 'card', returnUrl};
    const setup = (await endpoint.call('startPaymentMethodSetup', {body})).answer.operation;
    const sent = `${shop}/a?b=c&billing_operation=${setup.id}#d`;
    expect(endpoint.asked.setups).to.deep.equal([{kind: 'card', returnUrl: sent}]);
  });

  it('is part of the intention: another one under the same key is another request', async () => {
    const store = memoryStore();
    const endpoint = await createOwing({store});
    const key = crypto.randomUUID();
    const {operation} = (await pay(endpoint, {returnUrl: `${shop}/a`}, key)).answer;
    expect((await pay(endpoint, {returnUrl: `${shop}/b`}, key)).problem.code).to.equal('idempotency_mismatch');
    expect((await pay(endpoint, {returnUrl: `${shop}/a`}, key)).answer.operation).to.deep.equal(operation);
    const row = await store.realm({account: 'default', mode: 'test'}).operations.find(operation.id);
    expect(JSON.parse(row?.input ?? '')).to.deep.equal({
      invoiceId: endpoint.invoiceId,
      payment: {returnUrl: `${shop}/a`},
    });
  });
});

describe('A challenge on a page of the bank', () => {
  async function sendToBank(endpoint: Owing, body: object = {returnUrl: `${shop}/account?tab=1#top`}) {
    endpoint.sandbox.challengeBy('redirect');
    endpoint.sandbox.nextPayment('challenge');
    const {operation} = (await pay(endpoint, body)).answer;
    expect(operation.state).to.equal('requires_payment');
    return operation;
  }

  function readBank({paymentStep}: Operation): {reference: string; back: string} {
    if (paymentStep?.kind !== 'redirect') throw new Error(`it is ${JSON.stringify(paymentStep)}`);
    const {origin, pathname, searchParams} = new URL(paymentStep.url);
    expect(origin + pathname).to.equal(bankUrl);
    expect([...searchParams.keys()]).to.deep.equal(['reference', 'return']);
    return {reference: searchParams.get('reference') ?? '', back: searchParams.get('return') ?? ''};
  }

  it('is an address with the way back, and nothing else', async () => {
    const endpoint = await createOwing();
    const operation = await sendToBank(endpoint);
    const {reference, back} = readBank(operation);
    expect(operation.paymentStep).to.have.all.keys('kind', 'url');
    expect(back).to.equal(`${shop}/account?tab=1&billing_operation=${operation.id}#top`);
    const amount = {amount: 13_804, currency: 'EUR', exponent: 2};
    expect(endpoint.sandbox.findChallenge(reference)).to.deep.equal({amount, payee: 'Larkfield', answer: null});
    expect(endpoint.sandbox.findChallenge('pi_nothing')).to.equal(null);
  });

  for (const [answer, state, payments] of [
    ['pass', 'succeeded', 1],
    ['fail', 'failed', 0],
  ] as const) {
    it(`that comes to "${answer}" is completed under a new session of the same customer, and of no other`, async () => {
      const endpoint = await createOwing();
      const operation = await sendToBank(endpoint);
      const {reference, back} = readBank(operation);
      endpoint.sandbox.answerChallenge(reference, answer);
      endpoint.clock.advance({minutes: 61});
      const operationId = new URL(back).searchParams.get('billing_operation') ?? '';
      expect(operationId).to.equal(operation.id);
      const stranger = await endpoint.mint({customerId: 'cus_millrace'});
      expect((await complete(endpoint, operation, stranger)).problem.code).to.equal('not_found');
      const read = await endpoint.call('readOperation', {ids: {operationId}, token: stranger});
      expect(read.problem.code).to.equal('not_found');
      expect(endpoint.sandbox.effects.payments).to.equal(0);
      const token = await endpoint.mint();
      const done = (await complete(endpoint, operation, token)).answer.operation;
      expect(done).to.include({state, resourceId: endpoint.invoiceId});
      expect(endpoint.sandbox.effects.payments).to.equal(payments);
      expect((await complete(endpoint, operation, token)).answer.operation).to.deep.equal(done);
    });
  }

  it('that was not answered yet shows the same step again', async () => {
    const endpoint = await createOwing();
    const operation = await sendToBank(endpoint);
    expect((await complete(endpoint, operation, await endpoint.mint())).answer.operation).to.deep.equal(operation);
    endpoint.sandbox.challengeBy('element');
    expect((await complete(endpoint, operation, await endpoint.mint())).answer.operation).to.deep.equal(operation);
  });

  it('stays in the page where there is no way back, no bank, or nobody asked for it', async () => {
    const stays = async (endpoint: Owing, body: object, way: 'element' | 'redirect') => {
      endpoint.sandbox.challengeBy(way);
      endpoint.sandbox.nextPayment('challenge');
      const {paymentStep} = (await pay(endpoint, body)).answer.operation;
      expect(paymentStep).to.include({kind: 'element', driver: 'sandbox-challenge'});
    };
    const back = {returnUrl: shop};
    await stays(await createOwing(), {}, 'redirect');
    await stays(await createOwing(), back, 'element');
    const plain = createEndpoint({scenario: 'past_due', origins: [shop]});
    await stays({...(await createOwing()), ...plain}, back, 'redirect');
    const reset = await createOwing();
    reset.sandbox.challengeBy('redirect');
    await reset.sandbox.reset();
    reset.sandbox.nextPayment('challenge');
    expect((await pay(reset, back)).answer.operation.paymentStep?.kind).to.equal('element');
  });

  it('is kept in the state, with the way that was asked for', async () => {
    const endpoint = await createOwing();
    const operation = await sendToBank(endpoint);
    const {reference} = readBank(operation);
    const snapshot = endpoint.sandbox.snapshot();
    const again = sandbox({bankUrl, state: {load: () => Promise.resolve(snapshot), save: () => Promise.resolve()}});
    await again.ready();
    expect(again.findChallenge(reference)?.answer).to.equal(null);
    again.nextPayment('challenge');
    const write = {...call, idempotencyKey: 'next'};
    const outcome = await again.payInvoice(again.customerId, endpoint.invoiceId, {returnUrl: shop}, write);
    expect(outcome).to.have.nested.property('step.kind', 'redirect');
  });

  it('is taken from a bank of the page’s own too, by what is entered', async () => {
    const endpoint = await createOwing();
    const operation = await sendToBank(endpoint);
    const entered = {ids: {operationId: operation.id}, body: {entry: {answer: 'pass'}}};
    expect((await endpoint.call('submitPaymentStep', entered)).status).to.equal(200);
    expect((await complete(endpoint, operation, await endpoint.mint())).answer.operation.state).to.equal('succeeded');
  });
});
