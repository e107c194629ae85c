import {html, nothing, type TemplateResult} from 'lit';
import type {Preview} from '../../contract/preview.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderWarning} from '../../ui/warning.js';
import {toAmount, toPer} from './review-money.js';

/** Agreeing to a list price, or to what is not known at all, where the provider tells no amount. Never ticked beforehand. */
export function renderConsent(
  localize: LocalizeController,
  {to, effectiveAt}: Preview,
  {asOf, isGiven, isMissing, give}: {asOf: string; isGiven: boolean; isMissing: boolean; give(isGiven: boolean): void},
): TemplateResult {
  const text = to
    ? localize.term('consent', {
        amount: toAmount(localize, to.totals.total),
        period: toPer(localize, to.interval),
        date: localize.date(effectiveAt ?? asOf, 'long'),
      })
    : localize.term('consentPlain');
  return html`<div>
    <label class="check">
      <input
        id="consent"
        type="checkbox"
        .checked=${isGiven}
        aria-describedby=${isMissing ? 'consent-note' : nothing}
        aria-invalid=${isMissing ? 'true' : nothing}
        @change=${(event: Event) => give((event.target as HTMLInputElement).checked)}
      /><span>${text}</span></label
    >
    ${isMissing ? html`<p id="consent-note" class="note error">${renderWarning(localize.term('consentMissing'))}</p>` : nothing}
  </div>`;
}
