import type {Role} from '../../contract/session.js';
import type {Call} from './provider.js';

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

/** Who the host's own sign-in says the visitor is. */
export interface SignedIn {
  customerId?: string;
  externalId?: string;
  role?: Role;
}
