import {css} from 'lit';

/** What the flows have in common: one column at the start edge, a panel, and its foot where everything happens. */
export const flowStyles = css`
  .flow {
    max-width: 640px;
  }
  .body {
    display: grid;
    gap: 16px;
    padding: var(--_pad);
  }
  /* What could not be loaded brings a frame of its own. */
  .body .panel {
    border: 0;
  }
  .facts {
    display: grid;
    grid-template-columns: minmax(88px, 132px) 1fr;
    gap: 8px 16px;
    overflow-wrap: anywhere;
  }
  .with {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 39px;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--_border);
  }
  .brand {
    flex: none;
    width: 34px;
    height: 22px;
  }
  .choice {
    display: grid;
    gap: 6px;
    flex: 1;
    min-width: 0;
    font-size: calc(1em * 13 / 14);
    font-weight: 500;
  }
  select {
    width: 100%;
    min-height: var(--billing-field-height, calc(var(--_unit) * 9));
    padding: 4px 10px;
    border: 1px solid var(--billing-field-border-color, color-mix(in oklab, var(--_text) 45%, var(--_surface)));
    border-radius: var(--billing-field-radius, var(--_radius));
    background: var(--billing-field-background, light-dark(var(--_surface), var(--_hover)));
    color: inherit;
    font: inherit;
    font-size: calc(1em * 14 / 13);
    font-weight: 400;
  }
  select:focus-visible {
    outline-offset: -2px;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
  }
  .large {
    flex: 1 1 100%;
    min-height: calc(var(--_unit) * 11);
  }
  .foot > p {
    flex: 1 1 100%;
  }
  .quiet {
    border-color: transparent;
    background: none;
  }
  .large ~ .quiet {
    flex: 1;
  }
  .button.danger {
    color: var(--_danger);
    border-color: color-mix(in oklab, var(--_danger) 40%, transparent);
  }
  .done {
    display: grid;
    gap: 4px;
    justify-items: start;
  }
  .done .tick {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    margin-block-end: 12px;
    border-radius: 50%;
    background: color-mix(in oklab, var(--_success) 14%, var(--_surface));
    color: var(--_success);
  }
  .done :is(.facts, .foot) {
    margin-block-start: 16px;
  }
  .done h3 {
    font-size: calc(1em * 20 / 14);
    line-height: 1.4;
    letter-spacing: -0.017em;
  }
  .wait {
    min-height: 220px;
  }
  @container billing (width < 640px) {
    .foot > .button:not(.large) {
      flex: 1 1 140px;
    }
  }
`;
