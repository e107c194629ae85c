import type {Bench} from './provider/bench.js';
import {isStageable, usualStart, type ProviderCase} from './provider/case.js';
import {catalogCases} from './provider/catalog-cases.js';
import {dateCases} from './provider/date-cases.js';
import {endingCases} from './provider/ending-cases.js';
import {invoiceCases} from './provider/invoice-cases.js';
import {keyCases} from './provider/key-cases.js';
import {pauseCases} from './provider/pause-cases.js';
import {paymentCases} from './provider/payment-cases.js';
import {planCases} from './provider/plan-cases.js';
import {previewCases} from './provider/preview-cases.js';
import {readBackCases} from './provider/read-back-cases.js';
import {readCases} from './provider/read-cases.js';
import {refusalCases} from './provider/refusal-cases.js';
import {usageCases} from './provider/usage-cases.js';
import type {SuiteCase} from './suite-case.js';

const allCases: readonly ProviderCase[] = [
  ...readCases,
  ...catalogCases,
  ...invoiceCases,
  ...previewCases,
  ...keyCases,
  ...paymentCases,
  ...planCases,
  ...pauseCases,
  ...endingCases,
  ...refusalCases,
  ...readBackCases,
  ...dateCases,
  ...usageCases,
];

/**
 * The behaviour that the server relies on, case by case, for anyone who writes a provider: what is shown before a change
 * is what is charged, nothing is done twice, and nothing is done that is not paid. Cases about what the bench cannot
 * stage, or the provider says that it cannot do, are left out. It runs under Node and in a page.
 */
export function providerSuite(bench: Bench): SuiteCase[] {
  const cases = allCases.filter((one) => isStageable(bench, one));
  return cases.map(({title, situation, at = usualStart, check}) => ({
    title,
    async run() {
      const stage = await bench.open({situation, at});
      try {
        await check(stage);
      } finally {
        await stage.close();
      }
    },
  }));
}
