import {BillingError} from '../../../contract/errors.js';
import type {Intent, Outcome, WriteInputs} from '../../ports/provider.js';
import {isReached} from './changing.js';
import {readCustomerChange} from './customers.js';
import {getInvoice, getOwnReference, getPaymentMethod, getSubscription} from './finding.js';
import {toPaymentMethod, toSubscription} from './map.js';
import {completePayment, toChallengeStep, toPaid} from './paying.js';
import {completeSetup, readSetup} from './setups.js';
import type {World} from './world.js';

/** How a write goes on after its payment step, and what became of one whose answer was lost. */

/** Completes a payment or a setup. Throws `not_found` for a reference that is neither's, or another customer's. */
export function complete(world: World, now: string, customerId: string, reference: string): Outcome<unknown> {
  getOwnReference([...world.setups, ...world.challenges], customerId, reference);
  return reference.startsWith('seti_') ? completeSetup(world, now, reference) : completePayment(world, now, reference);
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

function look(world: World, now: string, {kind, customerId, input, reference}: Intent): Outcome<unknown> | 'unknown' {
  switch (kind) {
    case 'pay_invoice':
      return lookForPayment(world, now, customerId, input.invoiceId, reference);
    case 'change_subscription':
    case 'start_subscription':
    case 'withdraw_pending_change':
      return lookForChange(world, customerId, input);
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
      return lookForMethod(world, customerId, input.subscriptionId, null);
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
  if (subscriptionId !== undefined) return lookForMethod(world, customerId, subscriptionId, paymentMethodId);
  const value = toPaymentMethod(world, getPaymentMethod(world, customerId, paymentMethodId), now);
  return value.isDefault ? {state: 'succeeded', value} : 'unknown';
}

function lookForMethod(
  world: World,
  customerId: string,
  subscriptionId: string,
  paymentMethodId: string | null,
): Outcome<unknown> | 'unknown' {
  const record = getSubscription(world, customerId, subscriptionId);
  const isSo = record.paymentMethodId === paymentMethodId;
  return isSo ? {state: 'succeeded', value: toSubscription(world, record)} : 'unknown';
}

function lookForChange(
  world: World,
  customerId: string,
  {change}: WriteInputs['change_subscription'],
): Outcome<unknown> | 'unknown' {
  if (change.kind !== 'cancel' && change.kind !== 'undo_cancel') return 'unknown';
  const record = getSubscription(world, customerId, change.subscriptionId);
  return isReached(record, change.kind) ? {state: 'succeeded', value: toSubscription(world, record)} : 'unknown';
}
