import {memoryStore} from '../../../src/server/stores/memory.js';
import {storeSuite} from '../../../src/testing/store-suite.js';

describe('The memory store', () => {
  for (const {title, run} of storeSuite(async () => memoryStore())) it(title, run);
});
