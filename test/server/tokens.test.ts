import {expect} from '@open-wc/testing';
import * as fc from 'fast-check';
import {memoryStore} from '../../src/server/stores/memory.js';
import {apiKeys, createClock, createEndpoint, findLeaks, type Endpoint} from '../support/endpoint.js';

/** A character that a header can carry. */
const character = fc.oneof(
  fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('')),
  fc.constantFrom(...'+/=.,:;~ \t\u00e9\u00ff'.split('')),
);

const edits: Record<string, (token: string, at: number, by: string) => string> = {
  substitute: (token, at, by) => token.slice(0, at) + by + token.slice(at + 1),
  insert: (token, at, by) => token.slice(0, at) + by + token.slice(at),
  append: (token, _, by) => token + by,
  delete: (token, at) => token.slice(0, at) + token.slice(at + 1),
  truncate: (token, at) => token.slice(0, at),
  'swap neighbours': (token, at) => {
    const [one = '', other = ''] = token.slice(at, at + 2);
    return token.slice(0, at) + other + one + token.slice(at + 2);
  },
  'swap case': (token, at) => {
    const one = token.charAt(at);
    const other = one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase();
    return token.slice(0, at) + other + token.slice(at + 1);
  },
  'upper-case': (token) => token.toUpperCase(),
  'lower-case': (token) => token.toLowerCase(),
  pad: (token) => `${token}=`,
  double: (token) => token + token,
  quote: (token) => `"${token}"`,
  'put a space before': (token) => ` ${token}`,
};

/** Edited tokens; a header loses blanks at its end by itself, so that those make no other token. */
function editsOf(token: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...Object.keys(edits)), fc.nat(token.length - 1), character)
    .map(([name, at, by]) => edits[name]?.(token, at, by) ?? '')
    .filter((edited) => edited.replace(/[ \t]+$/, '') !== token);
}

describe('A session token', () => {
  it('that was edited in any one way never passes, and each is refused alike', async () => {
    const endpoint = createEndpoint();
    const token = await endpoint.mint();
    const {title} = (await endpoint.call('readPortal', {token: 'bps_none'})).problem;
    const refusal = {status: 401, code: 'invalid_session', title, retryable: false};
    await fc.assert(
      fc.asyncProperty(editsOf(token), async (edited) => {
        const {correlationId: _, type, ...rest} = (await endpoint.call('readPortal', {token: edited})).problem;
        expect({...rest, type}, edited).to.deep.equal({...refusal, type: 'about:blank'});
      }),
      {numRuns: 600},
    );
    expect((await endpoint.call('readPortal', {token})).status).to.equal(200);
  }).timeout(20_000);

  it('is 43 characters behind its prefix, made of 32 random bytes, and no two are alike', async () => {
    const asked: number[] = [];
    const random = (bytes: number) => {
      asked.push(bytes);
      return crypto.getRandomValues(new Uint8Array(bytes));
    };
    const endpoint = createEndpoint({random});
    const before = asked.length;
    const first = await endpoint.mint();
    expect(asked.slice(before)).to.include(32);
    const tokens = new Set([first]);
    while (tokens.size < 10_000) {
      const more = await Promise.all(Array.from({length: 1111}, () => endpoint.mint()));
      const known = tokens.size;
      for (const token of more) {
        expect(token).to.match(/^bps_[A-Za-z0-9_-]{43}$/);
        tokens.add(token);
      }
      expect(tokens.size).to.equal(known + more.length);
    }
    const used = new Set([...tokens].flatMap((token) => token.slice(4, -1).split('')));
    expect(used.size, 'characters in use').to.equal(64);
  }).timeout(20_000);

  it('is of one account in one mode, also where all share a store', async () => {
    const store = memoryStore();
    const clock = createClock();
    const realms = [
      createEndpoint({store, clock}),
      createEndpoint({store, clock, account: 'other'}),
      createEndpoint({store, clock, mode: 'live'}),
      createEndpoint({store, clock, mode: 'live', account: 'other'}),
    ];
    for (const home of realms) {
      const token = await home.mint();
      for (const abroad of realms.filter((one) => one !== home)) {
        expect((await abroad.call('readPortal', {token})).problem.code).to.equal('invalid_session');
        expect((await abroad.call('renewSession', {token})).problem.code).to.equal('invalid_session');
        expect((await abroad.call('signOut', {token})).status).to.equal(204);
      }
      expect((await home.call('readPortal', {token})).status).to.equal(200);
    }
  });

  it('is known to every endpoint over one store', async () => {
    const store = memoryStore();
    const clock = createClock();
    const token = await createEndpoint({store, clock}).mint();
    expect((await createEndpoint({store, clock}).call('readPortal', {token})).status).to.equal(200);
  });

  it('dies with its store', async () => {
    const endpoint = createEndpoint();
    const token = await endpoint.mint();
    await endpoint.billing.close();
    expect((await endpoint.call('readPortal', {token})).problem.code).to.equal('invalid_session');
  });
});

describe('An API key', () => {
  const body = {customerId: 'cus_brightwater'};
  const create = (endpoint: Endpoint, token: string) => endpoint.call('createSession', {token, body});

  it('that was edited in any one way never passes', async () => {
    const endpoint = createEndpoint();
    await fc.assert(
      fc.asyncProperty(editsOf(endpoint.key), async (edited) => {
        expect((await create(endpoint, edited)).problem.code, edited).to.equal('invalid_key');
      }),
      {numRuns: 300},
    );
    expect((await create(endpoint, endpoint.key)).status).to.equal(201);
  }).timeout(20_000);

  it('may be one of two, so that it can be replaced', async () => {
    const next = `bpk_test_${'N'.repeat(40)}`;
    const endpoint = createEndpoint({apiKeys: [apiKeys.test, next]});
    for (const token of [apiKeys.test, next]) expect((await create(endpoint, token)).status).to.equal(201);
    const third = `bpk_test_${'M'.repeat(40)}`;
    expect((await create(endpoint, third)).problem.code).to.equal('invalid_key');
    const after = createEndpoint({apiKeys: [next]});
    expect((await create(after, apiKeys.test)).problem.code).to.equal('invalid_key');
  });

  it('of the other mode is refused', async () => {
    const live = createEndpoint({mode: 'live'});
    expect((await create(live, apiKeys.test)).problem.code).to.equal('invalid_key');
    expect((await create(live, apiKeys.live)).status).to.equal(201);
    expect((await create(createEndpoint(), apiKeys.live)).problem.code).to.equal('invalid_key');
  });
});

describe('A key that is not there', () => {
  it('is named at the start, such as that of a variable that is not set', () => {
    for (const given of [[undefined], [apiKeys.test, null], [7]]) {
      expect(() => createEndpoint({apiKeys: given as string[]}), String(given)).to.throw(TypeError, 'a key in apiKeys');
    }
    for (const given of [[], null, apiKeys.test]) {
      expect(() => createEndpoint({apiKeys: given as string[]})).to.throw(TypeError, 'at least one key in apiKeys');
    }
  });
});

describe('The log', () => {
  it('never held a token or a key while all of this was tried', () => {
    expect(findLeaks()).to.deep.equal([]);
  });
});
