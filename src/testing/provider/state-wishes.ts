import {addDays, change} from './acts.js';
import {passTime, toCancel, toPause, toPlan, toStart, toWithdrawal, withNextPeriod} from './asking.js';
import type {Wish} from './wish.js';

const schedule = ['previewChange', 'changePlan', 'scheduleChange'] as const;
const pauses = ['previewChange', 'pause'] as const;
const cancels = ['previewChange', 'cancelAtPeriodEnd'] as const;
const ends = ['previewChange', 'cancelImmediately'] as const;

/** Breaks, ends and beginnings. */
export const stateWishes: readonly Wish[] = [
  {
    name: 'a pause at once, with an end',
    situation: 'subscribed',
    needs: [...pauses, 'pauseUntil'],
    ask: (stage) => toPause(stage, 'immediately', addDays(stage.now(), 61)),
  },
  {
    name: 'a pause at once, without an end',
    situation: 'subscribed',
    needs: pauses,
    ask: (stage) => toPause(stage, 'immediately', null),
  },
  {
    name: 'a pause from the end of the period on',
    situation: 'subscribed',
    needs: [...pauses, 'pauseUntil'],
    ask: (stage) => toPause(stage, 'period_end', addDays(stage.now(), 91)),
  },
  {
    name: 'going on after a pause',
    situation: 'paused',
    needs: pauses,
    costs: true,
    ask: ({subscriptionId}) => ({kind: 'unpause', subscriptionId}),
  },
  {
    name: 'withdrawing a pause that is planned',
    situation: 'subscribed',
    needs: pauses,
    async prepare(stage) {
      await passTime(stage);
      await change(stage, toPause(stage, 'period_end', null));
    },
    ask: toWithdrawal,
  },
  {
    name: 'withdrawing a plan that is planned',
    situation: 'subscribed',
    needs: schedule,
    async prepare(stage) {
      await passTime(stage);
      await change(stage, toPlan(stage, 'lower', {billing: withNextPeriod}));
    },
    ask: toWithdrawal,
  },
  {
    name: 'an end with the period',
    situation: 'subscribed',
    needs: cancels,
    ask: (stage) => toCancel(stage, 'period_end'),
  },
  {
    name: 'going on in place of a planned end',
    situation: 'subscribed',
    needs: [...cancels, 'undoCancel'],
    async prepare(stage) {
      await passTime(stage);
      await change(stage, toCancel(stage, 'period_end'));
    },
    ask: ({subscriptionId}) => ({kind: 'undo_cancel', subscriptionId}),
  },
  {
    name: 'an end at once, with nothing back',
    situation: 'subscribed',
    needs: ends,
    ask: (stage) => toCancel(stage, 'immediately'),
  },
  {
    name: 'an end at once, with a credit for the rest',
    situation: 'subscribed',
    needs: [...ends, 'credit'],
    ask: (stage) => toCancel(stage, 'immediately', true),
  },
  {
    name: 'a fifth less for three months',
    situation: 'subscribed',
    needs: ['previewChange', 'discount'],
    ask: ({subscriptionId}) => ({kind: 'discount', subscriptionId, discount: {percent: '20', months: 3}}),
  },
  {
    name: 'a longer trial',
    situation: 'trialing',
    needs: ['previewChange'],
    extras: ['extend_trial'],
    prepare: (stage) => passTime(stage, 5),
    ask: ({subscriptionId, now}) => ({kind: 'extend_trial', subscriptionId, until: addDays(now(), 20)}),
  },
  {
    name: 'what has ended once more',
    situation: 'ended',
    extras: ['restart'],
    needs: ['previewChange'],
    costs: true,
    ask: ({subscriptionId}) => ({kind: 'restart', subscriptionId}),
  },
  {
    name: 'a first subscription',
    situation: 'nothing',
    extras: ['start'],
    needs: ['previewChange'],
    costs: true,
    repeats: true,
    ask: toStart,
  },
];
