import {html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import type {PortalView} from '../../events/portal-events.js';
import type {MemberState} from '../../state/portal.js';
import {base} from '../../styles/base.styles.js';
import {tokens} from '../../styles/tokens.styles.js';
import {renderButton} from '../../ui/button.js';
import {BillingElement} from '../billing-element.js';
import {LazyView} from '../lazy-view.js';
import type {InvoiceBrowser} from './invoice-browser.js';
import {invoiceListStyles} from './invoice-list.styles.js';
import {renderTable, renderTableSkeleton, tableParts} from './invoice-table.js';

/**
 * @summary Lists the customer's invoices, newest first, and opens each with its lines. Without a `limit` it is a whole view: it
 *   finds by text, period, status and subscription, and downloads one or many. A long list has the rows that are in sight; the
 *   browser's own search finds no others, and a print has all that are loaded.
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
 * @csspart empty - Shown where there are no invoices, or where none match.
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

  /** How many are shown before "View all"; 0 is the whole list, with filters and downloads, and "Show more" where there are more. */
  limit = 0;

  /** The invoice that is open; empty for the list. */
  invoiceId = '';

  /** Where the list stands in for a whole view of a portal, the view that its title leads back to. */
  back: PortalView | undefined;

  /** @internal True from a change of view until the focus has followed it. */
  moved = false;

  #browser: InvoiceBrowser | undefined;
  private readonly lazy = new LazyView(this, this.localize, 'invoices', async () => {
    const [view] = await Promise.all([import('./invoice-browser.js'), this.localize.load('invoiceTools')]);
    return view;
  });

  /** @internal The whole list is found by subscription, too. */
  override get members() {
    return this.limit ? (['invoices'] as const) : (['invoices', 'subscriptions'] as const);
  }

  /** Opens an invoice, or the list again with an empty id, unless the host prevents it. */
  open(invoiceId: string, view: PortalView = invoiceId ? `invoices/${invoiceId}` : 'invoices'): void {
    if (this.go(view)) this.invoiceId = invoiceId;
  }

  protected override loadFlows() {
    return import('../flows.js');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.hasUpdated && (changed.has('invoiceId') || changed.has('back'))) this.moved = true;
    if (!this.invoiceId && this.limit) return;
    const found = this.find('invoices');
    const {view} = this.lazy;
    this.#browser ??= view && new view.InvoiceBrowser(this, this.localize, (trouble) => this.renderTrouble(trouble));
    this.#browser?.follow(found.state === 'ready' ? found.value : undefined);
  }

  /** True where a whole view is on the screen: it comes in one piece with its tools. */
  get #isWhole(): unknown {
    return this.limit || this.#browser || this.lazy.failed;
  }

  protected override updated(): void {
    // Nothing is ready before it is shown.
    if (this.#isWhole) super.updated();
  }

  protected override renderContent(): unknown {
    const {back, invoiceId, lazy} = this;
    const browser = this.#browser;
    // Instead of what could not be loaded: a way back, and another try.
    if (!browser && lazy.failed && (invoiceId || back)) {
      return [
        renderButton({
          label: this.localize.word(back ? 'currentPlan' : 'invoices'),
          onClick: () => this.open('', back),
        }),
        this.renderTrouble({kind: 'failed', title: 'invoicesFailed', again: () => void lazy.load()}),
      ];
    }
    if (invoiceId) return browser?.renderDetail();
    const known = this.find('invoices');
    const found: MemberState<'invoices'> = known.state === 'ready' && !this.#isWhole ? {state: 'loading'} : known;
    if (found.state === 'off' && !back) return nothing;
    return html`<section aria-labelledby="heading" aria-busy=${found.state === 'loading'}>
      ${back ? browser?.renderTitle('billing', this.localize.word('invoices'), back) : this.#renderHead(found)}
      ${this.#renderList(found)}
    </section>`;
  }

  #renderHead(found: MemberState<'invoices'>): TemplateResult {
    const {limit, localize} = this;
    const hasMore =
      limit > 0 && found.state === 'ready' && (found.value.items.length > limit || found.value.nextCursor);
    return html`<div class="head">
      <h2 id="heading" part="heading">${this.localize.word('invoices')}</h2>
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
        const {items, nextCursor} = found.value;
        // Nothing yet is no end, where there are further pages.
        if (!items.length && !nextCursor) return this.renderTrouble({kind: 'empty', title: 'noInvoices'});
        const open = (id: string): void => this.open(id);
        const pay = this.portal?.answer?.session.scopes.includes('invoices:pay')
          ? (id: string) => void this.go(`invoices/${id}/pay`)
          : undefined;
        return browser && !limit
          ? browser.renderList(tableParts, open, pay)
          : html`<div class="panel" part="panel">
              ${renderTable(localize, limit ? items.slice(0, limit) : items, open, pay)}
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
