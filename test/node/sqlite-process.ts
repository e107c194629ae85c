/**
 * One of several processes on one database file. It is forked with a task, the file and the task's words, says `ready`
 * when the store is open, and begins when it is told to.
 */
import {register} from 'node:module';
import {sqliteStore} from '../../src/node/sqlite.js';

const [task = '', file = '', ...words] = process.argv.slice(2);
const store = sqliteStore(file);
const realm = store.realm({account: 'account_a', mode: 'test'});
const now = 1_800_000_000_000;

const say = (message: unknown): void => void process.send?.(message);
const told = (): Promise<string> => new Promise((resolve) => process.once('message', (word) => resolve(String(word))));

/** Which of 500 callers in this process, each with a key of its own, consumed the link of each round. */
async function consume(): Promise<void> {
  await store.ping();
  say('ready');
  for (let link = await told(); link !== 'stop'; link = await told()) {
    const racers = Array.from({length: 500}, (_, index) => `${process.pid}_${index}`);
    const rows = await Promise.all(racers.map((key) => realm.tokens.consume(link, key, now)));
    say(rows.flatMap((row) => (row ? [row.jkt] : [])));
  }
}

async function migrate(): Promise<void> {
  say('ready');
  await told();
  await store.migrate();
  say('migrated');
}

/** Settles one operation after another, and says so only afterwards; ends by being killed. */
async function write(): Promise<void> {
  say('ready');
  await told();
  for (let index = 0; ; index += 1) {
    const id = `op_${words[0]}_${index}`;
    const operation = {operationId: id, key: id, customerId: 'cus_1', fingerprint: '', kind: 'cancel', input: '{}'};
    await realm.operations.begin({...operation, begunAt: now, leaseUntil: now}, now);
    const event = {id: `evt_${id}`, type: 'subscription.canceled', customerId: 'cus_1', at: now, payload: '{}'};
    await realm.operations.settle(id, '{}', [event], now);
    say(id);
    // Lets the message go out, which only happens between turns of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What the first call rejects with where the optional peer is not installed. */
async function withoutLibsql(): Promise<void> {
  const missing = `export const resolve = (name, context, next) => {
    if (name === 'libsql') throw Object.assign(new Error('Cannot find package'), {code: 'ERR_MODULE_NOT_FOUND'});
    return next(name, context);
  };`;
  register(`data:text/javascript,${encodeURIComponent(missing)}`);
  say('ready');
  await told();
  await store.ping().catch((error: Error) => say(error.message));
}

const tasks: Record<string, () => Promise<void>> = {consume, migrate, write, withoutLibsql};
await tasks[task]?.();
if (process.connected) process.disconnect();
