import {findErrorCode} from '../../contract/error-codes.js';
import {BillingError} from '../../contract/errors.js';
import {
  contractVersion,
  findIncluded,
  portalMembers,
  type PortalAnswer,
  type PortalMember,
  type Unavailable,
} from '../../contract/portal.js';
import type {Scope as SessionScope} from '../../contract/session.js';
import type {ProviderCustomer} from '../ports/provider.js';
import type {Context, Scope} from './context.js';
import {findKind, reportFault, toBillingError} from './faults.js';
import {listInvoices} from './invoices.js';
import {listPaymentMethods} from './payment-methods.js';
import {findCustomer, toPublicSession, type Session} from './sessions.js';
import {listSubscriptions} from './subscriptions.js';

const readers = {
  subscriptions: {scope: 'subscriptions:read', read: listSubscriptions},
  paymentMethods: {scope: 'payment_methods:read', read: listPaymentMethods},
  invoices: {scope: 'invoices:read', read: (context, scope, session) => listInvoices(context, scope, session, {})},
} satisfies Record<
  PortalMember,
  {scope: SessionScope; read(context: Context, scope: Scope, session: Session): Promise<unknown>}
>;

/**
 * Everything the first screen shows: one provider call a member, all at once. A member that fails is told in
 * `unavailable`; only the customer failing fails the answer. Throws `invalid_request` for an unknown member.
 */
export async function readPortal(
  context: Context,
  scope: Scope,
  session: Session,
  include: string | undefined,
  known?: ProviderCustomer,
): Promise<PortalAnswer> {
  const included = requireIncluded(include);
  const wanted = portalMembers.filter((name) => included.has(name) && session.scopes.has(readers[name].scope));
  const [customer, publicSession, members] = await Promise.all([
    known ?? findCustomer(context, {customerId: session.customerId}, scope.signal),
    toPublicSession(context, session),
    Promise.allSettled(wanted.map((name) => readers[name].read(context, scope, session))),
  ]);
  const {testClockAt, ...shown} = customer;
  const answer: PortalAnswer = {
    contract: contractVersion,
    asOf: testClockAt ?? new Date(context.clock.now()).toISOString(),
    session: publicSession,
    configuration: toPublicConfiguration(session),
    capabilities: context.provider.describe(),
    customer: shown,
    unavailable: {},
  };
  members.forEach((member, index) => {
    const name = wanted[index] as PortalMember;
    if (member.status === 'fulfilled') Object.assign(answer, {[name]: member.value});
    else answer.unavailable[name] = toUnavailable(context, scope, name, member.reason);
  });
  return answer;
}

/** The members that an `include` names. Throws `invalid_request` where one of them is unknown. */
export function requireIncluded(include: string | undefined): ReadonlySet<PortalMember> {
  const included = findIncluded(include);
  if (included === undefined) throw new BillingError('invalid_request', {field: 'include', message: 'unknown member'});
  return included;
}

function toPublicConfiguration({configuration, features}: Session): PortalAnswer['configuration'] {
  return {id: configuration.id, version: configuration.version, features};
}

function toUnavailable(context: Context, scope: Scope, member: PortalMember, reason: unknown): Unavailable {
  const error = toBillingError(reason);
  const {code, retryable} = error;
  const {correlationId} = scope;
  const kind = findKind(error);
  const known = kind === undefined ? {} : {kind};
  context.log({level: 'error', event: 'portal.member_failed', member, code, ...known, correlationId});
  reportFault(context, scope, error);
  return {code, retryable: retryable || findErrorCode(code)?.retryable === true, correlationId};
}
