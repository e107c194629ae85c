import {css} from 'lit';

/** Controls that act, or that are at work: brought by the parts that have them, not by the first screen. */
export const actions = css`
  :host {
    --_accent-fill: light-dark(
      var(--_accent),
      oklch(from var(--_accent) max(l, 0.56 + 0.37 * clamp(0, (0.03 - c) * 1000, 1)) c h)
    );
    /* White below a luminance of .179, black above: at least 4.58:1 for every colour there is. */
    --_on-accent: color(
      from var(--_accent-fill) xyz-d65 calc(clamp(0, (0.179 - y) * 9999, 1) * 0.9505) clamp(0, (0.179 - y) * 9999, 1)
        calc(clamp(0, (0.179 - y) * 9999, 1) * 1.089)
    );
  }
  @supports not (color: oklch(from red l c h)) {
    :host {
      --_accent-fill: #3b5bcc;
      --_on-accent: #fff;
    }
  }
  .button.primary {
    background: var(--billing-button-primary-background, var(--_accent-fill));
    border-color: transparent;
    color: var(--billing-button-primary-color, var(--_on-accent));
  }
  .button.primary:hover {
    background: color-mix(
      in oklab,
      var(--_accent-fill) 88%,
      color(from var(--_on-accent) srgb calc(1 - r) calc(1 - g) calc(1 - b))
    );
  }
  .button[aria-busy='true'] {
    cursor: default;
  }
  .spinner {
    width: 16px;
    height: 16px;
    border: 2px solid color-mix(in oklab, currentColor 30%, transparent);
    border-block-start-color: currentColor;
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      display: none;
    }
  }
`;
