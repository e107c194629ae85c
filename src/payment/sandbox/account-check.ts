import type {PaymentEntry} from '../../contract/operation.js';
import {looksReal, toDigits} from './card-number.js';
import {BillingError} from '../../contract/errors.js';

/** What is typed of a bank account, and what is wrong with it, by the text that says it. */
export interface AccountMistakes {
  number?: 'cardNumberMissing' | 'cardNumberUnknown' | 'accountNumberReal';
  mandate?: 'mandateMissing';
}

/** An account number in capitals and in fours, as it is printed. */
export function groupLetters(text: string): string {
  return toPlain(text).replace(/.{4}(?=.)/g, '$& ');
}

/** Letters and digits alone. */
function toPlain(text: string): string {
  return text.toUpperCase().replace(/[^A-Z\d]/g, (letter) => toDigits(letter));
}

/** What is wrong with a number: without any test accounts none is right, because one that is not known may be real. */
export function checkAccount(text: string, accounts: readonly string[]): AccountMistakes['number'] {
  const number = toPlain(text);
  if (number === '') return 'cardNumberMissing';
  if (accounts.some((account) => toPlain(account) === number)) return undefined;
  return looksReal(number) || isIban(number) ? 'accountNumberReal' : 'cardNumberUnknown';
}

/** True where the check digits of an IBAN are right (ISO 13616): the number, turned over and in figures, leaves 1. */
function isIban(number: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(number)) return false;
  const figures = Array.from(number.slice(4) + number.slice(0, 4), (letter) => parseInt(letter, 36)).join('');
  return BigInt(figures) % 97n === 1n;
}

/** What is handed over. */
export function toAccountEntry(text: string): PaymentEntry {
  return {number: toPlain(text), mandate: 'accepted'};
}

/** The first mistake as an error, without a word of what was typed. */
export function toAccountError({number, mandate}: AccountMistakes): BillingError | undefined {
  const message = 'the sandbox takes its test accounts only';
  if (number === 'cardNumberUnknown' || number === 'accountNumberReal')
    return new BillingError('card_refused', {field: 'number', details: {reason: 'not_a_test_account'}, message});
  if (!number && !mandate) return undefined;
  return new BillingError('invalid_request', {field: number ? 'number' : 'mandate', message});
}
