import {html, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {BillingNavigateEvent, type PortalView} from '../../events/portal-events.js';
import {base} from '../../styles/base.styles.js';
import {tokens} from '../../styles/tokens.styles.js';
import {BillingElement} from '../billing-element.js';
import {billingPortalStyles} from './billing-portal.styles.js';

/** The invoice that a view names; undefined for one that names none, also where a host says a word of its own. */
const toInvoiceId = (view: PortalView): string | undefined => /^invoices\/(.+)/.exec(view)?.[1];

/** How many invoices the overview shows. */
const overviewInvoices = 5;

/** Parts of a part are parts of the portal, behind the part's name. */
const toExportParts = (tag: string, parts: string): string =>
  parts.replace(/\w+/g, (part) => `${part}:${tag}__${part}`);

/**
 * @summary The whole billing portal: the customer's plan and invoices, in your own page.
 *
 * @slot - Sections of your own, below the portal's; parts in it find the portal by themselves.
 * @slot header - Above the sections.
 * @slot footer - Below the sections.
 *
 * @fires {BillingNavigateEvent} billing-navigate - Before another view is shown; cancelable.
 * @fires {BillingReadyEvent} billing-ready - The first answer is here and is shown.
 * @fires {BillingSessionExpiredEvent} billing-session-expired - The session is over.
 * @fires {BillingErrorEvent} billing-error - A read failed; told once for each that did.
 *
 * @attr {light | dark} color-scheme - Overrides the colour scheme that the page has.
 *
 * @csspart sections - The column of sections.
 * @csspart notice - The notice of a session that is over.
 * @csspart button - The button of that notice.
 * @csspart subscription-summary__panel - The frame around a subscription.
 * @csspart subscription-summary__price - What a period costs.
 * @csspart invoice-list__panel - The frame around the invoices.
 * @csspart invoice-list__row - One invoice.
 *
 * @cssproperty [--billing-color-accent=#3b5bcc] - The brand's colour; everything coloured is derived from it.
 * @cssproperty [--billing-radius=8px] - Roundness of controls; panels follow.
 * @cssproperty [--billing-font-family=inherit] - The font, where it is not the page's.
 * @cssproperty [--billing-font-size=0.875rem] - Size of body text; all other sizes follow.
 * @cssproperty [--billing-density=1] - 0.9 is compact, 1.15 is roomy.
 * @cssproperty [--billing-color-scheme=inherit] - `light`, `dark`, or what the page has.
 * @cssproperty [--billing-color-surface] - Ground of panels.
 * @cssproperty [--billing-color-text] - Text; all greys are mixtures of it into the surface.
 * @cssproperty [--billing-color-text-muted] - Second-rank text.
 * @cssproperty [--billing-color-surface-sunken] - Ground of the next charge.
 * @cssproperty [--billing-color-border] - Hairlines.
 * @cssproperty [--billing-color-focus] - The focus ring.
 * @cssproperty [--billing-color-success] - Tone of what is well.
 * @cssproperty [--billing-color-warning] - Tone of what needs attention.
 * @cssproperty [--billing-color-danger] - Tone of what failed.
 * @cssproperty [--billing-section-gap=40px] - Between sections.
 * @cssproperty [--billing-card-padding=24px] - Inside of panels.
 * @cssproperty [--billing-card-radius] - Roundness of panels.
 * @cssproperty [--billing-heading-font-family=inherit] - Font of headings and of the price.
 * @cssproperty [--billing-heading-font-weight=600] - Weight of headings and of the price.
 * @cssproperty [--billing-button-height=36px] - Height of buttons.
 * @cssproperty [--billing-table-row-height=48px] - Height of a row in a table.
 * @cssproperty [--billing-color-border-strong] - Outlines of buttons.
 * @cssproperty [--billing-color-hover] - Ground of a row under the pointer, and of plain buttons in the dark.
 * @cssproperty [--billing-color-track] - Bars and the skeleton.
 * @cssproperty [--billing-card-background] - Ground of panels, where it is not the surface.
 * @cssproperty [--billing-card-border] - The line around panels, as in `1px solid red`.
 * @cssproperty [--billing-card-shadow=none] - Shadow of panels.
 * @cssproperty [--billing-button-radius] - Roundness of buttons.
 * @cssproperty [--billing-button-font-weight=500] - Weight of the words on buttons.
 * @cssproperty [--billing-button-primary-background] - Ground of the button that acts.
 * @cssproperty [--billing-button-primary-color] - The words on the button that acts.
 * @cssproperty [--billing-table-head-color] - Heads of a table's columns.
 * @cssproperty [--billing-table-rule] - Lines between rows.
 *
 * @tag billing-portal
 */
export class BillingPortalElement extends BillingElement {
  static override styles = [tokens, base, billingPortalStyles];

  static override properties: PropertyDeclarations = {view: {}};

  /** What is shown: `overview`, `invoices`, or `invoices/<id>`. Anything else is the overview. */
  view: PortalView = 'overview';

  /** Where an invoice leads back to: the last view that was none. */
  #cameFrom: PortalView = 'invoices';

  /** @internal The union of the sections' members: the portal does not wait for its parts to ask. */
  override get members() {
    return ['subscriptions', 'paymentMethods', 'invoices'] as const;
  }

  /** Shows another view, unless the host prevents it. True where it is shown. */
  open(view: PortalView): boolean {
    if (!this.dispatchEvent(new BillingNavigateEvent(view))) return false;
    this.view = view;
    return true;
  }

  /** What a part inside asks for is asked again in the portal's name, who knows where it leads back to. */
  #handleNavigate(event: BillingNavigateEvent): void {
    event.stopPropagation();
    const isBack = event.view === 'invoices' && toInvoiceId(this.view);
    if (!this.open(isBack ? this.#cameFrom : event.view)) event.preventDefault();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('view');
    if (before && !toInvoiceId(before)) this.#cameFrom = before;
  }

  protected override renderContent(): TemplateResult {
    const {view, locale, portal = null} = this;
    const invoiceId = toInvoiceId(view) ?? '';
    const isOverview = !invoiceId && view !== 'invoices';
    return html`<slot name="header"></slot>
      <div class="sections" part="sections">
        <subscription-summary
          ?hidden=${!isOverview}
          .portal=${portal}
          .locale=${locale}
          exportparts=${toExportParts('subscription-summary', 'heading, panel, price, period, next, button, ledger, empty, failed')}
        ></subscription-summary>
        <invoice-list
          .portal=${portal}
          .locale=${locale}
          .limit=${isOverview ? overviewInvoices : 0}
          .invoiceId=${invoiceId}
          .back=${view === 'invoices' ? 'overview' : undefined}
          @billing-navigate=${this.#handleNavigate}
          exportparts=${toExportParts('invoice-list', 'heading, panel, table, row, button, ledger, empty, failed')}
        ></invoice-list>
        <slot></slot>
      </div>
      <slot name="footer"></slot>`;
  }
}
