import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {createListener} from '../../../src/node/listener.js';
import {sqliteStore} from '../../../src/node/sqlite.js';
import {createBilling} from '../../../src/server/handler.js';
import {remoteSandbox} from './remote-sandbox.js';

/** An endpoint in a process of its own, to be killed: `endpoint.ts DATABASE PROVIDER_URL KEY`. */
const [database = '', provider = '', apiKey = ''] = process.argv.slice(2);

const billing = createBilling({
  provider: await remoteSandbox(provider),
  store: sqliteStore(database),
  apiKeys: [apiKey],
  origins: [],
  publicUrl: 'http://localhost/billing',
  mode: 'test',
  // Leases and looks come round in a test's time: a second here is a minute there.
  clock: {now: () => Date.now() * 60},
});
const server = createServer(createListener(billing.fetch));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
setInterval(() => void billing.runDue().catch(() => undefined), 100);
// Nothing is left of a test that was ended itself.
process.once('disconnect', () => process.exit());
