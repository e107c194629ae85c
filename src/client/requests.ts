import ky, {type KyInstance} from 'ky';
import type {PageRoute} from '../contract/check.js';
import {listInvoices, readInvoice, signOut} from '../contract/generated/later.js';
import {BillingError, isBillingError} from '../contract/errors.js';
import type {Invoice, InvoicePage, InvoiceQueryText} from '../contract/invoice.js';
import {readAnswer, toRequest} from './send.js';
import {isEnded, type ClientSession} from './session.js';

/** What is asked for after the first screen, one method a route. Loaded when the first of them is needed. */
export interface Requests {
  listInvoices(query: InvoiceQueryText, signal: AbortSignal): Promise<InvoicePage>;
  readInvoice(invoiceId: string, signal: AbortSignal): Promise<Invoice>;
  /** Ends the session at the endpoint; from then on the Portal knows nothing. */
  signOut(): Promise<void>;
}

/** What requests stand on. */
export interface RequestsOptions {
  endpoint: string;
  session: ClientSession;
  /** Ends everything that is under way. */
  life: AbortSignal;
  /** Who the page shows: a session that is opened anew for somebody else ends what was asked for this one. */
  subject(): string | undefined;
  /** Called where the session turns out to be over. */
  ended(error: unknown): void;
}

/** Reads are retried twice where that can help; everything else is sent once. Every method throws a `BillingError`. */
export function createRequests({endpoint, session, life, subject, ended}: RequestsOptions): Requests {
  const http = ky.create({
    fetch: async (input) => sendRenewed(session, input as Request, {life, subject}),
    // send() has the deadline and the error mapping, the session has the token; ky has the retries.
    timeout: false,
    throwHttpErrors: false,
    retry: {limit: 2, methods: ['get'], shouldRetry: ({error}) => isPassing(error)},
  });
  const ask = async (route: PageRoute, {signal = life, ...values}: RequestValues): Promise<Response> => {
    const [method, path] = route;
    const request = toRequest(endpoint, [method, fillPath(path, values)], AbortSignal.any([signal, life]));
    try {
      return await send(http, request);
    } catch (error) {
      if (isEnded(error) && !life.aborted) ended(error);
      throw error;
    }
  };
  const read = async <T>(route: PageRoute, values: RequestValues): Promise<T> =>
    readAnswer<T>(await ask(route, values), route);
  return {
    listInvoices: (query, signal) => read(listInvoices, {query, signal}),
    readInvoice: (invoiceId, signal) => read(readInvoice, {ids: {invoiceId}, signal}),
    async signOut() {
      await ask(signOut, {});
      session.reset();
      ended(new BillingError('session_expired', {message: 'signed out'}));
    },
  };
}

/** Sends; a token that is no longer taken is replaced once, and only by one for the same customer. */
async function sendRenewed(
  session: ClientSession,
  request: Request,
  {life, subject}: Pick<RequestsOptions, 'life' | 'subject'>,
): Promise<Response> {
  const {token} = session;
  try {
    return await session.send(request.clone());
  } catch (error) {
    if (!isEnded(error) || !session.canReopen) throw error;
    if (session.token === token) await session.open('unauthorized', 'session', life);
    const {session: opened} = await session.readPortal('session', life);
    if (opened.subject !== subject()) throw error;
    return session.send(request);
  }
}

/** What a request is filled with. */
interface RequestValues {
  ids?: Record<string, string>;
  query?: Record<string, string | undefined>;
  signal?: AbortSignal;
}

function fillPath(path: string, {ids = {}, query = {}}: RequestValues): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, id: string) => encodeURIComponent(ids[id] ?? ''));
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? filled : `${filled}?${new URLSearchParams(given)}`;
}

async function send(http: KyInstance, request: Request): Promise<Response> {
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
