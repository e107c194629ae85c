import {Hono, type Context as HonoContext} from 'hono';
import {cors} from 'hono/cors';
import {BillingError} from '../contract/errors.js';
import {parse} from '../contract/parse.js';
import {routes, type Route, type RouteName} from '../contract/routes.js';
import {createSessionSchema, type Scope as SessionScope} from '../contract/session.js';
import {toAnswer, toFile, toProblem, toWritten} from './guard/answer.js';
import {parseBody, readIdempotencyKey, readJson, readQuery} from './guard/body.js';
import {
  createOriginCheck,
  refuseBrowser,
  requireKnownOrigin,
  requireSameOrigin,
  type OriginCheck,
} from './guard/origin.js';
import {guardProvider} from './guard/provider.js';
import {guardSignIn} from './guard/sign-in.js';
import {createKeyCheck, findBearer} from './guard/token.js';
import {untilAborted} from './guard/until-aborted.js';
import type {Billing, BillingOptions} from './ports/options.js';
import type {Call} from './ports/provider.js';
import type {EmailConfirmation, Report} from './ports/surroundings.js';
import {customerRoutes} from './routes/customers.js';
import {fileRoutes} from './routes/files.js';
import {portalRoutes} from './routes/portal.js';
import type {RouteCall, RouteHandlers} from './routes/route.js';
import {serviceRoutes} from './routes/service.js';
import {createSession, sessionRoutes} from './routes/sessions.js';
import {subscriptionRoutes} from './routes/subscriptions.js';
import {writeRoutes} from './routes/writes.js';
import {configurationsFromCode} from './rules/configuration.js';
import type {Context, Scope} from './rules/context.js';
import {createCorrelationId} from './rules/encoding.js';
import {findKind, reportFault, toBillingError} from './rules/faults.js';
import {FileAnswer} from './rules/file-answer.js';
import {toScopes, verifySession, type Session} from './rules/sessions.js';
import {sweepEnded} from './rules/sweep.js';
import {reconcileDue} from './rules/writes.js';
import {tokenPrefixes} from './rules/token.js';

export type {Billing, BillingOptions} from './ports/options.js';

/** How long one request may take at the provider, in milliseconds. */
const deadline = 20_000;

const handlers: RouteHandlers = {
  ...sessionRoutes,
  ...portalRoutes,
  ...fileRoutes,
  ...subscriptionRoutes,
  ...writeRoutes,
  ...customerRoutes,
  ...serviceRoutes,
};

/** Makes an endpoint. Throws a TypeError that says what is wrong, before anything is served. */
export function createBilling(options: BillingOptions): Billing {
  const {publicUrl, mode, origins, apiKeys, store} = options;
  if (!URL.canParse(publicUrl) || !/^https?:$/.test(new URL(publicUrl).protocol)) {
    throw new TypeError('createBilling: publicUrl is not an http or https address');
  }
  const isAllowed = createOriginCheck(origins, publicUrl, mode);
  const context = toContext(options, isAllowed);
  const guard: Guard = {
    context,
    requireKey: createKeyCheck(apiKeys, mode),
    requireOrigin: (headers) => requireKnownOrigin(headers, isAllowed),
    requireSameOrigin: (headers) => requireSameOrigin(headers, new URL(publicUrl).origin),
  };
  let ready: Promise<void> | undefined;
  const app = createApp(guard, isAllowed, new URL(publicUrl).pathname.replace(/\/$/, ''), () => (ready ??= start()));
  // A store that was down at the start is tried again with the next request.
  const start = (): Promise<void> =>
    store.migrate().catch((cause: unknown) => {
      ready = undefined;
      throw new BillingError('store_unavailable', {cause});
    });
  return {
    fetch: async (request) => app.fetch(request),
    async createSession(input) {
      const scope = toScope(context, 'createSession');
      try {
        await (ready ??= start());
        return await createSession(context, scope, parse(createSessionSchema, input));
      } catch (thrown) {
        const error = toBillingError(thrown);
        reportFault(context, scope, error);
        throw error;
      }
    },
    async runDue() {
      await (ready ??= start());
      try {
        await reconcileDue(context, () => toScope(context, 'runDue'));
        await sweepEnded(context);
      } catch (cause) {
        throw new BillingError('store_unavailable', {cause});
      }
    },
    close: () => store.close(),
  };
}

function toContext(options: BillingOptions, isAllowedOrigin: OriginCheck): Context {
  const {account = 'default', mode, provider, store, configurations, authenticate, invoicePdf, usage} = options;
  return {
    account,
    mode,
    provider: guardProvider(provider),
    store: store.realm({account, mode}),
    pingStore: () => store.ping(),
    configurations: readConfigurations(configurations, isAllowedOrigin),
    isAllowedOrigin,
    clock: options.clock ?? Date,
    random: options.random ?? ((bytes) => crypto.getRandomValues(new Uint8Array(bytes))),
    log: toSafe(options.log),
    report: toSafe((cause, about) => options.onError?.(cause, about)) satisfies Report,
    ...(options.onEmailConfirmation === undefined
      ? {}
      : {
          confirmEmail: (confirmation: EmailConfirmation, call: Call) =>
            untilAborted(async () => options.onEmailConfirmation?.(confirmation), call.signal),
        }),
    fetch: options.fetch ?? ((request) => fetch(request)),
    ...(invoicePdf === undefined
      ? {}
      : {invoicePdf: (printed, call) => untilAborted(() => invoicePdf(printed, call), call.signal)}),
    ...(usage === undefined
      ? {}
      : {countUsage: (customerId, range, call) => untilAborted(() => usage(customerId, range, call), call.signal)}),
    ...(authenticate === undefined ? {} : {authenticate: guardSignIn((request) => authenticate(request))}),
  };
}

/** Throws a TypeError, as everything that is wrong with the options does. */
function readConfigurations(
  given: BillingOptions['configurations'],
  isAllowedOrigin: OriginCheck,
): Context['configurations'] {
  try {
    return configurationsFromCode(given, isAllowedOrigin);
  } catch (cause) {
    throw new TypeError(`createBilling: configurations: ${toBillingError(cause).message}`, {cause});
  }
}

/** A log that fails is the host's trouble, and so is an error tracker; no request fails for it. */
function toSafe<T extends unknown[]>(tell: ((...told: T) => unknown) | undefined): (...told: T) => void {
  return (...told) => {
    try {
      const telling = tell?.(...told);
      if (telling instanceof Promise) telling.catch(() => undefined);
    } catch {
      // There is nowhere left to tell it.
    }
  };
}

function toScope(context: Context, route: string, request?: Request): Scope {
  const limit = AbortSignal.timeout(deadline);
  return {
    route,
    correlationId: createCorrelationId((bytes) => context.random(bytes)),
    signal: request === undefined ? limit : AbortSignal.any([request.signal, limit]),
  };
}

/** The checks that stand before every route; by default nothing passes. */
interface Guard {
  context: Context;
  requireKey(headers: Headers): Promise<void>;
  requireOrigin(headers: Headers): void;
  requireSameOrigin(headers: Headers): void;
}

function createApp(guard: Guard, isAllowed: OriginCheck, base: string, ready: () => Promise<void>): Hono {
  const app = new Hono({strict: true}).basePath(base);
  const allowed = cors({
    origin: (origin) => (isAllowed(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-Match', 'DPoP'],
    exposeHeaders: ['X-Correlation-Id', 'Retry-After', 'Idempotency-Replayed', 'ETag', 'DPoP-Nonce'],
    maxAge: 7200,
  });
  const methods = new Map<string, string[]>();
  for (const [name, route] of Object.entries(routes) as [RouteName, Route][]) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    methods.set(path, [...(methods.get(path) ?? []), route.method]);
    // A key never comes from a page, so its routes say nothing to pages.
    if (route.auth !== 'key') app.use(path, allowed);
    app.on(route.method, path, (call) => answer(guard, name, route, call, ready));
  }
  for (const [path, allow] of methods) {
    app.all(path, (call) => refuse(guard, call, new BillingError('method_not_allowed'), {Allow: allow.join(', ')}));
  }
  app.onError((error, call) => refuse(guard, call, toBillingError(error)));
  app.notFound((call) => refuse(guard, call, new BillingError('not_found')));
  return app;
}

function refuse({context}: Guard, call: HonoContext, error: BillingError, headers?: Record<string, string>): Response {
  const scope = toScope(context, call.req.path);
  const {correlationId} = scope;
  const kind = findKind(error);
  context.log({level: 'warn', event: 'request', method: call.req.method, code: error.code, kind, correlationId});
  reportFault(context, scope, error);
  return toProblem(error, correlationId, headers);
}

async function answer(
  guard: Guard,
  name: RouteName,
  route: Route,
  call: HonoContext,
  ready: () => Promise<void>,
): Promise<Response> {
  const {context} = guard;
  const scope = toScope(context, name, call.req.raw);
  const begun = context.clock.now();
  const entry = {event: 'request', route: name, correlationId: scope.correlationId};
  try {
    await ready();
    const value = await run(guard, name, route, call, scope);
    const status = route.status ?? 200;
    context.log({level: 'info', ...entry, status, milliseconds: context.clock.now() - begun});
    if (value instanceof FileAnswer) return toFile(value, scope.correlationId);
    return route.write ? toWritten(status, value, scope.correlationId) : toAnswer(status, value, scope.correlationId);
  } catch (thrown) {
    const error = toBillingError(thrown);
    const level = error.code === 'internal' ? 'error' : 'warn';
    const {code} = error;
    context.log({level, ...entry, code, kind: findKind(error), milliseconds: context.clock.now() - begun});
    reportFault(context, scope, error);
    return toProblem(error, scope.correlationId);
  }
}

async function run(guard: Guard, name: RouteName, route: Route, call: HonoContext, scope: Scope): Promise<unknown> {
  const request = call.req.raw;
  const {session, token} = await permit(guard, name, route, request.headers);
  const query = route.query && parse(route.query, readQuery(new URL(request.url)));
  const body = route.body && parseBody(route.body, await readJson(request));
  const ids = call.req.param();
  const idempotencyKey = route.write ? readIdempotencyKey(request.headers) : '';
  // The table ties body, query, ids and session to the name; TypeScript cannot follow it through an index.
  const handler = handlers[name] as (call: RouteCall<RouteName>) => Promise<unknown>;
  const given = {context: guard.context, scope, session, token, idempotencyKey, ids, query, body, request};
  return handler(given as RouteCall<RouteName>);
}

/** Who calls, and whether they may call this at all. */
async function permit(
  guard: Guard,
  name: RouteName,
  route: Route,
  headers: Headers,
): Promise<{session?: Session; token: string}> {
  switch (route.auth) {
    case 'key':
      refuseBrowser(headers);
      await guard.requireKey(headers);
      return {token: ''};
    case 'host':
      guard.requireSameOrigin(headers);
      return {token: ''};
    case 'open':
      return {token: ''};
    case 'session': {
      guard.requireOrigin(headers);
      const token = findBearer(headers, tokenPrefixes.session);
      if (token === undefined) throw new BillingError('invalid_session');
      // Signing out a second time, or too late, is no error: what was wished for is so.
      if (name === 'signOut') return {token};
      const session = await verifySession(guard.context, token);
      if (route.scope !== undefined) requireScope(session, route.scope);
      return {session, token};
    }
  }
}

/** What a switch has turned off says so; what the role or `readOnly` does not allow is a missing scope. */
function requireScope({scopes, features}: Session, scope: SessionScope): void {
  if (scopes.has(scope)) return;
  const isSwitchedOn = toScopes(features, {role: 'owner', readOnly: false}).has(scope);
  throw new BillingError(isSwitchedOn ? 'scope_missing' : 'feature_disabled');
}
