import {BillingError} from '../../../contract/errors.js';
import type {ChargeOutcome, MethodFacts} from './world.js';

/** The only card numbers that the sandbox takes. They are nobody's, and everybody knows them. */

/** A test number, and what it is for. */
export interface TestCard {
  number: string;
  brand: string;
  /** `refused` never becomes a payment method; the others are what a charge of it comes to. */
  behavior: ChargeOutcome | 'refused';
  /** What it does, as a sentence. */
  description: string;
}

/** All of them. */
export const testCards: readonly TestCard[] = [
  {number: '4242424242424242', brand: 'visa', behavior: 'works', description: 'A Visa that works.'},
  {number: '5555555555554444', brand: 'mastercard', behavior: 'works', description: 'A Mastercard that works.'},
  {number: '378282246310005', brand: 'amex', behavior: 'works', description: 'An American Express that works.'},
  {
    number: '4000000000000002',
    brand: 'visa',
    behavior: 'declined',
    description: 'Can be added, and is declined whenever it is charged.',
  },
  {
    number: '4000002760003184',
    brand: 'visa',
    behavior: 'challenge',
    description: 'Can be added, and its bank asks for a challenge whenever it is charged.',
  },
  {number: '4000000000000069', brand: 'visa', behavior: 'refused', description: 'Is refused as expired when added.'},
];

/** A test card as a form shows it: its number as it is printed, and what a charge of it comes to. */
export interface ShownCard {
  number: string;
  brand: string;
  outcome: ChargeOutcome;
}

/** The cards that can be added. */
export function showTestCards(): ShownCard[] {
  return testCards.flatMap(({number, brand, behavior}) =>
    behavior === 'refused' ? [] : [{number: toPrinted(number), brand, outcome: behavior}],
  );
}

/** In groups of four; one of 15 digits is printed in groups of four, six and five. */
function toPrinted(number: string): string {
  const groups = number.length === 15 ? /^(.{4})(.{6})(.{5})$/ : /^(.{4})(.{4})(.{4})(.{4})$/;
  return number.replace(groups, (_, ...found: string[]) => found.slice(0, -2).join(' '));
}

/** What a customer types into a card form. */
export interface CardEntry {
  number: string;
  expiry: {month: number; year: number};
}

/**
 * What is kept of a test card. Throws `card_refused` for any other number, without a word of it; `details.reason`
 * tells `not_a_test_card` from `expired`.
 */
export function readTestCard({number, expiry}: CardEntry, now: string): MethodFacts {
  const digits = number.replace(/[\s-]/g, '');
  const card = testCards.find((candidate) => candidate.number === digits);
  if (card === undefined) throw refuse('not_a_test_card', 'number');
  if (card.behavior === 'refused') throw refuse('expired', 'number');
  const {month, year} = expiry;
  const isDate = Number.isInteger(month) && month >= 1 && month <= 12 && Number.isInteger(year);
  const lastMonth = Date.UTC(year, month, 1);
  if (!isDate || !(lastMonth > Date.parse(now)) || year > 9999) throw refuse('expired', 'expiry');
  const {brand, behavior} = card;
  return {kind: 'card', brand, last4: digits.slice(-4), label: null, expiry: {month, year}, behavior};
}

function refuse(reason: string, field: string): BillingError {
  return new BillingError('card_refused', {field, details: {reason}, message: 'the sandbox takes its test cards only'});
}
