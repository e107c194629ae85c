import {html, nothing, type TemplateResult} from 'lit';
import type {Customer} from '../../contract/customer.js';
import type {MessageId} from '../../localize/messages.js';
import {base} from '../../styles/base.styles.js';
import {even} from '../../styles/even.styles.js';
import {tokens} from '../../styles/tokens.styles.js';
import {renderBlank} from '../../ui/blank.js';
import {renderButton} from '../../ui/button.js';
import {renderTaxIdStatus, taxIdStyles, toTaxIdText} from '../../ui/tax-id.js';
import {BillingElement} from '../billing-element.js';
import {toAddressText} from './address-text.js';
import {billingDetailsStyles} from './billing-details.styles.js';

/**
 * @summary Shows who is billed: name, address, tax ids and where invoices go to, and leads to where that is changed.
 *
 * @fires {BillingDetailsChangeRequestEvent} billing-details-change-request - Before details are changed; cancelable.
 * @fires {BillingDetailsChangedEvent} billing-details-changed - They are changed: the endpoint said so.
 * @fires {BillingNavigateEvent} billing-navigate - Before another view is shown; cancelable.
 * @fires {BillingReadyEvent} billing-ready - The first answer is here and is shown.
 * @fires {BillingSessionExpiredEvent} billing-session-expired - The session is over.
 * @fires {BillingErrorEvent} billing-error - A read or a change failed; told once for each.
 *
 * @attr {light | dark} color-scheme - Overrides the colour scheme that the page has.
 *
 * @csspart heading - The section's heading.
 * @csspart panel - The frame around the details.
 * @csspart button - A button.
 * @csspart failed - Shown where the details could not be loaded.
 * @csspart empty - Shown where the section is switched off.
 * @csspart notice - The notice of a session that is over, where the element stands alone.
 *
 * @tag billing-details
 */
export class BillingDetailsElement extends BillingElement {
  static override styles = [tokens, base, even, taxIdStyles, billingDetailsStyles];

  #wordsFailed = false;
  /** True where the focus was on the confirmation of a new address. */
  #wasConfirming = false;

  constructor() {
    super();
    this.#loadWords();
  }

  /** @internal The customer is in every answer. */
  override get members() {
    return [] as const;
  }

  protected override loadFlows() {
    return import('../flows.js');
  }

  #loadWords(): void {
    this.#wordsFailed = false;
    this.localize.load('details').catch(() => {
      this.#wordsFailed = true;
      this.requestUpdate();
    });
  }

  protected override willUpdate(): void {
    this.#wasConfirming = this.shadowRoot?.activeElement?.localName === 'email-confirmation';
  }

  protected override updated(): void {
    super.updated();
    // What was confirmed is gone from the screen, and the focus with it: it goes on at the heading.
    if (!this.#wasConfirming || this.shadowRoot?.activeElement) return;
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
  }

  protected override renderContent(): unknown {
    const {portal, localize} = this;
    const {customer, session} = portal?.answer ?? {};
    if (session && !session.scopes?.includes('customer:read')) return this.#renderOff();
    const isFailed = portal?.status === 'failed' || this.#wordsFailed || localize.isSpeechless;
    const isReady = !isFailed && !!customer && localize.ready && localize.term('editDetails') !== '';
    return html`<section aria-labelledby="heading" aria-busy=${!isReady && !isFailed}>
      <div class="head">
        <h2 id="heading" part="heading" tabindex="-1">${localize.word('billingInformation')}</h2>
        ${isReady && session?.scopes.includes('customer:write') ? this.#renderEdit() : nothing}
      </div>
      ${isFailed ? this.#renderFailed() : isReady ? this.#renderCustomer(customer) : this.#renderSkeleton()}
    </section>`;
  }

  #renderFailed(): unknown {
    const {error} = this.portal ?? {};
    const again = (): void => {
      if (this.#wordsFailed) this.#loadWords();
      void this.refresh();
    };
    return this.renderTrouble({kind: 'failed', title: 'detailsFailed', ...(error && {error}), again});
  }

  /** Inside of a portal a section that is off is absent; alone it says so. */
  #renderOff(): unknown {
    return this.endpoint ? this.renderTrouble({kind: 'empty', title: 'sectionOff'}) : nothing;
  }

  #renderEdit(): TemplateResult {
    return renderButton({
      label: this.localize.term('editDetails'),
      variant: 'small',
      onClick: () => this.go('billing-details/edit'),
    });
  }

  #renderCustomer(customer: Customer): TemplateResult {
    const {localize, portal} = this;
    const {name, email, phone, address, shipping, taxIds, pendingEmail} = customer;
    const {session, configuration} = portal?.answer ?? {};
    const isLocked =
      !session?.scopes.includes('customer:write') &&
      !!configuration?.features.billingInformation?.allowedUpdates.length;
    const missing = html`<span class="muted">${localize.term('notGiven')}</span>`;
    const write = (text: string | null): unknown => (text ? html`<bdi>${text}</bdi>` : missing);
    const rows: [MessageId, unknown][] = [
      ['payerName', write(name)],
      ['billingAddress', write(address ? toAddressText(localize, address) : null)],
      ['shippingAddress', shipping && write(toAddressText(localize, shipping))],
      ['taxId', this.#renderTaxIds(taxIds ?? [])],
      ['invoicesGoTo', write(email)],
      ['phoneNumber', phone && html`<bdi dir="ltr">${phone}</bdi>`],
    ];
    return html`${pendingEmail ? this.#renderConfirmation() : nothing}
      <div class="panel" part="panel">
        <dl class="facts">
          ${rows.map(([term, text]) =>
            text
              ? html`<dt>${localize.term(term as 'taxId')}</dt>
                  <dd>${text}</dd>`
              : nothing,
          )}
        </dl>
        ${isLocked ? html`<p class="note muted locked">${localize.term('detailsLocked')}</p>` : nothing}
      </div>`;
  }

  /** Only once it is here: what is set on an element before it is defined does not reach its Portal. */
  #renderConfirmation(): unknown {
    const {portal = null, locale} = this;
    if (customElements.get('email-confirmation'))
      return html`<email-confirmation .portal=${portal} .locale=${locale}></email-confirmation>`;
    import('../billing-details-form/billing-details-form.js').then(
      () => this.requestUpdate(),
      () => undefined,
    );
    return nothing;
  }

  #renderTaxIds(taxIds: Customer['taxIds']): unknown {
    const {localize} = this;
    // Nobody has checked that an answer has the number.
    const numbered = taxIds.filter(({value}) => value);
    const rows = numbered.map(
      (taxId) => html`<div class="tax"><bdi>${toTaxIdText(taxId)}</bdi> ${renderTaxIdStatus(localize, taxId)}</div>`,
    );
    return rows.length > 0 && rows;
  }

  #renderSkeleton(): TemplateResult {
    const widths = ['Brightwater Joinery', 'Lindenallee 14, 20095 Hamburg', 'DE 812 455 901', 'accounts@example.com'];
    return html`${this.renderLoadingText()}
      <div class="panel" part="panel" aria-hidden="true">
        <dl class="facts">
          ${widths.map(
            (width) =>
              html`<dt>${renderBlank('Address')}</dt>
                <dd>${renderBlank(width)}</dd>`,
          )}
        </dl>
      </div>`;
  }
}
