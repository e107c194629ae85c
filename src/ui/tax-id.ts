import {css, html, type CSSResult, type TemplateResult} from 'lit';
import type {TaxId} from '../contract/customer.js';
import type {LocalizeController} from '../localize/localize-controller.js';

const tones: Record<string, string> = {
  verified: 'success',
  pending: 'busy',
  unverified: 'loud danger',
  unavailable: 'hollow',
};

/** A number in groups, as it is read aloud; what is not only digits after its country stays as it is, whatever kind of value came. */
export function toTaxIdText({value}: {value: unknown}): string {
  // Free text is not checked: what is none is left out.
  if (typeof value !== 'string') return '';
  return value.replace(
    /^([A-Z]{2})(\d+)$/,
    (_, country: string, digits: string) => `${country}\u00a0${digits.replace(/\B(?=(\d{3})+$)/g, '\u00a0')}`,
  );
}

/** What its register said of it; what this copy has no words for is shown as it is spelled. */
export function renderTaxIdStatus(localize: LocalizeController, {verification}: TaxId): TemplateResult {
  const tone = Object.hasOwn(tones, verification) ? tones[verification] : 'hollow';
  return html`<span class="status ${tone}"
    >${localize.term(`tax_${verification}` as 'tax_verified') || String(verification).replaceAll('_', ' ')}</span
  >`;
}

/** What is being found out turns, where other states have their dot. */
export const taxIdStyles: CSSResult = css`
  .status.busy::before {
    width: 12px;
    height: 12px;
    border: 1.5px solid color-mix(in oklab, currentColor 30%, transparent);
    border-block-start-color: currentColor;
    background: none;
    animation: turn 0.8s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .status.busy::before {
      display: none;
    }
  }
`;
