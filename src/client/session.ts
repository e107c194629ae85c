import {openHostSession, readPortal} from '../contract/generated/first.js';
import {BillingError, isBillingError} from '../contract/errors.js';
import type {CreatedSession, PortalAnswer} from '../contract/portal.js';
import {readAnswer, send, toRequest, type Fetch} from './send.js';

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
  fetchSession?: FetchSession | undefined;
  fetch?: Fetch | undefined;
}

/** How long the host's callback may take, in milliseconds. */
const callbackDeadline = 10_000;

/** Owns the token: in memory, never in storage, never in an address. Opens and reopens sessions, one at a time. */
export class ClientSession {
  /** Replaced when the host gives another function for the same purpose, as a framework's every render does. */
  fetchSession: FetchSession | undefined;
  private token: string | undefined;
  private opening: Promise<PortalAnswer | undefined> | undefined;

  constructor(private readonly source: SessionSource) {
    this.token = source.sessionToken || undefined;
    this.fetchSession = source.fetchSession;
  }

  /** The page's `fetch` where the host gave none, looked up at the call so that it may be replaced. */
  private get fetch(): Fetch {
    return this.source.fetch ?? ((request) => globalThis.fetch(request));
  }

  /** True where a session that ended can be opened again without the host's doing. */
  get canReopen(): boolean {
    return this.fetchSession !== undefined || !this.source.sessionToken;
  }

  /** Sends with the token; a token that is no longer taken is replaced once. Throws a `BillingError`. */
  readonly send = async (request: Request): Promise<Response> => {
    await this.opening?.catch(() => undefined);
    if (this.token === undefined) await this.open('initial', '', request.signal);
    const token = this.token;
    try {
      return await send(this.fetch, this.authorized(request));
    } catch (error) {
      if (!isEnded(error) || !this.canReopen) throw error;
      // Another request may have replaced the token while this one was on its way.
      if (this.token === token) await this.open('unauthorized', '', request.signal);
      return send(this.fetch, this.authorized(request));
    }
  };

  /** The first portal answer: it comes with the session where there is none yet, else by a read of its own. */
  async readPortal(include: string, signal: AbortSignal): Promise<PortalAnswer> {
    const given = this.token === undefined ? await this.open('initial', include, signal) : undefined;
    if (given !== undefined) return given;
    const request = toRequest(this.source.endpoint, readPortal, {query: {include}, signal});
    return readAnswer<PortalAnswer>(await this.send(request), readPortal);
  }

  /** Forgets the token. */
  forget(): void {
    this.token = undefined;
  }

  private authorized(request: Request): Request {
    const headers = new Headers(request.headers);
    headers.set('Authorization', `Bearer ${this.token}`);
    return new Request(request.clone(), {headers});
  }

  /** Single flight: whoever asks while a session is being opened waits for that one. */
  private async open(reason: SessionReason, include: string, signal: AbortSignal): Promise<PortalAnswer | undefined> {
    this.opening ??= this.ask(reason, include, signal).finally(() => (this.opening = undefined));
    return this.opening;
  }

  private async ask(reason: SessionReason, include: string, signal: AbortSignal): Promise<PortalAnswer | undefined> {
    const grant = this.fetchSession
      ? await this.askHost(reason, include, signal)
      : await this.askEndpoint(include, signal);
    const {sessionToken, portal} = typeof grant === 'string' ? {sessionToken: grant, portal: undefined} : grant;
    if (!/^bps_/.test(sessionToken))
      throw new BillingError('invalid_session', {message: 'fetchSession gave no session token'});
    this.token = sessionToken;
    return portal;
  }

  private async askHost(reason: SessionReason, include: string, outer: AbortSignal): Promise<SessionGrant> {
    const limit = AbortSignal.timeout(callbackDeadline);
    const signal = AbortSignal.any([outer, limit]);
    // A callback that hangs, or ignores the signal, must not hang the page.
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true});
    });
    try {
      return await Promise.race([this.fetchSession?.({reason, include, signal}) ?? aborted, aborted]);
    } catch (cause) {
      outer.throwIfAborted();
      throw isBillingError(cause) ? cause : new BillingError(limit.aborted ? 'timeout' : 'not_signed_in', {cause});
    }
  }

  private async askEndpoint(include: string, signal: AbortSignal): Promise<CreatedSession> {
    const body = include === '' ? {} : {include};
    const request = toRequest(this.source.endpoint, openHostSession, {body, signal});
    return readAnswer<CreatedSession>(await send(this.fetch, request), openHostSession);
  }
}

/** The token is over, or never was one. */
export function isEnded(error: unknown): boolean {
  return isBillingError(error) && (error.code === 'session_expired' || error.code === 'invalid_session');
}
