import {expect} from '@open-wc/testing';
import {currencies} from './arbitraries.js';
import {play} from './play.js';
import type {Tally} from './history.js';

/**
 * Random histories of changes, clocks and faults. The seed is fixed: one commit has one result. More of them, and others, are
 * drawn by `play` with other numbers.
 */
const total: Tally = new Map();

describe('random histories of changes, clocks and faults', () => {
  for (const currency of currencies) {
    it(`keep every promise in ${currency.currency}, to the minor unit`, async function () {
      this.timeout(60_000);
      const tally = await play({currency, seed: 20_270_131, runs: 40});
      for (const [what, times] of tally) total.set(what, (total.get(what) ?? 0) + times);
    });
  }

  it('have compared more than a thousand previews with what was charged', () => {
    expect(total.get('exact')).to.be.greaterThan(1000);
    for (const {currency} of currencies) expect(total.get(`exact ${currency}`), currency).to.be.greaterThan(150);
  });
});
