import type {Realm, RealmStore} from '../../server/ports/store.js';
import {expectAlike} from '../expect.js';
import type {StoreCase} from './case.js';
import {event, link, NOW, operation, REALM, session} from './case.js';

const strangers: Realm[] = [
  {account: 'account_b', mode: 'test'},
  {account: 'account_a', mode: 'live'},
];

async function fill(realm: RealmStore): Promise<void> {
  await realm.tokens.insert(session('hash'));
  await realm.tokens.insert(link('link'));
  await realm.operations.begin(operation('op_1'), NOW);
  await realm.operations.settle('op_1', '{}', [event('evt_1')], NOW);
  await realm.operations.begin(operation('op_2', {leaseUntil: NOW}), NOW);
  await realm.operations.begin(operation('op_3'), NOW);
  await realm.previews.put({id: 'preview', customerId: 'cus_1', expiresAt: NOW + 1, value: '{}'});
  await realm.configurations.put('portal', 0, '{}');
  await realm.logins.put({address: 'a@example.com', customerId: 'cus_1', confirmedAt: null});
  const outcome = {flowId: 'flow', customerId: 'cus_1', subscriptionId: 'sub_1', outcome: 'open'} as const;
  await realm.outcomes.put({...outcome, reason: null, offerKind: null, planId: null, at: NOW, value: '{}'});
  await realm.once('proof', NOW + 1, NOW);
  await realm.hit('address', 1000, NOW);
  await realm.cache.put('key', 'value', NOW + 1);
}

/** Everything that can be seen or won in a realm; on the way it takes, leases, revokes and drops what it finds. */
async function use(realm: RealmStore): Promise<unknown[]> {
  return [
    await realm.tokens.find('hash'),
    await realm.tokens.pinKey('hash', 'key_1'),
    await realm.tokens.consume('link', 'key_1', NOW),
    await realm.tokens.rotate('hash', session('next'), NOW + 1, NOW),
    await realm.operations.find('op_1'),
    await realm.operations.note('op_2', '{}', NOW),
    await realm.operations.release('op_3', null),
    await realm.operations.send('op_3', '{}', NOW),
    await realm.operations.leaseUnsettled(9, NOW, NOW + 1),
    await realm.events.list({limit: 9}),
    await realm.outbox.lease(9, NOW, NOW + 1),
    await realm.outbox.settle('evt_1', {delivered: true}),
    await realm.previews.find('preview', NOW),
    await realm.configurations.list(),
    await realm.configurations.find('portal'),
    await realm.configurations.put('portal', 1, '[]'),
    await realm.logins.findByAddress('a@example.com'),
    await realm.logins.find('cus_1'),
    await realm.outcomes.list({from: 0, to: NOW + 1, limit: 9}),
    await realm.cache.get('key', NOW),
    await realm.cache.drop(''),
    await realm.tokens.revoke({customerId: 'cus_1'}),
    await realm.tokens.sweep(NOW + 1e9),
  ].map((value) => value ?? null);
}

/** What {@link use} gives in a realm where nothing is. */
const nothing = [
  ...[null, false, null, false, null, null, null, false, [], [], [], null, null],
  ...[[], null, null, [], [], [], null, null, 0, 0],
];

/** How a store keeps accounts and modes apart, and the store as a whole. */
export const realmCases: StoreCase[] = [
  {
    title: 'shows nothing of one account and mode to another account or the other mode, and takes nothing from it',
    async check(realm, store) {
      await fill(realm);
      for (const stranger of strangers) {
        expectAlike(await use(store.realm(stranger)), nothing, `${stranger.account} ${stranger.mode}`);
      }
      expectAlike((await realm.operations.find('op_2'))?.result, null, 'what strangers noted');
      expectAlike((await realm.operations.find('op_3'))?.result, null, 'what strangers released or sent');
      const seen = await use(store.realm(REALM));
      const empty = seen.flatMap((value, index) =>
        JSON.stringify(value) === JSON.stringify(nothing[index]) ? [index] : [],
      );
      // 5, 6, 11 and 20 answer nothing to anybody, what was released at 6 cannot be sent at 7, and the revoking leaves
      // nothing for the sweep at 22.
      expectAlike(empty, [5, 6, 7, 11, 20, 22], 'what the owner no longer sees');
    },
  },
  {
    title: 'lets every account and mode use the same ids, keys and counters',
    async check(realm, store) {
      await fill(realm);
      for (const stranger of strangers) {
        const other = store.realm(stranger);
        expectAlike(await other.once('proof', NOW + 1, NOW), true, 'a key used elsewhere');
        expectAlike(await other.hit('address', 1000, NOW), 1, 'a counter used elsewhere');
        await fill(other);
      }
    },
  },
  {
    title: 'keeps the rows when it is migrated again, also by 10 callers at once',
    async check(realm, store) {
      await realm.tokens.insert(session('hash'));
      await Promise.all(Array.from({length: 10}, () => store.migrate()));
      await store.ping();
      expectAlike(await realm.tokens.find('hash'), session('hash'), 'the token');
    },
  },
  {
    title: 'keeps large values in any script, character by character',
    async check(realm) {
      const value = JSON.stringify({
        text: '„Grüße“ 請求書 فاتورة \u200f 😀👩‍👩‍👧 \u0001\t\r\n \\ \' " $1 ?1 :a'.repeat(8000),
      });
      await realm.operations.begin(operation('op_1', {input: value, customerId: 'cus_😀'}), NOW);
      await realm.operations.settle('op_1', value, [event('evt_1', {payload: value})], NOW);
      await realm.cache.put('請求書', value, NOW + 1);
      await realm.configurations.put("o'clock", 0, value);
      const row = await realm.operations.find('op_1');
      expectAlike(row?.customerId, 'cus_😀', 'the customer');
      expectAlike(row?.input === value && row.result === value, true, 'the operation');
      expectAlike((await realm.outbox.lease(1, NOW, NOW + 1))[0]?.event.payload === value, true, 'the event');
      expectAlike((await realm.cache.get('請求書', NOW)) === value, true, 'the cached value');
      expectAlike((await realm.configurations.find("o'clock"))?.value === value, true, 'the configuration');
    },
  },
];
