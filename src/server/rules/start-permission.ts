import type {Permission, Refusal, RefusalReason} from '../../contract/subscription.js';
import type {Price} from '../ports/provider.js';
import type {Context} from './context.js';
import type {PlanOffer} from './offers.js';
import {isWriter, type Session} from './sessions.js';

const refuse = (reason: RefusalReason): Refusal => ({allowed: false, reason});

/** May another subscription be started with a price of a plan? */
export function permitStart(
  {provider}: Pick<Context, 'provider'>,
  {readOnly, role, scopes}: Session,
  plan: Pick<PlanOffer, 'offered'>,
  price: Pick<Price, 'active'>,
): Permission {
  if (provider.applyChange === undefined) return refuse('provider_cannot');
  if (readOnly) return refuse('read_only');
  if (!isWriter(role)) return refuse('role');
  if (!scopes.has('subscriptions:start')) return refuse('feature_disabled');
  return plan.offered && price.active ? {allowed: true} : refuse('not_in_catalog');
}
