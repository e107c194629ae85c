import type {ConfigurationInput} from '../../contract/configuration.js';
import type {CreatedSession} from '../../contract/portal.js';
import type {CreateSession} from '../../contract/session.js';
import type {BillingProvider} from './provider.js';
import type {Store} from './store.js';
import type {Clock, CountUsage, EmailConfirmation, FaultPlace, InvoicePdf, Log, SignedIn} from './surroundings.js';

/** What an endpoint is made of. */
export interface BillingOptions {
  /** The billing system: `sandbox()`, or your own. */
  provider: BillingProvider;
  /** Where sessions are kept: `memoryStore()`, `sqliteStore(path)`. */
  store: Store;
  /** Keys of the merchant's servers, one or two active: `bpk_test_…` or `bpk_live_…` by mode. */
  apiKeys: string[];
  /** Origins of the pages that may call, such as `https://app.example.com`; the endpoint's own is always one. */
  origins: string[];
  /** This endpoint as browsers see it, with the path it is mounted at. */
  publicUrl: string;
  mode: 'test' | 'live';
  /** Keeps several merchants apart in one store; `default` where absent. */
  account?: string;
  /** What customers may see and do; everything, where absent. */
  configurations?: ConfigurationInput | ConfigurationInput[];
  /**
   * Names the customer who is signed in to the host, for pages on the endpoint's own origin. Gets the address and the
   * headers of the request, without its body. Only `customerId` or `externalId`, and `role`, are taken from the answer.
   */
  authenticate?(request: Request): Promise<SignedIn | null>;
  /**
   * Sends the code that confirms a new billing e-mail to that address. It is called before anything is changed; where it
   * throws, or rejects, the change is refused. Absent: e-mail addresses cannot be changed, and the page shows them only.
   */
  onEmailConfirmation?(confirmation: EmailConfirmation): void | Promise<void>;
  /**
   * Makes the PDFs of invoices where the provider has none, such as `pdfInvoices()` of `billing-elements/node`. Without either
   * the page prints.
   */
  invoicePdf?: InvoicePdf;
  /**
   * Counts what a customer uses, in place of the provider: meters with their use, limits and points. Absent where the
   * provider counts it, or nobody does.
   */
  usage?: CountUsage;
  /** Fetches a provider's files for a ZIP of many; the host's own where absent. */
  fetch?(request: Request): Promise<Response>;
  clock?: Clock;
  random?(bytes: number): Uint8Array;
  log?: Log;
  /**
   * Gets what was caught for every `internal` that is answered, and for a part of an answer that failed with one. For the
   * host's error tracker: an error may hold personal data and words of the provider, so it is kept apart from `log`.
   */
  onError?(cause: unknown, about: FaultPlace): void;
}

/** An endpoint. */
export interface Billing {
  /** `Request → Response`, for any fetch-standard host, and for a page itself. Never rejects. */
  fetch(request: Request): Promise<Response>;
  /** The same rule as `POST /v1/sessions`, for a server that mounts the endpoint. Throws a `BillingError`. */
  createSession(input: CreateSession): Promise<CreatedSession>;
  /**
   * Does what is due: looks for the outcome of writes that nobody is at work on any more, and removes sessions that ended
   * a day ago. Call it from a timer, a cron or a queue; several may call it at once. Throws a `BillingError` where the
   * store does not answer.
   */
  runDue(): Promise<void>;
  close(): Promise<void>;
}
