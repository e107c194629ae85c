/** The companion endpoint: `Request → Response`, in Node, in workers, and in a page. */
export {createBilling, type Billing, type BillingOptions} from './handler.js';
export {memoryStore} from './stores/memory.js';
export {sandbox} from './providers/sandbox/index.js';
export type {ErrorCode} from '../contract/error-codes.js';
export {BillingError, isBillingError} from '../contract/errors.js';
export type {ConfigurationInput} from '../contract/configuration.js';
export type {CreatedSession, PortalAnswer} from '../contract/portal.js';
export type {CreateSession} from '../contract/session.js';
export type * from './ports/provider.js';
export type * from './ports/store.js';
export type * from './ports/surroundings.js';
