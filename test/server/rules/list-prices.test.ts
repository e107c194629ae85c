import {expect} from '@open-wc/testing';
import * as fc from 'fast-check';
import {multiply} from '../../../src/server/rules/list-prices.js';

const price = (amount: string) => ({amount, currency: 'EUR', exponent: 2});

describe('A list price as often as there are units', () => {
  const cases: [string, number, number][] = [
    ['2900', 4, 11_600],
    ['0.04', 1000, 40],
    ['0.5', 1, 1],
    ['0.5', 3, 2],
    ['0.4', 1, 0],
    ['-0.5', 1, -1],
    ['2.5', 343, 858],
    ['0.000000000001', 999_999, 0],
    ['0', 12, 0],
  ];
  for (const [amount, quantity, total] of cases) {
    it(`is ${total} for ${quantity} times ${amount}`, () => {
      expect(multiply(price(amount), quantity)).to.deep.equal({amount: total, currency: 'EUR', exponent: 2});
    });
  }

  it('is never off by more than half a minor unit, whatever the decimals', () => {
    const digits = fc.integer({min: 0, max: 10_000});
    fc.assert(
      fc.property(digits, digits, fc.integer({min: 1, max: 1000}), (whole, fraction, quantity) => {
        const text = `${whole}.${String(fraction).padStart(5, '0')}`;
        const exact = BigInt(whole * 100_000 + fraction) * BigInt(quantity);
        const off = BigInt(multiply(price(text), quantity).amount) * 100_000n - exact;
        expect(off <= 50_000n && off > -50_000n, `${quantity} times ${text}`).to.equal(true);
      }),
    );
  });
});
