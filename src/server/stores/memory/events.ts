import type {RealmStore} from '../../ports/store.js';
import type {MemoryRealm} from './tables.js';
import {newest} from './tables.js';

/** The log of events of one realm. */
export function memoryEvents(tables: MemoryRealm): RealmStore['events'] {
  return {
    async list({customerId, before = Infinity, limit}) {
      const rows = [...tables().events.values()].filter((row) => row.at < before);
      return newest(customerId === undefined ? rows : rows.filter((row) => row.customerId === customerId), limit);
    },
  };
}

/** The deliveries of one realm that are still to be made. */
export function memoryOutbox(tables: MemoryRealm): RealmStore['outbox'] {
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
