import {css, type CSSResult} from 'lit';
import {actions} from '../../styles/action.styles.js';
import {menus} from '../../styles/menu.styles.js';

/** What rows, reasons, menus, items and the ends of the period line need beyond the first screen. */
export const styles: CSSResult = css`
  ${actions}
  ${menus}
  .row {
    position: relative;
    display: grid;
    grid-template-columns: 1fr auto 16px;
    gap: 4px 16px;
    padding: 14px var(--_pad);
  }
  .row:not(:first-child),
  .plan + .row,
  .row + .plan,
  .below {
    border-block-start: 1px solid var(--_border);
  }
  .row b {
    display: block;
    font-weight: 500;
  }
  .row div + p {
    text-align: end;
  }
  .row p + p {
    grid-area: 2 / 1 / auto / -1;
    & b {
      display: inline;
      margin-inline-end: 4px;
    }
  }
  .row h3 {
    font: inherit;
  }
  .row h3 button {
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 500;
    text-align: start;
    cursor: pointer;
    overflow-wrap: anywhere;
    &::before {
      content: '';
      position: absolute;
      inset: 0;
    }
    &::after {
      content: '';
      position: absolute;
      inset-block-start: 24px;
      inset-inline-end: var(--_pad);
      width: 6px;
      height: 6px;
      border: solid var(--_muted);
      border-width: 0 1.5px 1.5px 0;
      rotate: 45deg;
    }
    &[aria-expanded='true']::after {
      translate: 0 3px;
      rotate: 225deg;
    }
  }
  .row:hover {
    background: var(--_hover);
  }
  .row.fold {
    padding-block: 10px;
    & button:not(:hover, [aria-expanded='true']) {
      color: var(--_muted);
    }
  }
  .row.fold h3 button::after {
    inset-block-start: 16px;
  }
  .name {
    position: relative;
    & > .icon {
      position: absolute;
      inset-block-start: -4px;
      inset-inline-end: calc(var(--_unit) * -2);
    }
  }
  .actions .button[aria-disabled='true'] {
    border-style: dashed;
    color: var(--_muted);
    background: none;
    cursor: default;
  }
  .actions:empty {
    display: none;
  }
  .actions p {
    width: 100%;
  }
  .facts {
    margin-block-start: 8px;
  }
  .track i {
    position: absolute;
    inset-block: 0;
    inset-inline: 86% 0;
  }
  .track.off[style]::before {
    background: none;
  }
  .new i {
    background: var(--_accent-text);
  }
  .off,
  .gone i {
    background: repeating-linear-gradient(to right, var(--_muted) 0 4px, var(--_surface) 0 7px) center / 100% 2px
      no-repeat var(--_surface);
  }
  .below {
    grid-column: 1 / -1;
    padding: var(--_pad);
  }
  .below > .actions {
    padding: 0;
  }
  .row ~ .below {
    padding: 14px var(--_pad);
  }
  .below h4 {
    margin: 0 0 12px;
    font: inherit;
    font-weight: 500;
  }
  .below .sum {
    margin-block-start: 16px;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--_border);
  }
  .below dt span {
    display: block;
    color: var(--_muted);
  }
  .below dl:not(.sum) dt,
  .sum :nth-last-child(-n + 2) {
    color: inherit;
    font-weight: 500;
  }
  .below dt span {
    font-weight: 400;
  }
  @container billing (width >= 640px) {
    .row {
      grid-template-columns: 1fr 148px 128px 16px;
    }
    .row div + p {
      text-align: start;
    }
    .row p + p {
      grid-area: auto;
      & b {
        display: block;
      }
    }
  }
  @container billing (width >= 880px) {
    .plan .below {
      padding-inline: calc(var(--_unit) * 8);
    }
  }
`;
