import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {createSite} from '../../src/node/site.js';
import {createEndpoint} from '../support/endpoint.js';

describe('The site of the start command', () => {
  const site = createSite(createEndpoint());

  it('lets nobody keep that a file is not there, such as a chunk while it is built anew', async () => {
    for (const path of ['/chunks/view-4Q7XJ2KD.js', '/nothing.js']) {
      const {status, headers} = await site.request(path);
      assert.deepEqual({status, kept: headers.get('cache-control')}, {status: 404, kept: 'no-store'}, path);
    }
  });
});
