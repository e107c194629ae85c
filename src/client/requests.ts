import ky, {type KyInstance} from 'ky';
import type {PageRoute} from '../contract/check.js';
import {listInvoices, readInvoice, signOut} from '../contract/generated/later.js';
import {BillingError, isBillingError} from '../contract/errors.js';
import type {Invoice, InvoicePage, InvoiceQueryText} from '../contract/invoice.js';
import {readAnswer, toRequest, type RequestOptions} from './send.js';
import type {ClientSession} from './session.js';

/** What is asked for after the first screen, one method a route. Loaded when the first of them is needed. */
export interface Requests {
  listInvoices(query: InvoiceQueryText, signal: AbortSignal): Promise<InvoicePage>;
  readInvoice(invoiceId: string, signal: AbortSignal): Promise<Invoice>;
  signOut(signal: AbortSignal): Promise<void>;
}

/** Requests over a session. Reads are retried twice where that can help; everything else is sent once. */
export function createRequests(endpoint: string, session: ClientSession): Requests {
  const http = ky.create({
    fetch: async (input) => session.send(input as Request),
    // send() has the deadline, the error mapping and the token; ky has the retries.
    timeout: false,
    throwHttpErrors: false,
    retry: {limit: 2, methods: ['get'], shouldRetry: ({error}) => isPassing(error)},
  });
  const read = async <T>(route: PageRoute, options: RequestOptions): Promise<T> =>
    readAnswer<T>(await ask(http, toRequest(endpoint, route, options)), route);
  return {
    listInvoices: (query, signal) => read(listInvoices, {query, signal}),
    readInvoice: (invoiceId, signal) => read(readInvoice, {ids: {invoiceId}, signal}),
    async signOut(signal) {
      await ask(http, toRequest(endpoint, signOut, {signal}));
    },
  };
}

async function ask(http: KyInstance, request: Request): Promise<Response> {
  try {
    return await http(request);
  } catch (error) {
    request.signal.throwIfAborted();
    throw isBillingError(error) ? error : new BillingError('offline', {cause: error, retryable: true});
  }
}

/** Worth a second try at once: the provider or the network hiccuped. Not a timeout: the customer has waited enough. */
function isPassing(error: unknown): boolean {
  return isBillingError(error) && error.retryable && error.code !== 'timeout' && error.code !== 'invalid_answer';
}
