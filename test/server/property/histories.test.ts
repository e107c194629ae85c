import {expect} from '@open-wc/testing';
import {currencies} from './arbitraries.js';
import {play} from './play.js';
import type {Tally} from './history.js';

/** Random histories. The seed is fixed: one commit has one result; `long.ts` plays more of them. */
const total: Tally = new Map();

describe('random histories of changes, clocks and faults', () => {
  for (const [index, currency] of currencies.entries()) {
    it(`keep every promise in ${currency.currency}, to the minor unit`, async function () {
      this.timeout(60_000);
      const tally = await play({currency, seed: 20_270_131 + index, runs: 45});
      expect(tally.get('compared'), 'changes that were compared').to.be.greaterThan(200);
      for (const [what, times] of tally) total.set(what, (total.get(what) ?? 0) + times);
    });
  }

  it('have compared more than a thousand previews with what was taken, and come past everything else', () => {
    expect(total.get('compared')).to.be.greaterThan(1000);
    expect(total.get('estimates'), 'previews that were no promise').to.equal(undefined);
    const things = ['plan', 'start', 'pause', 'unpause', 'cancel', 'undo_cancel', 'withdraw_pending', 'restart'];
    const others = ['renewals', 'refused', 'paid', 'credited', 'declined', 'lost', 'passed', 'failed', 'stale'];
    for (const what of [...things.map((thing) => `did ${thing}`), ...others]) {
      expect(total.get(what) ?? 0, what).to.be.greaterThan(5);
    }
  });
});
