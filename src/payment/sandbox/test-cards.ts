import type {PaymentStep} from '../../contract/operation.js';

/** A number that the sandbox takes, and what it does. */
export interface TestCard {
  /** Digits alone. */
  number: string;
  /** As the provider spells it: `visa`. */
  brand: string;
  /** `works`, `declined`, `challenge`, `refused`; a newer sandbox may know others. */
  outcome: string;
}

/** The test cards that a step of the sandbox brings. None where it has none, and what is no card is left out. */
export function readTestCards(step: PaymentStep | undefined): TestCard[] {
  const cards: unknown = step && 'testCards' in step ? step['testCards'] : undefined;
  return toPlain(cards, /^[\d ]+$/);
}

/** The test accounts that a step brings; letters stay in their numbers. */
export function readTestAccounts(step: PaymentStep | undefined): TestCard[] {
  const accounts: unknown = step && 'testAccounts' in step ? step['testAccounts'] : undefined;
  return toPlain(accounts, /^[A-Z\d ]+$/);
}

function toPlain(given: unknown, form: RegExp): TestCard[] {
  const known = Array.isArray(given) ? given.filter((one) => isTestNumber(one, form)) : [];
  // They may be spaced as they are printed.
  return known.map(({number, ...card}) => ({...card, number: number.replaceAll(' ', '')}));
}

function isTestNumber(value: unknown, form: RegExp): value is TestCard {
  const {number, brand, outcome} = (value ?? {}) as Partial<Record<keyof TestCard, unknown>>;
  return typeof number === 'string' && form.test(number) && [brand, outcome].every((one) => typeof one === 'string');
}
