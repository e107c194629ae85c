import {BillingError} from '../../contract/errors.js';
import type {CreatedSession} from '../../contract/portal.js';
import type {CreateSession} from '../../contract/session.js';
import type {ProviderCustomer} from '../ports/provider.js';
import type {Context, Scope} from '../rules/context.js';
import {readPortal, requireIncluded} from '../rules/portal.js';
import {endSession, findCustomer, mintSession, renewSession, type MintedSession} from '../rules/sessions.js';
import {sweepNowAndThen} from '../rules/sweep.js';
import type {RouteHandlers} from './route.js';

/** The rule behind `POST /v1/sessions`, also called directly by a server that mounts the endpoint. */
export async function createSession(context: Context, scope: Scope, input: CreateSession): Promise<CreatedSession> {
  const {customerId, externalId, include, ...grant} = input;
  // Refused before there is a session that nobody would get.
  requireIncluded(include);
  const customer = await findCustomer(context, {customerId, externalId}, scope.signal);
  const minted = await mintSession(context, customer.id, grant);
  await sweepNowAndThen(context);
  const {id: sessionId} = minted.session;
  context.log({
    level: 'info',
    event: 'session.created',
    sessionId,
    customerId: customer.id,
    correlationId: scope.correlationId,
  });
  return toCreatedSession(context, scope, minted, include, customer);
}

async function toCreatedSession(
  context: Context,
  scope: Scope,
  {token, session}: MintedSession,
  include?: string,
  customer?: ProviderCustomer,
): Promise<CreatedSession> {
  return {
    sessionToken: token,
    expiresAt: new Date(session.expiresAt).toISOString(),
    customerId: session.customerId,
    ...(include === undefined ? {} : {portal: await readPortal(context, scope, session, include, customer)}),
  };
}

export const sessionRoutes: Pick<RouteHandlers, 'createSession' | 'openHostSession' | 'signOut' | 'renewSession'> = {
  createSession: ({context, scope, body}) => createSession(context, scope, body),

  async openHostSession({context, scope, body, request}) {
    // Not the request itself: its body is used already, and whoever reads it again would fail.
    const asked = new Request(request.url, {headers: request.headers, signal: scope.signal});
    const signedIn = await context.authenticate?.(asked);
    if (!signedIn) throw new BillingError('not_signed_in');
    return createSession(context, scope, {...signedIn, ...body});
  },

  async signOut({context, token}) {
    await endSession(context, token);
    return undefined;
  },

  async renewSession({context, scope, token}) {
    return toCreatedSession(context, scope, await renewSession(context, token));
  },
};
