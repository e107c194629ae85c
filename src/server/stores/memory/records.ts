import type {LoginRow, RealmStore} from '../../ports/store.js';
import type {MemoryRealm} from './tables.js';
import {compound, copied, newest} from './tables.js';

/** Previews of one realm, until they are over. */
export function memoryPreviews(tables: MemoryRealm): RealmStore['previews'] {
  return {
    async put(preview) {
      tables().previews.set(preview.id, {...preview});
    },
    async find(id, now) {
      const row = tables().previews.get(id);
      return row && row.expiresAt > now ? {...row} : null;
    },
  };
}

/** Configurations of one realm, each with the version that the next writer has to name. */
export function memoryConfigurations(tables: MemoryRealm): RealmStore['configurations'] {
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

/** Who may sign in for which customer of one realm. */
export function memoryLogins(tables: MemoryRealm): RealmStore['logins'] {
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

/** What became of the cancel flows of one realm. */
export function memoryOutcomes(tables: MemoryRealm): RealmStore['outcomes'] {
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
