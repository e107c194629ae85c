import type {TaxRule, World} from '../world.js';
import {addDays, addMonths, monthStart} from '../calendar.js';
import {addBrightwater, addCrew, addCrewInvoices, brightwaterId} from './brightwater.js';
import {addActive, addTrialing} from './situations.js';
import {issueForPeriod, subscribe, toMonth} from './subscribe.js';

/** Situations that a change meets: reasons against it, other taxes, other settings of the merchant. */

/** The trial, with a code that is for once and was used. */
export function addTrialWithCode(world: World, start: string): void {
  addTrialing(world, start);
  world.redemptions.push({customerId: brightwaterId, code: 'WELCOME50'});
}

/** Some days before a period ends, what follows is fixed; they have begun. */
export function addLockedNearRenewal(world: World, start: string): void {
  addActive(world, start);
  const {end} = toMonth(start, 0);
  world.settings.lockedDays = Math.ceil((Date.parse(end) - Date.parse(start)) / 86_400_000) + 1;
}

/** A provider that can do less: several items, or one that is metered, it does not change; it knows no pause. */
export function addLimitedProvider(world: World, start: string): void {
  addActive(world, start);
  world.settings.isLimited = true;
  const several = {id: 'sub_several', customerId: brightwaterId, priceId: 'crew_monthly', quantity: 2};
  const one = subscribe(world, start, several, {useScale: 0});
  one.items.push({id: 'si_several_history', priceId: 'route_history_monthly', quantity: 1});
  const counted = {id: 'sub_counted', customerId: brightwaterId, priceId: 'crew_monthly', quantity: 1};
  const other = subscribe(world, start, counted);
  other.items.push({id: 'si_counted_dispatches', priceId: 'dispatches_monthly', quantity: 0});
}

/** A plan that is kept by those who have it and offered to nobody, and one of them that has ended. */
export function addArchivedPlan(world: World, start: string): void {
  addBrightwater(world, start);
  for (const price of world.prices) if (price.planId === 'workshop_seats') price.active = false;
  world.catalog.push('workshop_seats');
  const terms = {customerId: brightwaterId, priceId: 'workshop_seats_monthly', quantity: 3};
  const kept = subscribe(world, start, {...terms, id: 'sub_workshop'});
  issueForPeriod(world, kept, {period: toMonth(start, 0), quantity: 3, sequence: 2038});
  const endedAt = addDays(monthStart(start, -2), 3);
  const last = {start: addMonths(endedAt, -1), end: endedAt};
  const gone = {status: 'canceled', anchor: last.start, period: null, endedAt, startedAt: addMonths(endedAt, -6)};
  issueForPeriod(world, subscribe(world, start, {...terms, id: 'sub_workshop_before'}, gone), {
    ...{period: last, quantity: 3, sequence: 1714},
  });
}

/** What is not paid after the last attempt is switched off, and waits. */
export function addUnpaidAfterAttempts(world: World, start: string): void {
  addBrightwater(world, start);
  world.settings.afterAttempts = 'unpaid';
  addCrewInvoices(world, start, addCrew(world, start, {status: 'past_due'}));
  const newest = world.invoices.at(-1);
  if (newest === undefined) return;
  const nextAttemptAt = addDays(`${start.slice(0, 10)}T00:00:00.000Z`, 2);
  Object.assign(newest, {status: 'open', paidAt: null, paidWith: null, nextAttemptAt, attempts: 3});
}

/** Prices that contain the tax. */
export function addTaxInclusive(world: World, start: string): void {
  addTaxed(world, start, {name: 'VAT', basisPoints: 1900, inclusive: true});
}

/** Abroad: the customer pays the tax where they are. */
export function addReverseCharge(world: World, start: string): void {
  addTaxed(world, start, {name: 'VAT, reverse charge', basisPoints: 0});
  for (const customer of world.customers) {
    if (customer.id !== brightwaterId) continue;
    const address = {
      line1: 'Rue du Moulin 9',
      line2: null,
      city: 'Lyon',
      region: null,
      postalCode: '69001',
      country: 'FR',
    };
    const taxId = {type: 'eu_vat', value: 'FR40303265045', country: 'FR', verification: 'verified' as const};
    Object.assign(customer, {address, taxIds: [{id: 'txi_brightwater', ...taxId}]});
  }
}

function addTaxed(world: World, start: string, tax: TaxRule): void {
  addBrightwater(world, start);
  for (const customer of world.customers) if (customer.id === brightwaterId) customer.tax = tax;
  const crew = addCrew(world, start);
  for (const [index, sequence] of [1921, 2038].entries()) {
    issueForPeriod(world, crew, {period: toMonth(start, index - 1), quantity: 4, sequence});
  }
}
