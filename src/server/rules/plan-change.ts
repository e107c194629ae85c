import type {AddOnChoice, SubscriptionChangeInput} from '../../contract/preview.js';
import type {Subscription} from '../../contract/subscription.js';
import type {Meter} from '../../contract/usage.js';
import type {Price, SubscriptionChange} from '../ports/provider.js';
import {carryAddOns, isMore, isSameChoice, listAddOns, requireAddOns} from './add-ons.js';
import {findTiming} from './change-timing.js';
import {permitMove} from './moves.js';
import type {PlanOffer} from './offers.js';
import {findPlanItem, findPlanOf} from './plans.js';
import {fitQuantity, requireEnough, requireInRange} from './quantities.js';
import {refuseFor, requirePermission} from './refusing.js';
import type {Session} from './sessions.js';
import {isSameLength, isShorter} from './spans.js';

/** What the choice of a customer comes to: which change it is, whether it may be made, and when it takes effect. */

type PlanInput = Extract<SubscriptionChangeInput, {kind: 'plan'}>;
type PlanChange = Extract<SubscriptionChange, {kind: 'plan'}>;

/** What a choice is decided by. */
export interface ChoiceGround {
  session: Session;
  offers: readonly PlanOffer[];
  meters: readonly Meter[];
  /** Whether the provider can let a change wait for the end of the period. */
  canSchedule: boolean;
}

/** A change as the provider gets it, with the prices that were chosen. */
export interface DecidedPlan {
  change: PlanChange;
  plan: PlanOffer;
  price: Price;
}

/** A price on offer, with its plan. Throws `action_refused` (`not_in_catalog`) for any other. */
export function requireOffer(offers: readonly PlanOffer[], priceId: string): {plan: PlanOffer; price: Price} {
  for (const plan of offers) {
    const price = plan.prices.find(({id}) => id === priceId);
    if (price) return {plan, price};
  }
  return refuseFor('not_in_catalog');
}

/**
 * The change that a choice comes to. Throws `action_refused` with the reason and the numbers where it may not be made, also
 * where it changes nothing, and `invalid_request` for numbers and add-ons that there cannot be.
 */
export function decidePlan(ground: ChoiceGround, subscription: Subscription, input: PlanInput): DecidedPlan {
  const {session, canSchedule} = ground;
  const move = findMove(ground, subscription, input);
  const {plan, price} = move;
  const quantity = decideQuantity(ground, subscription, move, input.quantity);
  const addOns = decideAddOns(ground, subscription, move, input.addOns);
  const {promotionCode} = input;
  if (promotionCode !== undefined) requirePermission(subscription.actions.applyPromotionCode);
  const direction = findDirection(subscription, move, {quantity, addOns});
  if (direction === 'nowhere' && promotionCode === undefined) refuseFor('nothing_changes');
  const {proration, anchor, trial} = session.billing;
  const timing = findTiming(session.billing, {
    isDowngrade: direction === 'down',
    isShorterInterval: isShorter(price.interval, subscription.interval),
  });
  // Doing it at once would take away what is paid for.
  if (timing === 'period_end' && !canSchedule) refuseFor('provider_cannot');
  const chosen = {priceId: price.id, quantity, addOns, ...(promotionCode === undefined ? {} : {promotionCode})};
  const billing = {proration, anchor, timing};
  return {change: {kind: 'plan', subscriptionId: subscription.id, billing, trial, ...chosen}, plan, price};
}

/** What there is, and what was chosen in its place. */
interface Move {
  from: PlanOffer | undefined;
  plan: PlanOffer;
  price: Price;
  present: {quantity: number; addOns: AddOnChoice[]};
  isSamePlan: boolean;
  isSamePrice: boolean;
}

function findMove(ground: ChoiceGround, subscription: Subscription, {priceId}: PlanInput): Move {
  const {offers} = ground;
  const from = findPlanOf(offers, subscription);
  const item = findPlanItem(subscription);
  // Why nothing can be chosen at all says more than that one price is unknown.
  if (from === undefined || item === undefined) requirePermission(subscription.actions.changePlan);
  const {plan, price} = requireOffer(offers, priceId);
  const isSamePrice = item?.priceId === price.id;
  if (!isSamePrice) requirePermission(permitMove({...ground, subscription, from}, plan, price));
  const present = {quantity: item?.quantity ?? 1, addOns: listAddOns(subscription.items)};
  return {from, plan, price, present, isSamePlan: from?.id === plan.id, isSamePrice};
}

/** Up and down are of plans; with one plan and price, down is less of something and more of nothing. */
function findDirection(
  {interval}: Subscription,
  {from, plan, price, present, isSamePlan, isSamePrice}: Move,
  {quantity, addOns}: Move['present'],
): 'up' | 'down' | 'nowhere' {
  if (!isSamePlan) return from !== undefined && plan.rank < from.rank ? 'down' : 'up';
  if (!isSamePrice && !isSameLength(price.interval, interval)) return 'up';
  const isMoreOfAny = quantity > present.quantity || isMore(addOns, present.addOns);
  const isLessOfAny = quantity < present.quantity || isMore(present.addOns, addOns);
  if (isLessOfAny && !isMoreOfAny) return 'down';
  return isSamePrice && !isMoreOfAny ? 'nowhere' : 'up';
}

/** As many as are asked for; as many as there are, as far as the plan has room for them, where nothing is said. */
function decideQuantity(
  ground: ChoiceGround,
  subscription: Subscription,
  {plan, present, isSamePlan}: Move,
  asked: number | undefined,
): number {
  const carried = isSamePlan ? present.quantity : fitQuantity(present.quantity, plan.quantity);
  const quantity = asked ?? carried;
  if (quantity !== carried) {
    requireSwitch(ground, subscription, isSamePlan, 'changeQuantity', 'quantity');
    requireInRange(quantity, plan.quantity, 'quantity');
  }
  const isFewer = quantity < present.quantity || !isSamePlan;
  if (isFewer) requireEnough(quantity, plan.quantity, ground.meters, subscription.id);
  return quantity;
}

/** What is asked for; what there is, as far as the plan has it, where nothing is said. */
function decideAddOns(
  ground: ChoiceGround,
  subscription: Subscription,
  {from, plan, price, present, isSamePlan, isSamePrice}: Move,
  asked: readonly AddOnChoice[] | undefined,
): AddOnChoice[] {
  const carried = carryAddOns(present.addOns, {from, to: plan, price, isSamePrice});
  if (asked === undefined || isSameChoice(asked, carried)) return carried;
  requireSwitch(ground, subscription, isSamePlan, 'changeAddOns', 'addOns');
  requireAddOns(asked, plan, price, carried);
  return [...asked];
}

/** With the plan that there is, its own permission counts; beside a move to another plan, the switch alone. */
function requireSwitch(
  {session}: ChoiceGround,
  {actions}: Subscription,
  isSamePlan: boolean,
  action: 'changeQuantity' | 'changeAddOns',
  name: 'quantity' | 'addOns',
): void {
  if (isSamePlan) requirePermission(actions[action]);
  else if (!session.features.change[name]) refuseFor('feature_disabled');
}
