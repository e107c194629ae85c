import {expectAlike, expectTrue} from '../expect.js';
import {change, expectNoEffect, getValue, apply, listInvoices, preview, readSubscription, call} from './acts.js';
import {passTime, toCancel, toPlan, toStart} from './asking.js';
import {unitsAtFirst} from './bench.js';
import type {ProviderCase} from './case.js';

/** How something ends, does not end, and begins. */
export const endingCases: readonly ProviderCase[] = [
  {
    title:
      'goes on until the period is over where it was canceled for then, ends at that moment, and takes nothing more',
    situation: 'subscribed',
    needs: ['cancelAtPeriodEnd'],
    async check(stage) {
      await passTime(stage);
      const end = (await readSubscription(stage)).currentPeriod?.end ?? '';
      const canceled = await change(stage, toCancel(stage, 'period_end'));
      const {status, cancelsAt, endsAt, nextPayment} = canceled;
      expectAlike([status, cancelsAt, endsAt, nextPayment], ['active', end, end, null], 'what is canceled');
      const taken = await stage.readTaken();
      await stage.advanceTo(end);
      const ended = await readSubscription(stage);
      expectAlike([ended.status, ended.endsAt, ended.currentPeriod], ['canceled', end, null], 'what has ended');
      await passTime(stage, 400);
      expectAlike(await stage.readTaken(), taken, 'what was taken afterwards');
    },
  },
  {
    title: 'is as before where a planned end was undone',
    situation: 'subscribed',
    needs: ['cancelAtPeriodEnd', 'undoCancel'],
    async check(stage) {
      await passTime(stage);
      const {subscriptionId} = stage;
      await expectNoEffect(stage, 'an end that was planned and undone', async () => {
        await change(stage, toCancel(stage, 'period_end'));
        await change(stage, {kind: 'undo_cancel', subscriptionId});
      });
    },
  },
  {
    title: 'ends at once where that was wished for, and owes nothing',
    situation: 'subscribed',
    needs: ['cancelImmediately'],
    async check(stage) {
      await passTime(stage);
      const taken = await stage.readTaken();
      const {status, endsAt, nextPayment} = await change(stage, toCancel(stage, 'immediately'));
      expectAlike([status, nextPayment], ['canceled', null], 'what has ended');
      expectTrue(endsAt !== null && endsAt <= stage.now(), `it has ended by now, got ${endsAt}`);
      const open = (await listInvoices(stage)).filter(({amountDue}) => amountDue.amount !== 0);
      expectAlike(open, [], 'what is owed');
      await passTime(stage, 100);
      expectAlike(await stage.readTaken(), taken, 'what was taken afterwards');
    },
  },
  {
    title: 'gives a credit for the rest that is less than what was paid',
    situation: 'subscribed',
    needs: ['previewChange', 'cancelImmediately', 'credit'],
    async check(stage) {
      const paid = await stage.readTaken();
      await passTime(stage);
      const {notes = [], totals} = await preview(stage, toCancel(stage, 'immediately', true));
      const kept = notes.find(({kind}) => kind === 'credit_kept')?.amount?.amount ?? -(totals?.total.amount ?? 0);
      expectTrue(kept > 0 && kept < paid, `a part of ${paid} comes back, got ${kept}`);
      await change(stage, toCancel(stage, 'immediately', true));
    },
  },
  {
    title: 'ends a trial without a charge',
    situation: 'trialing',
    needs: ['cancelAtPeriodEnd'],
    async check(stage) {
      const taken = await stage.readTaken();
      const {endsAt, trialEndsAt} = await change(stage, toCancel(stage, 'period_end'));
      expectAlike(endsAt, trialEndsAt, 'when it ends');
      await passTime(stage, 60);
      expectAlike(
        [(await readSubscription(stage)).status, await stage.readTaken()],
        ['canceled', taken],
        'what is left',
      );
    },
  },
  {
    title: 'begins once more what has ended, in a period from now on',
    situation: 'ended',
    needs: ['previewChange'],
    extras: ['restart'],
    async check(stage) {
      const {subscriptionId} = stage;
      const before = await readSubscription(stage);
      const done = await change(stage, {kind: 'restart', subscriptionId});
      const what = ({items}: typeof done) => items.map(({priceId, quantity}) => ({priceId, quantity}));
      expectAlike(what(done), what(before), 'what it is');
      expectAlike([done.status, done.cancelsAt, done.endsAt], ['active', null, null], 'that it goes on');
      expectAlike(done.currentPeriod?.start, stage.now(), 'when its period begins');
    },
  },
  {
    title: 'starts another subscription beside one that there is, and leaves that alone',
    situation: 'subscribed',
    needs: ['previewChange'],
    extras: ['start'],
    async check(stage) {
      await passTime(stage);
      const before = await readSubscription(stage);
      const done = getValue(await apply(stage, toStart(stage)), 'a start');
      expectTrue(done.id !== before.id, 'it is another subscription');
      expectAlike([done.status, done.startedAt, done.currentPeriod?.start], ['active', stage.now(), stage.now()], 'it');
      expectAlike([done.items[0]?.priceId, done.items[0]?.quantity], [stage.prices.present, unitsAtFirst], 'its plan');
      expectAlike(await readSubscription(stage), before, 'the one that there was');
      const rows = await stage.provider.listSubscriptions(stage.customerId, call);
      expectAlike(rows.length, 2, 'the subscriptions');
    },
  },
  {
    title: 'is not changed by a planned end that was undone before another plan',
    situation: 'subscribed',
    needs: ['cancelAtPeriodEnd', 'undoCancel', 'changePlan'],
    async check(stage) {
      const {subscriptionId} = stage;
      await change(stage, toCancel(stage, 'period_end'));
      await change(stage, {kind: 'undo_cancel', subscriptionId});
      const {cancelsAt, endsAt, items} = await change(stage, toPlan(stage, 'higher'));
      expectAlike([cancelsAt, endsAt, items[0]?.priceId], [null, null, stage.prices.higher], 'what it is');
    },
  },
];
