import {expectAlike} from '../expect.js';
import {addDays, change, readSubscription} from './acts.js';
import {prorated, toPlan} from './asking.js';
import type {Stage} from './bench.js';
import type {ProviderCase} from './case.js';

/** The starts of the next periods, one after the other, each read when it has begun. */
async function readStarts(stage: Stage, count: number): Promise<string[]> {
  const starts: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const end = (await readSubscription(stage)).currentPeriod?.end ?? '';
    await stage.advanceTo(end);
    const {currentPeriod} = await readSubscription(stage);
    expectAlike(currentPeriod?.start, end, 'the beginning of a period, beside the end of the last');
    starts.push(end);
  }
  return starts;
}

const time = 'T09:30:00.000Z';

/** How periods are counted. */
export const dateCases: readonly ProviderCase[] = [
  {
    title: 'bills on the last day of a month that has no 31st, and on the 31st again where there is one',
    situation: 'subscribed',
    at: `2027-01-31${time}`,
    async check(stage) {
      const days = ['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31', '2027-06-30', '2027-07-31', '2027-08-31'];
      expectAlike(
        await readStarts(stage, days.length),
        days.map((day) => day + time),
        'the periods',
      );
    },
  },
  {
    title: 'bills on 29 February in a leap year where the 31st is the day',
    situation: 'subscribed',
    at: `2027-12-31${time}`,
    async check(stage) {
      const days = ['2028-01-31', '2028-02-29', '2028-03-31'];
      expectAlike(
        await readStarts(stage, days.length),
        days.map((day) => day + time),
        'the periods',
      );
    },
  },
  {
    title: 'bills what began on 29 February on the 28th, and on the 29th again in the next leap year',
    situation: 'yearly',
    at: `2028-02-29${time}`,
    async check(stage) {
      const days = ['2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29', '2033-02-28'];
      expectAlike(
        await readStarts(stage, days.length),
        days.map((day) => day + time),
        'the periods',
      );
    },
  },
  {
    title: 'keeps the day of billing where units change in a short month',
    situation: 'subscribed',
    at: `2027-01-31${time}`,
    needs: ['changeQuantity'],
    async check(stage) {
      await readStarts(stage, 1);
      await stage.advanceTo(`2027-03-01${time}`);
      await change(stage, toPlan(stage, 'present', {quantity: 6}));
      const days = ['2027-03-31', '2027-04-30'];
      expectAlike(
        await readStarts(stage, days.length),
        days.map((day) => day + time),
        'the periods',
      );
    },
  },
  {
    title: 'bills on the last day of months to come where a period was begun on a 31st by a change',
    situation: 'subscribed',
    at: `2027-01-05${time}`,
    needs: ['changePlan', 'chooseProration'],
    async check(stage) {
      await stage.advanceTo(`2027-01-31${time}`);
      await change(stage, toPlan(stage, 'higher', {billing: {...prorated, anchor: 'now'}}));
      const days = ['2027-02-28', '2027-03-31'];
      expectAlike(
        await readStarts(stage, days.length),
        days.map((day) => day + time),
        'the periods',
      );
    },
  },
  {
    title: 'bills at the same time of the day, whatever clocks do in summer and winter',
    situation: 'subscribed',
    at: '2027-03-14T01:30:00.000Z',
    async check(stage) {
      const starts = await readStarts(stage, 9);
      expectAlike(new Set(starts.map((at) => at.slice(8))).size, 1, 'the days and times');
    },
  },
  {
    title: 'has done everything that was due when its clock is moved by years at once',
    situation: 'subscribed',
    async check(stage) {
      const taken = await stage.readTaken();
      const {totals, currentPeriod} = await readSubscription(stage);
      await stage.advanceTo(addDays(currentPeriod?.end ?? '', 729));
      const months = 24;
      expectAlike((await stage.readTaken()) - taken, months * totals.total.amount, 'what was taken in two years');
    },
  },
];
