import {BillingError} from '../../../contract/errors.js';
import type {EventRow, OperationStore} from '../../ports/store.js';
import type {MemoryRealm, Tables} from './tables.js';
import {compound, copied, taken} from './tables.js';

/** Writes of one realm, recorded in memory before the provider is called. */
export function memoryOperations(tables: MemoryRealm): OperationStore {
  return {
    async begin(operation, now) {
      const {operations, operationKeys} = tables();
      const key = compound(operation.customerId, operation.key);
      const row = operations.get(operationKeys.get(key) ?? '');
      if (!row) {
        if (operations.has(operation.operationId)) throw taken('operation');
        const begun = {...operation, result: null, settledAt: null};
        operations.set(operation.operationId, begun);
        operationKeys.set(key, operation.operationId);
        return {state: 'started', operation: {...begun}};
      }
      if (row.fingerprint !== operation.fingerprint) return {state: 'mismatch'};
      // Noted or settled: the provider was called, so nobody begins it again, whatever became of the lease.
      if (row.result !== null) return {state: 'known', operation: {...row}};
      if (row.leaseUntil > now) return {state: 'running'};
      row.leaseUntil = operation.leaseUntil;
      return {state: 'started', operation: {...row}};
    },
    find: async (operationId) => copied(tables().operations.get(operationId)),
    async note(operationId, result, leaseUntil) {
      const row = tables().operations.get(operationId);
      if (row?.settledAt === null) Object.assign(row, {result, leaseUntil});
    },
    async send(operationId, result, leaseUntil) {
      const row = tables().operations.get(operationId);
      if (row?.result !== null) return false;
      Object.assign(row, {result, leaseUntil});
      return true;
    },
    async release(operationId, known) {
      const {operations, operationKeys} = tables();
      const row = operations.get(operationId);
      if (row?.settledAt !== null || row.result !== known) return;
      operations.delete(operationId);
      operationKeys.delete(compound(row.customerId, row.key));
    },
    async settle(operationId, result, events, now) {
      const row = tables().operations.get(operationId);
      if (!row) throw new BillingError('internal', {message: 'No such operation was begun.'});
      if (row.settledAt === null) {
        insertEvents(tables(), events, now);
        Object.assign(row, {result, settledAt: now});
      }
      return {...row};
    },
    async leaseUnsettled(n, now, leaseUntil) {
      return [...tables().operations.values()]
        .filter((row) => row.settledAt === null && row.leaseUntil <= now)
        .sort((a, b) => a.leaseUntil - b.leaseUntil)
        .slice(0, n)
        .map((row) => ({...Object.assign(row, {leaseUntil})}))
        .sort((a, b) => a.begunAt - b.begunAt);
    },
  };
}

/** All of them or, where one cannot be written, none. */
function insertEvents({events: log, outbox}: Tables, events: EventRow[], now: number): void {
  const ids = new Set<string>();
  for (const {id} of events) {
    if (log.has(id) || outbox.has(id) || ids.has(id)) throw taken('event');
    ids.add(id);
  }
  for (const event of events) {
    log.set(event.id, {...event});
    outbox.set(event.id, {id: event.id, event: {...event}, attempts: 0, dueAt: now});
  }
}
