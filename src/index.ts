/** The script: registers every element for customers, and re-exports the public names. */
export {BillingPortalElement} from './components/billing-portal/billing-portal.js';
export {InvoiceListElement} from './components/invoice-list/invoice-list.js';
export {SubscriptionSummaryElement} from './components/subscription-summary/subscription-summary.js';
export {BillingError, isBillingError} from './contract/errors.js';
export {
  BillingErrorEvent,
  BillingNavigateEvent,
  BillingReadyEvent,
  BillingSessionExpiredEvent,
  type PortalView,
} from './events/portal-events.js';
export {Portal} from './state/portal.js';
export type {FetchSession, SessionGrant, SessionRequest} from './client/session.js';
