import {BillingError} from '../../../contract/errors.js';
import {brightwaterId} from './scenarios/brightwater.js';
import {addCatalog} from './scenarios/catalog.js';
import {addMillrace} from './scenarios/millrace.js';
import {addForint, addKuwait, addLongNames, addYen} from './scenarios/regions.js';
import {
  addActive,
  addCancelsSoon,
  addManyInvoices,
  addNobodySubscribed,
  addOpenInvoice,
  addPastDue,
  addSeveral,
  addTrialing,
  addUnknownValues,
  addYearly,
} from './scenarios/situations.js';
import {createEmptyWorld, type World} from './world.js';

/** The situations that stories, tests and the demo share, by name. */
export const scenarioNames = [
  'active',
  'yearly',
  'trialing',
  'no_subscription',
  'several',
  'kuwait',
  'yen',
  'forint',
  'long_names',
  'many_invoices',
  'open_invoice',
  'past_due',
  'cancels_soon',
  'unknown_values',
] as const;

/** One of the names above. */
export type ScenarioName = (typeof scenarioNames)[number];

/** What each scenario is, in one line. */
export const scenarioDescriptions: Readonly<Record<ScenarioName, string>> = {
  active: 'Four seats of Crew by the month, paid; the default card expires this month.',
  yearly: 'Four seats of Crew by the year, in its second year.',
  trialing: 'A trial with five days left; the first charge follows it, and there is no invoice yet.',
  no_subscription: 'A customer with nothing: no subscription, no payment method, no invoice.',
  several: 'Three subscriptions: one goes on, one is canceled and ends soon, one has ended.',
  kuwait: 'Arabic names and dinars, which have three decimals; a tax of 0 %.',
  yen: 'Japanese names and yen, which have no decimals.',
  forint: 'Hungarian names and forints, which are counted with two decimals and shown without.',
  long_names: 'Names and amounts that are too long, some without a place to break.',
  many_invoices: 'Ten thousand invoices, four of them at each instant.',
  open_invoice: 'One invoice to pay in seven days, one that is overdue, one void, and one-off purchases.',
  past_due: 'The charge of this month failed: its invoice is open, and the subscription past due.',
  cancels_soon: 'Four seats of Crew, canceled: they end with the month, and this can be undone.',
  unknown_values: 'A status, an interval, a card brand and an invoice status that nobody knows.',
};

type Step = (world: World, start: string) => void;

const steps: Record<ScenarioName, {mainCustomerId: string; add: Step}> = {
  active: {mainCustomerId: brightwaterId, add: addActive},
  yearly: {mainCustomerId: brightwaterId, add: addYearly},
  trialing: {mainCustomerId: brightwaterId, add: addTrialing},
  no_subscription: {mainCustomerId: brightwaterId, add: addNobodySubscribed},
  several: {mainCustomerId: brightwaterId, add: addSeveral},
  kuwait: {mainCustomerId: 'cus_almina', add: addKuwait},
  yen: {mainCustomerId: 'cus_miru', add: addYen},
  forint: {mainCustomerId: 'cus_malom', add: addForint},
  long_names: {mainCustomerId: 'cus_long', add: addLongNames},
  many_invoices: {mainCustomerId: brightwaterId, add: addManyInvoices},
  open_invoice: {mainCustomerId: brightwaterId, add: addOpenInvoice},
  past_due: {mainCustomerId: brightwaterId, add: addPastDue},
  cancels_soon: {mainCustomerId: brightwaterId, add: addCancelsSoon},
  unknown_values: {mainCustomerId: brightwaterId, add: addUnknownValues},
};

/**
 * A world as it is at `start`, an instant: every date in it counts from there. It is the same for the same name and
 * start. Throws `provider_misconfigured` for a name that is none.
 */
export function createWorld(scenario: ScenarioName, start: string): World {
  if (!Object.hasOwn(steps, scenario)) {
    const message = `there is no scenario "${scenario}"; there are ${scenarioNames.join(', ')}`;
    throw new BillingError('provider_misconfigured', {message});
  }
  const {mainCustomerId, add} = steps[scenario];
  const world = createEmptyWorld(mainCustomerId);
  addCatalog(world);
  add(world, start);
  addMillrace(world, start);
  return world;
}
