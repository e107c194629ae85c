import {BillingError} from '../../../contract/errors.js';
import {brightwaterId} from './scenarios/brightwater.js';
import {addCatalog} from './scenarios/catalog.js';
import {
  addArchivedPlan,
  addLimitedProvider,
  addLockedNearRenewal,
  addReverseCharge,
  addTaxInclusive,
  addTrialWithCode,
  addUnpaidAfterAttempts,
} from './scenarios/changes.js';
import {addManyPlans} from './scenarios/many-plans.js';
import {addMillrace} from './scenarios/millrace.js';
import {
  addChangePending,
  addCommitted,
  addContractEnds,
  addEnded,
  addExpiredCard,
  addIncomplete,
  addManualCollection,
  addNoCard,
  addOwnCard,
  addPaused,
  addPausedIndefinitely,
  addPausesSoon,
  addQuantityPending,
  addTrialWithoutCard,
  addUnpaid,
  addUpcoming,
} from './scenarios/planned.js';
import {addAddOns, addCreditBalance, addDiscounted, addMetered} from './scenarios/priced.js';
import {addDollar, addForint, addKuwait, addLongNames, addYen} from './scenarios/regions.js';
import {
  addActive,
  addCancelsSoon,
  addManyInvoices,
  addManyMethods,
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
  'many_methods',
  'kuwait',
  'yen',
  'forint',
  'long_names',
  'many_invoices',
  'open_invoice',
  'past_due',
  'cancels_soon',
  'unknown_values',
  'trial_without_card',
  'unpaid',
  'incomplete',
  'paused',
  'paused_indefinitely',
  'pauses_soon',
  'change_pending',
  'quantity_pending',
  'committed',
  'contract_ends',
  'upcoming',
  'ended',
  'manual_collection',
  'discounted',
  'credit_balance',
  'add_ons',
  'metered',
  'own_card',
  'expired_card',
  'no_card',
  'dollar',
  'many_plans',
  'locked_near_renewal',
  'limited_provider',
  'archived_plan',
  'unpaid_soon',
  'trial_code_used',
  'tax_inclusive',
  'reverse_charge',
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
  many_methods:
    'Every kind of payment method: one expired, one that its bank has yet to confirm, one for a single subscription.',
  kuwait: 'Arabic names and dinars, which have three decimals; a tax of 0 %.',
  yen: 'Japanese names and yen, which have no decimals.',
  forint: 'Hungarian names and forints, which are counted with two decimals and shown without.',
  long_names: 'Names and amounts that are too long, some without a place to break.',
  many_invoices: 'Ten thousand invoices, four of them at each instant.',
  open_invoice: 'One invoice to pay in seven days, one that is overdue, one void, and one-off purchases.',
  past_due: 'The charge of this month failed: its invoice is open, and the subscription past due.',
  cancels_soon: 'Four seats of Crew, canceled: they end with the month, and this can be undone.',
  unknown_values: 'A status, an interval, a card brand and an invoice status that nobody knows.',
  trial_without_card: 'A trial with five days left, and nothing to pay with when it is over.',
  unpaid: 'The charge of this month was given up on: it is unpaid until somebody pays it.',
  incomplete: 'The first payment was begun and never confirmed.',
  paused: 'Paused since this month began, for three months.',
  paused_indefinitely: 'Paused since this month began, without an end.',
  pauses_soon: 'Paused from the end of this month, for two months.',
  change_pending: 'Company, which becomes Crew with the next month.',
  quantity_pending: 'Four seats, which become two with the next month.',
  committed: 'A contract for a year that renews itself, with a day to say no by.',
  contract_ends: 'A contract for a year that ends with this month, and does not renew.',
  upcoming: 'Agreed upon, and begins with the next month.',
  ended: 'One subscription, which has ended.',
  manual_collection: 'Invoices that are paid by transfer; one waits.',
  discounted: 'A quarter less, for some months more.',
  credit_balance: 'Ten euros less each month, and a balance that pays for a part of the next charge.',
  add_ons: 'Crew and two things beside it, in one subscription.',
  metered: 'Crew, and dispatches that are counted and priced in tiers.',
  own_card: 'A subscription that is paid with a card of its own.',
  expired_card: 'The card that pays has expired.',
  no_card: 'A charge that comes, and nothing to pay it with.',
  dollar: 'Dollars, and a tax of 8.25 %.',
  many_plans: 'Crew, one of twelve plans.',
  locked_near_renewal: 'Nothing can be changed until the next period begins.',
  limited_provider: 'A provider that can do less: no several items, nothing metered, no pause, no codes.',
  archived_plan: 'A plan that nobody can have any more: one goes on, one has ended.',
  unpaid_soon: 'Past due, with one attempt left; then it is switched off until somebody pays.',
  trial_code_used: 'A trial, and a code that was used: WELCOME50.',
  tax_inclusive: 'Prices that contain the tax.',
  reverse_charge: 'A customer abroad, who pays the tax there.',
};

type Step = (world: World, start: string) => void;

const steps: Record<ScenarioName, {mainCustomerId: string; add: Step}> = {
  active: {mainCustomerId: brightwaterId, add: addActive},
  yearly: {mainCustomerId: brightwaterId, add: addYearly},
  trialing: {mainCustomerId: brightwaterId, add: addTrialing},
  no_subscription: {mainCustomerId: brightwaterId, add: addNobodySubscribed},
  several: {mainCustomerId: brightwaterId, add: addSeveral},
  many_methods: {mainCustomerId: brightwaterId, add: addManyMethods},
  kuwait: {mainCustomerId: 'cus_almina', add: addKuwait},
  yen: {mainCustomerId: 'cus_miru', add: addYen},
  forint: {mainCustomerId: 'cus_malom', add: addForint},
  long_names: {mainCustomerId: 'cus_long', add: addLongNames},
  many_invoices: {mainCustomerId: brightwaterId, add: addManyInvoices},
  open_invoice: {mainCustomerId: brightwaterId, add: addOpenInvoice},
  past_due: {mainCustomerId: brightwaterId, add: addPastDue},
  cancels_soon: {mainCustomerId: brightwaterId, add: addCancelsSoon},
  unknown_values: {mainCustomerId: brightwaterId, add: addUnknownValues},
  trial_without_card: {mainCustomerId: brightwaterId, add: addTrialWithoutCard},
  unpaid: {mainCustomerId: brightwaterId, add: addUnpaid},
  incomplete: {mainCustomerId: brightwaterId, add: addIncomplete},
  paused: {mainCustomerId: brightwaterId, add: addPaused},
  paused_indefinitely: {mainCustomerId: brightwaterId, add: addPausedIndefinitely},
  pauses_soon: {mainCustomerId: brightwaterId, add: addPausesSoon},
  change_pending: {mainCustomerId: brightwaterId, add: addChangePending},
  quantity_pending: {mainCustomerId: brightwaterId, add: addQuantityPending},
  committed: {mainCustomerId: brightwaterId, add: addCommitted},
  contract_ends: {mainCustomerId: brightwaterId, add: addContractEnds},
  upcoming: {mainCustomerId: brightwaterId, add: addUpcoming},
  ended: {mainCustomerId: brightwaterId, add: addEnded},
  manual_collection: {mainCustomerId: brightwaterId, add: addManualCollection},
  discounted: {mainCustomerId: brightwaterId, add: addDiscounted},
  credit_balance: {mainCustomerId: brightwaterId, add: addCreditBalance},
  add_ons: {mainCustomerId: brightwaterId, add: addAddOns},
  metered: {mainCustomerId: brightwaterId, add: addMetered},
  own_card: {mainCustomerId: brightwaterId, add: addOwnCard},
  expired_card: {mainCustomerId: brightwaterId, add: addExpiredCard},
  no_card: {mainCustomerId: brightwaterId, add: addNoCard},
  dollar: {mainCustomerId: 'cus_harbor', add: addDollar},
  many_plans: {mainCustomerId: brightwaterId, add: addManyPlans},
  locked_near_renewal: {mainCustomerId: brightwaterId, add: addLockedNearRenewal},
  limited_provider: {mainCustomerId: brightwaterId, add: addLimitedProvider},
  archived_plan: {mainCustomerId: brightwaterId, add: addArchivedPlan},
  unpaid_soon: {mainCustomerId: brightwaterId, add: addUnpaidAfterAttempts},
  trial_code_used: {mainCustomerId: brightwaterId, add: addTrialWithCode},
  tax_inclusive: {mainCustomerId: brightwaterId, add: addTaxInclusive},
  reverse_charge: {mainCustomerId: brightwaterId, add: addReverseCharge},
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
  const world = createEmptyWorld(mainCustomerId, start);
  addCatalog(world, start);
  add(world, start);
  addMillrace(world, start);
  return world;
}
