import type {Context, Scope} from './context.js';
import {findCustomer, type Session} from './sessions.js';

/** The time it is for a customer, ISO 8601: that of the provider's test clock where one runs, else the endpoint's own. */
export async function readNow(context: Context, {signal}: Scope, {customerId}: Session): Promise<string> {
  const {testClockAt} = await findCustomer(context, {customerId}, signal);
  return testClockAt ?? new Date(context.clock.now()).toISOString();
}
