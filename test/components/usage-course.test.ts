import {expect} from '@open-wc/testing';
import {toCourse, toRest, toSpans} from '../../src/components/usage-meters/usage-course.js';
import {toBars, toLabelled, toScale} from '../../src/components/usage-meters/usage-scale.js';
import type {Meter} from '../../src/contract/usage.js';

const meter = (change: Partial<Meter>): Meter => ({
  id: 'calls',
  name: 'Calls',
  unit: null,
  subscriptionId: null,
  period: {start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z'},
  aggregation: 'sum',
  used: 0,
  limit: 100,
  beyondLimit: 'blocked',
  unitPrice: null,
  cost: null,
  projected: null,
  projectedCost: null,
  resetsAt: null,
  grain: 'day',
  points: [],
  ...change,
});
const asOf = '2026-11-20T10:42:00.000Z';
const dates = (given: Meter, options = {asOf}): string[] =>
  toCourse(given, options).slots.map(({at}) => at.slice(0, 10));

describe('A course', () => {
  it('has a slot for each day, and for what no point speaks of there was no use', () => {
    const at = (day: string): string => `2026-11-${day}T00:00:00.000Z`;
    const points = [
      {at: at('02'), value: 0.1},
      {at: at('04'), value: 0.2},
      {at: at('04'), value: 0.4},
    ];
    const {slots, today} = toCourse(meter({points}), {asOf});
    expect(slots).to.have.length(30);
    expect(today).to.equal(19);
    expect(slots.slice(0, 5).map(({height}) => height)).to.deep.equal([0, 0.1, 0.1, 0.7, 0.7]);
    expect(slots[20]?.height).to.equal(null);
  });

  it('ends where it is projected to, in even steps', () => {
    const points = [{at: '2026-11-01T00:00:00.000Z', value: 50}];
    const {slots} = toCourse(meter({points, used: 50, projected: 100}), {asOf});
    expect(slots.slice(20).map(({projected}) => projected)).to.deep.equal([55, 60, 65, 70, 75, 80, 85, 90, 95, 100]);
  });

  it('shows on its last day what is still to come of it', () => {
    const late = {asOf: '2026-11-30T20:00:00.000Z'};
    const points = [{at: '2026-11-30T00:00:00.000Z', value: 50}];
    const course = toCourse(meter({points, used: 50, projected: 60}), late);
    expect(course.slots.at(-1)?.projected).to.equal(60);
    expect(toRest(course)).to.deep.equal({value: 10, sum: 60});
  });

  it('is never projected to less than there is', () => {
    const points = [{at: '2026-11-01T00:00:00.000Z', value: 50}];
    const course = toCourse(meter({points, used: 50, projected: 40}), {asOf});
    expect(course.slots.every(({projected}) => projected === null)).to.equal(true);
    expect(toRest(course)).to.equal(undefined);
  });

  it('takes a period that begins within a day from that day on', () => {
    const period = {start: '2026-11-14T10:42:00.000Z', end: '2026-11-17T10:42:00.000Z'};
    expect(dates(meter({period}))).to.deep.equal(['2026-11-14', '2026-11-15', '2026-11-16', '2026-11-17']);
  });

  it('counts months from the day on which the span begins, the 31st too', () => {
    const period = {start: '2026-01-31T00:00:00.000Z', end: '2026-05-31T00:00:00.000Z'};
    const points = [
      {at: '2026-01-31T00:00:00.000Z', value: 1},
      {at: '2026-02-28T00:00:00.000Z', value: 2},
      {at: '2026-03-31T00:00:00.000Z', value: 3},
      {at: '2026-04-30T00:00:00.000Z', value: 4},
    ];
    const given = meter({period, points, grain: 'month', aggregation: 'last'});
    expect(dates(given)).to.deep.equal(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
    expect(toCourse(given, {asOf}).slots.map(({height}) => height)).to.deep.equal([1, 2, 3, 4]);
  });

  it('in weeks adds up to what was used, whatever the length of the last one', () => {
    const points = Array.from({length: 20}, (_, index) => ({
      at: new Date(Date.UTC(2026, 10, index + 1)).toISOString(),
      value: index + 0.1,
    }));
    const spans = toSpans(toCourse(meter({points}), {asOf}));
    expect(spans.map(({first, last}) => [first.at.slice(8, 10), last.at.slice(8, 10)])).to.deep.equal([
      ['01', '07'],
      ['08', '14'],
      ['15', '20'],
    ]);
    expect(spans.reduce((sum, {value}) => sum + (value ?? 0), 0)).to.be.closeTo(192, 1e-9);
    expect(spans.at(-1)?.sum).to.equal(192);
  });

  it('of a level is what was there last, and nothing where nothing is known', () => {
    const points = [{at: '2026-11-03T00:00:00.000Z', value: 7}];
    const course = toCourse(meter({points, aggregation: 'last'}), {asOf});
    expect(toSpans(course).map(({value, sum}) => [value, sum])).to.deep.equal([
      [7, null],
      [null, null],
      [null, null],
    ]);
  });

  it('ends somewhere, however long the span is', () => {
    const period = {start: '1970-01-01T00:00:00.000Z', end: '2970-01-01T00:00:00.000Z'};
    expect(toCourse(meter({period}), {asOf}).slots).to.have.length(400);
  });
});

describe('A scale', () => {
  const scaleOf = (values: number[], limit: number | null) =>
    toScale({limit, slots: values.map((height) => ({at: '', end: '', own: height, height, projected: null}))});

  it('has lines at round numbers, and none of them above a limit that is high up', () => {
    expect(scaleOf([1842, 2763], 2000)).to.deep.equal({top: 2763, ticks: [0, 500, 1000, 1500], limit: 2000});
    expect(scaleOf([3, 4], 4).ticks).to.deep.equal([0, 1, 2, 3]);
    expect(scaleOf([0.3], null).ticks).to.deep.equal([0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]);
  });

  it('holds whatever there is', () => {
    for (const values of [[0], [1e15], [1e-9], [-5, 0], [0.1, 9e9]]) {
      const {top, ticks} = scaleOf(values, null);
      expect(top).to.be.greaterThan(0);
      expect(ticks.length).to.be.within(1, 12);
      expect(ticks.every(Number.isFinite)).to.equal(true);
    }
  });

  it('stands bars side by side, none of them out of the picture', () => {
    const slots = [5, -3, 12].map((height) => ({at: '', end: '', own: height, height, projected: null}));
    const bars = toBars({slots, isCumulative: false}, toScale({slots, limit: 10}));
    expect(bars.map(({kind, index}) => [kind, index])).to.deep.equal([
      ['used', 0],
      ['used', 2],
      ['used above', 2],
    ]);
    for (const {x, width, y, height} of bars) {
      expect(x + width).to.be.within(0, 100);
      expect(y).to.be.within(0, 100);
      expect(y + height).to.be.at.most(100.01);
    }
  });

  it('labels some days, and today', () => {
    expect(toLabelled(30, 19)).to.deep.equal([0, 4, 9, 14, 19, 24, 29]);
    expect(toLabelled(30, 0)).to.deep.equal([0, 4, 9, 14, 19, 24, 29]);
    expect(toLabelled(30, 1)).to.deep.equal([1, 4, 9, 14, 19, 24, 29]);
    expect(toLabelled(12, -1)).to.deep.equal([0, 2, 4, 6, 8, 10]);
    expect(toLabelled(1, 0)).to.deep.equal([0]);
    expect(toLabelled(365, -1).length).to.be.within(4, 8);
  });
});
