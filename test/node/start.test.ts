import assert from 'node:assert/strict';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {it} from 'node:test';
import {startSandbox} from '../../src/node/start.js';

it('A sandbox that finds its port taken touches no file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'billing-start-'));
  const options = {host: 'localhost', reset: true, log: () => undefined};
  const first = await startSandbox({...options, port: 0, folder: join(folder, 'first')});
  const port = Number(new URL(first.url).port);
  try {
    await assert.rejects(startSandbox({...options, port, folder: join(folder, 'second')}), {code: 'EADDRINUSE'});
    assert.deepEqual(await readdir(folder), ['first']);
  } finally {
    await first.close();
    await rm(folder, {recursive: true});
  }
});
