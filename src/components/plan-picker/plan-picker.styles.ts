import {css} from 'lit';

export const planPickerStyles = css`
  .intervals {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    min-height: calc(var(--_control) - 2px);
  }
  .intervals,
  .common {
    margin-block-end: 20px;
  }
  .card .badge {
    font-size: 0.75em;
  }
  .summary {
    display: grid;
    gap: 2px;
    margin-block: 8px 0;
  }
  .cost {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 8px;
  }
  .price {
    font-family: var(--_heading-font);
    font-size: 2em;
    font-weight: var(--_heading-weight);
    line-height: calc(32 / 28);
    letter-spacing: -0.024em;
  }
  .note b {
    color: var(--_tone);
    font-weight: 500;
  }
  .contents {
    display: grid;
    gap: 12px;
    margin-block: 16px;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--_border);
    & ul {
      display: grid;
      gap: 8px;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    & li {
      display: flex;
      gap: 10px;
    }
    & svg {
      margin-block-start: 2px;
      color: var(--_muted);
    }
    &:last-child {
      margin-block-end: 0;
    }
  }
  .chosen .contents svg {
    color: var(--_accent-text);
  }
  .summary + .reason {
    margin-block-start: 16px;
  }
  .panel {
    margin-block-start: 20px;
  }
  .band {
    padding: 20px var(--_pad);
    & + .band {
      border-block-start: 1px solid var(--_border);
    }
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 20px 32px;
  }
  .fields:empty {
    display: none;
  }
  .beside {
    display: flex;
    gap: 8px;
    & input {
      flex: 1;
      min-width: 0;
    }
    & .button {
      flex: none;
    }
  }
  .effect {
    color: var(--_tone);
  }
  .add-ons {
    display: grid;
    gap: 12px;
  }
  .add-on {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 8px 16px;
    & .counting {
      flex-flow: column;
      align-items: end;
    }
    & > :first-child {
      flex: 1 1 200px;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    & .field > label {
      position: absolute;
      clip-path: inset(50%);
    }
  }
  .switch {
    position: relative;
    flex: none;
    width: 32px;
    height: 20px;
    margin-block: 2px;
    padding: 0;
    border: 1px solid color-mix(in oklab, var(--_text) 45%, var(--_surface));
    border-radius: 10px;
    background: none;
    cursor: pointer;
    /* Large enough to be pressed. */
    &::before {
      content: '';
      position: absolute;
      inset: -8px;
    }
    &::after {
      content: '';
      position: absolute;
      inset-block-start: 3px;
      inset-inline-start: 3px;
      width: 12px;
      height: 12px;
      border-radius: 50%;
      background: color-mix(in oklab, var(--_text) 45%, var(--_surface));
    }
    &[aria-checked='true'] {
      border-color: var(--_accent-fill);
      background: var(--_accent-fill);
      &::after {
        inset-inline-start: 15px;
        background: var(--_on-accent);
      }
    }
    &[aria-disabled='true'] {
      opacity: 0.5;
      cursor: default;
    }
  }
  .foot {
    display: flex;
    flex-wrap: nowrap;
    justify-content: space-between;
    align-items: center;
    gap: 12px 24px;
  }
  .foot > #review {
    flex: none;
  }
  .will {
    display: grid;
    gap: 2px;
    justify-items: start;
    min-width: 0;
    min-height: calc(1em * 40 / 14);
    align-content: center;
    overflow-wrap: anywhere;
  }
  .strong {
    font-weight: 500;
  }
  .old {
    opacity: 0.5;
  }
  #review[aria-disabled='true'] {
    border-color: var(--_border-strong);
    background: none;
    color: color-mix(in oklab, var(--_text) 45%, var(--_surface));
    cursor: default;
  }
  @container billing (width < 640px) {
    .card:not(.chosen) .features {
      display: none;
    }
    .card:not(.chosen) .contents:not(:has(> :not(.features))) {
      display: none;
    }
    .fields {
      grid-template-columns: minmax(0, 1fr);
    }
    .foot {
      flex-direction: column;
      align-items: stretch;
    }
    .card .reason {
      margin-block-start: 16px;
    }
  }
  @media (forced-colors: active) {
    .switch::after {
      background: ButtonText;
    }
    .switch[aria-checked='true'] {
      background: Highlight;
    }
  }
`;
