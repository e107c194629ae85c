import {addDays, addMonths, findPeriod} from './calendar.js';
import {
  findDiscount,
  findPaymentMethod,
  getPlan,
  isOwing,
  issueInvoice,
  takeChargeOutcome,
  toCharge,
  type Charge,
} from './charging.js';
import {confirmDue} from './instating.js';
import {findNextTurn, findPlannedEnd, setRight, withPlannedChange} from './planning.js';
import {getRecord, type PaymentMethodRecord, type SubscriptionRecord, type World} from './world.js';

/** What happens by itself as time passes: trials and periods end, and are paid for anew or not. */

/** How long an invoice that is not collected automatically may wait, in days. */
const daysToPay = 14;

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
  const {unpaidEndsAt, pausesAt, status} = subscription;
  if (status === 'past_due' && tryAgain(world, subscription, at)) return;
  const end = status === 'past_due' && unpaidEndsAt && unpaidEndsAt <= at ? at : findPlannedEnd(subscription);
  if (end !== null && end <= at) {
    Object.assign(subscription, {status: 'canceled', endedAt: at, period: null});
    return;
  }
  if (pausesAt && pausesAt <= at) {
    Object.assign(subscription, {status: 'paused', pausedAt: at, pausesAt: null, period: null});
    return;
  }
  // Periods are counted from the day on which it goes on.
  if (status === 'paused') Object.assign(subscription, {anchor: at, pausedAt: null, resumesAt: null});
  begin(world, subscription, at);
}

/** Charges once more what was to be tried again now. Tells whether there was anything. */
function tryAgain(world: World, subscription: SubscriptionRecord, at: string): boolean {
  const due = world.invoices.filter(
    ({subscriptionId, status, nextAttemptAt}) =>
      subscriptionId === subscription.id && status === 'open' && nextAttemptAt && nextAttemptAt <= at,
  );
  for (const invoice of due) {
    invoice.nextAttemptAt = null;
    const method = charge(world, subscription);
    if (method !== null) Object.assign(invoice, {status: 'paid', paidAt: at, paidWith: structuredClone(method)});
  }
  setRight(world, subscription);
  return due.length > 0;
}

/** Begins the next period, with what was planned for it, and asks to be paid for it. */
function begin(world: World, subscription: SubscriptionRecord, at: string): void {
  Object.assign(subscription, withPlannedChange(subscription, at));
  renewContract(subscription, at);
  const {price} = getPlan(world, subscription.items[0]);
  subscription.period = findPeriod(subscription.anchor, price.interval, at);
  const {id, collection} = subscription;
  ask(world, subscription, toCharge(world, subscription, subscription.period), at);
  subscription.status = collection === 'automatic' && isOwing(world, id) ? 'past_due' : 'active';
}

/** A contract that renews itself does so for another year. */
function renewContract({commitment}: SubscriptionRecord, at: string): void {
  if (!commitment?.renews || commitment.endsAt > at) return;
  const {endsAt, noticeBy} = commitment;
  Object.assign(commitment, {startsAt: endsAt, endsAt: addMonths(endsAt, 12)});
  if (noticeBy !== null) commitment.noticeBy = addMonths(noticeBy, 12);
}

/** Issues the invoice for a period: the balance pays first, then the method, unless it is paid by transfer. */
function ask(world: World, subscription: SubscriptionRecord, {description, lines, totals}: Charge, at: string): void {
  const {id: subscriptionId, customerId, collection, period} = subscription;
  const customer = getRecord(world.customers, customerId);
  const applied = Math.min(customer.credit ?? 0, totals.total.amount);
  if (applied > 0) customer.credit = (customer.credit ?? 0) - applied;
  const discount = findDiscount(subscription, period);
  const invoice = {customerId, subscriptionId, issuedAt: at, description, lines, discount, applied};
  const isCovered = applied === totals.total.amount;
  if (collection === 'manual' && !isCovered) {
    issueInvoice(world, {...invoice, status: 'open', dueAt: addDays(at, daysToPay)});
  } else {
    const isPaid = isCovered || charge(world, subscription) !== null;
    issueInvoice(world, {...invoice, status: isPaid ? 'paid' : 'open'});
  }
}

/** Charges without the customer there: nobody can answer a bank's challenge. The method, where it worked. */
function charge(world: World, {id, customerId}: SubscriptionRecord): PaymentMethodRecord | null {
  const method = findPaymentMethod(world, getRecord(world.customers, customerId), id);
  return method !== null && method.pending === undefined && takeChargeOutcome(world, method) === 'works'
    ? method
    : null;
}
