import {BillingError} from '../../../contract/errors.js';
import type {Invoice} from '../../../contract/invoice.js';
import type {Money} from '../../../contract/money.js';
import type {Outcome, Owned, PaymentChoice} from '../../ports/provider.js';
import {findPaymentMethod, takeChargeOutcome, toOwed} from './charging.js';
import {emit} from './events.js';
import {createReference, getByReference, getInvoice, getPaymentMethod} from './finding.js';
import {toInvoice} from './map-invoice.js';
import {setRight} from './planning.js';
import {getRecord, type ChallengeRecord, type InvoiceRecord, type PaymentMethodRecord, type World} from './world.js';

/** How an invoice is paid by hand, at once or after a bank's challenge. */

type Payment = Outcome<Owned<Invoice>>;

/** Whom a bank says that it pays. */
export const payee = 'Larkfield';

/** What is paid with, and the page of the bank where the sandbox has one. */
export interface PaymentTerms extends PaymentChoice {
  bankUrl?: string | undefined;
}

/**
 * Pays what is open; what is paid stays as it is. Throws `not_found` for an invoice or a method that is not the
 * customer's, and `action_refused` for an invoice that nobody owes, or with nothing to pay it with.
 */
export function payInvoice(
  world: World,
  now: string,
  customerId: string,
  invoiceId: string,
  terms: PaymentTerms,
): Payment {
  const {paymentMethodId} = terms;
  const invoice = getInvoice(world, customerId, invoiceId);
  if (invoice.status === 'paid') return toPaid(world, invoice, now);
  refuseUnlessOpen(invoice);
  const method =
    paymentMethodId === undefined
      ? findPaymentMethod(world, getRecord(world.customers, customerId), invoice.subscriptionId)
      : getPaymentMethod(world, customerId, paymentMethodId);
  if (method?.pending !== undefined) throw new BillingError('action_refused', {details: {reason: 'method_pending'}});
  if (method === null) throw new BillingError('action_refused', {details: {reason: 'no_payment_method'}});
  const outcome = takeChargeOutcome(world, method);
  if (outcome === 'declined') return {state: 'failed', code: 'payment_declined'};
  if (outcome === 'challenge') return beginChallenge(world, invoice, method, terms);
  return settle(world, invoice, method, now);
}

function refuseUnlessOpen({status}: InvoiceRecord): void {
  if (status !== 'open') throw new BillingError('action_refused', {message: `the invoice is "${status}"`});
}

function settle(world: World, invoice: InvoiceRecord, method: PaymentMethodRecord, now: string): Payment {
  Object.assign(invoice, {status: 'paid', paidAt: now, paidWith: structuredClone(method)});
  world.effects.payments += 1;
  emit(world, 'invoice.paid', invoice.customerId, now);
  const subscription = world.subscriptions.find(({id}) => id === invoice.subscriptionId);
  if (subscription !== undefined) setRight(world, subscription, now);
  return toPaid(world, invoice, now);
}

/** An invoice that is paid, as the outcome of paying it. */
export function toPaid(world: World, invoice: InvoiceRecord, now: string): Payment {
  return {state: 'succeeded', value: toInvoice(world, invoice, now)};
}

function beginChallenge(
  world: World,
  invoice: InvoiceRecord,
  method: PaymentMethodRecord,
  {bankUrl, returnUrl}: PaymentTerms,
): Payment {
  const reference = createReference(world, 'pi');
  const challenge: ChallengeRecord = {
    reference,
    customerId: invoice.customerId,
    invoiceId: invoice.id,
    method: structuredClone(method),
    answer: null,
    ...toBankUrl(world, reference, {bankUrl, returnUrl}),
  };
  world.challenges.push(challenge);
  return toChallengeStep(world, challenge);
}

/** Where the bank asks, where that is a page of its own. Without a way back the customer would be stranded there. */
export function toBankUrl(
  world: World,
  reference: string,
  {bankUrl, returnUrl}: {bankUrl: string | undefined; returnUrl: string | undefined},
): Pick<ChallengeRecord, 'url'> {
  if (world.challengeBy !== 'redirect' || bankUrl === undefined || returnUrl === undefined) return {};
  return {url: `${bankUrl}?${new URLSearchParams({reference, return: returnUrl}).toString()}`};
}

/** What is paid with a challenge: what is owed of an invoice, or what a change costs. */
function toAmount(world: World, {customerId, invoiceId, change}: ChallengeRecord): Money {
  if (invoiceId !== null) return toOwed(getInvoice(world, customerId, invoiceId));
  return {amount: change?.amount ?? 0, ...getRecord(world.customers, customerId).currency};
}

/** A payment that waits for its challenge, as an outcome. */
export function toChallengeStep(
  world: World,
  challenge: ChallengeRecord,
): Extract<Payment, {state: 'requires_payment'}> {
  const {reference, url} = challenge;
  if (url !== undefined) return {state: 'requires_payment', step: {kind: 'redirect', url}, reference};
  const amount = toAmount(world, challenge);
  const step = {kind: 'element', driver: 'sandbox-challenge', reference, amount, payee} as const;
  return {state: 'requires_payment', step, reference};
}

/** A challenge as the bank's page shows it. */
export interface ShownChallenge {
  amount: Money;
  payee: string;
  answer: ChallengeRecord['answer'];
}

/** What is asked under a reference; null for one that is unknown. */
export function findChallenge(world: World, reference: string): ShownChallenge | null {
  const challenge = world.challenges.find((candidate) => candidate.reference === reference);
  if (challenge === undefined) return null;
  const amount = toAmount(world, challenge);
  return {amount, payee, answer: challenge.answer};
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
  const {customerId, invoiceId} = challenge;
  if (invoiceId === null) throw new BillingError('not_found');
  const invoice = getInvoice(world, customerId, invoiceId);
  if (challenge.answer === 'fail') return {state: 'failed', code: 'challenge_failed', reference};
  if (invoice.status === 'paid') return toPaid(world, invoice, now);
  refuseUnlessOpen(invoice);
  return challenge.answer === null ? toChallengeStep(world, challenge) : settle(world, invoice, challenge.method, now);
}
