import {randomUUID} from 'node:crypto';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Invoice} from '../../../src/contract/invoice.js';
import type {Operation} from '../../../src/contract/operation.js';
import type {Problem} from '../../../src/contract/problem.js';

/** How long until it is asked again, in milliseconds. */
const patience = 60;

/** A page that does not give up: it asks until it hears what became of its payment, whatever dies meanwhile. */
export interface Payer {
  /** Pays under one key, however often it has to ask; resolves with a final state. */
  pay(invoiceId: string): Promise<Operation>;
  readOperation(operationId: string): Promise<Operation>;
  readInvoice(invoiceId: string): Promise<Invoice>;
}

/** A payer with a session of its own, who mints another when it is over: an hour is a minute here. */
export function createPayer(address: () => Promise<string>, apiKey: string, customerId: string): Payer {
  let token: Promise<string> | undefined;

  const send = async (method: string, path: string, bearer: string, body?: unknown, key?: string): Promise<Response> =>
    fetch(`${await address()}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${bearer}`,
        ...(body === undefined ? {} : {'Content-Type': 'application/json'}),
        ...(key === undefined ? {} : {'Idempotency-Key': key}),
      },
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    });

  const mint = async (): Promise<string> => {
    const response = await send('POST', '/v1/sessions', apiKey, {customerId});
    return ((await response.json()) as {sessionToken: string}).sessionToken;
  };

  /** The answer, or null where the same is to be asked again. */
  const tryOnce = async <T>(method: string, path: string, body?: unknown, key?: string): Promise<T | null> => {
    const used = (token ??= mint());
    const reply = await used
      .then(async (bearer) => send(method, path, bearer, body, key))
      .then(async (response) => ({response, value: (await response.json()) as unknown}))
      .catch(() => undefined);
    if (reply?.response.ok) return reply.value as T;
    const isOver = reply === undefined || reply.response.status === 401;
    if (isOver && token === used) token = undefined;
    if (isOver || (reply.value as Problem).retryable) return null;
    throw new Error(`${method} ${path}: ${JSON.stringify(reply.value)}`);
  };

  const ask = async <T>(...asked: [method: string, path: string, body?: unknown, key?: string]): Promise<T> => {
    for (;;) {
      const answer = await tryOnce<T>(...asked);
      if (answer !== null) return answer;
      await sleep(patience);
    }
  };

  const readOperation = async (operationId: string): Promise<Operation> =>
    (await ask<{operation: Operation}>('GET', `/v1/portal/operations/${operationId}`)).operation;

  return {
    async pay(invoiceId) {
      const path = `/v1/portal/invoices/${invoiceId}/pay`;
      let {operation} = await ask<{operation: Operation}>('POST', path, {}, randomUUID());
      while (operation.state === 'checking') {
        await sleep(patience);
        operation = await readOperation(operation.id);
      }
      return operation;
    },
    readOperation,
    readInvoice: (invoiceId) => ask<Invoice>('GET', `/v1/portal/invoices/${invoiceId}`),
  };
}
