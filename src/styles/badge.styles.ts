import {css} from 'lit';

/** A fact in a word or two beside what it is about: "Default". */
export const badges = css`
  .badge {
    flex: none;
    padding: 1px 6px;
    border: 1px solid var(--_border-strong);
    border-radius: calc(var(--_radius) * 0.625);
    color: var(--_muted);
    font-size: calc(1em * 12 / 14);
    font-weight: 500;
    line-height: calc(16 / 12);
    white-space: nowrap;
  }
`;
