import {beginCases} from './begin-cases.js';
import {expectAlike, expectRefusal, race} from '../expect.js';
import type {StoreCase} from './case.js';
import {begunRow, event, NOW, operation} from './case.js';

/** How a store records writes before and after they are made. */
export const operationCases: StoreCase[] = [
  ...beginCases,
  {
    title: 'finds an operation as it was begun and as it was settled',
    async check({operations}) {
      await operations.begin(operation('op_1'), NOW);
      const begun = begunRow('op_1');
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
    title: 'gives the first row to whoever settles a second time, and writes no further event',
    async check({operations, events}) {
      await operations.begin(operation('op_1'), NOW);
      const first = await operations.settle('op_1', '{"by":1}', [event('evt_1')], NOW + 1);
      expectAlike(first, begunRow('op_1', {result: '{"by":1}', settledAt: NOW + 1}), 'the first answer');
      // The event is one that could not be written again.
      const second = await operations.settle('op_1', '{"by":2}', [event('evt_2'), event('evt_1')], NOW + 2);
      expectAlike(second, first, 'the second answer');
      expectAlike(await operations.find('op_1'), first, 'the row');
      expectAlike(await events.list({limit: 9}), [event('evt_1')], 'the log');
      second.result = 'changed by its holder';
      expectAlike((await operations.find('op_1'))?.result, '{"by":1}', 'the row, of which the store has its own copy');
    },
  },
  {
    title: 'keeps the first result and its events when 50 settle the same operation, and gives all of them that row',
    async check({operations, events, outbox}) {
      await operations.begin(operation('op_1'), NOW);
      const answers = await race(50, (index) =>
        operations.settle('op_1', `{"by":${index}}`, [event(`evt_${index}`)], NOW + index),
      );
      const [written, ...more] = await events.list({limit: 100});
      expectAlike(more, [], 'further events');
      const settled = await operations.find('op_1');
      expectAlike(`{"by":${written?.id.slice(4)}}`, settled?.result, 'the result beside its event');
      expectAlike(
        answers,
        answers.map(() => settled),
        'the answers',
      );
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
      expectAlike(first.map((one) => one.operationId).sort(), ['a', 'c'], 'the first lease');
      const whole = begunRow('c', {begunAt: NOW, ...lease});
      expectAlike(
        first.find((one) => one.operationId === 'c'),
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
    title: 'leases what was noted like what was not, once its lease is over, with what is known of it',
    async check({operations}) {
      await operations.begin(operation('noted', {begunAt: NOW}), NOW);
      await operations.begin(operation('silent', {begunAt: NOW + 1}), NOW);
      await operations.note('noted', '{"state":"checking"}', NOW + 40_000);
      const early = await operations.leaseUnsettled(9, NOW + 39_999, NOW + 50_000);
      const silent = begunRow('silent', {begunAt: NOW + 1, leaseUntil: NOW + 50_000});
      expectAlike(early, [silent], 'before the lease of the noted one is over');
      const noted = begunRow('noted', {result: '{"state":"checking"}', leaseUntil: NOW + 60_000});
      expectAlike(await operations.leaseUnsettled(9, NOW + 40_000, NOW + 60_000), [noted], 'when it is over');
      expectAlike(await operations.leaseUnsettled(9, NOW + 49_999, NOW + 60_000), [], 'while both are leased');
      const again = operation('other', {key: 'key_noted', leaseUntil: NOW + 90_000});
      const answer = await operations.begin(again, NOW + 60_000);
      expectAlike(answer, {state: 'known', operation: noted}, 'to whoever begins it when it is over once more');
    },
  },
  {
    title: 'calls what is leased to be looked at running, to whoever begins it',
    async check({operations}) {
      await operations.begin(operation('op_1', {key: 'key'}), NOW);
      await operations.leaseUnsettled(9, NOW + 30_000, NOW + 60_000);
      const again = operation('op_2', {key: 'key', leaseUntil: NOW + 90_000});
      expectAlike(await operations.begin(again, NOW + 59_999), {state: 'running'}, 'while it is leased');
      const taken = begunRow('op_1', {key: 'key', leaseUntil: NOW + 90_000});
      expectAlike(
        await operations.begin(again, NOW + 60_000),
        {state: 'started', operation: taken},
        'when that is over',
      );
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
