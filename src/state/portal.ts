import {BillingError, isBillingError} from '../contract/errors.js';
import {findFault} from '../contract/check.js';
import {readPortal} from '../contract/generated/first.js';
import type {Invoice, InvoicePage, InvoiceQueryText} from '../contract/invoice.js';
import type {PortalAnswer, PortalMember} from '../contract/portal.js';
import {ClientSession, isEnded, type FetchSession, type SessionSource} from '../client/session.js';
import type {Requests} from '../client/requests.js';

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
  /** Why {@link status} is `failed` or `ended`. */
  error: BillingError | undefined;
  private readonly session: ClientSession;
  private readonly listeners = new Set<() => void>();
  private readonly needed = new Set<PortalMember>();
  /** Which read last asked for a member: an answer to an earlier one is late, and does not win. */
  private readonly asked = new Map<PortalMember, number>();
  /** Which read of a member is under way. */
  private readonly loading = new Map<PortalMember, number>();
  private reads = 0;
  private abort = new AbortController();
  private scheduled = false;
  private requests: Promise<Requests> | undefined;

  constructor(private readonly source: SessionSource) {
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
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => {
      this.scheduled = false;
      const missing = [...this.needed].filter((member) => !this.asked.has(member));
      if (missing.length > 0 && this.status !== 'ended') void this.read(missing);
    });
  }

  /** What is known of a member. What was known stays while it is read anew. */
  find<M extends PortalMember>(member: M): MemberState<M> {
    const value = this.answer?.[member];
    if (value !== undefined && value !== null) return {state: 'ready', value};
    const unavailable = this.answer?.unavailable[member];
    const error = unavailable ? new BillingError(unavailable.code, unavailable) : this.error;
    const isReading = this.loading.has(member);
    if (error) return {state: 'failed', error, isReading};
    return this.answer && this.asked.has(member) && !isReading ? {state: 'off'} : {state: 'loading'};
  }

  /** Reads members anew: those named, or all that are needed. Settles when the answer is in, and never rejects. */
  async read(members: readonly PortalMember[] = [...this.needed]): Promise<void> {
    const {signal} = this.abort;
    const turn = ++this.reads;
    for (const member of members) {
      this.asked.set(member, turn);
      this.loading.set(member, turn);
    }
    if (this.status === 'idle') this.status = 'loading';
    this.changed();
    try {
      const answer = await this.session.readPortal(members.join(','), signal);
      const fault = findFault(readPortal[2] ?? 'x', answer);
      if (fault !== undefined) throw new BillingError('invalid_answer', {field: fault});
      if (!signal.aborted) this.take(answer, members, turn);
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
    if (signal.aborted) return;
    for (const member of members) if (this.loading.get(member) === turn) this.loading.delete(member);
    this.changed();
  }

  private take(answer: PortalAnswer, members: readonly PortalMember[], turn: number): void {
    const before = this.answer;
    // Another customer's answer is never laid over this one's: what was shown goes first.
    const kept = before?.session.subject === answer.session.subject ? before : undefined;
    const next: PortalAnswer = {...kept, ...answer, unavailable: {...kept?.unavailable}};
    for (const member of members) {
      if (this.asked.get(member) === turn) {
        delete next.unavailable[member];
        const unavailable = answer.unavailable[member];
        if (unavailable) next.unavailable[member] = unavailable;
        if (answer[member] === undefined) delete next[member];
      } else if (kept?.[member] !== undefined) {
        Object.assign(next, {[member]: kept[member]});
      }
    }
    this.answer = next;
    this.error = undefined;
    this.status = 'ready';
  }

  private fail(error: unknown): void {
    this.error = isBillingError(error) ? error : new BillingError('internal', {cause: error});
    if (isEnded(error)) this.end();
    else if (this.answer === undefined) this.status = 'failed';
  }

  /** The session is over: nothing more is asked, and what was on its way is dropped. */
  private end(): void {
    this.status = 'ended';
    this.loading.clear();
  }

  /** True where {@link reopen} can bring an ended session back without the host's doing. */
  get canReopen(): boolean {
    return this.session.canReopen;
  }

  /** Opens another session after one that ended, and reads everything anew. */
  async reopen(): Promise<void> {
    this.session.forget();
    this.status = 'loading';
    this.answer = undefined;
    this.error = undefined;
    await this.read();
  }

  /** Another function for the same purpose; takes effect at the next renewal. */
  set fetchSession(fetchSession: FetchSession) {
    this.session.fetchSession = fetchSession;
  }

  /** A further page, or a filtered one. Throws a `BillingError`. */
  async listInvoices(query: InvoiceQueryText, signal: AbortSignal): Promise<InvoicePage> {
    return this.ask((requests, either) => requests.listInvoices(query, either), signal);
  }

  /** One invoice with its lines. Throws a `BillingError`. */
  async readInvoice(invoiceId: string, signal: AbortSignal): Promise<Invoice> {
    return this.ask((requests, either) => requests.readInvoice(invoiceId, either), signal);
  }

  /** Ends the session at the endpoint, and forgets everything here. */
  async signOut(): Promise<void> {
    await this.ask((requests, signal) => requests.signOut(signal));
    this.session.forget();
    this.answer = undefined;
    this.end();
    this.changed();
  }

  /** Loads what the first screen does without, and tells everyone where the session turns out to be over. */
  private async ask<T>(run: (requests: Requests, signal: AbortSignal) => Promise<T>, own?: AbortSignal): Promise<T> {
    const {signal} = this.abort;
    this.requests ??= import('../client/requests.js').then(({createRequests}) =>
      createRequests(this.source.endpoint, this.session),
    );
    try {
      return await run(await this.requests, own ? AbortSignal.any([signal, own]) : signal);
    } catch (error) {
      if (isEnded(error) && !signal.aborted) {
        this.fail(error);
        this.changed();
      }
      throw error;
    }
  }

  /** Stops everything that is under way. The Portal can be used again: it reads anew when something is needed. */
  close(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.asked.clear();
    this.loading.clear();
    this.needed.clear();
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
