import type {PaymentDriver} from '../payment-form.js';
import {SandboxAccountFormElement} from './account-form.element.js';
import {makeForm} from './define-form.js';

/**
 * The driver `sandbox-account`: a form for a bank account, with the mandate to debit it. Takes the `testAccounts` of its step
 * and no other number. Hands over `{number, mandate: 'accepted'}`.
 */
export const driver: PaymentDriver = {
  createForm: (context) => makeForm('sandbox-account-form', SandboxAccountFormElement, context),
};

declare global {
  interface HTMLElementTagNameMap {
    'sandbox-account-form': SandboxAccountFormElement;
  }
}
