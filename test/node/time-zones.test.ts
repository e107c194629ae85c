import {deepEqual, equal} from 'node:assert/strict';
import {describe, it} from 'node:test';
import * as fc from 'fast-check';
import {currencies, drawBeginning, drawFirst, drawSteps} from '../server/property/arbitraries.js';
import {History} from '../server/property/history.js';

/** Half hours, quarters of an hour, a day ahead, and clocks that are changed in spring, in autumn, and by half an hour. */
const zones = [
  'UTC',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Europe/Berlin',
  'Africa/Cairo',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
] as const;

/** The same histories each time, and how the provider stands after each. */
async function play(): Promise<string[]> {
  const drawn = currencies.flatMap((currency, index) =>
    fc.sample(fc.tuple(drawBeginning(currency), drawFirst, drawSteps(16)), {seed: 2902 + index, numRuns: 1}),
  );
  const ends: string[] = [];
  for (const [beginning, first, steps] of drawn) {
    const history = await History.open(beginning, first);
    for (const step of steps) await history.run(step);
    await history.end();
    ends.push(history.snapshot());
  }
  return ends;
}

describe('the time zone that the machine is in', () => {
  it('is another one when it is told so, or these tests would tell nothing', () => {
    const offsets = zones.map((zone) => {
      process.env['TZ'] = zone;
      return new Date('2027-07-01T00:00:00.000Z').getTimezoneOffset();
    });
    equal(new Set(offsets).size, zones.length);
  });

  it('makes no difference to what is charged, and when', async () => {
    process.env['TZ'] = 'UTC';
    const ends = await play();
    for (const zone of zones) {
      process.env['TZ'] = zone;
      deepEqual(await play(), ends, zone);
    }
  });
});
