import type {PlanRecord, World} from '../world.js';
import {euro, monthly, yearly} from './catalog.js';
import {addActive} from './situations.js';

/** A merchant who sells a dozen plans. */

/** Name, price of a seat a month in cents, most seats, dispatches, text messages, gigabytes. */
const rows: readonly (readonly [string, number, number, number, number, number])[] = [
  ['Solo', 500, 1, 200, 0, 1],
  ['Starter', 1200, 2, 1000, 0, 5],
  ['Pair', 1500, 2, 2000, 200, 10],
  ['Small crew', 1900, 5, 4000, 500, 20],
  ['Crew', 2900, 50, 10_000, 2000, 50],
  ['Crew Plus', 3500, 50, 20_000, 3000, 100],
  ['Two crews', 3900, 60, 25_000, 4000, 150],
  ['Depot', 4400, 80, 30_000, 6000, 250],
  ['Company', 4900, 200, 50_000, 10_000, 500],
  ['Company Plus', 5900, 300, 80_000, 15_000, 800],
  ['Region', 6900, 500, 120_000, 25_000, 1500],
  ['Country', 8900, 1000, 300_000, 60_000, 4000],
];

/** Crew is one of twelve. */
export function addManyPlans(world: World, start: string): void {
  addActive(world, start);
  world.catalog = rows.map(([name, ...numbers], rank) => addPlan(world, name, numbers, rank));
}

function addPlan(
  world: World,
  name: string,
  [price, maximum, dispatches, messages, storage]: readonly [number, number, number, number, number],
  rank: number,
): string {
  const known = world.plans.find((plan) => plan.name === name && plan.kind === 'plan');
  const id = known?.id ?? name.toLowerCase().replaceAll(' ', '_');
  const count = new Intl.NumberFormat('en');
  const plan: PlanRecord = {
    id,
    kind: 'plan',
    name,
    description: maximum === 1 ? '1 seat' : `Up to ${count.format(maximum)} seats`,
    unit: 'seat',
    summary: {one: `${name}, {quantity} seat`, other: `${name}, {quantity} seats`},
    rank,
    features: [
      maximum === 1 ? '1 seat' : `Up to ${count.format(maximum)} seats`,
      `${count.format(dispatches)} dispatches`,
      ...(messages === 0 ? [] : [`${count.format(messages)} text messages`]),
      `${count.format(storage)} GB photo storage`,
    ],
    limits: {dispatches, text_messages: messages, storage},
    quantity: {minimum: 1, maximum, step: 1},
    addOns: ['route_history', 'workshop_access'],
    keeps: ['dispatches'],
  };
  if (known !== undefined) {
    Object.assign(known, plan);
    return id;
  }
  world.plans.push(plan);
  for (const [interval, factor] of [[monthly, 1] as const, [yearly, 10] as const]) {
    const unitPrice = {amount: String(price * factor), ...euro};
    const above = {amount: String((price - 1000) * factor), ...euro};
    const tiers = [
      {upTo: 100, unitPrice},
      {upTo: null, unitPrice: above},
    ];
    const record = {id: `${id}_${interval.unit}ly`, planId: id, unitPrice, interval, active: true};
    // The greatest cost less by the seat above a hundred of them.
    world.prices.push(maximum >= 500 ? {...record, tiers} : record);
  }
  return id;
}
