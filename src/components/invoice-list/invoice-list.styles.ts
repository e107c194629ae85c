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
  .open,
  .back {
    padding: 4px 8px;
    margin-inline: -8px;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    cursor: pointer;
  }
  .open {
    font-weight: 500;
    text-decoration: underline transparent;
    text-underline-offset: 3px;
  }
  tr:hover .open {
    text-decoration-color: currentColor;
  }
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
  .flow {
    display: grid;
    gap: 24px;
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
    color: var(--_text-muted);
    font-size: calc(1em * 13 / 14);
  }
  .back:hover {
    background: var(--_hover);
    color: var(--_text);
  }
  [dir='rtl'] .icon.back {
    scale: -1 1;
  }
  .title {
    margin-block: 4px;
    font-size: calc(1em * 24 / 14);
    line-height: calc(32 / 24);
    letter-spacing: -0.021em;
  }
  .waiting {
    min-height: 320px;
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
      grid-template: 'date amount' auto 'rest amount' auto / auto auto 1fr;
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
    .title {
      font-size: calc(1em * 20 / 14);
    }
  }
`;
