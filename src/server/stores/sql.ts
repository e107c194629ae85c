import type {Realm, RealmStore, Store} from '../ports/store.js';
import {migrate} from './sql-schema.js';
import type {SqlDriver} from './sql/driver.js';
import {sqlEvents, sqlOutbox} from './sql/events.js';
import {sqlCache, sqlHit, sqlOnce} from './sql/expiring.js';
import {sqlOperations} from './sql/operations.js';
import {sqlConfigurations, sqlLogins, sqlOutcomes, sqlPreviews} from './sql/records.js';
import {sqlTokens} from './sql/tokens.js';

export type {SqlDriver, SqlValue} from './sql/driver.js';

/**
 * A store in an SQL database: SQLite from 3.35 or PostgreSQL, over a driver. Several processes may share one database.
 * Every verb is one statement or one transaction; what the driver throws (`store_unavailable`) comes through.
 */
export function sqlStore(driver: SqlDriver): Store {
  return {
    migrate: () => migrate(driver),
    async ping() {
      await driver.all('select 1 as alive', []);
    },
    close: () => driver.close(),
    realm: (realm) => sqlRealm(driver, realm),
  };
}

function sqlRealm(driver: SqlDriver, {account, mode}: Realm): RealmStore {
  const realm = {driver, scope: [account, mode] as [string, Realm['mode']]};
  return {
    tokens: sqlTokens(realm),
    operations: sqlOperations(realm),
    previews: sqlPreviews(realm),
    configurations: sqlConfigurations(realm),
    logins: sqlLogins(realm),
    outbox: sqlOutbox(realm),
    outcomes: sqlOutcomes(realm),
    events: sqlEvents(realm),
    once: sqlOnce(realm),
    hit: sqlHit(realm),
    cache: sqlCache(realm),
  };
}
