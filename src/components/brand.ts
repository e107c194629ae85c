import type {LitElement} from 'lit';
import {brandTokens, isBrandValue, type BrandToken} from '../contract/brand.js';
import type {PublicConfiguration} from '../contract/configuration.js';
import {BillingError} from '../contract/errors.js';
import {BillingErrorEvent} from '../events/portal-events.js';

/** The style sheet of each element that wears a brand, and what it left out of it. */
const worn = new WeakMap<LitElement, {rule: CSSStyleRule; told: Set<string>}>();

const isToken = (name: string): name is BrandToken => Object.hasOwn(brandTokens, name);

/**
 * Lays the brand of a configuration below everything that the page says itself: `--billing-x` from wherever wins over it.
 * By a style sheet of the element's own, which a strict content security policy allows. What is not of its type is left
 * out, and told once by `billing-error`.
 */
export function wearBrand(
  host: LitElement,
  {tokens = {}, colorScheme}: NonNullable<PublicConfiguration['brand']>,
): void {
  const {rule, told} = worn.get(host) ?? wear(host);
  const {style} = rule;
  style.cssText = '';
  if (/^(light|dark|light dark)$/.test(colorScheme ?? ''))
    style.setProperty('--_brand-color-scheme', colorScheme as string);
  for (const [name, value] of Object.entries(tokens)) {
    if (isToken(name) && isOfType(name, value)) style.setProperty(name.replace('--billing', '--_brand'), value);
    else if (!told.has(name)) {
      told.add(name);
      const field = `configuration.brand.tokens.${name}`;
      host.dispatchEvent(
        new BillingErrorEvent(new BillingError('invalid_answer', {field, message: `${field} is left out`})),
      );
    }
  }
}

/** By the contract's rule and, for what it cannot know, the browser's: whether a word names a colour. */
function isOfType(name: BrandToken, value: unknown): boolean {
  const isRight = typeof value === 'string' && isBrandValue(name, value);
  return isRight && (brandTokens[name] !== 'color' || CSS.supports('color', value));
}

function wear(host: LitElement): {rule: CSSStyleRule; told: Set<string>} {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(':host {}');
  host.shadowRoot?.adoptedStyleSheets.push(sheet);
  const wearing = {rule: sheet.cssRules[0] as CSSStyleRule, told: new Set<string>()};
  worn.set(host, wearing);
  return wearing;
}
