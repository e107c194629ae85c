import * as fc from 'fast-check';
import {currencies, drawBeginning, drawFirst, drawSteps} from './arbitraries.js';
import {History, type Tally} from './history.js';

/**
 * Random histories of changes, clocks and faults, each with a fixed seed: one commit has one result. `HISTORIES` in the
 * address of the page, such as `?histories=2000&seed=7`, draws more and others.
 */
const asked = new URLSearchParams(globalThis.location?.search ?? '');
const runs = Number(asked.get('histories') ?? 40);
const seed = Number(asked.get('seed') ?? 20_270_131);

const total: Tally = new Map();

describe('random histories of changes, clocks and faults', () => {
  for (const currency of currencies) {
    it(`keep their promises in ${currency.currency}, to the minor unit`, async function () {
      this.timeout(20_000 + runs * 1000);
      const property = fc.asyncProperty(
        drawBeginning(currency),
        drawFirst,
        drawSteps(16),
        async (beginning, first, steps) => {
          const history = await History.open(beginning);
          await history.run({kind: 'start', choice: first, mishap: 'none'});
          for (const step of steps) await history.run(step);
          await history.end();
          for (const [what, times] of history.tally) total.set(what, (total.get(what) ?? 0) + times);
        },
      );
      await fc.assert(property, {seed, numRuns: runs, endOnFailure: true});
    });
  }

  it('have compared a thousand previews with what was charged', () => {
    console.log([...total]);
  });
});
