import {html, type TemplateResult} from 'lit';
import type {PaymentMethod} from '../contract/payment-method.js';
import type {LocalizeController} from '../localize/localize-controller.js';

/** Names as their owners write them; any other is shown as the provider spells it. */
const names: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  sepa: 'SEPA',
  paypal: 'PayPal',
};

/** A method in one line of text: "Visa •••• 4242". */
export function toMethodText(localize: LocalizeController, {brand, last4, label, kind}: PaymentMethod): string {
  const name = names[brand ?? ''] ?? brand ?? label ?? (kind === 'card' ? localize.term('paymentMethod') : kind);
  return last4 ? localize.term('endingIn', {brand: name, last4: toLocalDigits(localize, last4)}) : name;
}

/** Digits one by one: the number 0042 is not forty-two. */
function toLocalDigits(localize: LocalizeController, digits: string): string {
  return digits.replace(/\d/g, (digit) => localize.number(Number(digit)));
}

/** The picture of a method's brand; its name always stands beside it. Brand pictures are loaded when first needed. */
export function renderBrand({brand, kind}: PaymentMethod, changed: () => void): TemplateResult {
  if (pictures === undefined) void loadPictures().then(changed);
  return html`<svg class="brand" width="34" height="22" viewBox="0 0 34 22" aria-hidden="true">
    <rect x=".5" y=".5" width="33" height="21" rx="3.5" fill="#fff" stroke="#0000001f" />
    ${pictures?.(brand, kind)}
  </svg>`;
}

type Pictures = typeof import('./brand-pictures.js').renderPicture;
let pictures: Pictures | undefined;
let loading: Promise<void> | undefined;

function loadPictures(): Promise<void> {
  loading ??= import('./brand-pictures.js').then(
    ({renderPicture}) => {
      pictures = renderPicture;
    },
    // Without the chunk the frame stays empty; the name beside it says everything.
    () => undefined,
  );
  return loading;
}
