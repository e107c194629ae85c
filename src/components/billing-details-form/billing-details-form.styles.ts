import {css} from 'lit';

export const billingDetailsFormStyles = css`
  .group {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 20px 16px;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .group ~ .group,
  .group ~ .foot {
    margin-inline: calc(var(--_pad) * -1);
    padding: var(--_pad) var(--_pad) 0;
    border-block-start: 1px solid var(--_border);
  }
  .body {
    gap: var(--_pad);
  }
  .wide,
  .group > :is(h3, dl) {
    grid-column: 1 / -1;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 24px;
    font-size: inherit;
    font-weight: 400;
    & input {
      width: 16px;
      height: 16px;
      margin: 0;
      accent-color: var(--_accent-fill);
    }
  }
  .links {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
  }
  .below {
    display: block;
    margin-block-start: var(--_gap);
  }
  .done email-confirmation {
    justify-self: stretch;
    margin-block-start: 16px;
  }
  @container billing (width < 640px) {
    .group {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
