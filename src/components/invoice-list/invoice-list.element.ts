import {html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {property} from 'lit/decorators.js';
import type {InvoicePage} from '../../contract/invoice.js';
import {BillingNavigateEvent, type PortalView} from '../../events/portal-events.js';
import type {MemberState} from '../../state/portal.js';
import {base} from '../../styles/base.styles.js';
import {tokens} from '../../styles/tokens.styles.js';
import {renderButton} from '../../ui/button.js';
import type {Trouble} from '../../ui/trouble.js';
import {BillingElement} from '../billing-element.js';
import {LazyView} from '../lazy-view.js';
import type {InvoiceBrowser} from './invoice-browser.js';
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
 * @csspart heading - The section's heading, or the title of an open invoice.
 * @csspart panel - The frame around the list.
 * @csspart table - The list.
 * @csspart row - One invoice.
 * @csspart button - A button.
 * @csspart ledger - The sums of an open invoice.
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

  /** Where the list stands in for a whole view of a portal, the view that its title leads back to. */
  @property({attribute: false}) back: PortalView | undefined;

  private focusNext: 'title' | 'row' | 'all' | undefined;
  private lastOpened = '';
  private browser: InvoiceBrowser | undefined;
  private readonly lazy = new LazyView(this, this.localize, 'invoices', () => import('./invoice-browser.js'));

  protected override get members() {
    return ['invoices'] as const;
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
    if (changed.get('limit') === 0 && this.limit > 0 && !this.invoiceId) this.focusNext = 'all';
    if (changed.has('back') && this.back) this.focusNext = 'title';
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (this.focusNext === undefined) return;
    const target = this.focusNext === 'row' ? this.findRow() : this.query(`#${this.focusNext}`);
    if (!target) return;
    this.focusNext = undefined;
    target.focus();
  }

  private query(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(selector);
  }

  /** The control that opened the invoice; where it is not shown, the first one. */
  private findRow(): HTMLElement | null {
    return this.query(`[data-id="${CSS.escape(this.lastOpened)}"]`) ?? this.query('[data-id]');
  }

  /** The rest of the list, once it is here. */
  private findBrowser(): InvoiceBrowser | undefined {
    const {view} = this.lazy;
    if (view) {
      this.browser ??= new view.InvoiceBrowser(this, {
        localize: this.localize,
        portal: () => this.portal,
        invoiceId: () => this.invoiceId,
        renderTrouble: (trouble: Trouble) => this.renderTrouble(trouble),
      });
    }
    return this.browser;
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const found = this.find('invoices');
    const page = found.state === 'ready' ? found.value : undefined;
    const isWhole = this.limit === 0 && (page?.nextCursor || this.back);
    const browser = this.invoiceId || isWhole ? this.findBrowser() : undefined;
    browser?.follow(page);
    if (this.invoiceId) {
      const listed = [...(page?.items ?? []), ...(browser?.further ?? [])].find(({id}) => id === this.invoiceId);
      return browser?.renderDetail(listed, () => this.close()) ?? html`<div class="panel waiting"></div>`;
    }
    return this.renderSection(found, page, browser);
  }

  private renderSection(
    found: MemberState<'invoices'>,
    page: InvoicePage | undefined,
    browser: InvoiceBrowser | undefined,
  ): TemplateResult | typeof nothing {
    const {localize, back} = this;
    if (found.state === 'off' && !back) return nothing;
    const hasMore = this.limit > 0 && page && (page.items.length > this.limit || page.nextCursor);
    return html`<section
      aria-labelledby=${back ? 'title' : 'heading'}
      aria-busy=${found.state === 'loading' ? 'true' : nothing}
    >
      ${
        back
          ? browser?.renderTitle('billing', localize.term('invoices'), () =>
              this.dispatchEvent(new BillingNavigateEvent(back)),
            )
          : html`<div class="head">
              <h2 id="heading" part="heading">${localize.ready ? localize.term('invoices') : '\u00a0'}</h2>
              ${hasMore ? this.renderViewAll() : nothing}
            </div>`
      }
      ${this.renderList(found, browser)}
    </section>`;
  }

  private renderViewAll(): TemplateResult {
    const onClick = () => this.dispatchEvent(new BillingNavigateEvent('invoices'));
    return renderButton({label: this.localize.term('viewAll'), variant: 'small', id: 'all', onClick});
  }

  private renderList(
    found: MemberState<'invoices'>,
    browser: InvoiceBrowser | undefined,
  ): TemplateResult | typeof nothing {
    const {localize, portal, limit} = this;
    switch (found.state) {
      case 'ready': {
        const all = [...found.value.items, ...(browser?.further ?? [])];
        if (all.length === 0) return this.renderTrouble({kind: 'empty', title: 'noInvoices'});
        return html`<div class="panel" part="panel">
          ${renderTable(localize, limit > 0 ? all.slice(0, limit) : all, (id) => this.open(id))}
          ${limit > 0 ? nothing : browser?.renderFoot(all.length)}
        </div>`;
      }
      case 'failed': {
        const {error, isReading} = found;
        const again = () => void portal?.read(['invoices']);
        return this.renderTrouble({kind: 'failed', title: 'invoicesFailed', error, isReading, again});
      }
      case 'off':
        return this.renderTrouble({kind: 'empty', title: 'sectionOff'});
      default:
        return html`${this.renderLoadingText()}
          <div class="panel" part="panel" aria-hidden="true">${renderTableSkeleton(localize, limit || 5)}</div>`;
    }
  }
}
