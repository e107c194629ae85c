import {expect} from '@open-wc/testing';
import * as fc from 'fast-check';
import {routes, type Auth, type OwnedId, type Route, type RouteName} from '../../src/contract/routes.js';
import {
  apiKeys,
  createEndpoint,
  findLeaks,
  publicOrigin,
  type CallOptions,
  type Endpoint,
} from '../support/endpoint.js';

const table = Object.entries(routes) as [RouteName, Route][];
const paths = [...new Set(table.map(([, {path}]) => path))];
const withBody = table.filter(([, {body}]) => body !== undefined);
const withQuery = table.filter(([, {query}]) => query !== undefined);

/** What each route is asked for besides its ids, which come from `owned`. */
const cases: Record<
  RouteName,
  CallOptions | ((endpoint: Endpoint, ids: Record<string, string>) => Promise<CallOptions>)
> = {
  createSession: {body: {customerId: 'cus_brightwater'}},
  openHostSession: {},
  signOut: {},
  renewSession: {},
  readPortal: {query: {include: 'invoices'}},
  listInvoices: {query: {limit: '5'}},
  exportInvoices: {query: {format: 'csv'}},
  readInvoice: {},
  readInvoicePdf: {},
  payInvoice: {},
  previewChange: {body: {kind: 'cancel'}},
  changeSubscription: async (endpoint) => ({body: {previewId: await previewCancel(endpoint)}}),
  async withdrawPendingChange(endpoint, ids) {
    if (ids['subscriptionId'] === 'sub_crew') await planCancel(endpoint);
    return {};
  },
  previewStart: async (endpoint) => ({body: {priceId: await findPrice(endpoint)}}),
  startSubscription: async (endpoint) => ({body: {previewId: await previewStart(endpoint)}}),
  readUsage: {},
  startPaymentMethodSetup: {body: {kind: 'card'}},
  setDefaultPaymentMethod: {},
  removePaymentMethod: {},
  async clearSubscriptionPaymentMethod(endpoint, ids) {
    if (ids['subscriptionId'] === 'sub_crew') await assignMethod(endpoint);
    return {};
  },
  changeCustomer: {body: {name: 'Brightwater Joinery'}},
  confirmEmail: async (endpoint) => ({body: {code: await requestCode(endpoint)}}),
  addTaxId: {body: {type: 'us_ein', value: '91-1144442'}},
  removeTaxId: {},
  readOperation: {},
  completeOperation: {},
  submitPaymentStep: {body: {entry: {number: '4242 4242 4242 4242', expiry: '04 / 31'}}},
  readHealth: {},
  readOpenApi: {},
};

/** How an id of each kind is found for a customer. */
const owned: Record<OwnedId, (endpoint: Endpoint, customerId: string) => Promise<string>> = {
  async invoice({sandbox}, customerId) {
    const page = await sandbox.listInvoices(customerId, {limit: 1}, {signal: new AbortController().signal});
    return page.items[0]?.id ?? 'none';
  },
  async subscription({sandbox}, customerId) {
    const [subscription] = await sandbox.listSubscriptions(customerId, {signal: new AbortController().signal});
    return subscription?.id ?? 'none';
  },
  async paymentMethod({sandbox}, customerId) {
    const methods = await sandbox.listPaymentMethods(customerId, {signal: new AbortController().signal});
    return methods.find(({isDefault}) => !isDefault)?.id ?? 'none';
  },
  async taxId({sandbox}, customerId) {
    const customer = await sandbox.findCustomer({customerId}, {signal: new AbortController().signal});
    return customer?.taxIds[0]?.id ?? 'none';
  },
  async operation(endpoint, customerId) {
    const token = await endpoint.mint({customerId});
    const {answer} = await endpoint.call('startPaymentMethodSetup', {token, body: {kind: 'card'}});
    return answer.operation.id;
  },
};

async function findIds({ids = {}}: Route, endpoint: Endpoint, customerId: string): Promise<Record<string, string>> {
  const found = Object.entries(ids).map(
    async ([name, kind]) => [name, await owned[kind](endpoint, customerId)] as const,
  );
  return Object.fromEntries(await Promise.all(found));
}

/** Gives a subscription a method of its own. */
async function assignMethod(endpoint: Endpoint): Promise<void> {
  const subscriptionId = 'sub_crew';
  const paymentMethodId = await owned.paymentMethod(endpoint, endpoint.sandbox.customerId);
  await endpoint.call('setDefaultPaymentMethod', {ids: {paymentMethodId}, body: {subscriptionId}});
}

async function previewCancel(endpoint: Endpoint): Promise<string> {
  const subscriptionId = await owned.subscription(endpoint, endpoint.sandbox.customerId);
  const {answer} = await endpoint.call('previewChange', {ids: {subscriptionId}, body: {kind: 'cancel'}});
  return answer.id;
}

async function planCancel(endpoint: Endpoint): Promise<void> {
  const ids = {subscriptionId: 'sub_crew'};
  const previewed = await endpoint.call('previewChange', {ids, body: {kind: 'cancel'}});
  // What is planned already stays planned.
  if (previewed.status !== 200) return;
  await endpoint.call('changeSubscription', {ids, body: {previewId: previewed.answer.id}});
}

async function findPrice({sandbox}: Endpoint): Promise<string> {
  const {plans} = await sandbox.readCatalog({signal: new AbortController().signal});
  return plans[0]?.priceIds[0] ?? 'none';
}

async function previewStart(endpoint: Endpoint): Promise<string> {
  const {answer} = await endpoint.call('previewStart', {body: {priceId: await findPrice(endpoint)}});
  return answer.id;
}

async function requestCode(endpoint: Endpoint): Promise<string> {
  await endpoint.call('changeCustomer', {body: {email: 'office@brightwater.example.com'}});
  return endpoint.inbox.at(-1)?.code ?? '';
}

/** An endpoint where each route has something to do: an invoice is owed. */
const createBusyEndpoint = (): Endpoint => createEndpoint({scenario: 'past_due'});

async function toOptions(endpoint: Endpoint, name: RouteName, ids: Record<string, string> = {}): Promise<CallOptions> {
  const options = cases[name];
  return typeof options === 'function' ? options(endpoint, ids) : options;
}

/** Whether a path is also one of those that a pattern stands for. */
const fits = (pattern: string, path: string): boolean =>
  pattern !== path && new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/{}]+')}$`).test(path);

/** What nobody may slip in: names of prototypes, and the words of providers. */
const unknownKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'customer',
  'price',
  'amount',
  'trial_end',
  'metadata',
  'scopes',
  'sessionId',
  'expiresAt',
];

async function callAsCase(endpoint: Endpoint, name: RouteName, options: CallOptions = {}) {
  const ids = options.ids ?? (await findIds(routes[name], endpoint, endpoint.sandbox.customerId));
  return endpoint.call(name, {...(await toOptions(endpoint, name, ids)), ...options, ids});
}

describe('The route table', () => {
  it('has a case here for every route, and for nothing else', () => {
    expect(Object.keys(cases)).to.have.members(Object.keys(routes));
  });

  it('names each route by one method and path', () => {
    expect(new Set(table.map(([, {method, path}]) => `${method} ${path}`)).size).to.equal(table.length);
  });

  it('says what every id in a path is, and how it is found here', () => {
    for (const [name, {path, ids = {}}] of table) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, id]) => id);
      expect(Object.keys(ids), name).to.deep.equal(inPath);
      for (const kind of Object.values(ids)) expect(owned, name).to.have.property(kind);
    }
  });

  it('asks for a body wherever something is changed, and nowhere else', () => {
    for (const [name, {method, body}] of table) expect(body !== undefined, name).to.equal(method !== 'GET');
  });
});

describe('Every route', () => {
  for (const [name] of table) {
    it(`${name} is served, and answers as its schema says`, async () => {
      const reply = await callAsCase(createBusyEndpoint(), name);
      expect(() => reply.answer).not.to.throw();
    });
  }
});

describe("Another customer's id", () => {
  for (const [name, route] of table.filter(([, {ids}]) => ids !== undefined)) {
    for (const id of Object.keys(route.ids ?? {})) {
      it(`is nothing that ${name} knows as ${id}, and is told like one that does not exist`, async () => {
        const endpoint = createBusyEndpoint();
        const {sandbox} = endpoint;
        const own = await findIds(route, endpoint, sandbox.customerId);
        const foreign = await findIds(route, endpoint, 'cus_millrace');
        const before = sandbox.snapshot();
        const refused = await callAsCase(endpoint, name, {ids: {...own, [id]: foreign[id] ?? ''}});
        const unknown = await callAsCase(endpoint, name, {ids: {...own, [id]: 'no_such_id'}});
        expect(refused.problem).to.include({status: 404, code: 'not_found'});
        const {correlationId} = unknown.problem;
        expect({...refused.problem, correlationId}).to.deep.equal(unknown.problem);
        expect(refused.text).not.to.match(/millrace|:\/\//i);
        expect(sandbox.snapshot()).to.equal(before);
      });

      it(`and any text at all in place of ${id} of ${name} is 404, never a failure`, async () => {
        const endpoint = createEndpoint();
        const own = await findIds(route, endpoint, endpoint.sandbox.customerId);
        await fc.assert(
          fc.asyncProperty(fc.string({unit: 'binary', minLength: 1}), async (text) => {
            // A URL has no words for half a surrogate pair, and takes dots for a way.
            const ids = {
              ...own,
              [id]: /^\.+$/.test(text) ? 'dots' : new TextDecoder().decode(new TextEncoder().encode(text)),
            };
            expect((await callAsCase(endpoint, name, {ids})).problem.code).to.equal('not_found');
          }),
        );
      }).timeout(20_000);
    }
  }
});

describe('A wrong method', () => {
  for (const path of paths) {
    it(`at ${path} is 405, with the right ones`, async () => {
      const endpoint = createEndpoint();
      const token = await endpoint.mint();
      const allowed: string[] = table.filter(([, route]) => route.path === path).map(([, {method}]) => method);
      // Where an id may stand, a word of another path is an id too: `setups` is nobody's payment method.
      const asId = table.filter(([, route]) => fits(route.path, path)).map(([, {method}]) => method);
      const wrong = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'QUERY'].filter((one) => !allowed.includes(one));
      for (const method of wrong.filter((one) => !asId.some((other) => other === one))) {
        const override = {'x-http-method-override': allowed[0] ?? '', 'x-method-override': allowed[0] ?? ''};
        for (const headers of [{}, override]) {
          const reply = await endpoint.send(method, path, {token, headers, query: `_method=${allowed[0]}`});
          expect(reply.problem, method).to.include({status: 405, code: 'method_not_allowed'});
          expect(reply.headers.get('allow'), method).to.equal(allowed.join(', '));
        }
      }
    });

    it(`HEAD at ${path} changes nothing`, async () => {
      const endpoint = createEndpoint();
      const {sandbox, entries, key} = endpoint;
      const session = await endpoint.mint();
      const before = {state: sandbox.snapshot(), sessions: entries.filter(({event}) => event.startsWith('session.'))};
      const isRead = table.some(([, route]) => route.path === path && route.method === 'GET');
      for (const token of [session, key]) {
        const reply = await endpoint.send('HEAD', path, {token, headers: {origin: publicOrigin}});
        if (!isRead) expect(reply.status).to.equal(405);
        expect(reply.text).to.equal('');
      }
      expect(sandbox.snapshot()).to.equal(before.state);
      expect(entries.filter(({event}) => event.startsWith('session.'))).to.deep.equal(before.sessions);
      expect((await endpoint.call('readPortal', {token: session})).status).to.equal(200);
    });
  }
});

describe('A body', () => {
  const wrong: Record<string, Record<string, string | null>> = {
    'none at all': {'content-type': null},
    'a plain form': {'content-type': 'application/x-www-form-urlencoded'},
    'a form with parts': {'content-type': 'multipart/form-data; boundary=x'},
    text: {'content-type': 'text/plain'},
    'text that says it is JSON': {'content-type': 'text/json'},
    'a list of types': {'content-type': 'text/plain, application/json'},
    'another charset': {'content-type': 'application/json; charset=iso-8859-1'},
    'UTF-16': {'content-type': 'application/json; charset=utf-16'},
    'a further parameter': {'content-type': 'application/json; charset=utf-8; boundary=x'},
    compression: {'content-encoding': 'gzip'},
    'no compression, said': {'content-encoding': 'identity'},
  };

  for (const [name] of withBody) {
    it(`of ${name} is JSON in UTF-8, or it is 415`, async () => {
      const endpoint = createBusyEndpoint();
      for (const [what, headers] of Object.entries(wrong)) {
        const {problem} = await callAsCase(endpoint, name, {headers});
        expect(problem, what).to.include({status: 415, code: 'unsupported_media_type'});
      }
      for (const type of ['application/json; charset=utf-8', 'Application/JSON;charset=UTF-8']) {
        const reply = await callAsCase(createBusyEndpoint(), name, {headers: {'content-type': type}});
        expect(() => reply.answer, type).not.to.throw();
      }
    });

    it(`of ${name} with a member that is not known is 422, and names it`, async () => {
      const endpoint = createEndpoint();
      const known = JSON.stringify((await toOptions(endpoint, name)).body ?? {}).slice(1);
      for (const field of unknownKeys) {
        const raw = `{"${field}":{"polluted":true}${known === '}' ? '' : ','}${known}`;
        const {problem} = await callAsCase(endpoint, name, {raw});
        expect(problem, field).to.include({status: 422, code: 'invalid_request', field});
      }
      expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
    });
  }

  it('that is no object is 422', async () => {
    const endpoint = createEndpoint();
    for (const raw of ['[]', 'null', '7', '"text"', 'true', '[{"customerId":"cus_brightwater"}]']) {
      expect((await endpoint.call('createSession', {raw})).problem.code, raw).to.equal('invalid_request');
    }
  });

  it('has no unknown member further down either', async () => {
    const endpoint = createEndpoint();
    const texts: Record<string, string> = {
      'features.__proto__': '{"__proto__":{"view":true}}',
      'features.constructor': '{"constructor":{"prototype":{"polluted":true}}}',
      'features.invoices.__proto__': '{"invoices":{"__proto__":{"view":true}}}',
      'features.invoices.share': '{"invoices":{"share":true}}',
    };
    for (const [field, features] of Object.entries(texts)) {
      const raw = `{"customerId":"cus_brightwater","features":${features}}`;
      const {problem} = await endpoint.call('createSession', {raw});
      expect(problem).to.include({code: 'invalid_request', field});
    }
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });
});

describe('A query', () => {
  for (const [name] of withQuery) {
    it(`of ${name} with a name that is not known is 422, and names it`, async () => {
      const endpoint = createEndpoint();
      for (const field of [...unknownKeys, 'Include', 'Limit', 'limit[]', '']) {
        const {query} = await toOptions(endpoint, name);
        const given = new URLSearchParams([...new URLSearchParams(query), [field, '1']]);
        const {problem} = await callAsCase(endpoint, name, {query: given.toString()});
        expect(problem, field).to.include({status: 422, code: 'invalid_request'});
        if (field !== '') expect(problem.field).to.equal(field);
      }
      expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
    });

    it(`of ${name} with a name that stands twice is 422, even with one value`, async () => {
      const endpoint = createEndpoint();
      const [field, value] = Object.entries((await toOptions(createEndpoint(), name)).query ?? {})[0] ?? [
        'include',
        '',
      ];
      for (const twice of [field, '__proto__']) {
        const query = `${twice}=${value}&${twice}=${value}`;
        const {problem} = await callAsCase(endpoint, name, {query});
        expect(problem).to.include({status: 422, code: 'invalid_request', field: twice});
      }
    });
  }
});

describe('An unknown path', () => {
  const unknown = [
    '/',
    '/v1',
    '/v2/portal',
    '/v1/portal/',
    '/v1/portal/x.css',
    '/v1/portal.json',
    '/v1/portal;x.css',
    '/v1//portal',
    '/V1/portal',
    '/v1/portal/invoices/',
    '/v1/portal/invoices/in_1/png',
    '/v1/portal/invoices/%2e%2e/',
    '/v1/sessions/x',
    '/v1/access',
    '/v1/health/',
    '/v1/toString',
    '/__proto__',
  ];

  it('is a problem of 404, whoever asks', async () => {
    const endpoint = createEndpoint();
    const session = await endpoint.mint();
    for (const path of unknown) {
      for (const [method, token] of [
        ['GET', null],
        ['GET', session],
        ['POST', endpoint.key],
      ] as const) {
        const {problem} = await endpoint.send(method, path, {token});
        expect(problem, path).to.include({status: 404, code: 'not_found'});
      }
    }
  });

  it('is everything outside of the mount', async () => {
    const {billing} = createEndpoint();
    for (const path of ['/', '/v1/health', '/billingv1/health', '/Billing/v1/health', '/billing/billing/v1/health']) {
      const response = await billing.fetch(new Request(`${publicOrigin}${path}`));
      expect(response.status, path).to.equal(404);
      expect(response.headers.get('content-type'), path).to.equal('application/problem+json');
    }
  });
});

describe('A caller', () => {
  const expected: Record<Auth, {status: number; code: string} | null> = {
    key: {status: 401, code: 'invalid_key'},
    session: {status: 401, code: 'invalid_session'},
    host: {status: 403, code: 'origin_not_allowed'},
    open: null,
  };

  /** Every way to come with something else than what the route asks for. */
  async function listWrongCallers({mint, key}: Endpoint, auth: Auth): Promise<Record<string, CallOptions>> {
    const right = auth === 'key' ? key : await mint();
    const other = auth === 'key' ? await mint() : key;
    return {
      'no token': {token: null},
      'a token of another kind': {token: other},
      'a live key': {token: apiKeys.live},
      garbage: {token: 'garbage'},
      'a prefix only': {token: auth === 'key' ? 'bpk_test_' : 'bps'},
      'a link token': {token: `bpl_${'a'.repeat(43)}`},
      'no scheme': {token: null, headers: {authorization: right}},
      'another scheme': {token: null, headers: {authorization: `Basic ${btoa(`${right}:`)}`}},
      'DPoP without a key': {token: null, headers: {authorization: `DPoP ${right}`}},
      'two tokens': {token: null, headers: {authorization: `Bearer ${right}, Bearer ${right}`}},
      'the token in the query': {token: null, query: {token: right, access_token: right}},
      'the token in a cookie': {token: null, headers: {cookie: `token=${right}`}},
      'the token in a header of its own': {token: null, headers: {'x-api-key': right, token: right}},
      'the token in the body': {token: null, body: {token: right, sessionToken: right, apiKey: right}},
    };
  }

  for (const [name, {auth}] of table) {
    const refusal = expected[auth];
    it(`with the wrong token is ${refusal === null ? 'let in' : 'refused'} at ${name}`, async () => {
      const endpoint = createEndpoint();
      for (const [who, caller] of Object.entries(await listWrongCallers(endpoint, auth))) {
        const reply = await callAsCase(endpoint, name, {...caller, headers: {...caller.headers, origin: null}});
        if (refusal === null) {
          expect(reply.status, who).to.equal(200);
        } else {
          expect(reply.problem, who).to.include(refusal);
          expect(reply.headers.get('www-authenticate'), who).to.equal(refusal.status === 401 ? 'Bearer' : null);
        }
      }
    });
  }

  it('who is not known is refused before anything of the request is read', async () => {
    const endpoint = createEndpoint();
    for (const [name, {auth}] of table.filter(([, route]) => expected[route.auth] !== null)) {
      const wrong = {
        token: null,
        headers: {origin: null, 'content-type': 'text/plain'},
        raw: 'no JSON',
        query: 'no=query',
      };
      const reply = await endpoint.call(name, wrong);
      expect(reply.problem, name).to.include(expected[auth] ?? {});
    }
    expect(Object.values(endpoint.sandbox.calls)).to.satisfy((calls: number[]) => calls.every((count) => count === 0));
  });
});

describe('The log', () => {
  it('has one line for each request, with what became of it and under which number', async () => {
    const endpoint = createEndpoint();
    const token = await endpoint.mint();
    endpoint.entries.length = 0;
    const refused = [
      await endpoint.call('createSession', {token}),
      await endpoint.call('readPortal', {token: 'bps_none'}),
      await endpoint.call('readInvoice', {token, ids: {invoiceId: 'none'}}),
      await endpoint.call('listInvoices', {token, query: {limit: '0'}}),
      await endpoint.send('PUT', '/v1/portal'),
      await endpoint.send('GET', '/nowhere'),
    ];
    const lines = refused.map(({problem: {code, correlationId}}) => ({
      event: 'request',
      level: 'warn',
      code,
      correlationId,
    }));
    expect(endpoint.entries).to.have.length(lines.length);
    lines.forEach((line, index) => expect(endpoint.entries[index]).to.include(line));
    endpoint.entries.length = 0;
    const {headers} = await endpoint.call('readHealth');
    const served = {route: 'readHealth', level: 'info', status: 200, correlationId: headers.get('x-correlation-id')};
    expect(endpoint.entries).to.have.length(1);
    expect(endpoint.entries[0]).to.include(served);
  });

  it('never held a secret, an address or a URL while all of this was asked', () => {
    expect(findLeaks()).to.deep.equal([]);
  });
});
