import {BillingError} from '../../../contract/errors.js';
import type {Intent, Outcome, WriteInputs} from '../../ports/provider.js';
import {completeChange, isReached} from './changing.js';
import {readCustomerChange} from './customers.js';
import {getInvoice, getByReference, getOwnReference, getPaymentMethod, getSubscription} from './finding.js';
import {toPaymentMethod, toSubscription} from './map.js';
import {completePayment, toChallengeStep, toPaid} from './paying.js';
import {completeSetup, readSetup} from './setups.js';
import {findStarted} from './starting.js';
import type {ChallengeRecord, World} from './world.js';

/** How a write goes on after its payment step, and what became of one whose answer was lost. */

/** Completes a payment or a setup. Throws `not_found` for a reference that is neither's, or another customer's. */
export function complete(world: World, now: string, customerId: string, reference: string): Outcome<unknown> {
  getOwnReference([...world.setups, ...world.challenges], customerId, reference);
  if (reference.startsWith('seti_')) return completeSetup(world, now, reference);
  const isChange = getByReference(world.challenges, reference).change !== undefined;
  return isChange ? completeChange(world, now, reference) : completePayment(world, now, reference);
}

/**
 * What became of a write, told from the world alone. `unknown` where nothing shows that it was done, and for what is
 * not the customer's.
 */
export function readBack(world: World, now: string, intent: Intent): Outcome<unknown> | 'unknown' {
  try {
    return look(world, now, intent);
  } catch (error) {
    if (error instanceof BillingError && error.code === 'not_found') return 'unknown';
    throw error;
  }
}

function look(world: World, now: string, intent: Intent): Outcome<unknown> | 'unknown' {
  const {kind, customerId, input, reference} = intent;
  switch (kind) {
    case 'pay_invoice':
      return lookForPayment(world, now, customerId, input.invoiceId, reference);
    case 'change_subscription':
    case 'start_subscription':
    case 'withdraw_pending_change':
      return lookForChange(world, now, {...intent, input});
    case 'change_customer':
    case 'confirm_email':
    case 'add_tax_id':
    case 'remove_tax_id':
      return readCustomerChange(world, now, customerId, input.patch);
    case 'set_up_payment_method': {
      const setup = world.setups.find((candidate) => candidate.reference === reference);
      return setup?.customerId === customerId ? readSetup(world, now, setup) : 'unknown';
    }
    case 'set_default_payment_method':
      return lookForDefault(world, now, customerId, input);
    case 'remove_payment_method':
      // Whose it was, the core has asked before; another's is there still.
      return world.paymentMethods.some(({id}) => id === input.paymentMethodId)
        ? 'unknown'
        : {state: 'succeeded', value: null};
    case 'clear_subscription_payment_method':
      return lookForMethod(world, now, customerId, {subscriptionId: input.subscriptionId, paymentMethodId: null});
  }
}

/** A payment is there, or waits for its challenge, or nobody knows of it. */
function lookForPayment(
  world: World,
  now: string,
  customerId: string,
  invoiceId: string,
  reference: string | undefined,
): Outcome<unknown> | 'unknown' {
  const invoice = getInvoice(world, customerId, invoiceId);
  if (invoice.status === 'paid') return toPaid(world, invoice, now);
  const ofInvoice = world.challenges.filter((challenge) => challenge.invoiceId === invoice.id);
  const challenge = ofInvoice.filter((candidate) => candidate.reference === (reference ?? candidate.reference)).at(-1);
  if (challenge === undefined) return 'unknown';
  if (challenge.answer !== 'fail') return toChallengeStep(world, challenge);
  // Without the reference it may have been an earlier attempt that failed.
  const {reference: failed} = challenge;
  return reference === undefined ? 'unknown' : {state: 'failed', code: 'challenge_failed', reference: failed};
}

function lookForDefault(
  world: World,
  now: string,
  customerId: string,
  {paymentMethodId, subscriptionId}: WriteInputs['set_default_payment_method'],
): Outcome<unknown> | 'unknown' {
  if (subscriptionId !== undefined) return lookForMethod(world, now, customerId, {subscriptionId, paymentMethodId});
  const value = toPaymentMethod(world, getPaymentMethod(world, customerId, paymentMethodId), now);
  return value.isDefault ? {state: 'succeeded', value} : 'unknown';
}

function lookForMethod(
  world: World,
  now: string,
  customerId: string,
  {subscriptionId, paymentMethodId}: {subscriptionId: string; paymentMethodId: string | null},
): Outcome<unknown> | 'unknown' {
  const record = getSubscription(world, customerId, subscriptionId);
  const isSo = record.paymentMethodId === paymentMethodId;
  return isSo ? {state: 'succeeded', value: toSubscription(world, record, now)} : 'unknown';
}

type ChangeIntent = Pick<Intent, 'customerId' | 'reference' | 'idempotencyKey'> & {
  input: WriteInputs['change_subscription'];
};

/** It is so, or waits for its challenge, or nobody knows of it. What was started is found by its key. */
function lookForChange(
  world: World,
  now: string,
  {customerId, input, reference, idempotencyKey}: ChangeIntent,
): Outcome<unknown> | 'unknown' {
  const {change} = input;
  const started = findStarted(world, customerId, idempotencyKey);
  if (started !== undefined) return {state: 'succeeded', value: toSubscription(world, started, now)};
  if (change.kind !== 'start' && isReached(world, customerId, change)) {
    const record = getSubscription(world, customerId, change.subscriptionId);
    return {state: 'succeeded', value: toSubscription(world, record, now)};
  }
  const own = world.challenges.filter((challenge) => challenge.customerId === customerId);
  const challenge = own.filter((one) => isOf(one, idempotencyKey, reference)).at(-1);
  if (challenge?.change === undefined) return 'unknown';
  const {done} = challenge.change;
  if (done !== null)
    return {state: 'succeeded', value: toSubscription(world, getSubscription(world, customerId, done), now)};
  if (challenge.answer !== 'fail') return toChallengeStep(world, challenge);
  return {state: 'failed', code: 'challenge_failed', reference: challenge.reference};
}

function isOf({change, reference}: ChallengeRecord, key: string, wanted: string | undefined): boolean {
  return change !== undefined && (wanted === undefined ? change.key === key : reference === wanted);
}
