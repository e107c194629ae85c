import {expectAlike, expectTrue} from '../expect.js';
import {addDays, change, expectNoEffect, readSubscription} from './acts.js';
import {passTime, toPause, toWithdrawal} from './asking.js';
import type {Stage} from './bench.js';
import type {ProviderCase} from './case.js';

const needs = ['pause', 'pauseUntil'] as const;

const unpause = ({subscriptionId}: Stage) => ({kind: 'unpause', subscriptionId}) as const;

/** How something is paused, and goes on. */
export const pauseCases: readonly ProviderCase[] = [
  {
    title: 'takes nothing during a pause, and goes on by itself when it is over',
    situation: 'subscribed',
    needs,
    async check(stage) {
      await passTime(stage);
      const until = addDays(stage.now(), 75);
      const paused = await change(stage, toPause(stage, 'immediately', until));
      expectAlike([paused.status, paused.resumesAt], ['paused', until], 'a pause');
      const taken = await stage.readTaken();
      await stage.advanceTo(addDays(until, -0.001));
      expectAlike(await stage.readTaken(), taken, 'what was taken during the pause');
      expectAlike((await readSubscription(stage)).status, 'paused', 'the status until then');
      await stage.advanceTo(until);
      const {status, pausedAt, resumesAt, currentPeriod} = await readSubscription(stage);
      expectAlike({status, pausedAt, resumesAt}, {status: 'active', pausedAt: null, resumesAt: null}, 'going on');
      const isIn = currentPeriod !== null && currentPeriod.start <= until && until < currentPeriod.end;
      expectTrue(isIn, 'the period in which it goes on holds that moment');
    },
  },
  {
    title: 'is paused for years where nobody ends it, and takes nothing',
    situation: 'subscribed',
    needs: ['pause'],
    async check(stage) {
      await passTime(stage);
      await change(stage, toPause(stage, 'immediately', null));
      const taken = await stage.readTaken();
      await passTime(stage, 800);
      const {status, nextPayment, nextBillingAt} = await readSubscription(stage);
      expectAlike(
        {status, nextPayment, nextBillingAt},
        {status: 'paused', nextPayment: null, nextBillingAt: null},
        'it',
      );
      expectAlike(await stage.readTaken(), taken, 'what was taken');
    },
  },
  {
    title: 'goes on until the period is over where a pause waits for that',
    situation: 'subscribed',
    needs,
    async check(stage) {
      await passTime(stage);
      const end = (await readSubscription(stage)).currentPeriod?.end ?? '';
      const until = addDays(end, 30);
      const planned = await change(stage, toPause(stage, 'period_end', until));
      expectAlike([planned.status, planned.pausesAt, planned.resumesAt], ['active', end, until], 'a planned pause');
      expectAlike([planned.pendingChange?.kind, planned.pendingChange?.at], ['pause', end], 'what is planned');
      const taken = await stage.readTaken();
      await stage.advanceTo(end);
      const paused = await readSubscription(stage);
      expectAlike([paused.status, paused.pausedAt, paused.pausesAt], ['paused', end, null], 'the pause');
      expectAlike(await stage.readTaken(), taken, 'what was taken when it began');
    },
  },
  {
    title: 'is as before where a planned pause was withdrawn',
    situation: 'subscribed',
    needs: ['pause'],
    async check(stage) {
      await passTime(stage);
      await expectNoEffect(stage, 'a pause that was planned and withdrawn', async () => {
        await change(stage, toPause(stage, 'period_end', null));
        await change(stage, toWithdrawal(stage));
      });
    },
  },
  {
    title: 'goes on at once where a pause is ended',
    situation: 'paused',
    needs: ['pause'],
    async check(stage) {
      const {status, pausedAt, resumesAt, currentPeriod} = await change(stage, unpause(stage));
      expectAlike({status, pausedAt, resumesAt}, {status: 'active', pausedAt: null, resumesAt: null}, 'going on');
      const now = stage.now();
      expectTrue(currentPeriod !== null && currentPeriod.start <= now && now < currentPeriod.end, 'a period holds now');
    },
  },
  {
    title: 'charges no time a second time that was paid for before a pause',
    situation: 'subscribed',
    needs: ['previewChange', 'pause'],
    async check(stage) {
      const before = await stage.readTaken();
      await passTime(stage, 1);
      await change(stage, toPause(stage, 'immediately', null));
      await passTime(stage, 1);
      await change(stage, unpause(stage));
      const {totals} = await readSubscription(stage);
      const more = (await stage.readTaken()) - before;
      // A day of it was used, and what was not can be a credit or go on; a month is never paid twice.
      expectTrue(more <= totals.total.amount / 10, `a pause of a day costs a day at most, got ${more}`);
    },
  },
];
