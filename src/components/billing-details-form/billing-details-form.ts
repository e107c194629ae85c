import {defineElement} from '../define.js';
import '../email-confirmation/email-confirmation.js';
import '../tax-ids/tax-ids.js';
import {BillingDetailsFormElement} from './billing-details-form.element.js';

defineElement('billing-details-form', BillingDetailsFormElement);

declare global {
  interface HTMLElementTagNameMap {
    'billing-details-form': BillingDetailsFormElement;
  }
}

export {BillingDetailsFormElement};
