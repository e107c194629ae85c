import {html, nothing, type TemplateResult} from 'lit';
import type {InvoiceSummary} from '../../contract/invoice.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderBlank} from '../../ui/blank.js';
import {renderButton} from '../../ui/button.js';
import {toInvoiceStatus} from '../../ui/invoice-status.js';

/** Something that is done with the invoice of this id. */
type RowAction = (invoiceId: string) => void;

/** What a list that stands for a whole view has around each row. */
export interface RowFrame {
  /** Its place among all rows, the heads being the first. */
  index: number;
  lead: TemplateResult | typeof nothing;
  tail: TemplateResult | typeof nothing | undefined;
}

/**
 * The invoices as one table. The roles are written out because a narrow element lays its rows out as a list, and a
 * browser forgets that a table is one when its display changes.
 */
export function renderTable(
  localize: LocalizeController,
  invoices: readonly InvoiceSummary[],
  open: RowAction,
  /** Undefined where nothing may be paid. */
  mayPay?: RowAction,
): TemplateResult {
  const pay = findPay(invoices, mayPay);
  return html`<table class="list" part="table" role="table" aria-label=${localize.term('invoices')}>
    ${renderHead(localize, pay)}
    <tbody role="rowgroup">
      ${invoices.map((invoice) => renderRow(localize, invoice, open, pay))}
    </tbody>
  </table>`;
}

/** How to pay, where there is something to pay. */
const findPay = (invoices: readonly InvoiceSummary[], mayPay?: RowAction): RowAction | undefined =>
  invoices.some(isOwed) ? mayPay : undefined;

/** The same geometry, with blocks where text will be. */
export function renderTableSkeleton(localize: LocalizeController, rows: number): TemplateResult {
  return html`<table class="list">
    ${renderHead(localize)}
    <tbody>
      ${Array.from({length: rows}, renderSkeletonRow)}
    </tbody>
  </table>`;
}

/** The columns, in their order, each with the class that its cells have. */
const columns = [
  ['invoice', ''],
  ['date', ''],
  ['forWhat', 'for'],
  ['status', ''],
  ['amount', 'end'],
] as const;

/** True while somebody has to pay it. */
const isOwed = ({status}: InvoiceSummary): boolean => status === 'open' || status === 'overdue';

function renderHead(localize: LocalizeController, hasActs?: unknown, lead?: TemplateResult): TemplateResult {
  return html`<thead role="rowgroup">
    <tr role="row">
      ${lead}
      ${columns.map(([id, name]) => html`<th role="columnheader" scope="col" class=${name}>${localize.word(id)}</th>`)}
      ${hasActs ? html`<td role="cell" class="act"></td>` : nothing}
    </tr>
  </thead>`;
}

/** One invoice; in a whole view with a frame. */
function renderRow(
  localize: LocalizeController,
  invoice: InvoiceSummary,
  open: RowAction,
  pay?: RowAction,
  frame?: RowFrame,
): TemplateResult {
  const {id, number, status, issuedAt, description, total} = invoice;
  const shown = toInvoiceStatus(localize, invoice);
  const amount = localize.money(total);
  // A press anywhere in the row opens it; the number is the control that the keyboard and screen readers use.
  return html`<tr role="row" part="row" aria-rowindex=${frame?.index ?? nothing} @click=${() => open(id)}>
    ${frame?.lead}
    <td role="cell" class="id">
      <button type="button" class="open" data-id=${id} dir="auto">${number ?? localize.term('state_draft')}</button>
    </td>
    <td role="cell" class="date">${localize.date(issuedAt)}</td>
    <td role="cell" class="for muted"><bdi>${description}</bdi></td>
    <td role="cell" class="state-cell"><span class="status ${shown.tone}">${shown.text}</span></td>
    <td role="cell" class="end">${status === 'void' ? html`<s>${amount}</s>` : amount}</td>
    ${
      pay || frame?.tail
        ? html`<td role="cell" class="act">
            ${pay && isOwed(invoice) ? renderPay(localize, invoice, pay) : nothing}${frame?.tail}
          </td>`
        : nothing
    }
  </tr>`;
}

function renderPay(localize: LocalizeController, {id, number}: InvoiceSummary, pay: RowAction): TemplateResult {
  const label = localize.term('pay');
  return renderButton({
    label,
    name: `${label} ${number ?? ''}`,
    variant: 'small',
    onClick(event) {
      // The row opens the invoice.
      event.stopPropagation();
      pay(id);
    },
  });
}

function renderSkeletonRow(): TemplateResult {
  return html`<tr>
    <td class="id">${renderBlank('€000.00')}</td>
    <td class="date">${renderBlank('VAT, 00%')}</td>
    <td class="for">${renderBlank('per month, plus VAT')}</td>
    <td class="state-cell">${renderBlank('Typical')}</td>
    <td class="end">${renderBlank('€000.00')}</td>
  </tr>`;
}

/** What a table is made of, for a whole view: handed over, because what is loaded later shares no module of the first screen. */
export const tableParts = {findPay, renderHead, renderRow};
export type TableParts = typeof tableParts;
