import type {BillingProvider, Call} from '../ports/provider.js';
import type {RealmStore} from '../ports/store.js';
import type {Clock, CountUsage, EmailConfirmation, InvoicePdf, Log, Report, SignedIn} from '../ports/surroundings.js';
import type {Configurations} from './configuration.js';

/** What every rule stands on: the ports, and what the merchant set. One for a `createBilling`, never per request. */
export interface Context {
  account: string;
  mode: 'test' | 'live';
  provider: BillingProvider;
  store: RealmStore;
  /** Rejects where the store does not answer. */
  pingStore(): Promise<void>;
  configurations: Configurations;
  clock: Clock;
  /** Whether a page of this origin may call, and may be come back to. */
  isAllowedOrigin(origin: string): boolean;
  /** Cryptographically random bytes. */
  random(bytes: number): Uint8Array;
  log: Log;
  /** Tells the host of a fault, with what was caught. Never throws. */
  report: Report;
  /** Sends a code to a new e-mail address; absent: e-mail addresses cannot be changed. */
  confirmEmail?: (confirmation: EmailConfirmation, call: Call) => Promise<void>;
  /** Makes the PDFs that the provider does not have; absent where nobody does. */
  invoicePdf?: InvoicePdf;
  /** Counts what customers use; absent where the provider does, or nobody. */
  countUsage?: CountUsage;
  /** Fetches the files that a provider only names. */
  fetch(request: Request): Promise<Response>;
  authenticate?: (request: Request) => Promise<SignedIn | null>;
}

/** What belongs to one request, and dies with it. */
export interface Scope {
  /** The route, or the verb of `Billing`, that is served. */
  route: string;
  /** Under which everything of this request is logged, and which a refusal shows. */
  correlationId: string;
  /** Aborted when the caller has gone, or the deadline has passed. */
  signal: AbortSignal;
}
