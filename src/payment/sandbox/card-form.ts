import type {PaymentDriver} from '../payment-form.js';
import {SandboxCardFormElement} from './card-form.element.js';
import {makeForm} from './define-form.js';

/**
 * The driver `sandbox`: a card form that takes the `testCards` of its step and no other number. Hands over
 * `{number, expiry: 'YYYY-MM'}`.
 */
export const driver: PaymentDriver = {
  createForm: (context) => makeForm('sandbox-card-form', SandboxCardFormElement, context),
};

declare global {
  interface HTMLElementTagNameMap {
    'sandbox-card-form': SandboxCardFormElement;
  }
}
