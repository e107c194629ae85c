import {addDays} from './calendar.js';
import {findPaymentMethod, takeChargeOutcome} from './charging.js';
import {emit} from './events.js';
import {setRight} from './planning.js';
import {getRecord, type InvoiceRecord, type PaymentMethodRecord, type SubscriptionRecord, type World} from './world.js';

/**
 * What becomes of a charge that failed: it is tried again three times, and then the subscription ends, or is switched off until
 * somebody pays, as the merchant has set it.
 */

/** Days from one attempt to the next; the first is that of the invoice itself. */
const daysBetween = [3, 5, 7];

/** Charges without the customer there: nobody can answer a bank's challenge. The method, where it worked. */
export function chargeAlone(world: World, {id, customerId}: SubscriptionRecord): PaymentMethodRecord | null {
  const method = findPaymentMethod(world, getRecord(world.customers, customerId), id);
  return method !== null && method.pending === undefined && takeChargeOutcome(world, method) === 'works'
    ? method
    : null;
}

/** An invoice was charged in vain: it is tried again, or given up. */
export function beginDunning(world: World, subscription: SubscriptionRecord, invoice: InvoiceRecord, at: string): void {
  invoice.attempts = 1;
  invoice.nextAttemptAt = addDays(at, daysBetween[0] ?? 0);
  const last = daysBetween.reduce((sum, days) => sum + days, 0);
  const ends = world.settings.afterAttempts === 'canceled' ? addDays(at, last) : null;
  subscription.unpaidEndsAt ??= ends;
  emit(world, 'invoice.payment_failed', subscription.customerId, at);
}

/** Charges once more what was to be tried again now. Tells whether there was anything. */
export function tryAgain(world: World, subscription: SubscriptionRecord, at: string): boolean {
  const due = listOwed(world, subscription).filter(({nextAttemptAt}) => nextAttemptAt && nextAttemptAt <= at);
  for (const invoice of due) {
    invoice.nextAttemptAt = null;
    const method = chargeAlone(world, subscription);
    if (method !== null) {
      Object.assign(invoice, {status: 'paid', paidAt: at, paidWith: structuredClone(method)});
      emit(world, 'invoice.paid', subscription.customerId, at);
    } else failAgain(world, subscription, invoice, at);
  }
  setRight(world, subscription, at);
  return due.length > 0;
}

function failAgain(world: World, subscription: SubscriptionRecord, invoice: InvoiceRecord, at: string): void {
  const {attempts = 1} = invoice;
  invoice.attempts = attempts + 1;
  emit(world, 'invoice.payment_failed', subscription.customerId, at);
  const days = daysBetween[attempts];
  if (days !== undefined) invoice.nextAttemptAt = addDays(at, days);
  else if (world.settings.afterAttempts === 'unpaid' && !subscription.unpaidEndsAt) {
    subscription.status = 'unpaid';
    emit(world, 'subscription.unpaid', subscription.customerId, at);
  }
}

/** Nothing of it is tried any more. */
export function giveUp(world: World, subscription: SubscriptionRecord): void {
  for (const invoice of listOwed(world, subscription)) invoice.nextAttemptAt = null;
}

function listOwed(world: World, {id}: SubscriptionRecord): InvoiceRecord[] {
  return world.invoices.filter(({subscriptionId, status}) => subscriptionId === id && status === 'open');
}
