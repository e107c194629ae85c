import {expectAlike, race} from '../expect.js';
import type {StoreCase} from './case.js';
import {event, NOW, recordEvents} from './case.js';

/** How a store hands out deliveries, counts, and lets first callers through. */
export const deliveryCases: StoreCase[] = [
  {
    title: 'leases no delivery to two of 20 callers, and none beyond the number asked for',
    async check(realm) {
      const events = Array.from({length: 100}, (_, index) => event(`evt_${index}`));
      await recordEvents(realm, 'op_1', events);
      const leased = await race(20, () => realm.outbox.lease(7, NOW, NOW + 60_000));
      const ids = leased.flat().map((row) => row.id);
      expectAlike([ids.length, new Set(ids).size], [100, 100], 'the rows leased, and the different ones among them');
      expectAlike(
        leased.some((rows) => rows.length > 7),
        false,
        'a lease beyond its limit',
      );
    },
  },
  {
    title: 'hides a leased delivery until its lease is over',
    async check(realm) {
      await recordEvents(realm, 'op_1', [event('evt_1')]);
      expectAlike((await realm.outbox.lease(5, NOW - 1, NOW)).length, 0, 'before it is due');
      expectAlike((await realm.outbox.lease(5, NOW, NOW + 1000)).length, 1, 'when it is due');
      expectAlike((await realm.outbox.lease(5, NOW + 999, NOW + 2000)).length, 0, 'while it is leased');
      expectAlike((await realm.outbox.lease(5, NOW + 1000, NOW + 2000)).length, 1, 'when the lease is over');
    },
  },
  {
    title: 'forgets what was delivered, and counts and postpones what was not',
    async check(realm) {
      await recordEvents(realm, 'op_1', [event('evt_1'), event('evt_2', {at: NOW + 1})]);
      const [first, second] = await realm.outbox.lease(5, NOW, NOW + 1000);
      await realm.outbox.settle(first?.id ?? '', {delivered: true});
      await realm.outbox.settle(second?.id ?? '', {delivered: false, dueAt: NOW + 5000});
      await realm.outbox.settle('unknown', {delivered: false, dueAt: NOW});
      expectAlike(await realm.outbox.lease(5, NOW + 4999, NOW + 6000), [], 'before it is due again');
      const again = await realm.outbox.lease(5, NOW + 5000, NOW + 6000);
      const rows = again.map((row) => [row.id, row.event.id, row.attempts]);
      expectAlike(rows, [[second?.id, 'evt_2', 1]], 'when it is due again');
      expectAlike((await realm.events.list({limit: 5})).length, 2, 'the log, which keeps both');
    },
  },
  {
    title: 'lets the first of 200 callers use a key, and the first after it has expired',
    async check({once}) {
      const answers = await race(200, () => once('proof', NOW + 1000, NOW));
      expectAlike(answers.filter(Boolean).length, 1, 'the first callers');
      expectAlike(await once('proof', NOW + 2000, NOW + 999), false, 'before it has expired');
      expectAlike(await once('another', NOW + 1000, NOW), true, 'another key');
      const later = await race(50, () => once('proof', NOW + 3000, NOW + 1000));
      expectAlike(later.filter(Boolean).length, 1, 'the first callers after it has expired');
      expectAlike(await once('proof', NOW + 9000, NOW + 2999), false, 'before it has expired again');
    },
  },
  {
    title: 'counts 200 hits at once without losing one, and begins anew with a new window',
    async check({hit}) {
      const counts = await race(200, (index) => hit('address', 1000, NOW + (index % 5)));
      const expected = Array.from({length: 200}, (_, index) => index + 1);
      expectAlike(
        counts.sort((a, b) => a - b),
        expected,
        'the counts',
      );
      expectAlike(await hit('address', 1000, NOW + 900), 201, 'a hit in the same window');
      expectAlike(await hit('another', 1000, NOW + 900), 1, 'a hit on another bucket');
      expectAlike(await hit('address', 1000, NOW + 1010), 1, 'the first hit of the next window');
      expectAlike(await hit('address', 1000, NOW + 1011), 2, 'the second hit of the next window');
    },
  },
  {
    title: 'gives a cached value until it expires, and the newest one',
    async check({cache}) {
      expectAlike(await cache.get('key', NOW), null, 'an unknown key');
      await cache.put('key', 'old', NOW + 9000);
      await cache.put('key', 'new', NOW + 1000);
      expectAlike(await cache.get('key', NOW + 999), 'new', 'before it expires');
      expectAlike(await cache.get('key', NOW + 1000), null, 'when it expires');
    },
  },
  {
    title: 'drops the cached values whose keys begin with a prefix, letter by letter',
    async check({cache}) {
      const keys = ['a_1', 'ab1', 'A_1', 'x%1', 'xy1', 'x', '\\1', '😀1', '😁1', ''];
      const kept = async (): Promise<string[]> => {
        const values = await Promise.all(keys.map((key) => cache.get(key, NOW)));
        return values.filter((value) => value !== null);
      };
      for (const key of keys) await cache.put(key, key, NOW + 1000);
      await cache.drop('a_');
      expectAlike(await kept(), keys.slice(1), 'after a_');
      await cache.drop('x%');
      expectAlike(await kept(), ['ab1', 'A_1', 'xy1', 'x', '\\1', '😀1', '😁1', ''], 'after x%');
      await cache.drop('\\');
      await cache.drop('😀');
      expectAlike(await kept(), ['ab1', 'A_1', 'xy1', 'x', '😁1', ''], 'after a backslash and an emoji');
      await cache.drop('');
      expectAlike(await kept(), [], 'after the empty prefix');
    },
  },
];
