import {openHostSession, readPortal} from '../contract/generated/first.js';
import {BillingError, isBillingError} from '../contract/errors.js';
import type {PortalAnswer} from '../contract/portal.js';
import {checkAnswer, readAnswer, send, toRequest, type Fetch} from './send.js';

/** Why a session is asked for: the page begins, or the endpoint no longer takes the token. */
export type SessionReason = 'initial' | 'unauthorized';

/** What the host's callback is told. */
export interface SessionRequest {
  reason: SessionReason;
  /** Hand this on to `createSession`, and its `portal` back with the token: the page then needs no read of its own. */
  include: string;
  signal: AbortSignal;
}

/** What the host's callback gives: what `createSession` gave, or the token alone. */
export type SessionGrant = string | {sessionToken: string; portal?: PortalAnswer};

/** Asks the host's server for a session. */
export type FetchSession = (request: SessionRequest) => Promise<SessionGrant>;

/** Where a page's session comes from. With neither token nor callback, the endpoint asks the host's own sign-in. */
export interface SessionSource {
  /** The endpoint's address, with the path it is mounted at. */
  endpoint: string;
  sessionToken?: string | undefined;
  /** May be replaced by another function for the same purpose, as a framework's every render does. */
  fetchSession?: FetchSession | undefined;
  fetch?: Fetch | undefined;
}

/** How long the host's callback may take, in milliseconds; what it gives later is not taken. */
const callbackDeadline = 10_000;

/** Owns the token: in memory, never in storage, never in an address. Opens and reopens sessions, one at a time. */
export class ClientSession {
  private token: string | undefined;
  private opening: Promise<PortalAnswer | undefined> | undefined;

  constructor(private readonly source: SessionSource) {
    this.reset();
  }

  /** True where a session that ended can be opened again without the host's doing. */
  get canReopen(): boolean {
    return !this.source.sessionToken || this.source.fetchSession !== undefined;
  }

  /** Sends with the token; a token that is no longer taken is replaced once. Throws a `BillingError`. */
  async send(request: Request): Promise<Response> {
    if (this.token === undefined) await this.open('initial', '', request.signal);
    const {token} = this;
    try {
      return await this.fetch(request.clone(), token);
    } catch (error) {
      if (!isEnded(error) || !this.canReopen) throw error;
      // Another request may have replaced the token while this one was on its way.
      if (this.token === token) await this.open('unauthorized', '', request.signal);
      return this.fetch(request, this.token);
    }
  }

  /** A portal answer: it comes with the session where there is none yet, else by a read of its own. */
  async readPortal(include: string, signal: AbortSignal): Promise<PortalAnswer> {
    const given = this.token === undefined ? await this.open('initial', include, signal) : undefined;
    if (given) return checkAnswer(given, readPortal) as PortalAnswer;
    const [method, path] = readPortal;
    const request = toRequest(this.source.endpoint, [method, `${path}?include=${include}`], signal);
    return readAnswer(await this.send(request), readPortal);
  }

  /** Begins anew: what was opened is forgotten, and what is being opened is no longer waited for. */
  reset(): void {
    this.token = this.source.sessionToken || undefined;
    this.opening = undefined;
  }

  /** By the page's `fetch` where the host gave none, looked up at the call so that it may be replaced. */
  private fetch(request: Request, token?: string): Promise<Response> {
    return send(this.source.fetch ?? ((given) => fetch(given)), request, token);
  }

  /** Single flight: whoever asks while a session is being opened waits for that one. */
  private open(reason: SessionReason, include: string, signal: AbortSignal): Promise<PortalAnswer | undefined> {
    const opening = (this.opening ??= this.ask(reason, include, signal).finally(() => {
      if (this.opening === opening) this.opening = undefined;
    }));
    return opening;
  }

  private async ask(reason: SessionReason, include: string, signal: AbortSignal): Promise<PortalAnswer | undefined> {
    const {endpoint, fetchSession} = this.source;
    let grant: SessionGrant;
    if (fetchSession) {
      grant = await askHost(fetchSession, {reason, include, signal});
    } else {
      const request = toRequest(endpoint, openHostSession, signal, include ? {include} : {});
      grant = await readAnswer(await this.fetch(request), openHostSession);
    }
    const {sessionToken, portal} = typeof grant === 'string' ? {sessionToken: grant, portal: undefined} : grant;
    if (!sessionToken) throw new BillingError('invalid_session');
    this.token = sessionToken;
    return portal;
  }
}

/** A callback that throws, or hangs, must not hang the page. */
function askHost(fetchSession: FetchSession, request: SessionRequest): Promise<SessionGrant> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: unknown): void =>
      reject(isBillingError(cause) ? cause : new BillingError('not_signed_in', {cause}));
    setTimeout(refuse, callbackDeadline, new BillingError('timeout', {retryable: true}));
    fetchSession(request).then(resolve, refuse);
  });
}

/** The token is over, or never was one. */
export function isEnded(error: unknown): boolean {
  return isBillingError(error) && ['session_expired', 'invalid_session'].includes(error.code);
}
