import type {Store} from '../server/ports/store.js';
import {REALM} from './store/case.js';
import {deliveryCases} from './store/delivery-cases.js';
import {operationCases} from './store/operation-cases.js';
import {realmCases} from './store/realm-cases.js';
import {recordCases} from './store/record-cases.js';
import {tokenCases} from './store/token-cases.js';
import type {SuiteCase} from './suite-case.js';

/**
 * The behaviour that the server relies on, case by case, for anyone who writes a store. `open` gives a new store with
 * nothing in it each time; every case migrates it, uses it from up to 200 callers at once and closes it. It runs under
 * Node and in a page.
 */
export function storeSuite(open: () => Promise<Store>): SuiteCase[] {
  const cases = [...tokenCases, ...operationCases, ...recordCases, ...deliveryCases, ...realmCases];
  return cases.map(({title, check}) => ({
    title,
    async run() {
      const store = await open();
      try {
        await store.migrate();
        await check(store.realm(REALM), store);
      } finally {
        await store.close();
      }
    },
  }));
}
