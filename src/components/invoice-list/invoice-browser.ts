import {initialState, Task, TaskStatus} from '@lit/task';
import {css, html, nothing, type CSSResult, type LitElement, type ReactiveController, type TemplateResult} from 'lit';
import {BillingError, isBillingError} from '../../contract/errors.js';
import type {InvoicePage, InvoiceSummary} from '../../contract/invoice.js';
import {BillingNavigateEvent, type PortalView} from '../../events/portal-events.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {Portal} from '../../state/portal.js';
import {actions} from '../../styles/action.styles.js';
import {renderIcon} from '../../ui/icon.js';
import {toInvoiceStatus} from '../../ui/invoice-status.js';
import type {Trouble} from '../../ui/trouble.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {detailStyles, renderInvoice} from './invoice-detail.js';

/** What the browser needs of the element that it belongs to. */
export interface BrowsedList extends LitElement {
  readonly portal: Portal | undefined;
  readonly invoiceId: string;
  readonly back: PortalView | undefined;
  moved: boolean;
  open(invoiceId: string): void;
  refresh(): Promise<void>;
}

/**
 * What a list of invoices does beyond showing the first ones: further pages, one invoice with its lines, and the focus
 * that follows from view to view. Loaded when it is first needed; requests end when the list leaves the page.
 */
export class InvoiceBrowser implements ReactiveController {
  /** What "Show more" has brought, after the first page. */
  further: readonly InvoiceSummary[] = [];
  private first: InvoicePage | undefined;
  /** Where the next page begins; null after the last one. */
  nextCursor: string | null = null;
  private lastOpened = '';
  /** Where the focus goes when the control that had it is gone. */
  private firstNew = '';

  private readonly more: Task<[string], void>;
  private readonly detail: Task<readonly [string, Portal | undefined, string | undefined], () => unknown>;

  constructor(
    private readonly list: BrowsedList,
    private readonly localize: LocalizeController,
    private readonly renderTrouble: (trouble: Trouble) => unknown,
  ) {
    this.more = new Task(list, {autoRun: false, task: ([cursor], {signal}) => this.readMore(cursor, signal)});
    this.detail = new Task(list, {
      // Whose invoice it is, too: one that was read for somebody else is not shown to whoever follows.
      args: () => [list.invoiceId, list.portal, list.portal?.answer?.session.subject] as const,
      task: async ([id, portal, subject], {signal}) => {
        if (id === '' || !portal || subject === undefined) return initialState;
        const requests = await portal.requests();
        const invoice = await requests.readInvoice(id, signal);
        return () => renderInvoice(localize, invoice);
      },
    });
    list.addController(this);
  }

  private async readMore(cursor: string, signal: AbortSignal): Promise<void> {
    const {first} = this;
    const requests = await this.list.portal?.requests();
    const page = await requests?.listInvoices({cursor}, signal);
    // What follows another first page than the one that is shown is late, and does not win.
    if (!page || first !== this.first || signal.aborted) return;
    this.further = [...this.further, ...page.items];
    this.nextCursor = page.nextCursor;
    if (page.nextCursor === null) this.firstNew = page.items[0]?.id ?? '';
  }

  hostConnected(): void {
    // What was left half-way, because the list was taken out of the page, is asked for again.
    if (this.detail.status === TaskStatus.ERROR && isAbort(this.detail.error)) void this.detail.run();
  }

  hostUpdated(): void {
    const {list, firstNew} = this;
    const {invoiceId, back} = list;
    if (invoiceId) this.lastOpened = invoiceId;
    if (firstNew) {
      this.firstNew = '';
      this.focus(toRow(firstNew));
    }
    if (!list.moved) return;
    list.moved = false;
    // A new view begins at its title; back in the list it goes on at the control that led away.
    const row = this.lastOpened && toRow(this.lastOpened);
    this.focus(invoiceId ? '#heading' : row || (back ? '#heading' : '#all'));
    if (!invoiceId) this.lastOpened = '';
  }

  private focus(selector: string): void {
    const {renderRoot} = this.list;
    const target =
      renderRoot.querySelector<HTMLElement>(selector) ?? renderRoot.querySelector<HTMLElement>('[data-id]');
    target?.focus();
  }

  hostDisconnected(): void {
    // A list that is only moved in the page is back by then.
    queueMicrotask(() => {
      if (this.list.isConnected) return;
      this.more.abort();
      this.detail.abort();
    });
  }

  /** A fresh first page makes what followed the old one stale. */
  follow(first: InvoicePage | undefined): void {
    if (first === this.first) return;
    this.first = first;
    this.further = [];
    this.nextCursor = first?.nextCursor ?? null;
  }

  /** How many are shown, and a way to more of them. */
  renderFoot(count: number): TemplateResult | typeof nothing {
    const {more, nextCursor, localize} = this;
    if (nextCursor === null && this.further.length === 0) return nothing;
    const busy = more.status === TaskStatus.PENDING;
    const hasFailed = more.status === TaskStatus.ERROR && !isAbort(more.error);
    return html`<div class="foot note">
      <span role="status">${localize.term('shownInvoices', {count})}</span>
      ${hasFailed ? html`<span class="status loud danger">${localize.term('moreFailed')}</span>` : nothing}
      ${
        nextCursor === null
          ? nothing
          : renderWorkingButton({
              label: localize.term(busy ? 'loading' : hasFailed ? 'tryAgain' : 'showMore'),
              variant: 'small',
              busy,
              onClick: () => void more.run([nextCursor]),
            })
      }
    </div>`;
  }

  /** The title of a view, with a way back from it. */
  renderTitle(words: 'billing' | 'invoices', title: string, back: PortalView): TemplateResult {
    const goBack = (): void => {
      if (back === 'invoices') this.list.open('');
      else this.list.dispatchEvent(new BillingNavigateEvent(back));
    };
    return html`<div class="title">
      <button type="button" class="back" @click=${goBack}>${renderIcon('back')}${this.localize.term(words)}</button>
      <h2 id="heading" part="heading" tabindex="-1"><bdi>${title}</bdi></h2>
    </div>`;
  }

  private renderWaiting(): TemplateResult {
    const text = html`<p class="spoken" role="status">${this.localize.term('loading')}</p>`;
    return html`<div class="panel waiting">${text}</div>`;
  }

  /** An invoice is only asked for once it is known whose it is; where that could not be read, this is said. */
  private renderUnasked(): unknown {
    const {list} = this;
    const found = list.portal?.find('invoices');
    if (found?.state !== 'failed') return this.renderWaiting();
    const again = (): void => void list.refresh();
    return this.renderTrouble({...found, kind: 'failed', title: 'invoiceFailed', again});
  }

  /** The invoice that is open. */
  renderDetail(): TemplateResult {
    const {list, detail, localize} = this;
    const listed = [...(this.first?.items ?? []), ...this.further].find(({id}) => id === list.invoiceId);
    const status = listed && toInvoiceStatus(localize, listed);
    return html`${this.renderTitle('invoices', listed?.number ?? localize.term('invoice'), 'invoices')}
    ${status ? html`<p class="under-title"><span class="status ${status.tone}">${status.text}</span></p>` : nothing}
    ${detail.render({
      initial: () => this.renderUnasked(),
      complete: (render) => render(),
      pending: () => this.renderWaiting(),
      error: (error) =>
        isAbort(error)
          ? this.renderWaiting()
          : this.renderTrouble({
              kind: 'failed',
              title: 'invoiceFailed',
              error: isBillingError(error) ? error : new BillingError('internal'),
              isReading: false,
              again: () => void detail.run(),
            }),
    })}`;
  }
}

function toRow(invoiceId: string): string {
  return `[data-id="${CSS.escape(invoiceId)}"]`;
}

/** Stopped by ourselves, which is no failure. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

export const styles: CSSResult = css`
  ${actions}
  [tabindex='-1']:focus {
    outline: none;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    padding: 10px 12px;
    padding-inline-start: var(--_pad);
    border-block-start: 1px solid var(--_border);
    color: var(--_muted);
  }
  .foot .button {
    margin-inline-start: auto;
    color: var(--_text);
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
    padding: 4px 0;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_muted);
    font: inherit;
    font-size: calc(1em * 13 / 14);
    cursor: pointer;
  }
  .back:hover {
    color: var(--_text);
  }
  [dir='rtl'] .back svg {
    scale: -1 1;
  }
  .title {
    margin-block-end: 24px;
  }
  .title h2 {
    margin-block-start: 4px;
    font-size: calc(1em * 24 / 14);
    line-height: calc(32 / 24);
    letter-spacing: -0.021em;
  }
  .title:has(+ .under-title) {
    margin-block-end: 4px;
  }
  .under-title {
    margin-block-end: 24px;
  }
  .waiting {
    min-height: 320px;
  }
  @container billing (width < 640px) {
    .title h2 {
      font-size: calc(1em * 20 / 14);
    }
  }
  ${detailStyles}
`;
