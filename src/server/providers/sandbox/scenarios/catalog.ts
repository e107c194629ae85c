import type {Interval} from '../../../../contract/subscription.js';
import {monthStart} from '../calendar.js';
import type {Currency, MeterRecord, PlanRecord, PriceRecord, PromotionRecord, World} from '../world.js';

/** What the merchant of all scenarios sells: software for crews in the field, by the seat. */

/** The merchant's own currency. */
export const euro: Currency = {currency: 'EUR', exponent: 2};
/** What most prices are for. */
export const monthly: Interval = {unit: 'month', count: 1};
/** What is paid for once a year. */
export const yearly: Interval = {unit: 'year', count: 1};

const plans: PlanRecord[] = [
  {
    id: 'starter',
    kind: 'plan',
    name: 'Starter',
    description: '1 crew, up to 2 seats',
    unit: 'seat',
    summary: {one: 'Starter, {quantity} seat', other: 'Starter, {quantity} seats'},
    rank: 0,
    features: ['1 crew, up to 2 seats', '1,000 dispatches', '5 GB photo storage'],
    limits: {dispatches: 1000, text_messages: 0, storage: 5},
    quantity: {minimum: 1, maximum: 2, step: 1},
  },
  {
    id: 'crew',
    kind: 'plan',
    name: 'Crew',
    description: 'Unlimited crews, up to 50 seats',
    unit: 'seat',
    summary: {one: 'Crew, {quantity} seat', other: 'Crew, {quantity} seats'},
    rank: 1,
    features: ['Unlimited crews, up to 50 seats', '10,000 dispatches', '2,000 text messages', '50 GB photo storage'],
    limits: {dispatches: 10_000, text_messages: 2000, storage: 50},
    quantity: {minimum: 1, maximum: 50, step: 1},
    addOns: ['route_history', 'workshop_access'],
    keeps: ['dispatches'],
  },
  {
    id: 'company',
    kind: 'plan',
    name: 'Company',
    description: 'Everything in Crew, and single sign-on',
    unit: 'seat',
    summary: {one: 'Company, {quantity} seat', other: 'Company, {quantity} seats'},
    rank: 2,
    features: [
      'Everything in Crew',
      '50,000 dispatches',
      '10,000 text messages',
      'Route history for 7 years',
      'Single sign-on',
    ],
    limits: {dispatches: 50_000, text_messages: 10_000, storage: 500},
    quantity: {minimum: 1, maximum: 200, step: 1},
    addOns: ['workshop_access'],
    keeps: ['dispatches'],
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
    id: 'workshop_access',
    kind: 'add_on',
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
  toPrice('workshop_access', '900', '9000'),
  dispatches,
].flat();

/** A plan's two prices for one unit, in minor units. */
function toPrice(planId: string, month: string, year: string): PriceRecord[] {
  return [
    {id: `${planId}_monthly`, planId, unitPrice: {amount: month, ...euro}, interval: monthly, active: true},
    {id: `${planId}_yearly`, planId, unitPrice: {amount: year, ...euro}, interval: yearly, active: true},
  ];
}

/** What is counted. A text message beyond the limit costs as much as one here does, wherever it is. */
const meters: MeterRecord[] = [
  {id: 'seats', name: 'Seats', unit: null, aggregation: 'last'},
  {id: 'dispatches', name: 'Dispatches', unit: null, aggregation: 'sum'},
  {
    id: 'text_messages',
    name: 'Text messages',
    unit: null,
    aggregation: 'sum',
    unitPrices: {EUR: '4', USD: '4', JPY: '6', KWD: '12', HUF: '1500'},
    charged: 'Extra text messages',
  },
  {id: 'storage', name: 'Photo storage', unit: 'GB', aggregation: 'last'},
];

/** Codes of every kind: one that runs for a while, one that is over, one for a year, one for once, one of an amount. */
function listPromotions(start: string): PromotionRecord[] {
  const usual = {months: 3, expiresAt: null, oncePerCustomer: false};
  return [
    {...usual, code: 'FIELD10', basisPoints: 1000},
    {...usual, code: 'SPRING25', basisPoints: 2500, expiresAt: monthStart(start, -5)},
    {...usual, code: 'YEARLY20', basisPoints: 2000, months: 12, units: ['year']},
    {...usual, code: 'WELCOME50', basisPoints: 5000, months: 1, oncePerCustomer: true},
    {...usual, code: 'PARTNER15', amount: 1500, currency: euro.currency, months: 6},
  ];
}

/** Adds all plans, prices, meters and codes to a world. */
export function addCatalog(world: World, start: string): void {
  world.plans.push(...structuredClone(plans));
  world.prices.push(...structuredClone(prices));
  world.meters.push(...structuredClone(meters));
  world.promotions.push(...listPromotions(start));
  world.catalog.push('starter', 'crew', 'company');
}
