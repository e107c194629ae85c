import type {Interval} from '../../../../contract/subscription.js';
import type {Currency, PlanRecord, PriceRecord, World} from '../world.js';

/** What the merchant of all scenarios sells: software for crews in the field, by the seat. */

/** The merchant's own currency. */
export const euro: Currency = {currency: 'EUR', exponent: 2};
/** What most prices are for. */
export const monthly: Interval = {unit: 'month', count: 1};
const yearly: Interval = {unit: 'year', count: 1};

const plans: PlanRecord[] = [
  {
    id: 'starter',
    kind: 'plan',
    name: 'Starter',
    description: '1 crew, up to 2 seats',
    unit: 'seat',
    summary: {one: 'Starter, {quantity} seat', other: 'Starter, {quantity} seats'},
  },
  {
    id: 'crew',
    kind: 'plan',
    name: 'Crew',
    description: 'Unlimited crews, up to 50 seats',
    unit: 'seat',
    summary: {one: 'Crew, {quantity} seat', other: 'Crew, {quantity} seats'},
  },
  {
    id: 'company',
    kind: 'plan',
    name: 'Company',
    description: 'Everything in Crew, and single sign-on',
    unit: 'seat',
    summary: {one: 'Company, {quantity} seat', other: 'Company, {quantity} seats'},
  },
  {
    id: 'route_history',
    kind: 'add_on',
    name: 'Route history',
    description: 'Every route of the last 7 years',
    unit: null,
    summary: {one: 'Route history', other: 'Route history, {quantity} times'},
  },
  {
    id: 'workshop_seats',
    kind: 'plan',
    name: 'Workshop seats',
    description: 'For those who never leave the workshop',
    unit: 'seat',
    summary: {one: 'Workshop seats, {quantity} seat', other: 'Workshop seats, {quantity} seats'},
  },
  {
    id: 'dispatches',
    kind: 'metered',
    name: 'Dispatches',
    description: 'Jobs sent to a crew',
    unit: 'dispatch',
    summary: {one: '{quantity} dispatch', other: '{quantity} dispatches'},
  },
];

/** Free up to 2,000, then 0.8 cents each, and half a cent above 10,000. */
const dispatches: PriceRecord = {
  id: 'dispatches_monthly',
  planId: 'dispatches',
  unitPrice: {amount: '0', ...euro},
  tiers: [
    {upTo: 2000, unitPrice: {amount: '0', ...euro}},
    {upTo: 10_000, unitPrice: {amount: '0.8', ...euro}},
    {upTo: null, unitPrice: {amount: '0.5', ...euro}},
  ],
  interval: monthly,
  active: true,
};

const prices: PriceRecord[] = [
  toPrice('starter', '1200', '12000'),
  toPrice('crew', '2900', '29000'),
  toPrice('company', '4900', '49000'),
  toPrice('route_history', '2500', '25000'),
  toPrice('workshop_seats', '900', '9000'),
  dispatches,
].flat();

/** A plan's two prices for one unit, in minor units. */
function toPrice(planId: string, month: string, year: string): PriceRecord[] {
  return [
    {id: `${planId}_monthly`, planId, unitPrice: {amount: month, ...euro}, interval: monthly, active: true},
    {id: `${planId}_yearly`, planId, unitPrice: {amount: year, ...euro}, interval: yearly, active: true},
  ];
}

/** Adds all plans and prices to a world. */
export function addCatalog(world: World): void {
  world.plans.push(...structuredClone(plans));
  world.prices.push(...structuredClone(prices));
}
