import {Task, TaskStatus} from '@lit/task';
import type {LitElement} from 'lit';
import type {InvoicePage, InvoiceQueryText, InvoiceSummary} from '../../contract/invoice.js';
import type {Portal} from '../../state/portal.js';

/** What the customer looks for. */
export type InvoiceFilter = Pick<InvoiceQueryText, 'status' | 'from' | 'to' | 'subscriptionId' | 'query'>;

/** The first page comes with the Portal's answer; this many are asked for at a time after that. */
const limit = '100';

/** How long nothing is typed before it is looked for, in milliseconds; Enter does not wait. */
const pause = 300;

/** The invoices that are listed: the Portal's first page or what a filter finds, and the pages that follow. */
export class InvoicePages {
  items: readonly InvoiceSummary[] = [];
  /** Where the next page begins; null after the last one. */
  nextCursor: string | null = null;
  filter: InvoiceFilter = {};
  /** The first row of the last page that came: null once there are more, or where the pages were begun anew. */
  firstOfLast: string | null = null;
  private first: InvoicePage | undefined;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private failed = false;
  private readonly task: Task<[cursor: string | undefined], void>;

  constructor(host: LitElement & {readonly portal: Portal | undefined}) {
    this.task = new Task(host, {
      autoRun: false,
      task: async ([cursor], {signal}) => {
        const {first} = this;
        const query = {...this.filter, limit, ...(cursor && {cursor})};
        const page = await this.read(host.portal, query, signal);
        // What follows another first page than the one that is shown is late, and does not win.
        if (!page || first !== this.first || signal.aborted) return;
        this.failed = false;
        this.items = cursor ? [...this.items, ...page.items] : page.items;
        this.nextCursor = page.nextCursor;
        this.firstOfLast = cursor && page.nextCursor === null ? (page.items[0]?.id ?? null) : null;
      },
    });
  }

  get isFiltered(): boolean {
    return Object.values(this.filter).some(Boolean);
  }

  get isBusy(): boolean {
    return this.task.status === TaskStatus.PENDING;
  }

  get hasFailed(): boolean {
    return this.failed && !this.isBusy;
  }

  private async read(
    portal: Portal | undefined,
    query: InvoiceQueryText,
    signal: AbortSignal,
  ): Promise<InvoicePage | undefined> {
    try {
      return await (await portal?.requests())?.listInvoices(query, signal);
    } catch (error) {
      if (!signal.aborted) {
        this.failed = true;
        // What another filter found is not what was looked for.
        if (!query.cursor) this.items = [];
      }
      throw error;
    }
  }

  /** A fresh first page makes what followed the old one stale. */
  follow(first: InvoicePage | undefined): void {
    if (first === this.first) return;
    this.first = first;
    this.task.abort();
    if (first && this.isFiltered) this.look();
    else this.begin();
  }

  /** Looks for something else; with nothing in it, for everything. */
  find(filter: InvoiceFilter): void {
    clearTimeout(this.waiting);
    this.filter = filter;
    if (this.isFiltered) this.look();
    else {
      this.task.abort();
      this.begin();
    }
  }

  /** Does something once nothing is typed any more. */
  wait(work: () => void): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(work, pause);
  }

  /** From the first page of what is looked for. */
  private look(): void {
    this.nextCursor = null;
    void this.task.run([undefined]);
  }

  private begin(): void {
    this.failed = false;
    this.items = this.first?.items ?? [];
    this.nextCursor = this.first?.nextCursor ?? null;
    this.firstOfLast = null;
  }

  /** Asks for the next page, or again for the one that failed. */
  more(): void {
    const isFirst = this.hasFailed && this.isFiltered && this.nextCursor === null;
    if (!this.isBusy && (this.nextCursor ?? isFirst)) void this.task.run([this.nextCursor ?? undefined]);
  }

  /** Nobody looks any more. */
  abort(): void {
    clearTimeout(this.waiting);
    this.task.abort();
  }
}
