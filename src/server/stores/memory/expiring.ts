import type {RealmStore} from '../../ports/store.js';
import type {MemoryRealm} from './tables.js';

/** Keys that only the first caller gets. */
export function memoryOnce(tables: MemoryRealm): RealmStore['once'] {
  return async (key, expiresAt, now) => {
    const {once} = tables();
    if ((once.get(key)?.expiresAt ?? -Infinity) > now) return false;
    once.set(key, {expiresAt});
    return true;
  };
}

/** Counters whose window begins with the first hit. */
export function memoryHit(tables: MemoryRealm): RealmStore['hit'] {
  return async (bucket, windowMs, now) => {
    const {hits} = tables();
    const current = hits.get(bucket);
    const next =
      current && current.expiresAt > now
        ? {count: current.count + 1, expiresAt: current.expiresAt}
        : {count: 1, expiresAt: now + windowMs};
    hits.set(bucket, next);
    return next.count;
  };
}

/** What may be forgotten. */
export function memoryCache(tables: MemoryRealm): RealmStore['cache'] {
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
