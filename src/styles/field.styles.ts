import {css} from 'lit';

/** Fields: a label above, the box, and below it what helps or what is wrong. */
export const fieldStyles = css`
  :host {
    --_field: var(--billing-field-height, var(--_control));
    --_field-border: var(--billing-field-border-color, color-mix(in oklab, var(--_text) 45%, var(--_surface)));
    --_field-background: var(
      --billing-field-background,
      light-dark(var(--_surface), color-mix(in oklab, var(--_text) 4%, var(--_surface)))
    );
  }
  label,
  .label {
    font-size: calc(1em * 13 / 14);
    font-weight: 500;
    line-height: calc(18 / 13);
  }
  .field {
    display: grid;
    gap: 6px;
    align-content: start;
  }
  :is(input, .field select):not([type='checkbox']) {
    width: 100%;
    min-height: var(--_field);
    margin: 0;
    padding: 7px 11px;
    border: 1px solid var(--_field-border);
    border-radius: var(--billing-field-radius, var(--_radius));
    background: var(--_field-background);
    color: inherit;
    font: inherit;
    font-variant-numeric: inherit;
    &::placeholder {
      color: var(--_muted);
      opacity: 1;
    }
    &[aria-invalid='true'] {
      border-color: var(--_danger);
      box-shadow: inset 0 0 0 1px var(--_danger);
    }
    &:focus-visible {
      border-color: transparent;
      box-shadow: none;
      outline-offset: -2px;
    }
    @media (pointer: coarse) {
      /* Below this, phones zoom into a field that gets the focus. */
      font-size: max(16px, 1em);
    }
    @media (forced-colors: active) {
      &[aria-invalid='true'] {
        border-width: 2px;
      }
    }
  }
  /* What reads from left to right stands where the other words begin. */
  [dir='rtl'] input:dir(ltr) {
    text-align: end;
  }
  .field select {
    padding-inline-end: 32px;
    appearance: none;
  }
  /* Where the browser draws no arrow any more, one of ours in the colour of the text. */
  .select {
    position: relative;
    &::after {
      content: '';
      position: absolute;
      inset-block-start: calc(50% - 5px);
      inset-inline-end: 14px;
      width: 6px;
      height: 6px;
      border: solid var(--_muted);
      border-width: 0 1.5px 1.5px 0;
      rotate: 45deg;
      pointer-events: none;
    }
  }
  label .muted {
    font-weight: 400;
  }
  .error {
    display: flex;
    gap: 6px;
    color: var(--_danger);
    & svg {
      margin-block-start: 1px;
    }
  }
`;
