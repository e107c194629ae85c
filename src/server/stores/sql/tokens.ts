import type {TokenRow, TokenStore} from '../../ports/store.js';
import type {SqlDriver, SqlRealm, SqlValue} from './driver.js';

/** For how long the key that consumed a link may ask for the answer again, in milliseconds. */
const REPLAY_MS = 60_000;

const COLUMNS = `hash, kind, session_id as "sessionId", customer_id as "customerId", jkt, created_at as "createdAt",
  expires_at as "expiresAt", ends_at as "endsAt", used_at as "usedAt", granted as "grant"`;

/** Sessions and links of one realm, kept in a database. */
export function sqlTokens({driver, scope}: SqlRealm): TokenStore {
  return {
    insert: (token) => insertToken(driver, scope, token),
    async find(hash) {
      const sql = `select ${COLUMNS} from billing_tokens where account = $1 and mode = $2 and hash = $3`;
      const [row] = await driver.all<TokenRow>(sql, [...scope, hash]);
      return row ?? null;
    },
    async touch(hash, now) {
      await driver.all(
        `update billing_tokens set used_at = $4
          where account = $1 and mode = $2 and hash = $3 and used_at < $4`,
        [...scope, hash, now],
      );
    },
    async pinKey(hash, jkt) {
      const pinned = await driver.all(
        `update billing_tokens set jkt = $4
          where account = $1 and mode = $2 and hash = $3 and (jkt is null or jkt = $4) returning hash`,
        [...scope, hash, jkt],
      );
      return pinned.length > 0;
    },
    rotate: (hash, next, graceUntil, now) =>
      driver.transaction(async (transaction) => {
        const rotated = await transaction.all(
          `update billing_tokens set expires_at = case when expires_at > $4 then $4 else expires_at end
            where account = $1 and mode = $2 and hash = $3 and expires_at > $5 and ends_at > $5 returning hash`,
          [...scope, hash, graceUntil, now],
        );
        if (rotated.length === 0) return false;
        await insertToken(transaction, scope, next);
        return true;
      }),
    async consume(hash, jkt, now) {
      const [row] = await driver.all<TokenRow>(
        `update billing_tokens set consumed_at = coalesce(consumed_at, $5), jkt = $4
          where account = $1 and mode = $2 and hash = $3 and kind = 'link' and expires_at > $5 and ends_at > $5
            and (jkt is null or jkt = $4) and (consumed_at is null or consumed_at > $6)
          returning ${COLUMNS}`,
        [...scope, hash, jkt, now, now - REPLAY_MS],
      );
      return row ?? null;
    },
    async revoke(where) {
      const [column, value] = revoked(where);
      const sql = `delete from billing_tokens where account = $1 and mode = $2 and ${column} = $3 returning hash`;
      return (await driver.all(sql, [...scope, value])).length;
    },
    sweep: (before) => sweep(driver, scope, before),
  };
}

async function insertToken(driver: SqlDriver, scope: SqlValue[], token: TokenRow): Promise<void> {
  await driver.all(
    `insert into billing_tokens (account, mode, hash, kind, session_id, customer_id, jkt, created_at, expires_at,
        ends_at, used_at, granted)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...scope,
      token.hash,
      token.kind,
      token.sessionId,
      token.customerId,
      token.jkt,
      token.createdAt,
      token.expiresAt,
      token.endsAt,
      token.usedAt,
      token.grant,
    ],
  );
}

function revoked(where: Parameters<TokenStore['revoke']>[0]): [column: string, value: string] {
  if ('hash' in where) return ['hash', where.hash];
  return 'sessionId' in where ? ['session_id', where.sessionId] : ['customer_id', where.customerId];
}

/** What else has run out goes with the tokens: these rows have no verb of their own that is called now and then. */
function sweep(driver: SqlDriver, scope: SqlValue[], before: number): Promise<number> {
  return driver.transaction(async (transaction) => {
    for (const table of ['billing_previews', 'billing_once', 'billing_hits', 'billing_cache']) {
      const sql = `delete from ${table} where account = $1 and mode = $2 and expires_at < $3`;
      await transaction.all(sql, [...scope, before]);
    }
    const ended = await transaction.all(
      'delete from billing_tokens where account = $1 and mode = $2 and ends_at < $3 returning hash',
      [...scope, before],
    );
    return ended.length;
  });
}
