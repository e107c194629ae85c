import {randomBytes} from 'node:crypto';
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {isBillingError} from '../contract/errors.js';
import {createBilling, type Billing} from '../server/handler.js';
import type {Store} from '../server/ports/store.js';
import type {EmailConfirmation, InvoicePdf, LogEntry} from '../server/ports/surroundings.js';
import {
  sandbox,
  type ChallengeWay,
  type Sandbox,
  type ScenarioName,
  type SnapshotStorage,
} from '../server/providers/sandbox/index.js';
import {memoryStore} from '../server/stores/memory.js';
import {sqlStore} from '../server/stores/sql.js';
import {pdfInvoices} from './invoice-pdf.js';
import {createListener} from './listener.js';
import {findFile, hasPdfParts} from './pdf-fonts.js';
import {bankPath} from './sandbox-bank.js';
import {sandboxStorage} from './sandbox-file.js';
import {createSite} from './site.js';
import {libsqlDriver} from './sqlite.js';

/** How the sandbox endpoint is started. */
export interface StartOptions {
  /** 0 takes any free port. */
  port: number;
  host: string;
  /** Folder of the database and the key. */
  folder: string;
  /** Begins with this scenario; absent, with what was kept, or `active`. */
  scenario?: ScenarioName;
  /** ISO 8601: a sandbox that begins anew stands still at this instant. Absent: it runs with real time. */
  startAt?: string;
  /** Where a bank asks its challenges from now on; absent, where it did before, which is in the page at first. */
  challenge?: ChallengeWay;
  /** Forgets everything that was kept, except for the key. */
  reset: boolean;
  log(entry: LogEntry): void;
  /** Told of each code for a new billing e-mail, in place of a mail. */
  onEmailConfirmation?(confirmation: EmailConfirmation): void;
}

/** A started endpoint. */
export interface RunningSandbox {
  /** The site with the demo page and the script. */
  url: string;
  /** The endpoint. */
  endpoint: string;
  apiKey: string;
  customerId: string;
  scenario: ScenarioName | undefined;
  /** Path of the database, or null where everything is in memory because `libsql` is not installed. */
  database: string | null;
  sandbox: Sandbox;
  close(): Promise<void>;
}

/** How often it is looked for what is due, in milliseconds. */
const dueEvery = 5_000;

/** Pages on this machine may call, whatever port they are served on. */
const loopback = ['http://localhost:*', 'http://127.0.0.1:*', 'http://[::1]:*'];

/**
 * Serves the demo page, the script and the endpoint over a sandbox whose data is kept in a file. For development: pages
 * of this machine may call it from any port. Rejects where the port is taken or the folder cannot be written.
 */
export async function startSandbox(options: StartOptions): Promise<RunningSandbox> {
  let answer: (request: Request) => Response | Promise<Response> = () => new Response(null, {status: 503});
  const server = createServer(createListener((request) => answer(request)));
  // Before any file is touched: where the port is taken, another one may be at work on them.
  await listen(server, options);
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const {provider, kept, apiKey, database} = await openFiles(options, url).catch((error: unknown) => {
    server.close();
    server.closeAllConnections();
    throw error;
  });
  const endpoint = `${url}/billing`;
  const inbox: EmailConfirmation[] = [];
  const billing = createBilling({
    provider,
    store: kept.store,
    apiKeys: [apiKey],
    origins: loopback,
    publicUrl: endpoint,
    mode: 'test',
    authenticate: () => Promise.resolve({customerId: provider.customerId}),
    onEmailConfirmation(confirmation) {
      inbox.unshift(confirmation);
      inbox.length = Math.min(inbox.length, 20);
      options.onEmailConfirmation?.(confirmation);
    },
    log: options.log,
    ...(hasPdfParts() ? {invoicePdf: printDemo()} : {}),
  });
  answer = createSite({billing, sandbox: provider, inbox}).fetch;
  const due = setInterval(() => {
    // A store that does not answer now is asked again; whoever waits for something hears of it by himself.
    billing.runDue().catch(() => undefined);
  }, dueEvery);
  return {
    url: `${url}/`,
    endpoint,
    apiKey,
    customerId: provider.customerId,
    scenario: options.scenario,
    database: kept.isFile ? database : null,
    sandbox: provider,
    close() {
      clearInterval(due);
      return stop(server, billing);
    },
  };
}

/** The invoices of the demo's fictitious merchant, with Japanese letters where that font is installed. */
function printDemo(): InvoicePdf {
  const [regular, bold] = ['400Regular/BIZUDPGothic_400Regular', '700Bold/BIZUDPGothic_700Bold'].map((name) =>
    findFile(`@expo-google-fonts/biz-udpgothic/${name}.ttf`),
  );
  return pdfInvoices({
    seller: {name: 'Larkfield', lines: ['12 Field Street, Dublin 2, Ireland', 'VAT IE0000000X, a made-up company']},
    fonts: regular !== undefined && bold !== undefined ? [{regular, bold}] : [],
  });
}

/** What is kept in the folder, after what was to be forgotten is gone. */
async function openFiles(options: StartOptions, url: string) {
  const {folder, reset} = options;
  await mkdir(folder, {recursive: true, mode: 0o700});
  const database = join(folder, 'sandbox.db');
  if (reset) await Promise.all(['', '-wal', '-shm'].map((end) => rm(database + end, {force: true})));
  const apiKey = await readKey(join(folder, 'api-key'));
  const kept = await openDatabase(database);
  return {provider: await openProvider(kept.state, options, url), kept, apiKey, database};
}

async function openDatabase(
  path: string,
): Promise<{store: Store; state: SnapshotStorage | undefined; isFile: boolean}> {
  const driver = libsqlDriver(path);
  try {
    const store = sqlStore(driver);
    await store.migrate();
    return {store, state: sandboxStorage(driver), isFile: true};
  } catch (error) {
    // The one optional part of this command: without it nothing is kept, and the command says so.
    if (isBillingError(error)) throw error;
    return {store: memoryStore(), state: undefined, isFile: false};
  }
}

async function openProvider(
  state: SnapshotStorage | undefined,
  {scenario, startAt, challenge}: StartOptions,
  url: string,
): Promise<Sandbox> {
  const provider = sandbox({
    bankUrl: url + bankPath,
    ...(state === undefined ? {} : {state}),
    ...(scenario === undefined ? {} : {scenario}),
    ...(startAt === undefined ? {} : {startAt}),
  });
  await provider.ready();
  if (scenario !== undefined) await provider.reset(scenario);
  if (challenge !== undefined) provider.challengeBy(challenge);
  return provider;
}

/** The key that was made at the first start, so that a server that has it goes on working. */
async function readKey(path: string): Promise<string> {
  const kept = await readFile(path, 'utf8').catch(() => '');
  if (/^bpk_test_[\w-]{43}$/.test(kept.trim())) return kept.trim();
  const key = `bpk_test_${randomBytes(32).toString('base64url')}`;
  await writeFile(path, `${key}\n`, {mode: 0o600});
  return key;
}

function listen(server: Server, {port, host}: StartOptions): Promise<void> {
  // A body that drips does not hold a socket for ever (defaults are 60 s and 300 s).
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

async function stop(server: Server, billing: Billing): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
  await billing.close();
}
