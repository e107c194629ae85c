import type {ChargeLine, Period, Totals} from '../../../contract/charge.js';
import type {Credit, InvoiceStatus} from '../../../contract/invoice.js';
import type {Money} from '../../../contract/money.js';
import {multiply, multiplyTiers, toTotals} from './invoicing.js';
import {
  getRecord,
  type ChargeOutcome,
  type CustomerRecord,
  type DiscountRecord,
  type InvoiceRecord,
  type ItemRecord,
  type PaymentMethodRecord,
  type PlanRecord,
  type PriceRecord,
  type SubscriptionRecord,
  type World,
} from './world.js';

/** From what is subscribed to, to what is charged for it, and to the invoice that says so. */

/** What one period of a subscription costs. */
export interface Charge {
  /** What an invoice for it says it is for. */
  description: string;
  lines: ChargeLine[];
  totals: Totals;
}

/** An invoice that is about to be issued; its customer's tax, name and address are taken as they are now. */
export interface InvoiceDraft {
  customerId: string;
  subscriptionId: string | null;
  issuedAt: string;
  description: string;
  lines: ChargeLine[];
  /** Its number; the next one where absent. */
  sequence?: number;
  /** `paid` where absent, at the instant of its issue. */
  status?: InvoiceStatus;
  dueAt?: string;
  credits?: Credit[];
  /** A running discount. */
  discount?: DiscountRecord | null;
  /** Its sums, where they are not those of its lines and the discount. */
  totals?: Totals;
  /** The method that has paid it, where it is not the one that pays for the subscription. */
  paidWith?: PaymentMethodRecord | null;
  /** What the customer's balance pays of it. */
  applied?: number;
  nextAttemptAt?: string;
}

/** An item's plan and price. */
export function getPlan(world: World, {priceId}: ItemRecord): {plan: PlanRecord; price: PriceRecord} {
  const price = getRecord(world.prices, priceId);
  return {plan: getRecord(world.plans, price.planId), price};
}

/** The line of one item for one period. */
export function toItemLine(world: World, item: ItemRecord, period: Period | null): ChargeLine {
  const {plan, price} = getPlan(world, item);
  const {quantity} = item;
  const {unitPrice, tiers} = price;
  const what = {kind: plan.kind, description: plan.name, note: null, period, quantity};
  if (tiers === undefined) return {...what, unitPrice, amount: multiply(unitPrice, quantity)};
  const {currency, exponent} = unitPrice;
  return {...what, unitPrice: null, amount: multiplyTiers(tiers, quantity, {currency, exponent})};
}

/** What an invoice for this many of an item says it is for, such as "Crew, 4 seats". */
export function toSummary(world: World, item: ItemRecord, locale: string | null): string {
  const {one, other} = getPlan(world, item).plan.summary;
  const quantity = new Intl.NumberFormat(locale ?? 'en').format(item.quantity);
  return (item.quantity === 1 ? one : other).replace('{quantity}', quantity);
}

/**
 * What a period of a subscription costs its customer: what is paid in advance, and what was used before it. Without `use`, what
 * is metered costs nothing yet.
 */
export function toCharge(
  world: World,
  subscription: SubscriptionRecord,
  period: Period | null,
  use: readonly ChargeLine[] = [],
): Charge {
  const customer = getRecord(world.customers, subscription.customerId);
  const inAdvance = subscription.items.filter((item) => getPlan(world, item).plan.kind !== 'metered');
  const lines = [...inAdvance.map((item) => toItemLine(world, item, period)), ...use];
  return {
    description: toSummary(world, subscription.items[0], customer.locale),
    lines,
    totals: toTotals(lines, customer.tax, customer.currency, findDiscount(subscription, period)),
  };
}

/** The discount that a subscription has in a period; null where there is none, or none any more. */
export function findDiscount(
  {discount}: Pick<SubscriptionRecord, 'discount'>,
  period: Period | null,
): DiscountRecord | null {
  if (!discount) return null;
  return discount.endsAt === null || period === null || period.start < discount.endsAt ? discount : null;
}

/** What is still to be paid of an invoice that is open, after the customer's balance. */
export function toOwed({totals: {total}, applied = 0}: InvoiceRecord): Money {
  return {...total, amount: total.amount - applied};
}

/** Issues an invoice, and marks it paid with the customer's method unless the draft says otherwise. */
export function issueInvoice(world: World, draft: InvoiceDraft): InvoiceRecord {
  const customer = getRecord(world.customers, draft.customerId);
  const {customerId, subscriptionId, issuedAt, description, lines} = draft;
  const status = draft.status ?? 'paid';
  const sequence = draft.sequence ?? world.nextNumber++;
  const invoice: InvoiceRecord = {
    id: `in_lf${sequence}`,
    sequence,
    customerId,
    subscriptionId,
    status,
    issuedAt,
    dueAt: draft.dueAt ?? null,
    paidAt: status === 'paid' ? issuedAt : null,
    description,
    lines,
    totals: draft.totals ?? toTotals(lines, customer.tax, customer.currency, draft.discount),
    nextAttemptAt: draft.nextAttemptAt ?? null,
    applied: draft.applied ?? 0,
    credits: draft.credits ?? [],
    billedTo: toBilledTo(customer),
    paidWith: status === 'paid' ? structuredClone(toPaidWith(world, customer, draft)) : null,
  };
  world.invoices.push(invoice);
  return invoice;
}

/** Null for an invoice that was paid without one. */
function toPaidWith(world: World, customer: CustomerRecord, draft: InvoiceDraft): PaymentMethodRecord | null {
  if (draft.paidWith !== undefined) return draft.paidWith;
  return findPaymentMethod(world, customer, draft.subscriptionId);
}

/** Whom an invoice names, as they are now. */
export function toBilledTo({name, address, taxIds}: CustomerRecord): InvoiceRecord['billedTo'] {
  return {name, address: structuredClone(address), taxIds: taxIds.map(({type, value}) => ({type, value}))};
}

/** The method that pays for a subscription, or for what belongs to none: its own, or the customer's default. */
export function findPaymentMethod(
  world: World,
  customer: CustomerRecord,
  subscriptionId: string | null,
): PaymentMethodRecord | null {
  const own = world.subscriptions.find(({id}) => id === subscriptionId)?.paymentMethodId;
  const wanted = own ?? customer.defaultPaymentMethodId;
  return world.paymentMethods.find(({id}) => id === wanted) ?? null;
}

/** What a charge of a method comes to now. One that was told beforehand is used up by it. */
export function takeChargeOutcome(world: World, method: PaymentMethodRecord): ChargeOutcome {
  const told = world.nextCharges;
  if (told === null) return method.behavior ?? 'works';
  if (told.left !== null) told.left -= 1;
  if (told.left === 0) world.nextCharges = null;
  return told.outcome;
}

/** True while an invoice of this subscription waits to be paid. */
export function isOwing(world: World, subscriptionId: string): boolean {
  return world.invoices.some((invoice) => invoice.subscriptionId === subscriptionId && invoice.status === 'open');
}
