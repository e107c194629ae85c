import {css} from 'lit';

/** Bars, what a meter comes to, and what stands around them. */
export const usageMetersStyles = css`
  :host {
    /* At least 3:1 against the ground, whatever the accent is. */
    --_mark: light-dark(oklch(from var(--_accent) min(l, 0.6) c h), oklch(from var(--_accent) max(l, 0.66) c h));
    --_mark-warning: light-dark(oklch(from var(--_warning) max(l, 0.63) max(c, 0.13) h), var(--_warning));
    --_row: calc(var(--_unit) * 11.5);
  }
  @supports not (color: oklch(from red l c h)) {
    :host {
      --_mark: var(--_accent-text);
      --_mark-warning: var(--_warning);
    }
  }
  /* As much room as four rows take, whatever is in it: nothing below is pushed. */
  .bars .panel {
    display: grid;
    align-content: center;
    min-height: calc(var(--_unit) * 47.25);
  }
  .bars .panel:has(.meters) {
    align-content: stretch;
  }
  .bars .state {
    padding-block: 8px;
  }
  .period {
    margin-inline-end: auto;
  }
  .meters {
    display: grid;
    grid-template-columns: minmax(100px, auto) minmax(120px, 1fr) auto minmax(200px, max-content);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .meter {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    gap: 0 24px;
    align-items: center;
    min-height: var(--_row);
    padding: 4px var(--_pad);
    & + & {
      border-block-start: 1px solid var(--_border);
    }
  }
  .name {
    display: grid;
    max-width: 240px;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .name .note {
    font-weight: 400;
  }
  .value {
    text-align: end;
  }
  .bar {
    position: relative;
    display: flex;
    gap: 2px;
    height: 4px;
    overflow: hidden;
    border-radius: min(var(--_radius), 99px);
    background: var(--_track);
    --_fill: var(--_mark);
    &.warning {
      --_fill: var(--_mark-warning);
    }
    &.danger {
      --_fill: var(--_danger);
    }
    &::before,
    &::after {
      content: '';
      position: absolute;
      inset-block: 0;
      inset-inline-start: 0;
      width: var(--to, 0);
      background: color-mix(in oklab, var(--_fill) 36%, transparent);
    }
    &::after {
      width: var(--at, 0);
      border-radius: inherit;
      background: var(--_fill);
    }
    &.none,
    &.units {
      background: none;
    }
    &.units::before,
    &.units::after {
      display: none;
    }
    & i {
      flex: 1;
      border-radius: inherit;
      background: var(--_track);
    }
    & .on {
      background: var(--_fill);
    }
  }
  .link {
    padding: 4px 0;
    border: 0;
    background: none;
    color: var(--_accent-text);
    font: inherit;
    text-decoration: underline;
    text-underline-offset: 3px;
    cursor: pointer;
  }
  .waiting {
    min-height: 428px;
  }
  .figures {
    display: flex;
    border-block-end: 1px solid var(--_border);
    &:last-child {
      border: 0;
    }
    & > div {
      flex: 1 1 0;
      min-width: 0;
      padding: 16px var(--_pad);
      overflow-wrap: anywhere;
    }
    & > div + div {
      border-inline-start: 1px solid var(--_border);
    }
    .meters + & {
      border-block-start: 1px solid var(--_border);
    }
  }
  .figure-value {
    font-family: var(--_heading-font);
    font-size: calc(1em * 20 / 14);
    font-weight: var(--_heading-weight);
    line-height: 1.4;
    letter-spacing: -0.017em;
  }
  @container billing (width < 880px) {
    .bars .panel {
      min-height: calc(var(--_unit) * 87.25);
    }
    .meters {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .meter {
      gap: calc(var(--_unit) * 2) 16px;
      align-content: center;
      padding-block: calc(var(--_unit) * 3.5);
    }
    .name {
      display: block;
      max-width: none;
    }
    .bar,
    .meter > .note {
      grid-column: 1 / -1;
    }
    .bar {
      grid-row: 2;
    }
    .link {
      margin-block: -4px;
    }
  }
  @container billing (width < 640px) {
    .figures {
      display: block;
    }
    .figures > div {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0 16px;
      padding-block: 12px;
    }
    .figures > div + div {
      border-block-start: 1px solid var(--_border);
      border-inline-start: 0;
    }
    .figure-value {
      grid-area: 1 / 2 / 3;
      align-self: center;
    }
  }
  @container billing (width < 420px) {
    .period {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .bar {
      border-block-end: 1px solid;
      &::before {
        border-block-end: 1px solid Highlight;
      }
      &::after,
      & .on {
        background: CanvasText;
      }
    }
  }
`;
