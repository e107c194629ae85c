import type {PaymentMethod} from '../../../contract/payment-method.js';
import type {NextPayment, SubscriptionItem} from '../../../contract/subscription.js';
import type {Owned, Price, ProviderCustomer, ProviderSubscription} from '../../ports/provider.js';
import {findPeriod} from './calendar.js';
import {getPlan, toCharge, toItemLine} from './charging.js';
import {toTotals} from './invoicing.js';
import {listRefusals} from './refusals.js';
import {findNextTurn} from './renewal.js';
import {
  getRecord,
  type CustomerRecord,
  type ItemRecord,
  type PaymentMethodRecord,
  type PriceRecord,
  type SubscriptionRecord,
  type World,
} from './world.js';

/** From the sandbox's records to the shapes of the port, as they are at a given time. */

/** A customer, and the time it is for them. */
export function toCustomer(record: CustomerRecord, now: string): ProviderCustomer {
  const {currency: _currency, tax: _tax, defaultPaymentMethodId: _default, ...customer} = record;
  return {...customer, testClockAt: now};
}

/** A price with what it is a price of. */
export function toPrice(world: World, {planId, ...price}: PriceRecord): Price {
  const {name, description, unit} = getRecord(world.plans, planId);
  return {...price, planId, name, description, unit};
}

/** A payment method; a card is good until its month is over, and in that month it is `expiring`. */
export function toPaymentMethod(world: World, record: PaymentMethodRecord, now: string): Owned<PaymentMethod> {
  const customer = getRecord(world.customers, record.customerId);
  const {behavior: _behavior, ...method} = record;
  const isDefault = customer.defaultPaymentMethodId === record.id;
  return {...method, status: toMethodStatus(record.expiry, now), isDefault};
}

function toMethodStatus(expiry: PaymentMethod['expiry'], now: string): PaymentMethod['status'] {
  if (expiry === null) return 'active';
  const lastMonth = `${String(expiry.year).padStart(4, '0')}-${String(expiry.month).padStart(2, '0')}`;
  const month = now.slice(0, 7);
  if (month > lastMonth) return 'expired';
  return month === lastMonth ? 'expiring' : 'active';
}

/** A subscription, with its next payment worked out. */
export function toSubscription(world: World, record: SubscriptionRecord): ProviderSubscription {
  const {plan, price} = getPlan(world, record.items[0]);
  const {id, customerId, status, startedAt, period, anchor, trialEndsAt, cancelsAt, endedAt} = record;
  const planned = endedAt === null ? cancelsAt : null;
  const nextPayment = toNextPayment(world, record);
  return {
    id,
    customerId,
    status,
    name: plan.name,
    planId: plan.id,
    startedAt,
    items: record.items.map((item) => toItem(world, customerId, item)),
    totals: toCharge(world, record, period).totals,
    interval: price.interval,
    currentPeriod: period,
    billingAnchor: endedAt === null ? anchor : null,
    nextBillingAt: nextPayment?.at ?? null,
    nextPayment,
    trialEndsAt,
    cancelsAt: planned,
    endsAt: endedAt ?? planned,
    pausesAt: null,
    pausedAt: null,
    resumesAt: null,
    commitment: null,
    pendingChange: planned === null ? null : {kind: 'cancel', at: planned, to: null},
    discount: null,
    paymentMethodId: record.paymentMethodId,
    collection: record.collection,
    refusals: listRefusals(world, record),
  };
}

/** The next payment of a subscription as it stands; null where there is none to come. */
export function toNextPayment(world: World, record: SubscriptionRecord): NextPayment | null {
  const at = findNextTurn(record);
  if (at === null || (record.cancelsAt !== null && record.cancelsAt <= at)) return null;
  const following = findPeriod(record.anchor, getPlan(world, record.items[0]).price.interval, at);
  const {lines, totals} = toCharge(world, record, following);
  return {at, certainty: 'exact', lines, totals, amountDue: totals.total};
}

function toItem(world: World, customerId: string, item: ItemRecord): SubscriptionItem {
  const {plan, price} = getPlan(world, item);
  const {tax, currency} = getRecord(world.customers, customerId);
  const {taxes, total} = toTotals([toItemLine(world, item, null)], tax, currency);
  const {id, priceId, quantity} = item;
  const {kind, name, description, unit} = plan;
  const {unitPrice, interval} = price;
  const terms = {unitPrice, tiers: null, interval, discount: null, taxes, total};
  return {id, kind, priceId, name, description, unit, quantity, ...terms};
}
