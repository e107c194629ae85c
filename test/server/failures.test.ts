import {expect} from '@open-wc/testing';
import {portalMembers, type PortalMember} from '../../src/contract/portal.js';
import type {ErrorCode} from '../../src/contract/error-codes.js';
import {BillingError} from '../../src/contract/errors.js';
import type {BillingProvider} from '../../src/server/ports/provider.js';
import type {SandboxVerb} from '../../src/server/providers/sandbox/index.js';
import {memoryStore} from '../../src/server/stores/memory.js';
import {createEndpoint, findLeaks, readCode, type Endpoint} from '../support/endpoint.js';

const customerId = 'cus_brightwater';
const none = new AbortController().signal;

/** What each member is read with; notices are made of the others, and the catalog is read apart. */
const verbs: Record<Exclude<PortalMember, 'notices' | 'catalog'>, SandboxVerb & keyof BillingProvider> = {
  subscriptions: 'listSubscriptions',
  paymentMethods: 'listPaymentMethods',
  invoices: 'listInvoices',
};
const sources = Object.keys(verbs) as (keyof typeof verbs)[];

const read = async (endpoint: Endpoint, include?: string) =>
  (await endpoint.call('readPortal', include === undefined ? {} : {query: {include}})).answer;
const membersOf = (portal: object): string[] => portalMembers.filter((name) => name in portal);
const without = (name: PortalMember): PortalMember[] => portalMembers.filter((other) => other !== name);

/** What may be done with a payment method depends on the subscriptions, where there are any. */
const withoutActions = (member: unknown): unknown =>
  Array.isArray(member) ? member.map((row: object) => ({...row, actions: null})) : member;

describe('A member that fails', () => {
  for (const name of sources) {
    it(`is told in "unavailable", and the others are there: ${name}`, async () => {
      const endpoint = createEndpoint();
      const whole = await read(endpoint);
      const failures: [code: ErrorCode, retryable: boolean][] = [
        ['provider_unavailable', true],
        ['provider_rate_limited', true],
        ['provider_malformed', true],
        ['provider_misconfigured', false],
        ['internal', true],
      ];
      for (const [code, retryable] of failures) {
        endpoint.sandbox.fail(verbs[name], code, 1);
        const reply = await endpoint.call('readPortal');
        const correlationId = reply.headers.get('x-correlation-id');
        expect(membersOf(reply.answer), code).to.deep.equal(without(name));
        expect(reply.answer.unavailable).to.deep.equal({[name]: {code, retryable, correlationId}});
        for (const other of sources.filter((one) => one !== name)) {
          expect(withoutActions(reply.answer[other])).to.deep.equal(withoutActions(whole[other]));
        }
        const line = {level: 'error', event: 'portal.member_failed', member: name, code, correlationId};
        expect(endpoint.entries).to.deep.include(line);
      }
      expect(await read(endpoint)).to.deep.equal(whole);
    });

    it(`is not looked at where it is not asked for: ${name}`, async () => {
      const endpoint = createEndpoint();
      endpoint.sandbox.fail(verbs[name], 'provider_unavailable');
      const others = sources.filter((other) => other !== name);
      expect((await read(endpoint, others.join())).unavailable).to.deep.equal({});
    });

    it(`in a way that no provider may is "internal", and says nothing of itself: ${name}`, async () => {
      for (const thrown of [new TypeError('secret of the provider'), 'secret of the provider', undefined]) {
        const broken = () => Promise.reject(thrown);
        const endpoint = createEndpoint({verbs: () => ({[verbs[name]]: broken})});
        const reply = await endpoint.call('readPortal');
        expect(reply.answer.unavailable[name]).to.include({code: 'internal', retryable: true});
        expect(membersOf(reply.answer)).to.deep.equal(without(name));
        expect(reply.text + JSON.stringify(endpoint.entries)).not.to.contain('secret of');
      }
    });

    it(`because the provider gave no list at all is "internal": ${name}`, async () => {
      for (const given of [undefined, null, {}, 'rows', 7]) {
        const malformed = () => Promise.resolve(given as never);
        const {unavailable} = await read(createEndpoint({verbs: () => ({[verbs[name]]: malformed})}));
        expect(Object.keys(unavailable), JSON.stringify(given)).to.deep.equal([name]);
      }
    });
  }

  it('may be every one of them', async () => {
    const catalog = {plans: [{id: 'crew', priceIds: ['price_crew_month']}]};
    const endpoint = createEndpoint({configurations: {catalog}});
    for (const verb of [...Object.values(verbs), 'readPrices' as const])
      endpoint.sandbox.fail(verb, 'provider_unavailable');
    const portal = await read(endpoint);
    expect(membersOf(portal)).to.deep.equal([]);
    expect(Object.keys(portal.unavailable)).to.have.members([...portalMembers]);
    expect(portal.customer.id).to.equal(customerId);
  });

  it('gives no notices, and takes none away from the others', async () => {
    const kindsWithout = async (name: keyof typeof verbs) => {
      const endpoint = createEndpoint({scenario: 'past_due'});
      endpoint.sandbox.fail(verbs[name], 'provider_unavailable');
      const {notices, unavailable} = await read(endpoint, 'notices');
      expect(unavailable).to.deep.equal({});
      const told = endpoint.entries.filter(({event}) => event === 'portal.member_failed');
      expect(told.map(({member}) => member)).to.deep.equal([name]);
      return notices?.map(({kind}) => kind);
    };
    expect(await kindsWithout('invoices')).to.deep.equal(['card_expires']);
    expect(await kindsWithout('paymentMethods')).to.deep.equal(['payment_failed']);
    expect(await kindsWithout('subscriptions')).to.deep.equal([]);
  });

  it('is told of the notices where nothing that they follow from can be read, each failure once in the log', async () => {
    const endpoint = createEndpoint();
    for (const verb of Object.values(verbs)) endpoint.sandbox.fail(verb, 'provider_misconfigured');
    const {unavailable} = await read(endpoint, 'notices');
    expect(unavailable).to.have.all.keys('notices');
    expect(unavailable['notices']).to.include({code: 'provider_misconfigured', retryable: false});
    const told = endpoint.entries.filter(({event}) => event === 'portal.member_failed');
    expect(told.map(({member}) => member)).to.have.members(sources);
  });

  it('is told of the notices where a provider gave rows that are none, and of nothing else', async () => {
    const listInvoices = () =>
      Promise.resolve({items: [{customerId, subscriptionId: 'sub_crew', status: 'open'}]} as never);
    const endpoint = createEndpoint({scenario: 'past_due', verbs: () => ({listInvoices})});
    const {unavailable} = JSON.parse((await endpoint.call('readPortal')).text) as {unavailable: object};
    expect(unavailable).to.have.all.keys('notices');
    const told = endpoint.entries.filter(({event}) => event === 'portal.member_failed');
    expect(told).to.have.length(1);
    expect(told[0]).to.include({member: 'notices', code: 'internal', kind: 'TypeError'});
  });

  it('because its caller has gone is not waited for', async () => {
    const endpoint = createEndpoint();
    const token = await endpoint.mint();
    endpoint.sandbox.delay('listInvoices', 60_000);
    const caller = new AbortController();
    const reply = endpoint.call('readPortal', {token, signal: caller.signal});
    caller.abort();
    expect((await reply).text).to.contain('"code":"provider_unavailable"');
  });
});

describe('The customer failing', () => {
  it('fails the answer, with the code', async () => {
    const endpoint = createEndpoint();
    const token = await endpoint.mint();
    const codes: [code: ErrorCode, status: number][] = [
      ['provider_unavailable', 503],
      ['provider_rate_limited', 503],
      ['provider_misconfigured', 503],
      ['provider_malformed', 502],
      ['internal', 500],
    ];
    for (const [code, status] of codes) {
      endpoint.sandbox.fail('findCustomer', code, 2);
      expect((await endpoint.call('readPortal', {token})).problem).to.include({code, status});
      expect((await endpoint.call('createSession', {body: {customerId}})).problem).to.include({code, status});
    }
    expect((await endpoint.call('readPortal', {token})).status).to.equal(200);
  });

  it('in a way that no provider may is "internal" without a word of what it was', async () => {
    for (const thrown of [new TypeError('secret of the provider'), 'secret of the provider', null]) {
      const findCustomer = () => Promise.reject(thrown);
      const endpoint = createEndpoint({verbs: () => ({findCustomer})});
      const {problem, text} = await endpoint.call('createSession', {body: {customerId}});
      expect(problem).to.include({status: 500, code: 'internal', title: 'internal', retryable: true});
      expect(text + JSON.stringify(endpoint.entries)).not.to.contain('secret of');
    }
  });

  it('tells neither the message nor the cause of an error that is the server’s', async () => {
    const cause = new Error('secret of the cause');
    const findCustomer = () => Promise.reject(new BillingError('provider_unavailable', {message: 'secret', cause}));
    const endpoint = createEndpoint({verbs: () => ({findCustomer})});
    const {text} = await endpoint.call('createSession', {body: {customerId}});
    expect(text + JSON.stringify(endpoint.entries)).not.to.contain('secret');
  });

  /** An endpoint whose provider finds what it should not, once the session is there. */
  async function findThen(customer: unknown): Promise<{endpoint: Endpoint; token: string}> {
    let isSpoilt = false;
    const endpoint = createEndpoint({
      verbs: (sandbox) => ({
        findCustomer: (by, call) => (isSpoilt ? Promise.resolve(customer as null) : sandbox.findCustomer(by, call)),
      }),
    });
    const token = await endpoint.mint();
    isSpoilt = true;
    return {endpoint, token};
  }

  it('because he is gone, or the provider found nothing that is one, is customer_not_found', async () => {
    for (const found of [null, undefined, {}, {id: null}, 7, 'cus_brightwater', []]) {
      const {endpoint, token} = await findThen(found);
      const {problem} = await endpoint.call('readPortal', {token});
      expect(problem.code, JSON.stringify(found)).to.equal('customer_not_found');
    }
  });

  it('because the provider found another one shows nothing of that one', async () => {
    const millrace = await createEndpoint().sandbox.findCustomer({customerId: 'cus_millrace'}, {signal: none});
    const {endpoint, token} = await findThen(millrace);
    const {problem, text} = await endpoint.call('readPortal', {token});
    expect(problem.code).to.equal('customer_not_found');
    expect(text).not.to.match(/millrace/i);
  });

  it('opens no session for another customer than the one who was asked for', async () => {
    for (const by of [{customerId}, {externalId: 'brightwater'}]) {
      const endpoint = createEndpoint({
        verbs: (sandbox) => ({
          findCustomer: (_, call) => sandbox.findCustomer({customerId: 'cus_millrace'}, call),
        }),
      });
      const {status, text} = await endpoint.call('createSession', {body: by});
      expect(status, JSON.stringify(by)).to.be.oneOf([404, 502]);
      expect(text).not.to.match(/millrace/i);
    }
  });
});

describe('The store', () => {
  it('that does not answer is store_unavailable, and is tried again with the next request', async () => {
    const store = memoryStore();
    let isDown = true;
    const migrate = () => (isDown ? Promise.reject(new Error('secret of the store')) : store.migrate());
    const endpoint = createEndpoint({store: {...store, migrate}});
    for (const name of ['readHealth', 'createSession'] as const) {
      const {problem, text} = await endpoint.call(name, {body: {customerId}});
      expect(problem).to.include({status: 503, code: 'store_unavailable', retryable: true});
      expect(text).not.to.contain('secret');
    }
    expect(await readCode(endpoint.billing.createSession({customerId}))).to.equal('store_unavailable');
    isDown = false;
    expect((await endpoint.call('readHealth')).answer.status).to.equal('ok');
    expect((await endpoint.call('readPortal')).status).to.equal(200);
  });

  it('is asked itself for the health, and nothing in it is read', async () => {
    const store = memoryStore();
    const ping = () => Promise.reject(new Error('secret of the store'));
    const {problem} = await createEndpoint({store: {...store, ping}}).call('readHealth');
    expect(problem).to.include({status: 503, code: 'store_unavailable'});
  });
});

describe('The endpoint', () => {
  it('answers with a problem, and never rejects, where the log of the host fails', async () => {
    const log = () => {
      throw new Error('the disk is full');
    };
    const reply = await createEndpoint({log}).call('readPortal', {token: null});
    expect(() => reply.problem).not.to.throw();
  });
});

describe('The log', () => {
  it('never held a secret or an address while all of this was failing', () => {
    expect(findLeaks()).to.deep.equal([]);
  });
});
