import {html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {BillingNavigateEvent, type PortalView} from '../../events/portal-events.js';
import type {MemberState} from '../../state/portal.js';
import {base} from '../../styles/base.styles.js';
import {tokens} from '../../styles/tokens.styles.js';
import {renderButton} from '../../ui/button.js';
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
 * @fires {BillingErrorEvent} billing-error - A read failed; told once for each that did.
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
 * @csspart notice - The notice of a session that is over, where the element stands alone.
 *
 * @tag invoice-list
 */
export class InvoiceListElement extends BillingElement {
  static override styles = [tokens, base, invoiceListStyles];

  static override properties: PropertyDeclarations = {
    limit: {type: Number},
    invoiceId: {attribute: 'invoice-id'},
    back: {attribute: false},
  };

  /** How many are shown before "View all"; 0 shows all that are loaded, with "Show more" where there are more. */
  limit = 0;

  /** The invoice that is open; empty for the list. */
  invoiceId = '';

  /** Where the list stands in for a whole view of a portal, the view that its title leads back to. */
  back: PortalView | undefined;

  /** @internal True from a change of view until the focus has followed it. */
  moved = false;

  #browser: InvoiceBrowser | undefined;
  private readonly lazy = new LazyView(this, this.localize, 'invoices', () => import('./invoice-browser.js'));

  /** @internal */
  override get members() {
    return ['invoices'] as const;
  }

  /** Opens an invoice, or the list again with an empty id, unless the host prevents it. */
  open(invoiceId: string, view: PortalView = invoiceId ? `invoices/${invoiceId}` : 'invoices'): void {
    if (this.dispatchEvent(new BillingNavigateEvent(view))) this.invoiceId = invoiceId;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.hasUpdated && (changed.has('invoiceId') || changed.has('back'))) this.moved = true;
    const found = this.find('invoices');
    const page = found.state === 'ready' ? found.value : undefined;
    const isWhole = this.limit === 0 && (this.back || page?.nextCursor);
    if (!this.invoiceId && !isWhole) return;
    const {view} = this.lazy;
    this.#browser ??= view && new view.InvoiceBrowser(this, this.localize, (trouble) => this.renderTrouble(trouble));
    this.#browser?.follow(page);
  }

  protected override renderContent(): unknown {
    const {back, invoiceId, lazy} = this;
    const browser = this.#browser;
    // Instead of what could not be loaded: a way back, and another try.
    if (!browser && lazy.failed && (invoiceId || back)) {
      return [
        renderButton({label: this.word(back ? 'currentPlan' : 'invoices'), onClick: () => this.open('', back)}),
        this.renderTrouble({kind: 'failed', title: 'invoicesFailed', again: () => void lazy.load()}),
      ];
    }
    if (invoiceId) return browser?.renderDetail();
    const found = this.find('invoices');
    if (found.state === 'off' && !back) return nothing;
    return html`<section aria-labelledby="heading" aria-busy=${found.state === 'loading'}>
      ${back ? browser?.renderTitle('billing', this.word('invoices'), back) : this.#renderHead(found)}
      ${this.#renderList(found)}
    </section>`;
  }

  #renderHead(found: MemberState<'invoices'>): TemplateResult {
    const {limit, localize} = this;
    const hasMore =
      limit > 0 && found.state === 'ready' && (found.value.items.length > limit || found.value.nextCursor);
    return html`<div class="head">
      <h2 id="heading" part="heading">${this.word('invoices')}</h2>
      ${
        hasMore
          ? renderButton({
              label: localize.term('viewAll'),
              variant: 'small',
              id: 'all',
              onClick: () => this.open(''),
            })
          : nothing
      }
    </div>`;
  }

  #renderList(found: MemberState<'invoices'>): unknown {
    const {localize, limit} = this;
    const browser = this.#browser;
    switch (found.state) {
      case 'ready': {
        const all = [...found.value.items, ...(browser?.further ?? [])];
        // Nothing yet is no end, where there are further pages.
        if (!all.length && !(browser ?? found.value).nextCursor)
          return this.renderTrouble({kind: 'empty', title: 'noInvoices'});
        return html`<div class="panel" part="panel">
          ${renderTable(localize, limit > 0 ? all.slice(0, limit) : all, (id) => this.open(id))}
          ${limit > 0 ? nothing : browser?.renderFoot(all.length)}
        </div>`;
      }
      case 'failed':
        return this.renderTrouble({
          ...found,
          kind: 'failed',
          title: 'invoicesFailed',
          again: () => void this.refresh(),
        });
      case 'off':
        return this.renderTrouble({kind: 'empty', title: 'sectionOff'});
      default:
        return html`${this.renderLoadingText()}
          <div class="panel" part="panel" aria-hidden="true">${renderTableSkeleton(localize, limit || 5)}</div>`;
    }
  }
}
