import {css} from 'lit';

/** What every element of ours stands on: host, reset, sections, panels, plain buttons, status words and the skeleton. */
export const base = css`
  :host {
    display: block;
    container: billing / inline-size;
    color-scheme: var(--billing-color-scheme, var(--_brand-color-scheme, inherit));
    color: var(--_text);
    font-family: var(--billing-font-family, var(--_brand-font-family, inherit));
    font-size: var(--billing-font-size, var(--_brand-font-size, 0.875rem));
    font-weight: 400;
    line-height: calc(20 / 14);
    font-variant-numeric: tabular-nums;
    letter-spacing: 0;
  }
  :host([color-scheme='light']) {
    color-scheme: light;
  }
  :host([color-scheme='dark']) {
    color-scheme: dark;
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  dl,
  dd {
    margin: 0;
    font: inherit;
  }
  h2,
  h3 {
    font-family: var(--_heading-font);
    font-size: calc(1em * 16 / 14);
    font-weight: var(--_heading-weight);
    line-height: 1.5;
    letter-spacing: -0.011em;
    overflow-wrap: anywhere;
  }
  :lang(ar) {
    letter-spacing: 0 !important;
  }
  svg {
    flex: none;
  }
  .head {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 16px;
    min-height: calc(var(--_unit) * 8);
    margin-block-end: 12px;
  }
  .panel {
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
    color: var(--_muted);
  }
  .note {
    font-size: calc(1em * 13 / 14);
    line-height: calc(18 / 13);
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
    background: light-dark(var(--_surface), var(--_hover));
    color: inherit;
    font: inherit;
    font-weight: var(--billing-button-font-weight, 500);
    cursor: pointer;
    &.small {
      min-height: calc(var(--_control) - var(--_unit));
      padding-inline: 12px;
      font-size: calc(1em * 13 / 14);
    }
    &:hover {
      background: color-mix(in oklab, var(--_text) 6%, var(--_surface));
    }
    &:active {
      background: color-mix(in oklab, var(--_text) 12%, var(--_surface));
    }
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .status {
    display: inline-flex;
    align-items: center;
    gap: 7px;
    color: var(--_muted);
    font-size: calc(1em * 13 / 14);
    &::before {
      content: '';
      flex: none;
      width: 7px;
      height: 7px;
      border-radius: 50%;
      background: var(--_tone);
    }
    &.hollow::before {
      background: none;
      box-shadow: inset 0 0 0 1.5px;
    }
    &.loud {
      color: var(--_tone);
      font-weight: 500;
    }
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
    grid-template-columns: 1fr auto;
    gap: 8px 16px;
    overflow-wrap: anywhere;
    & dd {
      text-align: end;
      white-space: nowrap;
    }
  }
  .spoken {
    position: absolute;
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
    white-space: nowrap;
    color: transparent;
    background: var(--_track);
    border-radius: min(4px, var(--_radius));
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
  @container billing (width < 640px) {
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
    * {
      animation: none !important;
    }
  }
  @media (forced-colors: active) {
    .blank,
    .status:not(.hollow)::before {
      background: CanvasText;
    }
  }
  @media print {
    .button {
      display: none;
    }
  }
`;
