import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer, request as connect, type IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';
import {after, before, describe, it} from 'node:test';
import {createListener} from '../../src/node/listener.js';
import {createEndpoint, findLeaks, type Endpoint} from '../support/endpoint.js';

const limit = 65_536;
const right = JSON.stringify({customerId: 'cus_brightwater'});

describe('A length that a request claims', () => {
  const create = (raw: string, length: string) => {
    const endpoint = createEndpoint();
    return endpoint.call('createSession', {raw: new TextEncoder().encode(raw), headers: {'content-length': length}});
  };

  it('is not believed where more comes', async () => {
    for (const length of ['2', '0', '-1', 'NaN', '']) {
      assert.equal((await create(right.padEnd(limit + 1), length)).problem.code, 'body_too_large', length);
    }
  });

  it('of 64 kB is served', async () => {
    assert.equal((await create(right.padEnd(limit), String(limit))).status, 201);
  });
});

describe('Over a real connection', () => {
  let endpoint: Endpoint;
  let port: number;
  const server = createServer((request, response) => {
    createListener(endpoint.billing.fetch)(request, response);
  });

  before(async () => {
    endpoint = createEndpoint();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    port = (server.address() as AddressInfo).port;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Sends a body as it is, in chunks unless the headers say its length, and gives the status. */
  function post(pieces: string[], headers: Record<string, string>): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const all = {authorization: `Bearer ${endpoint.key}`, 'content-type': 'application/json', ...headers};
      const sent = connect({port, host: '127.0.0.1', method: 'POST', path: '/billing/v1/sessions', headers: all});
      sent.on('response', (response: IncomingMessage) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject);
      for (const piece of pieces) sent.write(piece);
      sent.end();
    });
  }

  it('64 kB pass and one byte more does not, with and without a length', async () => {
    for (const [size, status] of [
      [limit, 201],
      [limit + 1, 413],
    ] as const) {
      const body = right.padEnd(size);
      assert.equal(await post([body], {'content-length': String(size)}), status, 'with a length');
      assert.equal(await post([body.slice(0, 40_000), body.slice(40_000)], {}), status, 'in chunks');
    }
  });

  it('a body that is compressed is refused', async () => {
    assert.equal(await post([right], {'content-encoding': 'gzip', 'content-length': String(right.length)}), 415);
  });

  it('a browser is told by its headers', async () => {
    assert.equal(await post([right], {origin: 'https://evil.test'}), 403);
    assert.equal(await post([right], {'sec-fetch-site': 'cross-site'}), 403);
    assert.equal(await post([right], {'sec-fetch-mode': 'cors'}), 201);
  });
});

describe('The log', () => {
  it('never held a secret or an address while all of this was sent', () => {
    assert.deepEqual(findLeaks(), []);
  });
});
