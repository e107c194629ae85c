import type {Customer} from '../../contract/customer.js';
import type {Invoice} from '../../contract/invoice.js';
import type {Role} from '../../contract/session.js';
import type {Meter} from '../../contract/usage.js';
import type {Call, UsageQuery} from './provider.js';

/** The time, in milliseconds since 1970. Injected, so that expiry is tested to the millisecond. */
export interface Clock {
  now(): number;
}

/** One line of the log: an event name and harmless fields. Never a token, an address, a full URL or free text. */
export interface LogEntry {
  level: 'info' | 'warn' | 'error';
  event: string;
  [field: string]: string | number | boolean | null | undefined;
}
export type Log = (entry: LogEntry) => void;

/** Where a fault happened: the id under which the log and the refusal have it, and the route, by its name. */
export interface FaultPlace {
  correlationId: string;
  route: string;
}

/** Takes what was caught, as it was thrown: for an error tracker, never for the log. */
export type Report = (cause: unknown, about: FaultPlace) => void;

/** Sends one mail to one stored address. */
export interface Mailer {
  send(mail: {to: string; subject: string; text: string; html: string; locale: string}, call: Call): Promise<void>;
}

/** A new billing e-mail that waits until the code is entered. */
export interface EmailConfirmation {
  customerId: string;
  /** The new address, where the code is to be sent. */
  email: string;
  /** 8 Crockford characters; a secret of whoever reads that address. */
  code: string;
  /** When the code is worth nothing any more, ISO 8601. */
  expiresAt: string;
}

/**
 * Makes a PDF of an invoice for a provider that has none. `locale` is BCP 47; the name and the address are printed as
 * `invoice.billedTo` has them, the customer is for what that leaves out.
 */
export type InvoicePdf = (
  printed: {invoice: Invoice; customer: Customer; locale: string},
  call: Call,
) => Promise<Uint8Array<ArrayBuffer>>;

/** Who the host's own sign-in says the visitor is. */
export interface SignedIn {
  customerId?: string;
  externalId?: string;
  role?: Role;
}

/** Which use is asked for: from `from` up to and not including `to`, or the present period of each meter where neither is given. */
export type UsageRange = Pick<UsageQuery, 'from' | 'to' | 'grain'>;

/**
 * Counts what a customer uses, for a host that counts it itself. Gives all meters of the customer; the core leaves out
 * those that were not asked for, and works out projections that are null.
 */
export type CountUsage = (customerId: string, range: UsageRange, call: Call) => Promise<Meter[]>;
