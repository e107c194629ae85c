import {defineElement} from '../define.js';
import {SubscriptionSummaryElement} from './subscription-summary.element.js';

defineElement('subscription-summary', SubscriptionSummaryElement);

declare global {
  interface HTMLElementTagNameMap {
    'subscription-summary': SubscriptionSummaryElement;
  }
}

export {SubscriptionSummaryElement};
