import {css} from 'lit';

/** A number between two buttons (`ui/stepper.ts`). Stands on the styles of fields. */
export const stepperStyles = css`
  .counting {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 14px;
  }
  .stepper {
    display: flex;
    flex: none;
    overflow: hidden;
    border: 1px solid var(--_field-border);
    border-radius: var(--billing-field-radius, var(--_radius));
    background: var(--_field-background);
    & button {
      display: grid;
      place-items: center;
      width: var(--_field);
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
      cursor: pointer;
      &:hover {
        background: var(--_hover);
      }
      &[aria-disabled='true'] {
        background: none;
        color: color-mix(in oklab, var(--_text) 45%, var(--_surface));
        cursor: default;
      }
    }
    & input:not([type='checkbox']) {
      width: 52px;
      min-height: calc(var(--_field) - 2px);
      padding: 0 4px;
      border: solid var(--_border);
      border-width: 0 1px;
      border-radius: 0;
      background: none;
      box-shadow: none;
      text-align: center;
    }
    & :focus-visible {
      outline-offset: -2px;
    }
    &.wrong {
      border-color: var(--_danger);
      box-shadow: inset 0 0 0 1px var(--_danger);
    }
  }
  .counting .note {
    display: grid;
    gap: 2px;
    /* There for whoever hears it, also while there is nothing in it. */
    &:not(:has(p)) {
      position: absolute;
    }
  }
`;
