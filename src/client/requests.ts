import ky, {type KyInstance} from 'ky';
import type {PageRoute} from '../contract/check.js';
import {
  addTaxId,
  changeCustomer,
  changeSubscription,
  clearSubscriptionPaymentMethod,
  completeOperation,
  exportInvoices,
  confirmEmail,
  listInvoices,
  payInvoice,
  previewChange,
  previewStart,
  readInvoice,
  readInvoicePdf,
  readOperation,
  readUsage,
  removePaymentMethod,
  setDefaultPaymentMethod,
  removeTaxId,
  signOut,
  startPaymentMethodSetup,
  startSubscription,
  submitPaymentStep,
} from '../contract/generated/later.js';
import {BillingError, isBillingError} from '../contract/errors.js';
import type {FileLink, Invoice, InvoiceExportQuery, InvoicePage, InvoiceQueryText} from '../contract/invoice.js';
import type {PaymentEntry} from '../contract/operation.js';
import type {PortalAnswer} from '../contract/portal.js';
import type {Preview, SubscriptionChangeInput, SubscriptionStart} from '../contract/preview.js';
import type {AnswerOf, BodyOf} from '../contract/routes.js';
import type {Usage, UsageQueryText} from '../contract/usage.js';
import {isEnding, renew} from './renewal.js';
import {readAnswer, toRequest} from './send.js';
import {isEnded, type ClientSession} from './session.js';

/** What is asked for after the first screen, one method a route. Loaded when the first of them is needed. */
export interface Requests {
  listInvoices(query: InvoiceQueryText, signal: AbortSignal): Promise<InvoicePage>;
  readInvoice(invoiceId: string, signal: AbortSignal): Promise<Invoice>;
  /** A file as it arrives, its body not read yet; or where the provider has it. */
  readInvoicePdf(invoiceId: string, query: {locale?: string}, signal: AbortSignal): Promise<Response | FileLink>;
  exportInvoices(query: InvoiceExportQuery, signal: AbortSignal): Promise<Response | FileLink>;
  previewChange(subscriptionId: string, change: SubscriptionChangeInput, signal: AbortSignal): Promise<Preview>;
  previewStart(start: SubscriptionStart, signal: AbortSignal): Promise<Preview>;
  readUsage(query: UsageQueryText, signal: AbortSignal): Promise<Usage>;
  /** The writes take a key, a UUID: one for each intention of the customer, the same one however often it is sent. */
  payInvoice(invoiceId: string, body: BodyOf<'payInvoice'>, key: string): Promise<AnswerOf<'payInvoice'>>;
  changeSubscription(
    subscriptionId: string,
    body: BodyOf<'changeSubscription'>,
    key: string,
  ): Promise<AnswerOf<'changeSubscription'>>;
  startSubscription(body: BodyOf<'startSubscription'>, key: string): Promise<AnswerOf<'startSubscription'>>;
  startPaymentMethodSetup(
    body: BodyOf<'startPaymentMethodSetup'>,
    key: string,
  ): Promise<AnswerOf<'startPaymentMethodSetup'>>;
  setDefaultPaymentMethod(
    paymentMethodId: string,
    body: BodyOf<'setDefaultPaymentMethod'>,
    key: string,
  ): Promise<AnswerOf<'setDefaultPaymentMethod'>>;
  removePaymentMethod(paymentMethodId: string, key: string): Promise<AnswerOf<'removePaymentMethod'>>;
  clearSubscriptionPaymentMethod(
    subscriptionId: string,
    key: string,
  ): Promise<AnswerOf<'clearSubscriptionPaymentMethod'>>;
  changeCustomer(body: BodyOf<'changeCustomer'>, key: string): Promise<AnswerOf<'changeCustomer'>>;
  confirmEmail(body: BodyOf<'confirmEmail'>, key: string): Promise<AnswerOf<'confirmEmail'>>;
  addTaxId(body: BodyOf<'addTaxId'>, key: string): Promise<AnswerOf<'addTaxId'>>;
  removeTaxId(taxId: string, key: string): Promise<AnswerOf<'removeTaxId'>>;
  /** What became of a write. */
  readOperation(operationId: string): Promise<AnswerOf<'readOperation'>>;
  /** Goes on with a write after its payment step; harmless where it has gone on already. */
  completeOperation(operationId: string): Promise<AnswerOf<'completeOperation'>>;
  /** Hands what was entered into a payment step to a provider that takes it through the endpoint. */
  submitPaymentStep(operationId: string, entry: PaymentEntry): Promise<AnswerOf<'submitPaymentStep'>>;
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

/** How long a file may take to come, in milliseconds: as long as the endpoint goes on with it. */
const fileDeadline = 300_000;

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
  const ask = async (route: PageRoute, {signal = life, deadline, ...values}: RequestValues): Promise<Response> => {
    const [method, path] = route;
    const {body, key} = values;
    const filled: PageRoute = [method, fillPath(path, values)];
    const request = toRequest(owner.source.endpoint, filled, AbortSignal.any([signal, life]), body);
    if (key) request.headers.set('Idempotency-Key', key);
    const shown = owner.answer?.session.subject;
    const who = shown ?? session.subject;
    try {
      return await send(http, request, (input) => sendFor(who, input as Request, owner, {life, deadline}));
    } catch (error) {
      // Where the page shows somebody else by now, it is theirs no more than the answer would be.
      if (isEnded(error) && !life.aborted && owner.answer?.session.subject === shown) end(error);
      throw error;
    }
  };
  const read = async <T>(route: PageRoute, values: RequestValues): Promise<T> =>
    readAnswer<T>(await ask(route, values), route);
  const readFile = async (route: PageRoute, values: RequestValues): Promise<Response | FileLink> => {
    const response = await ask(route, {...values, deadline: fileDeadline});
    // Anything else that answers, a captive portal's page say, is no file of ours.
    const isFile = /^(application\/(pdf|zip)|text\/csv)\b/.test(response.headers.get('Content-Type') ?? '');
    return isFile ? response : readAnswer<FileLink>(response, route);
  };
  return {
    previewChange: (subscriptionId, body, signal) => read(previewChange, {ids: {subscriptionId}, body, signal}),
    payInvoice: (invoiceId, body, key) => read(payInvoice, {ids: {invoiceId}, body, key}),
    changeSubscription: (subscriptionId, body, key) => read(changeSubscription, {ids: {subscriptionId}, body, key}),
    previewStart: (body, signal) => read(previewStart, {body, signal}),
    startSubscription: (body, key) => read(startSubscription, {body, key}),
    readUsage: (query, signal) => read(readUsage, {query, signal}),
    startPaymentMethodSetup: (body, key) => read(startPaymentMethodSetup, {body, key}),
    setDefaultPaymentMethod: (paymentMethodId, body, key) =>
      read(setDefaultPaymentMethod, {ids: {paymentMethodId}, body, key}),
    removePaymentMethod: (paymentMethodId, key) => read(removePaymentMethod, {ids: {paymentMethodId}, key}),
    clearSubscriptionPaymentMethod: (subscriptionId, key) =>
      read(clearSubscriptionPaymentMethod, {ids: {subscriptionId}, key}),
    changeCustomer: (body, key) => read(changeCustomer, {body, key}),
    confirmEmail: (body, key) => read(confirmEmail, {body, key}),
    addTaxId: (body, key) => read(addTaxId, {body, key}),
    removeTaxId: (taxId, key) => read(removeTaxId, {ids: {taxId}, key}),
    readOperation: (operationId) => read(readOperation, {ids: {operationId}}),
    completeOperation: (operationId) => read(completeOperation, {ids: {operationId}}),
    submitPaymentStep: (operationId, entry) => read(submitPaymentStep, {ids: {operationId}, body: {entry}}),
    listInvoices: (query, signal) => read(listInvoices, {query, signal}),
    readInvoice: (invoiceId, signal) => read(readInvoice, {ids: {invoiceId}, signal}),
    readInvoicePdf: (invoiceId, query, signal) => readFile(readInvoicePdf, {ids: {invoiceId}, query, signal}),
    exportInvoices: (query, signal) => readFile(exportInvoices, {query, signal}),
    async signOut() {
      await ask(signOut, {});
      session.reset();
      end(new BillingError('session_expired', {field: 'sign_out', message: 'signed out'}));
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
  {life, deadline}: Patience,
): Promise<Response> {
  const {session} = owner;
  // Where this fails, the token that there is has to do.
  if (request.method !== 'GET' && isEnding(session)) await renew(session, life).catch(() => life.throwIfAborted());
  const who = await findSubject(session, life);
  if (who !== (shown ?? who)) throw anothers();
  const response = await sendRenewed(who, request, session, {life, deadline});
  // The page may have come to show somebody else while the answer was on its way.
  if (who !== (owner.answer?.session.subject ?? who)) throw anothers();
  return response;
}

async function sendRenewed(
  who: string,
  request: Request,
  session: ClientSession,
  {life, deadline}: Patience,
): Promise<Response> {
  const {token} = session;
  try {
    return await session.send(request.clone(), token, deadline);
  } catch (error) {
    if (!isEnded(error) || !session.canReopen) throw error;
    if (session.token === token) await session.open('unauthorized', 'session', life);
    if ((await findSubject(session, life)) !== who) throw error;
    return session.send(request, session.token, deadline);
  }
}

/** Whose the token in use is: asked for where no answer has said so yet, because the host may have given another's. */
export async function findSubject(session: ClientSession, life: AbortSignal): Promise<string> {
  // Again where the token was replaced meanwhile; whoever never says whose it is is not asked without end.
  for (let tries = 0; tries < 3 && session.subject === undefined; tries++) await session.readPortal('session', life);
  if (session.subject === undefined) throw new BillingError('invalid_answer', {message: 'it does not say whose it is'});
  return session.subject;
}

function anothers(): BillingError {
  return new BillingError('session_expired', {message: 'the session is another customer’s'});
}

/** How long an answer is waited for: as long as the page is there, and no longer than the deadline. */
interface Patience {
  life: AbortSignal;
  deadline: number | undefined;
}

/** What a request is filled with. */
interface RequestValues {
  ids?: Record<string, string>;
  query?: Record<string, string | undefined>;
  body?: unknown;
  /** Of a write. */
  key?: string;
  signal?: AbortSignal;
  /** In milliseconds; the one for answers where absent. */
  deadline?: number;
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
