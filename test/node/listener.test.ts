import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer, type IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';
import {describe, it} from 'node:test';
import {createListener} from '../../src/node/listener.js';
import {createEndpoint} from '../support/endpoint.js';

/** What Express does for `app.use('/billing', listener)`. */
function mount(request: IncomingMessage & {originalUrl?: string}): void {
  request.originalUrl = request.url ?? '';
  request.url = request.originalUrl.replace('/billing', '');
}

describe('The listener for node:http', () => {
  for (const isMounted of [false, true]) {
    it(`finds the endpoint ${isMounted ? 'where Express has taken the path off' : 'at its whole path'}`, async () => {
      const listener = createListener(createEndpoint().billing.fetch);
      const server = createServer((request, response) => {
        if (isMounted) mount(request);
        listener(request, response);
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const {port} = server.address() as AddressInfo;
      const {status} = await fetch(`http://127.0.0.1:${port}/billing/v1/health`);
      server.closeAllConnections();
      server.close();
      assert.equal(status, 200);
    });
  }
});
