import {Task, TaskStatus} from '@lit/task';
import {css, html, nothing, type CSSResult, type LitElement, type TemplateResult} from 'lit';
import {BillingError, isBillingError} from '../../contract/errors.js';
import type {InvoicePage, InvoiceSummary} from '../../contract/invoice.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {Portal} from '../../state/portal.js';
import {renderButton} from '../../ui/button.js';
import {renderIcon} from '../../ui/icon.js';
import {toInvoiceStatus} from '../../ui/invoice-status.js';
import type {Trouble} from '../../ui/trouble.js';
import {detailStyles, renderInvoice} from './invoice-detail.js';

/** What the browser needs of the list that it belongs to. */
export interface BrowsedList {
  readonly localize: LocalizeController;
  portal(): Portal | undefined;
  invoiceId(): string;
  renderTrouble(trouble: Trouble): unknown;
}

/**
 * What a list of invoices does beyond showing the first ones: further pages, and one invoice with its lines. Loaded
 * when it is first needed; requests end when the list leaves the page.
 */
export class InvoiceBrowser {
  /** What "Show more" has brought, after the first page. */
  further: readonly InvoiceSummary[] = [];
  private first: InvoicePage | undefined;
  private nextCursor: string | null = null;

  private readonly more: Task<[string], InvoicePage>;
  private readonly detail: Task<readonly [string, Portal | undefined], () => TemplateResult>;

  constructor(
    element: LitElement,
    private readonly list: BrowsedList,
  ) {
    this.more = new Task(element, {
      autoRun: false,
      task: async ([cursor], {signal}) => this.findPortal().listInvoices({cursor}, signal),
      onComplete: ({items, nextCursor}) => {
        this.further = [...this.further, ...items];
        this.nextCursor = nextCursor;
      },
    });
    this.detail = new Task(element, {
      args: () => [list.invoiceId(), list.portal()] as const,
      task: async ([id], {signal}) => {
        if (id === '') return () => html``;
        const invoice = await this.findPortal().readInvoice(id, signal);
        return () => renderInvoice(list.localize, invoice);
      },
    });
    element.addController({
      hostDisconnected: () => {
        this.more.abort();
        this.detail.abort();
      },
    });
  }

  private findPortal(): Portal {
    const portal = this.list.portal();
    if (portal) return portal;
    throw new BillingError('invalid_session');
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
    const {more, nextCursor} = this;
    const {localize} = this.list;
    if (nextCursor === null && this.further.length === 0) return nothing;
    const busy = more.status === TaskStatus.PENDING;
    const hasFailed = more.status === TaskStatus.ERROR;
    return html`<div class="foot note">
      <span role="status">${localize.term('shownInvoices', {count})}</span>
      ${hasFailed ? html`<span class="status loud danger">${localize.term('moreFailed')}</span>` : nothing}
      ${
        nextCursor === null
          ? nothing
          : renderButton({
              label: localize.term(busy ? 'loading' : hasFailed ? 'tryAgain' : 'showMore'),
              variant: 'small',
              busy,
              onClick: () => void more.run([nextCursor]),
            })
      }
    </div>`;
  }

  /** The title of a view, with a way back from it. */
  renderTitle(back: 'billing' | 'invoices', title: string, goBack: () => void): TemplateResult {
    return html`<div class="title">
      <button type="button" class="back" @click=${goBack}>${renderIcon('back')}${this.list.localize.term(back)}</button>
      <h2 id="title" part="heading" tabindex="-1" dir="auto">${title}</h2>
    </div>`;
  }

  /** The invoice that is open. */
  renderDetail(listed: InvoiceSummary | undefined, goBack: () => void): TemplateResult {
    const {list, detail} = this;
    const {localize} = list;
    const status = listed && toInvoiceStatus(localize, listed);
    return html`<div>
      ${this.renderTitle('invoices', listed?.number ?? localize.term('invoice'), goBack)}
      ${status ? html`<p class="under-title"><span class="status ${status.tone}">${status.text}</span></p>` : nothing}
      ${detail.render({
        complete: (render) => render(),
        pending: () =>
          html`<div class="panel waiting" role="status"><span class="spoken">${localize.term('loading')}</span></div>`,
        error: (error) =>
          list.renderTrouble({
            kind: 'failed',
            title: 'invoiceFailed',
            error: isBillingError(error) ? error : new BillingError('internal'),
            isReading: false,
            again: () => void detail.run(),
          }),
      })}
    </div>`;
  }
}

export const styles: CSSResult = css`
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    padding: 10px 12px;
    padding-inline-start: var(--_pad);
    border-block-start: 1px solid var(--_border);
    color: var(--_text-muted);
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
    padding: 4px 8px;
    margin-inline: -8px;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_text-muted);
    font-size: calc(1em * 13 / 14);
    cursor: pointer;
  }
  .back:hover {
    background: var(--_hover);
    color: var(--_text);
  }
  [dir='rtl'] .icon {
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
  @container billing (max-width: 639.9px) {
    .title h2 {
      font-size: calc(1em * 20 / 14);
    }
  }
  ${detailStyles}
`;
