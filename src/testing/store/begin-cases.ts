import type {OperationRow, RealmStore} from '../../server/ports/store.js';
import {expectAlike, expectRefusal, race} from '../expect.js';
import type {StoreCase} from './case.js';
import {begunRow, count, NOW, operation} from './case.js';

const begin = async (realm: RealmStore, changes: Partial<OperationRow>, now = NOW): Promise<string> =>
  (await realm.operations.begin(operation('op_1', {key: 'key', ...changes}), now)).state;

/** How a store lets a write begin once, and what it notes of one that goes on. */
export const beginCases: StoreCase[] = [
  {
    title: 'starts one of 200 operations with the same key and calls the other 199 running',
    async check({operations}) {
      const answers = await race(200, (index) => operations.begin(operation(`op_${index}`, {key: 'key'}), NOW));
      const started = answers.filter((answer) => answer.state === 'started');
      const first = answers.findIndex((answer) => answer.state === 'started');
      const begun = begunRow(`op_${first}`, {key: 'key'});
      expectAlike(started, [{state: 'started', operation: begun}], 'those that started');
      const running = answers.filter((answer) => answer.state === 'running');
      expectAlike(running.length, 199, 'those called running');
      expectAlike(await operations.find(`op_${first}`), begun, 'the row');
    },
  },
  {
    title: 'calls an operation running that is begun again under the same key and the same id',
    async check(realm) {
      expectAlike(await begin(realm, {}), 'started', 'the first time');
      expectAlike(await begin(realm, {}), 'running', 'the second time');
      expectAlike(await begin(realm, {leaseUntil: NOW + 60_000}, NOW + 30_000), 'started', 'after its lease');
    },
  },
  {
    title: 'calls another input under the same key a mismatch: while it runs, after its lease, noted and settled',
    async check(realm) {
      await begin(realm, {});
      const other = {operationId: 'op_2', fingerprint: 'print_2', leaseUntil: NOW + 90_000};
      expectAlike(await begin(realm, other), 'mismatch', 'while it runs');
      expectAlike(await begin(realm, other, NOW + 30_000), 'mismatch', 'after its lease');
      await realm.operations.note('op_1', '{}', NOW + 30_000);
      expectAlike(await begin(realm, other), 'mismatch', 'when something is noted');
      expectAlike(await begin(realm, other, NOW + 30_000), 'mismatch', 'when something is noted, after its lease');
      await realm.operations.settle('op_1', '{}', [], NOW);
      expectAlike(await begin(realm, other), 'mismatch', 'when it is settled');
      expectAlike(await realm.operations.find('op_2'), null, 'the other operation');
    },
  },
  {
    title: 'lets one of 100 take over a lease that is over, under the id of the operation that was begun',
    async check({operations}) {
      await operations.begin(operation('op_1', {key: 'key'}), NOW);
      const late = {key: 'key', begunAt: NOW + 30_000, leaseUntil: NOW + 60_000, input: '{"late":true}'};
      const early = await operations.begin(operation('op_x', late), NOW + 29_999);
      expectAlike(early, {state: 'running'}, 'before the lease is over');
      const answers = await race(100, (index) => operations.begin(operation(`op_b${index}`, late), NOW + 30_000));
      const started = answers.filter((answer) => answer.state === 'started');
      const taken = begunRow('op_1', {key: 'key', leaseUntil: NOW + 60_000});
      expectAlike(started, [{state: 'started', operation: taken}], 'those that took over');
      const running = answers.filter((answer) => answer.state === 'running');
      expectAlike(running.length, 99, 'those called running');
      expectAlike(await operations.find('op_1'), taken, 'the row: as begun, with the new lease');
    },
  },
  {
    title:
      'answers with what was noted of an operation while its lease runs and after it, and lets nobody take it over',
    async check({operations}) {
      await operations.begin(operation('op_1', {key: 'key'}), NOW);
      await operations.note('op_1', '{"state":"action_required"}', NOW + 90_000);
      const noted = begunRow('op_1', {key: 'key', result: '{"state":"action_required"}', leaseUntil: NOW + 90_000});
      expectAlike(await operations.find('op_1'), noted, 'the row');
      const again = operation('op_2', {key: 'key', leaseUntil: NOW + 200_000});
      for (const now of [NOW, NOW + 30_000, NOW + 90_000, NOW + 1e9]) {
        const answers = await race(20, () => operations.begin(again, now));
        const expected = answers.map(() => ({state: 'known', operation: noted}));
        expectAlike(answers, expected, `the answers after ${now - NOW} ms`);
      }
      expectAlike(await operations.find('op_1'), noted, 'the row afterwards');
      expectAlike(await operations.find('op_2'), null, 'the other operation');
    },
  },
  {
    title: 'lets no more than one of 100 take over a lease that is over while something is noted',
    async check({operations}) {
      await operations.begin(operation('op_1', {key: 'key'}), NOW);
      const late = operation('op_2', {key: 'key', leaseUntil: NOW + 90_000});
      const noting = operations.note('op_1', '{"state":"checking"}', NOW + 30_000);
      const answers = await race(100, () => operations.begin(late, NOW + 30_000));
      await noting;
      // Whoever is first decides: begun before the note, one took over; begun after it, none did.
      const started = answers.filter((answer) => answer.state === 'started');
      expectAlike(started.length <= 1, true, 'no more than one that took over');
      const last = await operations.begin(late, NOW + 1e9);
      expectAlike(last.state === 'known' && last.operation.result, '{"state":"checking"}', 'the answer afterwards');
    },
  },
  {
    title: 'replaces what was noted by what is noted later, and both by the result',
    async check({operations}) {
      await operations.begin(operation('op_1'), NOW);
      await operations.note('op_1', '{"step":1}', NOW + 90_000);
      await operations.note('op_1', '{"step":2}', NOW + 40_000);
      const noted = begunRow('op_1', {result: '{"step":2}', leaseUntil: NOW + 40_000});
      expectAlike(await operations.find('op_1'), noted, 'the second note, with a lease that ends sooner');
      const settled = {...noted, result: '{"state":"succeeded"}', settledAt: NOW + 5};
      expectAlike(await operations.settle('op_1', settled.result, [], NOW + 5), settled, 'the answer');
      expectAlike(await operations.find('op_1'), settled, 'the row');
    },
  },
  {
    title: 'notes nothing of an operation that is settled, or that was never begun',
    async check({operations}) {
      await operations.begin(operation('op_1'), NOW);
      const settled = await operations.settle('op_1', '{"state":"succeeded"}', [], NOW + 1);
      await race(20, (index) => operations.note('op_1', `{"late":${index}}`, NOW + 90_000));
      expectAlike(await operations.find('op_1'), settled, 'the settled one');
      await operations.note('op_2', '{}', NOW);
      expectAlike(await operations.find('op_2'), null, 'the one never begun');
      expectAlike(await operations.leaseUnsettled(9, NOW + 1e9, NOW + 2e9), [], 'those to be looked at');
    },
  },
  {
    title: 'lets the result stand when 50 note and one settles at once',
    async check({operations}) {
      await operations.begin(operation('op_1'), NOW);
      const [settled] = await Promise.all([
        race(25, (index) => operations.note('op_1', `{"early":${index}}`, NOW + 40_000 + index)).then(() => null),
        operations.settle('op_1', '{"state":"succeeded"}', [], NOW + 1),
        race(25, (index) => operations.note('op_1', `{"late":${index}}`, NOW + 80_000 + index)).then(() => null),
      ]).then((answers) => answers.filter((answer) => answer !== null));
      expectAlike(settled?.result, '{"state":"succeeded"}', 'the answer');
      expectAlike(await operations.find('op_1'), settled, 'the row');
    },
  },
  {
    title: 'forgets an operation that is released, so that its key begins another one with another input',
    async check({operations}) {
      await operations.begin(operation('op_1', {key: 'key'}), NOW);
      await race(10, () => operations.release('op_1', null));
      expectAlike(await operations.find('op_1'), null, 'the released one');
      const next = {key: 'key', fingerprint: 'print_2'};
      const answer = await operations.begin(operation('op_2', next), NOW);
      expectAlike(answer, {state: 'started', operation: begunRow('op_2', next)}, 'the next one');
      await operations.release('op_1', null);
      expectAlike(await operations.find('op_2'), begunRow('op_2', next), 'the next one, after a late release');
    },
  },
  {
    title: 'lets one of 100 send an operation, and nobody that was noted, settled, released or never begun',
    async check({operations}) {
      await operations.begin(operation('op_1', {key: 'key'}), NOW);
      const answers = await race(100, (index) => operations.send('op_1', `{"by":${index}}`, NOW + 40_000));
      expectAlike(count(answers, true), 1, 'those that may send');
      const sent = begunRow('op_1', {
        key: 'key',
        leaseUntil: NOW + 40_000,
        result: `{"by":${answers.indexOf(true)}}`,
      });
      expectAlike(await operations.find('op_1'), sent, 'the row');
      await operations.settle('op_1', '{}', [], NOW);
      expectAlike(await operations.send('op_1', '{}', NOW), false, 'the settled one');
      await operations.begin(operation('op_2'), NOW);
      await operations.release('op_2', null);
      expectAlike(await operations.send('op_2', '{}', NOW), false, 'the released one');
      expectAlike(await operations.send('op_3', '{}', NOW), false, 'the one never begun');
    },
  },
  {
    title: 'releases what is noted as it was known, nothing of which more is noted, and nothing that is settled',
    async check({operations}) {
      await operations.begin(operation('op_1', {key: 'key_1'}), NOW);
      await operations.note('op_1', '{"state":"checking"}', NOW + 90_000);
      await operations.begin(operation('op_2', {key: 'key_2'}), NOW);
      const settled = await operations.settle('op_2', '{"state":"succeeded"}', [], NOW);
      for (const known of [null, '{}']) await operations.release('op_1', known);
      await operations.release('op_2', settled.result);
      expectAlike((await operations.find('op_1'))?.result, '{"state":"checking"}', 'the noted one');
      expectAlike(await operations.find('op_2'), settled, 'the settled one');
      await operations.release('op_1', '{"state":"checking"}');
      expectAlike(await operations.find('op_1'), null, 'the one that is as it was known');
      expectAlike((await operations.begin(operation('op_3', {key: 'key_1'}), NOW)).state, 'started', 'its key');
    },
  },
  {
    title: 'answers with the recorded result once an operation is settled, however late',
    async check({operations}) {
      await operations.begin(operation('op_1', {key: 'key'}), NOW);
      const settled = await operations.settle('op_1', '{"state":"succeeded"}', [], NOW + 1);
      for (const now of [NOW + 2, NOW + 1e9]) {
        const answer = await operations.begin(operation('op_2', {key: 'key'}), now);
        expectAlike(answer, {state: 'known', operation: settled}, `the answer after ${now - NOW} ms`);
      }
      const expected = begunRow('op_1', {key: 'key', result: '{"state":"succeeded"}', settledAt: NOW + 1});
      expectAlike(settled, expected, 'the row as settled');
    },
  },
  {
    title: 'takes the same key of two customers for two operations',
    async check(realm) {
      expectAlike(await begin(realm, {}), 'started', 'the first customer');
      expectAlike(await begin(realm, {operationId: 'op_2', customerId: 'cus_2'}), 'started', 'the second customer');
      expectAlike((await realm.operations.find('op_2'))?.customerId, 'cus_2', 'the owner');
    },
  },
  {
    title: 'refuses an operation id that another key has',
    async check(realm) {
      await begin(realm, {});
      await expectRefusal(begin(realm, {key: 'key_2'}), 'the second key');
      expectAlike((await realm.operations.find('op_1'))?.key, 'key', 'the key');
    },
  },
];
