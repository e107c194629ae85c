import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, it} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Operation} from '../../src/contract/operation.js';
import {sqliteStore} from '../../src/node/sqlite.js';
import type {EventRow} from '../../src/server/ports/store.js';
import type {Sandbox} from '../../src/server/providers/sandbox/index.js';
import {createEndpointProcess, type EndpointProcess} from './kill/endpoint-process.js';
import {oweInvoices, readPaymentKeys} from './kill/open-invoices.js';
import {createPayer, type Payer} from './kill/payer.js';
import {serveSandbox, type ServedSandbox} from './kill/remote-sandbox.js';

const payments = 60;
const kills = 10;
/** The provider answers after up to this long, in milliseconds. */
const delay = 150;
const apiKey = `bpk_test_${'kill'.repeat(8)}`;
const folder = await mkdtemp(join(tmpdir(), 'billing-kill-'));

after(() => rm(folder, {recursive: true}));

/** What became of the payments, and of the endpoints that were to make them. */
interface Outcome {
  provider: Sandbox;
  invoiceIds: string[];
  /** What the payer was told last of each invoice. */
  told: Map<string, Operation>;
  /** Operations that the payer was told had succeeded while an endpoint was still to be killed. */
  acknowledged: string[];
  /** How many payments each kill hit between the effect and its record. */
  hits: number[];
  /** A payer under a new session. */
  payer: Payer;
  events: EventRow[];
}

/**
 * Kills the endpoint as soon as a payment is made of which it was not told, or at a random moment after `one` of them
 * was acknowledged. Gives how many were in flight.
 */
async function killOnce(endpoint: EndpointProcess, served: ServedSandbox, one?: Promise<unknown>): Promise<number> {
  await one;
  if (one !== undefined) await sleep(Math.random() * delay);
  else while (served.unanswered() === 0) await sleep(5);
  const hits = served.unanswered();
  await endpoint.kill();
  await endpoint.start();
  return hits;
}

async function payAll(name: string, forgetsKeys: boolean, judge: (outcome: Outcome) => Promise<void>): Promise<void> {
  const {provider, invoiceIds} = await oweInvoices(payments);
  provider.forgetKeys(forgetsKeys);
  const served = await serveSandbox(provider, delay);
  const file = join(folder, `${name}.db`);
  const endpoint = createEndpointProcess(file, served.url, apiKey);
  try {
    await endpoint.start();
    const newPayer = (): Payer => createPayer(endpoint.address, apiKey, provider.customerId);
    const payer = newPayer();
    const told = new Map<string, Operation>();
    const under: Promise<unknown>[] = [];
    const hits: number[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const wave = invoiceIds.slice((kill * payments) / kills, ((kill + 1) * payments) / kills);
      const begun = wave.map(async (id) => told.set(id, await payer.pay(id)));
      under.push(...begun);
      const one = kill % 2 === 0 ? undefined : Promise.race(begun);
      hits.push(await Promise.race([killOnce(endpoint, served, one), failing(under)]));
    }
    const acknowledged = [...told.values()].filter(({state}) => state === 'succeeded').map(({id}) => id);
    await Promise.all(under);
    const store = sqliteStore(file);
    const events = await store.realm({account: 'default', mode: 'test'}).events.list({limit: 1000});
    await store.close();
    await judge({provider, invoiceIds, told, acknowledged, hits, payer: newPayer(), events});
  } finally {
    await endpoint.kill();
    served.stop();
  }
}

/** Rejects as soon as one of them does, and never resolves. */
function failing(all: Promise<unknown>[]): Promise<never> {
  return new Promise((_, reject) => {
    for (const one of all) one.catch(reject);
  });
}

/** The kills came between effect and record, and what was acknowledged before the last one stands. */
async function assertKilled({hits, acknowledged, payer}: Outcome): Promise<void> {
  assert.ok(hits.length >= 10, `${hits.length} kills`);
  assert.ok(
    hits.some((hit) => hit > 0),
    'no kill hit a payment in flight',
  );
  assert.ok(acknowledged.length > 0, 'nothing was acknowledged before the last kill');
  for (const id of acknowledged) assert.equal((await payer.readOperation(id)).state, 'succeeded', id);
}

describe('Sixty payments, while the endpoint is killed again and again', {timeout: 300_000}, () => {
  it('are made once each where the provider keeps keys', {timeout: 150_000}, () =>
    payAll('keys', false, async (outcome) => {
      const {provider, told, payer, events} = outcome;
      await assertKilled(outcome);
      assert.equal(provider.effects.payments, payments);
      // A payment under a second key would have no second effect here, but it would have at a provider.
      assert.equal(readPaymentKeys(provider).length, payments);
      assert.equal(told.size, payments);
      for (const {id} of told.values()) assert.equal((await payer.readOperation(id)).state, 'succeeded', id);
      assert.deepEqual(
        events.map(({type}) => type),
        Array.from({length: payments}, () => 'invoice.paid'),
      );
    }),
  );

  it('are read back, never repeated and never lost where it keeps none', {timeout: 150_000}, () =>
    payAll('no-keys', true, async (outcome) => {
      const {provider, invoiceIds, told, payer, events} = outcome;
      await assertKilled(outcome);
      const paid: string[] = [];
      for (const invoiceId of invoiceIds) {
        const operation = await payer.readOperation(told.get(invoiceId)?.id ?? '');
        const {status} = await payer.readInvoice(invoiceId);
        if (status === 'paid') paid.push(invoiceId);
        const {state, code} = operation;
        const wanted =
          status === 'paid' ? {state: 'succeeded', code: undefined} : {state: 'failed', code: 'operation_lost'};
        assert.deepEqual({state, code}, wanted, invoiceId);
      }
      assert.equal(provider.effects.payments, paid.length);
      // An invoice that is paid takes no second payment; being asked for one is the repetition.
      assert.equal(provider.calls['payInvoice'], paid.length);
      assert.equal(events.filter(({type}) => type === 'invoice.paid').length, paid.length);
    }),
  );
});
