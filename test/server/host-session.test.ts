import {expect} from '@open-wc/testing';
import {BillingError} from '../../src/contract/errors.js';
import type {SignedIn} from '../../src/server/ports/surroundings.js';
import {createEndpoint, findLeaks, publicUrl, type Endpoint} from '../support/endpoint.js';

const customerId = 'cus_brightwater';

const isServed = async (endpoint: Endpoint, token: string) =>
  (await endpoint.call('readPortal', {token, query: {include: ''}})).status === 200;

describe('The host’s own sign-in', () => {
  const openAs = (signedIn: SignedIn | null) => createEndpoint({authenticate: () => Promise.resolve(signedIn)});

  it('opens a session for whom it names, in the role that it gives', async () => {
    for (const signedIn of [{customerId}, {externalId: 'brightwater', role: 'viewer' as const}]) {
      const endpoint = openAs(signedIn);
      const {answer} = await endpoint.call('openHostSession', {body: {locale: 'de', include: 'subscriptions'}});
      expect(answer.customerId).to.equal(customerId);
      expect(answer.portal?.session).to.include({role: signedIn.role ?? 'owner', locale: 'de'});
      expect(await isServed(endpoint, answer.sessionToken)).to.equal(true);
    }
  });

  it('is asked with the address and the headers, and with a body that may be read', async () => {
    let asked: unknown;
    const endpoint = createEndpoint({
      async authenticate(request) {
        // A page may not set a cookie, and these tests run in one.
        asked = {host: request.headers.get('x-host'), url: request.url, text: await request.text()};
        return null;
      },
    });
    const {problem} = await endpoint.call('openHostSession', {headers: {'x-host': '1'}});
    expect(problem.code).to.equal('not_signed_in');
    expect(asked).to.deep.equal({host: '1', url: `${publicUrl}/v1/access/session`, text: ''});
  });

  it('that does not answer holds no request', async () => {
    const endpoint = createEndpoint({authenticate: () => new Promise<never>(() => undefined)});
    const caller = new AbortController();
    const reply = endpoint.call('openHostSession', {signal: caller.signal});
    setTimeout(() => caller.abort(), 20);
    expect((await reply).problem.code).to.equal('provider_unavailable');
  });

  it('that names nobody is 401, and so is an endpoint without one', async () => {
    expect((await openAs(null).call('openHostSession')).problem).to.include({status: 401, code: 'not_signed_in'});
    const none = createEndpoint({authenticate: () => Promise.resolve(undefined as unknown as null)});
    expect((await none.call('openHostSession')).problem.code).to.equal('not_signed_in');
  });

  it('that names somebody unknown, or nobody clearly, opens nothing', async () => {
    expect((await openAs({customerId: 'cus_nobody'}).call('openHostSession')).problem.code).to.equal(
      'customer_not_found',
    );
    for (const signedIn of [{}, {customerId, externalId: 'brightwater'}]) {
      expect((await openAs(signedIn).call('openHostSession')).problem.code).to.equal('invalid_request');
    }
  });

  it('that fails is an error without a word of what went wrong', async () => {
    const endpoint = createEndpoint({authenticate: () => Promise.reject(new Error('ldap://secret is down'))});
    const {problem, text} = await endpoint.call('openHostSession');
    expect(problem).to.include({status: 500, code: 'internal'});
    expect(text).not.to.contain('secret');
    const refused = new BillingError('not_signed_in', {message: 'ldap://secret has no such user'});
    const other = createEndpoint({authenticate: () => Promise.reject(refused)});
    expect((await other.call('openHostSession')).problem).to.include({code: 'not_signed_in', title: 'not_signed_in'});
  });

  it('that gives a member of the wrong kind opens nothing, whatever the role is mistaken for', async () => {
    const wrong = [{role: 'Viewer'}, {role: 'admin'}, {role: null}, {externalId: null}, {customerId: 7}];
    for (const given of [...wrong.map((member) => ({customerId, ...member})), customerId, true]) {
      const endpoint = openAs(given as SignedIn);
      const {problem} = await endpoint.call('openHostSession');
      expect(problem, JSON.stringify(given)).to.include({status: 500, code: 'internal'});
      const line = {level: 'error', route: 'openHostSession', code: 'internal', kind: 'TypeError'};
      expect(endpoint.entries.at(-1)).to.include(line);
      expect(endpoint.entries.some(({event}) => event === 'session.created')).to.equal(false);
    }
  });

  it('decides who and in which role, and nothing else', async () => {
    const row = {customerId, role: 'viewer', readOnly: true, features: {invoices: {view: false}}, email: 'a@b.example'};
    const endpoint = openAs(row as SignedIn);
    const {portal} = (await endpoint.call('openHostSession', {body: {include: 'invoices'}})).answer;
    expect(portal?.session).to.include({role: 'viewer', readOnly: false});
    expect(portal?.configuration.features.invoices.view).to.equal(true);
  });

  it('is not overruled by what the page sends', async () => {
    const endpoint = openAs({customerId, role: 'viewer'});
    for (const [field, value] of Object.entries({customerId: 'cus_millrace', externalId: 'millrace', role: 'owner'})) {
      const {problem} = await endpoint.call('openHostSession', {body: {[field]: value}});
      expect(problem).to.include({code: 'invalid_request', field});
    }
  });
});

describe('The log', () => {
  it('never held a secret or an address while all of this was asked', () => {
    expect(findLeaks()).to.deep.equal([]);
  });
});
