import {BillingError} from '../../contract/errors.js';
import type {
  BeginResult,
  ConfigurationRow,
  EventRow,
  LoginRow,
  OperationRow,
  OperationStore,
  OutboxRow,
  OutcomeRow,
  PreviewRow,
  Realm,
  RealmStore,
  Store,
  TokenRow,
  TokenStore,
} from '../ports/store.js';

/** For how long the key that consumed a link may ask for the answer again, in milliseconds. */
const REPLAY_MS = 60_000;

type KeptToken = TokenRow & {consumedAt: number | null};
interface Expiring {
  expiresAt: number;
}

/** The rows of one account in one mode. */
interface Tables {
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

/**
 * A store that keeps everything in the memory of one process or page, and forgets it when that ends. For tests, demos
 * and pages; several processes never share it. A verb does its work before it first awaits, so each is atomic.
 */
export function memoryStore(): Store {
  const realms = new Map<string, Tables>();
  return {
    migrate: async () => undefined,
    ping: async () => undefined,
    close: async () => realms.clear(),
    realm(realm: Realm): RealmStore {
      const name = compound(realm.account, realm.mode);
      // Looked up by each call: the rows are gone after `close`, also for those who asked for the realm before.
      const tables = (): Tables => {
        const found = realms.get(name) ?? emptyTables();
        realms.set(name, found);
        return found;
      };
      return memoryRealm(tables);
    },
  };
}

function emptyTables(): Tables {
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

function memoryRealm(tables: () => Tables): RealmStore {
  return {
    tokens: memoryTokens(tables),
    operations: memoryOperations(tables),
    previews: memoryPreviews(tables),
    configurations: memoryConfigurations(tables),
    logins: memoryLogins(tables),
    outbox: memoryOutbox(tables),
    outcomes: memoryOutcomes(tables),
    events: {
      async list({customerId, before = Infinity, limit}) {
        const rows = [...tables().events.values()].filter((row) => row.at < before);
        return newest(customerId === undefined ? rows : rows.filter((row) => row.customerId === customerId), limit);
      },
    },
    async once(key, expiresAt, now) {
      const {once} = tables();
      if ((once.get(key)?.expiresAt ?? -Infinity) > now) return false;
      once.set(key, {expiresAt});
      return true;
    },
    async hit(bucket, windowMs, now) {
      const {hits} = tables();
      const current = hits.get(bucket);
      const next =
        current && current.expiresAt > now
          ? {count: current.count + 1, expiresAt: current.expiresAt}
          : {count: 1, expiresAt: now + windowMs};
      hits.set(bucket, next);
      return next.count;
    },
    cache: memoryCache(tables),
  };
}

function memoryTokens(tables: () => Tables): TokenStore {
  const remove = (matches: (row: KeptToken) => boolean): number => removeWhere(tables().tokens, matches);
  return {
    async insert(token) {
      insertToken(tables().tokens, token);
    },
    find: async (hash) => bare(tables().tokens.get(hash)),
    async touch(hash, now) {
      const row = tables().tokens.get(hash);
      if (row) row.usedAt = Math.max(row.usedAt, now);
    },
    async pinKey(hash, jkt) {
      const row = tables().tokens.get(hash);
      if (row) row.jkt ??= jkt;
      return row?.jkt === jkt;
    },
    async rotate(hash, next, graceUntil, now) {
      const row = tables().tokens.get(hash);
      if (!row || !isAlive(row, now)) return false;
      insertToken(tables().tokens, next);
      row.expiresAt = Math.min(row.expiresAt, graceUntil);
      return true;
    },
    async consume(hash, jkt, now) {
      const row = tables().tokens.get(hash);
      if (row?.kind !== 'link' || !isAlive(row, now) || (row.jkt !== null && row.jkt !== jkt)) return null;
      if (row.consumedAt !== null && row.consumedAt <= now - REPLAY_MS) return null;
      row.consumedAt ??= now;
      row.jkt = jkt;
      return bare(row);
    },
    revoke: async (where) =>
      remove((row) => {
        if ('hash' in where) return row.hash === where.hash;
        return 'sessionId' in where ? row.sessionId === where.sessionId : row.customerId === where.customerId;
      }),
    async sweep(before) {
      const {previews, once, hits, cache} = tables();
      for (const rows of [previews, once, hits, cache]) removeWhere<Expiring>(rows, (row) => row.expiresAt < before);
      return remove((row) => row.endsAt < before);
    },
  };
}

function memoryOperations(tables: () => Tables): OperationStore {
  return {
    async begin(operation, now): Promise<BeginResult> {
      const {operations, operationKeys} = tables();
      const key = compound(operation.customerId, operation.key);
      const row = operations.get(operationKeys.get(key) ?? '');
      if (!row) {
        if (operations.has(operation.operationId)) throw taken('operation');
        operations.set(operation.operationId, {...operation, result: null, settledAt: null});
        operationKeys.set(key, operation.operationId);
        return {state: 'started', operationId: operation.operationId};
      }
      if (row.fingerprint !== operation.fingerprint) return {state: 'mismatch'};
      if (row.result !== null) return {state: 'settled', operationId: row.operationId, result: row.result};
      if (row.leaseUntil > now) return {state: 'running'};
      row.leaseUntil = operation.leaseUntil;
      return {state: 'started', operationId: row.operationId};
    },
    find: async (operationId) => copied(tables().operations.get(operationId)),
    async settle(operationId, result, events, now) {
      const {operations, events: log, outbox} = tables();
      const row = operations.get(operationId);
      if (!row) throw new BillingError('internal', {message: 'No such operation was begun.'});
      if (row.settledAt !== null) return;
      const ids = new Set<string>();
      for (const {id} of events) {
        if (log.has(id) || outbox.has(id) || ids.has(id)) throw taken('event');
        ids.add(id);
      }
      Object.assign(row, {result, settledAt: now});
      for (const event of events) {
        log.set(event.id, {...event});
        outbox.set(event.id, {id: event.id, event: {...event}, attempts: 0, dueAt: now});
      }
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

function memoryPreviews(tables: () => Tables): RealmStore['previews'] {
  return {
    async put(preview) {
      tables().previews.set(preview.id, {...preview});
    },
    async take(id, now) {
      const row = tables().previews.get(id);
      tables().previews.delete(id);
      return row && row.expiresAt > now ? row : null;
    },
  };
}

function memoryConfigurations(tables: () => Tables): RealmStore['configurations'] {
  return {
    async list() {
      return [...tables().configurations.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map((row) => ({...row}));
    },
    find: async (id) => copied(tables().configurations.get(id)),
    async put(id, expected, value) {
      const {configurations} = tables();
      if ((configurations.get(id)?.version ?? 0) !== expected) return null;
      const row = {id, version: expected + 1, value};
      configurations.set(id, row);
      return {...row};
    },
  };
}

function memoryLogins(tables: () => Tables): RealmStore['logins'] {
  const where = (matches: (row: LoginRow) => boolean): LoginRow[] =>
    [...tables().logins.values()].filter(matches).map((row) => ({...row}));
  return {
    async put(login) {
      tables().logins.set(compound(login.address, login.customerId), {...login});
    },
    findByAddress: async (address) => where((row) => row.address === address),
    find: async (customerId) => where((row) => row.customerId === customerId),
  };
}

function memoryOutbox(tables: () => Tables): RealmStore['outbox'] {
  return {
    async lease(n, now, leaseUntil) {
      return [...tables().outbox.values()]
        .filter((row) => row.dueAt <= now)
        .sort((a, b) => a.dueAt - b.dueAt)
        .slice(0, n)
        .map((row) => ({...Object.assign(row, {dueAt: leaseUntil}), event: {...row.event}}))
        .sort((a, b) => a.event.at - b.event.at);
    },
    async settle(id, attempt) {
      const {outbox} = tables();
      const row = outbox.get(id);
      if (attempt.delivered) outbox.delete(id);
      else if (row) Object.assign(row, {attempts: row.attempts + 1, dueAt: attempt.dueAt});
    },
  };
}

function memoryOutcomes(tables: () => Tables): RealmStore['outcomes'] {
  return {
    async put(outcome) {
      tables().outcomes.set(outcome.flowId, {...outcome});
    },
    async list({from, to, limit, before = Infinity}) {
      const rows = [...tables().outcomes.values()];
      return newest(
        rows.filter((row) => row.at >= from && row.at < to && row.at < before),
        limit,
      );
    },
  };
}

function memoryCache(tables: () => Tables): RealmStore['cache'] {
  return {
    async get(key, now) {
      const row = tables().cache.get(key);
      return row && row.expiresAt > now ? row.value : null;
    },
    async put(key, value, expiresAt) {
      tables().cache.set(key, {value, expiresAt});
    },
    async drop(prefix) {
      for (const key of tables().cache.keys()) if (key.startsWith(prefix)) tables().cache.delete(key);
    },
  };
}

/** One key out of several strings, whatever they contain. */
function compound(...parts: string[]): string {
  return JSON.stringify(parts);
}

function isAlive(token: TokenRow, now: number): boolean {
  return token.expiresAt > now && token.endsAt > now;
}

function insertToken(tokens: Map<string, KeptToken>, token: TokenRow): void {
  if (tokens.has(token.hash)) throw taken('token');
  tokens.set(token.hash, {...token, consumedAt: null});
}

/** Rows are copied on the way in and out, so that nobody changes what is kept by changing what he holds. */
function bare(kept: KeptToken | undefined): TokenRow | null {
  if (!kept) return null;
  const {consumedAt: _, ...token} = kept;
  return token;
}

function copied<Row extends object>(row: Row | undefined): Row | null {
  return row ? {...row} : null;
}

function newest<Row extends {at: number}>(rows: Row[], limit: number): Row[] {
  return rows
    .reverse()
    .sort((a, b) => b.at - a.at)
    .slice(0, limit)
    .map((row) => ({...row}));
}

function removeWhere<Row>(rows: Map<string, Row>, matches: (row: Row) => boolean): number {
  let removed = 0;
  for (const [key, row] of rows) if (matches(row) && rows.delete(key)) removed += 1;
  return removed;
}

/** The same error as from a database whose primary key is violated. */
function taken(what: string): BillingError {
  return new BillingError('store_unavailable', {cause: new Error(`There already is one such ${what}.`)});
}
