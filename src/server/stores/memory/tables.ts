import {BillingError} from '../../../contract/errors.js';
import type {
  ConfigurationRow,
  EventRow,
  LoginRow,
  OperationRow,
  OutboxRow,
  OutcomeRow,
  PreviewRow,
  TokenRow,
} from '../../ports/store.js';

/** A token, and when a link was first consumed. */
export type KeptToken = TokenRow & {consumedAt: number | null};

/** What may be forgotten after a while. */
export interface Expiring {
  expiresAt: number;
}

/** The rows of one account in one mode. */
export interface Tables {
  tokens: Map<string, KeptToken>;
  operations: Map<string, OperationRow>;
  /** Operation ids by customer and key. */
  operationKeys: Map<string, string>;
  previews: Map<string, PreviewRow>;
  configurations: Map<string, ConfigurationRow>;
  logins: Map<string, LoginRow>;
  events: Map<string, EventRow>;
  outbox: Map<string, OutboxRow>;
  outcomes: Map<string, OutcomeRow>;
  once: Map<string, Expiring>;
  hits: Map<string, Expiring & {count: number}>;
  cache: Map<string, Expiring & {value: string}>;
}

/** Looked up by each call: the rows are gone after `close`, also for those who asked for the realm before. */
export type MemoryRealm = () => Tables;

/** The tables of a realm in which nothing is. */
export function emptyTables(): Tables {
  return {
    tokens: new Map(),
    operations: new Map(),
    operationKeys: new Map(),
    previews: new Map(),
    configurations: new Map(),
    logins: new Map(),
    events: new Map(),
    outbox: new Map(),
    outcomes: new Map(),
    once: new Map(),
    hits: new Map(),
    cache: new Map(),
  };
}

/** One key out of several strings, whatever they contain. */
export function compound(...parts: string[]): string {
  return JSON.stringify(parts);
}

/** Rows are copied on the way in and out, so that nobody changes what is kept by changing what he holds. */
export function copied<Row extends object>(row: Row | undefined): Row | null {
  return row ? {...row} : null;
}

/** Copies of the newest rows, of those at the same time the one that came last first. */
export function newest<Row extends {at: number}>(rows: Row[], limit: number): Row[] {
  return rows
    .reverse()
    .sort((a, b) => b.at - a.at)
    .slice(0, limit)
    .map((row) => ({...row}));
}

/** Removes the rows that match, and tells how many there were. */
export function removeWhere<Row>(rows: Map<string, Row>, matches: (row: Row) => boolean): number {
  let removed = 0;
  for (const [key, row] of rows) if (matches(row) && rows.delete(key)) removed += 1;
  return removed;
}

/** The same error as from a database whose primary key is violated. */
export function taken(what: string): BillingError {
  return new BillingError('store_unavailable', {cause: new Error(`There already is one such ${what}.`)});
}
