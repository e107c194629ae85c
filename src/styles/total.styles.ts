import {css} from 'lit';

/** The sum below a ledger: one rule, one total. */
export const totalStyles = css`
  .ledger .total {
    padding-block-start: 8px;
    border-block-start: 1px solid var(--_border);
    font-size: calc(1em * 20 / 14);
    font-weight: var(--_heading-weight);
    line-height: 1.4;
    letter-spacing: -0.017em;
    color: var(--_text);
  }
  /* The rule goes on over the gap between label and amount. */
  dt.total {
    margin-inline-end: -16px;
  }
`;
