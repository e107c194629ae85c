import {defineElement} from '../define.js';
import {SubscriptionChangeElement} from './subscription-change.element.js';

defineElement('subscription-change', SubscriptionChangeElement);

declare global {
  interface HTMLElementTagNameMap {
    'subscription-change': SubscriptionChangeElement;
  }
}

export {SubscriptionChangeElement};
