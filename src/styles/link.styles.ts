import {css} from 'lit';

/** A way on within a sentence or beside one. */
export const links = css`
  .link {
    min-height: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent-text);
    font: inherit;
    text-decoration: underline;
    text-decoration-color: color-mix(in oklab, currentColor 32%, transparent);
    text-underline-offset: 3px;
    cursor: pointer;
    &:hover {
      text-decoration-color: currentColor;
    }
  }
`;
