import {defineElement} from '../define.js';
import '../invoice-list/invoice-list.js';
import '../subscription-summary/subscription-summary.js';
import {BillingPortalElement} from './billing-portal.element.js';

defineElement('billing-portal', BillingPortalElement);

declare global {
  interface HTMLElementTagNameMap {
    'billing-portal': BillingPortalElement;
  }
}

export {BillingPortalElement};
