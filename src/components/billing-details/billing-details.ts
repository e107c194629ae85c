import {defineElement} from '../define.js';
import {BillingDetailsElement} from './billing-details.element.js';

defineElement('billing-details', BillingDetailsElement);

declare global {
  interface HTMLElementTagNameMap {
    'billing-details': BillingDetailsElement;
  }
}

export {BillingDetailsElement};
