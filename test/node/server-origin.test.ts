import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {routes, type Route, type RouteName} from '../../src/contract/routes.js';
import {createEndpoint, findLeaks, publicOrigin, type CallOptions, type Endpoint} from '../support/endpoint.js';

/** In Node, where a request may carry all that a browser sends. */

const shop = 'https://shop.example.com';
const table = Object.entries(routes) as [RouteName, Route][];
const namesOf = (auth: Route['auth']): RouteName[] =>
  table.filter(([, route]) => route.auth === auth).map(([name]) => name);
const cases: Partial<Record<RouteName, CallOptions>> = {
  createSession: {body: {customerId: 'cus_brightwater'}},
};

const call = (endpoint: Endpoint, name: RouteName, headers: Record<string, string>) =>
  endpoint.call(name, {...cases[name], headers});

function preflight(endpoint: Endpoint, name: RouteName, origin: string) {
  const {path, method} = routes[name];
  const headers = {
    origin,
    'access-control-request-method': method,
    'access-control-request-headers': 'authorization,content-type,x-invented',
  };
  return endpoint.send('OPTIONS', path, {headers});
}

/** Nothing that would let a page on another origin read the answer. */
function assertClosed(headers: Headers, what: string): void {
  assert.equal(headers.get('access-control-allow-origin'), null, what);
  assert.equal(headers.get('access-control-allow-credentials'), null, what);
}

function assertOpenTo(origin: string, headers: Headers, what: string): void {
  assert.equal(headers.get('access-control-allow-origin'), origin, what);
  assert.equal(headers.get('access-control-allow-credentials'), null, what);
  assert.match(headers.get('vary') ?? '', /(^|, *)Origin(,|$)/, what);
}

const foreign = [
  'https://evil.test',
  'null',
  `${shop}.evil.test`,
  `${shop}evil.test`,
  'https://evilshop.example.com',
  'https://a.shop.example.com',
  'https://example.com',
  'https://shop.example.co',
  `${shop}:8443`,
  `${shop}:443`,
  'http://shop.example.com',
  'https://SHOP.example.com',
  `${shop}/`,
  `${shop}, https://evil.test`,
  `https://evil.test#${shop}`,
  'shop.example.com',
  'file://',
  'chrome-extension://abcdef',
  '*',
  'http://localhost:3000',
];

describe('A key', () => {
  for (const name of namesOf('key')) {
    it(`is refused from a browser at ${name}, right or wrong`, async () => {
      const endpoint = createEndpoint({origins: [shop]});
      const signs: Record<string, string>[] = [
        {origin: 'https://evil.test'},
        {origin: shop},
        {origin: publicOrigin},
        {origin: 'null'},
        {origin: ''},
        ...['cross-site', 'same-site', 'same-origin', 'none'].map((site) => ({'sec-fetch-site': site})),
      ];
      for (const headers of signs) {
        for (const token of [endpoint.key, 'bpk_test_none', null]) {
          const reply = await endpoint.call(name, {...cases[name], headers, token});
          assert.equal(reply.status, 403);
          assert.equal(reply.problem.code, 'key_in_browser');
          assertClosed(reply.headers, JSON.stringify(headers));
        }
      }
    });

    it(`passes at ${name} with what Node’s own fetch sends`, async () => {
      const headers = {'sec-fetch-mode': 'cors', 'accept-language': '*', 'user-agent': 'node'};
      const reply = await call(createEndpoint(), name, headers);
      assert.doesNotThrow(() => reply.answer);
      assertClosed(reply.headers, name);
    });

    it(`is invited by no preflight at ${name}`, async () => {
      for (const origin of [shop, publicOrigin, 'https://evil.test']) {
        const reply = await preflight(createEndpoint({origins: [shop]}), name, origin);
        assert.equal(reply.problem.code, 'method_not_allowed');
        assertClosed(reply.headers, origin);
      }
    });
  }
});

describe('A page', () => {
  for (const name of [...namesOf('session'), ...namesOf('open')]) {
    it(`on a listed origin may call ${name} and read what is answered, refusals too`, async () => {
      const endpoint = createEndpoint({origins: [shop, 'http://localhost:5173']});
      for (const origin of [shop, 'http://localhost:5173', publicOrigin]) {
        const token = await endpoint.mint();
        for (const options of [{token}, {token: null}, {token: 'bps_none'}]) {
          const reply = await endpoint.call(name, {...options, headers: {origin, 'sec-fetch-site': 'cross-site'}});
          assertOpenTo(origin, reply.headers, origin);
          const exposed = reply.headers.get('access-control-expose-headers')?.split(/, */);
          for (const header of ['X-Correlation-Id', 'Retry-After', 'ETag', 'Idempotency-Replayed', 'DPoP-Nonce']) {
            assert.ok(exposed?.includes(header), header);
          }
        }
        const wrongMethod = await endpoint.send('PUT', routes[name].path, {headers: {origin}});
        assert.equal(wrongMethod.problem.status, 405);
        assertOpenTo(origin, wrongMethod.headers, origin);
      }
    });

    it(`on another origin may not read what ${name} answers, however it is spelt`, async () => {
      const endpoint = createEndpoint({origins: [shop]});
      const token = await endpoint.mint();
      for (const origin of foreign) {
        const reply = await endpoint.call(name, {token, headers: {origin}});
        assertClosed(reply.headers, origin);
        assert.match(reply.headers.get('vary') ?? '', /Origin/, origin);
        if (routes[name].auth === 'session') assert.equal(reply.problem.code, 'origin_not_allowed', origin);
      }
      assert.equal((await endpoint.call('readPortal', {token})).status, 200, 'nothing has happened to the session');
    });

    it(`is told before it calls ${name} what it may send`, async () => {
      const endpoint = createEndpoint({origins: [shop]});
      const reply = await preflight(endpoint, name, shop);
      assert.equal(reply.status, 204);
      assertOpenTo(shop, reply.headers, name);
      assert.equal(reply.headers.get('access-control-max-age'), '7200');
      const listOf = (header: string) => reply.headers.get(header)?.split(/, */).sort();
      assert.deepEqual(listOf('access-control-allow-methods'), ['DELETE', 'GET', 'PATCH', 'POST']);
      assert.deepEqual(listOf('access-control-allow-headers'), [
        'Authorization',
        'Content-Type',
        'DPoP',
        'Idempotency-Key',
        'If-Match',
      ]);
      for (const origin of foreign) assertClosed((await preflight(endpoint, name, origin)).headers, origin);
    });
  }

  it('that says no origin may read with its token', async () => {
    const endpoint = createEndpoint({origins: [shop]});
    const reply = await endpoint.call('readPortal');
    assert.equal(reply.status, 200);
    assertClosed(reply.headers, 'no origin');
  });

  it('on the endpoint’s own origin is always one of the listed', async () => {
    const reply = await createEndpoint({origins: []}).call('readPortal', {headers: {origin: publicOrigin}});
    assert.equal(reply.status, 200);
  });
});

describe('Any port of a loopback host', () => {
  const origins = ['http://localhost:*', 'http://127.0.0.1:*', 'http://[::1]:*'];

  it('may be listed in test mode', async () => {
    const endpoint = createEndpoint({origins});
    for (const origin of ['http://localhost:5173', 'http://localhost:1', 'http://127.0.0.1:65535', 'http://[::1]:80']) {
      const reply = await endpoint.call('readPortal', {headers: {origin}});
      assert.equal(reply.status, 200, origin);
      assertOpenTo(origin, reply.headers, origin);
    }
  });

  it('opens nothing else', async () => {
    const endpoint = createEndpoint({origins});
    const others = [
      'https://localhost:5173',
      'http://localhost.evil.test',
      'http://localhost.evil.test:80',
      'http://localhost:80.evil.test',
      'http://localhost:80:80',
      'http://localhost:',
      'http://localhost:*',
      'http://localhost:123456',
      'http://127.0.0.2:80',
      'http://[::2]:80',
      'http://evil.test:80',
      'null',
    ];
    for (const origin of others) {
      const reply = await endpoint.call('readPortal', {headers: {origin}});
      assert.equal(reply.problem.code, 'origin_not_allowed', origin);
      assertClosed(reply.headers, origin);
    }
  });

  it('may not be listed in live mode, and no other host in either', () => {
    for (const origin of origins) assert.throws(() => createEndpoint({mode: 'live', origins: [origin]}), TypeError);
    const others = ['http://evil.test:*', 'http://localhost.evil.test:*', 'http://*:*', 'ws://localhost:*'];
    for (const origin of others) assert.throws(() => createEndpoint({origins: [origin]}), TypeError, origin);
  });
});

describe('The host’s own sign-in', () => {
  const open = (headers: Record<string, string | null>) =>
    createEndpoint({origins: [shop]}).call('openHostSession', {headers: {origin: null, ...headers}});

  it('is for pages of the endpoint’s own origin', async () => {
    const own: Record<string, string>[] = [
      {'sec-fetch-site': 'same-origin'},
      {origin: publicOrigin},
      {origin: publicOrigin, 'sec-fetch-site': 'same-origin'},
    ];
    for (const headers of own) assert.equal((await open(headers)).status, 201, JSON.stringify(headers));
  });

  it('is for no other page, listed or not', async () => {
    const others: Record<string, string>[] = [
      {},
      {origin: shop},
      {origin: 'null'},
      {origin: ''},
      {origin: shop, 'sec-fetch-site': 'same-origin'},
      {origin: 'null', 'sec-fetch-site': 'same-origin'},
      {referer: `${publicOrigin}/account`},
      ...['same-site', 'cross-site', 'none', '', 'SAME-ORIGIN', 'same-origin, cross-site'].flatMap((site) => [
        {'sec-fetch-site': site},
        {'sec-fetch-site': site, origin: publicOrigin},
      ]),
      ...foreign.map((origin) => ({origin})),
    ];
    for (const headers of others) {
      const {problem} = await open(headers);
      assert.deepEqual([problem.status, problem.code], [403, 'origin_not_allowed'], JSON.stringify(headers));
    }
  });

  it('is asked for nothing by a page that may not', async () => {
    let asked = 0;
    const endpoint = createEndpoint({
      async authenticate() {
        asked += 1;
        return null;
      },
    });
    await endpoint.call('openHostSession', {headers: {origin: 'https://evil.test'}});
    assert.equal(asked, 0);
    const {problem} = await endpoint.call('openHostSession');
    assert.deepEqual([asked, problem.status, problem.code], [1, 401, 'not_signed_in']);
  });

  it('takes no form, which a foreign page could send with cookies', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const {problem} = await open({origin: publicOrigin, 'content-type': type});
      assert.equal(problem.status, 415);
    }
  });
});

describe('The log', () => {
  it('never held a secret, an address or an origin while all of this was asked', () => {
    assert.deepEqual(findLeaks(), []);
  });
});
