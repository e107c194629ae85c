import type {Meter} from '../../contract/usage.js';
import type {UsageQuery} from '../ports/provider.js';
import {isAble} from './abilities.js';
import type {Context, Scope} from './context.js';

/** Whether anybody counts what is used: the host, or the provider. */
export function countsUsage({provider, countUsage}: Pick<Context, 'provider' | 'countUsage'>): boolean {
  return countUsage !== undefined || (provider.readUsage !== undefined && isAble(provider, 'usage'));
}

/**
 * Meters as they were counted: by the host where it does, else by the provider. Null for a subscription that the provider
 * says is not this customer's, and where nobody counts.
 */
export async function readMeters(
  {provider, countUsage}: Pick<Context, 'provider' | 'countUsage'>,
  {signal}: Pick<Scope, 'signal'>,
  customerId: string,
  query: UsageQuery,
): Promise<Meter[] | null> {
  if (countUsage === undefined) return (await provider.readUsage?.(customerId, query, {signal})) ?? null;
  const {from, to, grain, meter, subscriptionId} = query;
  const range = {grain, ...(from === undefined ? {} : {from}), ...(to === undefined ? {} : {to})};
  const meters = await countUsage(customerId, range, {signal});
  const isAsked = (one: Meter): boolean =>
    (meter === undefined || one.id === meter) &&
    (subscriptionId === undefined || one.subscriptionId === null || one.subscriptionId === subscriptionId);
  return meters.filter(isAsked);
}
