import assert from 'node:assert/strict';
import {fork, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {chmod, mkdtemp, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {isBillingError} from '../../src/contract/errors.js';
import {libsqlDriver, sqliteStore} from '../../src/node/sqlite.js';
import type {TokenRow} from '../../src/server/ports/store.js';
import {storeSuite} from '../../src/testing/store-suite.js';

const now = 1_800_000_000_000;
const here = {account: 'account_a', mode: 'test'} as const;
const script = fileURLToPath(new URL('sqlite-process.ts', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'billing-sqlite-'));
let files = 0;
const freshFile = (): string => join(folder, `${(files += 1)}`, 'billing.db');

after(() => rm(folder, {recursive: true}));

async function migrated(file: string) {
  const store = sqliteStore(file);
  await store.migrate();
  return store;
}

/** Another process, once it is ready to be told to begin. */
async function start(task: string, file: string, ...words: string[]): Promise<ChildProcess> {
  const child = fork(script, [task, file, ...words], {execArgv: ['--import', 'tsx']});
  const [message] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  assert.equal(message, 'ready', `the process for ${task}`);
  return child;
}

async function ask(child: ChildProcess, word: string): Promise<unknown> {
  const answer = Promise.race([once(child, 'message'), once(child, 'exit')]);
  child.send(word);
  return (await answer)[0];
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

function link(hash: string): TokenRow {
  const times = {createdAt: now, expiresAt: now + 60_000, endsAt: now + 60_000, usedAt: now};
  return {hash, kind: 'link', sessionId: 'sess_1', customerId: 'cus_1', jkt: null, ...times, grant: '{}'};
}

describe('The SQLite store in a file', () => {
  for (const {title, run} of storeSuite(async () => sqliteStore(freshFile()))) it(title, run);
});

describe('The SQLite store in memory', () => {
  for (const {title, run} of storeSuite(async () => sqliteStore(':memory:'))) it(title, run);
});

describe('A SQLite file', () => {
  it('keeps what was written when the store is closed and opened again', async () => {
    const file = freshFile();
    const first = await migrated(file);
    await first.realm(here).tokens.insert(link('hash'));
    await first.close();
    const second = await migrated(file);
    assert.deepEqual(await second.realm(here).tokens.find('hash'), link('hash'));
    await second.close();
  });

  it('can be read by its owner only, with its log and its folder', {skip: process.platform === 'win32'}, async () => {
    const file = freshFile();
    const store = await migrated(file);
    for (const name of [file, `${file}-wal`, `${file}-shm`]) assert.equal((await stat(name)).mode & 0o777, 0o600, name);
    assert.equal((await stat(dirname(file))).mode & 0o777, 0o700);
    await store.close();
    await chmod(file, 0o644);
    await (await migrated(file)).close();
    assert.equal((await stat(file)).mode & 0o777, 0o600, 'a file that others could read');
  });

  it('has a write-ahead log, and is synced at every commit', async () => {
    const driver = libsqlDriver(freshFile());
    assert.deepEqual(await driver.all('pragma journal_mode', []), [{journal_mode: 'wal'}]);
    assert.deepEqual(await driver.all('pragma synchronous', []), [{synchronous: 2}]);
    assert.deepEqual(await driver.all('pragma busy_timeout', []), [{timeout: 5000}]);
    await driver.close();
  });

  it('is refused with a code when it is no database, was closed, or is at a version of the future', async () => {
    const unavailable = (error: unknown): boolean => isBillingError(error) && error.code === 'store_unavailable';
    const text = join(folder, 'text.db');
    await writeFile(text, 'This is a text and not a database.\n'.repeat(50));
    await assert.rejects(sqliteStore(text).migrate(), unavailable);
    await assert.rejects(sqliteStore(join(text, 'below.db')).ping(), unavailable);

    const file = freshFile();
    const store = await migrated(file);
    await store.close();
    await assert.rejects(store.ping(), unavailable);

    const driver = libsqlDriver(file);
    await driver.all('update billing_schema_version set version = 1000', []);
    await driver.close();
    const old = sqliteStore(file);
    await assert.rejects(old.migrate(), /update the package/);
    await old.close();
  });

  it('says how to install libsql where it is missing', async () => {
    const child = await start('withoutLibsql', freshFile());
    assert.equal(await ask(child, 'go'), 'SQLite needs the package libsql: npm install libsql');
    await end(child);
  });
});

describe('The libsql driver', () => {
  it('binds parameters by their number, in any order and more than once', async () => {
    const driver = libsqlDriver(':memory:');
    const rows = await driver.all('select $2 as b, $1 as a, $2 as c, $10 as j', [1, 'two', 3, 4, 5, 6, 7, 8, 9, null]);
    assert.deepEqual(rows, [{b: 'two', a: 1, c: 'two', j: null}]);
    await driver.close();
  });

  it('refuses a boolean, over which libsql would abort the process', async () => {
    const driver = libsqlDriver(':memory:');
    await assert.rejects(driver.all('select $1', [true as never]), TypeError);
    await driver.close();
  });

  it('lets no statement of another caller into a transaction, and rolls back as a whole', async () => {
    const driver = libsqlDriver(':memory:');
    await driver.all('create table notes (note text)', []);
    const failing = driver.transaction(async (transaction) => {
      await transaction.all('insert into notes values ($1)', ['inside']);
      await new Promise((resolve) => setImmediate(resolve));
      throw new Error('no');
    });
    const outside = driver.all('insert into notes values ($1)', ['outside']);
    const closing = outside.then(() => driver.all('select note from notes', []));
    await assert.rejects(failing, /^Error: no$/);
    assert.deepEqual(await closing, [{note: 'outside'}]);
    await driver.close();
  });

  it('refuses statements through a transaction that is over', async () => {
    const driver = libsqlDriver(':memory:');
    const kept = await driver.transaction(async (transaction) => transaction);
    await assert.rejects(kept.all('select 1', []), /over/);
    await driver.close();
  });
});

describe('Several processes on one SQLite file', () => {
  it('have exactly one winner among 1000 racers for a link, in each of 5 rounds', async () => {
    const file = freshFile();
    const store = await migrated(file);
    const {tokens} = store.realm(here);
    const children = await Promise.all([start('consume', file), start('consume', file)]);
    for (let round = 0; round < 5; round += 1) {
      await tokens.insert(link(`link_${round}`));
      const winners = (await Promise.all(children.map((child) => ask(child, `link_${round}`)))).flat();
      assert.deepEqual(winners, [(await tokens.find(`link_${round}`))?.jkt], `round ${round}`);
    }
    for (const child of children) child.send('stop');
    await Promise.all(children.map(end));
    await store.close();
  });

  it('migrate a new file at once', async () => {
    const file = freshFile();
    const children = await Promise.all([start('migrate', file), start('migrate', file)]);
    assert.deepEqual(await Promise.all(children.map((child) => ask(child, 'go'))), ['migrated', 'migrated']);
    await Promise.all(children.map(end));
    const store = sqliteStore(file);
    await store.realm(here).tokens.insert(link('hash'));
    await store.close();
  });

  it('lose nothing that was acknowledged when one is killed while it writes', async () => {
    const file = freshFile();
    await (await migrated(file)).close();
    for (const round of ['1', '2']) {
      const child = await start('write', file, round);
      const acknowledged: string[] = [];
      child.on('message', (id: string) => {
        acknowledged.push(id);
        if (acknowledged.length === 200) child.kill('SIGKILL');
      });
      child.send('go');
      await once(child, 'close');
      assert.equal(child.signalCode, 'SIGKILL');

      const store = await migrated(file);
      const {operations, events} = store.realm(here);
      const logged = new Set((await events.list({limit: 100_000})).map((row) => row.id));
      for (const id of acknowledged) {
        assert.equal((await operations.find(id))?.result, '{}', id);
        assert.ok(logged.has(`evt_${id}`), id);
      }
      await store.close();
    }
  });
});
