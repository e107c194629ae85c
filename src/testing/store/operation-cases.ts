import type {OperationRow, RealmStore} from '../../server/ports/store.js';
import type {StoreCase} from './case.js';
import {event, expectAlike, expectRefusal, NOW, operation, race} from './case.js';

const begin = async (realm: RealmStore, changes: Partial<OperationRow>, now = NOW): Promise<string> =>
  (await realm.operations.begin(operation('op_1', {key: 'key', ...changes}), now)).state;

/** How a store records writes before and after they are made. */
export const operationCases: StoreCase[] = [
  {
    title: 'starts one of 100 operations with the same key and calls the other 99 running',
    async check({operations}) {
      const answers = await race(100, (index) => operations.begin(operation(`op_${index}`, {key: 'key'}), NOW));
      const started = answers.filter((answer) => answer.state === 'started');
      const first = answers.findIndex((answer) => answer.state === 'started');
      expectAlike(started, [{state: 'started', operationId: `op_${first}`}], 'those that started');
      const running = answers.filter((answer) => answer.state === 'running');
      expectAlike(running.length, 99, 'those called running');
    },
  },
  {
    title: 'calls another input under the same key a mismatch while it runs, after its lease and when it is settled',
    async check(realm) {
      await begin(realm, {});
      const other = {operationId: 'op_2', fingerprint: 'print_2', leaseUntil: NOW + 90_000};
      expectAlike(await begin(realm, other), 'mismatch', 'while it runs');
      expectAlike(await begin(realm, other, NOW + 30_000), 'mismatch', 'after its lease');
      await realm.operations.settle('op_1', '{}', [], NOW);
      expectAlike(await begin(realm, other), 'mismatch', 'when it is settled');
      expectAlike(await realm.operations.find('op_2'), null, 'the other operation');
    },
  },
  {
    title: 'lets one of 100 take over a lease that is over, under the id of the operation that was begun',
    async check({operations}) {
      await operations.begin(operation('op_1', {key: 'key'}), NOW);
      const late = {key: 'key', begunAt: NOW + 30_000, leaseUntil: NOW + 60_000};
      const early = await operations.begin(operation('op_x', late), NOW + 29_999);
      expectAlike(early, {state: 'running'}, 'before the lease is over');
      const answers = await race(100, (index) => operations.begin(operation(`op_b${index}`, late), NOW + 30_000));
      const started = answers.filter((answer) => answer.state === 'started');
      expectAlike(started, [{state: 'started', operationId: 'op_1'}], 'those that took over');
      const row = await operations.find('op_1');
      expectAlike([row?.leaseUntil, row?.begunAt], [NOW + 60_000, NOW], 'the lease and the beginning');
    },
  },
  {
    title: 'answers with the recorded result once an operation is settled, however late',
    async check({operations}) {
      await operations.begin(operation('op_1', {key: 'key'}), NOW);
      await operations.settle('op_1', '{"state":"succeeded"}', [], NOW + 1);
      const answer = await operations.begin(operation('op_2', {key: 'key'}), NOW + 1e9);
      expectAlike(answer, {state: 'settled', operationId: 'op_1', result: '{"state":"succeeded"}'}, 'the answer');
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
  {
    title: 'finds an operation as it was begun and as it was settled',
    async check({operations}) {
      await operations.begin(operation('op_1'), NOW);
      const begun = {...operation('op_1'), result: null, settledAt: null};
      expectAlike(await operations.find('op_1'), begun, 'as begun');
      await operations.settle('op_1', '{"a":1}', [], NOW + 5);
      expectAlike(await operations.find('op_1'), {...begun, result: '{"a":1}', settledAt: NOW + 5}, 'as settled');
      expectAlike(await operations.find('op_2'), null, 'an unknown one');
    },
  },
  {
    title: 'writes the result, the events and their deliveries together',
    async check({operations, events, outbox}) {
      await operations.begin(operation('op_1'), NOW);
      const written = [event('evt_1', {at: NOW - 1}), event('evt_2', {customerId: null})];
      await operations.settle('op_1', '{}', written, NOW);
      expectAlike(await events.list({limit: 10}), [...written].reverse(), 'the log');
      const due = await outbox.lease(10, NOW, NOW + 1000);
      const delivered = (id: string): unknown => due.find((row) => row.event.id === id)?.event;
      expectAlike([delivered('evt_1'), delivered('evt_2')], written, 'the outbox');
      expectAlike(
        due.map((row) => row.attempts),
        [0, 0],
        'the attempts',
      );
    },
  },
  {
    title: 'writes nothing at all when one of the events cannot be written',
    async check({operations, events, outbox}) {
      await operations.begin(operation('op_1'), NOW);
      await operations.settle('op_1', '{}', [event('evt_1')], NOW);
      await operations.begin(operation('op_2'), NOW);
      const settling = operations.settle('op_2', '{}', [event('evt_2'), event('evt_1')], NOW);
      await expectRefusal(settling, 'an event id that is taken');
      expectAlike((await operations.find('op_2'))?.settledAt, null, 'the settling');
      expectAlike(
        (await events.list({limit: 10})).map((row) => row.id),
        ['evt_1'],
        'the log',
      );
      expectAlike(
        (await outbox.lease(10, NOW, NOW + 1)).map((row) => row.event.id),
        ['evt_1'],
        'the outbox',
      );
    },
  },
  {
    title: 'keeps the first result and its events when 50 settle the same operation',
    async check({operations, events, outbox}) {
      await operations.begin(operation('op_1'), NOW);
      await race(50, (index) => operations.settle('op_1', `{"by":${index}}`, [event(`evt_${index}`)], NOW + index));
      const [written, ...more] = await events.list({limit: 100});
      expectAlike(more, [], 'further events');
      const result = (await operations.find('op_1'))?.result;
      expectAlike(`{"by":${written?.id.slice(4)}}`, result, 'the result beside its event');
      expectAlike((await outbox.lease(100, NOW + 100, NOW + 200)).length, 1, 'the deliveries');
    },
  },
  {
    title: 'refuses to settle what was never begun, and writes no event',
    async check({operations, events}) {
      await expectRefusal(operations.settle('op_1', '{}', [event('evt_1')], NOW), 'an unknown operation');
      expectAlike(await events.list({limit: 10}), [], 'the log');
    },
  },
  {
    title: 'leases what was begun, not settled and left alone, those first that have waited longest',
    async check({operations}) {
      const lease = {leaseUntil: NOW + 1000};
      for (const [index, id] of ['c', 'a', 'b', 'settled'].entries()) {
        await operations.begin(operation(id, {begunAt: NOW + index, leaseUntil: NOW + 10 + index}), NOW);
      }
      await operations.begin(operation('busy', {leaseUntil: NOW + 21}), NOW);
      await operations.settle('settled', '{}', [], NOW);
      const first = await operations.leaseUnsettled(2, NOW + 20, lease.leaseUntil);
      expectAlike(first.map((row) => row.operationId).sort(), ['a', 'c'], 'the first lease');
      const whole = {...operation('c', {begunAt: NOW, ...lease}), result: null, settledAt: null};
      expectAlike(
        first.find((row) => row.operationId === 'c'),
        whole,
        'a leased row',
      );
      const second = await operations.leaseUnsettled(9, NOW + 20, lease.leaseUntil);
      expectAlike(
        second.map((row) => row.operationId),
        ['b'],
        'the second lease',
      );
      const third = await operations.leaseUnsettled(9, NOW + 1000, NOW + 2000);
      expectAlike(third.length, 4, 'those to be leased once more when all leases are over');
    },
  },
  {
    title: 'leases no unsettled operation to two of 20 callers',
    async check({operations}) {
      await race(60, (index) => operations.begin(operation(`op_${index}`), NOW));
      const leased = await race(20, () => operations.leaseUnsettled(5, NOW + 30_000, NOW + 60_000));
      const ids = leased.flat().map((row) => row.operationId);
      expectAlike([ids.length, new Set(ids).size], [60, 60], 'the rows leased, and the different ones among them');
      expectAlike(
        leased.some((rows) => rows.length > 5),
        false,
        'a lease beyond its limit',
      );
    },
  },
];
