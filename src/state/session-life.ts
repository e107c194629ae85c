import {findSubject} from '../client/requests.js';
import {renew, renewBefore} from '../client/renewal.js';
import {BillingError} from '../contract/errors.js';
import type {ClientSession} from '../client/session.js';
import type {PortalAnswer} from '../contract/portal.js';
import type {StandingWrite} from './standing-write.js';

/** A page that nobody touched for this long, in milliseconds, is left to end: the session's own limit without use. */
const idleLimit = 30 * 60_000;
/** How long before an end that nothing averts it is told, in milliseconds: time enough to do something about it. */
const tellBefore = 2 * 60_000;
/** No timer of a browser takes more, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/** What is kept open: a Portal, which this file is loaded by. */
export interface KeptPortal {
  readonly session: ClientSession;
  readonly abort: AbortController;
  readonly status: string;
  readonly answer: PortalAnswer | undefined;
  write: StandingWrite | undefined;
  condition: 'offline' | 'ending' | undefined;
  subscribe(listener: () => void): () => void;
  read(): Promise<void>;
  fail(error: unknown): void;
  changed(): void;
}

/** Where there is one: a Portal also works without a page. */
const page: {addEventListener?: Window['addEventListener']; navigator?: {onLine?: boolean}} = globalThis;

const kept = new WeakSet<AbortSignal>();

/**
 * Keeps a Portal's session open for as long as somebody uses the page: its token is replaced a minute before its end. A
 * session that nobody uses, or that can go on no longer, ends on the screen too, after this was told. What stood then
 * goes on where the same customer opens another one. Follows the connection as well. Once for each life of a Portal.
 */
export function keepOpen(portal: KeptPortal): void {
  const {signal} = portal.abort;
  if (kept.has(signal)) return;
  kept.add(signal);
  new SessionLife(portal, signal).plan();
}

class SessionLife {
  #usedAt = Date.now();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The end that is planned for, and the one before which a renewal is not tried again by itself. */
  #planned = 0;
  #tried = 0;
  /** Whose session it is, and what stood when it ended. */
  #subject: string | undefined;
  #stood: StandingWrite | undefined;

  constructor(
    private readonly portal: KeptPortal,
    private readonly signal: AbortSignal,
  ) {
    const use = (): void => this.#use();
    for (const name of ['pointerdown', 'keydown'])
      page.addEventListener?.(name, use, {signal, passive: true, capture: true});
    for (const name of ['online', 'offline']) page.addEventListener?.(name, () => this.#tell(), {signal});
    const leave = portal.subscribe(() => this.#follow());
    signal.addEventListener('abort', () => {
      clearTimeout(this.#timer);
      leave();
    });
    this.#follow();
    this.#tell();
  }

  /** Sets the timer for what is next; called whenever the token is another one. */
  plan(): void {
    clearTimeout(this.#timer);
    const {expiresAt} = this.portal.session;
    this.#planned = expiresAt;
    if (!(expiresAt > 0) || this.signal.aborted) return;
    const left = expiresAt - Date.now();
    // A token that lives no longer than the last minute is replaced half-way.
    const last = this.#tried === expiresAt ? 0 : left / 2;
    const next = [tellBefore, renewBefore].find((before) => left > before) ?? last;
    this.#timer = setTimeout(() => void this.#look(), Math.min(Math.max(left - next, 0), longestTimer));
  }

  /** What is new at the Portal: its session is another one, has ended, or goes on. */
  #follow(): void {
    const {portal} = this;
    if (portal.status === 'ended') {
      this.#stood ??= portal.write;
      // Until it is known who comes next, nobody sees what was typed.
      portal.write = undefined;
      return;
    }
    const subject = portal.answer?.session.subject;
    if (subject === undefined) return;
    const stood = subject === this.#subject ? this.#stood : undefined;
    this.#subject = subject;
    this.#stood = undefined;
    if (portal.session.expiresAt !== this.#planned) this.plan();
    if (!stood || portal.write) return;
    portal.write = stood;
    portal.changed();
    if (stood.phase === 'checking') void stood.again();
  }

  async #look(): Promise<void> {
    const {portal} = this;
    const left = portal.session.expiresAt - Date.now();
    // What has ended is over; what follows it is planned for when it is there.
    if (portal.status === 'ended') return;
    if (left > tellBefore) return this.plan();
    if (left <= 0 && !portal.session.canReopen) {
      portal.fail(new BillingError('session_expired'));
      portal.changed();
      return;
    }
    // One that can be opened again is opened by the next request, whenever that is.
    if (left <= 0) return;
    if (left <= renewBefore) this.#tried = portal.session.expiresAt;
    if (left <= renewBefore && this.#isUsed()) await this.#renew();
    this.#tell();
    this.plan();
  }

  async #renew(): Promise<void> {
    const {portal, signal} = this;
    const before = portal.answer?.session.subject;
    try {
      await renew(portal.session, signal);
      const subject = await findSubject(portal.session, signal);
      // Somebody else is signed in by now: theirs is shown, and nothing of the one before.
      if (subject !== before) await portal.read();
    } catch {
      // What is left of the token is used up; then the page says that the session has ended.
    }
  }

  /** In use, or with something on its way. What is merely on the screen outlives the session by itself. */
  #isUsed(): boolean {
    return Date.now() - this.#usedAt < idleLimit || !!this.portal.write?.isBusy;
  }

  #use(): void {
    this.#usedAt = Date.now();
    if (this.portal.condition === 'ending') void this.#look();
  }

  #tell(): void {
    const {portal} = this;
    const left = portal.session.expiresAt - Date.now();
    const isOffline = page.navigator?.onLine === false;
    const isEnding = left <= tellBefore && !this.#isUsed() && !portal.session.canReopen;
    const condition = isOffline ? 'offline' : isEnding ? 'ending' : undefined;
    if (condition === portal.condition) return;
    portal.condition = condition;
    portal.changed();
  }
}
