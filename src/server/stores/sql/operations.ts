import {BillingError} from '../../../contract/errors.js';
import type {BeginResult, EventRow, OperationRow, OperationStore} from '../../ports/store.js';
import type {SqlDriver, SqlRealm, SqlValue} from './driver.js';
import {skipLocked} from './driver.js';

const COLUMNS = `operation_id as "operationId", operation_key as "key", customer_id as "customerId", fingerprint, kind,
  input, begun_at as "begunAt", lease_until as "leaseUntil", result, settled_at as "settledAt"`;

/** Writes of one realm, recorded in a database before the provider is called. */
export function sqlOperations({driver, scope}: SqlRealm): OperationStore {
  return {
    begin: (operation, now) => driver.transaction((transaction) => begin(transaction, scope, operation, now)),
    find: (operationId) => find(driver, scope, operationId),
    async note(operationId, result, leaseUntil) {
      await driver.all(
        `update billing_operations set result = $4, lease_until = $5
          where account = $1 and mode = $2 and operation_id = $3 and settled_at is null`,
        [...scope, operationId, result, leaseUntil],
      );
    },
    async send(operationId, result, leaseUntil) {
      const rows = await driver.all(
        `update billing_operations set result = $4, lease_until = $5
          where account = $1 and mode = $2 and operation_id = $3 and result is null returning operation_id`,
        [...scope, operationId, result, leaseUntil],
      );
      return rows.length > 0;
    },
    async release(operationId, known) {
      // What is noted is JSON, so that no text stands for nothing.
      await driver.all(
        `delete from billing_operations
          where account = $1 and mode = $2 and operation_id = $3 and settled_at is null and coalesce(result, '') = $4`,
        [...scope, operationId, known ?? ''],
      );
    },
    settle: (operationId, result, events, now) =>
      driver.transaction(async (transaction) => {
        const [settled] = await transaction.all<OperationRow>(
          `update billing_operations set result = $4, settled_at = $5
            where account = $1 and mode = $2 and operation_id = $3 and settled_at is null returning ${COLUMNS}`,
          [...scope, operationId, result, now],
        );
        if (!settled) return findBegun(transaction, scope, operationId);
        for (const event of events) await insertEvent(transaction, scope, event, now);
        return settled;
      }),
    async leaseUnsettled(n, now, leaseUntil) {
      // Materialised, because a planner may run a plain sub-select again and so pass over its limit.
      const rows = await driver.all<OperationRow>(
        `with due as materialized (
            select operation_id from billing_operations
              where account = $1 and mode = $2 and settled_at is null and lease_until <= $3
              order by lease_until limit $5${skipLocked(driver)})
          update billing_operations set lease_until = $4
            where account = $1 and mode = $2 and operation_id in (select operation_id from due)
              and settled_at is null and lease_until <= $3
          returning ${COLUMNS}`,
        [...scope, now, leaseUntil, n],
      );
      return rows.sort((a, b) => a.begunAt - b.begunAt);
    },
  };
}

async function begin(
  transaction: SqlDriver,
  scope: SqlValue[],
  operation: Parameters<OperationStore['begin']>[0],
  now: number,
): Promise<BeginResult> {
  const {key, customerId, fingerprint} = operation;
  // What has a result was noted or settled: the provider was called, so nobody begins it again.
  const [started] = await transaction.all<OperationRow>(
    `insert into billing_operations
        (account, mode, operation_id, operation_key, customer_id, fingerprint, kind, input, begun_at, lease_until)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      on conflict (account, mode, customer_id, operation_key) do update set lease_until = excluded.lease_until
        where billing_operations.result is null and billing_operations.lease_until <= $11
          and billing_operations.fingerprint = excluded.fingerprint
      returning ${COLUMNS}`,
    [
      ...scope,
      operation.operationId,
      key,
      customerId,
      fingerprint,
      operation.kind,
      operation.input,
      operation.begunAt,
      operation.leaseUntil,
      now,
    ],
  );
  if (started) return {state: 'started', operation: started};
  const [row] = await transaction.all<OperationRow>(
    `select ${COLUMNS} from billing_operations
      where account = $1 and mode = $2 and customer_id = $3 and operation_key = $4`,
    [...scope, customerId, key],
  );
  if (row?.fingerprint !== fingerprint) return {state: 'mismatch'};
  return row.result === null ? {state: 'running'} : {state: 'known', operation: row};
}

async function find(driver: SqlDriver, scope: SqlValue[], operationId: string): Promise<OperationRow | null> {
  const sql = `select ${COLUMNS} from billing_operations where account = $1 and mode = $2 and operation_id = $3`;
  const [row] = await driver.all<OperationRow>(sql, [...scope, operationId]);
  return row ?? null;
}

/** One that is settled already stands as it is; one that was never begun is a mistake of the caller. */
async function findBegun(transaction: SqlDriver, scope: SqlValue[], operationId: string): Promise<OperationRow> {
  const row = await find(transaction, scope, operationId);
  if (!row) throw new BillingError('internal', {message: 'No such operation was begun.'});
  return row;
}

/** The outbox holds its own copy of the event, so that leasing it is one statement. */
async function insertEvent(transaction: SqlDriver, scope: SqlValue[], event: EventRow, now: number): Promise<void> {
  const {id, type, customerId, at, payload} = event;
  await transaction.all(
    `insert into billing_events (account, mode, id, type, customer_id, occurred_at, payload)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    [...scope, id, type, customerId, at, payload],
  );
  await transaction.all(
    `insert into billing_outbox (account, mode, id, type, customer_id, occurred_at, payload, attempts, due_at)
      values ($1, $2, $3, $4, $5, $6, $7, 0, $8)`,
    [...scope, id, type, customerId, at, payload, now],
  );
}
