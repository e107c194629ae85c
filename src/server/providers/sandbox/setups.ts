import {BillingError} from '../../../contract/errors.js';
import type {PaymentMethod} from '../../../contract/payment-method.js';
import type {PaymentStep} from '../../../contract/operation.js';
import type {Outcome, Owned, SetupRequest} from '../../ports/provider.js';
import {addDays} from './calendar.js';
import {emit} from './events.js';
import {createReference, getByReference, getPaymentMethod, getSubscription} from './finding.js';
import {instate} from './instating.js';
import {toPaymentMethod} from './map.js';
import {payee} from './paying.js';
import {readTestAccount, showTestAccounts, toTestWallet} from './test-accounts.js';
import {readTestCard, showTestCards, type CardEntry} from './test-cards.js';
import {getRecord, type MethodFacts, type PaymentMethodRecord, type SetupRecord, type World} from './world.js';

/** How a payment method is added: a setup begins, its form fills it, and it is completed. */

type Setup = Outcome<Owned<PaymentMethod>>;

/** How long a bank takes to confirm that its account may be debited, in days. */
const daysToConfirm = 3;

/**
 * Begins to add a method. Throws `not_found` for a customer who is none and for a method or a subscription that is not the
 * customer's.
 */
export function startSetup(world: World, customerId: string, request: SetupRequest): Setup {
  const {kind, replaces = null, subscriptionId = null} = request;
  if (!world.customers.some(({id}) => id === customerId)) throw new BillingError('not_found');
  if (replaces !== null) getPaymentMethod(world, customerId, replaces);
  if (subscriptionId !== null) getSubscription(world, customerId, subscriptionId);
  const reference = createReference(world, 'seti');
  const what = {replaces, subscriptionId, kind};
  const setup: SetupRecord = {reference, customerId, ...what, entered: null, paymentMethodId: null};
  world.setups.push(setup);
  return toSetupStep(setup);
}

/** A setup that waits for its form, as an outcome. `kind` of a step is its own, so the method's is `methodKind`. */
function toSetupStep({reference, kind}: SetupRecord): Extract<Setup, {state: 'requires_payment'}> {
  const about = {kind: 'element', reference, methodKind: kind} as const;
  const steps: Record<SetupRecord['kind'], PaymentStep> = {
    card: {...about, driver: 'sandbox', testCards: showTestCards()},
    bank_debit: {...about, driver: 'sandbox-account', testAccounts: showTestAccounts(), payee},
    wallet: {...about, driver: 'sandbox-challenge', payee},
  };
  return {state: 'requires_payment', step: steps[kind], reference};
}

/**
 * Takes a test card for a setup; a second one stands in for the first. Throws `card_refused` for any number that is
 * not a test card's, `not_found` for an unknown reference, `action_refused` for a setup that is complete.
 */
export function fillSetup(world: World, now: string, reference: string, entry: CardEntry): void {
  getOpen(world, reference).entered = readTestCard(entry, now);
}

/** Takes a test account, whose mandate was accepted. Throws what {@link fillSetup} throws. */
export function enterAccount(world: World, now: string, reference: string, number: string): void {
  const setup = getOpen(world, reference);
  setup.entered = readTestAccount(number, now, reference.replace('seti_', 'MANDATE-').toUpperCase());
}

/** Takes what a customer told their wallet. Throws `not_found`, and `action_refused` for a setup that is complete. */
export function enterAnswer(world: World, reference: string, answer: 'pass' | 'fail'): void {
  const setup = getOpen(world, reference);
  const {email} = getRecord(world.customers, setup.customerId);
  setup.entered = answer === 'pass' ? toTestWallet(email) : 'refused';
}

function getOpen(world: World, reference: string): SetupRecord {
  const setup = getByReference(world.setups, reference);
  if (setup.paymentMethodId !== null) throw new BillingError('action_refused', {message: 'the setup is complete'});
  return setup;
}

/** What a setup has come to, with nothing done. Throws `not_found` where its method was removed since. */
export function readSetup(world: World, now: string, setup: SetupRecord): Setup {
  const {customerId, paymentMethodId, entered, reference} = setup;
  if (entered === 'refused') return {state: 'failed', code: 'setup_refused', reference};
  if (paymentMethodId === null) return toSetupStep(setup);
  const method = getPaymentMethod(world, customerId, paymentMethodId);
  return {state: 'succeeded', value: toPaymentMethod(world, method, now)};
}

/** Attaches what a setup was filled with, once. */
export function completeSetup(world: World, now: string, reference: string): Setup {
  const setup = getByReference(world.setups, reference);
  const {entered, paymentMethodId} = setup;
  if (entered !== null && entered !== 'refused' && paymentMethodId === null) attach(world, now, setup, entered);
  return readSetup(world, now, setup);
}

function attach(world: World, now: string, setup: SetupRecord, facts: MethodFacts): void {
  const {customerId, replaces, subscriptionId, kind} = setup;
  const id = createReference(world, 'pm');
  const method: PaymentMethodRecord = {id, customerId, ...structuredClone(facts)};
  world.paymentMethods.push(method);
  setup.paymentMethodId = id;
  world.effects.methods += 1;
  emit(world, 'payment_method.attached', customerId, now);
  // What cannot be charged yet takes nobody's place: the old one pays until then.
  if (kind === 'bank_debit') method.pending = {until: addDays(now, daysToConfirm), replaces, subscriptionId};
  else instate(world, method, {replaces, subscriptionId});
}
