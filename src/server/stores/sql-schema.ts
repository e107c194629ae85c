import {BillingError} from '../../contract/errors.js';
import type {SqlDriver} from './sql/driver.js';

/**
 * The tables, in steps that only go forward: step n brings a database from version n to n + 1, and a step that has been
 * released is never edited. Times are milliseconds in `bigint`, JSON is `text`; the names carry `billing_`, because a
 * PostgreSQL database may be shared with the host's own tables.
 */
const steps: readonly (readonly string[])[] = [
  [
    `create table billing_tokens (
      account text not null, mode text not null, hash text not null, kind text not null, session_id text not null,
      customer_id text not null, jkt text, created_at bigint not null, expires_at bigint not null,
      ends_at bigint not null, used_at bigint not null, granted text not null, consumed_at bigint,
      primary key (account, mode, hash))`,
    'create index billing_tokens_session on billing_tokens (account, mode, session_id)',
    'create index billing_tokens_customer on billing_tokens (account, mode, customer_id)',
    'create index billing_tokens_end on billing_tokens (account, mode, ends_at)',
    `create table billing_operations (
      account text not null, mode text not null, operation_id text not null, operation_key text not null,
      customer_id text not null, fingerprint text not null, kind text not null, input text not null,
      begun_at bigint not null, lease_until bigint not null, result text, settled_at bigint,
      primary key (account, mode, operation_id), unique (account, mode, customer_id, operation_key))`,
    `create index billing_operations_unsettled on billing_operations (account, mode, lease_until)
      where settled_at is null`,
    `create table billing_events (
      account text not null, mode text not null, id text not null, type text not null, customer_id text,
      occurred_at bigint not null, payload text not null, primary key (account, mode, id))`,
    'create index billing_events_time on billing_events (account, mode, occurred_at)',
    'create index billing_events_customer on billing_events (account, mode, customer_id, occurred_at)',
    `create table billing_outbox (
      account text not null, mode text not null, id text not null, type text not null, customer_id text,
      occurred_at bigint not null, payload text not null, attempts bigint not null, due_at bigint not null,
      primary key (account, mode, id))`,
    'create index billing_outbox_due on billing_outbox (account, mode, due_at)',
    `create table billing_previews (
      account text not null, mode text not null, id text not null, customer_id text not null,
      expires_at bigint not null, value text not null, primary key (account, mode, id))`,
    'create index billing_previews_end on billing_previews (account, mode, expires_at)',
    `create table billing_configurations (
      account text not null, mode text not null, id text not null, version bigint not null, value text not null,
      primary key (account, mode, id))`,
    `create table billing_logins (
      account text not null, mode text not null, address text not null, customer_id text not null,
      confirmed_at bigint, primary key (account, mode, address, customer_id))`,
    'create index billing_logins_customer on billing_logins (account, mode, customer_id)',
    `create table billing_outcomes (
      account text not null, mode text not null, flow_id text not null, customer_id text not null,
      subscription_id text not null, outcome text not null, reason text, offer_kind text, plan_id text,
      occurred_at bigint not null, value text not null, primary key (account, mode, flow_id))`,
    'create index billing_outcomes_time on billing_outcomes (account, mode, occurred_at)',
    `create table billing_once (
      account text not null, mode text not null, name text not null, expires_at bigint not null,
      primary key (account, mode, name))`,
    'create index billing_once_end on billing_once (account, mode, expires_at)',
    `create table billing_hits (
      account text not null, mode text not null, bucket text not null, hits bigint not null,
      expires_at bigint not null, primary key (account, mode, bucket))`,
    'create index billing_hits_end on billing_hits (account, mode, expires_at)',
    `create table billing_cache (
      account text not null, mode text not null, name text not null, value text not null,
      expires_at bigint not null, primary key (account, mode, name))`,
    'create index billing_cache_end on billing_cache (account, mode, expires_at)',
  ],
];

/**
 * Brings the tables to the newest version, in one transaction: killed halfway, nothing has happened, and of several
 * processes at once the others wait and then find nothing to do. Throws `store_unavailable` for a database that a newer
 * version of this package has brought further, since there is no way back.
 */
export async function migrate(driver: SqlDriver): Promise<void> {
  try {
    await driver.transaction(advance);
  } catch {
    // PostgreSQL lets `create table if not exists` fail in all but one of several processes at the very first
    // migration. By the time the error comes that one is done, so the second attempt finds the table.
    await driver.transaction(advance);
  }
}

async function advance(transaction: SqlDriver): Promise<void> {
  await transaction.all(
    'create table if not exists billing_schema_version (id bigint primary key, version bigint not null)',
    [],
  );
  await transaction.all('insert into billing_schema_version (id, version) values (1, 0) on conflict do nothing', []);
  // An update rather than a select: it locks the row until the transaction ends.
  const [row] = await transaction.all<{version: number}>(
    'update billing_schema_version set version = version where id = 1 returning version',
    [],
  );
  const version = row?.version ?? 0;
  if (version > steps.length) {
    const message = `The database is at version ${version}, this package knows ${steps.length}: update the package.`;
    throw new BillingError('store_unavailable', {retryable: false, message});
  }
  for (const sql of steps.slice(version).flat()) await transaction.all(sql, []);
  await transaction.all('update billing_schema_version set version = $1 where id = 1', [steps.length]);
}
