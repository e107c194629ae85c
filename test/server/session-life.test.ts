import {expect} from '@open-wc/testing';
import {memoryStore} from '../../src/server/stores/memory.js';
import {createEndpoint, findLeaks, readCode, type Endpoint} from '../support/endpoint.js';

const customerId = 'cus_brightwater';
const minute = 60_000;

const create = (endpoint: Endpoint, body: object) => endpoint.call('createSession', {body});
const read = async (endpoint: Endpoint, token: string) => (await endpoint.call('readPortal', {token})).answer;
const isServed = async (endpoint: Endpoint, token: string) =>
  (await endpoint.call('readPortal', {token, query: {include: ''}})).status === 200;
const codeOf = async (endpoint: Endpoint, token: string) =>
  (await endpoint.call('readPortal', {token, query: {include: ''}})).problem.code;
const renew = async (endpoint: Endpoint, token: string) => (await endpoint.call('renewSession', {token})).answer;

describe('A token', () => {
  it('is over at its end, to the millisecond', async () => {
    for (const [lifetime, configuration] of [
      [15 * minute, undefined],
      [minute, {session: {lifetime: 60}}],
    ] as const) {
      const endpoint = createEndpoint(configuration && {configurations: configuration});
      const token = await endpoint.mint();
      endpoint.clock.advance({milliseconds: lifetime - 1});
      expect(await isServed(endpoint, token), 'before').to.equal(true);
      endpoint.clock.advance({milliseconds: 1});
      expect(await codeOf(endpoint, token), 'at').to.equal('session_expired');
      endpoint.clock.advance({milliseconds: 1});
      expect(await codeOf(endpoint, token), 'after').to.equal('session_expired');
    }
  });

  it('lives for 60 to 3,600 seconds', async () => {
    for (const lifetime of [59, 3601, 0, -60, 90.5]) {
      expect(() => createEndpoint({configurations: {session: {lifetime}}}), String(lifetime)).to.throw();
    }
    const endpoint = createEndpoint({configurations: {session: {lifetime: 3600}}});
    expect((await create(endpoint, {customerId})).answer.expiresAt).to.equal('2026-11-20T11:42:00.000Z');
  });

  it('is over when it was not used for 30 minutes, to the millisecond', async () => {
    const endpoint = createEndpoint({configurations: {session: {lifetime: 3600}}});
    const [used, unused] = [await endpoint.mint(), await endpoint.mint()];
    endpoint.clock.advance({minutes: 20});
    expect(await isServed(endpoint, used)).to.equal(true);
    endpoint.clock.advance({minutes: 10, milliseconds: -1});
    expect(await isServed(endpoint, used)).to.equal(true);
    endpoint.clock.advance({milliseconds: 1});
    expect(await codeOf(endpoint, unused)).to.equal('session_expired');
    endpoint.clock.advance({minutes: 29});
    expect(await isServed(endpoint, used)).to.equal(true);
  });

  it('that was used is over 30 minutes later', async () => {
    const endpoint = createEndpoint({configurations: {session: {lifetime: 3600}}});
    const token = await endpoint.mint();
    endpoint.clock.advance({minutes: 20});
    expect(await isServed(endpoint, token)).to.equal(true);
    endpoint.clock.advance({minutes: 30});
    expect((await endpoint.call('renewSession', {token})).problem.code).to.equal('session_expired');
    expect(await codeOf(endpoint, token)).to.equal('session_expired');
  });
});

describe('Renewing', () => {
  it('gives another token of the same session', async () => {
    const endpoint = createEndpoint();
    const first = await endpoint.mint({role: 'viewer', locale: 'ar', features: {invoices: {view: false}}});
    const before = await read(endpoint, first);
    endpoint.clock.advance({minutes: 10});
    const renewed = await renew(endpoint, first);
    expect(renewed.sessionToken).not.to.equal(first);
    expect(renewed).to.include({customerId, expiresAt: '2026-11-20T11:07:00.000Z'});
    const after = await read(endpoint, renewed.sessionToken);
    expect(after.session).to.deep.equal({...before.session, expiresAt: renewed.expiresAt});
  });

  it('leaves the old token ten seconds, for what is on its way', async () => {
    const endpoint = createEndpoint();
    const first = await endpoint.mint();
    const {sessionToken} = await renew(endpoint, first);
    endpoint.clock.advance({milliseconds: 9999});
    expect(await isServed(endpoint, first)).to.equal(true);
    endpoint.clock.advance({milliseconds: 1});
    expect(await codeOf(endpoint, first)).to.equal('session_expired');
    expect((await endpoint.call('renewSession', {token: first})).problem.code).to.equal('session_expired');
    expect(await isServed(endpoint, sessionToken)).to.equal(true);
  });

  it('a second time in those seconds gives the old token no longer a life', async () => {
    const endpoint = createEndpoint();
    const first = await endpoint.mint();
    await renew(endpoint, first);
    endpoint.clock.advance({seconds: 9});
    const {sessionToken} = await renew(endpoint, first);
    endpoint.clock.advance({seconds: 1});
    expect(await codeOf(endpoint, first)).to.equal('session_expired');
    expect(await isServed(endpoint, sessionToken)).to.equal(true);
  });

  it('goes on for 60 minutes in all, and not a millisecond longer', async () => {
    const endpoint = createEndpoint();
    let token = await endpoint.mint();
    for (let round = 0; round < 4; round++) {
      endpoint.clock.advance({minutes: 14});
      const renewed = await renew(endpoint, token);
      expect(renewed.expiresAt <= '2026-11-20T11:42:00.000Z').to.equal(true);
      token = renewed.sessionToken;
    }
    endpoint.clock.advance({minutes: 4, milliseconds: -1});
    expect(await isServed(endpoint, token)).to.equal(true);
    const last = await renew(endpoint, token);
    expect(last.expiresAt).to.equal('2026-11-20T11:42:00.000Z');
    endpoint.clock.advance({milliseconds: 1});
    for (const over of [token, last.sessionToken]) {
      expect((await endpoint.call('renewSession', {token: over})).problem.code).to.equal('session_expired');
      expect(await codeOf(endpoint, over)).to.equal('session_expired');
    }
  });

  it('starts the 30 idle minutes anew', async () => {
    const endpoint = createEndpoint({configurations: {session: {lifetime: 3600}}});
    const token = await endpoint.mint();
    endpoint.clock.advance({minutes: 29});
    const {sessionToken} = await renew(endpoint, token);
    endpoint.clock.advance({minutes: 30, milliseconds: -1});
    expect(await isServed(endpoint, sessionToken)).to.equal(true);
  });
});

describe('Signing out', () => {
  it('ends the session at once, with all tokens that renewed each other', async () => {
    const endpoint = createEndpoint();
    const first = await endpoint.mint();
    const second = (await renew(endpoint, first)).sessionToken;
    const third = (await renew(endpoint, second)).sessionToken;
    const other = await endpoint.mint();
    expect((await endpoint.call('signOut', {token: second})).answer).to.equal(undefined);
    for (const token of [first, second, third]) {
      expect(await codeOf(endpoint, token)).to.equal('invalid_session');
      expect((await endpoint.call('renewSession', {token})).problem.code).to.equal('invalid_session');
    }
    expect(await isServed(endpoint, other), 'another session of the same customer').to.equal(true);
  });

  it('is answered alike the second time, too late, and with a token that never was', async () => {
    const endpoint = createEndpoint();
    const [token, late] = [await endpoint.mint(), await endpoint.mint()];
    const none = `bps_${'a'.repeat(43)}`;
    for (const one of [token, token, none]) expect((await endpoint.call('signOut', {token: one})).status).to.equal(204);
    endpoint.clock.advance({minutes: 61});
    expect((await endpoint.call('signOut', {token: late})).status).to.equal(204);
    expect(await codeOf(endpoint, late)).to.equal('invalid_session');
  });

  it('is told in the log once, by the public id of the session', async () => {
    const endpoint = createEndpoint();
    const token = await endpoint.mint();
    const {session} = await read(endpoint, token);
    await endpoint.call('signOut', {token});
    await endpoint.call('signOut', {token});
    const ended = endpoint.entries.filter(({event}) => event === 'session.ended');
    expect(ended).to.deep.equal([{level: 'info', event: 'session.ended', sessionId: session.id, reason: 'sign_out'}]);
  });
});

describe('A session that ended', () => {
  /** An endpoint, and how many tokens its store holds. */
  function createSwept() {
    const hashes: string[] = [];
    const swept: number[] = [];
    const store = memoryStore();
    const realm: typeof store.realm = (named) => {
      const rows = store.realm(named);
      const {insert, sweep} = rows.tokens;
      const tokens: typeof rows.tokens = {
        ...rows.tokens,
        insert: (row) => (hashes.push(row.hash), insert(row)),
        sweep: (before) => (swept.push(before), sweep(before)),
      };
      return {...rows, tokens};
    };
    const endpoint = createEndpoint({store: {...store, realm}});
    const {tokens} = store.realm({account: 'default', mode: 'test'});
    const count = async () =>
      (await Promise.all(hashes.map((hash) => tokens.find(hash)))).filter((row) => row !== null).length;
    return {endpoint, swept, count};
  }

  it('is removed a day later by what is due, and not before', async () => {
    const {endpoint, count} = createSwept();
    await endpoint.mint();
    endpoint.clock.advance({minutes: 25 * 60});
    await endpoint.billing.runDue();
    expect(await count()).to.equal(1);
    endpoint.clock.advance({milliseconds: 1});
    await endpoint.billing.runDue();
    expect(await count()).to.equal(0);
  });

  it('is removed while others are created, at most once an hour', async () => {
    const {endpoint, swept, count} = createSwept();
    for (let minutes = 0; minutes < 120; minutes += 10) {
      await endpoint.mint();
      endpoint.clock.advance({minutes: 10});
    }
    expect(swept).to.have.length(2);
    endpoint.clock.advance({minutes: 27 * 60});
    await endpoint.mint();
    expect(await count()).to.equal(1);
  });

  it('that cannot be removed keeps nobody out', async () => {
    const store = memoryStore();
    const realm: typeof store.realm = (named) => {
      const rows = store.realm(named);
      return {...rows, tokens: {...rows.tokens, sweep: () => Promise.reject(new Error('locked'))}};
    };
    const endpoint = createEndpoint({store: {...store, realm}});
    expect(await isServed(endpoint, await endpoint.mint())).to.equal(true);
    expect(endpoint.entries).to.deep.include({level: 'warn', event: 'store.not_swept'});
    expect(await readCode(endpoint.billing.runDue())).to.equal('store_unavailable');
  });
});

describe('The log', () => {
  it('never held a secret or an address while all of this was done', () => {
    expect(findLeaks()).to.deep.equal([]);
  });
});
