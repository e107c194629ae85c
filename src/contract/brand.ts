/**
 * What a configuration may say of a brand, and how each value must be written. Both sides judge by it: the endpoint refuses
 * what is not of its type, and the page leaves it out.
 */

/** What a value is. A number and a length have a range: what is outside of it would make a page that nobody can use. */
type BrandType = 'color' | 'fonts' | readonly [unit: 'length' | 'number', least: number, most: number];

/** The tokens that a brand may set, each the public custom property of that name. A page that sets one itself wins. */
export const brandTokens = {
  '--billing-color-accent': 'color',
  '--billing-color-surface': 'color',
  '--billing-color-text': 'color',
  '--billing-radius': ['length', 0, 32],
  '--billing-font-size': ['length', 10, 24],
  '--billing-density': ['number', 0.8, 1.4],
  '--billing-font-family': 'fonts',
  '--billing-heading-font-family': 'fonts',
} as const satisfies Record<string, BrandType>;

/** The name of a token that a brand may set. */
export type BrandToken = keyof typeof brandTokens;

const number = String.raw`-?\d*\.?\d+`;
const plainColor = String.raw`(?:#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})|(?!inherit|initial|unset|revert)[a-z]{3,24}|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([\da-z\s.,%/+-]{1,80}\))`;
const patterns = {
  // One for both schemes, or one for each.
  color: new RegExp(String.raw`^(?:${plainColor}|light-dark\(\s*${plainColor}\s*,\s*${plainColor}\s*\))$`, 'i'),
  fonts:
    /^(?:"[\p{L}\p{N} ._-]+"|'[\p{L}\p{N} ._-]+'|[\p{L}_-][\p{L}\p{N} _-]*)(?:\s*,\s*(?:"[\p{L}\p{N} ._-]+"|'[\p{L}\p{N} ._-]+'|[\p{L}_-][\p{L}\p{N} _-]*))*$/u,
  length: new RegExp(`^(${number})(px|rem|em)?$`),
  number: new RegExp(`^(${number})$`),
};

/** True for a value that is of the token's type: a color, a length in px, rem or em, a number, or a list of fonts. */
export function isBrandValue(token: BrandToken, value: string): boolean {
  const type: BrandType = brandTokens[token];
  if (value.length > 200) return false;
  if (typeof type === 'string') return patterns[type].test(value);
  const [unit, least, most] = type;
  const [, digits = '', suffix = ''] = patterns[unit].exec(value) ?? [];
  // A length without a unit is none, but for 0.
  if (digits === '' || (unit === 'length' && suffix === '' && Number(digits) !== 0)) return false;
  const size = Number(digits) * (suffix === 'px' || suffix === '' ? 1 : 16);
  return size >= least && size <= most;
}

/** True for an address that a link may lead to: http or https, without a name and password in it. */
export function isWebAddress(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

/** True for a picture: by https, or one that is in the address itself. */
export function isPicture(address: string): boolean {
  return (
    /^data:image\/(?:png|jpeg|gif|webp|avif|svg\+xml)[;,]/i.test(address) ||
    (isWebAddress(address) && /^https:/i.test(address))
  );
}
