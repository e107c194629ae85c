import {initialState, Task, TaskStatus} from '@lit/task';
import {css, html, nothing, type CSSResult, type LitElement, type ReactiveController, type TemplateResult} from 'lit';
import {BillingError, isBillingError} from '../../contract/errors.js';
import type {Invoice, InvoicePage, InvoiceSummary} from '../../contract/invoice.js';
import {BillingNavigateEvent, type PortalView} from '../../events/portal-events.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {Portal} from '../../state/portal.js';
import {actions} from '../../styles/action.styles.js';
import {titles} from '../../styles/title.styles.js';
import {renderButton} from '../../ui/button.js';
import {renderTitle} from '../../ui/title.js';
import type {Trouble} from '../../ui/trouble.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {detailStyles, renderInvoice, toDetailStatus} from './invoice-detail.js';
import {InvoiceFiles} from './invoice-files.js';
import {InvoicePages} from './invoice-pages.js';
import {renderWholeTable, wholeStyles} from './invoice-rows.js';
import type {TableParts} from './invoice-table.js';
import {renderTools, toolStyles} from './invoice-tools.js';
import {InvoiceWindow, windowStyles} from './invoice-window.js';

/** What the browser needs of the element that it belongs to. */
export interface BrowsedList extends LitElement {
  readonly portal: Portal | undefined;
  readonly invoiceId: string;
  readonly back: PortalView | undefined;
  moved: boolean;
  open(invoiceId: string): void;
  go(view: PortalView): boolean;
  refresh(): Promise<void>;
}

/**
 * What a list of invoices does beyond showing the first ones: filters, further pages, files, one invoice with its lines,
 * and the focus that follows from view to view. Loaded when it is first needed; requests end when the list leaves the page.
 */
export class InvoiceBrowser implements ReactiveController {
  private readonly pages: InvoicePages;
  private readonly window: InvoiceWindow;
  private readonly files: InvoiceFiles;
  private readonly chosen = new Set<string>();
  private lastOpened = '';
  private first: InvoicePage | undefined;
  private subject: string | undefined;
  private readonly detail: Task<readonly [string, Portal | undefined, string | undefined], Invoice>;

  constructor(
    private readonly list: BrowsedList,
    private readonly localize: LocalizeController,
    private readonly renderTrouble: (trouble: Trouble) => unknown,
  ) {
    this.pages = new InvoicePages(list);
    this.files = new InvoiceFiles(list, localize);
    this.window = new InvoiceWindow(list, () => this.pages.hasFailed || this.moreIfNear());
    this.detail = new Task(list, {
      // Whose invoice it is, too: one that was read for somebody else is not shown to whoever follows.
      args: () => [list.invoiceId, list.portal, list.portal?.answer?.session.subject] as const,
      task: async ([id, portal, subject], {signal}) => {
        if (id === '' || !portal || subject === undefined) return initialState;
        const requests = await portal.requests();
        return requests.readInvoice(id, signal);
      },
    });
    list.addController(this);
  }

  private moreIfNear(): void {
    if (this.window.isNearEnd(this.pages.items.length)) this.pages.more();
  }

  hostConnected(): void {
    this.window.hostConnected();
    // What was left half-way, because the list was taken out of the page, is asked for again.
    if (this.detail.status === TaskStatus.ERROR && isAbort(this.detail.error)) void this.detail.run();
  }

  hostUpdate(): void {
    const {list, pages} = this;
    const held = pages.firstOfLast ?? (list.moved && !list.invoiceId ? this.lastOpened : '');
    // What is to have the focus after this is in the page by then.
    if (held) this.window.hold(pages.items.findIndex(({id}) => id === held));
  }

  hostUpdated(): void {
    const {list, pages} = this;
    const {invoiceId, back} = list;
    this.window.hostUpdated();
    if (invoiceId) this.lastOpened = invoiceId;
    if (pages.firstOfLast) {
      // The control that brought the last ones is gone.
      if (!this.hasFocus) this.focus(toRow(pages.firstOfLast));
      pages.firstOfLast = null;
    }
    if (!list.moved) return;
    list.moved = false;
    // A new view begins at its title; back in the list it goes on at the control that led away.
    const row = this.lastOpened && toRow(this.lastOpened);
    this.focus(invoiceId ? '#heading' : row || (back ? '#heading' : '#all'));
    if (!invoiceId) this.lastOpened = '';
  }

  private get hasFocus(): boolean {
    return !!(this.list.renderRoot as ShadowRoot).activeElement;
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
      this.window.hostDisconnected();
      this.pages.abort();
      this.files.abort();
      this.detail.abort();
    });
  }

  /** Takes the first page of all, as the Portal has it now. */
  follow(first: InvoicePage | undefined): void {
    const {pages, chosen, list} = this;
    const subject = list.portal?.answer?.session.subject;
    // Nothing of one customer's is left for the next.
    if (subject && subject !== this.subject) {
      if (this.subject) {
        pages.filter = {};
        this.files.clear();
      }
      this.subject = subject;
    }
    // What was read anew, after a payment say, may have changed the invoice that is open, too.
    if (first && this.first && first !== this.first && list.invoiceId && this.detail.status === TaskStatus.COMPLETE)
      void this.detail.run();
    this.first = first;
    pages.follow(first);
    // Nothing stays chosen that is not shown, another customer's least of all.
    for (const id of chosen) if (!pages.items.some((item) => item.id === id)) chosen.delete(id);
  }

  /** The list as a whole view, with what finds, chooses and downloads. */
  renderList(parts: TableParts, open: (id: string) => void, pay?: (id: string) => void): TemplateResult {
    const {localize, pages, files, chosen, window, list} = this;
    const find = (filter: typeof pages.filter): void => {
      chosen.clear();
      window.rewind();
      pages.find(filter);
      list.requestUpdate();
    };
    const {answer} = list.portal ?? {};
    return html`${renderTools({localize, pages, files, chosen, answer, find})}
      <div class="panel" part="panel" aria-busy=${pages.isBusy}>
        ${
          pages.items.length > 0 || !pages.isFiltered
            ? renderWholeTable({
                parts,
                localize,
                pages,
                files,
                chosen,
                window,
                open,
                pay,
                changed: () => list.requestUpdate(),
              })
            : pages.isBusy || pages.hasFailed
              ? nothing
              : this.renderNoMatch(() => find({}))
        }
        ${this.renderFoot()}
      </div>`;
  }

  private renderNoMatch(clear: () => void): TemplateResult {
    const {localize} = this;
    const again = (): void => {
      clear();
      this.list.renderRoot.querySelector<HTMLElement>('.field')?.focus();
    };
    return html`<div class="nothing" part="empty">
      <h3>${localize.term('noMatch')}</h3>
      <p class="muted">${localize.term('noMatchText')}</p>
      ${renderButton({label: localize.term('clearFilters'), variant: 'small', onClick: again})}
    </div>`;
  }

  /** How many are shown, and a way to more of them. */
  private renderFoot(): TemplateResult {
    const {pages, localize} = this;
    const {items, nextCursor, isBusy, hasFailed} = pages;
    const count = items.length;
    return html`<div class="foot note">
      <span role="status"
        >${isBusy && !count ? localize.term('loading') : localize.term('shownInvoices', {count})}</span
      >
      ${hasFailed ? html`<span class="status loud danger">${localize.term('moreFailed')}</span>` : nothing}
      ${
        nextCursor === null && !hasFailed
          ? nothing
          : renderWorkingButton({
              label: localize.term(isBusy ? 'loading' : hasFailed ? 'tryAgain' : 'showMore'),
              variant: 'small',
              busy: isBusy,
              onClick: () => pages.more(),
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
    return renderTitle({title, back: {label: this.localize.term(words), go: goBack}});
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
    const {list, detail, localize, files} = this;
    const {invoiceId} = list;
    const read = detail.status === TaskStatus.COMPLETE && detail.value?.id === invoiceId ? detail.value : undefined;
    const listed: InvoiceSummary | undefined = read ?? this.pages.items.find(({id}) => id === invoiceId);
    const status = listed && toDetailStatus(localize, listed);
    const mayPay = list.portal?.answer?.session.scopes.includes('invoices:pay');
    const pay = mayPay ? (): void => void list.go(`invoices/${invoiceId}/pay`) : undefined;
    return html`${this.renderTitle('invoices', listed?.number ?? localize.term('invoice'), 'invoices')}
    ${status ? html`<p class="under-title"><span class="status ${status.tone}">${status.text}</span></p>` : nothing}
    ${detail.render({
      initial: () => this.renderUnasked(),
      complete: (invoice) => renderInvoice(localize, invoice, files, pay),
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
  ${titles}
  ${toolStyles}
  ${wholeStyles}
  ${windowStyles}
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    min-height: 52px;
    padding: 10px 12px;
    padding-inline-start: var(--_pad);
    border-block-start: 1px solid var(--_border);
    color: var(--_muted);
  }
  .foot .button {
    margin-inline-start: auto;
    color: var(--_text);
  }
  .nothing {
    display: grid;
    justify-items: center;
    gap: 8px;
    padding: 40px var(--_pad);
    text-align: center;
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
  ${detailStyles}
`;
