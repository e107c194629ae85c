import {css, type CSSResult} from 'lit';

/** What the choice of a pause needs beyond the review. */
export const styles: CSSResult = css`
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
