import {BillingError} from '../../../contract/errors.js';
import type {Invoice} from '../../../contract/invoice.js';
import type {Outcome, Owned, PaymentChoice} from '../../ports/provider.js';
import {findPaymentMethod, isOwing, takeChargeOutcome} from './charging.js';
import {createReference, getByReference, getInvoice, getPaymentMethod} from './finding.js';
import {toInvoice} from './map-invoice.js';
import {getRecord, type ChallengeRecord, type InvoiceRecord, type PaymentMethodRecord, type World} from './world.js';

/** How an invoice is paid by hand, at once or after a bank's challenge. */

type Payment = Outcome<Owned<Invoice>>;

/**
 * Pays what is open; what is paid stays as it is. Throws `not_found` for an invoice or a method that is not the
 * customer's, and `action_refused` for an invoice that nobody owes, or with nothing to pay it with.
 */
export function payInvoice(
  world: World,
  now: string,
  customerId: string,
  invoiceId: string,
  {paymentMethodId}: PaymentChoice,
): Payment {
  const invoice = getInvoice(world, customerId, invoiceId);
  if (invoice.status === 'paid') return toPaid(world, invoice, now);
  refuseUnlessOpen(invoice);
  const method =
    paymentMethodId === undefined
      ? findPaymentMethod(world, getRecord(world.customers, customerId), invoice.subscriptionId)
      : getPaymentMethod(world, customerId, paymentMethodId);
  if (method === null) throw new BillingError('action_refused', {details: {reason: 'no_payment_method'}});
  const outcome = takeChargeOutcome(world, method);
  if (outcome === 'declined') return {state: 'failed', code: 'payment_declined'};
  if (outcome === 'challenge') return beginChallenge(world, invoice, method);
  return settle(world, invoice, method, now);
}

function refuseUnlessOpen({status}: InvoiceRecord): void {
  if (status !== 'open') throw new BillingError('action_refused', {message: `the invoice is "${status}"`});
}

function settle(world: World, invoice: InvoiceRecord, method: PaymentMethodRecord, now: string): Payment {
  Object.assign(invoice, {status: 'paid', paidAt: now, paidWith: structuredClone(method)});
  world.effects.payments += 1;
  const subscription = world.subscriptions.find(({id}) => id === invoice.subscriptionId);
  if (subscription?.status === 'past_due' && !isOwing(world, subscription.id)) subscription.status = 'active';
  return toPaid(world, invoice, now);
}

/** An invoice that is paid, as the outcome of paying it. */
export function toPaid(world: World, invoice: InvoiceRecord, now: string): Payment {
  return {state: 'succeeded', value: toInvoice(world, invoice, now)};
}

function beginChallenge(world: World, invoice: InvoiceRecord, method: PaymentMethodRecord): Payment {
  const challenge: ChallengeRecord = {
    reference: createReference(world, 'pi'),
    customerId: invoice.customerId,
    invoiceId: invoice.id,
    method: structuredClone(method),
    answer: null,
  };
  world.challenges.push(challenge);
  return toChallengeStep(challenge);
}

/** A payment that waits for its challenge, as an outcome. */
export function toChallengeStep({reference}: ChallengeRecord): Extract<Payment, {state: 'requires_payment'}> {
  return {state: 'requires_payment', step: {kind: 'element', driver: 'sandbox-challenge', reference}, reference};
}

/** Plays the bank. Throws `not_found` for an unknown reference, `action_refused` for one that was answered. */
export function answerChallenge(world: World, reference: string, answer: 'pass' | 'fail'): void {
  const challenge = getByReference(world.challenges, reference);
  if (challenge.answer !== null) throw new BillingError('action_refused', {message: 'the challenge was answered'});
  challenge.answer = answer;
}

/** Goes on with a payment whose challenge was answered, or not yet. */
export function completePayment(world: World, now: string, reference: string): Payment {
  const challenge = getByReference(world.challenges, reference);
  const invoice = getInvoice(world, challenge.customerId, challenge.invoiceId);
  if (challenge.answer === 'fail') return {state: 'failed', code: 'challenge_failed', reference};
  if (invoice.status === 'paid') return toPaid(world, invoice, now);
  refuseUnlessOpen(invoice);
  return challenge.answer === null ? toChallengeStep(challenge) : settle(world, invoice, challenge.method, now);
}
