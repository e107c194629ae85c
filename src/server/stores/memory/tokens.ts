import type {TokenRow, TokenStore} from '../../ports/store.js';
import type {Expiring, KeptToken, MemoryRealm} from './tables.js';
import {removeWhere, taken} from './tables.js';

/** For how long the key that consumed a link may ask for the answer again, in milliseconds. */
const REPLAY_MS = 60_000;

/** Sessions and links of one realm, kept in memory. */
export function memoryTokens(tables: MemoryRealm): TokenStore {
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

function isAlive(token: TokenRow, now: number): boolean {
  return token.expiresAt > now && token.endsAt > now;
}

function insertToken(tokens: Map<string, KeptToken>, token: TokenRow): void {
  if (tokens.has(token.hash)) throw taken('token');
  tokens.set(token.hash, {...token, consumedAt: null});
}

/** A copy, without what only the store knows of it. */
function bare(kept: KeptToken | undefined): TokenRow | null {
  if (!kept) return null;
  const {consumedAt: _, ...token} = kept;
  return token;
}
