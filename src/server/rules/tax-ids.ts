import {BillingError} from '../../contract/errors.js';
import {findTaxIdCountry, taxIdTypes, toPlainTaxId} from '../../contract/tax-id-types.js';

/** Whether a tax id can be one at all: its kind, its form and its check digits. Whether it is registered is the provider's to find out. */

/** What the library calls the kinds whose digits it can check, beside those of the European Union; the first that fits will do. */
const checked: Readonly<Record<string, readonly string[]>> = {
  au_abn: ['abn'],
  br_cnpj: ['cnpj'],
  ca_gst_hst: ['gst'],
  ch_vat: ['vat', 'uid'],
  gb_vat: ['vat'],
  in_gst: ['gstin'],
  is_vat: ['vsk'],
  jp_cn: ['cn'],
  kr_brn: ['brn'],
  mx_rfc: ['rfc'],
  no_vat: ['mva'],
  nz_gst: ['ird'],
  rs_pib: ['pib'],
  sg_uen: ['uen'],
  tr_tin: ['vkn'],
  tw_vat: ['ubn'],
  us_ein: ['ein'],
  za_vat: ['vat'],
};

/**
 * A tax id as it is handed to the provider: in capitals, without blanks. Throws `invalid_request` for the `type` that is
 * none, and for the `value` that cannot be one.
 */
export async function toTaxId(given: {type: string; value: string}): Promise<{type: string; value: string}> {
  const {type} = given;
  if (![...taxIdTypes.values()].some((known) => known.type === type)) throw refuse('type', 'unknown');
  const value = toPlainTaxId(given.value);
  const country = findTaxIdCountry(type, value);
  if (country === undefined || !(await isPossible(type, country, value))) throw refuse('value', 'format');
  return {type, value};
}

async function isPossible(type: string, country: string, value: string): Promise<boolean> {
  // Large, and needed by few: whoever runs in a worker loads it with the first tax id.
  const {stdnum, euVat} = await import('stdnum');
  const names = checked[type];
  const validators = type === 'eu_vat' ? euVat[country] : names?.map((name) => stdnum[country]?.[name]);
  if (validators !== undefined) return validators.some((validator) => validator?.validate(value).isValid === true);
  return toShape(value) === toShape(taxIdTypes.get(country)?.example ?? '');
}

/** Where nothing is known of check digits: as many digits as the example has. */
function toShape(text: string): string {
  return text.replaceAll(/\d/g, '#');
}

function refuse(field: 'type' | 'value', reason: string): BillingError {
  return new BillingError('invalid_request', {
    field,
    details: {reason},
    message: `"${field}" is no tax id that is known here`,
  });
}
