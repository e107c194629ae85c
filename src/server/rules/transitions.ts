import type {Permission, Refusal, RefusalReason} from '../../contract/subscription.js';
import type {PlanRule} from './plans.js';
import type {Session} from './sessions.js';

const refuse = (reason: RefusalReason): Refusal => ({allowed: false, reason});

/** May one plan be left for another, by the merchant's rules? A move that there is not comes before a direction that is off. */
export function permitPlan(
  {features, billing}: Pick<Session, 'features' | 'billing'>,
  from: Pick<PlanRule, 'id' | 'rank'>,
  to: Pick<PlanRule, 'id' | 'rank'>,
): Permission {
  const {transitions} = billing;
  const targets = Object.hasOwn(transitions, from.id) ? transitions[from.id] : undefined;
  if (targets !== undefined && !targets.includes(to.id)) return refuse('move_not_allowed');
  const {upgrade, downgrade} = features.change;
  // Plans of one rank are neither above nor below each other.
  const isOn = to.rank === from.rank ? upgrade || downgrade : to.rank > from.rank ? upgrade : downgrade;
  return isOn ? {allowed: true} : refuse('feature_disabled');
}
