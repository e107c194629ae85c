import type {Capabilities} from '../../contract/capabilities.js';
import {findErrorCode} from '../../contract/error-codes.js';
import {BillingError} from '../../contract/errors.js';
import {
  contractVersion,
  findIncluded,
  type PortalAnswer,
  type PortalMember,
  type Unavailable,
} from '../../contract/portal.js';
import type {ProviderCustomer} from '../ports/provider.js';
import type {Context, Scope} from './context.js';
import {toPublicCustomer} from './customers.js';
import {toBillingError} from './faults.js';
import {createReads, listPermitted} from './portal-reads.js';
import {findCustomer, toPublicSession, type Session} from './sessions.js';

/**
 * Everything the first screen shows: one provider call a member, all at once, and none more for the notices that follow
 * from them. A member that fails is told in `unavailable`; only the customer failing fails the answer. Throws
 * `invalid_request` for an unknown member.
 */
export async function readPortal(
  context: Context,
  scope: Scope,
  session: Session,
  include: string | undefined,
  known?: ProviderCustomer,
): Promise<PortalAnswer> {
  const included = requireIncluded(include);
  const wanted = listPermitted(session).filter((name) => included.has(name));
  const finding = known
    ? Promise.resolve(known)
    : findCustomer(context, {customerId: session.customerId}, scope.signal);
  // Where a test clock runs, it is that clock's time.
  const findNow = async () => (await finding).testClockAt ?? new Date(context.clock.now()).toISOString();
  const reads = createReads(context, scope, session, findNow);
  const [customer, asOf, publicSession, members] = await Promise.all([
    finding,
    findNow(),
    toPublicSession(context, session),
    Promise.allSettled(wanted.map((name) => reads[name]())),
  ]);
  const capabilities: Capabilities = {
    ...context.provider.describe(),
    ...(context.invoicePdf && {invoicePdf: 'native'}),
  };
  const answer: PortalAnswer = {
    contract: contractVersion,
    asOf,
    session: publicSession,
    configuration: toPublicConfiguration(session),
    capabilities,
    customer: await toPublicCustomer(context, session, customer),
    unavailable: {},
  };
  members.forEach((member, index) => {
    const name = wanted[index] as PortalMember;
    if (member.status === 'fulfilled') Object.assign(answer, {[name]: member.value});
    else answer.unavailable[name] = toUnavailable(scope, member.reason);
  });
  return answer;
}

/** The members that an `include` names. Throws `invalid_request` where one of them is unknown. */
export function requireIncluded(include: string | undefined): ReadonlySet<PortalMember> {
  const included = findIncluded(include);
  if (included === undefined) throw new BillingError('invalid_request', {field: 'include', message: 'unknown member'});
  return included;
}

function toPublicConfiguration({configuration, features, returnUrl}: Session): PortalAnswer['configuration'] {
  const {id, version, looks} = configuration;
  return {
    id,
    version,
    features,
    ...looks,
    ...(returnUrl !== undefined && {returnUrl}),
  } as PortalAnswer['configuration'];
}

function toUnavailable({correlationId}: Scope, reason: unknown): Unavailable {
  const {code, retryable} = toBillingError(reason);
  return {code, retryable: retryable || findErrorCode(code)?.retryable === true, correlationId};
}
