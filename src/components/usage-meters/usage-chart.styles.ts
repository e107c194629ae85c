import {css} from 'lit';

/** One meter over a span of time: what it comes to, its chart, and its table. */
export const usageChartStyles = css`
  .tools {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 12px;
    margin-block-end: 20px;
    &:not(:has(*)) {
      display: none;
    }
    & > .select:only-child {
      margin-inline-start: auto;
    }
  }
  .select {
    position: relative;
    min-width: 0;
    max-width: 100%;
    & select {
      appearance: none;
      width: 100%;
      padding-inline-end: 32px;
      text-overflow: ellipsis;
    }
    & :is(option, optgroup) {
      background: Canvas;
      color: CanvasText;
    }
    &::after {
      content: '';
      position: absolute;
      inset-block-start: calc(50% - 5px);
      inset-inline-end: 14px;
      width: 6px;
      height: 6px;
      border: solid;
      border-width: 0 1.5px 1.5px 0;
      rotate: 45deg;
      pointer-events: none;
    }
  }
  .shown[aria-busy='true'] > * {
    opacity: 0.6;
  }
  .state {
    padding: calc(var(--_unit) * 10) var(--_pad);
    color: var(--_muted);
    text-align: center;
  }
  .figure {
    margin: 0;
    padding: 36px var(--_pad) 18px;
  }
  .chart {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 6px 12px;
    font-size: calc(1em * 11 / 14);
    line-height: 16px;
    color: var(--_muted);
  }
  .axis,
  .plot {
    height: 216px;
  }
  /* As wide as the widest of them: all of them are in one place, and each is as high as its line. */
  .axis {
    display: grid;
    text-align: end;
    & span {
      position: relative;
      grid-area: 1 / 1;
      height: 16px;
      inset-block-start: calc(var(--y) - 8px);
    }
    & .limit {
      color: var(--_danger);
      font-weight: 500;
    }
  }
  .plot {
    position: relative;
    & svg {
      display: block;
      overflow: visible;
    }
    &:dir(rtl) svg {
      scale: -1 1;
    }
  }
  .top {
    position: absolute;
    inset-block-start: calc(var(--y) - 20px);
    inset-inline-end: 0;
    color: var(--_text);
    font-weight: 500;
    white-space: nowrap;
  }
  .days {
    position: relative;
    grid-column: 2;
    height: 16px;
    & span {
      position: absolute;
      inset-inline-start: var(--x);
      translate: -50%;
      white-space: nowrap;
      &:dir(rtl) {
        translate: 50%;
      }
      &.first {
        inset-inline-start: 0;
        translate: 0;
      }
      &.last {
        inset-inline: auto 0;
        translate: 0;
      }
    }
    & .today {
      color: var(--_text);
      font-weight: 500;
    }
  }
  rect:not(:has(+ .above)) {
    rx: 2px;
  }
  .grid {
    stroke: var(--_border);
  }
  line.limit {
    stroke: var(--_danger);
    stroke-dasharray: 3 3;
  }
  .used {
    fill: var(--_mark);
    background: var(--_mark);
  }
  .projected {
    fill: color-mix(in oklab, var(--_mark) 32%, var(--_surface));
    background: color-mix(in oklab, var(--_mark) 32%, var(--_surface));
  }
  .above {
    fill: color-mix(in oklab, var(--_danger) 38%, var(--_surface));
    background: color-mix(in oklab, var(--_danger) 38%, var(--_surface));
  }
  .used.above {
    fill: var(--_danger);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 20px;
    margin-block-start: 14px;
    & span {
      display: inline-flex;
      align-items: center;
      gap: 7px;
    }
    & i {
      width: 10px;
      height: 10px;
      border-radius: 2px;
    }
    & .limit {
      width: 14px;
      height: 0;
      border-block-start: 2px dashed var(--_danger);
      border-radius: 0;
    }
  }
  .numbers {
    margin-block-start: calc(var(--_unit) * 6);
  }
  .numbers .button {
    gap: 8px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    height: var(--billing-table-row-height, 48px);
    padding: 4px 12px;
    font-weight: 400;
    text-align: start;
    &:first-child {
      padding-inline-start: var(--_pad);
    }
    &:last-child {
      padding-inline-end: var(--_pad);
    }
    &.end {
      text-align: end;
    }
  }
  thead th {
    height: 36px;
    color: var(--billing-table-head-color, var(--_muted));
    font-size: calc(1em * 12 / 14);
    font-weight: 500;
  }
  tbody tr {
    border-block-start: 1px solid var(--billing-table-rule, var(--_border));
  }
  .tone {
    color: var(--_tone);
  }
  .rest :is(th, td):not(.tone, .amount) {
    color: var(--_muted);
  }
  @container billing (width < 640px) {
    .axis,
    .plot {
      height: 144px;
    }
    .sum,
    .near {
      display: none;
    }
    .segments button {
      padding-inline: 8px;
      font-size: calc(1em * 13 / 14);
    }
    :is(th, td):not(:first-child, :last-child) {
      padding-inline: 6px;
    }
  }
  @media (forced-colors: active) {
    .used,
    .used.above {
      fill: CanvasText;
      background: CanvasText;
    }
    .projected,
    .above {
      fill: Canvas;
      background: Canvas;
      stroke: CanvasText;
      outline: 1px solid CanvasText;
    }
    .above {
      stroke: Highlight;
      outline-color: Highlight;
    }
    .used.above {
      fill: Highlight;
    }
    .legend i,
    .bar,
    .bar * {
      forced-color-adjust: none;
    }
    .grid {
      stroke: GrayText;
    }
    line.limit {
      stroke: Highlight;
    }
  }
  @media print {
    .tools {
      display: none;
    }
  }
`;
