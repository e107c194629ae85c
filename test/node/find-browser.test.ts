import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {it} from 'node:test';

it('A program that only has the name of a browser is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'billing-browser-'));
  const stub = join(folder, 'chromium');
  await writeFile(stub, '#!/bin/sh\nexit 1\n', {mode: 0o755});
  const {CHROME_PATH: _named, ...env} = process.env;
  const {status} = spawnSync(stub, ['--version']);
  const code = `import {findBrowser} from './scripts/find-browser.mjs'; console.log((await findBrowser()).path)`;
  const {stdout} = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    env: {...env, CHROME_PATH: '', LIGHTHOUSE_CHROMIUM_PATH: stub, PATH: [folder, env['PATH']].join(delimiter)},
    encoding: 'utf8',
  });
  await rm(folder, {recursive: true});
  assert.equal(status, 1);
  assert.notEqual(stdout.trim(), stub);
});
