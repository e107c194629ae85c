import type {ChargeLine} from '../../../contract/charge.js';
import type {TaxId} from '../../../contract/customer.js';
import type {PaymentMethod} from '../../../contract/payment-method.js';
import type {NextPayment, SubscriptionItem} from '../../../contract/subscription.js';
import type {Owned, Price, ProviderCustomer, ProviderSubscription} from '../../ports/provider.js';
import {findPeriod} from './calendar.js';
import {findDiscount, getPlan, toCharge, toItemLine, toSummary} from './charging.js';
import {toMoney, toPercent, toTotals} from './invoicing.js';
import {toUseLines} from './metering.js';
import {findNextCharge, findPlannedEnd, withPlannedChange} from './planning.js';
import {listRefusals} from './refusals.js';
import {
  getRecord,
  type CustomerRecord,
  type ItemRecord,
  type PaymentMethodRecord,
  type PriceRecord,
  type SubscriptionRecord,
  type TaxIdRecord,
  type World,
} from './world.js';

/** From the sandbox's records to the shapes of the port, as they are at a given time. */

/** A customer, and the time it is for them. */
export function toCustomer(record: CustomerRecord, now: string): ProviderCustomer {
  const {
    currency: _currency,
    tax: _tax,
    defaultPaymentMethodId: _default,
    credit: _credit,
    taxIds,
    ...customer
  } = record;
  return {...customer, taxIds: taxIds.map((taxId) => toTaxId(taxId, now)), testClockAt: now};
}

/** A tax id, with what its register has said by now. */
function toTaxId({check, ...taxId}: TaxIdRecord, now: string): TaxId {
  return check === undefined || check.at > now ? taxId : {...taxId, verification: check.answer};
}

/** A price with what it is a price of. */
export function toPrice(world: World, {planId, tiers, ...price}: PriceRecord): Price {
  const {kind, name, description, unit} = getRecord(world.plans, planId);
  const terms = {
    unitPrice: tiers === undefined ? price.unitPrice : null,
    tiers: tiers?.map((tier) => ({...tier, flat: null})) ?? null,
  };
  return {...price, ...terms, planId, kind, name, description, unit};
}

/** A payment method; a card is good until its month is over, and in that month it is `expiring`. */
export function toPaymentMethod(world: World, record: PaymentMethodRecord, now: string): Owned<PaymentMethod> {
  const customer = getRecord(world.customers, record.customerId);
  const {behavior: _behavior, pending, ...method} = record;
  const isDefault = customer.defaultPaymentMethodId === record.id;
  return {...method, status: pending === undefined ? toMethodStatus(record.expiry, now) : 'pending', isDefault};
}

function toMethodStatus(expiry: PaymentMethod['expiry'], now: string): PaymentMethod['status'] {
  if (expiry === null) return 'active';
  const lastMonth = `${String(expiry.year).padStart(4, '0')}-${String(expiry.month).padStart(2, '0')}`;
  const month = now.slice(0, 7);
  if (month > lastMonth) return 'expired';
  return month === lastMonth ? 'expiring' : 'active';
}

/** A subscription, with its next payment worked out. */
export function toSubscription(world: World, record: SubscriptionRecord, now: string): ProviderSubscription {
  const {plan, price} = getPlan(world, record.items[0]);
  const {id, customerId, status, startedAt, period, anchor, trialEndsAt, endedAt} = record;
  const isOver = endedAt !== null;
  const nextPayment = toNextPayment(world, record, now);
  const late = status === 'past_due' ? (record.unpaidEndsAt ?? null) : null;
  return {
    id,
    customerId,
    status,
    name: plan.name,
    planId: plan.id,
    startedAt,
    items: record.items.map((item) => toItem(world, record, item, now)),
    totals: toCharge(world, record, period, toItemUse(world, record, now)).totals,
    interval: price.interval,
    currentPeriod: period,
    billingAnchor: isOver ? null : anchor,
    nextBillingAt: nextPayment?.at ?? null,
    nextPayment,
    trialEndsAt,
    cancelsAt: isOver ? null : record.cancelsAt,
    endsAt: endedAt ?? findPlannedEnd(record) ?? late,
    pausesAt: record.pausesAt ?? null,
    pausedAt: record.pausedAt ?? null,
    resumesAt: record.resumesAt ?? null,
    commitment: isOver ? null : (record.commitment ?? null),
    pendingChange: isOver ? null : toPendingChange(world, record),
    discount: toDiscount(world, record),
    paymentMethodId: record.paymentMethodId,
    collection: record.collection,
    refusals: listRefusals(world, record, now),
  };
}

/** What waits for the end of the period: an end comes before a pause, and a pause before another plan. */
function toPendingChange(world: World, record: SubscriptionRecord): ProviderSubscription['pendingChange'] {
  const {cancelsAt, pausesAt, pendingChange, customerId} = record;
  if (cancelsAt !== null) return {kind: 'cancel', at: cancelsAt, to: null};
  if (pausesAt) return {kind: 'pause', at: pausesAt, to: null};
  if (!pendingChange) return null;
  const {kind, at, items} = pendingChange;
  const {locale} = getRecord(world.customers, customerId);
  const to = kind === 'plan' ? getPlan(world, items[0]).plan.name : toSummary(world, items[0], locale);
  return {kind, at, to};
}

function toDiscount(world: World, record: SubscriptionRecord): ProviderSubscription['discount'] {
  const {discount, period} = record;
  if (!discount || record.endedAt !== null) return null;
  if (discount.endsAt !== null && period !== null && discount.endsAt <= period.start) return null;
  const {name, endsAt} = discount;
  if ('basisPoints' in discount) return {name, percent: toPercent(discount.basisPoints), amount: null, endsAt};
  const {currency} = getRecord(world.customers, record.customerId);
  return {name, percent: null, amount: toMoney(BigInt(discount.amount), currency), endsAt};
}

/** The next payment of a subscription as it stands; null where there is none to come. */
export function toNextPayment(world: World, record: SubscriptionRecord, now: string): NextPayment | null {
  const at = findNextCharge(record);
  if (at === null) return null;
  const then = withPlannedChange(world, record, at);
  const anchor = record.resumesAt === at ? at : then.anchor;
  const following = findPeriod(anchor, getPlan(world, then.items[0]).price.interval, at);
  // What was used before a pause is charged when it begins.
  const isEnd = record.period?.end === at;
  const use = isEnd ? toUseLines(world, record, now) : [];
  const {lines, totals} = toCharge(world, then, following, use);
  // What is counted goes on until then, and the sandbox knows what will be.
  const willBe = isEnd ? toUseLines(world, record, at) : [];
  const certainty = sumUp(willBe) === sumUp(use) ? 'exact' : 'estimate';
  const {total} = totals;
  const applied = Math.min(getRecord(world.customers, record.customerId).credit ?? 0, total.amount);
  const credit = applied === 0 ? null : {...total, amount: -applied};
  return {at, certainty, lines, totals, credit, amountDue: {...total, amount: total.amount - applied}};
}

function sumUp(lines: readonly ChargeLine[]): number {
  return lines.reduce((sum, {amount}) => sum + amount.amount, 0);
}

/** What has been used so far of the items that are metered. */
function toItemUse(world: World, record: SubscriptionRecord, now: string): ChargeLine[] {
  return toUseLines(world, record, now, (itemId) => itemId !== null);
}

function toItem(world: World, record: SubscriptionRecord, item: ItemRecord, now: string): SubscriptionItem {
  const {plan, price} = getPlan(world, item);
  const lines =
    plan.kind === 'metered'
      ? toUseLines(world, record, now, (itemId) => itemId === item.id)
      : [toItemLine(world, item, null)];
  const {tax, currency} = getRecord(world.customers, record.customerId);
  const running = findDiscount(record, record.period);
  // An amount comes off the whole, a rate off every item.
  const own = running && 'basisPoints' in running ? running : null;
  const {discount, taxes, total} = toTotals(lines, tax, currency, own);
  const {id, priceId} = item;
  const {kind, name, description, unit} = plan;
  const {interval, tiers} = price;
  const quantity = kind === 'metered' ? null : item.quantity;
  const terms = {
    unitPrice: tiers === undefined ? price.unitPrice : null,
    tiers: tiers?.map((tier) => ({...tier, flat: null})) ?? null,
    ...{interval, discount, taxes, total},
  };
  return {id, kind, priceId, name, description, unit, quantity, ...terms};
}
