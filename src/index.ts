/**
 * The script: registers every element for customers, and re-exports the public names. What the first screen does without
 * is loaded with the first element that needs it.
 */
export {BillingPortalElement} from './components/billing-portal/billing-portal.js';
export {InvoiceListElement} from './components/invoice-list/invoice-list.js';
export {SubscriptionSummaryElement} from './components/subscription-summary/subscription-summary.js';
export type {BillingDetailsElement} from './components/billing-details/billing-details.js';
export type {BillingDetailsFormElement} from './components/billing-details-form/billing-details-form.js';
export type {BillingNoticesElement} from './components/billing-notices/billing-notices.js';
export type {EmailConfirmationElement} from './components/email-confirmation/email-confirmation.js';
export type {InvoicePaymentElement} from './components/invoice-payment/invoice-payment.js';
export type {PaymentMethodSetupElement} from './components/payment-method-setup/payment-method-setup.js';
export type {PaymentMethodsElement} from './components/payment-methods/payment-methods.js';
export type {PlanPickerElement} from './components/plan-picker/plan-picker.js';
export type {SubscriptionChangeElement} from './components/subscription-change/subscription-change.js';
export type {TaxIdsElement} from './components/tax-ids/tax-ids.js';
export type {UsageMetersElement} from './components/usage-meters/usage-meters.js';
export {BillingError, isBillingError} from './contract/errors.js';
export {
  BillingErrorEvent,
  BillingNavigateEvent,
  BillingReadyEvent,
  BillingSessionExpiredEvent,
  type PortalFlow,
  type PortalSection,
  type PortalView,
} from './events/portal-events.js';
export type * from './events/details-events.js';
export type * from './events/frame-events.js';
export type * from './events/write-events.js';
export {registerMessages} from './localize/register-messages.js';
export type {MessageId, Messages} from './localize/messages.js';
export {Portal} from './state/portal.js';
export type {FetchSession, SessionGrant, SessionRequest} from './client/session.js';
export type {StandingWrite, WritePhase} from './state/standing-write.js';

// After what the first screen asks for.
if (globalThis.document)
  setTimeout(() => void import('./components/autoload.js').then(({loadWhenNeeded}) => loadWhenNeeded()));
