import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {BillingError, isBillingError} from '../../../src/contract/errors.js';
import type {BillingProvider} from '../../../src/server/ports/provider.js';
import type {Sandbox} from '../../../src/server/providers/sandbox/index.js';
import {verbs} from '../../../src/server/providers/sandbox/port.js';

/** The verbs that take a call at the end, by whose arguments they are sent. */
type Verb = Exclude<keyof BillingProvider, 'id' | 'describe' | 'receiveWebhook'>;

/** A sandbox that is served. */
export interface ServedSandbox {
  url: string;
  /** How many payments are made of which no endpoint was told yet. */
  unanswered(): number;
  stop(): void;
}

/**
 * Serves a sandbox to endpoints in other processes, so that it outlives them and counts what really happened. Answers
 * after up to `delay` milliseconds: long enough for an endpoint to be killed between the effect and its record.
 */
export async function serveSandbox(sandbox: Sandbox, delay: number): Promise<ServedSandbox> {
  let unanswered = 0;
  const server = createServer((request, response) => {
    void answer(sandbox, request).then(async ({verb, status, value}) => {
      const count = verb === 'payInvoice' ? 1 : 0;
      unanswered += count;
      await sleep(Math.random() * delay);
      unanswered -= count;
      response.writeHead(status, {'Content-Type': 'application/json'}).end(JSON.stringify(value ?? null));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    unanswered: () => unanswered,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answer(
  sandbox: Sandbox,
  request: AsyncIterable<Buffer>,
): Promise<{verb: string; status: number; value: unknown}> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const {verb, args, idempotencyKey} = JSON.parse(Buffer.concat(chunks).toString()) as {
    verb: Verb | 'describe';
    args: unknown[];
    idempotencyKey?: string;
  };
  // The caller may be dead by now; what it asked for happens all the same, as it would at a provider.
  const call = {signal: new AbortController().signal, ...(idempotencyKey === undefined ? {} : {idempotencyKey})};
  try {
    const run = sandbox[verb] as (...all: unknown[]) => unknown;
    const value = await run.call(sandbox, ...args, ...(verb === 'describe' ? [] : [call]));
    return {verb, status: 200, value};
  } catch (error) {
    const {code, details} = isBillingError(error) ? error : new BillingError('internal');
    return {verb, status: 500, value: {code, details}};
  }
}

/** A provider that is a sandbox in another process. */
export async function remoteSandbox(url: string): Promise<BillingProvider> {
  const ask = async (verb: string, all: unknown[]): Promise<unknown> => {
    const call = verb === 'describe' ? {} : (all.at(-1) as {idempotencyKey?: string});
    const args = verb === 'describe' ? [] : all.slice(0, -1);
    const body = JSON.stringify({verb, args, idempotencyKey: call.idempotencyKey});
    const response = await fetch(url, {method: 'POST', body});
    const value: unknown = await response.json();
    if (response.ok) return value;
    const {code, details} = value as {code: string; details?: Record<string, unknown>};
    throw new BillingError(code, details === undefined ? {} : {details});
  };
  const capabilities = (await ask('describe', [])) as ReturnType<BillingProvider['describe']>;
  const methods = Object.fromEntries(verbs.map((verb) => [verb, (...all: unknown[]) => ask(verb, all)]));
  return {id: 'sandbox', describe: () => capabilities, ...methods} as unknown as BillingProvider;
}
