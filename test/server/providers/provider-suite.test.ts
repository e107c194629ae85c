import {providerSuite} from '../../../src/testing/provider-suite.js';
import {sandboxBench} from './sandbox-bench.js';

describe('The sandbox, through the suite of providers', () => {
  for (const {title, run} of providerSuite(sandboxBench)) it(title, run);
});
