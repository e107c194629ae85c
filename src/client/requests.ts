import ky, {type KyInstance} from 'ky';
import type {PageRoute} from '../contract/check.js';
import {listInvoices, readInvoice, signOut} from '../contract/generated/later.js';
import {BillingError, isBillingError} from '../contract/errors.js';
import type {Invoice, InvoicePage, InvoiceQueryText} from '../contract/invoice.js';
import type {PortalAnswer} from '../contract/portal.js';
import {readAnswer, toRequest} from './send.js';
import {isEnded, type ClientSession} from './session.js';

/** What is asked for after the first screen, one method a route. Loaded when the first of them is needed. */
export interface Requests {
  listInvoices(query: InvoiceQueryText, signal: AbortSignal): Promise<InvoicePage>;
  readInvoice(invoiceId: string, signal: AbortSignal): Promise<Invoice>;
  /** Ends the session at the endpoint; from then on the Portal knows nothing. */
  signOut(): Promise<void>;
}

/** What requests stand on: the Portal, which is a floor above. */
export interface RequestsOwner {
  source: {endpoint: string};
  session: ClientSession;
  /** Ends everything that is under way. */
  abort: AbortController;
  /** What the page shows; undefined before the first answer. */
  answer: PortalAnswer | undefined;
  /** Called where the session turns out to be over. */
  fail(error: unknown): void;
  /** Tells everybody who listens. */
  changed(): void;
}

/** Reads are retried twice where that can help; everything else is sent once. Every method throws a `BillingError`. */
export function createRequests(owner: RequestsOwner): Requests {
  const {session} = owner;
  const life = owner.abort.signal;
  const end = (error: unknown): void => {
    owner.fail(error);
    owner.changed();
  };
  const http = ky.create({
    // send() has the deadline and the error mapping, the session has the token; ky has the retries.
    timeout: false,
    throwHttpErrors: false,
    retry: {limit: 2, methods: ['get'], shouldRetry: ({error}) => isPassing(error)},
  });
  const ask = async (route: PageRoute, {signal = life, ...values}: RequestValues): Promise<Response> => {
    const [method, path] = route;
    const request = toRequest(owner.source.endpoint, [method, fillPath(path, values)], AbortSignal.any([signal, life]));
    const shown = owner.answer?.session.subject;
    const who = shown ?? session.subject;
    try {
      return await send(http, request, (input) => sendFor(who, input as Request, owner, life));
    } catch (error) {
      // Where the page shows somebody else by now, it is theirs no more than the answer would be.
      if (isEnded(error) && !life.aborted && owner.answer?.session.subject === shown) end(error);
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
      end(new BillingError('session_expired', {message: 'signed out'}));
    },
  };
}

/**
 * Sends for one customer only: the one that the page showed when it was asked, or whoever the session is for where
 * nothing was shown yet. A token that is no longer taken is replaced once, and only by one for the same customer.
 */
async function sendFor(
  shown: string | undefined,
  request: Request,
  owner: RequestsOwner,
  life: AbortSignal,
): Promise<Response> {
  const {session} = owner;
  const who = await findSubject(session, life);
  if (who !== (shown ?? who)) throw anothers();
  const response = await sendRenewed(who, request, session, life);
  // The page may have come to show somebody else while the answer was on its way.
  if (who !== (owner.answer?.session.subject ?? who)) throw anothers();
  return response;
}

async function sendRenewed(
  who: string,
  request: Request,
  session: ClientSession,
  life: AbortSignal,
): Promise<Response> {
  const {token} = session;
  try {
    return await session.send(request.clone());
  } catch (error) {
    if (!isEnded(error) || !session.canReopen) throw error;
    if (session.token === token) await session.open('unauthorized', 'session', life);
    if ((await findSubject(session, life)) !== who) throw error;
    return session.send(request);
  }
}

/** Whose the token in use is: asked for where no answer has said so yet, because the host may have given another's. */
async function findSubject(session: ClientSession, life: AbortSignal): Promise<string> {
  while (session.subject === undefined) await session.readPortal('session', life);
  return session.subject;
}

function anothers(): BillingError {
  return new BillingError('session_expired', {message: 'the session is another customer’s'});
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

async function send(http: KyInstance, request: Request, fetch: typeof globalThis.fetch): Promise<Response> {
  try {
    return await http(request, {fetch});
  } catch (error) {
    request.signal.throwIfAborted();
    throw isBillingError(error) ? error : new BillingError('offline', {cause: error, retryable: true});
  }
}

/** Worth a second try at once: the provider or the network hiccuped. Not a timeout: the customer has waited enough. */
function isPassing(error: unknown): boolean {
  return isBillingError(error) && error.retryable && error.code !== 'timeout' && error.code !== 'invalid_answer';
}
