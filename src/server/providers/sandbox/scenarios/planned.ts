import {addDays, addMonths, monthStart} from '../calendar.js';
import type {Items, SubscriptionRecord, World} from '../world.js';
import {addBrightwater, addCrew, addCrewInvoices, brightwaterId} from './brightwater.js';
import {issueForPeriod, subscribe, toMonth} from './subscribe.js';

/** Situations in which something is going to happen, or has: pauses, other plans, contracts, ends. */

function addPaid(world: World, start: string, rest: Partial<SubscriptionRecord>): void {
  addBrightwater(world, start);
  addCrewInvoices(world, start, addCrew(world, start, rest));
}

function leaveWithoutMethod(world: World): void {
  world.paymentMethods = world.paymentMethods.filter(({customerId}) => customerId !== brightwaterId);
  for (const customer of world.customers) if (customer.id === brightwaterId) customer.defaultPaymentMethodId = null;
}

/** On the ninth of 14 days of trial, with nothing to pay with when they are over. */
export function addTrialWithoutCard(world: World, start: string): void {
  addBrightwater(world, start);
  leaveWithoutMethod(world);
  const trialEndsAt = addDays(start, 5);
  const startedAt = addDays(trialEndsAt, -14);
  const period = {start: startedAt, end: trialEndsAt};
  addCrew(world, start, {status: 'trialing', startedAt, trialEndsAt, period, anchor: trialEndsAt});
}

/** Paused since this month began, until the first of the month after the next two. */
export function addPaused(world: World, start: string): void {
  addPausedUntil(world, start, monthStart(start, 3));
}

/** Paused since this month began, until somebody says otherwise. */
export function addPausedIndefinitely(world: World, start: string): void {
  addPausedUntil(world, start, null);
}

function addPausedUntil(world: World, start: string, resumesAt: string | null): void {
  addBrightwater(world, start);
  const crew = addCrew(world, start, {status: 'paused', period: null, pausedAt: monthStart(start), resumesAt});
  for (const [index, sequence] of [1772, 1846, 1921].entries()) {
    issueForPeriod(world, crew, {period: toMonth(start, index - 3), quantity: 4, sequence});
  }
}

/** Paused from the end of the month, for two months. */
export function addPausesSoon(world: World, start: string): void {
  addPaid(world, start, {pausesAt: toMonth(start, 0).end, resumesAt: monthStart(start, 3)});
}

/** Four seats of Company, which become four of Crew with the next month. */
export function addChangePending(world: World, start: string): void {
  addBrightwater(world, start);
  const {end: at} = toMonth(start, 0);
  const items: Items = [{id: 'si_crew', priceId: 'crew_monthly', quantity: 4}];
  const terms = {id: 'sub_crew', customerId: brightwaterId, priceId: 'company_monthly', quantity: 4};
  const company = subscribe(world, start, terms, {pendingChange: {kind: 'plan', at, items}});
  for (const [index, sequence] of [1921, 2038].entries()) {
    issueForPeriod(world, company, {period: toMonth(start, index - 1), quantity: 4, sequence});
  }
}

/** Four seats of Crew, which become two with the next month. */
export function addQuantityPending(world: World, start: string): void {
  const items: Items = [{id: 'si_crew', priceId: 'crew_monthly', quantity: 2}];
  addPaid(world, start, {pendingChange: {kind: 'quantity', at: toMonth(start, 0).end, items}});
}

/** Bound for a year that ends in two months and renews itself unless somebody says no a month before. */
export function addCommitted(world: World, start: string): void {
  const endsAt = monthStart(start, 3);
  const commitment = {startsAt: addMonths(endsAt, -12), endsAt, renews: true, noticeBy: addMonths(endsAt, -1)};
  addPaid(world, start, {commitment});
}

/** Bound for a year that ends with this month, and does not renew. */
export function addContractEnds(world: World, start: string): void {
  const {end: endsAt} = toMonth(start, 0);
  addPaid(world, start, {commitment: {startsAt: addMonths(endsAt, -12), endsAt, renews: false, noticeBy: null}});
}

/** Agreed upon, and begins with the next month. */
export function addUpcoming(world: World, start: string): void {
  addBrightwater(world, start);
  const {end: startedAt} = toMonth(start, 0);
  addCrew(world, start, {status: 'upcoming', period: null, startedAt, anchor: startedAt});
}

/** Ended with the last month. */
export function addEnded(world: World, start: string): void {
  addBrightwater(world, start);
  const endedAt = monthStart(start);
  const crew = addCrew(world, start, {status: 'canceled', period: null, endedAt});
  for (const [index, sequence] of [1846, 1921].entries()) {
    issueForPeriod(world, crew, {period: toMonth(start, index - 2), quantity: 3, sequence});
  }
}

/** The invoice of this month was given up on: what was subscribed to is switched off until it is paid. */
export function addUnpaid(world: World, start: string): void {
  addPaid(world, start, {status: 'unpaid'});
  const newest = world.invoices.at(-1);
  if (newest !== undefined) Object.assign(newest, {status: 'open', paidAt: null, paidWith: null});
}

/** The first payment was begun and never confirmed. */
export function addIncomplete(world: World, start: string): void {
  addBrightwater(world, start);
  const crew = addCrew(world, start, {status: 'incomplete', startedAt: monthStart(start)});
  issueForPeriod(world, crew, {period: toMonth(start, 0), quantity: 4, sequence: 2038, status: 'open'});
}

/** No card is charged: an invoice comes with the month, and this month's waits for its transfer. */
export function addManualCollection(world: World, start: string): void {
  addBrightwater(world, start);
  const crew = addCrew(world, start, {collection: 'manual'});
  for (const [index, sequence] of [1846, 1921].entries()) {
    issueForPeriod(world, crew, {period: toMonth(start, index - 2), quantity: 4, sequence});
  }
  const dueAt = addDays(start, 6);
  issueForPeriod(world, crew, {period: toMonth(start, 0), quantity: 4, sequence: 2038, status: 'open', dueAt});
}

/** The card that pays has expired. */
export function addExpiredCard(world: World, start: string): void {
  addPaid(world, start, {});
  const date = new Date(monthStart(start, -1));
  const expiry = {month: date.getUTCMonth() + 1, year: date.getUTCFullYear()};
  for (const method of world.paymentMethods) if (method.id === 'pm_visa_brightwater') method.expiry = expiry;
}

/** Paid with another card than everything else. */
export function addOwnCard(world: World, start: string): void {
  addPaid(world, start, {paymentMethodId: 'pm_mastercard_brightwater'});
}

/** Nothing to pay with, a charge that comes, and invoices that were paid by a card since removed. */
export function addNoCard(world: World, start: string): void {
  addPaid(world, start, {});
  leaveWithoutMethod(world);
}
