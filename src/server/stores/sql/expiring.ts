import type {RealmStore} from '../../ports/store.js';
import type {SqlRealm} from './driver.js';

/** Keys that only the first caller gets. */
export function sqlOnce({driver, scope}: SqlRealm): RealmStore['once'] {
  return async (key, expiresAt, now) => {
    const won = await driver.all(
      `insert into billing_once (account, mode, name, expires_at) values ($1, $2, $3, $4)
        on conflict (account, mode, name) do update set expires_at = excluded.expires_at
          where billing_once.expires_at <= $5
        returning name`,
      [...scope, key, expiresAt, now],
    );
    return won.length > 0;
  };
}

/** Counters whose window begins with the first hit. */
export function sqlHit({driver, scope}: SqlRealm): RealmStore['hit'] {
  return async (bucket, windowMs, now) => {
    const [row] = await driver.all<{count: number}>(
      `insert into billing_hits (account, mode, bucket, hits, expires_at) values ($1, $2, $3, 1, $4)
        on conflict (account, mode, bucket) do update set
          hits = case when billing_hits.expires_at <= $5 then 1 else billing_hits.hits + 1 end,
          expires_at =
            case when billing_hits.expires_at <= $5 then excluded.expires_at else billing_hits.expires_at end
        returning hits as "count"`,
      [...scope, bucket, now + windowMs, now],
    );
    return row?.count ?? 1;
  };
}

/** What may be forgotten. */
export function sqlCache({driver, scope}: SqlRealm): RealmStore['cache'] {
  return {
    async get(key, now) {
      const [row] = await driver.all<{value: string}>(
        'select value from billing_cache where account = $1 and mode = $2 and name = $3 and expires_at > $4',
        [...scope, key, now],
      );
      return row?.value ?? null;
    },
    async put(key, value, expiresAt) {
      await driver.all(
        `insert into billing_cache (account, mode, name, value, expires_at) values ($1, $2, $3, $4, $5)
          on conflict (account, mode, name) do update set value = excluded.value, expires_at = excluded.expires_at`,
        [...scope, key, value, expiresAt],
      );
    },
    async drop(prefix) {
      // Not `like`: a prefix may contain % and _, and SQLite's `like` does not tell A from a.
      await driver.all(
        `delete from billing_cache
          where account = $1 and mode = $2 and substr(name, 1, length(cast($3 as text))) = $3`,
        [...scope, prefix],
      );
    },
  };
}
