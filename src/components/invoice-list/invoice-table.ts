import {html, type TemplateResult} from 'lit';
import type {InvoiceSummary} from '../../contract/invoice.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderBlank} from '../../ui/blank.js';
import {toInvoiceStatus} from '../../ui/invoice-status.js';

/**
 * The invoices as one table. The roles are written out because a narrow element lays its rows out as a list, and a
 * browser forgets that a table is one when its display changes.
 */
export function renderTable(
  localize: LocalizeController,
  invoices: readonly InvoiceSummary[],
  open: (invoiceId: string) => void,
): TemplateResult {
  return html`<table class="list" part="table" role="table" aria-label=${localize.term('invoices')}>
    ${renderHead(localize)}
    <tbody role="rowgroup">
      ${invoices.map((invoice) => renderRow(localize, invoice, open))}
    </tbody>
  </table>`;
}

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

function renderHead(localize: LocalizeController): TemplateResult {
  return html`<thead role="rowgroup">
    <tr role="row">
      ${columns.map(
        ([id, name]) =>
          html`<th role="columnheader" scope="col" class=${name}>${localize.ready ? localize.term(id) : '\u00a0'}</th>`,
      )}
    </tr>
  </thead>`;
}

function renderRow(
  localize: LocalizeController,
  invoice: InvoiceSummary,
  open: (invoiceId: string) => void,
): TemplateResult {
  const {id, number, status, issuedAt, description, total} = invoice;
  const shown = toInvoiceStatus(localize, invoice);
  const amount = localize.money(total);
  // A press anywhere in the row opens it; the number is the control that the keyboard and screen readers use.
  return html`<tr role="row" part="row" @click=${() => open(id)}>
    <td role="cell" class="id">
      <button type="button" class="open" data-id=${id} dir="auto">${number ?? localize.term('state_draft')}</button>
    </td>
    <td role="cell" class="date">${localize.date(issuedAt)}</td>
    <td role="cell" class="for muted"><bdi>${description}</bdi></td>
    <td role="cell" class="state-cell"><span class="status ${shown.tone}">${shown.text}</span></td>
    <td role="cell" class="end">${status === 'void' ? html`<s>${amount}</s>` : amount}</td>
  </tr>`;
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
