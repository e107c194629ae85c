import {expect} from '@open-wc/testing';
import * as fc from 'fast-check';
import {addSpan, isSameLength, isShorter} from '../../../src/server/rules/spans.js';

const units = fc.constantFrom('day', 'week', 'month', 'year');
const span = fc.record({unit: units, count: fc.integer({min: 1, max: 60})});
const instant = fc.date({min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true});

describe('A span after an instant', () => {
  const cases: [string, string, number, string][] = [
    ['2026-11-20T10:42:00.000Z', 'day', 1, '2026-11-21T10:42:00.000Z'],
    ['2026-11-20T10:42:00.000Z', 'week', 2, '2026-12-04T10:42:00.000Z'],
    ['2027-01-31T00:00:00.000Z', 'month', 1, '2027-02-28T00:00:00.000Z'],
    ['2028-01-31T00:00:00.000Z', 'month', 1, '2028-02-29T00:00:00.000Z'],
    ['2027-01-31T00:00:00.000Z', 'month', 2, '2027-03-31T00:00:00.000Z'],
    ['2027-03-31T00:00:00.000Z', 'month', -1, '2027-02-28T00:00:00.000Z'],
    ['2028-02-29T23:59:59.999Z', 'year', 1, '2029-02-28T23:59:59.999Z'],
    ['2028-02-29T00:00:00.000Z', 'year', 4, '2032-02-29T00:00:00.000Z'],
    ['2026-12-31T00:00:00.000Z', 'month', 14, '2028-02-29T00:00:00.000Z'],
  ];
  for (const [from, unit, count, to] of cases) {
    it(`of ${count} ${unit} from ${from} is ${to}`, () => expect(addSpan(from, {unit, count})).to.equal(to));
  }

  it('comes after it, keeps its time of day, and loses three days of a month at most', () => {
    fc.assert(
      fc.property(instant, span, (date, length) => {
        const from = date.toISOString();
        const to = addSpan(from, length) ?? '';
        expect(Date.parse(to)).to.be.greaterThan(date.getTime());
        expect(to.slice(10)).to.equal(from.slice(10));
        if (length.unit !== 'month' && length.unit !== 'year') return;
        const lost = Number(from.slice(8, 10)) - Number(to.slice(8, 10));
        expect(lost).to.be.within(0, 3);
      }),
    );
  });

  it('is none for a unit that nobody knows', () => {
    for (const unit of ['fortnight', 'toString', ''])
      expect(addSpan('2026-01-01T00:00:00.000Z', {unit, count: 1})).to.equal(undefined);
  });
});

describe('Two spans', () => {
  it('are the same where calendars say so', () => {
    expect(isSameLength({unit: 'year', count: 1}, {unit: 'month', count: 12})).to.equal(true);
    expect(isSameLength({unit: 'week', count: 2}, {unit: 'day', count: 14})).to.equal(true);
    expect(isSameLength({unit: 'month', count: 1}, {unit: 'week', count: 4})).to.equal(false);
    expect(isShorter({unit: 'week', count: 4}, {unit: 'month', count: 1})).to.equal(true);
  });

  it('are never each shorter than the other', () => {
    fc.assert(
      fc.property(span, span, (one, other) => {
        expect(isShorter(one, other) && isShorter(other, one)).to.equal(false);
        expect(isShorter(one, one)).to.equal(false);
      }),
    );
  });
});
