import type {PaymentDriver} from '../payment-form.js';
import {SandboxChallengeElement} from './challenge.element.js';
import {makeForm} from './define-form.js';

/** The driver `sandbox-challenge`: plays the bank that asks to confirm. Hands over `{answer: 'pass' | 'fail'}`. */
export const driver: PaymentDriver = {
  createForm: (context) => makeForm('sandbox-challenge', SandboxChallengeElement, context),
};

declare global {
  interface HTMLElementTagNameMap {
    'sandbox-challenge': SandboxChallengeElement;
  }
}
