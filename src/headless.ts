/** The Portal without any element, for an interface of your own. */
export {BillingError, isBillingError} from './contract/errors.js';
export {Portal, type MemberState, type PortalStatus} from './state/portal.js';
export type {StandingWrite, WritePhase} from './state/standing-write.js';
export {beginWrite, type WriteOrder} from './state/write.js';
export type {FetchSession, SessionGrant, SessionRequest, SessionSource} from './client/session.js';
export type {Invoice, InvoicePage, InvoiceSummary} from './contract/invoice.js';
export type {PortalAnswer, PortalMember} from './contract/portal.js';
export type {Subscription} from './contract/subscription.js';
