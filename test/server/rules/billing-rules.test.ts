import {expect} from '@open-wc/testing';
import * as fc from 'fast-check';
import {narrowBilling, toBillingRules} from '../../../src/server/rules/billing-rules.js';
import {fitQuantity} from '../../../src/server/rules/quantities.js';

const plans = ['starter', 'crew', 'company', 'toString', '__proto__'];
const moves = fc.dictionary(fc.constantFrom(...plans.slice(0, 4)), fc.subarray(plans));

describe('Moves', () => {
  it('are never more for a session than its configuration has, and a second time nothing changes', () => {
    fc.assert(
      fc.property(fc.option(moves, {nil: undefined}), moves, (configured, session) => {
        const rules = toBillingRules(configured === undefined ? {} : {transitions: configured});
        const narrowed = narrowBilling(rules, {transitions: session});
        const targetsOf = (given: typeof rules, from: string) =>
          Object.hasOwn(given.transitions, from) ? given.transitions[from] : plans;
        for (const from of plans) {
          const before = targetsOf(rules, from) ?? [];
          for (const to of targetsOf(narrowed, from) ?? []) expect(before).to.include(to);
          const asked = Object.hasOwn(session, from) ? session[from] : undefined;
          for (const to of before.filter((one) => asked === undefined || asked.includes(one)))
            expect(targetsOf(narrowed, from)).to.include(to);
        }
        expect(narrowBilling(narrowed, {transitions: session})).to.deep.equal(narrowed);
        expect({...narrowed, transitions: 0}).to.deep.equal({...rules, transitions: 0});
      }),
    );
  });
});

describe('A quantity that is carried over', () => {
  const range = fc
    .record({minimum: fc.integer({min: 1, max: 50}), room: fc.option(fc.nat(200)), step: fc.integer({min: 1, max: 20})})
    .map(({minimum, room, step}) => ({minimum, maximum: room === null ? null : minimum + room, step}));

  it('is one that there can be, the next one up where there is room, and stays where it fits', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 500}), range, (quantity, given) => {
        const fitted = fitQuantity(quantity, given);
        const {minimum, maximum, step} = given;
        expect(fitted).to.be.at.least(minimum);
        expect((fitted - minimum) % step).to.equal(0);
        if (maximum !== null) expect(fitted).to.be.at.most(maximum);
        if (quantity > minimum && (maximum === null || quantity + step <= maximum))
          expect(fitted).to.be.within(quantity, quantity + step - 1);
        expect(fitQuantity(fitted, given)).to.equal(fitted);
        expect(fitQuantity(quantity, null)).to.equal(1);
      }),
    );
  });
});
