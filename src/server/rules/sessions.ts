import {BillingError} from '../../contract/errors.js';
import type {FeaturesInput, Features} from '../../contract/configuration.js';
import {
  scopes,
  type CreateSession,
  type PublicSession,
  type Role,
  type Scope,
  type Section,
} from '../../contract/session.js';
import type {ProviderCustomer} from '../ports/provider.js';
import type {TokenRow} from '../ports/store.js';
import {narrowBilling, requireNarrowing, type BillingRules} from './billing-rules.js';
import type {Configuration} from './configuration.js';
import type {Context} from './context.js';
import {createId} from './encoding.js';
import {narrow, narrowToSection} from './features.js';
import {withinReach} from './reach.js';
import {requireReturnUrl} from './return-url.js';
import {createToken, hashToken, tokenPrefixes} from './token.js';

/** A session that was idle this long is over (ASVS 7.3.1), in milliseconds. */
export const idleLimit = 30 * 60_000;
/** No session lives longer than this, however often it is renewed (ASVS 7.3.2), in milliseconds. */
export const absoluteLimit = 60 * 60_000;
/** How long a renewed token is still taken from requests that were already on their way, in milliseconds. */
export const renewalGrace = 10_000;
/** Use is noted no more often than this, so that reading costs no write each time, in milliseconds. */
const touchEvery = 60_000;

/** What a session was created with; what it may do is computed from this and from the configuration as it is now. */
interface Grant {
  role: Role;
  locale?: string | undefined;
  configuration?: string | undefined;
  features?: FeaturesInput | undefined;
  readOnly?: boolean | undefined;
  restrictTo?: string[] | undefined;
  section?: Section | undefined;
  returnUrl?: string | undefined;
}

/** A session as one request sees it. */
export interface Session {
  id: string;
  customerId: string;
  role: Role;
  readOnly: boolean;
  locale: string | null;
  section: Section | null;
  /** In place of the configuration's. */
  returnUrl: string | undefined;
  restrictTo: ReadonlySet<string> | null;
  configuration: Configuration;
  /** The configuration's switches, narrowed by the session's own. */
  features: Features;
  /** How changes are billed, with the moves that this session leaves. */
  billing: BillingRules;
  scopes: ReadonlySet<Scope>;
  expiresAt: number;
  endsAt: number;
}

/** A token just made, the only time it is seen in clear. */
export interface MintedSession {
  token: string;
  session: Session;
}

/** Finds who a session is asked for. Throws `customer_not_found`, and `invalid_request` unless exactly one id is given. */
export async function findCustomer(
  context: Context,
  by: {customerId?: string | undefined; externalId?: string | undefined},
  signal: AbortSignal,
): Promise<ProviderCustomer> {
  const {customerId, externalId} = by;
  if ((customerId === undefined) === (externalId === undefined)) {
    throw new BillingError('invalid_request', {
      field: 'customerId',
      message: 'give customerId or externalId, one of them',
    });
  }
  const named = customerId === undefined ? {externalId: externalId as string} : {customerId};
  const customer = await context.provider.findCustomer(named, {signal});
  // A provider that mixes customers up must not open one's account to another.
  const isAsked = customerId === undefined ? customer?.externalId === externalId : customer?.id === customerId;
  if (customer === null || !isAsked) throw new BillingError('customer_not_found');
  return customer;
}

/** Mints a session for a customer who is known to exist. */
export async function mintSession(
  context: Context,
  customerId: string,
  input: Omit<CreateSession, 'customerId' | 'externalId' | 'include'>,
): Promise<MintedSession> {
  const configuration = await context.configurations.find(input.configuration);
  if (configuration === undefined) {
    throw new BillingError('invalid_request', {
      field: 'configuration',
      message: 'there is no configuration of that id',
    });
  }
  requireReturnUrl(context, input.returnUrl);
  requireNarrowing(input.features);
  const now = context.clock.now();
  const {role = 'owner', locale, features, readOnly, restrictTo, section, returnUrl} = input;
  const narrowing = {features, readOnly, restrictTo, section};
  const grant: Grant = {role, locale, configuration: input.configuration, ...narrowing, returnUrl};
  const row = {
    sessionId: createId('sess_', context.random),
    customerId,
    createdAt: now,
    endsAt: now + absoluteLimit,
    grant: JSON.stringify(grant),
  };
  return insertToken(context, row, configuration);
}

async function insertToken(
  context: Context,
  row: Pick<TokenRow, 'sessionId' | 'customerId' | 'createdAt' | 'endsAt' | 'grant'>,
  configuration: Configuration,
  replaces?: string,
): Promise<MintedSession> {
  const now = context.clock.now();
  const token = createToken(tokenPrefixes.session, context.random);
  const next: TokenRow = {
    ...row,
    hash: await hashToken(token),
    kind: 'session',
    // Where a browser's key is pinned (RFC 9449). No route pins one yet, so every session is unbound.
    jkt: null,
    expiresAt: Math.min(now + configuration.tokenLifetime, row.endsAt),
    usedAt: now,
  };
  if (replaces === undefined) await context.store.tokens.insert(next);
  else if (!(await context.store.tokens.rotate(replaces, next, now + renewalGrace, now))) {
    throw new BillingError('session_expired');
  }
  return {token, session: toSession(context, next, configuration)};
}

/**
 * The session behind a token, as the configuration is now. Throws `invalid_session` for anything that was never a
 * token of this account and mode, or was revoked, and `session_expired` for one that is over.
 */
export async function verifySession(context: Context, token: string): Promise<Session> {
  const row = await findRow(context, token);
  const now = context.clock.now();
  if (now >= row.expiresAt || now >= row.endsAt || now - row.usedAt >= idleLimit)
    throw new BillingError('session_expired');
  if (now - row.usedAt >= touchEvery) await context.store.tokens.touch(row.hash, now);
  return toSession(context, row, await findConfiguration(context, row));
}

/** A fresh token of the same session; the old one is taken for a few more seconds. Throws `session_expired`. */
export async function renewSession(context: Context, token: string): Promise<MintedSession> {
  const row = await findRow(context, token);
  return insertToken(context, row, await findConfiguration(context, row), row.hash);
}

/** Ends the session of a token, with all tokens that renewed each other. A token that is unknown has ended already. */
export async function endSession(context: Context, token: string): Promise<void> {
  const row = await context.store.tokens.find(await hashToken(token));
  if (row?.kind !== 'session') return;
  await context.store.tokens.revoke({sessionId: row.sessionId});
  context.log({level: 'info', event: 'session.ended', sessionId: row.sessionId, reason: 'sign_out'});
}

async function findRow(context: Context, token: string): Promise<TokenRow> {
  const row = await context.store.tokens.find(await hashToken(token));
  if (row?.kind !== 'session') throw new BillingError('invalid_session');
  return row;
}

async function findConfiguration(context: Context, row: TokenRow): Promise<Configuration> {
  const configuration = await context.configurations.find((JSON.parse(row.grant) as Grant).configuration);
  if (configuration === undefined) throw new BillingError('session_expired');
  return configuration;
}

function toSession(context: Context, row: TokenRow, configuration: Configuration): Session {
  const grant = JSON.parse(row.grant) as Grant;
  const narrowed = narrowToSection(narrow(configuration.features, grant.features), grant.section);
  const features = withinReach(context, narrowed);
  return {
    id: row.sessionId,
    customerId: row.customerId,
    role: grant.role,
    readOnly: grant.readOnly === true,
    locale: grant.locale ?? null,
    section: grant.section ?? null,
    returnUrl: grant.returnUrl,
    restrictTo: grant.restrictTo === undefined ? null : new Set(grant.restrictTo),
    configuration,
    features,
    billing: narrowBilling(configuration.billing, grant.features?.change),
    scopes: toScopes(features, grant),
    expiresAt: row.expiresAt,
    endsAt: row.endsAt,
  };
}

/**
 * What switches, role and `readOnly` allow together. Every role reads; `billing` does everything but leave. Who sees some
 * of the subscriptions only would not see one that they started.
 */
export function toScopes(
  features: Features,
  {role, readOnly, restrictTo}: Pick<Grant, 'role' | 'readOnly' | 'restrictTo'>,
): ReadonlySet<Scope> {
  const {subscriptions, change, pause, usage, invoices, paymentMethods, cancel, billingInformation} = features;
  const mayWrite = isWriter(role) && readOnly !== true;
  const mayChange = subscriptions.view && mayWrite;
  const {start, ...changes} = change;
  const allowed: Record<Scope, boolean> = {
    'subscriptions:read': subscriptions.view,
    'subscriptions:change': mayChange && Object.values(changes).some(Boolean),
    'subscriptions:pause': mayChange && pause.enabled,
    'subscriptions:start': mayChange && start && restrictTo === undefined,
    'subscriptions:cancel': mayChange && cancel.enabled && role === 'owner',
    'usage:read': usage.view,
    'invoices:read': invoices.view,
    'invoices:download': invoices.view && invoices.download,
    'invoices:export': invoices.view && invoices.export,
    'invoices:pay': invoices.view && invoices.pay && mayWrite,
    'payment_methods:read': paymentMethods.view,
    'payment_methods:write': paymentMethods.view && paymentMethods.add && mayWrite,
    'payment_methods:default': paymentMethods.view && paymentMethods.setDefault && mayWrite,
    'payment_methods:remove': paymentMethods.view && paymentMethods.remove && mayWrite,
    'customer:read': billingInformation.view,
    'customer:write': billingInformation.view && billingInformation.allowedUpdates.length > 0 && mayWrite,
  };
  return new Set(scopes.filter((scope) => allowed[scope]));
}

/** Whether a role may change anything at all: by list, so that one which is not known here may only read. */
export function isWriter(role: string): boolean {
  return role === 'owner' || role === 'billing';
}

/** What the page may know of its session. */
export async function toPublicSession(context: Context, session: Session): Promise<PublicSession> {
  return {
    id: session.id,
    subject: (await hashToken(`${context.account}/${context.mode}/${session.customerId}`)).slice(0, 22),
    mode: context.mode,
    role: session.role,
    scopes: [...session.scopes],
    readOnly: session.readOnly,
    locale: session.locale,
    section: session.section,
    expiresAt: new Date(session.expiresAt).toISOString(),
    expiresIn: Math.floor((session.expiresAt - context.clock.now()) / 1000),
    endsAt: new Date(session.endsAt).toISOString(),
  };
}
