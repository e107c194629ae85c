import {expect} from '@open-wc/testing';
import type {ScenarioName} from '../../src/server/providers/sandbox/index.js';
import {count, expectedOfChanges, findMissing, type Tally} from './tally.js';
import {walk} from './walks.js';

/** As `walks.test.ts`, where subscriptions are changed above all: plans, seats, pauses, and what takes them back. */
const runs = 12;
const orders: [scenario: ScenarioName, seed: number][] = [
  ['active', 20261120],
  ['active', 405],
  ['paused', 405],
  ['change_pending', 405],
  ['cancels_soon', 405],
];

describe('Whatever a customer changes, in whatever order, and whatever goes wrong meanwhile', () => {
  const all: Tally = new Map();

  for (const [scenario, seed] of orders) {
    it(`a page says what is so, changes each thing once, and comes to rest: ${scenario}, order ${seed}`, async () => {
      const tally = await walk({scenario, seed, runs, changes: 14});
      for (const [what, times] of tally) count(all, what, times);
    }).timeout(120_000);
  }

  it('comes by everything that there is to come by', () => {
    expect(findMissing(all, expectedOfChanges)).to.deep.equal([]);
  });
});
