import {openHostSession, readPortal} from '../contract/generated/first.js';
import {BillingError, isBillingError} from '../contract/errors.js';
import type {PortalAnswer} from '../contract/portal.js';
import {checkAnswer, readAnswer, send, toRequest, type Fetch} from './send.js';

/** Why a session is asked for: the page begins, the token is about to end, or the endpoint no longer takes it. */
export type SessionReason = 'initial' | 'expiring' | 'unauthorized';

/** What the host's callback is told. */
export interface SessionRequest {
  reason: SessionReason;
  /** Hand this on to `createSession`, and its `portal` back with the token: the page then needs no read of its own. */
  include: string;
  signal: AbortSignal;
}

/** What the host's callback gives: what `createSession` gave, or the token alone. */
export type SessionGrant = string | OpenedSession;

interface OpenedSession {
  sessionToken: string;
  portal?: PortalAnswer;
}

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
  /** The token in use; none until a session is open. */
  token: string | undefined;
  /** Whose the token is, as an answer to it said; undefined until then. */
  subject: string | undefined;
  /** When the token in use ends, by the page's clock, in milliseconds; as the last answer to it said. */
  expiresAt = 0;
  private opening: Promise<unknown> | undefined;

  constructor(readonly source: SessionSource) {
    this.reset();
  }

  /** True where a session that ended can be opened again without the host's doing. */
  get canReopen(): boolean {
    return !this.source.sessionToken || !!this.source.fetchSession;
  }

  /** A portal answer: it comes with the session where one is opened for it, else by a read of its own. */
  async readPortal(include: string, signal: AbortSignal): Promise<PortalAnswer> {
    // Outside of a page there is no address that a path could be below.
    if (!URL.canParse(this.source.endpoint, globalThis.document?.baseURI))
      throw new BillingError('invalid_request', {field: 'endpoint'});
    const opened = !this.token && (await this.open('initial', include, signal));
    if (opened) return opened;
    const {token} = this;
    try {
      return await this.ask(include, signal);
    } catch (error) {
      if (!isEnded(error) || !this.canReopen) throw error;
      // Another request may have replaced the token while this one was on its way.
      const renewed = this.token === token && (await this.open('unauthorized', include, signal));
      return renewed || this.ask(include, signal);
    }
  }

  private async ask(include: string, signal: AbortSignal): Promise<PortalAnswer> {
    const [method, path] = readPortal;
    const {token} = this;
    const request = toRequest(this.source.endpoint, [method, `${path}?include=${include}`], signal);
    return this.confirm(await readAnswer(await this.send(request), readPortal), token);
  }

  /** Another token may be in use by now, and be somebody else's. */
  private confirm(answer: PortalAnswer, token: string | undefined): PortalAnswer {
    if (token === this.token) {
      this.subject = answer.session.subject;
      this.expiresAt = Date.now() + answer.session.expiresIn * 1000;
    }
    return answer;
  }

  /**
   * Sends once, with the token as it is now where no other is given. Throws a `BillingError`. By the page's `fetch` where
   * the host gave none, looked up at the call so that it may be replaced.
   */
  send(request: Request, token = this.token, deadline?: number): Promise<Response> {
    return send(this.source.fetch ?? ((given) => fetch(given)), request, token, deadline);
  }

  /** Begins anew: what was opened is forgotten, and what is being opened is no longer waited for. */
  reset(): void {
    this.token = this.source.sessionToken;
    this.opening = this.subject = undefined;
  }

  /** Opens another session. Gives the portal answer that came with it, but only to the one that asked for it. */
  open(reason: SessionReason, include: string, signal: AbortSignal): Promise<PortalAnswer | undefined> {
    return this.replace(() => this.askForSession({reason, include, signal}));
  }

  /** Takes another token into use. Single flight: whoever asks while one is on its way waits for that one. */
  async replace(ask: () => Promise<OpenedSession>): Promise<PortalAnswer | undefined> {
    if (this.opening) {
      await this.opening;
      return undefined;
    }
    const opening = (this.opening = ask());
    try {
      const {sessionToken, portal} = await opening;
      // A session that comes after a reset is late, and does not win.
      if (this.opening === opening) {
        this.reset();
        this.token = sessionToken;
      }
      return portal && this.confirm(checkAnswer(portal, readPortal) as PortalAnswer, sessionToken);
    } finally {
      if (this.opening === opening) this.opening = undefined;
    }
  }

  private async askForSession(request: SessionRequest): Promise<OpenedSession> {
    const {endpoint, fetchSession} = this.source;
    const {include, signal} = request;
    if (!fetchSession) {
      const opening = toRequest(endpoint, openHostSession, signal, include ? {include} : {});
      return readAnswer(await this.send(opening, ''), openHostSession);
    }
    const grant = await askHost(fetchSession, request);
    const opened = typeof grant === 'string' ? {sessionToken: grant} : grant;
    if (!opened?.sessionToken) throw new BillingError('invalid_session');
    return opened;
  }
}

/** A callback that throws, or hangs, must not hang the page. */
function askHost(fetchSession: FetchSession, request: SessionRequest): Promise<SessionGrant> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: unknown): void =>
      reject(isBillingError(cause) ? cause : new BillingError('not_signed_in', {cause}));
    const limit = setTimeout(refuse, callbackDeadline, new BillingError('timeout', {retryable: true}));
    void Promise.resolve(request)
      .then(fetchSession)
      .then(resolve, refuse)
      .finally(() => clearTimeout(limit));
  });
}

/** The token is over, or never was one, and nobody gives another. */
export function isEnded(error: unknown): boolean {
  return isBillingError(error) && ['session_expired', 'invalid_session', 'not_signed_in'].includes(error.code);
}
