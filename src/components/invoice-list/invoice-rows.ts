import {css, html, nothing, type CSSResult, type TemplateResult} from 'lit';
import type {InvoiceSummary} from '../../contract/invoice.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderIcon} from '../../ui/icon.js';
import type {InvoiceFiles} from './invoice-files.js';
import type {InvoicePages} from './invoice-pages.js';
import type {TableParts} from './invoice-table.js';
import type {InvoiceWindow} from './invoice-window.js';

/** What the table of a whole view is made of. */
export interface WholeTable {
  parts: TableParts;
  localize: LocalizeController;
  pages: InvoicePages;
  files: InvoiceFiles;
  window: InvoiceWindow;
  /** The ids of the rows that were chosen; changed here. */
  chosen: Set<string>;
  open(invoiceId: string): void;
  pay: ((invoiceId: string) => void) | undefined;
  changed(): void;
}

/** The table with a box to choose each row and a button to download it. */
export function renderWholeTable(table: WholeTable): TemplateResult {
  const {localize, pages, files, window, open} = table;
  const {findPay, renderHead, renderRow} = table.parts;
  const {items, nextCursor} = pages;
  const {may} = files;
  const pay = findPay(items, table.pay);
  const isLong = window.isLong(items.length);
  // How many there are in all is known once the last page is here.
  const total = nextCursor === null ? items.length + 1 : -1;
  return html`<div
    class="window ${isLong ? 'long' : ''}"
    @scroll=${{handleEvent: (event: Event) => window.handleEvent(event), passive: true}}
    @focusin=${window}
    @focusout=${window}
  >
    <table
      class="list whole ${pay ? 'payable' : ''}"
      part="table"
      role="table"
      aria-label=${localize.term('invoices')}
      aria-rowcount=${total}
    >
      ${renderHead(localize, pay ?? may.pdf, may.csv ? renderPickAll(table) : undefined)}
      <tbody role="rowgroup">
        ${window.renderRows(items, (invoice, index) =>
          renderRow(localize, invoice, open, pay, {
            index: index + 2,
            lead: may.csv ? renderPick(table, invoice) : nothing,
            tail: may.pdf ? renderGet(table, invoice) : undefined,
          }),
        )}
      </tbody>
    </table>
  </div>`;
}

function renderPickAll({localize, pages: {items}, chosen, changed}: WholeTable): TemplateResult {
  const toggle = (): void => {
    const isAll = chosen.size === items.length;
    chosen.clear();
    if (!isAll) for (const {id} of items) chosen.add(id);
    changed();
  };
  return html`<td role="columnheader" class="pick">
    <input
      type="checkbox"
      aria-label=${localize.term('selectShown')}
      .checked=${chosen.size > 0 && chosen.size === items.length}
      .indeterminate=${chosen.size > 0 && chosen.size < items.length}
      @change=${toggle}
    />
  </td>`;
}

/** The row opens the invoice; what stands in these cells does something else. */
const keep = (event: Event): void => event.stopPropagation();

function renderPick({localize, chosen, changed}: WholeTable, {id, number}: InvoiceSummary): TemplateResult {
  const toggle = (): void => {
    if (!chosen.delete(id)) chosen.add(id);
    changed();
  };
  return html`<td role="cell" class="pick" @click=${keep}>
    <input
      type="checkbox"
      aria-label=${localize.term('selectInvoice', {number: number ?? id})}
      .checked=${chosen.has(id)}
      @change=${toggle}
    />
  </td>`;
}

function renderGet({localize, files}: WholeTable, invoice: InvoiceSummary): TemplateResult | typeof nothing {
  const {id, number, status} = invoice;
  const isBusy = files.isBusy(id);
  const label = localize.term('downloadInvoice', {number: number ?? id});
  const get = (event: Event): void => {
    keep(event);
    void files.savePdf(invoice);
  };
  // A draft is no document yet.
  if (status === 'draft') return nothing;
  return html`<button
    type="button"
    class="get ${files.hasFailed(id) ? 'danger' : ''}"
    aria-label=${label}
    title=${label}
    aria-busy=${isBusy ? 'true' : nothing}
    @click=${get}
  >
    ${isBusy ? html`<span class="spinner" aria-hidden="true"></span>` : renderIcon('download')}
  </button>`;
}

export const wholeStyles: CSSResult = css`
  .long .whole {
    table-layout: fixed;
    & th:nth-of-type(1) {
      width: 15%;
    }
    & th:nth-of-type(2) {
      width: 18%;
    }
    & th:nth-of-type(5) {
      width: 14%;
    }
    & th:nth-of-type(4) {
      width: 20%;
    }
  }
  .whole {
    & .pick {
      width: calc(var(--_pad) + 28px);
      padding-inline-end: 0;
    }
    & .act {
      width: calc(var(--_pad) + 36px);
      padding-inline: 0 calc(var(--_pad) - 8px);
      text-align: end;
      white-space: nowrap;
    }
    &.payable .act {
      width: calc(var(--_pad) + 120px);
    }
    & tr:has(.pick :checked) {
      background: var(--_hover);
    }
  }
  .pick input {
    display: block;
    width: 18px;
    height: 18px;
    margin: 3px;
    accent-color: var(--_accent-fill);
  }
  .get {
    display: inline-grid;
    place-items: center;
    width: 32px;
    height: 32px;
    margin-inline-start: 8px;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_muted);
    vertical-align: middle;
    cursor: pointer;
    &:hover {
      background: var(--_hover);
      color: var(--_text);
    }
    &.danger {
      color: var(--_danger);
    }
  }
  @container billing (width < 640px) {
    .whole {
      & tbody tr {
        grid-template: 'pick date date amount act' 'pick id state amount act' / auto auto 1fr auto auto;
      }
      & tbody .pick {
        grid-area: pick;
        width: auto;
      }
      & .act,
      &.payable .act {
        grid-area: act;
        width: auto;
      }
      & .get {
        margin-inline-end: -8px;
      }
      & .get:not(:only-child) {
        display: none;
      }
    }
  }
  @container billing (width < 480px) {
    .whole tbody tr {
      grid-template: 'date date amount act' 'id state amount act' / auto 1fr auto auto;
    }
    .whole .pick {
      display: none;
    }
  }
  @media print {
    .pick,
    .act {
      display: none;
    }
  }
`;
