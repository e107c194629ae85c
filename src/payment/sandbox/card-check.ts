import {BillingError, isBillingError} from '../../contract/errors.js';
import type {PaymentEntry} from '../../contract/operation.js';
import {looksReal, toDigits} from './card-number.js';
import {isPast, readExpiry, writeExpiry} from './expiry.js';
import type {TestCard} from './test-cards.js';

/** The fields of a card, in the order in which they stand. */
export const fieldNames = ['number', 'expiry', 'code'] as const;
export type FieldName = (typeof fieldNames)[number];

/** What is wrong with a field, by the text that says it. */
export type Mistake =
  | 'cardNumberMissing'
  | 'cardNumberUnknown'
  | 'cardNumberReal'
  | 'cardNumberExpired'
  | 'cardExpiryMissing'
  | 'cardExpiryPast'
  | 'cardCodeMissing';
export type Mistakes = Partial<Record<FieldName, Mistake>>;

/** What stands in the fields, as it was typed. */
export type Typed = Record<FieldName, string>;

/** What is wrong with what was typed. Without any test cards no number is right: one that is not known may be real. */
export function findMistakes(typed: Typed, cards: readonly TestCard[], now = Date.now()): Mistakes {
  const found = {
    number: checkNumber(typed.number, cards),
    expiry: checkExpiry(typed.expiry, now),
    code: /^\d{3,4}$/.test(toDigits(typed.code)) ? undefined : ('cardCodeMissing' as const),
  };
  return Object.fromEntries(Object.entries(found).filter(([, mistake]) => mistake));
}

/** What is wrong with a number. */
export function checkNumber(text: string, cards: readonly TestCard[]): Mistake | undefined {
  const digits = toDigits(text);
  if (digits === '') return 'cardNumberMissing';
  if (cards.some(({number}) => number === digits)) return undefined;
  return looksReal(digits) ? 'cardNumberReal' : 'cardNumberUnknown';
}

function checkExpiry(text: string, now: number): Mistake | undefined {
  const expiry = readExpiry(text);
  if (!expiry) return 'cardExpiryMissing';
  return isPast(expiry, now) ? 'cardExpiryPast' : undefined;
}

/** What is handed over, of fields without mistakes. The security code stays here: the sandbox has no use for it. */
export function toEntry(typed: Typed): PaymentEntry {
  const expiry = readExpiry(typed.expiry);
  return {number: toDigits(typed.number), expiry: expiry ? writeExpiry(expiry) : ''};
}

/** The first mistake as an error, without a word of what was typed. */
export function toError(mistakes: Mistakes): BillingError | undefined {
  const field = fieldNames.find((name) => mistakes[name]);
  const mistake = field && mistakes[field];
  if (!field || !mistake) return undefined;
  const isRefused = mistake === 'cardNumberUnknown' || mistake === 'cardNumberReal';
  if (!isRefused) return new BillingError('invalid_request', {field, message: 'the form is not complete'});
  const reason = mistake === 'cardNumberReal' ? 'looks_real' : 'not_a_test_card';
  return new BillingError('card_refused', {field, details: {reason}, message: 'the sandbox takes its test cards only'});
}

/** What the endpoint did not take; nothing for an error that is not about a field. */
export function toMistakes(error: unknown): Mistakes {
  if (!isBillingError(error)) return {};
  const {code, field = '', details} = error;
  const isExpiry = /\bexpiry\b/.test(field);
  if (code === 'card_refused') {
    if (isExpiry) return {expiry: 'cardExpiryPast'};
    return {number: details?.['reason'] === 'expired' ? 'cardNumberExpired' : 'cardNumberUnknown'};
  }
  if (code !== 'invalid_request') return {};
  return isExpiry ? {expiry: 'cardExpiryMissing'} : /\bnumber\b/.test(field) ? {number: 'cardNumberUnknown'} : {};
}
