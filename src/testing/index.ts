export type {SuiteCase} from './store-suite.js';
export {storeSuite} from './store-suite.js';
