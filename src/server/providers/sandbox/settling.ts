import {BillingError} from '../../../contract/errors.js';
import type {Money} from '../../../contract/money.js';
import type {ChangeTerms} from '../../ports/provider.js';
import {addDays} from './calendar.js';
import {findPaymentMethod, issueInvoice} from './charging.js';
import {emit} from './events.js';
import {getPaymentMethod} from './finding.js';
import {toPaymentMethod} from './map.js';
import type {Quote} from './quoting.js';
import {getRecord, type PaymentMethodRecord, type SubscriptionRecord, type World} from './world.js';

/** How a change is paid for: by the balance first, then by a method, before anything has changed. */

/** How long an invoice that is not collected automatically may wait, in days. */
export const daysToPay = 14;

/** What is taken for a quote, and by whom. */
export interface Due {
  /** What the balance pays, in minor units; negative where the quote goes into it. */
  applied: number;
  /** To be taken at once: nothing where an invoice waits for a transfer. */
  amount: Money;
  /** True where an invoice waits. */
  waits: boolean;
}

/** What is due for a quote; nothing for none. */
export function toDue(world: World, {customerId, collection}: SubscriptionRecord, quote: Quote | null): Due {
  const {currency, credit = 0} = getRecord(world.customers, customerId);
  const total = quote?.totals.total.amount ?? 0;
  const applied = Math.min(credit, total);
  const owed = Math.max(0, total - applied);
  const isManual = collection === 'manual';
  return {applied, amount: {amount: isManual ? 0 : owed, ...currency}, waits: isManual && owed > 0};
}

/**
 * The method that pays. Throws `not_found` for one that is not the customer's, and `action_refused` for one that nothing can be
 * charged to, and where there is none.
 */
export function getPayer(
  world: World,
  now: string,
  {
    customerId,
    subscriptionId,
    paymentMethodId,
  }: {
    customerId: string;
    subscriptionId: string | null;
  } & Pick<ChangeTerms, 'paymentMethodId'>,
): PaymentMethodRecord {
  const method =
    paymentMethodId === undefined
      ? findPaymentMethod(world, getRecord(world.customers, customerId), subscriptionId)
      : getPaymentMethod(world, customerId, paymentMethodId);
  if (method === null) throw new BillingError('action_refused', {details: {reason: 'no_payment_method'}});
  const {status} = toPaymentMethod(world, method, now);
  // What pays by itself is charged whatever its date says, as for any invoice; what is chosen is one that is good.
  if (status === 'pending' || (status === 'expired' && paymentMethodId !== undefined))
    throw new BillingError('action_refused', {details: {reason: `method_${status}`}});
  return method;
}

/** Issues the invoice for what was paid, or is to be paid by transfer, and lets the balance pay its part. */
export function issueForQuote(
  world: World,
  now: string,
  {record, quote, method}: {record: SubscriptionRecord; quote: Quote; method: PaymentMethodRecord | null},
): void {
  const {customerId, id: subscriptionId} = record;
  const customer = getRecord(world.customers, customerId);
  const {applied, amount, waits} = toDue(world, record, quote);
  if (applied !== 0) customer.credit = (customer.credit ?? 0) - applied;
  const {description, lines, totals} = quote;
  issueInvoice(world, {
    ...{customerId, subscriptionId, issuedAt: now, description, lines, totals, applied},
    ...(waits ? {status: 'open', dueAt: addDays(now, daysToPay)} : {paidWith: amount.amount > 0 ? method : null}),
  });
  emit(world, waits ? 'invoice.created' : 'invoice.paid', customerId, now);
}
