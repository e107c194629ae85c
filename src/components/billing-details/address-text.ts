import {formatAddress} from 'localized-address-format';
import {isRequired, type AddressField} from '../../contract/address-rules.js';
import type {Address} from '../../contract/customer.js';
import type {LocalizeController} from '../../localize/localize-controller.js';

/** How addresses are written in each country. */

/** A country's name in the language of the page; its code where that has none. */
export function toCountryName(locale: string, country: string): string {
  try {
    return new Intl.DisplayNames(locale, {type: 'region'}).of(country) ?? country;
  } catch {
    return country;
  }
}

/** An address in one line, in the order of its country. */
export function toAddressText(localize: LocalizeController, address: Partial<Address>): string {
  const {line1, line2, city, region, postalCode, country = ''} = address;
  const isLatin = /\p{Script=Latin}/u.test(`${line1}${city}`);
  const toLines = (area: string): string[] =>
    formatAddress(
      {
        postalCountry: country,
        addressLines: [line1, line2].filter((line) => !!line) as string[],
        locality: city ?? '',
        administrativeArea: area,
        postalCode: postalCode ?? '',
      },
      isLatin ? 'latin' : 'local',
    );
  const lines = toLines(region ?? '');
  // A city that has no place of its own stands with the region, as in Japan.
  const all = hasPart(lines, city) ? lines : toLines([region, city].filter(Boolean).join(isLatin ? ', ' : ''));
  // What the format of the country has no place for is written all the same.
  const missed = [city, region, postalCode].filter((part) => !hasPart(all, part)) as string[];
  const written = [...all, ...missed, country && toCountryName(localize.locale, country)].filter(Boolean);
  // One text, whose first letter says in which direction it is read.
  return written.join(localize.term('joined', {first: '', second: ''}).replaceAll(/[\u2068\u2069]/g, ''));
}

function hasPart(lines: readonly string[], part: string | null | undefined): boolean {
  return !part || lines.join('\n').includes(part);
}

/** The fields of an address in the order of its country; those that stand in one line stand side by side. */
export function listAddressFields(locale: string, country: string, filled: readonly AddressField[]): AddressField[] {
  const names = {locality: 'city', administrativeArea: 'region', postalCode: 'postalCode'};
  const isLocal = /^(ar|ja|ko|th|zh)/.test(locale);
  const text = formatAddress(
    {postalCountry: country, addressLines: ['line1'], ...names},
    isLocal ? 'local' : 'latin',
  ).join();
  const found = text.match(/line1|city|region|postalCode/g) as AddressField[];
  const needed = (['city', 'region', 'postalCode'] as const).filter(
    (field) => isRequired(field, country) || filled.includes(field),
  );
  const fields = [...new Set([...found, ...needed])];
  return fields.flatMap((field) => (field === 'line1' ? ['line1', 'line2'] : [field]));
}

/** All countries by name, in the order of the language. */
export function listCountries(locale: string): [code: string, name: string][] {
  const names = new Intl.DisplayNames(locale, {type: 'region', fallback: 'none'});
  const letters = Array.from({length: 26}, (_, index) => String.fromCharCode(65 + index));
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.test(code) && new Intl.Locale(`und-${code}`).region === code)
    .flatMap((code) => [[code, names.of(code)] as [string, string]].filter(([, name]) => name))
    .sort(([, one], [, other]) => one.localeCompare(other, locale));
}

/** Codes that have a name and are no country one lives in: groups of countries, test codes, parts of others. */
const notCountries = /^(A[CQ]|BV|C[PQ]|DG|E[AUZ]|HM|IC|QO|TA|U[MN]|X[AB]|ZZ)$/;
