import {html, nothing, type TemplateResult} from 'lit';
import type {BillingError} from '../contract/errors.js';
import type {LocalizeController} from '../localize/localize-controller.js';
import {renderButton} from './button.js';

/** A panel that says what will be here, or why nothing is. */
export function renderEmpty(
  localize: LocalizeController,
  title: 'noSubscription' | 'noInvoices' | 'sectionOff',
  text: 'noSubscriptionText' | 'noInvoicesText' | 'sectionOffText',
): TemplateResult {
  return html`<div class="panel" part="panel">
    <div class="state" part="empty">
      <h3>${localize.term(title)}</h3>
      <p>${localize.term(text)}</p>
    </div>
  </div>`;
}

/** What failed, that nothing has changed, a way to try again, and what to tell support. */
export function renderFailed(
  localize: LocalizeController,
  title: 'planFailed' | 'invoicesFailed' | 'invoiceFailed',
  error: BillingError,
  retry: {isReading: boolean; again: () => void},
): TemplateResult {
  const {correlationId} = error;
  return html`<div class="panel" part="panel">
    <div class="state" part="failed" role="alert">
      <h3>${localize.term(title)}</h3>
      <p>${localize.term(toText(error))}</p>
      ${
        error.code === 'not_found' || error.code === 'feature_disabled'
          ? nothing
          : renderButton({
              label: localize.term(retry.isReading ? 'trying' : 'tryAgain'),
              icon: 'refresh',
              busy: retry.isReading,
              onClick: retry.again,
            })
      }
      ${
        correlationId === undefined
          ? nothing
          : html`<p class="reference">
              ${localize.term('reference', {id: `${correlationId.slice(0, 4)}-${correlationId.slice(4)}`})}
            </p>`
      }
    </div>
  </div>`;
}

/** Errors are worded by their code; what this copy does not know is our fault, not the customer's. */
function toText({
  code,
}: BillingError): 'offlineText' | 'providerText' | 'notFoundText' | 'sectionOffText' | 'failedText' {
  switch (code) {
    case 'offline':
    case 'timeout':
    case 'invalid_answer':
      return 'offlineText';
    case 'provider_unavailable':
    case 'provider_rate_limited':
    case 'provider_malformed':
      return 'providerText';
    case 'not_found':
      return 'notFoundText';
    case 'feature_disabled':
      return 'sectionOffText';
    default:
      return 'failedText';
  }
}
