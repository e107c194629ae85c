import {html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import type {PortalAnswer} from '../../contract/portal.js';
import type {BillingNavigateEvent, PortalView} from '../../events/portal-events.js';
import {base} from '../../styles/base.styles.js';
import {tokens} from '../../styles/tokens.styles.js';
import {BillingElement, toFlow} from '../billing-element.js';
import {toExportParts} from '../export-parts.js';
import {LazyView} from '../lazy-view.js';
import {billingPortalStyles} from './billing-portal.styles.js';
import type {HashRouting} from './portal-routing.js';
import {isOn, renderSkeleton, switches, toInvoiceId} from './portal-views.js';

/** How many invoices the overview shows. */
const overviewInvoices = 5;

const members = ['subscriptions', 'paymentMethods', 'invoices', 'notices'] as const;

/** True where something stands around the sections. */
function isFramed({display, content}: BillingPortalElement, answer: PortalAnswer | undefined): unknown {
  const {session, configuration} = answer ?? {};
  return (
    display !== 'inline' ||
    switches[content] ||
    session?.section ||
    session?.mode === 'test' ||
    session?.readOnly ||
    configuration?.returnUrl
  );
}

/**
 * @summary The whole billing portal: the customer's plan, payment methods, billing information and invoices, in your own
 * page, over it in a dialog, or as a page of its own.
 *
 * @slot - Sections of your own, below the portal's; parts in it find the portal by themselves.
 * @slot header - Above the sections.
 * @slot footer - Below the sections.
 *
 * @fires {BillingNavigateEvent} billing-navigate - Before another view is shown; cancelable.
 * @fires {BillingReadyEvent} billing-ready - The first answer is here and is shown.
 * @fires {BillingSessionExpiredEvent} billing-session-expired - The session is over.
 * @fires {BillingSignedOutEvent} billing-signed-out - The customer has signed out: the endpoint said so.
 * @fires {BillingCloseEvent} billing-close - The dialog was closed.
 * @fires {BillingErrorEvent} billing-error - A read or a write failed; told once for each that did.
 * @fires {BillingInvoicePayRequestEvent} billing-invoice-pay-request - Before an invoice is paid; cancelable.
 * @fires {BillingInvoicePaidEvent} billing-invoice-paid - An invoice is paid: the endpoint said so.
 * @fires {BillingSubscriptionChangeRequestEvent} billing-subscription-change-request - Before a subscription is changed; cancelable.
 * @fires {BillingSubscriptionChangedEvent} billing-subscription-changed - A subscription is changed: the endpoint said so.
 * @fires {BillingPaymentMethodAddRequestEvent} billing-payment-method-add-request - Before a payment method is asked for; cancelable.
 * @fires {BillingPaymentMethodAddedEvent} billing-payment-method-added - A payment method has been added: the endpoint said so.
 * @fires {BillingRedirectEvent} billing-redirect - Before the page is left for a payment step on another site; cancelable.
 *
 * @attr {light | dark} color-scheme - Overrides the colour scheme that the page has.
 *
 * @csspart sections - The column of sections.
 * @csspart notice - A notice of the portal's own: the session is over, or nothing can be changed.
 * @csspart button - A button of the portal's own.
 * @csspart badge - Says that the portal is in test mode.
 * @csspart back - The way back to your page.
 * @csspart page - The whole of a page of its own.
 * @csspart page-header - Its head, with the brand and the ways out.
 * @csspart brand - The brand's name and picture.
 * @csspart headline - The title of a page, or of a dialog.
 * @csspart page-footer - Its foot, with your words, terms and privacy.
 * @csspart dialog - The dialog.
 * @csspart subscription-summary__panel - The frame around a subscription.
 * @csspart subscription-summary__price - What a period costs.
 * @csspart usage-meters__panel - A frame of the usage section.
 * @csspart usage-meters__row - One meter.
 * @csspart payment-methods__panel - The frame around the payment methods.
 * @csspart billing-details__panel - The frame around the billing information.
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
 * @cssproperty [--billing-field-height=36px] - Height of fields.
 * @cssproperty [--billing-field-radius] - Roundness of fields.
 * @cssproperty [--billing-field-background] - Ground of fields.
 * @cssproperty [--billing-field-border-color] - Outlines of fields.
 * @cssproperty [--billing-color-surface-raised] - Ground of a dialog over the page.
 * @cssproperty [--billing-table-head-color] - Heads of a table's columns.
 * @cssproperty [--billing-table-rule] - Lines between rows.
 *
 * @tag billing-portal
 */
export class BillingPortalElement extends BillingElement {
  static override styles = [tokens, base, billingPortalStyles];

  static override properties: PropertyDeclarations = {view: {}, display: {}, routing: {}};

  /**
   * What is shown: `overview`; one section alone, `subscriptions`, `usage`, `payment-methods`, `billing-details` or
   * `invoices`; `invoices/<id>`; or one thing to do: `invoices/<id>/pay`, `subscriptions/new`, `subscriptions/<id>/` with
   * `plan`, `pause`, `resume`, `restart`, `withdraw`, `cancel` or `keep`, `payment-methods/add`,
   * `payment-methods/<id>/replace`, `billing-details/edit`. Anything else is the overview.
   */
  view: PortalView = 'overview';

  /**
   * `inline`: in the page, where it stands. `dialog`: over the page, once it is opened by `open()`, or by any control of the
   * page: `data-billing-open` on it holds the portal's id, `data-billing-view` the view to open at. `page`: as a page of its
   * own, with the brand's name and picture above it, a way back and out, and terms and privacy below.
   */
  display: 'inline' | 'dialog' | 'page' = 'inline';

  /** `hash` puts the view into the fragment of the page's address, `#billing/…`, and follows it. Absent: never touched. */
  declare routing: 'hash' | undefined;

  /** @internal True while a portal that is a dialog is open. */
  isOpen = false;

  readonly #notices = new LazyView(this, this.localize, 'notices', () => import('./portal-notices.js'));
  readonly #frame = new LazyView(this, this.localize, 'portal', () => import('./portal-surroundings.js'));
  readonly #sections = new LazyView(this, this.localize, 'overview', () => import('./portal-sections.js'));
  #routing: Promise<HashRouting> | undefined;

  /** Where an invoice leads back to: the last view that was none. */
  #cameFrom: PortalView = 'invoices';

  /** @internal The union of the sections' members: the portal does not wait for its parts to ask. */
  override get members() {
    // Nothing is asked for a dialog that may never be opened.
    return this.#isShut ? undefined : members;
  }

  get #isShut(): boolean {
    return this.display === 'dialog' && !this.isOpen;
  }

  /** Shows another view, unless the host prevents it; a dialog is opened with it. True where it is shown. */
  open(view: PortalView = 'overview'): boolean {
    const isShown = this.go(view);
    if (isShown && this.#isShut) {
      this.isOpen = true;
      this.portal?.need(members);
    }
    return isShown;
  }

  /** Closes a dialog, whatever was begun in it. `billing-close` tells that it is closed. */
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    // A host may prevent the view, and not that it is closed.
    this.requestUpdate();
    // It begins anew when it is opened again.
    this.go('overview');
  }

  /**
   * Ends the session at the endpoint; then nothing of the customer's is on the screen any more. Rejects with a
   * `BillingError` where the endpoint was not reached: then they are still signed in.
   */
  async signOut(): Promise<void> {
    const {signOut} = await import('./portal-surroundings.js');
    await signOut(this);
  }

  /** @internal */
  override go(view: PortalView): boolean {
    const isShown = super.go(view);
    if (isShown) {
      this.view = view;
      void this.#routing?.then((routing) => routing.write(view));
    }
    return isShown;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  /** What a part inside asks for is asked again in the portal's name, who knows where it leads back to. */
  #handleNavigate(event: BillingNavigateEvent): void {
    event.stopPropagation();
    event.preventDefault();
    const isBack = event.view === 'invoices' && toInvoiceId(this.view);
    this.open(isBack ? this.#cameFrom : event.view);
  }

  protected override loadFlows() {
    return import('../flows.js');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Whoever comes back from their bank is shown first what became of it.
    const [, operation] = (!this.hasUpdated && /[?&]billing_operation=(op_\w+)/.exec(location.search)) || [];
    const home = this.view;
    if (operation) {
      this.view = `operations/${operation}`;
      this.isOpen ||= this.#isShut;
    }
    const before = changed.get('view');
    if (before && !toInvoiceId(before) && !toFlow(before)) this.#cameFrom = before;
    if (this.portal)
      // What an answer is shown with is here before it is shown.
      this.portal.prepare = (answer) =>
        Promise.all([
          answer.notices?.length && this.#notices.load(),
          isFramed(this, answer) && this.#frame.load(),
          this.wear(answer),
        ]);
    if (this.routing === 'hash')
      this.#routing ??= import('./portal-routing.js').then(({HashRouting}) => new HashRouting(this, home));
    this.flow = toFlow(this.view);
    const {section} = this.portal?.answer?.session ?? {};
    // A session for one section has no overview.
    const sectionHome = section ? this.#frame.view?.toHome(section) : undefined;
    if (!this.flow) this.content = this.view === 'overview' ? (sectionHome ?? 'overview') : this.view;
  }

  /** A page or a dialog waits for what it is made of. Inside of the page the sections stay where they are. */
  protected override render(): unknown {
    const {view, failed} = isFramed(this, this.portal?.answer) ? this.#frame : {};
    const shown = this.#isShut ? nothing : super.render();
    if (view) return view.renderAround(this, shown);
    return this.display === 'inline' || failed ? [nothing, shown] : nothing;
  }

  protected override renderContent(): TemplateResult {
    const {content: view, locale, portal = null} = this;
    const answer = portal?.answer;
    const invoiceId = toInvoiceId(view) ?? '';
    const only = switches[view];
    const isOverview = !only && !invoiceId && view !== 'invoices';
    const frame = isFramed(this, answer) ? this.#frame.view : undefined;
    const hasNotices = portal?.condition ?? portal?.write ?? answer?.notices?.length;
    const isOff = only && answer && !isOn(answer, only);
    return html`<slot name="header"></slot>
      <div class="sections" part="sections" @billing-navigate=${this.#handleNavigate}>
        ${frame?.renderLead(this, !!only)} ${isOff ? this.renderTrouble({kind: 'empty', title: 'sectionOff'}) : nothing}
        ${hasNotices && isOverview ? this.#notices.view?.renderNotices(portal, locale) : nothing}
        <subscription-summary
          ?hidden=${!isOverview && only !== 'subscriptions'}
          .portal=${portal}
          .locale=${locale}
          exportparts=${toExportParts('subscription-summary', 'heading, panel, price, period, next, button, ledger, empty, failed')}
          >${frame?.renderMark(this)}</subscription-summary
        >
        ${this.#sections.view?.renderSections({portal, locale, only, isOverview, isOn}) ?? (isOverview ? renderSkeleton(this.localize) : nothing)}
        <invoice-list
          ?hidden=${only}
          .portal=${portal}
          .locale=${locale}
          .limit=${isOverview ? overviewInvoices : 0}
          .invoiceId=${invoiceId}
          .back=${view === 'invoices' && this.view === view ? 'overview' : undefined}
          exportparts=${toExportParts('invoice-list', 'heading, panel, table, row, button, ledger, empty, failed')}
        ></invoice-list>
        <slot></slot>
      </div>
      <slot name="footer"></slot>`;
  }
}
