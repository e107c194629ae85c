import {expect} from '@open-wc/testing';
import * as fc from 'fast-check';
import {moneySchema, unitPriceSchema} from '../../src/contract/money.js';

const euro = {currency: 'EUR', exponent: 2};
const isMoney = (value: unknown): boolean => moneySchema.safeParse(value).success;
const isPrice = (value: unknown): boolean => unitPriceSchema.safeParse(value).success;

describe('Money', () => {
  it('is a safe integer of minor units, negative ones too', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amount) => {
        expect(isMoney({amount, ...euro})).to.equal(true);
      }),
    );
    for (const amount of [0, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
      expect(isMoney({amount, ...euro}), String(amount)).to.equal(true);
    }
  });

  it('is nothing beyond, between or beside the safe integers', () => {
    const {MAX_SAFE_INTEGER, MIN_SAFE_INTEGER} = Number;
    for (const amount of [MAX_SAFE_INTEGER + 1, MIN_SAFE_INTEGER - 1, 2 ** 60, 1e21, NaN, Infinity, -Infinity]) {
      expect(isMoney({amount, ...euro}), String(amount)).to.equal(false);
    }
    for (const amount of [0.5, 1.1, '100', null, undefined, true, 1n, [1]]) {
      expect(isMoney({amount, ...euro}), String(amount)).to.equal(false);
    }
  });

  it('has a currency of three capital letters', () => {
    for (const currency of ['EUR', 'JPY', 'KWD', 'XXX']) expect(isMoney({...euro, amount: 1, currency})).to.equal(true);
    for (const currency of ['eur', 'EU', 'EURO', '€', 'EU1', 'EUR\n', ' EUR', '', null, 'ÉUR', 978]) {
      expect(isMoney({...euro, amount: 1, currency}), String(currency)).to.equal(false);
    }
  });

  it('has no decimals, or up to four', () => {
    for (const exponent of [0, 1, 2, 3, 4]) expect(isMoney({amount: 1, currency: 'EUR', exponent})).to.equal(true);
    for (const exponent of [-1, 5, 1.5, '2', null, undefined, NaN]) {
      expect(isMoney({amount: 1, currency: 'EUR', exponent}), String(exponent)).to.equal(false);
    }
  });

  it('is whole: no member may be missing', () => {
    for (const name of ['amount', 'currency', 'exponent']) {
      expect(isMoney({amount: 1, ...euro, [name]: undefined}), name).to.equal(false);
    }
    for (const value of [null, 100, '100 EUR', [], {}]) expect(isMoney(value)).to.equal(false);
  });
});

describe('A unit price', () => {
  it('is a decimal text of minor units, down to twelve decimals', () => {
    const amounts = [
      '0',
      '-1',
      '2900',
      '0.04',
      '4.5',
      '-0.000000000001',
      '9'.repeat(18),
      `${'9'.repeat(18)}.${'9'.repeat(12)}`,
    ];
    for (const amount of amounts) expect(isPrice({amount, ...euro}), amount).to.equal(true);
  });

  it('is no other text, and no number', () => {
    const texts = [
      '',
      '.5',
      '5.',
      '1e3',
      '+1',
      '1,000',
      '1 000',
      '0x10',
      '--1',
      '1.2.3',
      'NaN',
      'Infinity',
      ' 1',
      '1\n',
      '٣',
    ];
    for (const amount of [...texts, '9'.repeat(19), `1.${'9'.repeat(13)}`, 4.5, 0, null]) {
      expect(isPrice({amount, ...euro}), String(amount)).to.equal(false);
    }
  });
});
