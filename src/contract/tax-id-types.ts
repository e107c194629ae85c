/**
 * The tax id of a business, by country: the kind that goes on an invoice there. The kinds are spelled as Stripe spells
 * them, whose list is the longest; a provider maps them to its own.
 */

/** A kind of tax id in one country. */
export interface TaxIdType {
  type: string;
  /** Made up, in the form that it has there. */
  example: string;
}

const european =
  'AT:ATU12345678 BE:BE0123456789 BG:BG123456789 CY:CY12345678X CZ:CZ12345678 DE:DE123456789 DK:DK12345678 ' +
  'EE:EE123456789 ES:ESA12345678 FI:FI12345678 FR:FR12345678901 GR:EL123456789 HR:HR12345678901 HU:HU12345678 ' +
  'IE:IE1234567WA IT:IT12345678901 LT:LT123456789 LU:LU12345678 LV:LV12345678901 MT:MT12345678 NL:NL123456789B01 ' +
  'PL:PL1234567890 PT:PT123456789 RO:RO12345678 SE:SE123456789001 SI:SI12345678 SK:SK1234567890';

const elsewhere =
  'ae_trn:123456789012345 au_abn:12345678912 br_cnpj:01.234.567/8901-23 ca_gst_hst:123456789RT0001 ' +
  'ch_vat:CHE-123.456.789MWST gb_vat:GB123456789 il_vat:123456789 in_gst:12ABCDE3456FGZH is_vat:123456 ' +
  'jp_cn:1234567891234 kr_brn:123-45-67890 li_vat:12345 mx_rfc:ABC010203AB9 no_vat:123456789MVA nz_gst:123456789 ' +
  'rs_pib:123456789 sa_vat:123456789012345 sg_uen:123456789F th_vat:1234567890123 tr_tin:0123456789 ' +
  'tw_vat:12345678 us_ein:12-3456789 za_vat:4123456789';

const split = (table: string): string[][] => table.split(' ').map((entry) => entry.split(':'));

/** By country, ISO 3166-1 alpha-2. */
export const taxIdTypes: ReadonlyMap<string, TaxIdType> = new Map([
  ...split(european).map(([country = '', example = '']) => [country, {type: 'eu_vat', example}] as const),
  ...split(elsewhere).map(([type = '', example = '']) => [type.slice(0, 2).toUpperCase(), {type, example}] as const),
]);

/** The country of a tax id: in a European one it stands in front, Greece as EL. Undefined for a kind that is none. */
export function findTaxIdCountry(type: string, value: string): string | undefined {
  const country = (type === 'eu_vat' ? value : type).slice(0, 2).toUpperCase().replace('EL', 'GR');
  return taxIdTypes.get(country)?.type === type ? country : undefined;
}

/** As it is kept and compared: in capitals, without blanks. */
export function toPlainTaxId(value: string): string {
  return value.replaceAll(/\s/g, '').toUpperCase();
}
