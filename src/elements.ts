/** Every element class; registers nothing, for pages that choose their own tag names. */
export {BillingPortalElement} from './components/billing-portal/billing-portal.element.js';
export {InvoiceListElement} from './components/invoice-list/invoice-list.element.js';
export {SubscriptionSummaryElement} from './components/subscription-summary/subscription-summary.element.js';
