import type {Realm} from '../../ports/store.js';

/** What is bound and read: text, whole numbers within 2^53, null. Never booleans: not every database has them. */
export type SqlValue = string | number | null;

/**
 * A thin layer over one database's client, so that one SQL text serves SQLite from 3.35 and PostgreSQL. It throws
 * `BillingError` `store_unavailable` for whatever the database refuses, with the database's own error as `cause`.
 */
export interface SqlDriver {
  /**
   * Runs one statement with `$1`, `$2`… bound to `params` by number, each as often as it occurs, and gives all rows as
   * plain objects by column name; `bigint` columns come as numbers. Never inside another caller's transaction.
   */
  all<Row>(sql: string, params: SqlValue[]): Promise<Row[]>;
  /**
   * Runs `run` in one transaction: committed when it resolves, rolled back when it rejects. Statements go through the
   * driver that `run` is given; SQLite takes its write lock at the beginning (`BEGIN IMMEDIATE`).
   */
  transaction<T>(run: (driver: SqlDriver) => Promise<T>): Promise<T>;
  /** Waits for what is under way, then lets go of the database. */
  close(): Promise<void>;
  /** True where the dialect has `for update skip locked`, so that several workers lease without waiting in line. */
  readonly skipLocked: boolean;
}

/** The driver, and the realm whose rows are meant: `scope` is bound as `$1` and `$2` in every statement. */
export interface SqlRealm {
  driver: SqlDriver;
  scope: [account: string, mode: Realm['mode']];
}

/** The end of a sub-select that picks rows to lease. */
export function skipLocked(driver: SqlDriver): string {
  return driver.skipLocked ? ' for update skip locked' : '';
}
