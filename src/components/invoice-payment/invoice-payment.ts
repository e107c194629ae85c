import {defineElement} from '../define.js';
import {InvoicePaymentElement} from './invoice-payment.element.js';

defineElement('invoice-payment', InvoicePaymentElement);

declare global {
  interface HTMLElementTagNameMap {
    'invoice-payment': InvoicePaymentElement;
  }
}

export {InvoicePaymentElement};
