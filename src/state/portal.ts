import {BillingError, isBillingError} from '../contract/errors.js';
import type {Invoice, InvoicePage, InvoiceQueryText} from '../contract/invoice.js';
import type {PortalAnswer, PortalMember} from '../contract/portal.js';
import {ClientSession, isEnded, type SessionSource} from '../client/session.js';
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
  /** Why {@link status} is `failed` or `ended`, or why the last read brought nothing. */
  error: BillingError | undefined;
  private readonly session: ClientSession;
  private readonly listeners = new Set<() => void>();
  private readonly needed = new Set<PortalMember>();
  /** Which read last asked for a member: an answer to an earlier one is late, and does not win. */
  private readonly asked = new Map<PortalMember, number>();
  private readonly loading = new Set<PortalMember>();
  private reads = 0;
  private abort = new AbortController();
  private requests: Promise<Requests> | undefined;

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
      if (missing.length > 0 && this.status !== 'ended') void this.read(missing);
    });
  }

  /** What is known of a member. What was known stays while it is read anew. */
  find<M extends PortalMember>(member: M): MemberState<M> {
    const {answer} = this;
    const value = answer?.[member];
    if (value) return {state: 'ready', value};
    const unavailable = answer?.unavailable[member];
    const error = unavailable ? new BillingError(unavailable.code, unavailable) : this.error;
    const isReading = this.loading.has(member);
    if (error) return {state: 'failed', error, isReading};
    return {state: answer && this.asked.has(member) && !isReading ? 'off' : 'loading'};
  }

  /** Reads members anew: those named, or all that are needed. Settles when the answer is in, and never rejects. */
  async read(members: readonly PortalMember[] = [...this.needed]): Promise<void> {
    const {signal} = this.abort;
    const turn = ++this.reads;
    for (const member of members) {
      this.asked.set(member, turn);
      this.loading.add(member);
    }
    if (this.status === 'idle') this.status = 'loading';
    this.changed();
    // An answer to a read that a newer one has overtaken is late, and does not win.
    const own = (): PortalMember[] => members.filter((member) => this.asked.get(member) === turn);
    try {
      const answer = await this.session.readPortal(members.join(), signal);
      if (!signal.aborted) this.take(answer, own());
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
    if (signal.aborted) return;
    for (const member of own()) this.loading.delete(member);
    this.changed();
  }

  private take(answer: PortalAnswer, members: readonly PortalMember[]): void {
    // Another customer's answer is never laid over this one's: what was shown goes first.
    const before = this.answer?.session.subject === answer.session.subject ? this.answer : undefined;
    const {subscriptions, paymentMethods, invoices, unavailable, ...base} = answer;
    const brought = {subscriptions, paymentMethods, invoices};
    const next: PortalAnswer = {...before, ...base, unavailable: {...before?.unavailable}};
    for (const member of members) {
      Object.assign(next, {[member]: brought[member]});
      Object.assign(next.unavailable, {[member]: unavailable[member]});
    }
    this.answer = next;
    this.error = undefined;
    this.status = 'ready';
  }

  private fail(error: unknown): void {
    this.error = isBillingError(error) ? error : new BillingError('internal', {cause: error});
    if (isEnded(error)) this.end();
    else if (!this.answer) this.status = 'failed';
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
    this.answer = this.error = undefined;
    await this.read();
  }

  /** A further page, or a filtered one. Throws a `BillingError`. */
  listInvoices(query: InvoiceQueryText, signal: AbortSignal): Promise<InvoicePage> {
    return this.ask((requests, either) => requests.listInvoices(query, either), signal);
  }

  /** One invoice with its lines. Throws a `BillingError`. */
  readInvoice(invoiceId: string, signal: AbortSignal): Promise<Invoice> {
    return this.ask((requests, either) => requests.readInvoice(invoiceId, either), signal);
  }

  /** Ends the session at the endpoint, and forgets everything here. Throws a `BillingError`. */
  async signOut(): Promise<void> {
    await this.ask((requests, signal) => requests.signOut(signal), this.abort.signal);
    this.session.forget();
    this.answer = undefined;
    this.end();
    this.changed();
  }

  /** Loads what the first screen does without, and tells everyone where the session turns out to be over. */
  private async ask<T>(run: (requests: Requests, signal: AbortSignal) => Promise<T>, own: AbortSignal): Promise<T> {
    const {signal} = this.abort;
    this.requests ??= import('../client/requests.js').then(({createRequests}) =>
      createRequests(this.source.endpoint, this.session),
    );
    try {
      return await run(await this.requests, AbortSignal.any([signal, own]));
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
    for (const listener of this.listeners) listener();
  }
}
