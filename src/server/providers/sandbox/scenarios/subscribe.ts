import type {Period} from '../../../../contract/charge.js';
import {addMonths, monthStart} from '../calendar.js';
import {issueInvoice, toItemLine, toSummary, type InvoiceDraft} from '../charging.js';
import {
  getRecord,
  type InvoiceRecord,
  type ItemRecord,
  type PaymentMethodRecord,
  type SubscriptionRecord,
  type World,
} from '../world.js';

/** The steps that scenarios are made of. Every date counts from the month of `start`, the beginning of the world. */

/** The calendar month that holds `start`, or one before or after it. */
export function toMonth(start: string, months: number): Period {
  return {start: monthStart(start, months), end: monthStart(start, months + 1)};
}

/** A subscription that is live, of one item, whose present period is the month that holds `start`. */
export function subscribe(
  world: World,
  start: string,
  terms: Pick<SubscriptionRecord, 'id' | 'customerId'> & {priceId: string; quantity: number},
  rest: Partial<SubscriptionRecord> = {},
): SubscriptionRecord {
  const {id, customerId, priceId, quantity} = terms;
  const period = toMonth(start, 0);
  const subscription: SubscriptionRecord = {
    id,
    customerId,
    status: 'active',
    items: [{id: id.replace('sub_', 'si_'), priceId, quantity}],
    startedAt: monthStart(start, -10),
    anchor: period.start,
    period,
    trialEndsAt: null,
    cancelsAt: null,
    endedAt: null,
    paymentMethodId: null,
    collection: 'automatic',
    seatsInUse: quantity,
    ...rest,
  };
  world.subscriptions.push(subscription);
  return subscription;
}

/** One period of a subscription that was invoiced, with as many units as it had then. */
type Invoiced = Pick<InvoiceDraft, 'sequence' | 'status' | 'dueAt'> & {period: Period; quantity: number};

/** Issues the invoice for one period at its beginning, paid unless another status is given. */
export function issueForPeriod(world: World, subscription: SubscriptionRecord, invoiced: Invoiced): InvoiceRecord {
  const {period, quantity, ...rest} = invoiced;
  const {id: subscriptionId, customerId} = subscription;
  const item: ItemRecord = {...subscription.items[0], quantity};
  return issueInvoice(world, {
    customerId,
    subscriptionId,
    issuedAt: period.start,
    description: toSummary(world, item, getRecord(world.customers, customerId).locale),
    lines: [toItemLine(world, item, period)],
    ...rest,
  });
}

/** The cards of most customers: the default's last month is that of `start`, the other is good for 17 months more. */
export function addTwoCards(world: World, start: string, customerId: string, suffix: string): void {
  const cards = [
    {id: `pm_visa_${suffix}`, brand: 'visa', last4: '4242', expiry: toExpiry(start, 0)},
    {id: `pm_mastercard_${suffix}`, brand: 'mastercard', last4: '8210', expiry: toExpiry(start, 17)},
  ];
  for (const card of cards) world.paymentMethods.push({...card, customerId, kind: 'card', label: null});
}

/** The month that is so many months after that of `start`. */
export function toExpiry(start: string, months: number): NonNullable<PaymentMethodRecord['expiry']> {
  const date = new Date(addMonths(monthStart(start), months));
  return {month: date.getUTCMonth() + 1, year: date.getUTCFullYear()};
}
