import type {Permission, Refusal, RefusalReason, Subscription} from '../../contract/subscription.js';
import type {Meter} from '../../contract/usage.js';
import type {Price} from '../ports/provider.js';
import {findTiming} from './change-timing.js';
import {findCurrency, type PlanOffer} from './offers.js';
import {findLack} from './plan-limits.js';
import {findPlanItem, type PlanRule} from './plans.js';
import {permitPlan} from './transitions.js';
import type {Session} from './sessions.js';
import {isSameLength, isShorter} from './spans.js';

/** What a move is decided by. */
export interface MoveGround {
  session: Session;
  subscription: Subscription;
  /** The plan that there is; undefined where it is none of the catalog. */
  from: PlanRule | PlanOffer | undefined;
  /** Undefined where they could not be read: then nothing is said of limits. */
  meters: readonly Meter[] | undefined;
  /** Whether the provider can let a change wait for the end of the period. */
  canSchedule: boolean;
}

const refuse = (reason: RefusalReason): Refusal => ({allowed: false, reason});

/** Whether a subscription could be charged in the currency of a price. */
export function isInCurrency({totals}: Pick<Subscription, 'totals'>, price: Price): boolean {
  const currency = findCurrency(price);
  return currency === undefined || currency === totals.total.currency;
}

/** Whether a price has another interval, and the provider cannot lead from one to another. */
function isBeyond({interval, actions}: Subscription, price: Price): boolean {
  const {changeInterval} = actions;
  const isUnable = changeInterval?.allowed === false && changeInterval.reason === 'provider_cannot';
  return isUnable && !isSameLength(interval, price.interval);
}

/**
 * May a subscription move to a price of a plan? By what may be done with it at all, then by the merchant's rules, then by
 * what is used.
 */
export function permitMove(
  {session, subscription, from, meters, canSchedule}: MoveGround,
  plan: PlanOffer,
  price: Price,
): Permission {
  if (findPlanItem(subscription)?.priceId === price.id) return refuse('nothing_changes');
  const isSamePlan = from?.id === plan.id;
  const permission = subscription.actions[isSamePlan ? 'changeInterval' : 'changePlan'] ?? refuse('provider_cannot');
  if (!permission.allowed) return permission;
  if (!isSamePlan && isBeyond(subscription, price)) return refuse('provider_cannot');
  // Whoever has a plan that is not offered any more keeps it, with all its intervals.
  if (from === undefined || !(plan.offered || isSamePlan) || !price.active) return refuse('not_in_catalog');
  if (!isInCurrency(subscription, price)) return refuse('not_in_catalog');
  const timing = findTiming(session.billing, {
    isDowngrade: plan.rank < from.rank && !isSamePlan,
    isShorterInterval: isShorter(price.interval, subscription.interval),
  });
  if (timing === 'period_end' && !canSchedule) return refuse('provider_cannot');
  if (isSamePlan) return permission;
  const move = permitPlan(session, from, plan);
  if (!move.allowed) return move;
  return findLack(meters ?? [], plan, subscription.id) ?? move;
}
