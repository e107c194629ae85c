import {css} from 'lit';

/** The review: what changes and what follows beside what is due, and the pause's choices. */
export const subscriptionChangeStyles = css`
  .flow.wide {
    max-width: none;
  }
  .columns {
    display: grid;
    gap: 24px;
    align-items: start;
  }
  .left {
    display: grid;
    gap: 24px;
    min-width: 0;
  }
  .left .panel,
  .left + .panel {
    margin: 0;
  }
  .changes > div {
    display: grid;
    grid-template-columns: minmax(72px, 100px) minmax(0, 1fr) minmax(0, 0.85fr);
    gap: 0 16px;
    padding: 15px var(--_pad);
    overflow-wrap: anywhere;
    & + div {
      border-block-start: 1px solid var(--_border);
    }
  }
  .changes .from {
    color: var(--_muted);
  }
  .changes .same {
    grid-column: 2 / -1;
  }
  .changes .to {
    display: flex;
    gap: 14px;
    font-weight: 500;
  }
  .arrow {
    margin-block-start: 2px;
    color: var(--_muted);
  }
  [dir='rtl'] .arrow {
    scale: -1 1;
  }
  .changes .mark {
    grid-column: 2 / -1;
  }
  .badge {
    display: inline-block;
    margin-block: 2px;
    padding: 0 6px;
    border-radius: min(4px, var(--_radius));
    background: color-mix(in oklab, var(--_warning) 14%, var(--_surface));
    color: var(--_warning);
    font-size: calc(1em * 12 / 14);
    font-weight: 500;
    line-height: calc(18 / 12);
    letter-spacing: 0;
    white-space: nowrap;
  }
  .total .badge {
    margin: 0;
    font-size: calc(1em * 12 / 20);
  }
  .changes > .moved {
    padding-inline-start: calc(var(--_pad) - 3px);
    border-inline-start: 3px solid var(--_warning);
  }
  .proration {
    display: grid;
    gap: 8px;
    padding: 20px var(--_pad) var(--_pad);
    border-block-start: 1px solid var(--_border);
  }
  .line {
    position: relative;
    display: flex;
    gap: 2px;
    height: 4px;
  }
  .line i {
    flex: 0 0 var(--at);
    border-radius: 2px;
    background: color-mix(in oklab, var(--_text) 34%, var(--_surface));
  }
  .line .after {
    flex: 1;
    background: var(--_accent-fill);
  }
  .line::after {
    content: '';
    position: absolute;
    inset-block: -4px;
    inset-inline-start: calc(var(--at) - 1px);
    width: 2px;
    border-radius: 1px;
    background: var(--_text);
    box-shadow: 0 0 0 2px var(--_surface);
  }
  .ends {
    position: relative;
    display: flex;
    justify-content: space-between;
    gap: 16px;
    color: var(--_muted);
    font-size: calc(1em * 12 / 14);
    line-height: calc(16 / 12);
  }
  .ends > span {
    max-width: min(36%, calc(100% - var(--at) - 28px));
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .ends > :first-child {
    max-width: min(36%, calc(var(--at) - 28px));
  }
  .ends .bare {
    display: none;
  }
  .ends .today {
    position: absolute;
    max-width: none;
    inset-inline-start: var(--at);
    translate: -50% 0;
    color: var(--_text);
    font-weight: 500;
  }
  [dir='rtl'] .ends .today {
    translate: 50% 0;
  }
  .early .ends > :first-child,
  .late .ends > :nth-last-child(-n + 2) {
    visibility: hidden;
  }
  .early .ends .today {
    translate: 0 0;
    inset-inline-start: 0;
  }
  .late .ends .today {
    translate: 0 0;
    inset-inline: auto 0;
  }
  .left h3 {
    font-size: 1em;
  }
  .timeline {
    display: grid;
    gap: 20px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .timeline li {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px 16px;
    padding-inline-start: 24px;
    overflow-wrap: anywhere;
    &::before {
      content: '';
      position: absolute;
      inset-block-start: 6px;
      inset-inline-start: 1px;
      box-sizing: border-box;
      width: 9px;
      height: 9px;
      border: 1.5px solid var(--_muted);
      border-radius: 50%;
    }
    &:not(:last-child)::after {
      content: '';
      position: absolute;
      inset-block: 18px -20px;
      inset-inline-start: 5px;
      width: 1px;
      background: var(--_border-strong);
    }
    &.first::before {
      border-color: var(--_text);
      background: var(--_text);
    }
  }
  .timeline .amount {
    font-weight: 500;
    text-align: end;
  }
  .timeline .note {
    grid-column: 1 / -1;
  }
  .ledger dt .note {
    display: block;
    font-size: calc(1em * 12 / 14);
  }
  .ledger .minus {
    color: var(--_success);
  }
  .ledger dt.minus {
    color: var(--_muted);
  }
  .ledger:first-child > .total {
    padding: 0;
    border: 0;
  }
  .nothing {
    font-weight: 500;
  }
  .notes {
    display: grid;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: calc(1em * 13 / 14);
    line-height: calc(18 / 13);
  }
  .link {
    min-height: 24px;
    margin-inline-start: auto;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent-text);
    font: inherit;
    font-size: calc(1em * 13 / 14);
    text-decoration: underline;
    text-underline-offset: 3px;
    cursor: pointer;
  }
  .with > span {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .check {
    display: flex;
    align-items: start;
    gap: 10px;
    min-height: 24px;
    font-size: inherit;
    font-weight: 400;
    line-height: inherit;
    & input[type][type] {
      flex: none;
      width: 16px;
      height: 16px;
      min-height: 0;
      margin: 2px 0 0;
      padding: 0;
      accent-color: var(--_accent-fill);
    }
  }
  @container billing (width >= 880px) {
    .wide .columns {
      grid-template-columns: minmax(0, 1fr) 420px;
    }
  }
  @container billing (width < 640px) {
    .changes > div {
      grid-template-columns: 72px minmax(0, 1fr) minmax(0, 1fr);
      gap: 0 8px;
      padding-block: 12px;
    }
    .ends .named {
      display: none;
    }
    .ends .bare {
      display: block;
    }
  }
  @media (forced-colors: active) {
    .line i {
      background: GrayText;
    }
    .line .after,
    .line::after {
      background: CanvasText;
    }
    .badge {
      border: 1px solid;
    }
  }
`;
