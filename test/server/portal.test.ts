import {expect} from '@open-wc/testing';
import {portalMembers, type PortalMember} from '../../src/contract/portal.js';
import type {BillingProvider, ProviderCustomer} from '../../src/server/ports/provider.js';
import {scenarioNames, type Sandbox, type SandboxVerb} from '../../src/server/providers/sandbox/index.js';
import {createEndpoint, findLeaks, startAt, type Endpoint} from '../support/endpoint.js';

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
const sum = ({calls}: Sandbox): number => Object.values(calls).reduce((before, count) => before + count, 0);

describe('The portal answer', () => {
  for (const scenario of scenarioNames) {
    it(`of "${scenario}" is whole and of the contract, however it is asked for`, async () => {
      const endpoint = createEndpoint({scenario});
      const portal = await read(endpoint);
      expect(membersOf(portal)).to.deep.equal([...portalMembers]);
      expect(portal.unavailable).to.deep.equal({});
      expect(portal.customer.id).to.equal(endpoint.sandbox.customerId);
      const created = await endpoint.call('createSession', {
        body: {customerId: endpoint.sandbox.customerId, include: portalMembers.join()},
      });
      const {session, ...rest} = created.answer.portal ?? portal;
      expect({...rest, session: portal.session}).to.deep.equal(portal);
      expect(session.subject).to.equal(portal.session.subject);
      for (const {id} of portal.invoices?.items ?? []) {
        const {answer} = await endpoint.call('readInvoice', {ids: {invoiceId: id}});
        expect(portal.invoices?.items.find((row) => row.id === id)).to.deep.include({total: answer.total});
      }
    });
  }

  it('holds all members where none is named, those that are, and none for an empty list', async () => {
    const endpoint = createEndpoint();
    const expected: [include: string | undefined, members: PortalMember[]][] = [
      [undefined, [...portalMembers]],
      ['', []],
      [',', []],
      ['session', []],
      ['session,configuration,capabilities,customer', []],
      ['invoices', ['invoices']],
      ['invoices,invoices', ['invoices']],
      ['paymentMethods,customer,subscriptions,', ['subscriptions', 'paymentMethods']],
      ['notices', ['notices']],
      [portalMembers.join(), [...portalMembers]],
    ];
    for (const [include, members] of expected) {
      const portal = await read(endpoint, include);
      expect(membersOf(portal), include).to.deep.equal(members);
      expect(portal).to.include.all.keys('contract', 'asOf', 'session', 'configuration', 'capabilities', 'customer');
    }
  });

  it('refuses a member that is not known, and asks the provider nothing', async () => {
    const endpoint = createEndpoint();
    const token = await endpoint.mint();
    const before = sum(endpoint.sandbox);
    for (const include of ['usage', 'Invoices', ' invoices', 'invoices,usage', '__proto__', 'toString', '*']) {
      const {problem} = await endpoint.call('readPortal', {token, query: {include}});
      expect(problem, include).to.include({status: 422, code: 'invalid_request', field: 'include'});
    }
    expect((await endpoint.call('readPortal', {token, query: {include: ','.repeat(501)}})).problem.status).to.equal(
      422,
    );
    expect(sum(endpoint.sandbox)).to.equal(before);
  });

  it('costs a call for each member, and what the catalog is made of, also together with its session', async () => {
    const endpoint = createEndpoint();
    await endpoint.call('createSession', {body: {customerId, include: portalMembers.join()}});
    // The customer, three lists, the plans, their prices, and what is used of their limits.
    expect(sum(endpoint.sandbox)).to.equal(7);
    const token = await endpoint.mint();
    const costOf = async (include?: string) => {
      const before = sum(endpoint.sandbox);
      await endpoint.call('readPortal', {token, ...(include === undefined ? {} : {query: {include}})});
      return sum(endpoint.sandbox) - before;
    };
    expect(await costOf()).to.equal(7);
    expect(await costOf('invoices')).to.equal(2);
    expect(await costOf('notices')).to.equal(4);
    // What may be done with a subscription depends on what else is on offer.
    expect(await costOf('subscriptions')).to.equal(3);
    expect(await costOf('notices,invoices,subscriptions')).to.equal(5);
    expect(await costOf('subscriptions,catalog')).to.equal(5);
  });

  it('is as of the time at the provider', async () => {
    const endpoint = createEndpoint();
    expect((await read(endpoint)).asOf).to.equal(startAt);
    endpoint.clock.advance({minutes: 5});
    expect((await read(endpoint)).asOf).to.equal(startAt);
    await endpoint.sandbox.advanceBy({months: 2, days: 3});
    const portal = await read(endpoint);
    expect(portal.asOf).to.equal(endpoint.sandbox.now());
    expect(portal.customer).not.to.have.property('testClockAt');
  });

  it('is as of the endpoint’s own time where the provider has no clock of its own', async () => {
    const endpoint = createEndpoint({
      verbs: (sandbox) => ({
        async findCustomer(by, call) {
          const {testClockAt: _, ...customer} = (await sandbox.findCustomer(by, call)) as ProviderCustomer;
          return customer;
        },
      }),
    });
    await endpoint.mint();
    endpoint.clock.advance({minutes: 5});
    expect((await read(endpoint)).asOf).to.equal('2026-11-20T10:47:00.000Z');
  });

  it('gives a subscription another version whenever its money changes, and else the same', async () => {
    const endpoint = createEndpoint({scenario: 'several', configurations: {session: {lifetime: 3600}}});
    const versionsOf = async () => (await read(endpoint)).subscriptions?.map(({id, version}) => `${id} ${version}`);
    const before = await versionsOf();
    expect(new Set(before?.map((line) => line.split(' ')[1])).size).to.equal(3);
    expect(await versionsOf()).to.deep.equal(before);
    await endpoint.sandbox.advanceBy({months: 1});
    const after = await versionsOf();
    const same = after?.filter((line) => before?.includes(line)).map((line) => line.split(' ')[0]);
    expect(same, 'only the one that had ended').to.deep.equal(['sub_workshop']);
  });

  it('keeps the owner of a row to itself', async () => {
    const {text} = await createEndpoint({scenario: 'several'}).call('readPortal');
    expect(text).not.to.contain('"customerId"').and.not.to.contain('"refusals"');
  });
});

describe('A feature that is switched off', () => {
  for (const name of sources) {
    it(`is absent, is not "unavailable", and costs the provider nothing: ${name}`, async () => {
      // Which methods may be removed depends on the subscriptions.
      const features = {paymentMethods: {remove: false}, [name]: {view: false}};
      const endpoint = createEndpoint({configurations: {features}});
      for (const include of [undefined, name, portalMembers.join()]) {
        const portal = await read(endpoint, include);
        expect(portal).not.to.have.property(name);
        expect(portal.unavailable).to.deep.equal({});
        expect(portal.configuration.features[name].view).to.equal(false);
      }
      expect(endpoint.sandbox.calls[verbs[name]]).to.equal(0);
    });
  }

  it('refuses its own routes, also for an id that is there', async () => {
    const endpoint = createEndpoint();
    const on = await read(endpoint);
    const token = await endpoint.mint({features: {invoices: {view: false}}});
    const ids = {invoiceId: on.invoices?.items[0]?.id ?? ''};
    const before = sum(endpoint.sandbox);
    for (const reply of [
      await endpoint.call('listInvoices', {token}),
      await endpoint.call('readInvoice', {token, ids}),
      await endpoint.call('readInvoice', {token}),
      await endpoint.call('listInvoices', {token, query: {limit: 'wrong'}}),
    ]) {
      expect(reply.problem).to.include({status: 403, code: 'feature_disabled'});
    }
    expect(sum(endpoint.sandbox)).to.equal(before);
  });
});

describe('The notices of the portal answer', () => {
  const kindsOf = (portal: Awaited<ReturnType<typeof read>>) => portal.notices?.map(({kind}) => kind);

  it('follow from what it holds, the same alone as with everything', async () => {
    const endpoint = createEndpoint({scenario: 'past_due'});
    const {notices, invoices, subscriptions} = await read(endpoint);
    const [owed, card] = notices ?? [];
    const invoice = invoices?.items.find(({status}) => status === 'open');
    expect(notices).to.have.length(2);
    expect(owed).to.deep.equal({
      kind: 'payment_failed',
      subscriptionId: 'sub_crew',
      invoiceId: invoice?.id,
      paymentMethodId: 'pm_visa_brightwater',
      amount: invoice?.amountDue,
      at: invoice?.issuedAt,
      nextAt: invoice?.nextAttemptAt,
    });
    expect(card).to.deep.equal({
      kind: 'card_expires',
      subscriptionId: 'sub_crew',
      invoiceId: null,
      paymentMethodId: 'pm_visa_brightwater',
      amount: subscriptions?.[0]?.nextPayment?.amountDue,
      at: '2026-11-30T23:59:59.999Z',
      nextAt: subscriptions?.[0]?.nextPayment?.at,
    });
    expect((await read(endpoint, 'notices')).notices).to.deep.equal(notices);
  });

  it('go with what they are about', async () => {
    const endpoint = createEndpoint({scenario: 'past_due'});
    const page = await endpoint.sandbox.listInvoices(customerId, {limit: 1, status: 'open'}, {signal: none});
    const {answer} = await endpoint.call('payInvoice', {ids: {invoiceId: page.items[0]?.id ?? ''}});
    expect(answer.operation.state).to.equal('succeeded');
    expect(kindsOf(await read(endpoint))).to.deep.equal(['card_expires']);
    await endpoint.sandbox.advanceBy({months: 1});
    expect(kindsOf(await read(endpoint))).to.deep.equal(['card_expired']);
    expect(kindsOf(await read(createEndpoint({scenario: 'no_subscription'})))).to.deep.equal([]);
    expect(kindsOf(await read(createEndpoint({scenario: 'open_invoice'})))).to.deep.equal([]);
  });

  it('are for whoever may read, a viewer too', async () => {
    const endpoint = createEndpoint({scenario: 'past_due'});
    const whole = await read(endpoint);
    const token = await endpoint.mint({role: 'viewer'});
    expect((await endpoint.call('readPortal', {token})).answer.notices).to.deep.equal(whole.notices);
  });

  it('are only of the subscriptions that the session may see', async () => {
    const endpoint = createEndpoint({scenario: 'past_due'});
    for (const [restrictTo, count] of [
      [['sub_crew'], 2],
      [['sub_other'], 0],
    ] as const) {
      const token = await endpoint.mint({restrictTo: [...restrictTo]});
      expect((await endpoint.call('readPortal', {token})).answer.notices, restrictTo[0]).to.have.length(count);
    }
  });

  it('say nothing of what the session may not read, and ask for nothing that brings none', async () => {
    const off = {view: false};
    for (const [features, kinds, calls] of [
      [{subscriptions: off}, [], 1],
      [{invoices: off}, ['card_expires'], 3],
      [{paymentMethods: off}, ['payment_failed'], 3],
      [{paymentMethods: off, invoices: off}, [], 1],
    ] as const) {
      const endpoint = createEndpoint({scenario: 'past_due'});
      const token = await endpoint.mint({features});
      const before = sum(endpoint.sandbox);
      const {answer} = await endpoint.call('readPortal', {token, query: {include: 'notices'}});
      expect(kindsOf(answer), JSON.stringify(features)).to.deep.equal(kinds);
      expect(sum(endpoint.sandbox) - before, JSON.stringify(features)).to.equal(calls);
      if ('paymentMethods' in features)
        for (const row of answer.notices ?? []) expect(row.paymentMethodId).to.equal(null);
    }
    const endpoint = createEndpoint({scenario: 'past_due'});
    const token = await endpoint.mint({features: {subscriptions: off, invoices: off, paymentMethods: off}});
    const {answer} = await endpoint.call('readPortal', {token});
    expect(membersOf(answer)).to.deep.equal([]);
    expect(answer.unavailable).to.deep.equal({});
  });
});

describe('Rows of another customer that a provider gives', () => {
  it('are dropped from the answer, and counted in the log', async () => {
    const endpoint = createEndpoint();
    const clean = await read(endpoint);
    endpoint.sandbox.leakForeignRows(true);
    const reply = await endpoint.call('readPortal');
    expect(reply.answer.subscriptions).to.deep.equal(clean.subscriptions);
    expect(reply.answer.paymentMethods).to.deep.equal(clean.paymentMethods);
    expect(reply.text).not.to.match(/millrace/i);
    const lines = endpoint.entries.filter(({event}) => event === 'provider.foreign_rows');
    expect(lines).to.have.length(3);
    for (const line of lines) {
      expect(line).to.include({level: 'error', provider: 'sandbox'});
      expect(line['count']).to.be.greaterThan(0);
      expect(line['correlationId']).to.equal(reply.headers.get('x-correlation-id'));
    }
    expect(JSON.stringify(lines)).not.to.match(/millrace/i);
  });

  it('do not spoil the turning of pages', async () => {
    const endpoint = createEndpoint();
    const all = async (): Promise<string[]> => {
      const ids: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: Record<string, string> = {limit: '3', ...(cursor === '' ? {} : {cursor})};
        const {answer} = await endpoint.call('listInvoices', {query});
        ids.push(...answer.items.map(({id}) => id));
        cursor = answer.nextCursor;
      }
      return ids;
    };
    const clean = await all();
    endpoint.sandbox.leakForeignRows(true);
    expect(await all()).to.deep.equal(clean);
  });

  it('are not read one by one either', async () => {
    const endpoint = createEndpoint({
      verbs: (sandbox) => ({
        readInvoice: (_, id, call) => sandbox.readInvoice('cus_millrace', id, call),
      }),
    });
    const page = await endpoint.sandbox.listInvoices('cus_millrace', {limit: 1}, {signal: none});
    const ids = {invoiceId: page.items[0]?.id ?? ''};
    const reply = await endpoint.call('readInvoice', {ids});
    expect(reply.problem.code).to.equal('not_found');
    expect(endpoint.entries.map(({event}) => event)).to.include('provider.foreign_rows');
  });
});

describe('The log', () => {
  it('never held a secret or an address while all of this was read', () => {
    expect(findLeaks()).to.deep.equal([]);
  });
});
