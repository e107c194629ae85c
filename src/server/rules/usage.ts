import {BillingError} from '../../contract/errors.js';
import type {Usage, UsageQueryText} from '../../contract/usage.js';
import type {ProviderSubscription, UsageQuery} from '../ports/provider.js';
import type {Context, Scope} from './context.js';
import {readMeters} from './meters.js';
import {readNow} from './now.js';
import type {Session} from './sessions.js';
import {listSubscriptionRows, requireOne} from './subscriptions.js';
import {listPeriods} from './usage-periods.js';
import {withProjection} from './usage-projection.js';

/** The longest span that can be asked for, in milliseconds: more than a year, whatever its days. */
const longest = 400 * 24 * 60 * 60_000;

/**
 * What was used: of every subscription that this session may see, or of one. Throws `invalid_request` for a span that is
 * none, `not_found` for a subscription that is not this customer's, and `provider_cannot` where nobody counts.
 */
export async function readUsage(
  context: Context,
  scope: Scope,
  session: Session,
  text: UsageQueryText,
): Promise<Usage> {
  const query = toQuery(text);
  const [rows, now] = await Promise.all([listSeen(context, scope, session), readNow(context, scope, session)]);
  const {subscriptionId} = query;
  if (subscriptionId !== undefined) requireOne(rows, subscriptionId);
  const meters = await readMeters(context, scope, session.customerId, query);
  if (meters === null) throw new BillingError(subscriptionId === undefined ? 'provider_cannot' : 'not_found');
  const own = new Set(rows.map(({id}) => id));
  // What belongs to the customer as a whole says more than a session may know that sees some subscriptions only.
  const isSeen = (id: string | null): boolean => (id === null ? session.restrictTo === null : own.has(id));
  const seen = meters.filter((meter) => isSeen(meter.subscriptionId)).map((meter) => withProjection(meter, now));
  const asked = subscriptionId === undefined ? rows : rows.filter(({id}) => id === subscriptionId);
  return {meters: seen, periods: listPeriods(asked, seen, now)};
}

async function listSeen(context: Context, scope: Scope, session: Session): Promise<ProviderSubscription[]> {
  const rows = await listSubscriptionRows(context, scope, session);
  return rows.filter(({id}) => session.restrictTo?.has(id) ?? true);
}

/** Throws `invalid_request` unless both ends are given or neither is, in their order and not too far apart. */
function toQuery({meter, subscriptionId, from, to, grain = 'day'}: UsageQueryText): UsageQuery {
  const refuse = (field: string, what: string): never => {
    throw new BillingError('invalid_request', {field, message: `"${field}" ${what}`});
  };
  if (from !== undefined && to === undefined) refuse('to', 'is missing beside "from"');
  if (to !== undefined && from === undefined) refuse('from', 'is missing beside "to"');
  const length = from !== undefined && to !== undefined ? Date.parse(to) - Date.parse(from) : undefined;
  if (length !== undefined && length <= 0) refuse('to', 'does not come after "from"');
  if (length !== undefined && length > longest) refuse('to', 'is more than 400 days after "from"');
  return {
    grain,
    ...(meter === undefined ? {} : {meter}),
    ...(subscriptionId === undefined ? {} : {subscriptionId}),
    ...(from === undefined || to === undefined ? {} : {from: toInstant(from), to: toInstant(to)}),
  };
}

/** One spelling of an instant: providers need not know them all. */
function toInstant(text: string): string {
  return new Date(text).toISOString();
}
