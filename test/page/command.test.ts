import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {after, before, describe, it} from 'node:test';
import type {CreatedSession, PortalAnswer} from '../../src/contract/portal.js';
import {createFolder, runJson, startCommand, type StartedCommand} from './running.js';

let folder: Awaited<ReturnType<typeof createFolder>>;

before(async () => {
  folder = await createFolder();
});

after(() => folder.remove());

/** Runs the command for as long as it is used. */
async function whileRunning<T>(args: string[], use: (command: StartedCommand) => Promise<T>): Promise<T> {
  const command = await startCommand(folder.path, ...args);
  try {
    return await use(command);
  } finally {
    await command.stop();
  }
}

async function mint(command: StartedCommand): Promise<CreatedSession> {
  return (await runJson(command.curl)) as CreatedSession;
}

async function readPortal({endpoint}: StartedCommand, token: string): Promise<Response> {
  return fetch(`${endpoint}/v1/portal`, {headers: {Authorization: `Bearer ${token}`}});
}

async function readInterval(command: StartedCommand): Promise<string | undefined> {
  const {sessionToken} = await mint(command);
  const {subscriptions} = (await (await readPortal(command, sessionToken)).json()) as PortalAnswer;
  return subscriptions?.[0]?.interval.unit;
}

describe('the start command', {timeout: 180_000}, () => {
  it('begins with the scenario that is named, and goes on with it the next time', async () => {
    assert.equal(await whileRunning(['--scenario', 'yearly'], readInterval), 'year');
    assert.equal(await whileRunning([], readInterval), 'year');
  });

  it('keeps its key and its sessions, as everything else that is in the file', async () => {
    const first = await whileRunning([], async (command) => ({key: command.apiKey, ...(await mint(command))}));
    const second = await whileRunning([], async (command) => ({
      key: command.apiKey,
      status: (await readPortal(command, first.sessionToken)).status,
    }));
    assert.deepEqual(second, {key: first.key, status: 200});
  });

  it('forgets what was kept when it is reset, but for the key', async () => {
    const first = await whileRunning([], async (command) => ({key: command.apiKey, ...(await mint(command))}));
    await whileRunning(['--reset'], async (command) => {
      assert.equal(command.apiKey, first.key);
      assert.equal((await readPortal(command, first.sessionToken)).status, 401);
      assert.equal(await readInterval(command), 'month');
    });
  });

  it('says what it can begin with where the scenario is none', () => {
    const {status, stderr} = spawnSync(process.execPath, ['dist/node/command.js', 'start', '--scenario', 'nothing'], {
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stderr, /There is no scenario "nothing"/);
    assert.match(stderr, /^ {2}active /m);
  });

  it('says so where the port is taken', async () => {
    await whileRunning([], async ({origin}) => {
      const {status, stderr} = spawnSync(process.execPath, ['dist/node/command.js', 'start', '--data', folder.path], {
        encoding: 'utf8',
        env: {...process.env, PORT: new URL(origin).port},
      });
      assert.equal(status, 1);
      assert.match(stderr, /The port is taken/);
      return Promise.resolve();
    });
  });
});
