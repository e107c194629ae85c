import {BillingError} from '../../contract/errors.js';
import type {Usage, UsageQueryText} from '../../contract/usage.js';
import type {UsageQuery} from '../ports/provider.js';
import type {Context, Scope} from './context.js';
import type {Session} from './sessions.js';

/** What was used. Throws `provider_cannot` where nobody counts it. */
export async function readUsage(
  {provider}: Context,
  {signal}: Scope,
  {customerId, restrictTo}: Session,
  {meter, subscriptionId, from, to, grain = 'day'}: UsageQueryText,
): Promise<Usage> {
  if (provider.readUsage === undefined) throw new BillingError('provider_cannot');
  const query: UsageQuery = {
    grain,
    ...(meter === undefined ? {} : {meter}),
    ...(subscriptionId === undefined ? {} : {subscriptionId}),
    ...(from === undefined ? {} : {from}),
    ...(to === undefined ? {} : {to}),
  };
  const meters = await provider.readUsage(customerId, query, {signal});
  if (meters === null) throw new BillingError('not_found');
  return {
    meters: meters.filter((one) => restrictTo === null || restrictTo.has(one.subscriptionId ?? '')),
    periods: [],
  };
}
