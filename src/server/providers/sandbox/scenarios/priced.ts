import {addMonths, monthStart} from '../calendar.js';
import {findDiscount, issueInvoice, toCharge} from '../charging.js';
import {toUseLines} from '../metering.js';
import type {SubscriptionRecord, World} from '../world.js';
import {addBrightwater, addCrew, brightwaterId} from './brightwater.js';
import {toMonth} from './subscribe.js';

/** Situations in which more than one price makes the charge: add-ons, meters, discounts, a balance. */

/** Issues what two months cost, as it is charged now. */
function issueMonths(world: World, start: string, subscription: SubscriptionRecord): void {
  const {id: subscriptionId, customerId} = subscription;
  for (const [month, sequence] of [[-1, 1921] as const, [0, 2038] as const]) {
    const period = toMonth(start, month);
    const before = toMonth(start, month - 1);
    const use = toUseLines(world, {...subscription, period: before, anchor: before.start}, before.end);
    const {description, lines} = toCharge(world, subscription, period, use);
    const discount = findDiscount(subscription, period);
    issueInvoice(world, {
      ...{customerId, subscriptionId, sequence, description, lines, discount},
      issuedAt: period.start,
    });
  }
}

/** Crew with two things beside it. */
export function addAddOns(world: World, start: string): void {
  addBrightwater(world, start);
  const crew = addCrew(world, start);
  crew.items.push(
    {id: 'si_history', priceId: 'route_history_monthly', quantity: 1},
    {id: 'si_workshop', priceId: 'workshop_access_monthly', quantity: 3},
  );
  issueMonths(world, start, crew);
}

/** Crew, and dispatches that are counted: 2,000 are free, and the more there are, the less each costs. */
export function addMetered(world: World, start: string): void {
  addBrightwater(world, start);
  const crew = addCrew(world, start);
  crew.items.push({id: 'si_dispatches', priceId: 'dispatches_monthly', quantity: 0});
  issueMonths(world, start, crew);
}

/** A quarter less, until the first of a month that is four away. */
export function addDiscounted(world: World, start: string): void {
  addBrightwater(world, start);
  const discount = {name: 'Early customers', basisPoints: 2500, endsAt: monthStart(start, 4)};
  issueMonths(world, start, addCrew(world, start, {discount}));
}

/** Ten euros less for good, and a balance that pays for a part of the next charge. */
export function addCreditBalance(world: World, start: string): void {
  addBrightwater(world, start);
  for (const customer of world.customers) if (customer.id === brightwaterId) customer.credit = 5000;
  const discount = {name: 'Partner', amount: 1000, endsAt: null};
  issueMonths(world, start, addCrew(world, start, {discount, startedAt: addMonths(monthStart(start), -2)}));
}
