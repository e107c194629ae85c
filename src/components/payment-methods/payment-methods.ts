import {defineElement} from '../define.js';
import {PaymentMethodsElement} from './payment-methods.element.js';

defineElement('payment-methods', PaymentMethodsElement);

declare global {
  interface HTMLElementTagNameMap {
    'payment-methods': PaymentMethodsElement;
  }
}

export {PaymentMethodsElement};
