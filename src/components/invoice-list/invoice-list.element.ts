import {Task, TaskStatus} from '@lit/task';
import {html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {property, state} from 'lit/decorators.js';
import {BillingError, isBillingError} from '../../contract/errors.js';
import type {InvoicePage, InvoiceSummary} from '../../contract/invoice.js';
import {BillingNavigateEvent} from '../../events/portal-events.js';
import {base} from '../../styles/base.styles.js';
import {tokens} from '../../styles/tokens.styles.js';
import {renderButton} from '../../ui/button.js';
import {renderIcon} from '../../ui/icon.js';
import {toInvoiceStatus} from '../../ui/invoice-status.js';
import {renderEmpty, renderFailed} from '../../ui/state-panel.js';
import {BillingElement} from '../billing-element.js';
import {invoiceListStyles} from './invoice-list.styles.js';
import {renderTable, renderTableSkeleton} from './invoice-table.js';

/**
 * @summary Lists the customer's invoices, newest first, and opens each with its lines.
 *
 * @fires {BillingNavigateEvent} billing-navigate - Before an invoice, or the list again, is shown; cancelable.
 * @fires {BillingReadyEvent} billing-ready - The first answer is here and is shown.
 * @fires {BillingSessionExpiredEvent} billing-session-expired - The session is over.
 * @fires {BillingErrorEvent} billing-error - A read failed as a whole.
 *
 * @attr {light | dark} color-scheme - Overrides the colour scheme that the page has.
 *
 * @csspart heading - The section's heading.
 * @csspart panel - The frame around the list.
 * @csspart table - The list.
 * @csspart row - One invoice.
 * @csspart button - A button.
 * @csspart empty - Shown where there are no invoices.
 * @csspart failed - Shown where the invoices could not be loaded.
 *
 * @tag invoice-list
 */
export class InvoiceListElement extends BillingElement {
  static override styles = [tokens, base, invoiceListStyles];

  /** How many are shown before "View all"; 0 shows all that are loaded, with "Show more" where there are more. */
  @property({type: Number}) limit = 0;

  /** The invoice that is open; empty for the list. */
  @property({attribute: 'invoice-id'}) invoiceId = '';

  /** Leaves out the heading, for a page that has one. */
  @property({type: Boolean, attribute: 'without-heading'}) withoutHeading = false;

  /** What "Show more" has brought, after the first page. */
  @state() private further: InvoiceSummary[] = [];
  @state() private nextCursor: string | null = null;
  private firstPage: InvoicePage | undefined;
  private focusNext: 'title' | 'row' | 'all' | undefined;
  private lastOpened = '';

  private readonly more = new Task<[string], InvoicePage>(this, {
    autoRun: false,
    task: async ([cursor], {signal}) => {
      const page = await this.portal?.listInvoices({cursor}, signal);
      if (!page) throw new BillingError('invalid_session');
      return page;
    },
    onComplete: ({items, nextCursor}) => {
      this.further = [...this.further, ...items];
      this.nextCursor = nextCursor;
      if (nextCursor === null) this.focusNext = 'row';
    },
  });

  private readonly detail = new Task(this, {
    args: () => [this.invoiceId, this.portal] as const,
    task: async ([id, portal], {signal}) => {
      if (!id || !portal) return undefined;
      const [view, invoice] = await Promise.all([import('./invoice-detail.js'), portal.readInvoice(id, signal)]);
      view.adoptStyles(this.renderRoot as ShadowRoot);
      return () => view.renderInvoice(this.localize, invoice);
    },
  });

  protected override get members() {
    return ['invoices'] as const;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.more.abort();
    this.detail.abort();
  }

  /** Opens an invoice, unless the host prevents it. */
  open(invoiceId: string): void {
    if (!this.dispatchEvent(new BillingNavigateEvent(`invoices/${invoiceId}`))) return;
    this.lastOpened = invoiceId;
    this.invoiceId = invoiceId;
    this.focusNext = 'title';
  }

  /** Goes back to the list, unless the host prevents it. */
  close(): void {
    if (!this.dispatchEvent(new BillingNavigateEvent('invoices'))) return;
    this.invoiceId = '';
    this.focusNext = 'row';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const found = this.find('invoices');
    const page = found.state === 'ready' ? found.value : undefined;
    if (page === this.firstPage) return;
    // A fresh first page makes what followed the old one stale.
    this.firstPage = page;
    this.further = [];
    this.nextCursor = page?.nextCursor ?? null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (changed.get('limit') === 0 && this.limit > 0 && !this.invoiceId) this.focusNext = 'all';
    if (this.focusNext === undefined) return;
    const target = this.focusNext === 'row' ? this.findRow() : this.query(`#${this.focusNext}`);
    if (!target) return;
    this.focusNext = undefined;
    target.focus();
  }

  private query(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(selector);
  }

  /** Back to the control that opened the invoice; where it is not shown, to the first one. */
  private findRow(): HTMLElement | null {
    return this.query(`[data-id="${CSS.escape(this.lastOpened)}"]`) ?? this.query('[data-id]');
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    return this.invoiceId ? this.renderDetail() : this.renderSection();
  }

  private renderSection(): TemplateResult | typeof nothing {
    const {localize} = this;
    const found = this.find('invoices');
    if (found.state === 'off')
      return this.withoutHeading ? renderEmpty(localize, 'sectionOff', 'sectionOffText') : nothing;
    const hasMore =
      this.limit > 0 && found.state === 'ready' && (found.value.items.length > this.limit || found.value.nextCursor);
    return html`<section aria-labelledby="heading" aria-busy=${found.state === 'loading' ? 'true' : nothing}>
      <div class="head" ?hidden=${this.withoutHeading}>
        <h2 id="heading" part="heading">${localize.ready ? localize.term('invoices') : '\u00a0'}</h2>
        ${
          hasMore
            ? renderButton({
                label: localize.term('viewAll'),
                variant: 'small',
                id: 'all',
                onClick: () => this.dispatchEvent(new BillingNavigateEvent('invoices')),
              })
            : nothing
        }
      </div>
      ${this.renderList(found)}
    </section>`;
  }

  private renderList(found: ReturnType<typeof this.find<'invoices'>>): TemplateResult {
    const {localize, portal} = this;
    switch (found.state) {
      case 'ready':
        return found.value.items.length === 0
          ? renderEmpty(localize, 'noInvoices', 'noInvoicesText')
          : this.renderTable([...found.value.items, ...this.further]);
      case 'failed': {
        const again = () => void portal?.read(['invoices']);
        return renderFailed(localize, 'invoicesFailed', found.error, {isReading: found.isReading, again});
      }
      default:
        return html`${this.renderLoadingText()}
          <div class="panel" part="panel" aria-hidden="true">${renderTableSkeleton(localize, this.limit || 5)}</div>`;
    }
  }

  private renderTable(all: readonly InvoiceSummary[]): TemplateResult {
    const shown = this.limit > 0 ? all.slice(0, this.limit) : all;
    return html`<div class="panel" part="panel">
      ${renderTable(this.localize, shown, (id) => this.open(id))}
      ${this.limit > 0 ? nothing : this.renderFoot(all.length)}
    </div>`;
  }

  private renderFoot(count: number): TemplateResult | typeof nothing {
    const {localize, more, nextCursor} = this;
    if (nextCursor === null && this.further.length === 0) return nothing;
    const busy = more.status === TaskStatus.PENDING;
    return html`<div class="foot note">
      <span role="status">${localize.term('shownInvoices', {count})}</span>
      ${more.status === TaskStatus.ERROR ? html`<span class="status loud danger">${localize.term('invoicesFailed')}</span>` : nothing}
      ${
        nextCursor === null
          ? nothing
          : renderButton({
              label: localize.term(more.status === TaskStatus.ERROR ? 'tryAgain' : busy ? 'loading' : 'showMore'),
              variant: 'small',
              busy,
              onClick: () => void more.run([nextCursor]),
            })
      }
    </div>`;
  }

  private renderDetail(): TemplateResult {
    const {localize, detail} = this;
    const listed = [...(this.firstPage?.items ?? []), ...this.further].find(({id}) => id === this.invoiceId);
    const status = listed && toInvoiceStatus(localize, listed);
    return html`<div class="flow">
      <div>
        <button type="button" class="back" @click=${() => this.close()}>
          ${renderIcon('back')}${localize.ready ? localize.term('invoices') : '\u00a0'}
        </button>
        <h2 id="title" class="title" part="heading" tabindex="-1" dir="auto">
          ${listed?.number ?? (localize.ready ? localize.term('invoice') : '\u00a0')}
        </h2>
        ${status ? html`<p><span class="status ${status.tone}">${status.text}</span></p>` : nothing}
      </div>
      ${detail.render({
        complete: (render) => render?.(),
        pending: () =>
          html`${this.renderLoadingText()}
            <div class="panel"><div class="waiting"></div></div>`,
        error: (error) =>
          renderFailed(localize, 'invoiceFailed', isBillingError(error) ? error : new BillingError('internal'), {
            isReading: false,
            again: () => void detail.run(),
          }),
      })}
    </div>`;
  }
}
