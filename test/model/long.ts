import type {ScenarioName} from '../../src/server/providers/sandbox/index.js';
import {walk} from './walks.js';

/** Walks of each order, and orders of each scenario: as many as there is time for. */
const runs = 100;
const orders = 20;
const scenarios: ScenarioName[] = ['past_due', 'open_invoice', 'active', 'paused', 'change_pending'];

/** Not part of an ordinary run; see `long.config.mjs`. */
describe('Whatever a customer does, in very many orders', () => {
  const first = Date.now() % 2 ** 30;
  for (let order = 0; order < orders; order++) {
    for (const scenario of scenarios) {
      it(`${scenario}, order ${first + order}`, async () => {
        // Every second order is one of changes above all.
        await walk({scenario, seed: first + order, runs, changes: order % 2 === 0 ? 14 : 1});
      }).timeout(30 * 60_000);
    }
  }
});
