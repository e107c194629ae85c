import type {SubscriptionChangeInput, SubscriptionStart} from '../../contract/preview.js';
import type {Subscription, SubscriptionAction} from '../../contract/subscription.js';
import type {Price, SubscriptionChange} from '../ports/provider.js';
import {isAble} from './abilities.js';
import {carryAddOns, requireAddOns} from './add-ons.js';
import type {Context, Scope} from './context.js';
import {readNow} from './now.js';
import {readOffers, type PlanOffer} from './offers.js';
import {decidePause} from './pauses.js';
import {decidePlan, requireOffer} from './plan-change.js';
import {readPresent} from './plan-limits.js';
import {readPlans, type PlanRule} from './plans.js';
import {fitQuantity, requireInRange} from './quantities.js';
import {requirePermission} from './refusing.js';
import type {Session} from './sessions.js';
import {permitStart} from './start-permission.js';
import {findPlans, listSubscriptionRows, requireOne, requireReader, toSubscriptions} from './subscriptions.js';

/** What was asked for as it is going to be done: looked up, checked and with everything that the merchant decides. */
export interface Decision {
  change: SubscriptionChange;
  /** What is changed; null for what is to be started. */
  subscription: Subscription | null;
  /** The method of its own that it is charged to, also where the session may not name it. */
  ownMethodId: string | null;
  /** The plan and the price that were chosen; absent where nothing was. */
  chosen?: {plan: PlanOffer; price: Price};
  /** All that it was decided by besides the subscription: where this moves, what was shown does not hold any more. */
  basis: unknown;
}

type SimpleInput = Exclude<SubscriptionChangeInput, {kind: 'plan' | 'pause'}>;

const actions: Record<SimpleInput['kind'], SubscriptionAction> = {
  cancel: 'cancel',
  undo_cancel: 'undoCancel',
  unpause: 'unpause',
  withdraw_pending: 'withdrawPendingChange',
  restart: 'restart',
};

/**
 * Decides about a change of a subscription. Throws `feature_disabled`, `not_found`, `invalid_request`, and
 * `action_refused` with the reason and the numbers where the customer may not do this to this subscription now.
 */
export async function decideChange(
  context: Context,
  scope: Scope,
  session: Session,
  subscriptionId: string,
  input: SubscriptionChangeInput,
): Promise<Decision> {
  requireReader(session);
  // Leaving must not fail because nobody knows what else there is.
  const isChoice = input.kind === 'plan' || input.kind === 'restart';
  const [rows, plans] = await Promise.all([
    listSubscriptionRows(context, scope, session),
    (isChoice ? readPlans : findPlans)(context, scope, session),
  ]);
  const subscription = requireOne(await toSubscriptions(context, rows, session, plans), subscriptionId);
  const {paymentMethodId: ownMethodId} = requireOne(rows, subscriptionId);
  if (input.kind === 'plan') {
    const ground = await readGround(context, scope, session, plans ?? [], rows);
    const {change, ...chosen} = decidePlan({session, ...ground}, subscription, input);
    return {change, subscription, ownMethodId, chosen, basis: {change, price: chosen.price}};
  }
  if (input.kind === 'pause') {
    requirePermission(subscription.actions.pause);
    const {pause} = session.features;
    const change = decidePause(pause, subscription, input, await readNow(context, scope, session));
    // Its end moves with the time: the bounds that it was decided by do not, and another session has others.
    return {change, subscription, ownMethodId, basis: {input, at: change.at, pause}};
  }
  const change = toSimpleChange(subscription, input);
  requirePermission(subscription.actions[actions[change.kind]]);
  return {change, subscription, ownMethodId, basis: change};
}

/** Taking back a planned end is what keeping is: it is asked for and permitted in the same way. */
function toSimpleChange({id, pendingChange}: Subscription, {kind}: SimpleInput): SimpleChange {
  if (kind === 'cancel') return {kind, subscriptionId: id, at: 'period_end', credit: false};
  const isKeeping = kind === 'withdraw_pending' && pendingChange?.kind === 'cancel';
  return {kind: isKeeping ? 'undo_cancel' : kind, subscriptionId: id};
}

type SimpleChange = Extract<SubscriptionChange, {kind: SimpleInput['kind']}>;

/**
 * Decides about another subscription. Throws `action_refused` with the reason where it may not be started, and
 * `invalid_request` for numbers and add-ons that there cannot be.
 */
export async function decideStart(
  context: Context,
  scope: Scope,
  session: Session,
  input: SubscriptionStart,
): Promise<Decision> {
  const [rows, plans] = await Promise.all([
    listSubscriptionRows(context, scope, session),
    readPlans(context, scope, session),
  ]);
  const offers = await readOffers(context, scope, plans, rows);
  const {plan, price} = requireOffer(offers, input.priceId);
  requirePermission(permitStart(context, session, plan, price));
  const {priceId, quantity = fitQuantity(1, plan.quantity), addOns = [], promotionCode} = input;
  requireInRange(quantity, plan.quantity, 'quantity');
  requireAddOns(addOns, plan, price, carryAddOns([], {from: undefined, to: plan, price, isSamePrice: false}));
  if (promotionCode !== undefined && !session.features.change.promotionCode) {
    requirePermission({allowed: false, reason: 'feature_disabled'});
  }
  const chosen = {priceId, quantity, addOns, ...(promotionCode === undefined ? {} : {promotionCode})};
  const change: SubscriptionChange = {kind: 'start', ...chosen};
  // One more subscription is another ground: what was started from one preview is not started from it again.
  const ids = rows.map(({id}) => id).sort();
  return {change, subscription: null, ownMethodId: null, chosen: {plan, price}, basis: {change, price, ids}};
}

/** What is on offer, and what is used. Use that cannot be read is no use that fits: this throws what the read threw. */
async function readGround(
  context: Context,
  scope: Scope,
  session: Session,
  plans: readonly PlanRule[],
  rows: Awaited<ReturnType<typeof listSubscriptionRows>>,
) {
  const [offers, meters] = await Promise.all([
    readOffers(context, scope, plans, rows),
    readPresent(context, scope, session, plans),
  ]);
  return {offers, meters, canSchedule: isAble(context.provider, 'scheduleChange')};
}
