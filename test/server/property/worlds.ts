import type {World} from '../../../src/server/providers/sandbox/world.js';

/** What histories ask of worlds. */

/** A world in which the only subscription was not paid for yet: it is on trial until then. */
export function startTrial(world: World, before: World, trialEndsAt: string): World {
  const [record] = world.subscriptions;
  if (record === undefined) throw new Error('nothing was started');
  const period = {start: record.startedAt, end: trialEndsAt};
  Object.assign(record, {status: 'trialing', trialEndsAt, period, anchor: trialEndsAt, paid: []});
  return {...world, invoices: [], customers: before.customers};
}

/** Of a world, what a customer has, as text to compare: neither keys nor references. */
export function moving({subscriptions, invoices, customers, redemptions}: World): string {
  return JSON.stringify({subscriptions, invoices, customers, redemptions});
}
