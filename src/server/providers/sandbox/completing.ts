import {BillingError} from '../../../contract/errors.js';
import type {Intent, Outcome} from '../../ports/provider.js';
import {isReached} from './changing.js';
import {getInvoice, getSubscription} from './finding.js';
import {toSubscription} from './map.js';
import {completePayment, toChallengeStep, toPaid} from './paying.js';
import {completeSetup, readSetup} from './setups.js';
import type {World} from './world.js';

/** How a write goes on after its payment step, and what became of one whose answer was lost. */

/** Completes a payment or a setup. Throws `not_found` for a reference that is neither's. */
export function complete(world: World, now: string, reference: string): Outcome<unknown> {
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

function look(world: World, now: string, intent: Intent): Outcome<unknown> | 'unknown' {
  switch (intent.kind) {
    case 'pay_invoice':
      return lookForPayment(world, now, intent);
    case 'change_subscription':
      return lookForChange(world, intent);
    case 'set_up_payment_method': {
      const setup = world.setups.find(({reference}) => reference === intent.reference);
      return setup?.customerId === intent.customerId ? readSetup(world, now, setup) : 'unknown';
    }
    default:
      return 'unknown';
  }
}

/** A payment is there, or waits for its challenge, or nobody knows of it. */
function lookForPayment(world: World, now: string, intent: Intent): Outcome<unknown> | 'unknown' {
  const {customerId, reference} = intent;
  const invoice = getInvoice(world, customerId, readText(intent.input, 'invoiceId'));
  if (invoice.status === 'paid') return toPaid(world, invoice, now);
  const ofInvoice = world.challenges.filter(({invoiceId}) => invoiceId === invoice.id);
  const challenge = ofInvoice.filter((candidate) => candidate.reference === (reference ?? candidate.reference)).at(-1);
  if (challenge === undefined) return 'unknown';
  if (challenge.answer !== 'fail') return toChallengeStep(challenge);
  // Without the reference it may have been an earlier attempt that failed.
  const {reference: failed} = challenge;
  return reference === undefined ? 'unknown' : {state: 'failed', code: 'challenge_failed', reference: failed};
}

/** `input.change` is a change of the port, or its kind with `input.subscriptionId` beside it. */
function lookForChange(world: World, {customerId, input}: Intent): Outcome<unknown> | 'unknown' {
  const change = readMember(input, 'change');
  const kind = typeof change === 'string' ? change : readText(change, 'kind');
  const subscriptionId = readText(change, 'subscriptionId') || readText(input, 'subscriptionId');
  const record = getSubscription(world, customerId, subscriptionId);
  if ((kind !== 'cancel' && kind !== 'undo_cancel') || !isReached(record, kind)) return 'unknown';
  return {state: 'succeeded', value: toSubscription(world, record)};
}

function readMember(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function readText(value: unknown, name: string): string {
  const member = readMember(value, name);
  return typeof member === 'string' ? member : '';
}
