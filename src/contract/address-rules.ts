/**
 * What a postal address needs, by country: the same rules in the page and on the endpoint. Which members a country's
 * addresses have, and in which order, is not said here: the page takes that from a library. After the public address data
 * of Google's libaddressinput (https://chromium-i18n.appspot.com/ssl-address), where that requires a member.
 */

/** A part of an address that may be wrong. */
export type AddressField = 'line1' | 'line2' | 'city' | 'region' | 'postalCode' | 'country';

/** What is wrong with it: it is missing, or has another form in this country. */
export type AddressFault = 'missing' | 'format';

/** An address before it is known to be one. */
export type AddressDraft = Readonly<Record<AddressField, string | null>>;

/** Postcodes by form: `#` a digit, `@` a letter. Blanks, hyphens and a prefix of the country do not count. */
const forms: readonly (readonly [form: string, countries: string])[] = [
  ['###', 'FO IS'],
  ['####', 'AT AU BE BG CH CX CY DK GE GL HU LI LU LV MD MK NF NO NZ PH SI SJ TN ZA'],
  ['#####', 'AX CZ DE DZ EE ES FI FR GF GP GR HR IT KR LT MC ME MQ MX MY PF PM RE RS SE SK SM TH TR UA US VA YT'],
  ['######', 'BY CN IN KZ RO RU SG'],
  ['#######', 'IL JP PT'],
  ['########', 'BR'],
  ['####@@', 'NL'],
  ['@#@#@#', 'CA'],
];

const outwards = '@# @## @@# @@## @#@ @@#@'.split(' ');

/** Forms beside the one above, and those that have several. */
const others: Readonly<Record<string, readonly string[]>> = {
  US: ['#########'],
  IL: ['#####'],
  GB: outwards.map((outward) => `${outward}#@@`),
  PL: ['#####'],
};

/** Where the region stands in every address. */
const withRegion = 'AE AU BR CA CN HK IN JP KR TW US'.split(' ');
/** Where there is no city in an address, or where it stands in another member. */
const withoutCity = 'AE HK JP MO SG VA'.split(' ');

/** The forms of a country's postcodes; empty where none is asked for. */
export function findPostcodeForms(country: string): readonly string[] {
  const form = forms.find(([, countries]) => countries.split(' ').includes(country))?.[0];
  return [...(form === undefined ? [] : [form]), ...(others[country] ?? [])];
}

/** Whether an address in a country is incomplete without a member. */
export function isRequired(field: AddressField, country: string): boolean {
  if (field === 'line1' || field === 'country') return true;
  if (field === 'city') return !withoutCity.includes(country);
  if (field === 'region') return withRegion.includes(country);
  return field === 'postalCode' && findPostcodeForms(country).length > 0;
}

const fields = ['country', 'line1', 'city', 'region', 'postalCode'] as const;

/** What is wrong with an address, by member; empty where nothing is. */
export function findAddressFaults(address: AddressDraft): Partial<Record<AddressField, AddressFault>> {
  const country = address.country ?? '';
  const faults: Partial<Record<AddressField, AddressFault>> = {};
  for (const field of fields) {
    const value = address[field]?.trim() ?? '';
    if (!value && isRequired(field, country)) faults[field] = 'missing';
    else if (field === 'postalCode' && value && !hasForm(value, country)) faults[field] = 'format';
  }
  return faults;
}

function hasForm(value: string, country: string): boolean {
  const known = findPostcodeForms(country);
  const plain = value.toUpperCase().replaceAll(/[\s.–-]/g, '');
  // With its country before it, as D-20095 or LU-1234.
  const bare = plain.replace(new RegExp(`^(?:${country}|[A-Z](?=\\d+$))`), '');
  const shapes = [plain, bare].map((text) => text.replaceAll(/\d/g, '#').replaceAll(/[A-Z]/g, '@'));
  return known.length === 0 || known.some((form) => shapes.includes(form));
}
