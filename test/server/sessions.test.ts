import {expect} from '@open-wc/testing';
import type {ConfigurationInput} from '../../src/contract/configuration.js';
import {portalMembers} from '../../src/contract/portal.js';
import {scopes, type CreateSession} from '../../src/contract/session.js';
import {subscriptionActions} from '../../src/contract/subscription.js';
import {memoryStore} from '../../src/server/stores/memory.js';
import {createClock, createEndpoint, findLeaks, readCode, startAt, type Endpoint} from '../support/endpoint.js';

const customerId = 'cus_brightwater';

const create = (endpoint: Endpoint, body: object) => endpoint.call('createSession', {body});
const read = async (endpoint: Endpoint, token: string) => (await endpoint.call('readPortal', {token})).answer;
const isServed = async (endpoint: Endpoint, token: string) =>
  (await endpoint.call('readPortal', {token, query: {include: ''}})).status === 200;
const codeOf = async (endpoint: Endpoint, token: string) =>
  (await endpoint.call('readPortal', {token, query: {include: ''}})).problem.code;

describe('A session is asked for', () => {
  it('by exactly one of the two ids of a customer', async () => {
    const endpoint = createEndpoint();
    for (const body of [{customerId}, {externalId: 'brightwater'}]) {
      const {answer} = await create(endpoint, body);
      expect(answer.customerId).to.equal(customerId);
      expect((await read(endpoint, answer.sessionToken)).customer.id).to.equal(customerId);
    }
    for (const body of [{}, {customerId, externalId: 'brightwater'}]) {
      expect((await create(endpoint, body)).problem).to.include({code: 'invalid_request', field: 'customerId'});
    }
  });

  it('for a customer who exists', async () => {
    const endpoint = createEndpoint();
    for (const body of [{customerId: 'cus_nobody'}, {externalId: 'nobody'}, {externalId: customerId}]) {
      expect((await create(endpoint, body)).problem).to.include({status: 404, code: 'customer_not_found'});
    }
  });

  it('with values that are known, or the refusal names the one that is not', async () => {
    const endpoint = createEndpoint();
    const wrong: [field: string, value: unknown][] = [
      ['customerId', ''],
      ['customerId', 'x'.repeat(256)],
      ['customerId', 7],
      ['customerId', [customerId]],
      ['configuration', 'cfg_unknown'],
      ['role', 'admin'],
      ['locale', 'de_DE'],
      ['locale', ''],
      ['locale', `de-${'a'.repeat(8)}-${'b'.repeat(8)}-${'c'.repeat(8)}-${'d'.repeat(8)}`],
      ['readOnly', 'true'],
      ['restrictTo', []],
      ['restrictTo', 'sub_crew'],
      ['restrictTo.0', ['']],
      ['restrictTo', Array.from({length: 101}, (_, index) => `sub_${index}`)],
      ['features.invoices.view', {invoices: {view: 'no'}}],
      ['include', 'secrets'],
      ['include', 7],
    ];
    for (const [field, value] of wrong) {
      const [name = ''] = field.split('.');
      const {problem} = await create(endpoint, {customerId, [name]: value});
      expect(problem, JSON.stringify(value)).to.include({status: 422, code: 'invalid_request', field});
    }
  });

  it('or none is made: a refused request leaves no session behind', async () => {
    const endpoint = createEndpoint();
    for (const wrong of [{role: 'admin'}, {configuration: 'none'}, {include: 'none'}]) {
      expect((await create(endpoint, {customerId, ...wrong})).problem.status).to.equal(422);
      const made = endpoint.entries.filter(({event}) => event === 'session.created');
      expect(made, JSON.stringify(wrong)).to.have.length(0);
    }
  });

  it('by a server that mounts the endpoint, under the same rule', async () => {
    const {billing, sandbox} = createEndpoint();
    const created = await billing.createSession({customerId, include: 'subscriptions'});
    expect(created.portal?.subscriptions?.map(({id}) => id)).to.deep.equal(['sub_crew']);
    const refused: [code: string, input: object][] = [
      ['customer_not_found', {customerId: 'cus_nobody'}],
      ['invalid_request', {customerId, externalId: 'brightwater'}],
      ['invalid_request', {customerId, role: 'admin'}],
      ['invalid_request', {customerId, price: 1}],
    ];
    for (const [code, input] of refused) {
      expect(await readCode(billing.createSession(input))).to.equal(code);
    }
    sandbox.fail('findCustomer', 'provider_rate_limited', 1);
    expect(await readCode(billing.createSession({customerId}))).to.equal('provider_rate_limited');
  });

  it('by a server that mounts the endpoint, which gets a code for whatever goes wrong', async () => {
    const {billing} = createEndpoint({verbs: () => ({findCustomer: () => Promise.reject(new TypeError('bug'))})});
    expect(await readCode(billing.createSession({customerId}))).to.equal('internal');
  });

  it('and the answer holds the token, its end and whose it is', async () => {
    const endpoint = createEndpoint();
    const {answer} = await create(endpoint, {customerId});
    expect(answer).to.have.all.keys('sessionToken', 'expiresAt', 'customerId');
    expect(answer.expiresAt).to.equal('2026-11-20T10:57:00.000Z');
  });

  it('and what the first screen shows, where it is asked for', async () => {
    const endpoint = createEndpoint();
    const {answer} = await create(endpoint, {customerId, include: portalMembers.join()});
    const {portal, sessionToken} = answer;
    expect(portal).to.deep.equal(await read(endpoint, sessionToken));
    expect((await create(endpoint, {customerId, include: ''})).answer.portal).not.to.have.any.keys(...portalMembers);
  });
});

describe('A session', () => {
  it('tells the page what it is, and nothing that is a secret', async () => {
    const endpoint = createEndpoint();
    const token = await endpoint.mint({role: 'billing', locale: 'pt-BR'});
    const {session} = await read(endpoint, token);
    expect(session).to.include({
      mode: 'test',
      role: 'billing',
      locale: 'pt-BR',
      readOnly: false,
      expiresAt: '2026-11-20T10:57:00.000Z',
      endsAt: '2026-11-20T11:42:00.000Z',
    });
    expect(session.scopes).to.deep.equal(scopes.filter((scope) => scope !== 'subscriptions:cancel'));
    expect(session.id).to.match(/^sess_[0-9A-Za-z]{22}$/);
    expect(JSON.stringify(session)).not.to.contain(token.slice(4, 20));
  });

  it('is an owner in no language of its own, where nothing else is asked for', async () => {
    const endpoint = createEndpoint();
    expect((await read(endpoint, await endpoint.mint())).session).to.include({role: 'owner', locale: null});
  });

  it('has a subject that is the same for one customer only, and does not name him', async () => {
    const store = memoryStore();
    const subjectOf = async (endpoint: Endpoint, input: CreateSession) =>
      (await read(endpoint, await endpoint.mint(input))).session.subject;
    const [one, other, live] = [
      createEndpoint({store}),
      createEndpoint({store, account: 'other'}),
      createEndpoint({store, mode: 'live'}),
    ];
    const subject = await subjectOf(one, {customerId});
    expect(await subjectOf(one, {externalId: 'brightwater', role: 'viewer'})).to.equal(subject);
    const others = [
      await subjectOf(one, {customerId: 'cus_millrace'}),
      await subjectOf(other, {customerId}),
      await subjectOf(live, {customerId}),
    ];
    expect(new Set([subject, ...others]).size).to.equal(4);
    expect(subject).not.to.match(/brightwater/i);
  });

  it('that only reads says so of every action that the provider could do', async () => {
    const refusals = {cancel: {allowed: false, reason: 'committed'}} as const;
    const endpoint = createEndpoint({
      verbs: (sandbox) => ({
        listSubscriptions: async (...asked) =>
          (await sandbox.listSubscriptions(...asked)).map((row) => ({...row, refusals})),
      }),
    });
    const actionsOf = async (input: CreateSession) =>
      (await read(endpoint, await endpoint.mint(input))).subscriptions?.[0]?.actions ?? {};
    const owner = await actionsOf({});
    const possible = subscriptionActions.filter((action) => {
      const permission = owner[action];
      return permission?.allowed || permission?.reason !== 'provider_cannot';
    });
    const reasonsOf = async (input: CreateSession) => {
      const actions = await actionsOf(input);
      expect(actions['cancel'], 'the provider comes first').to.deep.equal(refusals.cancel);
      const others = possible.filter((action) => action !== 'cancel');
      return others.map((action) => [action, actions[action]?.allowed || actions[action]?.reason]);
    };
    const all = (reason: string) => possible.filter((action) => action !== 'cancel').map((action) => [action, reason]);
    expect(await reasonsOf({role: 'viewer'})).to.deep.equal(all('role'));
    expect(await reasonsOf({readOnly: true})).to.deep.equal(all('read_only'));
    expect(await reasonsOf({role: 'viewer', readOnly: true})).to.deep.equal(all('read_only'));
    const leaving = {undoCancel: {allowed: false, reason: 'role'}};
    expect(await actionsOf({role: 'billing', readOnly: false})).to.deep.equal({...owner, ...leaving});
    expect((await read(endpoint, await endpoint.mint({readOnly: true}))).session.readOnly).to.equal(true);
  });

  it('that may not see payment methods sees none of an invoice or of a subscription either', async () => {
    const endpoint = createEndpoint({
      verbs: (sandbox) => ({
        listSubscriptions: async (...asked) =>
          (await sandbox.listSubscriptions(...asked)).map((row) => ({...row, paymentMethodId: 'pm_1'})),
      }),
    });
    const seenBy = async (input: CreateSession) => {
      const token = await endpoint.mint(input);
      const {invoices, subscriptions} = await read(endpoint, token);
      const invoiceId = invoices?.items.find(({status}) => status === 'paid')?.id as string;
      const {answer} = await endpoint.call('readInvoice', {token, ids: {invoiceId}});
      return {paidWith: answer.paidWith, subscription: subscriptions?.[0]};
    };
    const whole = await seenBy({});
    expect(whole.paidWith).to.include.keys('id');
    expect(whole.subscription?.paymentMethodId).to.equal('pm_1');
    const less = await seenBy({features: {paymentMethods: {view: false}}});
    expect(less.paidWith).to.equal(null);
    expect(less.subscription).to.include({paymentMethodId: null, version: whole.subscription?.version});
  });

  it('can switch off what its configuration has on, and never the other way round', async () => {
    const invoicesOff = {features: {invoices: {view: false}}};
    const endpoint = createEndpoint({configurations: invoicesOff});
    const billingInformation = {view: true, allowedUpdates: ['phone' as const]};
    const features = {invoices: {view: true}, paymentMethods: {view: false}, billingInformation};
    const token = await endpoint.mint({features});
    const portal = await read(endpoint, token);
    expect(portal.configuration.features).to.deep.include({
      subscriptions: {view: true},
      invoices: {view: false, download: true, pay: true, export: true},
      paymentMethods: {
        ...{view: false, add: true, remove: true, setDefault: true},
        accepted: ['card', 'bank_debit', 'wallet'],
      },
      cancel: {enabled: true},
      billingInformation,
    });
    const left = scopes.filter((scope) => !/^(invoices|payment_methods):/.test(scope));
    expect(portal.session.scopes).to.deep.equal(left);
    expect(portal).to.have.property('subscriptions');
    expect(portal).not.to.have.any.keys('invoices', 'paymentMethods');
    expect((await endpoint.call('listInvoices', {token})).problem.code).to.equal('feature_disabled');
  });
});

describe('A session for some subscriptions', () => {
  it('sees those and their invoices only', async () => {
    const endpoint = createEndpoint({scenario: 'several'});
    const all = await read(endpoint, await endpoint.mint());
    expect(all.subscriptions?.map(({id}) => id)).to.have.members(['sub_crew', 'sub_route_history', 'sub_workshop']);
    const invoices = all.invoices?.items ?? [];
    const token = await endpoint.mint({restrictTo: ['sub_route_history', 'sub_workshop']});
    const some = await read(endpoint, token);
    expect(some.subscriptions?.map(({id}) => id)).to.have.members(['sub_route_history', 'sub_workshop']);
    const isOutside = ({subscriptionId}: {subscriptionId: string | null}) => subscriptionId === 'sub_crew';
    expect(some.invoices?.items).to.deep.equal(invoices.filter((invoice) => !isOutside(invoice)));
    expect(some.invoices?.items).to.have.length(2);
    for (const invoice of invoices) {
      const {status} = await endpoint.call('readInvoice', {token, ids: {invoiceId: invoice.id}});
      expect(status, invoice.id).to.equal(isOutside(invoice) ? 404 : 200);
    }
  });

  it('finds nothing by asking for another one', async () => {
    const endpoint = createEndpoint({scenario: 'several'});
    const token = await endpoint.mint({restrictTo: ['sub_route_history']});
    for (const subscriptionId of ['sub_crew', 'sub_millrace']) {
      const {answer} = await endpoint.call('listInvoices', {token, query: {subscriptionId}});
      expect(answer.items, subscriptionId).to.deep.equal([]);
    }
    const own = await endpoint.call('listInvoices', {token, query: {subscriptionId: 'sub_route_history'}});
    expect(own.answer.items).to.have.length(1);
  });

  it('sees nothing of what belongs to none, and nothing by an id that is not the customer’s', async () => {
    const endpoint = createEndpoint({scenario: 'open_invoice'});
    const crew = await read(endpoint, await endpoint.mint({restrictTo: ['sub_crew']}));
    expect(crew.invoices?.items.map(({subscriptionId}) => subscriptionId)).to.deep.equal(Array(3).fill('sub_crew'));
    const foreign = await read(endpoint, await endpoint.mint({restrictTo: ['sub_millrace']}));
    expect(foreign.subscriptions).to.deep.equal([]);
    expect(foreign.invoices?.items).to.deep.equal([]);
  });

  it('costs the provider no endless search for a row that it may see', async () => {
    const endpoint = createEndpoint({scenario: 'many_invoices'});
    const token = await endpoint.mint({restrictTo: ['sub_one', 'sub_other']});
    const {answer} = await endpoint.call('listInvoices', {token});
    expect(answer.items).to.deep.equal([]);
    expect(answer.nextCursor).to.be.a('string');
    expect(endpoint.sandbox.calls['listInvoices']).to.equal(5);
  });
});

describe('A configuration', () => {
  /** Endpoints over one store and clock, each with other configurations: the merchant changed them in between. */
  const inTurn = (...given: ConfigurationInput[][]): Endpoint[] => {
    const [store, clock] = [memoryStore(), createClock()];
    return given.map((configurations) => createEndpoint({store, clock, configurations}));
  };

  it('that is changed acts on the next request of a running session', async () => {
    const [before, after] = inTurn([{}], [{features: {invoices: {view: false}}}]) as [Endpoint, Endpoint];
    const token = await before.mint();
    expect(await read(before, token)).to.have.property('invoices');
    const {session} = await read(after, token);
    expect(session.scopes).not.to.include('invoices:read');
    expect(await read(after, token)).not.to.have.property('invoices');
    expect((await after.call('listInvoices', {token})).problem).to.include({status: 403, code: 'feature_disabled'});
    expect(await read(before, token)).to.have.property('invoices');
  });

  it('that is gone ends the sessions that were made with it', async () => {
    const configurations = [{id: 'cfg_main'}, {id: 'cfg_pilot'}];
    const [before, after] = inTurn(configurations, configurations.slice(0, 1)) as [Endpoint, Endpoint];
    const [pilot, plain] = [await before.mint({configuration: 'cfg_pilot'}), await before.mint()];
    expect((await read(before, pilot)).configuration.id).to.equal('cfg_pilot');
    expect(await codeOf(after, pilot)).to.equal('session_expired');
    expect(await isServed(after, plain)).to.equal(true);
  });

  it('is the one that is named, else the default, else the first', async () => {
    const [first, marked] = inTurn(
      [{id: 'cfg_one'}, {id: 'cfg_two'}],
      [{id: 'cfg_one'}, {id: 'cfg_two', isDefault: true}],
    ) as [Endpoint, Endpoint];
    const idOf = async (endpoint: Endpoint, input: CreateSession = {}) =>
      (await read(endpoint, await endpoint.mint(input))).configuration.id;
    expect(await idOf(first)).to.equal('cfg_one');
    expect(await idOf(first, {configuration: 'cfg_two'})).to.equal('cfg_two');
    expect(await idOf(marked)).to.equal('cfg_two');
    expect(await idOf(marked, {configuration: 'cfg_one'})).to.equal('cfg_one');
  });
});

describe('The clock', () => {
  it('is the one that was given', async () => {
    const endpoint = createEndpoint();
    expect((await endpoint.call('readHealth')).answer.at).to.equal(startAt);
    endpoint.clock.advance({minutes: 1});
    expect((await endpoint.call('readHealth')).answer.at).to.equal('2026-11-20T10:43:00.000Z');
  });
});

describe('A role that is not known here', () => {
  it('reads, and may write nothing', async () => {
    const store = memoryStore();
    const realm: typeof store.realm = (named) => {
      const rows = store.realm(named);
      // As a release that knew more roles would have kept it.
      const insert: typeof rows.tokens.insert = (row) =>
        rows.tokens.insert({...row, grant: row.grant.replace('"owner"', '"Owner"')});
      return {...rows, tokens: {...rows.tokens, insert}};
    };
    const endpoint = createEndpoint({store: {...store, realm}});
    const {session, subscriptions} = await read(endpoint, await endpoint.mint());
    expect(session.role).to.equal('Owner');
    const writing = session.scopes.filter((scope) => !/:(read|download|export)$/.test(scope));
    expect(session.scopes).to.include.members(['subscriptions:read', 'invoices:export', 'customer:read']);
    expect(writing).to.deep.equal([]);
    for (const action of subscriptionActions) {
      expect(subscriptions?.[0]?.actions[action]?.allowed, action).to.equal(false);
    }
  });
});

describe('The log', () => {
  it('never held a token, a key or an address while all of this was done', () => {
    expect(findLeaks()).to.deep.equal([]);
  });
});
