import {css} from 'lit';

/** The head of a view that is led into: the way back, and the title that has the focus then. */
export const titles = css`
  [tabindex='-1']:focus {
    outline: none;
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
    padding: 4px 0;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_muted);
    font: inherit;
    font-size: calc(1em * 13 / 14);
    cursor: pointer;
  }
  .back:hover {
    color: var(--_text);
  }
  [dir='rtl'] .back svg {
    scale: -1 1;
  }
  .title {
    margin-block-end: 24px;
  }
  .title h2 {
    margin-block-start: 4px;
    font-size: calc(1em * 24 / 14);
    line-height: calc(32 / 24);
    letter-spacing: -0.021em;
  }
  @container billing (width < 640px) {
    .title h2 {
      font-size: calc(1em * 20 / 14);
    }
  }
`;
