import {html, nothing, svg, type SVGTemplateResult, type TemplateResult} from 'lit';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {Course} from './usage-course.js';
import {toCompact, toLabelText, toPeriodText, toSpanText} from './usage-dates.js';
import {toBars, toLabelled, toScale, type Bar, type Scale} from './usage-scale.js';

/**
 * The course of a meter as bars. Everything in the picture is in percent, so that it is as wide as there is room; words
 * stand around it, so that it can be turned over where a language is read from right to left.
 */
export function renderChart(localize: LocalizeController, course: Course): TemplateResult {
  const scale = toScale(course);
  const bars = toBars(course, scale);
  return html`<figure class="figure">
    <div class="chart">
      <div class="axis" aria-hidden="true">${renderAxis(localize, scale)}</div>
      <div class="plot">
        ${renderTop(localize, course, bars)}
        <svg role="img" aria-label=${toText(localize, course)} width="100%" height="100%">
          ${scale.ticks.map((tick) => svg`<line class="grid" x2="100%" y1=${toY(tick, scale)} y2=${toY(tick, scale)} />`)}
          ${bars.map((bar) => renderBar(localize, course, bar))}
          ${scale.limit === null ? nothing : svg`<line class="limit" x2="100%" y1=${toY(scale.limit, scale)} y2=${toY(scale.limit, scale)} />`}
        </svg>
      </div>
      <div class="days" aria-hidden="true">${renderLabels(localize, course)}</div>
    </div>
    ${renderLegend(localize, course, bars, scale)}
  </figure>`;
}

const toY = (value: number, {top}: Scale): string => `${100 - (value / top) * 100}%`;

function renderBar(localize: LocalizeController, course: Course, bar: Bar): SVGTemplateResult {
  const {x, y, width, height, kind, index} = bar;
  const slot = course.slots[index];
  const value = slot?.projected ?? slot?.height ?? 0;
  const name = slot ? toSpanText(localize, slot, slot, course.grain) : '';
  return svg`<rect class=${kind} x=${`${x}%`} y=${`${y}%`} width=${`${width}%`} height=${`${height}%`}>
    <title>${localize.term('barTitle', {date: name, count: value})}</title>
  </rect>`;
}

function renderAxis(localize: LocalizeController, scale: Scale): TemplateResult[] {
  const {ticks, limit} = scale;
  const values = limit === null ? ticks : [...ticks, limit];
  return values.map(
    (value) =>
      html`<span class=${value === limit ? 'limit' : ''} .style=${`--y:${toY(value, scale)}`}
        >${toCompact(localize, value)}</span
      >`,
  );
}

/** What it will be at the end, above the last bar. */
function renderTop(localize: LocalizeController, {slots, meter}: Course, bars: readonly Bar[]): unknown {
  const last = bars.findLast(({index, kind}) => index === slots.length - 1 && kind !== 'used');
  const projected = slots.at(-1)?.projected;
  if (!last || projected === null || projected === undefined || meter.projected === null) return nothing;
  return html`<span class="top" aria-hidden="true" .style=${`--y:${last.y}%`}
    >${localize.term('countProjected', {count: projected})}</span
  >`;
}

function renderLabels(localize: LocalizeController, {slots, today, grain}: Course): TemplateResult[] {
  const shown = toLabelled(slots.length, grain === 'day' ? today : -1);
  return shown.flatMap((index, at) => {
    const slot = slots[index];
    if (!slot) return [];
    const isToday = index === today && grain === 'day';
    const text = isToday ? localize.term('today') : toLabelText(localize, slot, slots[shown[at - 1] ?? -1], grain);
    const middle = ((index + 0.5) / slots.length) * 100;
    // Beside the first there is no room for another where there is little at all.
    const edge = middle < 4 ? 'first' : middle > 96 ? 'last' : at === 1 && middle < 20 ? 'near' : '';
    return html`<span class="${isToday ? 'today' : ''} ${edge}" .style=${`--x:${middle}%`}>${text}</span>`;
  });
}

function renderLegend(
  localize: LocalizeController,
  {meter}: Course,
  bars: readonly Bar[],
  {limit}: Scale,
): TemplateResult {
  const has = (kind: string): boolean => bars.some((bar) => bar.kind.endsWith(kind));
  const limitName = meter.beyondLimit === 'charged' ? 'legendIncluded' : 'legendLimit';
  const entries: [shown: boolean, kind: string, text: string][] = [
    [true, 'used', localize.term('legendUsed')],
    [has('projected'), 'projected', localize.term('legendProjected')],
    [limit !== null, 'limit', localize.term(limitName)],
    [has('above'), 'above', localize.term('legendAbove')],
  ];
  return html`<figcaption class="legend note muted">
    ${entries.map(([shown, kind, text]) => (shown ? html`<span><i class=${kind}></i>${text}</span>` : nothing))}
  </figcaption>`;
}

/** The picture in a sentence or two; the table has all numbers. */
function toText(localize: LocalizeController, {meter, limit, today}: Course): string {
  const {name, period, used, projected} = meter;
  const said = [
    localize.term('chartOf', {name, period: toPeriodText(localize, period, 'medium')}),
    localize.term('chartUsed', {count: used}),
    ...(projected !== null && today >= 0 ? [localize.term('chartProjected', {count: projected})] : []),
    ...(limit === null ? [] : [localize.term('chartLimit', {limit})]),
    localize.term('chartBelow'),
  ];
  return said.join(' ');
}
