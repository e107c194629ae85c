export type {Bench, BenchPrices, BenchRequest, ExtraName, SituationName, Stage} from './provider/bench.js';
export {balanceAtFirst, extraNames, situationNames, unitsAtFirst} from './provider/bench.js';
export {providerSuite} from './provider-suite.js';
export {storeSuite} from './store-suite.js';
export type {SuiteCase} from './suite-case.js';
