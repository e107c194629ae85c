import {expect} from '@open-wc/testing';
import type {ScenarioName} from '../../src/server/providers/sandbox/index.js';
import {count, findMissing, type Tally} from './tally.js';
import {walk} from './walks.js';

/**
 * Random walks through real portals over a real endpoint, with everything that goes wrong on the way. Timers and clock of
 * the page are the test's own (`page-time.ts`): nothing is waited for that only takes time, and nothing is left out.
 */

/** How many walks of each order there are. The same ones each time, so that one commit has one result; `long.ts` draws others. */
const runs = 20;
const seeds = [20261120, 404, 2_036_818_092];
const scenarios: ScenarioName[] = ['past_due', 'open_invoice'];

describe('Whatever a customer does, in whatever order, and whatever goes wrong meanwhile', () => {
  const all: Tally = new Map();

  for (const scenario of scenarios) {
    for (const seed of seeds) {
      it(`a page says what is so, does each thing once, and comes to rest: ${scenario}, order ${seed}`, async () => {
        const tally = await walk({scenario, seed, runs});
        for (const [what, times] of tally) count(all, what, times);
      }).timeout(120_000);
    }
  }

  it('comes by everything that there is to come by', () => {
    expect(findMissing(all)).to.deep.equal([]);
  });
});
