import {BillingError, isBillingError} from '../contract/errors.js';
import type {PortalAnswer, PortalMember} from '../contract/portal.js';
import {ClientSession, isEnded, type SessionSource} from '../client/session.js';
import type {Requests} from '../client/requests.js';
import type {StandingWrite} from './standing-write.js';

/** What is known of one member of the answer. `off`: switched off, or outside the session's scopes. */
export type MemberState<M extends PortalMember = PortalMember> =
  | {state: 'loading'}
  | {state: 'ready'; value: NonNullable<PortalAnswer[M]>}
  | {state: 'failed'; error: BillingError; isReading: boolean}
  | {state: 'off'};

/** Where the portal stands. `ended`: the session is over and nothing can be asked until there is another. */
export type PortalStatus = 'idle' | 'loading' | 'ready' | 'failed' | 'ended';

/**
 * What is known of one customer's account, how fresh it is, and what is under way. No DOM and no markup: elements,
 * frameworks and plain code stand on it alike. Parts with one session share one Portal, one session and one read.
 *
 * ```js
 * const portal = new Portal({endpoint: '/billing', sessionToken});
 * portal.subscribe(() => console.log(portal.status, portal.find('invoices')));
 * portal.need(['invoices']);
 * ```
 */
export class Portal {
  /** Where it stands as a whole. */
  status: PortalStatus = 'idle';
  /** What has been answered so far; later answers are laid over it. */
  answer: PortalAnswer | undefined;
  /** Why {@link status} is `failed` or `ended`, or why the last read brought nothing. */
  error: BillingError | undefined;
  /** How many reads have failed so far. */
  failures = 0;
  /** The write that is under way, or the last one for as long as its outcome is shown. One at a time. */
  write: StandingWrite | undefined;
  /** What the page itself has to say, besides the notices of the answer. */
  condition: 'offline' | 'ending' | undefined;
  /** @internal Brings what an answer is shown with: waited for, so that nothing pushes down what is there already. */
  prepare: ((answer: PortalAnswer) => Promise<unknown>) | undefined;
  /** @internal */
  readonly session: ClientSession;
  /** @internal Ends everything that is under way. */
  abort = new AbortController();
  private readonly listeners = new Set<() => void>();
  private readonly needed = new Set<PortalMember>();
  private asked = new Set<PortalMember>();
  /** What the read that is under way is to bring. */
  private readonly reading = new Set<PortalMember>();
  private turn = 0;

  /** Nothing is asked before something is {@link need}ed. */
  constructor(
    /** Where the session comes from. */
    readonly source: SessionSource,
  ) {
    this.session = new ClientSession(source);
  }

  /** Calls the listener after every change, until the function that this returns is called. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** States what will be shown. Everything that is stated in one turn of the event loop is asked for in one read. */
  need(members: readonly PortalMember[]): void {
    for (const member of members) this.needed.add(member);
    queueMicrotask(() => {
      const missing = [...this.needed].filter((member) => !this.asked.has(member));
      // Who the customer is, and what the session may do, comes with every answer: one that asks for nothing else, too.
      if (missing.length || this.status === 'idle') void this.read(missing);
    });
  }

  /** What is known of a member. What was known stays while it is read anew. */
  find<M extends PortalMember>(member: M): MemberState<M> {
    const {answer} = this;
    const value = answer?.[member];
    if (value) return {state: 'ready', value};
    const unavailable = answer?.unavailable[member];
    const error = unavailable ? new BillingError(unavailable.code, unavailable) : this.error;
    const isReading = this.reading.has(member);
    if (error) return {state: 'failed', error, isReading};
    return {state: answer && this.asked.has(member) && !isReading ? 'off' : 'loading'};
  }

  /**
   * Reads members anew: those named, or all that are needed. What an earlier read has not brought yet is asked for again,
   * so that its answer, which is late then, is not missed. Settles when the answer is in, and never rejects.
   */
  async read(members: readonly PortalMember[] = [...this.needed]): Promise<void> {
    // Only reopen() goes on after the end: nothing is asked behind the customer's back.
    if (this.status === 'ended') return;
    const turn = ++this.turn;
    for (const member of members) {
      this.asked.add(member);
      this.reading.add(member);
    }
    if (this.status === 'idle') this.status = 'loading';
    this.changed();
    try {
      const answer = await this.session.readPortal([...this.reading].join(), this.abort.signal);
      await this.prepare?.(answer);
      if (turn !== this.turn) return;
      this.take(answer);
    } catch (error) {
      if (turn !== this.turn) return;
      this.fail(error);
    }
    this.reading.clear();
    this.changed();
  }

  private take(answer: PortalAnswer): void {
    // Another customer's answer is never laid over this one's: what was shown goes first.
    const before = this.answer?.session.subject === answer.session.subject ? this.answer : undefined;
    if (!before) {
      // A write, too, is one customer's only.
      this.write = undefined;
      // Keeps the session open while the page is in use; where it cannot be loaded, a session ends when it ends.
      import('./session-life.js').then(
        ({keepOpen}) => keepOpen(this),
        () => undefined,
      );
      // What only earlier reads brought, or failed to, is asked for again.
      const {asked} = this;
      this.asked = new Set(this.reading);
      this.need([...asked]);
    }
    const unavailable = {...before?.unavailable, ...answer.unavailable};
    for (const member of this.reading) {
      if (before) delete before[member];
      if (!answer.unavailable[member]) delete unavailable[member];
    }
    this.answer = {...before, ...answer, unavailable};
    this.error = undefined;
    this.status = 'ready';
  }

  /** @internal Notes what went wrong; {@link changed} tells it. */
  fail(error: unknown): void {
    this.error = isBillingError(error) ? error : new BillingError('internal', {cause: error});
    this.failures++;
    // Nobody signed in is an end only for what had begun: before, there may be somebody the next time.
    if (isEnded(error) && (this.answer || this.error.code !== 'not_signed_in')) {
      // Nothing more is asked, what was on its way is dropped, and nobody's data stays on the screen.
      this.status = 'ended';
      this.answer = undefined;
      this.turn++;
      this.reading.clear();
    } else if (!this.answer) this.status = 'failed';
  }

  /** True where the customer ended the session. */
  get isSignedOut(): boolean {
    return this.error?.field === 'sign_out';
  }

  /** True where {@link reopen} can bring an ended session back without the host's doing. */
  get canReopen(): boolean {
    return this.session.canReopen;
  }

  /** Opens another session after one that ended, and reads everything anew. */
  async reopen(): Promise<void> {
    this.session.reset();
    this.status = 'idle';
    this.error = undefined;
    await this.read();
  }

  /** Everything that is asked for after the first screen, one method a route; loaded with the first of them. */
  async requests(): Promise<Requests> {
    const {createRequests} = await import('../client/requests.js');
    return createRequests(this);
  }

  /** Stops everything that is under way. The Portal can be used again: it reads anew when something is needed. */
  close(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.session.reset();
    this.turn++;
    for (const members of [this.needed, this.asked, this.reading]) members.clear();
  }

  /** @internal */
  changed(): void {
    for (const listener of this.listeners) listener();
  }
}
