import {defineElement} from '../define.js';
import {EmailConfirmationElement} from './email-confirmation.element.js';

defineElement('email-confirmation', EmailConfirmationElement);

declare global {
  interface HTMLElementTagNameMap {
    'email-confirmation': EmailConfirmationElement;
  }
}

export {EmailConfirmationElement};
