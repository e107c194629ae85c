import type {ChargeLine} from '../../../contract/charge.js';
import {addDays, addMonths, findPeriod} from './calendar.js';
import {findDiscount, getPlan, isOwing, issueInvoice, toCharge, type Charge} from './charging.js';
import {beginDunning, chargeAlone, giveUp, tryAgain} from './dunning.js';
import {emit} from './events.js';
import {confirmDue} from './instating.js';
import {toUseLines} from './metering.js';
import {findNextTurn, findPlannedEnd, withPlannedChange} from './planning.js';
import {quoteEnd} from './pricing.js';
import {toItemCharges, toPaidParts} from './proration.js';
import {daysToPay} from './settling.js';
import {getRecord, type SubscriptionRecord, type World} from './world.js';

/** What happens by itself as time passes: trials and periods end, and are paid for anew or not. */

/** Does everything that was due up to `now`, in the order of time. Tells whether there was anything. */
export function renewDue(world: World, now: string): boolean {
  let done = false;
  for (;;) {
    const due = findEarliest(world, now);
    // What a bank has confirmed by then can be charged.
    done = confirmDue(world, due?.at ?? now) || done;
    if (due === null) return done;
    turn(world, due.subscription, due.at);
    done = true;
  }
}

function findEarliest(world: World, now: string): {subscription: SubscriptionRecord; at: string} | null {
  let earliest: {subscription: SubscriptionRecord; at: string} | null = null;
  for (const subscription of world.subscriptions) {
    const at = findNextTurn(world, subscription);
    if (at !== null && at <= now && (earliest === null || at < earliest.at)) earliest = {subscription, at};
  }
  return earliest;
}

function turn(world: World, subscription: SubscriptionRecord, at: string): void {
  const {unpaidEndsAt, pausesAt, status, customerId} = subscription;
  if (status === 'past_due' && tryAgain(world, subscription, at)) return;
  const isLost = status === 'past_due' && !!unpaidEndsAt && unpaidEndsAt <= at;
  const end = isLost ? at : findPlannedEnd(subscription);
  if (end !== null && end <= at) {
    if (!isLost) chargeUse(world, subscription, at);
    giveUp(world, subscription);
    Object.assign(subscription, {status: 'canceled', endedAt: at, period: null, paid: []});
    emit(world, 'subscription.canceled', customerId, at);
    return;
  }
  if (pausesAt && pausesAt <= at) {
    chargeUse(world, subscription, at);
    Object.assign(subscription, {status: 'paused', pausedAt: at, pausesAt: null, period: null, paid: []});
    emit(world, 'subscription.paused', customerId, at);
    return;
  }
  // Periods are counted from the day on which it goes on.
  if (status === 'paused') {
    Object.assign(subscription, {anchor: at, pausedAt: null, resumesAt: null});
    emit(world, 'subscription.unpaused', customerId, at);
  }
  if (status === 'trialing') emit(world, 'subscription.trial_ended', customerId, at);
  begin(world, subscription, at);
}

/** Asks for what was used, where nothing more is charged with it. */
function chargeUse(world: World, subscription: SubscriptionRecord, at: string): void {
  const use = toUseLines(world, subscription, at);
  if (use.length === 0) return;
  const {description, lines, totals} = quoteEnd(world, subscription, use);
  ask(world, subscription, {description, lines, totals}, at);
}

/** Begins the next period, with what was planned for it, and asks to be paid for it and for what was used before. */
function begin(world: World, subscription: SubscriptionRecord, at: string): void {
  const {id, collection, customerId, pendingChange} = subscription;
  const use = toUseLines(world, subscription, at);
  Object.assign(subscription, withPlannedChange(world, subscription, at));
  if (pendingChange && !subscription.pendingChange) emit(world, 'subscription.changed', customerId, at);
  renewContract(subscription, at);
  const {price} = getPlan(world, subscription.items[0]);
  subscription.period = findPeriod(subscription.anchor, price.interval, at);
  const isPaid = ask(world, subscription, toCharge(world, subscription, subscription.period, use), at);
  if (isPaid) keepPaid(world, subscription, use);
  else delete subscription.paid;
  const wasLate = subscription.status === 'past_due';
  subscription.status = collection === 'automatic' && isOwing(world, id) ? 'past_due' : 'active';
  if (subscription.status === 'past_due' && !wasLate) emit(world, 'subscription.past_due', customerId, at);
  emit(world, 'subscription.renewed', customerId, at);
  const {discount} = subscription;
  if (discount?.endsAt && discount.endsAt <= at) subscription.discount = null;
}

/** Keeps what was paid for the period that has begun, item by item. */
function keepPaid(world: World, subscription: SubscriptionRecord, use: readonly ChargeLine[]): void {
  const {period, items, customerId} = subscription;
  if (period === null) return;
  const {totals} = toCharge(world, subscription, period, use);
  const beside = use.reduce((sum, {amount}) => sum + amount.amount, 0);
  const discount = totals.discount?.amount ?? 0;
  const customer = getRecord(world.customers, customerId);
  subscription.paid = toPaidParts(customer, toItemCharges(world, items, period), {discount, beside});
}

/** A contract that renews itself does so for another year. */
function renewContract({commitment}: SubscriptionRecord, at: string): void {
  if (!commitment?.renews || commitment.endsAt > at) return;
  const {endsAt, noticeBy} = commitment;
  Object.assign(commitment, {startsAt: endsAt, endsAt: addMonths(endsAt, 12)});
  if (noticeBy !== null) commitment.noticeBy = addMonths(noticeBy, 12);
}

/**
 * Issues the invoice for a charge: the balance pays first, then the method, unless it is paid by transfer. Tells whether it
 * is paid.
 */
function ask(
  world: World,
  subscription: SubscriptionRecord,
  {description, lines, totals}: Charge,
  at: string,
): boolean {
  const {id: subscriptionId, customerId, collection, period} = subscription;
  const customer = getRecord(world.customers, customerId);
  const applied = Math.min(customer.credit ?? 0, totals.total.amount);
  if (applied > 0) customer.credit = (customer.credit ?? 0) - applied;
  const discount = findDiscount(subscription, period);
  const invoice = {customerId, subscriptionId, issuedAt: at, description, lines, discount, totals, applied};
  const isCovered = applied === totals.total.amount;
  if (collection === 'manual' && !isCovered) {
    issueInvoice(world, {...invoice, status: 'open', dueAt: addDays(at, daysToPay)});
    emit(world, 'invoice.created', customerId, at);
    return false;
  }
  const isPaid = isCovered || chargeAlone(world, subscription) !== null;
  const issued = issueInvoice(world, {...invoice, status: isPaid ? 'paid' : 'open'});
  if (isPaid) emit(world, 'invoice.paid', customerId, at);
  else beginDunning(world, subscription, issued, at);
  return isPaid;
}
