import type {Meter} from '../../contract/usage.js';
import type {UsageQuery} from '../../server/ports/provider.js';
import {expectAlike, expectTrue} from '../expect.js';
import {call, change, expectNoEffect, getVerb, preview, readSubscription} from './acts.js';
import {passTime, toCancel, toPause} from './asking.js';
import type {Stage} from './bench.js';
import type {ProviderCase} from './case.js';

const readUsage = (stage: Stage, query: Partial<UsageQuery> = {}, customerId = stage.customerId) =>
  getVerb(stage, 'readUsage')(customerId, {grain: 'day', ...query}, call);

async function readMeters(stage: Stage, query: Partial<UsageQuery> = {}): Promise<Meter[]> {
  const meters = await readUsage(stage, query);
  if (meters === null) throw new Error('the usage of its own subscription is not found');
  return meters;
}

/** The points are of the period, in order, none to come, and come to what was used. */
function expectPoints({id, points, used, period, aggregation}: Meter, now: string): void {
  const times = points.map(({at}) => at);
  expectAlike(times, [...new Set(times)].sort(), `the times of "${id}", each once and in order`);
  const isWithin = times.every((at) => at < period.end && at <= now);
  expectTrue(isWithin, `the points of "${id}" are of its period, and none is to come`);
  const total = points.reduce((all, {value}) => all + value, 0);
  const last = points.at(-1)?.value ?? 0;
  const counted = aggregation === 'sum' ? total : last;
  expectTrue(Math.abs(counted - used) < 1e-6, `the points of "${id}" come to what was used, ${used}, got ${counted}`);
}

/** What is counted. */
export const usageCases: readonly ProviderCase[] = [
  {
    title: 'counts the same by the day and by the month, and its points come to what was used',
    situation: 'metered',
    needs: ['usage'],
    async check(stage) {
      await passTime(stage);
      const [byDay, byMonth] = [await readMeters(stage), await readMeters(stage, {grain: 'month'})];
      expectTrue(byDay.length > 0, 'something is counted');
      for (const meter of [...byDay, ...byMonth]) expectPoints(meter, stage.now());
      const total = (meters: Meter[]) => meters.map(({id, used, cost}) => ({id, used, cost}));
      expectAlike(total(byMonth), total(byDay), 'what was used, by the month');
    },
  },
  {
    title: 'counts in the present period where none is named, and tells no less at its end than by now',
    situation: 'metered',
    needs: ['usage'],
    async check(stage) {
      await passTime(stage);
      const {currentPeriod} = await readSubscription(stage);
      for (const {id, period, used, projected, aggregation, subscriptionId} of await readMeters(stage)) {
        expectTrue(used >= 0, `nothing below zero is used of "${id}"`);
        if (subscriptionId === stage.subscriptionId) expectAlike(period, currentPeriod, `the period of "${id}"`);
        const isLess = aggregation === 'sum' && projected !== null && projected < used;
        expectTrue(!isLess, `"${id}" will be no less than ${used}, got ${projected}`);
      }
    },
  },
  {
    title: 'counts in a span that is asked for, and projects nothing that is over',
    situation: 'metered',
    needs: ['usage'],
    async check(stage) {
      const from = stage.now();
      await passTime(stage, 10);
      const to = stage.now();
      await passTime(stage, 10);
      for (const meter of await readMeters(stage, {from, to})) {
        expectAlike([meter.period, meter.projected], [{start: from, end: to}, null], `the span of "${meter.id}"`);
        expectPoints(meter, stage.now());
      }
    },
  },
  {
    title: 'counts what is asked for by name, and nothing of others',
    situation: 'metered',
    needs: ['usage'],
    async check(stage) {
      const [first] = await readMeters(stage);
      const meter = first?.id ?? '';
      expectAlike([...new Set((await readMeters(stage, {meter})).map(({id}) => id))], [meter], 'the meters');
      const {subscriptionId, stranger} = stage;
      const ofOthers = await readUsage(stage, {subscriptionId: stranger.subscriptionId});
      expectAlike(ofOthers, null, "the usage of another's subscription");
      expectAlike(await readUsage(stage, {subscriptionId}, stranger.customerId), null, 'what another is told');
    },
  },
  ...[
    {what: 'an end', needs: 'cancelAtPeriodEnd' as const, ask: (stage: Stage) => toCancel(stage, 'period_end')},
    {what: 'a pause', needs: 'pause' as const, ask: (stage: Stage) => toPause(stage, 'period_end', null)},
  ].map(({what, needs, ask}): ProviderCase => ({
    title: `says it beforehand where what was counted is charged with ${what} with the period`,
    situation: 'metered',
    needs: ['usage', 'previewChange', needs],
    async check(stage) {
      await passTime(stage);
      const end = (await readSubscription(stage)).currentPeriod?.end ?? '';
      const {notes = [], next} = await preview(stage, ask(stage));
      await change(stage, ask(stage));
      const taken = await stage.readTaken();
      await stage.advanceTo(end);
      const isTold = next?.at === end || notes.some(({kind}) => kind === 'usage_charged');
      const more = (await stage.readTaken()) - taken;
      expectTrue(isTold || more === 0, `nothing is taken that was not told, got ${more}`);
    },
  })),
  {
    title: 'counts nothing by reading',
    situation: 'metered',
    needs: ['usage'],
    async check(stage) {
      const first = await expectNoEffect(stage, 'reading usage', () => readMeters(stage));
      expectAlike(await readMeters(stage), first, 'the usage a second time');
    },
  },
];
