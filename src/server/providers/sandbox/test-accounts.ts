import {BillingError} from '../../../contract/errors.js';
import type {ChargeOutcome, MethodFacts} from './world.js';

/** The only bank accounts and the only wallet that the sandbox takes. They are nobody's, and everybody knows them. */

/** A test account, and what it is for. */
export interface TestAccount {
  /** An IBAN. */
  number: string;
  bank: string;
  behavior: ChargeOutcome;
  /** What it does, as a sentence. */
  description: string;
}

/** All of them. */
export const testAccounts: readonly TestAccount[] = [
  {
    number: 'DE89370400440532013000',
    bank: 'Banque Lune',
    behavior: 'works',
    description: 'Is confirmed by its bank after three days, and works.',
  },
  {
    number: 'DE62370400440532013001',
    bank: 'Banque Lune',
    behavior: 'declined',
    description: 'Is confirmed by its bank after three days, and is declined whenever it is charged.',
  },
];

/** A test account as a form shows it. */
export interface ShownAccount {
  number: string;
  brand: string;
  outcome: ChargeOutcome;
}

/** The accounts that can be added, each printed in groups of four. */
export function showTestAccounts(): ShownAccount[] {
  return testAccounts.map(({number, behavior}) => ({
    number: number.replaceAll(/.{4}(?=.)/g, '$& '),
    brand: 'sepa',
    outcome: behavior,
  }));
}

/** What is kept of a test account. Throws `card_refused` for any other number, without a word of it. */
export function readTestAccount(number: string, now: string, reference: string): MethodFacts {
  const plain = number.replace(/[\s-]/g, '').toUpperCase();
  const account = testAccounts.find((candidate) => candidate.number === plain);
  if (account === undefined) {
    throw new BillingError('card_refused', {
      field: 'number',
      details: {reason: 'not_a_test_account'},
      message: 'the sandbox takes its test accounts only',
    });
  }
  const {bank, behavior} = account;
  const mandate = {reference, acceptedAt: now};
  return {kind: 'bank_debit', brand: 'sepa', last4: plain.slice(-4), label: bank, expiry: null, mandate, behavior};
}

/** The wallet of a customer who agreed to it. */
export function toTestWallet(label: string | null): MethodFacts {
  return {kind: 'wallet', brand: 'paypal', last4: null, label, expiry: null, behavior: 'works'};
}
