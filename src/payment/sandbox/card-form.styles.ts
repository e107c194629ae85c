import {css, type CSSResult} from 'lit';
import {base} from '../../styles/base.styles.js';
import {fieldStyles} from '../../styles/field.styles.js';
import {tokens} from '../../styles/tokens.styles.js';

const cardForm = css`
  /* What only the sandbox has stands apart from the form itself. */
  .sandbox {
    display: grid;
    gap: 4px;
    margin-block-end: 20px;
    padding-block-end: 20px;
    border-block-end: 1px solid var(--_border);
  }
  h3 {
    font: inherit;
    font-weight: 600;
    letter-spacing: 0;
  }
  p {
    text-wrap: pretty;
  }
  .label {
    margin-block: 12px 4px;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 270px), 1fr));
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .button.card {
    width: 100%;
    height: 100%;
    justify-content: start;
    gap: 8px;
    padding-inline: 8px;
    text-align: start;
    & .muted {
      font-weight: 400;
    }
  }
  .meaning {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 8px;
  }
  .brand {
    width: 34px;
    height: 22px;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 20px 16px;
    & > :first-child {
      grid-column: 1 / -1;
    }
  }
  @media (pointer: coarse) {
    .button.card {
      min-height: 44px;
    }
  }
`;

/** The sandbox's card form. */
export const cardFormStyles: CSSResult[] = [tokens, base, fieldStyles, cardForm];
