import {css} from 'lit';

export const invoiceListStyles = css`
  table {
    width: 100%;
    border-collapse: collapse;
    --_rule: 1px solid var(--billing-table-rule, var(--_border));
  }
  th,
  td {
    padding: 4px 12px;
    text-align: start;
    &:first-child {
      padding-inline-start: var(--_pad);
    }
    &:last-child {
      padding-inline-end: var(--_pad);
    }
    &.end {
      text-align: end;
      white-space: nowrap;
    }
  }
  th {
    height: 36px;
    color: var(--billing-table-head-color, var(--_muted));
    font-size: calc(1em * 12 / 14);
    font-weight: 500;
    white-space: nowrap;
  }
  tbody tr {
    height: var(--billing-table-row-height, 48px);
    border-block-start: var(--_rule);
    &[part] {
      cursor: pointer;
    }
    &[part]:hover {
      background: var(--_hover);
    }
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
    margin: -4px -8px;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 500;
    cursor: pointer;
  }
  .act {
    width: 0;
    padding-inline-start: 0;
  }
  @container billing (width < 760px) {
    .for {
      display: none;
    }
  }
  @container billing (width < 640px) {
    .list {
      & thead {
        position: absolute;
        width: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
      &,
      & tbody {
        display: block;
      }
      & tbody tr {
        display: grid;
        grid-template: 'date date amount' 'id state amount' / auto 1fr auto;
        gap: 0 12px;
        align-items: center;
        height: auto;
        padding: 10px var(--_pad);
        &:first-child {
          border: 0;
        }
      }
      & td {
        padding: 0 !important;
      }
      & .date {
        grid-area: date;
        font-weight: 500;
      }
      & .id {
        grid-area: id;
      }
      & .state-cell {
        grid-area: state;
      }
      & .end {
        grid-area: amount;
      }
      /* What is smaller than its line would make it higher, by as much as its font's letters differ. */
      & .open,
      & .status {
        vertical-align: top;
      }
      & .act {
        grid-area: 1 / 4 / 3;
        width: auto;
        &:empty {
          display: none;
        }
      }
      & .open {
        color: var(--_muted);
        font-size: calc(1em * 13 / 14);
        font-weight: 400;
      }
    }
  }
`;
