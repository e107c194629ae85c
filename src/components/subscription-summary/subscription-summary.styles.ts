import {css} from 'lit';

/**
 * What stands on the first screen. The end of the name's line is kept free for three dots, which come later. Where the label
 * of today would run into its neighbour (`near`), it gets a line of its own.
 */
export const subscriptionSummaryStyles = css`
  .plan {
    display: grid;
  }
  .main,
  .side {
    padding: var(--_pad);
    min-width: 0;
  }
  .side {
    display: flex;
    flex-direction: column;
    gap: 16px;
    background: var(--_sunken);
    border-block-start: 1px solid var(--_border);
  }
  .name,
  .price,
  .next {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 8px;
  }
  .name {
    gap: 4px 12px;
    padding-inline-end: 28px;
  }
  .price {
    margin-block: 8px 2px;
    color: var(--_muted);
  }
  .price b,
  .next b {
    color: var(--_text);
    font-family: var(--_heading-font);
    font-size: clamp(2rem, 5.4cqi, 2.5rem);
    font-weight: var(--_heading-weight);
    line-height: 1.1;
    letter-spacing: -0.028em;
    overflow-wrap: anywhere;
  }
  .next b {
    font-size: calc(1em * 20 / 14);
    line-height: 1.4;
    letter-spacing: -0.017em;
  }
  .next .note {
    width: 100%;
    margin-block-end: 4px;
  }
  .period {
    margin-block-start: 24px;
    font-size: calc(1em * 12 / 14);
    line-height: calc(16 / 12);
  }
  .track {
    position: relative;
    height: 4px;
    border-radius: min(var(--_radius), 99px);
    background: var(--_track);
    &[style]::before,
    &[style]::after {
      content: '';
      position: absolute;
      inset-block: 0;
      inset-inline-start: 0;
      width: var(--at);
      border-radius: inherit;
      background: color-mix(in oklab, var(--_text) 34%, transparent);
    }
    &[style]::after {
      inset: -4px auto;
      inset-inline-start: calc(var(--at) - 1px);
      width: 2px;
      background: var(--_text);
      box-shadow: 0 0 0 2px var(--_surface);
    }
  }
  .labels {
    position: relative;
    display: flex;
    justify-content: space-between;
    margin-block-start: 8px;
    color: var(--_muted);
  }
  .today {
    position: absolute;
    inset-inline-start: var(--at);
    translate: -50%;
    color: var(--_text);
    font-weight: 500;
    white-space: nowrap;
    &:dir(rtl) {
      translate: 50%;
    }
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding-block-start: 20px;
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent-text);
    font: inherit;
    text-decoration: underline;
    text-underline-offset: 3px;
    cursor: pointer;
    margin-inline-start: 4px;
    .with & {
      margin-inline-start: auto;
    }
  }
  .with {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 39px;
    margin-block-start: auto;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--_border);
  }
  .brand {
    width: 34px;
    height: 22px;
  }
  @container billing (width < 640px) {
    .wide {
      display: none;
    }
  }
  @container billing (width < 480px) {
    .near {
      margin-block-end: 16px;
      & .today {
        top: 100%;
      }
    }
  }
  @container billing (width < 340px) {
    .labels {
      margin-block-end: 16px;
    }
    .today {
      top: 100%;
    }
  }
  @container billing (width >= 880px) {
    .plan:has(.side) {
      grid-template-columns: 1fr 420px;
    }
    .main,
    .side {
      padding: var(--billing-card-padding, calc(var(--_unit) * 7) calc(var(--_unit) * 8));
    }
    .side {
      border-block-start: 0;
      border-inline-start: 1px solid var(--_border);
    }
  }
  @media (forced-colors: active) {
    .track::before,
    .track::after {
      background: CanvasText !important;
    }
    .track {
      border-block-end: 1px solid;
    }
  }
`;
