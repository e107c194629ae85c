import {css, type CSSResult} from 'lit';

/** What the choice of a pause needs beyond the review. */
export const styles: CSSResult = css`
  .option {
    display: flex;
    align-items: start;
    gap: 10px;
    min-height: 24px;
    font-size: inherit;
    font-weight: 400;
    line-height: inherit;
    & input[type][type] {
      flex: none;
      width: 16px;
      height: 16px;
      min-height: 0;
      margin: 2px 0 0;
      padding: 0;
      accent-color: var(--_accent-fill);
    }
  }
  .options {
    display: grid;
    gap: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .options legend {
    margin-block-end: 8px;
    padding: 0;
    font-weight: 500;
  }
  .option {
    padding-block: 8px;
    cursor: pointer;
  }
  .day {
    max-width: 240px;
    padding-inline-start: 26px;
    margin-block-end: 8px;
  }
`;
