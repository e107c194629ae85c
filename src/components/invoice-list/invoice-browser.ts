import {Task, TaskStatus} from '@lit/task';
import {css, html, nothing, type CSSResult, type LitElement, type ReactiveController, type TemplateResult} from 'lit';
import {BillingError, isBillingError} from '../../contract/errors.js';
import type {InvoicePage, InvoiceSummary} from '../../contract/invoice.js';
import {BillingNavigateEvent, type PortalView} from '../../events/portal-events.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {Portal} from '../../state/portal.js';
import {actions} from '../../styles/action.styles.js';
import {renderButton} from '../../ui/button.js';
import {renderIcon} from '../../ui/icon.js';
import {toInvoiceStatus} from '../../ui/invoice-status.js';
import type {Trouble} from '../../ui/trouble.js';
import {detailStyles, renderInvoice} from './invoice-detail.js';

/** What the browser needs of the element that it belongs to. */
export interface BrowsedList extends LitElement {
  readonly portal: Portal | undefined;
  readonly invoiceId: string;
  readonly back: PortalView | undefined;
  moved: boolean;
  open(invoiceId: string): void;
}

/**
 * What a list of invoices does beyond showing the first ones: further pages, one invoice with its lines, and the focus
 * that follows from view to view. Loaded when it is first needed; requests end when the list leaves the page.
 */
export class InvoiceBrowser implements ReactiveController {
  /** What "Show more" has brought, after the first page. */
  further: readonly InvoiceSummary[] = [];
  private first: InvoicePage | undefined;
  private nextCursor: string | null = null;
  private lastOpened = '';

  private readonly more: Task<[string], InvoicePage>;
  private readonly detail: Task<readonly [string, Portal | undefined], () => unknown>;

  constructor(
    private readonly list: BrowsedList,
    private readonly localize: LocalizeController,
    private readonly renderTrouble: (trouble: Trouble) => unknown,
  ) {
    this.more = new Task(list, {
      autoRun: false,
      task: async ([cursor], {signal}) => (await this.findPortal().requests()).listInvoices({cursor}, signal),
      onComplete: ({items, nextCursor}) => {
        this.further = [...this.further, ...items];
        this.nextCursor = nextCursor;
      },
    });
    this.detail = new Task(list, {
      args: () => [list.invoiceId, list.portal] as const,
      task: async ([id], {signal}) => {
        if (id === '') return () => nothing;
        const requests = await this.findPortal().requests();
        const invoice = await requests.readInvoice(id, signal);
        return () => renderInvoice(localize, invoice);
      },
    });
    list.addController(this);
  }

  hostUpdated(): void {
    const {list} = this;
    const {invoiceId, back} = list;
    if (invoiceId) this.lastOpened = invoiceId;
    if (!list.moved) return;
    list.moved = false;
    // A new view begins at its title; back in the list it goes on at the control that led away.
    const row = `[data-id="${CSS.escape(this.lastOpened)}"]`;
    const wanted = invoiceId ? '#title' : this.lastOpened ? row : back ? '#title' : '#all';
    if (!invoiceId) this.lastOpened = '';
    list.renderRoot.querySelector<HTMLElement>(`${wanted}, [data-id]`)?.focus();
  }

  hostDisconnected(): void {
    this.more.abort();
    this.detail.abort();
  }

  private findPortal(): Portal {
    if (this.list.portal) return this.list.portal;
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
    const {more, nextCursor, localize} = this;
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
  renderTitle(words: 'billing' | 'invoices', title: string, back: PortalView): TemplateResult {
    const goBack = (): void => {
      if (back === 'invoices') this.list.open('');
      else this.list.dispatchEvent(new BillingNavigateEvent(back));
    };
    return html`<div class="title">
      <button type="button" class="back" @click=${goBack}>${renderIcon('back')}${this.localize.term(words)}</button>
      <h2 id="title" part="heading" tabindex="-1"><bdi>${title}</bdi></h2>
    </div>`;
  }

  /** The invoice that is open. */
  renderDetail(): TemplateResult {
    const {list, detail, localize} = this;
    const listed = [...(this.first?.items ?? []), ...this.further].find(({id}) => id === list.invoiceId);
    const status = listed && toInvoiceStatus(localize, listed);
    return html`${this.renderTitle('invoices', listed?.number ?? localize.term('invoice'), 'invoices')}
    ${status ? html`<p class="under-title"><span class="status ${status.tone}">${status.text}</span></p>` : nothing}
    ${detail.render({
      complete: (render) => render(),
      pending: () =>
        html`<div class="panel waiting"><p class="spoken" role="status">${localize.term('loading')}</p></div>`,
      error: (error) =>
        this.renderTrouble({
          kind: 'failed',
          title: 'invoiceFailed',
          error: isBillingError(error) ? error : new BillingError('internal'),
          isReading: false,
          again: () => void detail.run(),
        }),
    })}`;
  }
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
    padding: 4px 8px;
    margin-inline: -8px;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_muted);
    font: inherit;
    font-size: calc(1em * 13 / 14);
    cursor: pointer;
  }
  .back:hover {
    background: var(--_hover);
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
