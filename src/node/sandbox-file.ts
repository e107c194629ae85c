import type {SnapshotStorage} from '../server/providers/sandbox/index.js';
import type {SqlDriver} from '../server/stores/sql.js';

/** Keeps a sandbox's whole state as one row of the database that the store uses too. */
export function sandboxStorage(driver: SqlDriver): SnapshotStorage {
  let table: Promise<unknown> | undefined;
  const created = async (): Promise<void> => {
    table ??= driver.all(
      'create table if not exists billing_sandbox (id integer primary key, snapshot text not null)',
      [],
    );
    await table;
  };
  return {
    async load() {
      await created();
      const [row] = await driver.all<{snapshot: string}>('select snapshot from billing_sandbox where id = 1', []);
      return row?.snapshot ?? null;
    },
    async save(snapshot) {
      await created();
      await driver.all(
        'insert into billing_sandbox (id, snapshot) values (1, $1) on conflict (id) do update set snapshot = excluded.snapshot',
        [snapshot],
      );
    },
  };
}
