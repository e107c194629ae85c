import {defineElement} from '../define.js';
import {BillingNoticesElement} from './billing-notices.element.js';

defineElement('billing-notices', BillingNoticesElement);

declare global {
  interface HTMLElementTagNameMap {
    'billing-notices': BillingNoticesElement;
  }
}

export {BillingNoticesElement};
