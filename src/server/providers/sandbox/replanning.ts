import {BillingError} from '../../../contract/errors.js';
import type {PreviewNote} from '../../../contract/preview.js';
import type {SubscriptionAction} from '../../../contract/subscription.js';
import type {SubscriptionChange} from '../../ports/provider.js';
import {findPeriod} from './calendar.js';
import {getPlan, toCharge} from './charging.js';
import {listDifferences, toItems, type Difference} from './choosing.js';
import {getSubscription, keepReferences} from './finding.js';
import {settleUse, toUseUpTo} from './metering.js';
import {note, noteUse, type Prepared} from './prepared.js';
import {quoteNewPeriod, quoteWithinPeriod, type Target} from './pricing.js';
import type {Quote} from './quoting.js';
import {dropPlanned, findPromotion, isForInterval, keepRedemption, redeem} from './promotions.js';
import {listPaid} from './proration.js';
import {refuseAction} from './refusals.js';
import {
  getRecord,
  type DiscountRecord,
  type Items,
  type PlannedChange,
  type SubscriptionRecord,
  type World,
} from './world.js';

/** Another plan, interval, number, other add-ons or a code: what it shall be, and what that costs. */

type PlanChange = Extract<SubscriptionChange, {kind: 'plan'}>;

/** When a change is asked for, and the instant that it is priced at. */
export interface Instants {
  now: string;
  at: string;
}

/** Which permission each difference needs. */
const actions: Record<Difference, SubscriptionAction> = {
  plan: 'changePlan',
  interval: 'changeInterval',
  quantity: 'changeQuantity',
  add_ons: 'changeAddOns',
};

/** A change that is looked at: what it changes, and into what. */
interface Move {
  world: World;
  record: SubscriptionRecord;
  change: PlanChange;
  items: Items;
  differences: Set<Difference>;
  /** A code that is not running yet. */
  code: string | null;
  at: string;
  now: string;
}

/**
 * Works a change out. Null where all is as it shall be. Throws `not_found` for a subscription that is not the customer's,
 * `invalid_request` for what cannot be had, `action_refused` with the reason.
 */
export function prepareMove(
  world: World,
  {now, at}: Instants,
  customerId: string,
  change: PlanChange,
): Prepared | null {
  const record = getSubscription(world, customerId, change.subscriptionId);
  const items = toItems(world, getRecord(world.customers, customerId), record.items, change);
  const differences = listDifferences(world, record.items, items);
  const code = findNewCode(world, record, change.promotionCode);
  const move: Move = {world, record, change, items, differences, code, at, now};
  if (isThere(move)) return null;
  if (differences.size === 0 && code === null) return withdraw(move);
  for (const difference of differences) refuseAction(world, record, actions[difference], now);
  if (code !== null) refuseAction(world, record, 'applyPromotionCode', now);
  refuseLess(move);
  // A code alone costs nothing now, and comes off whatever is charged next.
  const waits = change.billing.timing === 'period_end' && differences.size > 0;
  if (record.period !== null && waits) return plan(move, record.period.end);
  const staysTrial = record.status === 'trialing' && (change.trial === 'continue' || differences.size === 0);
  if (record.period === null || staysTrial) return replace(move);
  const isAnew = record.status === 'trialing' || differences.has('interval') || isAnchoredNow(move);
  return isAnew ? beginAnew(move) : moveWithin(move);
}

/** True where a subscription is, or is planned to be, as the change would make it. */
export function isMoved(world: World, customerId: string, change: PlanChange): boolean {
  const record = getSubscription(world, customerId, change.subscriptionId);
  const customer = getRecord(world.customers, customerId);
  const items = keepReferences(
    world,
    () => toItems(world, customer, record.items, change),
    () => true,
  );
  const differences = listDifferences(world, record.items, items);
  const code = findNewCode(world, record, change.promotionCode);
  return isThere({world, record, change, items, differences, code, at: '', now: ''});
}

function isThere({world, record, change, items, differences, code}: Move): boolean {
  const {pendingChange: pending} = record;
  if (!pending) return differences.size === 0 && code === null;
  if (change.billing.timing !== 'period_end') return false;
  const isSame = listDifferences(world, pending.items, items).size === 0;
  return isSame && (code === null || pending.discount?.code === code);
}

/** The code as it is kept, where it is another one than that of the running discount; one that is unknown as it is. */
function findNewCode(world: World, {discount}: SubscriptionRecord, asked: string | undefined): string | null {
  if (asked === undefined) return null;
  const code = findPromotion(world, asked)?.code ?? asked;
  return discount?.code === code ? null : code;
}

function isAnchoredNow({change, differences}: Move): boolean {
  return change.billing.anchor === 'now' && differences.size > 0;
}

/** A contract is for no less than it was made for. */
function refuseLess({world, record, items, differences}: Move): void {
  const {commitment} = record;
  if (!commitment || differences.size === 0) return;
  const cost = (of: SubscriptionRecord) => toCharge(world, of, null).totals.subtotal.amount;
  if (cost({...record, items}) >= cost(record)) return;
  throw new BillingError('action_refused', {details: {reason: 'committed', endsAt: commitment.endsAt}});
}

/** It is as it shall be, apart from a change that was planned. */
function withdraw(move: Move): Prepared {
  const {world, record, now} = move;
  return {
    record,
    quote: null,
    effectiveAt: now,
    notes: [],
    effect: 'withdrawals',
    event: 'subscription.change_withdrawn',
    commit: () => dropPlanned(world, record),
  };
}

/** With the end of the period: nothing is charged before. */
function plan(move: Move, end: string): Prepared {
  const {world, record, items, differences} = move;
  const {interval} = getPlan(world, items[0]).price;
  const target = toTarget(move, {from: end, anchor: differences.has('interval') ? end : record.anchor});
  const {discount} = target;
  return {
    record,
    quote: null,
    effectiveAt: end,
    effect: 'changes',
    event: 'subscription.change_scheduled',
    notes: [...toReplaced(record), ...toLost(record, target), ...toMoved(move, findPeriod(end, interval, end).end)],
    commit() {
      keepCode(move, target);
      record.seatsInUse ??= record.items[0].quantity;
      record.pendingChange = {kind: toPlannedKind(differences), at: end, items, discount};
    },
  };
}

function toPlannedKind(differences: Set<Difference>): PlannedChange['kind'] {
  if (differences.has('plan') || differences.has('interval') || differences.size === 0) return 'plan';
  return differences.has('quantity') ? 'quantity' : 'add_ons';
}

/** Nothing is under way that is paid for: it is so at once, and charged when it goes on. */
function replace(move: Move): Prepared {
  const {record, now} = move;
  const {trialEndsAt, status} = record;
  const isTrial = status === 'trialing' && trialEndsAt !== null;
  const from = isTrial ? trialEndsAt : now;
  const target = toTarget(move, {from, anchor: isTrial ? record.anchor : now});
  const kept = isTrial ? [note('trial_continues', {at: trialEndsAt})] : [];
  return {
    record,
    quote: null,
    effectiveAt: now,
    effect: 'changes',
    event: 'subscription.changed',
    notes: [...toReplaced(record), ...kept, ...toLost(record, target)],
    commit() {
      keepCode(move, target);
      become(record, target, listPaid(move.world, record));
    },
  };
}

/** Within the period, which stays as it is. */
function moveWithin(move: Move): Prepared {
  const {world, record, items, at, change, differences} = move;
  const target = toTarget(move, {from: at, anchor: record.anchor});
  const stays = new Set(items.map(({id}) => id));
  const isMove = differences.has('plan');
  const use = toUseUpTo(world, record, at, (id) => (id === null ? isMove : !stays.has(id)));
  const settled = isMove ? settleUse(world, record, at) : record.settledUse;
  const quote = quoteWithinPeriod(world, record, target, {at, proration: change.billing.proration, use});
  return {
    record,
    quote,
    effectiveAt: at,
    effect: 'changes',
    event: 'subscription.changed',
    notes: [...toReplaced(record), ...toLost(record, target), ...noteUse(quote)],
    commit() {
      keepCode(move, target);
      become(record, target, quote.paid);
      if (settled !== undefined) record.settledUse = settled;
    },
  };
}

/** A period begins with it: the trial ends, the interval is another one, or the merchant wants it so. */
function beginAnew(move: Move): Prepared {
  const {world, record, at, change} = move;
  const target = toTarget(move, {from: at, anchor: at});
  const use = toUseUpTo(world, record, at);
  const {proration} = change.billing;
  const {quote, period} = quoteNewPeriod(world, record, target, {at, proration, use});
  const isTrial = record.status === 'trialing';
  const over = isTrial ? [note('trial_ends_now')] : [];
  return {
    record,
    quote,
    effectiveAt: at,
    effect: 'changes',
    event: 'subscription.changed',
    notes: [
      ...toReplaced(record),
      ...over,
      ...toLost(record, target),
      ...noteUse(quote),
      note('billing_date_moves', {at: period.end}),
    ],
    commit() {
      keepCode(move, target);
      become(record, target, quote.paid);
      Object.assign(record, {anchor: at, period, status: 'active'});
      if (isTrial) record.trialEndsAt = at;
    },
  };
}

/** What it becomes, with the discount that goes with it. */
function toTarget(move: Move, {from, anchor}: {from: string; anchor: string}): Target {
  const {world, record, items, code, now} = move;
  const {interval} = getPlan(world, items[0]).price;
  const {customerId} = record;
  if (code !== null) {
    const discount: DiscountRecord = redeem(world, {
      ...{customerId, code, interval, anchor, from, now},
      held: record.pendingChange?.discount?.code,
    });
    return {items, discount};
  }
  const {discount = null} = record;
  return {items, discount: discount !== null && isForInterval(discount, interval) ? discount : null};
}

function become(record: SubscriptionRecord, {items, discount}: Target, paid: Quote['paid']): void {
  record.seatsInUse ??= record.items[0].quantity;
  Object.assign(record, {items, discount, paid, pendingChange: null});
}

function keepCode({world, record, code}: Move, {discount}: Target): void {
  dropPlanned(world, record);
  if (code !== null) keepRedemption(world, record.customerId, discount);
}

function toReplaced({pendingChange}: SubscriptionRecord): PreviewNote[] {
  return pendingChange ? [note('replaces_planned', {at: pendingChange.at})] : [];
}

function toLost({discount}: SubscriptionRecord, target: Target): PreviewNote[] {
  return discount && target.discount !== discount ? [note('discount_lost', {name: discount.name})] : [];
}

function toMoved({differences}: Move, at: string): PreviewNote[] {
  return differences.has('interval') ? [note('billing_date_moves', {at})] : [];
}
