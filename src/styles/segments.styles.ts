import {css} from 'lit';

/** A few short choices beside each other (`ui/segments.ts`). */
export const segmentStyles = css`
  .segments {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    width: fit-content;
    max-width: 100%;
    padding: 2px;
    border-radius: calc(var(--_radius) + 1px);
    background: var(--_hover);
    & button {
      min-height: calc(var(--_control) - 6px);
      padding: 0 12px;
      border: 0;
      border-radius: max(0px, var(--_radius) - 1px);
      background: none;
      color: var(--_muted);
      font: inherit;
      font-weight: 500;
      cursor: pointer;
      &[aria-pressed='true'] {
        background: light-dark(var(--_surface), color-mix(in oklab, var(--_text) 17%, var(--_surface)));
        box-shadow: 0 0 0 1px var(--_border);
        color: var(--_text);
      }
    }
  }
  @media (forced-colors: active) {
    .segments [aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
