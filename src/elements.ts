/**
 * The element classes of the first screen; registers nothing, for pages that choose their own tag names. What they lead to
 * registers itself when it is first opened.
 */
export {BillingPortalElement} from './components/billing-portal/billing-portal.element.js';
export {InvoiceListElement} from './components/invoice-list/invoice-list.element.js';
export {SubscriptionSummaryElement} from './components/subscription-summary/subscription-summary.element.js';
export {registerMessages} from './localize/register-messages.js';
export type {MessageId, Messages} from './localize/messages.js';
