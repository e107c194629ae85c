import {BillingError} from '../../../contract/errors.js';
import type {PaymentMethod} from '../../../contract/payment-method.js';
import type {Outcome, Owned, ProviderSubscription} from '../../ports/provider.js';
import {emit} from './events.js';
import {getPaymentMethod, getSubscription} from './finding.js';
import {takeAway} from './instating.js';
import {toPaymentMethod, toSubscription} from './map.js';
import {getRecord, type PaymentMethodRecord, type SubscriptionRecord, type World} from './world.js';

/** What becomes of methods once they are there: which one pays for what, and how one goes. */

/**
 * Makes a method the customer's default; one that is it stays it. Throws `not_found` for one that is not the customer's,
 * `action_refused` for one that nothing can be charged to.
 */
export function setDefault(
  world: World,
  now: string,
  customerId: string,
  paymentMethodId: string,
): Outcome<Owned<PaymentMethod>> {
  const method = getChargeable(world, now, customerId, paymentMethodId);
  const customer = getRecord(world.customers, customerId);
  if (customer.defaultPaymentMethodId !== method.id) {
    customer.defaultPaymentMethodId = method.id;
    world.effects.defaults += 1;
    emit(world, 'payment_method.default_changed', customerId, now);
  }
  return {state: 'succeeded', value: toPaymentMethod(world, method, now)};
}

/**
 * Gives a subscription a method of its own, or the default again with null. Throws `not_found` for what is not the
 * customer's, `action_refused` for a subscription that is over, and where nothing could be charged for it any more.
 */
export function assign(
  world: World,
  now: string,
  customerId: string,
  {subscriptionId, paymentMethodId}: {subscriptionId: string; paymentMethodId: string | null},
): Outcome<ProviderSubscription> {
  const record = getSubscription(world, customerId, subscriptionId);
  if (paymentMethodId !== null) getChargeable(world, now, customerId, paymentMethodId);
  if (record.endedAt !== null) throw refuse('already_done');
  const {defaultPaymentMethodId} = getRecord(world.customers, customerId);
  if (paymentMethodId === null && defaultPaymentMethodId === null && isNeedy(record))
    throw refuse('last_payment_method');
  if (record.paymentMethodId !== paymentMethodId) {
    record.paymentMethodId = paymentMethodId;
    world.effects.overrides += 1;
    emit(world, 'payment_method.updated', customerId, now);
  }
  return {state: 'succeeded', value: toSubscription(world, record, now)};
}

/**
 * Removes a method. Throws `not_found`, and `action_refused` for the one that a running subscription depends on: told at
 * the moment itself, so that of two who remove the last two at once one is refused.
 */
export function remove(world: World, now: string, customerId: string, paymentMethodId: string): Outcome<null> {
  const {id} = getPaymentMethod(world, customerId, paymentMethodId);
  const customer = getRecord(world.customers, customerId);
  const isDefault = customer.defaultPaymentMethodId === id;
  const isLeft = isDefault || customer.defaultPaymentMethodId === null;
  const paidBy = world.subscriptions.filter((record) => record.customerId === customerId && isNeedy(record));
  if (paidBy.some(({paymentMethodId: own}) => (own === null ? isDefault : own === id && isLeft)))
    throw refuse('last_payment_method');
  takeAway(world, id);
  world.effects.removals += 1;
  emit(world, 'payment_method.detached', customerId, now);
  return {state: 'succeeded', value: null};
}

/** A method of the customer that something can be charged to. */
function getChargeable(world: World, now: string, customerId: string, paymentMethodId: string): PaymentMethodRecord {
  const method = getPaymentMethod(world, customerId, paymentMethodId);
  const {status} = toPaymentMethod(world, method, now);
  if (status === 'expired' || status === 'pending') throw refuse(`method_${status}`);
  return method;
}

/** Whether something will be charged for it by itself. */
function isNeedy({endedAt, cancelsAt, collection}: SubscriptionRecord): boolean {
  return endedAt === null && cancelsAt === null && collection === 'automatic';
}

function refuse(reason: string): BillingError {
  return new BillingError('action_refused', {details: {reason}});
}
