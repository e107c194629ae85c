import {expectAlike, expectRefusal, race} from '../expect.js';
import type {StoreCase} from './case.js';
import {count, link, NOW, session} from './case.js';

/** How a store keeps sessions and links. */
export const tokenCases: StoreCase[] = [
  {
    title: 'gives a token back as it was inserted, and null for a hash it does not know',
    async check({tokens}) {
      const token = session('hash_1', {jkt: 'key_1', grant: '{"name":"Zoë 😀 \' \\" % _"}'});
      await tokens.insert(token);
      expectAlike(await tokens.find('hash_1'), token, 'the token');
      expectAlike(await tokens.find('hash_2'), null, 'an unknown hash');
    },
  },
  {
    title: 'finds a token that has expired, because expiry is for the rules to decide',
    async check({tokens}) {
      await tokens.insert(session('hash_1', {expiresAt: 1, endsAt: 2}));
      expectAlike((await tokens.find('hash_1'))?.expiresAt, 1, 'the expiry');
    },
  },
  {
    title: 'refuses a second token with the same hash and keeps the first',
    async check({tokens}) {
      await tokens.insert(session('hash_1'));
      await expectRefusal(tokens.insert(session('hash_1', {customerId: 'cus_2'})), 'the second insert');
      expectAlike((await tokens.find('hash_1'))?.customerId, 'cus_1', 'the customer');
    },
  },
  {
    title: 'keeps its own copy of a token, whatever is done to the objects given and got',
    async check({tokens}) {
      const given = session('hash_1');
      await tokens.insert(given);
      given.customerId = 'cus_2';
      const got = await tokens.find('hash_1');
      if (got) got.customerId = 'cus_3';
      expectAlike((await tokens.find('hash_1'))?.customerId, 'cus_1', 'the customer');
    },
  },
  {
    title: 'notes when a token was last used, and never an earlier time',
    async check({tokens}) {
      await tokens.insert(session('hash_1'));
      await tokens.touch('hash_1', NOW + 2000);
      await tokens.touch('hash_1', NOW + 1000);
      await tokens.touch('hash_2', NOW);
      expectAlike((await tokens.find('hash_1'))?.usedAt, NOW + 2000, 'the last use');
    },
  },
  {
    title: 'pins one of 100 keys that come at once, and takes that one again',
    async check({tokens}) {
      await tokens.insert(session('hash_1'));
      const answers = await race(100, (index) => tokens.pinKey('hash_1', `key_${index}`));
      expectAlike(count(answers, true), 1, 'the keys that were pinned');
      const winner = `key_${answers.indexOf(true)}`;
      expectAlike((await tokens.find('hash_1'))?.jkt, winner, 'the pinned key');
      expectAlike(await tokens.pinKey('hash_1', winner), true, 'the same key again');
      expectAlike(await tokens.pinKey('hash_2', winner), false, 'an unknown token');
    },
  },
  {
    title: 'lets exactly one of 200 keys consume a link, and pins it to that key',
    async check({tokens}) {
      await tokens.insert(link('hash_1'));
      const answers = await race(200, (index) => tokens.consume('hash_1', `key_${index}`, NOW));
      const winners = answers.flatMap((row, index) => (row ? [{row, index}] : []));
      expectAlike(winners.length, 1, 'the winners');
      const jkt = `key_${winners[0]?.index}`;
      expectAlike(winners[0]?.row, link('hash_1', {jkt}), 'the link as consumed');
      expectAlike((await tokens.find('hash_1'))?.jkt, jkt, 'the key in the store');
    },
  },
  {
    title: 'lets the key that consumed a link ask again for 60 seconds, and no other key at any time',
    async check({tokens}) {
      await tokens.insert(link('hash_1'));
      const ask = async (jkt: string, at: number): Promise<boolean> =>
        (await tokens.consume('hash_1', jkt, at)) !== null;
      expectAlike(await ask('key_1', NOW), true, 'the first call');
      expectAlike(await race(50, () => ask('key_1', NOW + 1)), Array(50).fill(true), 'the same key at once');
      expectAlike(await ask('key_2', NOW + 1), false, 'another key');
      expectAlike(await ask('key_1', NOW + 59_999), true, 'the same key after 59.999 s');
      expectAlike(await ask('key_1', NOW + 60_000), false, 'the same key after 60 s');
      expectAlike(await ask('key_2', NOW + 60_000), false, 'another key after 60 s');
    },
  },
  {
    title: 'consumes no link that is over, unknown, bound to another key, or a session',
    async check({tokens}) {
      await tokens.insert(link('expired', {expiresAt: NOW}));
      await tokens.insert(link('ended', {endsAt: NOW}));
      await tokens.insert(link('bound', {jkt: 'key_2'}));
      await tokens.insert(session('session'));
      for (const hash of ['expired', 'ended', 'unknown', 'bound', 'session']) {
        expectAlike(await tokens.consume(hash, 'key_1', NOW), null, hash);
      }
      expectAlike((await tokens.consume('bound', 'key_2', NOW))?.hash, 'bound', 'the key it is bound to');
    },
  },
  {
    title: 'adds the next token and shortens the life of the old one, in one step',
    async check({tokens}) {
      await tokens.insert(session('hash_1'));
      const next = session('hash_2', {createdAt: NOW + 1, expiresAt: NOW + 900_001});
      expectAlike(await tokens.rotate('hash_1', next, NOW + 10_000, NOW + 1), true, 'the rotation');
      expectAlike((await tokens.find('hash_1'))?.expiresAt, NOW + 10_000, 'the old expiry');
      expectAlike(await tokens.find('hash_2'), next, 'the next token');
      await tokens.rotate('hash_1', session('hash_3'), NOW + 20_000, NOW + 2);
      expectAlike((await tokens.find('hash_1'))?.expiresAt, NOW + 10_000, 'the old expiry, never prolonged');
    },
  },
  {
    title: 'adds nothing when the token to be renewed is not alive',
    async check({tokens}) {
      await tokens.insert(session('expired', {expiresAt: NOW}));
      await tokens.insert(session('ended', {endsAt: NOW}));
      await tokens.insert(session('revoked'));
      await tokens.revoke({hash: 'revoked'});
      for (const hash of ['expired', 'ended', 'revoked', 'unknown']) {
        expectAlike(await tokens.rotate(hash, session('next'), NOW + 10_000, NOW), false, hash);
      }
      expectAlike(await tokens.find('next'), null, 'the next token');
    },
  },
  {
    title: 'leaves the old token as it was when the next one cannot be added',
    async check({tokens}) {
      await tokens.insert(session('hash_1'));
      await tokens.insert(session('hash_2'));
      await expectRefusal(tokens.rotate('hash_1', session('hash_2'), NOW + 1, NOW), 'a next token that exists');
      expectAlike(await tokens.find('hash_1'), session('hash_1'), 'the old token');
    },
  },
  {
    title: 'revokes by token, by session and by customer, and tells how many there were',
    async check({tokens}) {
      for (const hash of ['a', 'b', 'c']) await tokens.insert(session(hash));
      await tokens.insert(session('d', {sessionId: 'sess_2'}));
      await tokens.insert(link('e', {sessionId: 'sess_3', customerId: 'cus_2'}));
      expectAlike(await tokens.revoke({hash: 'a'}), 1, 'by token');
      expectAlike(await tokens.revoke({hash: 'a'}), 0, 'by token again');
      expectAlike(await tokens.revoke({sessionId: 'sess_1'}), 2, 'by session');
      expectAlike(await tokens.revoke({customerId: 'cus_1'}), 1, 'by customer');
      expectAlike((await tokens.find('e'))?.hash, 'e', 'the token of another customer');
    },
  },
  {
    title: 'sweeps the tokens that have ended, and nothing that has not',
    async check(realm) {
      await realm.tokens.insert(session('old', {endsAt: NOW - 1}));
      await realm.tokens.insert(session('new', {endsAt: NOW}));
      await realm.once('proof', NOW + 1, NOW);
      await realm.hit('address', 1000, NOW);
      await realm.cache.put('key', 'value', NOW + 1);
      await realm.previews.put({id: 'preview', customerId: 'cus_1', expiresAt: NOW + 1, value: '{}'});
      expectAlike(await realm.tokens.sweep(NOW), 1, 'the tokens swept');
      expectAlike(await realm.tokens.find('old'), null, 'the one that ended');
      expectAlike((await realm.tokens.find('new'))?.hash, 'new', 'the one that ends now');
      expectAlike(await realm.once('proof', NOW + 1, NOW), false, 'a key that was used');
      expectAlike(await realm.hit('address', 1000, NOW), 2, 'a counter');
      expectAlike(await realm.cache.get('key', NOW), 'value', 'a cached value');
      expectAlike((await realm.previews.find('preview', NOW))?.id, 'preview', 'a preview');
    },
  },
];
