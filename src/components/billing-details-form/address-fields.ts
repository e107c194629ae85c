import {html, type TemplateResult} from 'lit';
import {findPostcodeForms, isRequired, type AddressField} from '../../contract/address-rules.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {MessageId} from '../../localize/messages.js';
import {renderField, renderSelect} from '../../ui/field.js';
import {listAddressFields, listCountries, toCountryName} from '../billing-details/address-text.js';
import type {FieldName, Place, Reason} from './details-draft.js';

/** What fields are rendered with. */
export interface FieldsView {
  localize: LocalizeController;
  read(name: FieldName): string;
  write(name: FieldName, text: string): void;
  findError(name: FieldName): string | undefined;
}

/** What the browser calls the parts of an address. */
const tokens: Record<AddressField, string> = {
  country: 'country',
  line1: 'address-line1',
  line2: 'address-line2',
  city: 'address-level2',
  region: 'address-level1',
  postalCode: 'postal-code',
};

const regions: Record<string, MessageId> = {
  AU: 'regionState',
  BR: 'regionState',
  CA: 'regionProvince',
  CN: 'regionProvince',
  IN: 'regionState',
  JP: 'regionPrefecture',
  US: 'regionState',
};

const labels = {
  country: 'addressCountry',
  line1: 'addressLine1',
  line2: 'addressLine2',
  city: 'addressCity',
} as const;

/** What a field of an address is called in its country. */
export function toAddressLabel(localize: LocalizeController, field: AddressField, country: string): string {
  if (field === 'region') return localize.term((regions[country] ?? 'addressRegion') as 'addressRegion');
  if (field === 'postalCode') return localize.term(country === 'US' ? 'zipCode' : 'postcode');
  return localize.term(labels[field]);
}

/** What is wrong with a part of an address, in the words of its country. */
export function toAddressError(
  localize: LocalizeController,
  field: AddressField,
  reason: Reason,
  country: string,
): string {
  const [form] = findPostcodeForms(country);
  if (field !== 'postalCode' || reason !== 'format' || !form) return localize.term('missingField');
  const name = toCountryName(localize.locale, country);
  return /^#+$/.test(form)
    ? localize.term('postcodeDigits', {country: name, count: form.length})
    : localize.term('postcodeForm', {country: name, example: toExample(form)});
}

function toExample(form: string): string {
  let digit = 0;
  return form.replaceAll('@', 'A').replaceAll('#', () => String(++digit));
}

const lists = new Map<string, [code: string, name: string][]>();

/** The fields of an address as its country has them, and the country itself first. */
export function renderAddressFields({localize, read, write, findError}: FieldsView, place: Place): TemplateResult[] {
  const {locale} = localize;
  const country = read(`${place}.country`);
  const known = lists.get(locale) ?? listCountries(locale);
  lists.set(locale, known);
  const filled = (['city', 'region', 'postalCode'] as const).filter((field) => read(`${place}.${field}`));
  const token = place === 'address' ? 'billing' : 'shipping';
  const toOptions = (field: AddressField) => ({
    id: `${place}.${field}`,
    label: toAddressLabel(localize, field, country),
    value: read(`${place}.${field}`),
    autocomplete: `${token} ${tokens[field]}`,
    error: findError(`${place}.${field}`),
    isWide: ['country', 'line1', 'line2'].includes(field),
    onInput: (text: string) => write(`${place}.${field}`, text),
  });
  const choices: [string, string][] = known.some(([code]) => code === country) ? known : [[country, country], ...known];
  return [
    renderSelect(toOptions('country'), choices),
    ...listAddressFields(locale, country, filled).map((field) =>
      renderField({
        ...toOptions(field),
        optional: !isRequired(field, country) && localize.term('optionalField'),
        ...(field === 'postalCode' && {dir: 'ltr' as const}),
      }),
    ),
  ].map((field) => html`${field}`);
}
