import {addDays, findPeriod} from './calendar.js';
import {findPaymentMethod, getPlan, isOwing, issueInvoice, takeChargeOutcome, toCharge} from './charging.js';
import {getRecord, type SubscriptionRecord, type World} from './world.js';

/** What happens by itself as time passes: trials and periods end, and are paid for anew or not. */

/** How long an invoice that is not collected automatically may wait, in days. */
const daysToPay = 14;

/** True for a status in which a subscription goes on by itself. */
export function isLive({status}: Pick<SubscriptionRecord, 'status'>): boolean {
  return status === 'active' || status === 'trialing' || status === 'past_due';
}

/** When something next happens to a subscription by itself; null for one that is not live. */
export function findNextTurn(subscription: SubscriptionRecord): string | null {
  const {period, cancelsAt} = subscription;
  if (period === null || !isLive(subscription)) return null;
  return cancelsAt !== null && cancelsAt < period.end ? cancelsAt : period.end;
}

/** Does everything that was due up to `now`, in the order of time. Tells whether there was anything. */
export function renewDue(world: World, now: string): boolean {
  let done = false;
  for (;;) {
    const due = findEarliest(world, now);
    if (due === null) return done;
    turn(world, due.subscription, due.at);
    done = true;
  }
}

function findEarliest(world: World, now: string): {subscription: SubscriptionRecord; at: string} | null {
  let earliest: {subscription: SubscriptionRecord; at: string} | null = null;
  for (const subscription of world.subscriptions) {
    const at = findNextTurn(subscription);
    if (at !== null && at <= now && (earliest === null || at < earliest.at)) earliest = {subscription, at};
  }
  return earliest;
}

function turn(world: World, subscription: SubscriptionRecord, at: string): void {
  if (subscription.cancelsAt !== null && subscription.cancelsAt <= at) {
    subscription.status = 'canceled';
    subscription.endedAt = at;
    subscription.period = null;
    return;
  }
  const {price} = getPlan(world, subscription.items[0]);
  subscription.period = findPeriod(subscription.anchor, price.interval, at);
  const {description, lines} = toCharge(world, subscription, subscription.period);
  const {id: subscriptionId, customerId, collection} = subscription;
  const invoice = {customerId, subscriptionId, issuedAt: at, description, lines};
  if (collection === 'manual') issueInvoice(world, {...invoice, status: 'open', dueAt: addDays(at, daysToPay)});
  else issueInvoice(world, {...invoice, status: isCharged(world, subscription) ? 'paid' : 'open'});
  subscription.status = collection === 'automatic' && isOwing(world, subscriptionId) ? 'past_due' : 'active';
}

/** Charges without the customer there: nobody can answer a bank's challenge. */
function isCharged(world: World, {id, customerId}: SubscriptionRecord): boolean {
  const method = findPaymentMethod(world, getRecord(world.customers, customerId), id);
  return method !== null && takeChargeOutcome(world, method) === 'works';
}
