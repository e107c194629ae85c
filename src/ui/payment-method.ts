import {html, type TemplateResult} from 'lit';
import type {PaymentMethod} from '../contract/payment-method.js';
import type {LocalizeController} from '../localize/localize-controller.js';

/** Names that are not written as the word that stands for them. */
const names: Record<string, string> = {amex: 'American Express', paypal: 'PayPal'};

/** A method in one line of text: "Visa •••• 4242". The brand is named as the provider spells it. */
export function toMethodText(localize: LocalizeController, {brand, last4, label, kind}: PaymentMethod): string {
  const known = brand && Object.hasOwn(names, brand) ? names[brand] : undefined;
  // Banks' schemes are abbreviations (SEPA, ACH); cards and wallets are names.
  const written = known ?? brand?.replace(kind === 'bank_debit' ? /./g : /^./, (letter) => letter.toUpperCase());
  const name = written || label || localize.term('paymentMethod');
  return last4 ? localize.term('endingIn', {brand: name, last4: toLocalDigits(localize, last4)}) : name;
}

/** Digits one by one: the number 0042 is not forty-two. Nobody has checked that an answer has them as text. */
function toLocalDigits(localize: LocalizeController, digits: string | number): string {
  return String(digits).replace(/\d/g, (digit) => localize.number(Number(digit)));
}

let pictures: typeof import('./brand-pictures.js') | undefined;

/**
 * The picture of a method's brand; its name always stands beside it. Pictures are loaded when the first is needed;
 * without them the frame stays empty.
 */
export function renderBrand({brand, kind}: PaymentMethod, changed: () => void): TemplateResult {
  const take = (loaded: typeof pictures): void => {
    pictures = loaded;
    changed();
  };
  if (!pictures) import('./brand-pictures.js').then(take, () => undefined);
  return html`<svg class="brand" viewBox="0 0 34 22" aria-hidden="true">${pictures?.renderPicture(brand, kind)}</svg>`;
}
