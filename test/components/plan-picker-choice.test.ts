import {expect} from '@open-wc/testing';
import * as fc from 'fast-check';
import {Counts, type CountField} from '../../src/components/plan-picker/counts.js';
import {fit, raise} from '../../src/components/plan-picker/offer.js';
import {readCount, writeCount} from '../../src/ui/typed-count.js';

const range = fc
  .record({
    minimum: fc.integer({min: 0, max: 50}),
    room: fc.option(fc.integer({min: 0, max: 200})),
    step: fc.integer({min: 1, max: 12}),
  })
  .map(({minimum, room, step}) => ({minimum, maximum: room === null ? null : minimum + room, step}));
const count = fc.integer({min: 0, max: 1_000_000});

/** True for a number that a range has. */
const isWithin = (value: number, {minimum, maximum, step}: CountField['range']): boolean =>
  value >= minimum && (maximum === null || value <= maximum) && (value - minimum) % step === 0;

describe('How many there are', () => {
  it('is always a number that can be had', () => {
    fc.assert(
      fc.property(count, range, (wanted, given) => {
        const found = fit(wanted, given);
        expect(isWithin(found, given)).to.equal(true);
        if (isWithin(wanted, given)) expect(found).to.equal(wanted);
      }),
    );
  });

  it('is never fewer than are in use', () => {
    fc.assert(
      fc.property(count, range, (inUse, given) => {
        const {minimum, step} = raise(given, inUse);
        expect(minimum).to.be.at.least(Math.max(inUse, given.minimum));
        expect(minimum - Math.max(inUse, given.minimum)).to.be.below(step);
        expect((minimum - given.minimum) % step).to.equal(0);
      }),
    );
  });

  it('goes up and down by what can be had, and stays at the ends', () => {
    fc.assert(
      fc.property(range, fc.boolean(), fc.array(fc.boolean(), {maxLength: 40}), (given, isOptional, presses) => {
        const counts = new Counts();
        const field: CountField = {id: 'seats', range: given, isOptional, present: null};
        for (const isMore of presses) {
          counts.want('seats', isMore ? counts.raise(field) : counts.lower(field));
          const found = counts.read(field);
          expect(isWithin(found, given) || (isOptional && found === 0), String(found)).to.equal(true);
        }
      }),
    );
  });

  it('stays as it is where that lies outside of what can be had now', () => {
    const counts = new Counts();
    const field: CountField = {id: 'seats', range: {minimum: 5, maximum: 10, step: 1}, isOptional: false, present: 3};
    counts.want('seats', 3);
    expect(counts.read(field)).to.equal(3);
    expect(counts.raise(field)).to.equal(5);
    expect(counts.lower(field)).to.equal(3);
    counts.type(field, '3');
    expect(counts.findFault(field)).to.equal(undefined);
    counts.type(field, '4');
    expect(counts.findFault(field)).to.deep.equal({kind: 'low'});
    expect(counts.read(field), 'what cannot be had does not count').to.equal(3);
  });
});

describe('A number that is written', () => {
  it('is read in the digits of every language that we speak', () => {
    for (const locale of ['en', 'de', 'ja', 'ar-EG', 'fa']) {
      fc.assert(
        fc.property(fc.integer({min: 0, max: 999_999_999}), (value) => {
          expect(readCount(` ${writeCount(locale, value)} `)).to.equal(value);
        }),
      );
    }
    expect(readCount('１２')).to.equal(12);
  });

  it('is nothing else', () => {
    for (const text of ['', ' ', '-1', '+1', '1.0', '1,000', '1e3', '0x1', 'four', '1 2', '9999999999', 'Infinity'])
      expect(readCount(text), text).to.equal(undefined);
  });
});
