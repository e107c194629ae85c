import {defineElement} from '../define.js';
import {PaymentMethodSetupElement} from './payment-method-setup.element.js';

defineElement('payment-method-setup', PaymentMethodSetupElement);

declare global {
  interface HTMLElementTagNameMap {
    'payment-method-setup': PaymentMethodSetupElement;
  }
}

export {PaymentMethodSetupElement};
