import {getRecord, type MethodPurpose, type PaymentMethodRecord, type World} from './world.js';

/** How a method takes its place, at once or when its bank has confirmed it, and how one is taken away. */

/** Puts a method to what it was added for: the place of another one, a single subscription, or the default where there is none. */
export function instate(
  world: World,
  {id, customerId}: PaymentMethodRecord,
  {replaces, subscriptionId}: MethodPurpose,
): void {
  const customer = getRecord(world.customers, customerId);
  if (subscriptionId !== null) getRecord(world.subscriptions, subscriptionId).paymentMethodId = id;
  else customer.defaultPaymentMethodId ??= id;
  if (replaces === null) return;
  if (customer.defaultPaymentMethodId === replaces) customer.defaultPaymentMethodId = id;
  for (const subscription of world.subscriptions) {
    if (subscription.paymentMethodId === replaces) subscription.paymentMethodId = id;
  }
  takeAway(world, replaces);
}

/** Banks confirm what waited for them up to `now`. Tells whether there was anything. */
export function confirmDue(world: World, now: string): boolean {
  const due = world.paymentMethods.filter(({pending}) => pending !== undefined && pending.until <= now);
  for (const method of due) {
    const {pending} = method;
    delete method.pending;
    if (pending !== undefined) instate(world, method, pending);
  }
  return due.length > 0;
}

/** Takes a method away, and what points to it with it. */
export function takeAway(world: World, gone: string): void {
  world.paymentMethods = world.paymentMethods.filter(({id}) => id !== gone);
  for (const customer of world.customers) {
    if (customer.defaultPaymentMethodId === gone) customer.defaultPaymentMethodId = null;
  }
  for (const subscription of world.subscriptions) {
    if (subscription.paymentMethodId === gone) subscription.paymentMethodId = null;
  }
}
