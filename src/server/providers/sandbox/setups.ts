import {BillingError} from '../../../contract/errors.js';
import type {PaymentMethod} from '../../../contract/payment-method.js';
import type {Outcome, Owned, SetupRequest} from '../../ports/provider.js';
import {createReference, getByReference, getPaymentMethod, getSubscription} from './finding.js';
import {toPaymentMethod} from './map.js';
import {readTestCard, type CardEntry} from './test-cards.js';
import {getRecord, type CardFacts, type PaymentMethodRecord, type SetupRecord, type World} from './world.js';

/** How a payment method is added: a setup begins, the card form fills it, and it is completed. */

type Setup = Outcome<Owned<PaymentMethod>>;

/**
 * Begins to add a card. Throws `provider_cannot` for other kinds, and `not_found` for a customer who is none and for
 * a method or a subscription that is not the customer's.
 */
export function startSetup(world: World, customerId: string, request: SetupRequest): Setup {
  const {kind, replaces = null, subscriptionId = null} = request;
  if (kind !== 'card') throw new BillingError('provider_cannot', {message: 'the sandbox adds cards only'});
  if (!world.customers.some(({id}) => id === customerId)) throw new BillingError('not_found');
  if (replaces !== null) getPaymentMethod(world, customerId, replaces);
  if (subscriptionId !== null) getSubscription(world, customerId, subscriptionId);
  const reference = createReference(world, 'seti');
  const setup: SetupRecord = {reference, customerId, replaces, subscriptionId, card: null, paymentMethodId: null};
  world.setups.push(setup);
  return toSetupStep(setup);
}

/** A setup that waits for its card, as an outcome. `kind` of a step is its own, so the method's is `methodKind`. */
function toSetupStep({reference}: SetupRecord): Extract<Setup, {state: 'requires_payment'}> {
  const step = {kind: 'element', driver: 'sandbox', reference, methodKind: 'card'} as const;
  return {state: 'requires_payment', step, reference};
}

/**
 * Takes a test card for a setup; a second one stands in for the first. Throws `card_refused` for any number that is
 * not a test card's, `not_found` for an unknown reference, `action_refused` for a setup that is complete.
 */
export function fillSetup(world: World, now: string, reference: string, entry: CardEntry): void {
  const setup = getByReference(world.setups, reference);
  if (setup.paymentMethodId !== null) throw new BillingError('action_refused', {message: 'the setup is complete'});
  setup.card = readTestCard(entry, now);
}

/** What a setup has come to, with nothing done. Throws `not_found` where its method was removed since. */
export function readSetup(world: World, now: string, setup: SetupRecord): Setup {
  if (setup.paymentMethodId === null) return toSetupStep(setup);
  const method = getPaymentMethod(world, setup.customerId, setup.paymentMethodId);
  return {state: 'succeeded', value: toPaymentMethod(world, method, now)};
}

/** Attaches the card of a setup that was filled, once. */
export function completeSetup(world: World, now: string, reference: string): Setup {
  const setup = getByReference(world.setups, reference);
  if (setup.card !== null && setup.paymentMethodId === null) attach(world, setup, setup.card);
  return readSetup(world, now, setup);
}

function attach(world: World, setup: SetupRecord, card: CardFacts): void {
  const {customerId, subscriptionId, replaces} = setup;
  const id = createReference(world, 'pm');
  const method: PaymentMethodRecord = {id, customerId, kind: 'card', label: null, ...structuredClone(card)};
  world.paymentMethods.push(method);
  setup.paymentMethodId = id;
  world.effects.methods += 1;
  const customer = getRecord(world.customers, customerId);
  if (subscriptionId !== null) getRecord(world.subscriptions, subscriptionId).paymentMethodId = id;
  else customer.defaultPaymentMethodId ??= id;
  if (replaces !== null) moveOver(world, replaces, method);
}

/** What the old method paid for, the new one pays for; then the old one goes. */
function moveOver(world: World, oldId: string, {id, customerId}: PaymentMethodRecord): void {
  const customer = getRecord(world.customers, customerId);
  if (customer.defaultPaymentMethodId === oldId) customer.defaultPaymentMethodId = id;
  for (const subscription of world.subscriptions) {
    if (subscription.paymentMethodId === oldId) subscription.paymentMethodId = id;
  }
  world.paymentMethods = world.paymentMethods.filter((method) => method.id !== oldId);
}
