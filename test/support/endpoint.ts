import {problemSchema, type Problem} from '../../src/contract/problem.js';
import {routes, type AnswerOf, type Route, type RouteName} from '../../src/contract/routes.js';
import type {CreateSession} from '../../src/contract/session.js';
import {createBilling, type Billing, type BillingOptions} from '../../src/server/handler.js';
import type {BillingProvider} from '../../src/server/ports/provider.js';
import type {EmailConfirmation, InvoicePdf, LogEntry} from '../../src/server/ports/surroundings.js';
import {sandbox, type Sandbox, type ScenarioName} from '../../src/server/providers/sandbox/index.js';
import {memoryStore} from '../../src/server/stores/memory.js';

/** When the scenarios are pinned, and where the endpoint's own clock begins. */
export const startAt = '2026-11-20T10:42:00.000Z';
export const publicOrigin = 'https://app.example.com';
export const publicUrl = `${publicOrigin}/billing`;
export const apiKeys = {test: `bpk_test_${'Kq7-_Zr2'.repeat(5)}`, live: `bpk_live_${'Xw4-_Ht9'.repeat(5)}`};

/** A clock that stands still until it is moved. */
export interface FakeClock {
  now(): number;
  advance(by: {minutes?: number; seconds?: number; milliseconds?: number}): void;
}

export function createClock(at = startAt): FakeClock {
  let now = Date.parse(at);
  return {
    now: () => now,
    advance({minutes = 0, seconds = 0, milliseconds = 0}) {
      now += minutes * 60_000 + seconds * 1000 + milliseconds;
    },
  };
}

export interface EndpointOptions extends Partial<Omit<BillingOptions, 'provider' | 'clock'>> {
  scenario?: ScenarioName;
  clock?: FakeClock;
  /** Verbs that stand in for the sandbox's own: a provider with a fault that the sandbox does not have. */
  verbs?(sandbox: Sandbox): Partial<BillingProvider>;
}

export interface CallOptions {
  ids?: Record<string, string>;
  query?: string | Record<string, string>;
  /** Sent as JSON; `{}` where absent. */
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  raw?: BodyInit;
  /** In place of the key or session token that the route asks for; null for none. */
  token?: string | null;
  /** Null leaves one out. A write has a fresh `Idempotency-Key` where none is given. */
  headers?: Record<string, string | null>;
  signal?: AbortSignal;
}

/** An answer with its body read. */
export interface Reply<A> {
  status: number;
  headers: Headers;
  text: string;
  /** The body as it came: of a file, say. */
  bytes: Uint8Array;
  /** The body, of the route's status and schema; throws for a refusal. */
  readonly answer: A;
  /** The refusal, with all that every refusal has; throws for what is none. */
  readonly problem: Problem;
}

export interface Endpoint {
  billing: Billing;
  sandbox: Sandbox;
  key: string;
  clock: FakeClock;
  /** The codes that were sent to new e-mail addresses. */
  inbox: EmailConfirmation[];
  /** What was logged so far. */
  entries: LogEntry[];
  /** Mints a session, for the scenario's customer where no other is named, and gives its token. */
  mint(input?: CreateSession): Promise<string>;
  /** Calls a route as the right caller would, where the options say nothing else. */
  call<K extends RouteName>(name: K, options?: CallOptions): Promise<Reply<AnswerOf<K>>>;
  /** Sends any method to any path below the mount, with no token unless one is given. */
  send(method: string, path: string, options?: CallOptions): Promise<Reply<unknown>>;
}

const allEntries: LogEntry[] = [];

/** Whatever any endpoint of this file logged that no log may hold: secrets, addresses, URLs. */
export function findLeaks(): string[] {
  return allEntries.map((entry) => JSON.stringify(entry)).filter((line) => /bp[a-z]_\w{4}|Bearer|@|:\/\//.test(line));
}

/** Stands where a host makes PDFs: says what it was asked for, and is none. */
export const plainPdf: InvoicePdf = ({invoice, customer, locale}) =>
  Promise.resolve(new TextEncoder().encode(`%PDF ${invoice.number} ${customer.id} ${locale}`));

/** The real handler over a pinned sandbox and a store in memory. */
export function createEndpoint(options: EndpointOptions = {}): Endpoint {
  const {scenario = 'active', verbs, clock = createClock(), mode = 'test', ...rest} = options;
  const provider = sandbox({scenario, startAt});
  const entries: LogEntry[] = [];
  const inbox: EmailConfirmation[] = [];
  const key = apiKeys[mode];
  const billing = createBilling({
    store: memoryStore(),
    apiKeys: [key],
    origins: [],
    publicUrl,
    authenticate: () => Promise.resolve({customerId: provider.customerId}),
    onEmailConfirmation: (confirmation) => void inbox.push(confirmation),
    invoicePdf: plainPdf,
    log(entry) {
      entries.push(entry);
      allEntries.push(entry);
    },
    ...rest,
    provider: verbs === undefined ? provider : {...provider, ...verbs(provider)},
    mode,
    clock,
  });
  const mint = async (input: CreateSession = {}): Promise<string> => {
    const who = input.externalId === undefined ? {customerId: provider.customerId} : {};
    return (await billing.createSession({...who, ...input})).sessionToken;
  };
  let token: Promise<string> | undefined;
  const findToken = async ({auth}: Route): Promise<string | null> => {
    if (auth === 'key') return key;
    return auth === 'session' ? (token ??= mint()) : null;
  };
  return {
    ...{billing, sandbox: provider, key, clock, entries, inbox, mint},
    async call(name, given = {}) {
      const route: Route = routes[name];
      const headers = {
        ...(route.auth === 'host' ? {origin: publicOrigin} : {}),
        ...(route.write ? {'idempotency-key': crypto.randomUUID()} : {}),
        ...given.headers,
      };
      const sent = {...given, headers, token: given.token === undefined ? await findToken(route) : given.token};
      return toReply(await billing.fetch(toRequest(route.method, route.path, sent)), route);
    },
    async send(method, path, given = {}) {
      return toReply(await billing.fetch(toRequest(method, path, given)), {});
    },
  };
}

/** A request as a host gets it. */
export function toRequest(method: string, path: string, options: CallOptions = {}): Request {
  const {ids = {}, query = '', body = {}, raw, token = null, signal} = options;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? 'unknown'));
  const search = new URLSearchParams(query).toString();
  const headers = new Headers(token === null ? {} : {Authorization: `Bearer ${token}`});
  const hasBody = method !== 'GET' && method !== 'HEAD';
  if (hasBody) headers.set('Content-Type', 'application/json');
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  const init: RequestInit & {duplex: 'half'} = {method, headers, duplex: 'half', ...(signal && {signal})};
  // As bytes: a text would bring a content type of its own.
  if (hasBody) init.body = raw ?? new TextEncoder().encode(JSON.stringify(body));
  const request = new Request(`${publicUrl}${filled}${search && `?${search}`}`, init);
  // A page may not set all that a browser sends, Origin above all; in Node nothing is missing.
  const isComplete = [...headers.keys()].every((name) => request.headers.has(name));
  return isComplete ? request : Object.defineProperty(request, 'headers', {value: headers});
}

async function toReply<A>(response: Response, route: Pick<Route, 'answer' | 'status' | 'file'>): Promise<Reply<A>> {
  const {status, headers} = response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const describe = `${status} ${text}`;
  return {
    status,
    headers,
    text,
    bytes,
    get answer() {
      ensure(status === (route.status ?? 200), `a wrong status: ${describe}`);
      ensureSafe(headers);
      // A file has no schema but its type.
      if (route.file?.some((type) => headers.get('content-type')?.startsWith(type))) return undefined as A;
      if (route.answer !== undefined) return route.answer.parse(JSON.parse(text)) as A;
      ensure(text === '', `a body where none is answered: ${describe}`);
      return undefined as A;
    },
    get problem() {
      ensure(headers.get('content-type') === 'application/problem+json', `no problem: ${describe}`);
      const problem = problemSchema.parse(JSON.parse(text));
      ensure(problem.status === status, `two statuses: ${describe}`);
      ensure(problem.correlationId === headers.get('x-correlation-id'), `two correlation ids: ${describe}`);
      ensureSafe(headers);
      return problem;
    },
  };
}

/** What stands on every answer. */
function ensureSafe(headers: Headers): void {
  ensure(headers.get('cache-control') === 'no-store', 'the answer may be kept by a cache');
  ensure(headers.get('x-content-type-options') === 'nosniff', 'the type of the answer may be guessed');
  ensure(/^[0-9A-HJKMNP-TV-Z]{8}$/.test(headers.get('x-correlation-id') ?? ''), 'there is no correlation id');
}

function ensure(holds: boolean, message: string): void {
  if (!holds) throw new Error(message);
}

/** The code a piece of work is refused with, or `done`. */
export async function readCode(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'done',
    (error: unknown) => (error as {code?: unknown}).code ?? error,
  );
}
