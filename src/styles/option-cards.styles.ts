import {css} from 'lit';

/** Cards of which one is taken (`ui/option-cards.ts`): beside each other where there is room. */
export const optionCardStyles = css`
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 208px), 1fr));
    gap: 16px;
  }
  .card {
    position: relative;
    display: flex;
    flex-direction: column;
    min-width: 0;
    padding: var(--_pad);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_card-radius);
    background: var(--billing-card-background, var(--_surface));
    overflow-wrap: anywhere;
    &:only-child {
      max-width: 480px;
    }
    &.chosen {
      border-color: var(--_accent-fill);
      box-shadow: inset 0 0 0 1px var(--_accent-fill);
    }
    &.off {
      border-color: var(--_border);
      background: none;
      color: var(--_muted);
    }
    &:has(.radio:focus-visible) {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
  }
  .top {
    display: flex;
    justify-content: space-between;
    align-items: flex-start;
    gap: 12px;
    & h3 {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 8px;
      min-width: 0;
      letter-spacing: -0.011em;
    }
  }
  .radio {
    flex: none;
    width: 16px;
    height: 16px;
    margin-block-start: 4px;
    padding: 0;
    border: 1px solid color-mix(in oklab, var(--_text) 45%, var(--_surface));
    border-radius: 50%;
    background: none;
    outline: none;
    cursor: pointer;
    /* The whole card is pressed, and not its little ring. */
    &::after {
      content: '';
      position: absolute;
      inset: 0;
      border-radius: inherit;
    }
    &[aria-checked='true'] {
      border: 5px solid var(--_accent-fill);
      background: var(--_on-accent);
    }
    &[aria-disabled='true'] {
      border-color: var(--_border-strong);
      cursor: default;
    }
  }
  /* What can be pressed within a card lies above it. */
  .card .button,
  .card .link {
    position: relative;
  }
  .reason {
    margin-block-start: auto;
    padding: 10px 14px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_sunken);
    color: var(--_text);
  }
  @media (forced-colors: active) {
    .card.chosen {
      outline: 2px solid Highlight;
    }
    .radio[aria-checked='true'] {
      border-color: Highlight;
    }
    .card.off {
      color: GrayText;
    }
  }
`;
