import {css} from 'lit';
import {floats} from './float.styles.js';

/** A menu of actions and the button that opens it (`ui/menu.ts`). */
export const menus = css`
  ${floats}
  .button.icon {
    flex: none;
    min-width: calc(var(--_control) - var(--_unit));
    min-height: calc(var(--_control) - var(--_unit));
    padding: 0;
    border-color: transparent;
    color: var(--_muted);
    &:not(:hover) {
      background: none;
    }
    &:has(+ :popover-open) {
      background: var(--_hover);
      color: var(--_text);
    }
  }
  .menu {
    position: absolute;
    width: max-content;
    min-width: 216px;
    max-width: min(300px, 100vw - 16px);
    margin: 4px 0;
    padding: 4px;
    overflow: visible;
    border-radius: var(--_radius);
    & hr {
      margin: 4px -4px;
      border: 0;
      border-block-start: 1px solid var(--_border);
    }
    & button {
      display: grid;
      grid-template-columns: 16px 1fr;
      gap: 0 10px;
      align-items: center;
      width: 100%;
      min-height: calc(var(--_control) - var(--_unit));
      padding: 6px 8px;
      border: 0;
      border-radius: max(0px, var(--_radius) - 3px);
      background: none;
      color: inherit;
      font: inherit;
      text-align: start;
      overflow-wrap: anywhere;
      cursor: pointer;
      &:is(:hover, :focus-visible) {
        background: var(--_hover);
        outline-offset: -2px;
      }
      &[aria-disabled] {
        color: var(--_muted);
        cursor: default;
      }
    }
    & svg {
      color: var(--_muted);
    }
    & p {
      padding: 6px 8px 4px;
      color: var(--_muted);
    }
    /* A reason is a sentence: it must not make the page wider. */
    & .spoken {
      width: 1px;
      overflow: hidden;
    }
    & .why {
      grid-column: 2;
      font-size: calc(1em * 12 / 14);
      line-height: calc(16 / 12);
    }
  }
`;
