import {BillingError} from '../../../contract/errors.js';
import type {Intent, Outcome, WriteInputs} from '../../ports/provider.js';
import {isReached} from './changing.js';
import {getInvoice, getOwnReference, getSubscription} from './finding.js';
import {toSubscription} from './map.js';
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
      return lookForChange(world, customerId, input);
    case 'set_up_payment_method': {
      const setup = world.setups.find((candidate) => candidate.reference === reference);
      return setup?.customerId === customerId ? readSetup(world, now, setup) : 'unknown';
    }
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
  if (challenge.answer !== 'fail') return toChallengeStep(challenge);
  // Without the reference it may have been an earlier attempt that failed.
  const {reference: failed} = challenge;
  return reference === undefined ? 'unknown' : {state: 'failed', code: 'challenge_failed', reference: failed};
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
