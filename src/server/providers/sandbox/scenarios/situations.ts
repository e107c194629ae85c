import {addDays, addInterval, addMonths, dayStart, monthStart} from '../calendar.js';
import {issueInvoice, type InvoiceDraft} from '../charging.js';
import {multiply} from '../invoicing.js';
import type {World} from '../world.js';
import {addBrightwater, addCrew, addCrewInvoices, brightwaterId} from './brightwater.js';
import {euro} from './catalog.js';
import {issueForPeriod, subscribe, toExpiry, toMonth} from './subscribe.js';

/** The situations that Brightwater can be in. */

/** Crew by the month, paid, with a card that expires this month. */
export function addActive(world: World, start: string): void {
  addBrightwater(world, start);
  addCrewInvoices(world, start, addCrew(world, start));
}

/** Crew by the year, in its second one. */
export function addYearly(world: World, start: string): void {
  addBrightwater(world, start);
  const anchor = monthStart(start, -2);
  const period = {start: anchor, end: addMonths(anchor, 12)};
  const before = {start: addMonths(anchor, -12), end: anchor};
  const terms = {id: 'sub_crew', customerId: brightwaterId, priceId: 'crew_yearly', quantity: 4};
  const crew = subscribe(world, start, terms, {anchor, period, startedAt: before.start});
  issueForPeriod(world, crew, {period: before, quantity: 3, sequence: 1022});
  issueForPeriod(world, crew, {period, quantity: 4, sequence: 1846});
}

/** On the ninth of 14 days of trial; nothing was charged yet. */
export function addTrialing(world: World, start: string): void {
  addBrightwater(world, start);
  const trialEndsAt = addDays(start, 5);
  const startedAt = addDays(trialEndsAt, -14);
  const period = {start: startedAt, end: trialEndsAt};
  addCrew(world, start, {status: 'trialing', startedAt, trialEndsAt, period, anchor: trialEndsAt});
}

/** A customer, and nothing else. */
export function addNobodySubscribed(world: World, start: string): void {
  addBrightwater(world, start);
  world.paymentMethods = world.paymentMethods.filter(({customerId}) => customerId !== brightwaterId);
  for (const customer of world.customers) {
    if (customer.id === brightwaterId) Object.assign(customer, {defaultPaymentMethodId: null, taxIds: []});
  }
}

/** Three subscriptions: one goes on, one ends soon, one has ended. */
export function addSeveral(world: World, start: string): void {
  addActive(world, start);
  const end = addDays(dayStart(start), 22);
  const period = {start: addMonths(end, -1), end};
  const terms = {id: 'sub_route_history', customerId: brightwaterId, priceId: 'route_history_monthly', quantity: 1};
  const history = subscribe(world, start, terms, {anchor: end, period, cancelsAt: end, startedAt: addMonths(end, -6)});
  issueForPeriod(world, history, {period, quantity: 1});
  const endedAt = addDays(monthStart(start, -3), 3);
  const last = {start: addMonths(endedAt, -1), end: endedAt};
  const workshop = {id: 'sub_workshop', customerId: brightwaterId, priceId: 'workshop_seats_monthly', quantity: 2};
  const ended = {status: 'canceled', anchor: last.start, period: null, endedAt, startedAt: addMonths(endedAt, -4)};
  issueForPeriod(world, subscribe(world, start, workshop, ended), {period: last, quantity: 2, sequence: 1714});
}

/** As several, with methods of every kind, and in every state that they can be in. */
export function addManyMethods(world: World, start: string): void {
  addSeveral(world, start);
  const customerId = brightwaterId;
  const card = {customerId, kind: 'card', label: null} as const;
  const account = {customerId, kind: 'bank_debit', brand: 'sepa', expiry: null} as const;
  const wallet = {customerId, kind: 'wallet', brand: 'paypal', last4: null, expiry: null} as const;
  const mandate = {reference: 'MANDATE-LUNE-3001', acceptedAt: addDays(start, -1)};
  const pending = {until: addDays(start, 2), replaces: null, subscriptionId: null};
  world.paymentMethods.push(
    {...card, id: 'pm_amex_brightwater', brand: 'amex', last4: '0005', expiry: toExpiry(start, -2)},
    {...wallet, id: 'pm_paypal_brightwater', label: 'accounts@brightwater.example.com'},
    {...account, id: 'pm_pending_brightwater', last4: '3001', label: 'Banque Lune', mandate, pending},
  );
  for (const subscription of world.subscriptions) {
    if (subscription.id === 'sub_crew') subscription.paymentMethodId = 'pm_mastercard_brightwater';
  }
}

/** Invoices that wait for a transfer: one has time, one is late; and one that is void, and a purchase of its own. */
export function addOpenInvoice(world: World, start: string): void {
  addBrightwater(world, start);
  const crew = addCrew(world, start, {collection: 'manual'});
  issueForPeriod(world, crew, {period: toMonth(start, -2), quantity: 3, sequence: 1846});
  const late = toMonth(start, -1);
  const dueAt = addDays(late.start, 14);
  issueForPeriod(world, crew, {period: late, quantity: 3, sequence: 1921, status: 'open', dueAt});
  issueForPeriod(world, crew, {period: toMonth(start, 0), quantity: 4, sequence: 2034});
  const workshop = issueOneOff(world, 'Onboarding workshop', {amount: '40336', quantity: 1});
  workshop({sequence: 1803, issuedAt: addDays(monthStart(start, -3), 11), status: 'void'});
  const printer = issueOneOff(world, 'Label printer', {amount: '14900', quantity: 1});
  printer({sequence: 1975, issuedAt: addDays(monthStart(start, -1), 13)});
  const training = issueOneOff(world, 'Training for new seats', {amount: '4500', quantity: 3});
  training({sequence: 2038, issuedAt: addDays(start, -7), status: 'open', dueAt: addDays(start, 7)});
}

/** The charge on the first of this month failed. It is tried again in three days, and the plan ends in nine if it is not paid. */
export function addPastDue(world: World, start: string): void {
  addBrightwater(world, start);
  addCrewInvoices(world, start, addCrew(world, start, {status: 'past_due', unpaidEndsAt: dayStart(addDays(start, 9))}));
  const newest = world.invoices.at(-1);
  if (newest !== undefined)
    Object.assign(newest, {
      ...{status: 'open', paidAt: null, paidWith: null},
      nextAttemptAt: dayStart(addDays(start, 3)),
    });
}

/** Crew is canceled, and ends with the month. */
export function addCancelsSoon(world: World, start: string): void {
  addBrightwater(world, start);
  addCrewInvoices(world, start, addCrew(world, start, {cancelsAt: toMonth(start, 0).end}));
}

/** Words that no version of this package knows: for whoever shows them. */
export function addUnknownValues(world: World, start: string): void {
  addBrightwater(world, start);
  const fortnight = {unit: 'fortnight', count: 1};
  const id = 'crew_fortnightly';
  world.prices.push({id, planId: 'crew', unitPrice: {amount: '1450', ...euro}, interval: fortnight, active: true});
  const anchor = addDays(dayStart(start), -6);
  const period = {start: anchor, end: addInterval(anchor, {unit: 'week', count: 2}, 1)};
  const terms = {id: 'sub_crew', customerId: brightwaterId, priceId: id, quantity: 4};
  const crew = subscribe(world, start, terms, {status: 'paused_v2', anchor, period});
  for (const method of world.paymentMethods) if (method.id === 'pm_visa_brightwater') method.brand = 'nova';
  issueForPeriod(world, crew, {period, quantity: 4, sequence: 2038, status: 'parked'});
  const before = {start: addDays(anchor, -14), end: anchor};
  issueForPeriod(world, crew, {period: before, quantity: 4, sequence: 1975});
}

/** Ten thousand invoices, four at a time. */
export function addManyInvoices(world: World, start: string): void {
  addBrightwater(world, start);
  addCrew(world, start);
  const newestAt = dayStart(start);
  world.history = {customerId: brightwaterId, count: 10_000, perDay: 4, newestAt, newestNumber: 12_038};
  world.nextNumber = 12_039;
}

type OneOff = Pick<InvoiceDraft, 'sequence' | 'issuedAt' | 'status' | 'dueAt'>;

/** A purchase that belongs to no subscription. */
function issueOneOff(world: World, description: string, {amount, quantity}: {amount: string; quantity: number}) {
  const unitPrice = {amount, ...euro};
  const total = multiply(unitPrice, quantity);
  const line = {kind: 'one_off', description, note: null, period: null, quantity, unitPrice, amount: total};
  return (when: OneOff) =>
    issueInvoice(world, {customerId: brightwaterId, subscriptionId: null, description, lines: [line], ...when});
}
