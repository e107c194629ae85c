import type {ChargeLine, Period} from '../../../../contract/charge.js';
import {addDays, monthName, monthStart} from '../calendar.js';
import {getPlan, issueInvoice, toItemLine} from '../charging.js';
import {multiply, prorate, toMoney} from '../invoicing.js';
import {count} from '../usage.js';
import {getRecord, type SubscriptionRecord, type World} from '../world.js';
import {euro} from './catalog.js';
import {addTwoCards, issueForPeriod, subscribe, toMonth} from './subscribe.js';

/** Brightwater Joinery, four seats of Crew: the customer of most scenarios. */

/** Its id at the provider. */
export const brightwaterId = 'cus_brightwater';

/** Brightwater itself, with three ways to pay and no subscription. */
export function addBrightwater(world: World, start: string): void {
  world.customers.push({
    id: brightwaterId,
    externalId: 'brightwater',
    name: 'Brightwater Joinery GmbH',
    email: 'accounts@brightwater.example.com',
    pendingEmail: null,
    phone: null,
    address: {
      line1: 'Lindenallee 14',
      line2: null,
      city: 'Hamburg',
      region: null,
      postalCode: '20095',
      country: 'DE',
    },
    shipping: null,
    taxIds: [{id: 'txi_brightwater', type: 'eu_vat', value: 'DE812455901', country: 'DE', verification: 'verified'}],
    locale: null,
    currency: euro,
    tax: {name: 'VAT', basisPoints: 1900},
    defaultPaymentMethodId: 'pm_visa_brightwater',
  });
  addTwoCards(world, start, brightwaterId, 'brightwater');
  world.paymentMethods.push({
    id: 'pm_sepa_brightwater',
    customerId: brightwaterId,
    kind: 'bank_debit',
    brand: 'sepa',
    last4: '3000',
    label: 'Banque Lune',
    expiry: null,
    mandate: {reference: 'MANDATE-LUNE-3000', acceptedAt: addDays(monthStart(start, -18), 2)},
  });
}

/** Its four seats of Crew, by the month. */
export function addCrew(world: World, start: string, rest: Partial<SubscriptionRecord> = {}): SubscriptionRecord {
  const terms = {id: 'sub_crew', customerId: brightwaterId, priceId: 'crew_monthly', quantity: 4};
  return subscribe(world, start, terms, rest);
}

/** The numbers of the invoices for the plain months; the newest is of the month of `start`. */
const plainMonths = [
  {sequence: 1352, month: -10},
  {sequence: 1409, month: -9},
  {sequence: 1467, month: -8},
  {sequence: 1530, month: -7},
  {sequence: 1588, month: -6},
  {sequence: 1651, month: -5},
  {sequence: 1709, month: -4},
  {sequence: 1772, month: -3},
  {sequence: 1921, month: -1},
];

/** Its invoices: three seats until the middle of last month, four since. */
export function addCrewInvoices(world: World, start: string, crew: SubscriptionRecord): void {
  for (const {sequence, month} of plainMonths) {
    issueForPeriod(world, crew, {period: toMonth(start, month), quantity: 3, sequence});
  }
  issueWithTextMessages(world, start, crew);
  issueSeatAdded(world, start, crew);
  issueForPeriod(world, crew, {period: toMonth(start, 0), quantity: 4, sequence: 2038});
}

/** Two months ago: text messages above the limit, a discount, and a refund of the messages with their tax. */
function issueWithTextMessages(world: World, start: string, crew: SubscriptionRecord): void {
  const period = toMonth(start, -2);
  const unitPrice = {amount: '4', ...euro};
  const messages: ChargeLine = {
    kind: 'metered',
    description: 'Extra text messages',
    note: `${monthName(monthStart(start, -3), 'long')}, above 2,000`,
    period: toMonth(start, -3),
    quantity: 160,
    unitPrice,
    amount: multiply(unitPrice, 160),
  };
  const loyalty: ChargeLine = {
    kind: 'discount',
    description: 'Loyalty discount',
    note: 'Once',
    period: null,
    quantity: null,
    unitPrice: null,
    amount: toMoney(-102n, euro),
  };
  useMore(world, crew, 'text_messages', {period: toMonth(start, -3), used: 2160});
  const refundedAt = addDays(period.start, 3);
  const reason = 'Text messages that did not arrive';
  issueInvoice(world, {
    customerId: crew.customerId,
    subscriptionId: crew.id,
    sequence: 1846,
    issuedAt: period.start,
    description: 'Crew, 3 seats, and text messages',
    lines: [toItemLine(world, {...crew.items[0], quantity: 3}, period), messages, loyalty],
    credits: [{kind: 'refund', at: refundedAt, number: null, reason, amount: toMoney(762n, euro)}],
  });
}

/** Has so much used in a period, in the middle of it, that it comes to what an invoice says. */
function useMore(
  world: World,
  crew: SubscriptionRecord,
  meterId: string,
  {period, used}: {period: Period; used: number},
): void {
  const usual = count(world, crew, getRecord(world.meters, meterId), {period, until: period.end});
  const at = addDays(period.start, 14);
  if (used > usual) world.use.push({subscriptionId: crew.id, meter: meterId, at, amount: used - usual});
}

/** On the 14th of last month: the fourth seat, for what was left of the month. */
function issueSeatAdded(world: World, start: string, crew: SubscriptionRecord): void {
  const month = toMonth(start, -1);
  const part = {start: addDays(month.start, 13), end: month.end};
  const {unitPrice} = getPlan(world, crew.items[0]).price;
  const lastDay = addDays(month.end, -1);
  const line: ChargeLine = {
    kind: 'proration',
    description: 'Crew, 1 seat added',
    note: null,
    period: part,
    quantity: 1,
    unitPrice,
    amount: prorate(multiply(unitPrice, 1), part, month),
  };
  issueInvoice(world, {
    customerId: crew.customerId,
    subscriptionId: crew.id,
    sequence: 1975,
    issuedAt: part.start,
    description: `1 seat added, 14 to ${Number(lastDay.slice(8, 10))} ${monthName(lastDay, 'short')}`,
    lines: [line],
  });
}
