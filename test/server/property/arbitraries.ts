import * as fc from 'fast-check';
import type {Interval} from '../../../src/contract/subscription.js';
import type {Currency, TaxRule} from '../../../src/server/providers/sandbox/world.js';
import type {Offer, WorldTerms} from '../providers/sandbox-world.js';

/** What histories are drawn from: worlds, and what happens in them. */

/** The currencies, with how much a dear unit costs in minor units. */
export const currencies: readonly (Currency & {dear: number})[] = [
  {currency: 'EUR', exponent: 2, dear: 20_000},
  {currency: 'USD', exponent: 2, dear: 20_000},
  {currency: 'JPY', exponent: 0, dear: 30_000},
  {currency: 'KWD', exponent: 3, dear: 60_000},
  {currency: 'HUF', exponent: 2, dear: 8_000_000},
];

/** How often what is on offer can be billed. */
export const intervals: readonly Interval[] = [
  {unit: 'month', count: 1},
  {unit: 'year', count: 1},
  {unit: 'month', count: 3},
  {unit: 'week', count: 1},
];

/** Taxes on top, in the price, reversed, and none. */
const taxes: readonly (TaxRule | null)[] = [
  null,
  {name: 'VAT', basisPoints: 1900},
  {name: 'ÁFA', basisPoints: 2700, inclusive: true},
  {name: '消費税', basisPoints: 1000, inclusive: true},
  {name: 'Sales tax', basisPoints: 887},
  {name: 'Reverse charge', basisPoints: 0},
];

/** Days that are short, long, or on which clocks are changed. */
const startDates = [
  '2027-01-31T12:00:00.000Z',
  '2028-02-29T23:59:59.000Z',
  '2027-12-31T00:00:00.000Z',
  '2027-03-28T00:59:59.000Z',
  '2027-10-31T01:30:00.500Z',
  '2027-03-14T09:59:59.999Z',
  '2028-01-30T10:42:00.000Z',
  '2027-06-15T08:08:08.123Z',
];

/** Codes that take something off: for good, for a while, once for each customer. */
const promotions = (currency: string, dear: number): NonNullable<WorldTerms['promotions']> => [
  {code: 'QUARTER', months: null, expiresAt: null, oncePerCustomer: false, basisPoints: 2500},
  {code: 'ODD', months: 2, expiresAt: null, oncePerCustomer: false, basisPoints: 3333},
  {code: 'LESS', months: null, expiresAt: null, oncePerCustomer: true, amount: Math.ceil(dear / 7), currency},
];

/** A world, with a beginning and what the customer's balance holds then. */
export interface Beginning {
  terms: WorldTerms;
  at: string;
  balance: number;
  /** Where the first subscription begins with a trial, in days. */
  trialDays: number | null;
  /** How the merchant has changes billed; each in its own way where that is null. */
  proration: Proration | null;
}

const prorations = ['none', 'prorate', 'full_difference'] as const;
type Proration = (typeof prorations)[number];

const decimals = fc.constantFrom('', '', '', '.5', '.333');

/** `more` are what the plan has besides: prices in tiers, or something that is counted. */
function toOffer(id: string, dear: number, more: 'nothing' | 'tiers' | 'use' = 'nothing'): fc.Arbitrary<Offer> {
  const amount = fc.tuple(fc.integer({min: 1, max: dear}), decimals).map(([whole, rest]) => `${whole}${rest}`);
  return fc.tuple(...intervals.map(() => fc.tuple(amount, amount))).map((drawn) => ({
    ...{id, kind: id.startsWith('plan') ? 'plan' : 'add_on', isCounted: more === 'use'},
    prices: drawn.map(([unitPrice, above], index) => ({
      ...{id: `${id}_${index}`, interval: intervals[index] as Interval, unitPrice},
      ...(more === 'tiers' && {above}),
    })),
  }));
}

/** A world in one currency, with three plans and two things beside them, each for every interval. */
export function drawBeginning({dear, ...currency}: Currency & {dear: number}): fc.Arbitrary<Beginning> {
  const plans = [toOffer('plan_a', dear), toOffer('plan_b', dear, 'tiers'), toOffer('plan_c', dear, 'use')];
  return fc
    .record({
      offers: fc.tuple(...plans, toOffer('extra_d', dear), toOffer('extra_e', dear)),
      tax: fc.constantFrom(...taxes),
      at: fc.constantFrom(...startDates),
      balance: drawBalance(dear),
      trialDays: fc.constantFrom(null, null, null, null, 14),
      proration: fc.constantFrom<Proration | null>('prorate', 'prorate', null, 'full_difference', 'none'),
    })
    .map(({offers, tax, ...rest}) => {
      const terms = {currency, tax, offers, promotions: promotions(currency.currency, dear)};
      return {terms, ...rest};
    });
}

const drawBalance = (dear: number) => fc.oneof({weight: 3, arbitrary: fc.constant(0)}, fc.integer({min: 1, max: dear}));

/** What is chosen, by numbers. */
export interface Choice {
  plan: number;
  interval: number;
  quantity: number;
  /** How many of each thing beside it; none where 0. */
  beside: number[];
  code: string | null;
}

/** What goes wrong with a change, or happens to it. */
export type Mishap = 'none' | 'declined' | 'passed' | 'failed' | 'lost' | 'twice' | 'late' | 'other_method';

/** A step of a history. */
export type Step =
  | {
      kind: 'plan';
      choice: Choice;
      /** Where the merchant has not chosen. */
      proration: Proration;
      timing: 'immediately' | 'period_end';
      anchor: 'unchanged' | 'now';
      trial: 'end' | 'continue';
      mishap: Mishap;
    }
  | {kind: 'pause'; at: 'immediately' | 'period_end'; days: number | null; mishap: Mishap}
  | {kind: 'cancel'; at: 'immediately' | 'period_end'; credit: boolean; mishap: Mishap}
  | {kind: 'unpause' | 'withdraw_pending' | 'undo_cancel' | 'restart'; mishap: Mishap}
  | {kind: 'start'; choice: Choice; mishap: Mishap}
  /** `declined`: the first charge on the way is. */
  | {kind: 'wait'; seconds: number; declined: boolean}
  /** To the end of a period, or to a second before or after it. */
  | {kind: 'wait_for_end'; seconds: number}
  | {kind: 'pay'};

const choice: fc.Arbitrary<Choice> = fc.record({
  plan: fc.nat(2),
  interval: fc.constantFrom(0, 0, 0, 1, 2, 3),
  quantity: fc.constantFrom(1, 1, 2, 3, 4, 7, 10, 49),
  beside: fc.tuple(fc.constantFrom(0, 0, 1, 3), fc.constantFrom(0, 0, 0, 1, 12)),
  code: fc.constantFrom(null, null, null, null, 'QUARTER', 'ODD', 'LESS', 'NO-SUCH-CODE'),
});

const mishap = fc.oneof(
  {weight: 5, arbitrary: fc.constant<Mishap>('none')},
  {
    weight: 2,
    arbitrary: fc.constantFrom<Mishap>('declined', 'passed', 'failed', 'lost', 'twice', 'late', 'other_method'),
  },
);

const when = fc.constantFrom('immediately' as const, 'period_end' as const);
const plan = fc.record({
  ...{kind: fc.constant('plan' as const), choice, mishap},
  proration: fc.constantFrom(...prorations),
  timing: fc.constantFrom(
    'immediately' as const,
    'immediately' as const,
    'immediately' as const,
    'period_end' as const,
  ),
  anchor: fc.constantFrom('unchanged' as const, 'unchanged' as const, 'now' as const),
  trial: fc.constantFrom('end' as const, 'continue' as const),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  {weight: 18, arbitrary: plan},
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      seconds: fc.integer({min: 1, max: 50 * 86_400}),
      declined: fc.constantFrom(false, false, false, false, true),
    }),
  },
  {weight: 2, arbitrary: fc.record({kind: fc.constant('wait_for_end' as const), seconds: fc.constantFrom(-1, 0, 1)})},
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('pause' as const),
      at: when,
      days: fc.option(fc.integer({min: 1, max: 200})),
      mishap,
    }),
  },
  {weight: 1, arbitrary: fc.record({kind: fc.constant('cancel' as const), at: when, credit: fc.boolean(), mishap})},
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'unpause' as const,
        'withdraw_pending' as const,
        'undo_cancel' as const,
        'restart' as const,
      ),
      mishap,
    }),
  },
  {weight: 1, arbitrary: fc.record({kind: fc.constant('start' as const), choice, mishap})},
  {weight: 1, arbitrary: fc.constant({kind: 'pay' as const})},
);

/** What happens, after a first subscription was started. */
export const drawSteps = (length: number): fc.Arbitrary<Step[]> =>
  fc.array(step, {minLength: Math.ceil(length / 2), maxLength: length, size: 'max'});

/** The first subscription, which is started in every history. */
export const drawFirst = choice.map((drawn) => ({...drawn, code: drawn.code === 'NO-SUCH-CODE' ? null : drawn.code}));
