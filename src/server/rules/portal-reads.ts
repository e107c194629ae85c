import {portalMembers, type PortalAnswer, type PortalMember} from '../../contract/portal.js';
import type {Scope as SessionScope} from '../../contract/session.js';
import type {Context, Scope} from './context.js';
import {readCatalog} from './catalog.js';
import {findKind, reportFault, toBillingError} from './faults.js';
import {listInvoices} from './invoices.js';
import {toNotices} from './notices.js';
import {listPaymentMethods} from './payment-methods.js';
import {readPlans} from './plans.js';
import type {Session} from './sessions.js';
import {listSubscriptionRows, toSubscriptions} from './subscriptions.js';

/** What each of the members that a provider is asked for needs of a session. */
const neededScopes = {
  subscriptions: 'subscriptions:read',
  catalog: 'subscriptions:read',
  paymentMethods: 'payment_methods:read',
  invoices: 'invoices:read',
} satisfies Partial<Record<PortalMember, SessionScope>>;
type Source = keyof typeof neededScopes;
const sources = Object.keys(neededScopes) as Source[];

/** How the members of one answer are read. What fails is told once, in the log and to the host, whoever wanted it. */
export type PortalReads = {[Member in PortalMember]: () => Promise<NonNullable<PortalAnswer[Member]>>};

/** The members that a session may have; notices are there for whoever may read anything that they can be about. */
export function listPermitted({scopes}: Session): PortalMember[] {
  const permitted = new Set<PortalMember>(sources.filter((name) => scopes.has(neededScopes[name])));
  return portalMembers.filter((name) => (name === 'notices' ? permitted.size > 0 : permitted.has(name)));
}

/** Reads that are begun when they are first asked for, and shared by all who ask: one provider call each. */
export function createReads(
  context: Context,
  scope: Scope,
  session: Session,
  findNow: () => Promise<string>,
): PortalReads {
  const told = new Set<unknown>();
  const tell = (member: PortalMember) => (reason: unknown) => {
    if (!told.has(reason)) tellFailure(context, scope, member, reason);
    told.add(reason);
    throw reason;
  };
  const once = <T>(member: PortalMember, read: () => Promise<T>): (() => Promise<T>) => {
    let begun: Promise<T> | undefined;
    return () => (begun ??= read().catch(tell(member)));
  };
  // What may be done with a payment method depends on the subscriptions: both look at the same ones.
  let asked: ReturnType<typeof listSubscriptionRows> | undefined;
  const readRows = (): ReturnType<typeof listSubscriptionRows> =>
    (asked ??= listSubscriptionRows(context, scope, session));
  // What may be done with a subscription depends on the plans: the catalog shows the same ones.
  let known: ReturnType<typeof readPlans> | undefined;
  const findAll = (): ReturnType<typeof readPlans> => (known ??= readPlans(context, scope, session));
  const reads = {
    catalog: once('catalog', () => readCatalog(context, scope, session, {readRows, readPlans: findAll})),
    subscriptions: once('subscriptions', async () => {
      const [rows, plans] = await Promise.all([readRows(), findAll().catch(() => undefined)]);
      return toSubscriptions(context, rows, session, plans);
    }),
    paymentMethods: once('paymentMethods', () => listPaymentMethods(context, scope, session, readRows)),
    invoices: once('invoices', () => listInvoices(context, scope, session, {})),
  } satisfies Pick<PortalReads, Source>;
  // No notice says what may be done: nobody is asked what else is on offer.
  const plain = once('subscriptions', async () => toSubscriptions(context, await readRows(), session, undefined));
  const readNotices: PortalReads['notices'] = async () => {
    const [[subscriptions, paymentMethods, invoices], now] = await Promise.all([
      readTogether({...reads, subscriptions: plain}, listNeeded(session)),
      findNow(),
    ]);
    // Rows that are not what their type says fail here, where no read did.
    return Promise.resolve()
      .then(() => toNotices({subscriptions, paymentMethods, invoices: invoices?.items, now}))
      .catch(tell('notices'));
  };
  return {...reads, notices: readNotices};
}

/** Every notice is about a subscription: without those, or with nothing else, there is none to be found. */
function listNeeded(session: Session): ReadonlySet<PortalMember> {
  const permitted = listPermitted(session).filter((name) => name !== 'notices' && name !== 'catalog');
  return new Set(permitted.includes('subscriptions') && permitted.length > 1 ? permitted : []);
}

type Read<Name extends Exclude<Source, 'catalog'>> = Awaited<ReturnType<PortalReads[Name]>> | undefined;

/** What of the wanted ones could be read. Rejects where all of them failed, with the first reason. */
async function readTogether(
  reads: Pick<PortalReads, Exclude<Source, 'catalog'>>,
  wanted: ReadonlySet<PortalMember>,
): Promise<[Read<'subscriptions'>, Read<'paymentMethods'>, Read<'invoices'>]> {
  const failed: unknown[] = [];
  const read = async <Name extends Exclude<Source, 'catalog'>>(name: Name): Promise<Read<Name>> => {
    if (!wanted.has(name)) return undefined;
    return (reads[name]() as Promise<Read<Name>>).catch((reason: unknown) => {
      failed.push(reason);
      return undefined;
    });
  };
  const found = await Promise.all([read('subscriptions'), read('paymentMethods'), read('invoices')]);
  if (failed.length > 0 && failed.length === wanted.size) throw failed[0];
  return found;
}

function tellFailure(context: Context, scope: Scope, member: PortalMember, reason: unknown): void {
  const error = toBillingError(reason);
  const kind = findKind(error);
  const known = kind === undefined ? {} : {kind};
  const {correlationId} = scope;
  context.log({level: 'error', event: 'portal.member_failed', member, code: error.code, ...known, correlationId});
  reportFault(context, scope, error);
}
