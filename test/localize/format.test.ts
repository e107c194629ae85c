import {expect} from '@open-wc/testing';
import * as fc from 'fast-check';
import {formatDate, formatMoney, formatNumber, formatPercent} from '../../src/contract/format.js';

const money = (amount: number, currency: string, exponent: number, locale = 'en'): string =>
  formatMoney(locale, {amount, currency, exponent});
/** Digits in any of the scripts that Intl writes them in. */
const toDigits = (text: string): string =>
  text.replaceAll(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replaceAll(/\D/g, '');

describe('An amount of money', () => {
  it('has as many decimals as the provider counts', () => {
    expect(money(11_600, 'EUR', 2)).to.equal('€116.00');
    expect(money(1234, 'JPY', 0)).to.equal('¥1,234');
    expect(money(38_400, 'KWD', 3)).to.equal('KWD\u00a038.400');
    expect(money(123, 'EUR', 1)).to.equal('€12.3');
    expect(money(12_345, 'CLF', 4)).to.equal('CLF\u00a01.2345');
    expect(money(12, 'EUR', 0)).to.equal('€12');
  });

  it('has the decimals that Intl would leave out, as it has none for what the provider counts in full', () => {
    expect(money(1_099_000, 'HUF', 2)).to.equal('HUF\u00a010,990.00');
    expect(money(150, 'IDR', 2)).to.equal('IDR\u00a01.50');
    expect(money(150, 'JPY', 2)).to.equal('¥1.50');
    expect(money(150, 'EUR', 0)).to.equal('€150');
  });

  it('is written as the locale writes it', () => {
    expect(money(123_456, 'EUR', 2, 'de')).to.equal('1.234,56\u00a0€');
    expect(money(123_456, 'JPY', 0, 'ja')).to.equal('￥123,456');
    expect(money(1_099_000, 'HUF', 2, 'hu')).to.equal('10\u00a0990,00\u00a0Ft');
    expect(toDigits(money(38_400, 'KWD', 3, 'ar-KW'))).to.equal('38400');
  });

  it('can be owed to the customer', () => {
    expect(money(-102, 'EUR', 2)).to.equal('-€1.02');
    expect(money(-1, 'KWD', 3)).to.equal('-KWD\u00a00.001');
    expect(money(0, 'EUR', 2)).to.equal('€0.00');
    expect(money(-0, 'EUR', 2)).to.equal('€0.00');
  });

  it('shows every digit of the price of one unit, and no fewer than the currency has', () => {
    const price = (amount: string, exponent = 2): string => formatMoney('en', {amount, currency: 'USD', exponent});
    expect(price('0.04')).to.equal('$0.0004');
    expect(price('4.5')).to.equal('$0.045');
    expect(price('2900')).to.equal('$29.00');
    expect(price('2900.00')).to.equal('$29.00');
    expect(price('-4.5')).to.equal('-$0.045');
    expect(price('0.123456789012')).to.equal('$0.00123456789012');
    expect(price('999999999999999999')).to.equal('$9,999,999,999,999,999.99');
    expect(price('999999999999999999.999999999999', 4)).to.equal('$99,999,999,999,999.9999999999999999');
    expect(price('0.5', 0)).to.equal('$0.5');
  });

  it('is exact to the last digit, however large it is', () => {
    expect(money(Number.MAX_SAFE_INTEGER, 'EUR', 2)).to.equal('€90,071,992,547,409.91');
    expect(money(Number.MIN_SAFE_INTEGER, 'EUR', 2)).to.equal('-€90,071,992,547,409.91');
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.integer({min: 0, max: 4}),
        fc.constantFrom('EUR', 'JPY', 'KWD', 'HUF', 'XTS'),
        fc.constantFrom('en', 'ar-KW', 'de', 'hu', 'ja'),
        (amount, exponent, currency, locale) => {
          const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
          expect(toDigits(money(amount, currency, exponent, locale))).to.equal(digits);
        },
      ),
    );
  });

  it('stands behind its code where the currency is none', () => {
    for (const code of ['', 'EURO', '€', 'E1R']) {
      expect(money(1234, code, 2)).to.equal(`${code} 12.34`);
      expect(money(1200, code, 2)).to.equal(`${code} 12.00`);
    }
    expect(money(1234, 'XXQ', 2)).to.match(/^XXQ\s12\.34$/);
  });

  it('is shown as it came where it is no number', () => {
    for (const amount of ['abc', '', 'Infinity']) {
      expect(formatMoney('en', {amount, currency: 'EUR', exponent: 2})).to.equal(`EUR ${amount}`);
    }
    for (const exponent of [-1, 1.5, 101, NaN]) expect(money(5, 'EUR', exponent)).to.equal('EUR 5');
  });
});

describe('A day', () => {
  it('is written in three lengths', () => {
    const at = '2026-12-01T00:00:00.000Z';
    expect(formatDate('en-GB', at, 'long')).to.equal('1 December 2026');
    expect(formatDate('en-GB', at, 'medium')).to.equal('1 Dec 2026');
    expect(formatDate('en-GB', at, 'short')).to.equal('1 Dec');
    expect(formatDate('en', at, 'long')).to.equal('December 1, 2026');
    expect(formatDate('de', at, 'long')).to.equal('1. Dezember 2026');
    expect(formatDate('ja', at, 'medium')).to.equal('2026年12月1日');
  });

  it('is the day in UTC, whatever the time zone of the page', () => {
    expect(formatDate('en-GB', '2026-12-01T00:00:00.000Z', 'medium')).to.equal('1 Dec 2026');
    expect(formatDate('en-GB', '2026-11-30T23:59:59.999Z', 'medium')).to.equal('30 Nov 2026');
    expect(formatDate('en-GB', '2026-12-01T01:30:00+02:00', 'medium')).to.equal('30 Nov 2026');
  });
});

describe('Rates and counts', () => {
  it('are written as the language writes them', () => {
    expect(formatPercent('en', '19')).to.equal('19%');
    expect(formatPercent('en', '8.875')).to.equal('8.875%');
    expect(formatPercent('en', '0')).to.equal('0%');
    expect(formatPercent('de', '5.5')).to.equal('5,5\u00a0%');
    expect(formatNumber('en', 12_000)).to.equal('12,000');
    expect(formatNumber('de', 0.5)).to.equal('0,5');
  });
});
