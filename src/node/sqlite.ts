import {chmod, mkdir, open, stat} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';
import type Libsql from 'libsql';
import {BillingError, isBillingError} from '../contract/errors.js';
import type {Store} from '../server/ports/store.js';
import type {SqlDriver, SqlValue} from '../server/stores/sql.js';
import {sqlStore} from '../server/stores/sql.js';

/** How long a write waits for another process's, in milliseconds; libsql is synchronous, so the process waits. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * A store in one SQLite file, which several processes of one host may share; never put it on a network file system.
 * The file is created at first use, readable by its owner only; `':memory:'` keeps nothing. Call `migrate` first.
 * Needs the optional peer `libsql`: where it is missing, the first call rejects with the install command.
 */
export function sqliteStore(path: string): Store {
  return sqlStore(libsqlDriver(path));
}

/**
 * The driver below {@link sqliteStore}: one connection, opened at first use and again after a failure to open. Calls
 * wait in line, a transaction as a whole, so that no statement gets into somebody else's transaction. Write-ahead log
 * with a sync at every commit: what was acknowledged outlives a kill and a power cut. Rejects with
 * `store_unavailable` for whatever SQLite refuses.
 */
export function libsqlDriver(path: string): SqlDriver {
  let connection: Promise<Libsql.Database> | undefined;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  const inLine = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  const connect = (): Promise<Libsql.Database> => {
    if (closed) throw new BillingError('store_unavailable', {retryable: false, message: 'The store has been closed.'});
    connection ??= openDatabase(path).catch((error: unknown) => {
      connection = undefined;
      throw error;
    });
    return connection;
  };
  return {
    skipLocked: false,
    all: (sql, params) => inLine(async () => runStatement(await connect(), sql, params)),
    transaction: (run) => inLine(async () => runTransaction(await connect(), run)),
    close: () =>
      inLine(async () => {
        closed = true;
        (await connection)?.close();
        connection = undefined;
      }),
  };
}

async function openDatabase(path: string): Promise<Libsql.Database> {
  const Database = await importLibsql();
  try {
    // Always absolute, because libsql takes a name such as `libsql:x` for a server's address.
    const file = path === ':memory:' ? path : resolve(path);
    if (file !== ':memory:') await createPrivateFile(file);
    const database = new Database(file, {timeout: BUSY_TIMEOUT_MS});
    database.pragma('journal_mode = wal');
    database.pragma('synchronous = full');
    return database;
  } catch (error) {
    throw unavailable(error);
  }
}

async function importLibsql(): Promise<typeof Libsql> {
  try {
    return (await import('libsql')).default;
  } catch (error) {
    throw new Error('SQLite needs the package libsql: npm install libsql', {cause: error});
  }
}

/** SQLite gives its log the mode of the file, so that creating the file as private is enough for all of them. */
async function createPrivateFile(file: string): Promise<void> {
  await mkdir(dirname(file), {recursive: true, mode: 0o700});
  await (await open(file, 'a', 0o600)).close();
  if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
}

function runStatement<Row>(database: Libsql.Database, sql: string, params: SqlValue[]): Row[] {
  // libsql aborts the whole process over a value of another type, such as a boolean.
  for (const value of params) {
    if (value !== null && typeof value !== 'string' && typeof value !== 'number') {
      throw new TypeError(`SQL parameters are text, numbers and null, not ${typeof value}.`);
    }
  }
  try {
    // SQLite numbers `$1` by where it first occurs, as it does any name; only `?1` means the first value.
    return database.prepare(sql.replace(/\$(\d+)/g, '?$1')).all(...params) as Row[];
  } catch (error) {
    throw unavailable(error);
  }
}

async function runTransaction<T>(database: Libsql.Database, run: (driver: SqlDriver) => Promise<T>): Promise<T> {
  let over = false;
  const inside: SqlDriver = {
    skipLocked: false,
    async all(sql, params) {
      if (over) throw new Error('This transaction is over.');
      return runStatement(database, sql, params);
    },
    transaction: (nested) => nested(inside),
    close: () => Promise.reject(new Error('A transaction cannot close its database.')),
  };
  execute(database, 'begin immediate');
  try {
    const result = await run(inside);
    over = true;
    execute(database, 'commit');
    return result;
  } catch (error) {
    over = true;
    // SQLite has rolled back by itself after some errors, such as a full disk.
    if (database.inTransaction) execute(database, 'rollback');
    throw error;
  }
}

function execute(database: Libsql.Database, sql: string): void {
  try {
    database.exec(sql);
  } catch (error) {
    throw unavailable(error);
  }
}

function unavailable(error: unknown): unknown {
  return isBillingError(error) ? error : new BillingError('store_unavailable', {cause: error});
}
