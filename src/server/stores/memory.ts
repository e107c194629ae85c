import type {Realm, RealmStore, Store} from '../ports/store.js';
import {memoryEvents, memoryOutbox} from './memory/events.js';
import {memoryCache, memoryHit, memoryOnce} from './memory/expiring.js';
import {memoryOperations} from './memory/operations.js';
import {memoryConfigurations, memoryLogins, memoryOutcomes, memoryPreviews} from './memory/records.js';
import type {MemoryRealm, Tables} from './memory/tables.js';
import {compound, emptyTables} from './memory/tables.js';
import {memoryTokens} from './memory/tokens.js';

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
    realm({account, mode}: Realm): RealmStore {
      const name = compound(account, mode);
      return memoryRealm(() => {
        const found = realms.get(name) ?? emptyTables();
        realms.set(name, found);
        return found;
      });
    },
  };
}

function memoryRealm(tables: MemoryRealm): RealmStore {
  return {
    tokens: memoryTokens(tables),
    operations: memoryOperations(tables),
    previews: memoryPreviews(tables),
    configurations: memoryConfigurations(tables),
    logins: memoryLogins(tables),
    outbox: memoryOutbox(tables),
    outcomes: memoryOutcomes(tables),
    events: memoryEvents(tables),
    once: memoryOnce(tables),
    hit: memoryHit(tables),
    cache: memoryCache(tables),
  };
}
