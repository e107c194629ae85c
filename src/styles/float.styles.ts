import {css} from 'lit';

/** What floats over the page: its ground, its shadow, and how it comes. */
export const floats = css`
  :host {
    --_raised: var(
      --billing-color-surface-raised,
      light-dark(var(--_surface), color-mix(in oklab, var(--_text) 6%, var(--_surface)))
    );
  }
  dialog,
  [popover] {
    border: 0;
    background: var(--_raised);
    color: inherit;
    box-shadow:
      0 0 0 1px var(--_border),
      0 12px 32px -8px light-dark(oklch(0.2 0.02 264 / 0.22), oklch(0 0 0 / 0.7));
    animation: rise 140ms cubic-bezier(0.2, 0, 0, 1);
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 4px;
    }
  }
  @media (forced-colors: active) {
    dialog,
    [popover] {
      border: 1px solid;
    }
  }
`;
