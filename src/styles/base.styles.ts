import {css} from 'lit';

/** What every element of ours stands on: host, reset, sections, panels, buttons, status words and the skeleton. */
export const base = css`
  :host {
    display: block;
    container: billing / inline-size;
    color-scheme: var(--billing-color-scheme, inherit);
    color: var(--_text);
    font-family: var(--billing-font-family, inherit);
    font-size: var(--billing-font-size, 0.875rem);
    font-weight: 400;
    line-height: calc(20 / 14);
    letter-spacing: normal;
    text-align: start;
    text-wrap: pretty;
    font-variant-numeric: tabular-nums;
    -webkit-font-smoothing: antialiased;
  }
  :host([color-scheme='light']) {
    color-scheme: light;
  }
  :host([color-scheme='dark']) {
    color-scheme: dark;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  h4,
  p,
  dl,
  dd {
    margin: 0;
    font-size: inherit;
    font-weight: inherit;
  }
  h2,
  h3 {
    font-family: var(--_heading-font);
    font-weight: var(--_heading-weight);
    font-size: calc(1em * 16 / 14);
    line-height: 1.5;
    letter-spacing: -0.011em;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  [lang|='ar'] * {
    letter-spacing: 0 !important;
  }
  svg {
    flex: none;
    display: block;
  }
  button {
    font: inherit;
    color: inherit;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    min-height: calc(var(--_unit) * 8);
    margin-block-end: 12px;
  }
  .head button {
    margin-inline-start: auto;
  }
  .panel {
    min-width: 0;
    overflow: hidden;
    background: var(--billing-card-background, var(--_surface));
    border: var(--billing-card-border, 1px solid var(--_border));
    border-radius: var(--_card-radius);
    box-shadow: var(--billing-card-shadow, none);
  }
  .panel + .panel {
    margin-block-start: 16px;
  }
  .muted,
  dt {
    color: var(--_text-muted);
  }
  .note {
    font-size: calc(1em * 13 / 14);
    line-height: calc(18 / 13);
  }
  .money {
    white-space: nowrap;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: var(--_control);
    padding: 4px 14px;
    border: 1px solid var(--_border-strong);
    border-radius: var(--billing-button-radius, var(--_radius));
    background: light-dark(var(--_surface), color-mix(in oklab, var(--_text) 5%, transparent));
    font-weight: var(--billing-button-font-weight, 500);
    cursor: pointer;
    transition: background-color 80ms linear;
  }
  .button:hover {
    background: light-dark(
      color-mix(in oklab, var(--_text) 4.5%, var(--_surface)),
      color-mix(in oklab, var(--_text) 12%, transparent)
    );
  }
  .button:active {
    background: color-mix(in oklab, var(--_text) 12%, transparent);
  }
  .button.small {
    min-height: calc(var(--_control) - var(--_unit));
    padding-inline: 12px;
    font-size: calc(1em * 13 / 14);
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
    border-radius: 50%;
    border: 2px solid color-mix(in oklab, currentColor 30%, transparent);
    border-block-start-color: currentColor;
    animation: turn 0.8s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  [tabindex='-1']:focus {
    outline: none;
  }
  .status {
    display: inline-flex;
    align-items: center;
    gap: 7px;
    color: var(--_text-muted);
    font-size: calc(1em * 13 / 14);
    line-height: calc(20 / 13);
  }
  .status::before {
    content: '';
    flex: none;
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: var(--_tone, var(--_text-muted));
  }
  .status.hollow::before {
    background: none;
    box-shadow: inset 0 0 0 1.5px var(--_text-muted);
  }
  .status.loud {
    color: var(--_tone);
    font-weight: 500;
  }
  .success {
    --_tone: var(--_success);
  }
  .warning {
    --_tone: var(--_warning);
  }
  .danger {
    --_tone: var(--_danger);
  }
  .info {
    --_tone: var(--_accent-text);
  }
  .ledger {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px 16px;
  }
  .ledger dd {
    text-align: end;
    white-space: nowrap;
  }
  .ledger .total {
    padding-block-start: 8px;
    font-size: calc(1em * 20 / 14);
    font-weight: var(--_heading-weight);
    line-height: 1.4;
    letter-spacing: -0.017em;
    color: var(--_text);
  }
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  /* Shown after 150 ms: what comes sooner needs no stand-in. */
  .blank {
    display: inline-block;
    max-width: 100%;
    height: 0.72em;
    overflow: hidden;
    vertical-align: middle;
    color: transparent;
    background: var(--_track);
    border-radius: min(4px, var(--_radius));
    user-select: none;
    animation:
      appear 0s 150ms both,
      breathe 1.8s 150ms ease-in-out infinite alternate;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.55;
    }
  }
  @container billing (max-width: 639.9px) {
    .root {
      --_pad: var(--billing-card-padding, calc(var(--_unit) * 4));
      --_gap: var(--billing-section-gap, calc(var(--_unit) * 8));
    }
  }
  @media (pointer: coarse) {
    :host {
      --_control: var(--billing-button-height, calc(var(--_unit) * 11));
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .blank,
    .spinner {
      animation: none;
    }
    .spinner {
      display: none;
    }
    .button {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .blank {
      background: GrayText;
    }
    .status::before {
      background: CanvasText;
    }
  }
  @media print {
    .button {
      display: none;
    }
  }
`;
