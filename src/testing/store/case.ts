import type {EventRow, OperationRow, Realm, RealmStore, Store, TokenRow} from '../../server/ports/store.js';

/** One sentence about stores, and what checks it on an empty one. */
export interface StoreCase {
  title: string;
  check(realm: RealmStore, store: Store): Promise<void>;
}

/** The realm that the cases work in. */
export const REALM: Realm = {account: 'account_a', mode: 'test'};

/** The time at which the cases begin, in milliseconds. */
export const NOW = 1_800_000_000_000;

/** How many of the values are this one. */
export function count<T>(values: T[], value: T): number {
  return values.filter((one) => one === value).length;
}

/** A session that is alive at {@link NOW}, for 15 of its 60 minutes. */
export function session(hash: string, changes: Partial<TokenRow> = {}): TokenRow {
  return {
    hash,
    kind: 'session',
    sessionId: 'sess_1',
    customerId: 'cus_1',
    jkt: null,
    createdAt: NOW,
    expiresAt: NOW + 900_000,
    endsAt: NOW + 3_600_000,
    usedAt: NOW,
    grant: '{"role":"owner"}',
    ...changes,
  };
}

/** A link that is alive at {@link NOW}, for 10 minutes. */
export function link(hash: string, changes: Partial<TokenRow> = {}): TokenRow {
  return session(hash, {kind: 'link', expiresAt: NOW + 600_000, ...changes});
}

/** An operation begun at {@link NOW} with a lease of 30 seconds. */
export function operation(
  operationId: string,
  changes: Partial<OperationRow> = {},
): Omit<OperationRow, 'result' | 'settledAt'> {
  return {
    operationId,
    key: `key_${operationId}`,
    customerId: 'cus_1',
    fingerprint: 'print_1',
    kind: 'cancel',
    input: '{"at":"period_end"}',
    begunAt: NOW,
    leaseUntil: NOW + 30_000,
    ...changes,
  };
}

/** The row of {@link operation} once it is begun, with these changes. */
export function begunRow(operationId: string, changes: Partial<OperationRow> = {}): OperationRow {
  return {...operation(operationId), result: null, settledAt: null, ...changes};
}

/** An event about customer `cus_1`. */
export function event(id: string, changes: Partial<EventRow> = {}): EventRow {
  return {id, type: 'subscription.canceled', customerId: 'cus_1', at: NOW, payload: '{}', ...changes};
}

/** Begins and settles one operation with these events, which puts them into the log and the outbox. */
export async function recordEvents(realm: RealmStore, id: string, events: EventRow[]): Promise<void> {
  await realm.operations.begin(operation(id), NOW);
  await realm.operations.settle(id, '{}', events, NOW);
}
