import type {SubscriptionChangeInput} from '../../contract/preview.js';
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
import {isShorter} from './spans.js';

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
  const {session, offers} = ground;
  const from = findPlanOf(offers, subscription);
  const item = findPlanItem(subscription);
  // Why nothing can be chosen at all says more than that one price is unknown.
  if (from === undefined || item === undefined) requirePermission(subscription.actions.changePlan);
  const {plan, price} = requireOffer(offers, input.priceId);
  const isSamePrice = item?.priceId === price.id;
  if (!isSamePrice) requirePermission(permitMove({...ground, subscription, from}, plan, price));
  const present = {quantity: item?.quantity ?? 1, addOns: listAddOns(subscription.items)};
  const isSamePlan = from?.id === plan.id;
  const quantity = decideQuantity(ground, subscription, {input, plan, present: present.quantity, isSamePlan});
  const carried = carryAddOns(present.addOns, {from, to: plan, price, isSamePrice});
  const addOns = input.addOns ?? carried;
  if (!isSameChoice(addOns, carried)) {
    requireSwitch(ground, subscription, isSamePlan, 'changeAddOns', 'addOns');
    requireAddOns(addOns, plan, price, carried);
  }
  const {promotionCode} = input;
  if (promotionCode !== undefined) requirePermission(subscription.actions.applyPromotionCode);
  const isSame = isSamePrice && quantity === present.quantity && isSameChoice(addOns, present.addOns);
  if (isSame && promotionCode === undefined) refuseFor('nothing_changes');
  const isLess =
    isSamePrice &&
    !isMore(addOns, present.addOns) &&
    quantity <= present.quantity &&
    (quantity < present.quantity || isMore(present.addOns, addOns));
  const {proration, anchor} = session.billing;
  const timing = findTiming(session.billing, {
    isDowngrade: isSamePlan ? isLess : from !== undefined && plan.rank < from.rank,
    isShorterInterval: isShorter(price.interval, subscription.interval),
  });
  // Doing it at once would take away what is paid for.
  if (timing === 'period_end' && !ground.canSchedule) refuseFor('provider_cannot');
  const change: PlanChange = {
    kind: 'plan',
    subscriptionId: subscription.id,
    billing: {proration, anchor, timing},
    trial: session.billing.trial,
    priceId: price.id,
    quantity,
    addOns,
    ...(promotionCode === undefined ? {} : {promotionCode}),
  };
  return {change, plan, price};
}

interface Wanted {
  input: PlanInput;
  plan: PlanOffer;
  present: number;
  isSamePlan: boolean;
}

/** As many as are asked for; as many as there are, as far as the plan has room for them, where nothing is said. */
function decideQuantity(ground: ChoiceGround, subscription: Subscription, wanted: Wanted): number {
  const {input, plan, present, isSamePlan} = wanted;
  const carried = isSamePlan ? present : fitQuantity(present, plan.quantity);
  const quantity = input.quantity ?? carried;
  if (quantity !== carried) {
    requireSwitch(ground, subscription, isSamePlan, 'changeQuantity', 'quantity');
    requireInRange(quantity, plan.quantity, 'quantity');
  }
  if (quantity < present || !isSamePlan) requireEnough(quantity, plan.quantity, ground.meters, subscription.id);
  return quantity;
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
