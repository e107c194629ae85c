import {expect} from '@open-wc/testing';
import {findSaving, type ComparedPrice} from '../../../src/server/rules/saving.js';

const toPrice = (id: string, unit: 'day' | 'week' | 'month' | 'year', amount: string | null, count = 1) =>
  ({
    id,
    interval: {unit, count},
    unitPrice: amount === null ? null : {amount, currency: 'EUR', exponent: 2},
  }) satisfies ComparedPrice;

const monthly = toPrice('price_month', 'month', '4900');
const yearly = toPrice('price_year', 'year', '49000');

describe('What a longer interval saves', () => {
  it('is what a year costs less than twelve months', () => {
    expect(findSaving(yearly, [monthly, yearly])).to.deep.equal({
      amount: {amount: 9800, currency: 'EUR', exponent: 2},
      comparedWith: 'price_month',
      times: 12,
    });
    expect(findSaving(monthly, [monthly, yearly])).to.equal(null);
  });

  it('is set against the shortest interval that there is', () => {
    const quarterly = toPrice('price_quarter', 'month', '14100', 3);
    const found = findSaving(yearly, [quarterly, monthly, yearly]);
    expect([found?.comparedWith, found?.times]).to.deep.equal(['price_month', 12]);
    const perQuarter = findSaving(quarterly, [quarterly, monthly, yearly]);
    expect([perQuarter?.amount.amount, perQuarter?.times]).to.deep.equal([600, 3]);
  });

  it('is never rounded up', () => {
    const found = findSaving(toPrice('y', 'year', '11.9'), [toPrice('m', 'month', '1.075')]);
    expect(found?.amount.amount).to.equal(1);
    expect(findSaving(toPrice('y', 'year', '11.901'), [toPrice('m', 'month', '1.075')])).to.equal(null);
  });

  it('is not there where it costs as much or more, or cannot be compared', () => {
    expect(findSaving(toPrice('y', 'year', '58800'), [monthly])).to.equal(null);
    expect(findSaving(toPrice('y', 'year', '60000'), [monthly])).to.equal(null);
    expect(findSaving(toPrice('y', 'year', null), [monthly])).to.equal(null);
    expect(findSaving(yearly, [toPrice('m', 'month', null)])).to.equal(null);
    expect(findSaving(yearly, [toPrice('w', 'week', '100')])).to.equal(null);
    const dollars = {...monthly, unitPrice: {amount: '9900', currency: 'USD', exponent: 2}};
    expect(findSaving(yearly, [dollars])).to.equal(null);
  });
});
