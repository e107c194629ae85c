import {BillingError} from '../../../contract/errors.js';
import type {PaymentEntry} from '../../../contract/operation.js';
import {getOwnReference} from './finding.js';
import {answerChallenge} from './paying.js';
import {enterAccount, enterAnswer, fillSetup} from './setups.js';
import type {CardEntry} from './test-cards.js';
import type {World} from './world.js';

/** What is typed into the sandbox's own forms: a test card, or the answer to a bank's challenge. */

/** Whose entry it is, and for what. */
interface Received {
  customerId: string;
  reference: string;
  entry: PaymentEntry;
}

/**
 * Takes `{number, expiry}` for a card, `{number, mandate: 'accepted'}` for a bank account, and `{answer: 'pass' | 'fail'}` for
 * a wallet or a challenge. Throws `not_found` for a reference
 * that is neither's or another customer's, `invalid_request` for any other entry, and what the two controls throw. The
 * error names the member that is wrong and never says what was in it, nor the name of one that is unknown.
 */
export function receiveEntry(world: World, now: string, {customerId, reference, entry}: Received): void {
  if (reference.startsWith('seti_')) {
    const {kind} = getOwnReference(world.setups, customerId, reference);
    if (kind === 'wallet') enterAnswer(world, reference, toAnswer(entry));
    else if (kind === 'bank_debit') enterAccount(world, now, reference, toAccountNumber(entry));
    else fillSetup(world, now, reference, toCardEntry(entry));
    return;
  }
  const challenge = getOwnReference(world.challenges, customerId, reference);
  const answer = toAnswer(entry);
  // Whoever did not hear that it was taken says it again.
  if (challenge.answer !== answer) answerChallenge(world, reference, answer);
}

/** The date as `2031-04`, or as cards print it: `04/31`, `04 / 31`, `04/2031`. */
function toCardEntry(entry: PaymentEntry): CardEntry {
  refuseOthers(entry, ['number', 'expiry']);
  const {number = '', expiry = ''} = entry;
  if (number.trim() === '') throw refuse('number');
  // As a form in the page gives it, 2031-04, or as it is printed on a card.
  const [, isoYear, isoMonth] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(expiry) ?? [];
  const [, month = isoMonth, year = isoYear ?? ''] = /^\s*(0?[1-9]|1[0-2])\s*\/\s*(\d{2}|\d{4})\s*$/.exec(expiry) ?? [];
  if (month === undefined) throw refuse('expiry');
  return {number, expiry: {month: Number(month), year: year.length === 2 ? 2000 + Number(year) : Number(year)}};
}

/** A number alone says nothing: the mandate goes with it. */
function toAccountNumber(entry: PaymentEntry): string {
  refuseOthers(entry, ['number', 'mandate']);
  const {number = '', mandate} = entry;
  if (number.trim() === '') throw refuse('number');
  if (mandate !== 'accepted') throw refuse('mandate');
  return number;
}

function toAnswer(entry: PaymentEntry): 'pass' | 'fail' {
  refuseOthers(entry, ['answer']);
  const {answer} = entry;
  if (answer !== 'pass' && answer !== 'fail') throw refuse('answer');
  return answer;
}

function refuseOthers(entry: PaymentEntry, known: string[]): void {
  if (Object.keys(entry).some((name) => !known.includes(name))) throw refuse('entry');
}

function refuse(field: string): BillingError {
  return new BillingError('invalid_request', {field, message: `"${field}" is missing or not what the form asks for`});
}
