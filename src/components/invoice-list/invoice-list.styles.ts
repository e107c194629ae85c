import {css} from 'lit';

export const invoiceListStyles = css`
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th {
    padding: 10px 12px;
    border-block-end: 1px solid var(--billing-table-rule, var(--_border));
    color: var(--billing-table-head-color, var(--_text-muted));
    font-size: calc(1em * 12 / 14);
    font-weight: 500;
    line-height: calc(16 / 12);
    text-align: start;
    white-space: nowrap;
  }
  td {
    height: var(--billing-table-row-height, 48px);
    padding: 4px 12px;
    border-block-start: 1px solid var(--billing-table-rule, var(--_border));
  }
  tbody tr:first-child td {
    border-block-start: 0;
  }
  :is(th, td):first-child {
    padding-inline-start: var(--_pad);
  }
  :is(th, td):last-child {
    padding-inline-end: var(--_pad);
  }
  tr[part] {
    cursor: pointer;
  }
  tr[part]:hover td {
    background: var(--_hover);
  }
  .end {
    text-align: end;
  }
  .date,
  .id {
    white-space: nowrap;
  }
  .for {
    overflow-wrap: anywhere;
  }
  .open {
    padding: 4px 8px;
    margin-inline: -8px;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    cursor: pointer;
    font-weight: 500;
    text-decoration: underline transparent;
    text-underline-offset: 3px;
  }
  tr:hover .open {
    text-decoration-color: currentColor;
  }
  @container billing (max-width: 759.9px) {
    th.for,
    td.for {
      display: none;
    }
  }
  @container billing (max-width: 639.9px) {
    thead {
      position: absolute;
      clip-path: inset(50%);
    }
    table,
    tbody {
      display: block;
    }
    tbody tr {
      display: grid;
      grid-template: 'date date amount' auto 'id state amount' auto / auto minmax(0, 1fr) auto;
      column-gap: 12px;
      align-items: center;
      min-height: 60px;
      padding: 10px var(--_pad);
    }
    tbody tr + tr {
      border-block-start: 1px solid var(--billing-table-rule, var(--_border));
    }
    tbody td {
      height: auto;
      padding: 0 !important;
      border: 0;
      background: none !important;
    }
    tr[part]:hover {
      background: var(--_hover);
    }
    .date {
      grid-area: date;
      font-weight: 500;
    }
    .id {
      grid-area: id;
    }
    .state-cell {
      grid-area: state;
    }
    .end {
      grid-area: amount;
    }
    .open {
      color: var(--_text-muted);
      font-size: calc(1em * 13 / 14);
      font-weight: 400;
    }
  }
`;
