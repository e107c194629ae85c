import {html, nothing, type TemplateResult} from 'lit';
import type {Money} from '../../contract/money.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {toRest, toSpans, type Course, type Span} from './usage-course.js';
import {toSpanText} from './usage-dates.js';

/** Which columns there are, besides what a row is of and how much was used. */
interface Columns {
  sum: boolean;
  share: boolean;
  cost: boolean;
}

/** The numbers of the chart as a table: week by week, or month by month, and what is still to come. */
export function renderTable(localize: LocalizeController, course: Course, labelledBy: string): TemplateResult {
  const {meter, grain, isCumulative, limit} = course;
  const columns: Columns = {
    sum: isCumulative,
    share: limit !== null && limit > 0,
    // What a part of a period costs nobody says: the amounts are the provider's, at the end of what has been.
    cost: isCumulative && (meter.cost ?? meter.projectedCost) !== null,
  };
  const spans = toSpans(course);
  const head = (text: string, name = 'end'): TemplateResult => html`<th scope="col" class=${name}>${text}</th>`;
  return html`<table aria-labelledby=${labelledBy}>
    <thead>
      <tr>
        ${head(localize.term(grain === 'month' ? 'usageMonth' : 'usageWeek'), '')} ${head(toUnit(localize, course))}
        ${columns.sum ? head(localize.term('usageSum'), 'end sum') : nothing}
        ${columns.share ? head(localize.term('ofTheLimit')) : nothing}
        ${columns.cost ? head(localize.term('usageCost')) : nothing}
      </tr>
    </thead>
    <tbody>
      ${spans.map((span, index) => renderSpan(localize, course, columns, span, index === spans.length - 1))}
      ${renderRest(localize, course, columns)}
    </tbody>
  </table>`;
}

function toUnit(localize: LocalizeController, {meter}: Course): string {
  const {unit, aggregation} = meter;
  if (unit && unit !== 'seat') return unit;
  return localize.term(aggregation === 'last' ? 'usageLevel' : 'legendUsed');
}

function renderSpan(
  localize: LocalizeController,
  course: Course,
  columns: Columns,
  span: Span,
  isLast: boolean,
): TemplateResult {
  const {meter, grain} = course;
  const reached = span.sum ?? span.value;
  return html`<tr>
    <th scope="row">${toSpanText(localize, span.first, span.last, grain)}</th>
    ${renderNumber(localize, span.value)} ${columns.sum ? renderNumber(localize, span.sum, 'sum') : nothing}
    ${columns.share ? renderShare(localize, course, reached) : nothing}
    ${columns.cost ? renderCost(localize, course, reached, isLast ? meter.cost : null) : nothing}
  </tr>`;
}

function renderRest(localize: LocalizeController, course: Course, columns: Columns): unknown {
  const rest = toRest(course);
  if (!rest) return nothing;
  const {meter} = course;
  return html`<tr class="rest">
    <th scope="row">${localize.term('projectedTo', {date: localize.date(meter.period.end, 'short')})}</th>
    ${renderNumber(localize, rest.value)} ${columns.sum ? renderNumber(localize, rest.sum, 'sum') : nothing}
    ${columns.share ? renderShare(localize, course, rest.sum) : nothing}
    ${columns.cost ? renderCost(localize, course, rest.sum, meter.projectedCost) : nothing}
  </tr>`;
}

const renderNumber = (localize: LocalizeController, value: number | null, name = ''): TemplateResult =>
  html`<td class="end ${name}">${value === null ? nothing : localize.number(value)}</td>`;

function renderShare(localize: LocalizeController, {limit}: Course, value: number | null): TemplateResult {
  const share = value === null || !limit ? null : Math.round((value / limit) * 100);
  const isAbove = value !== null && limit !== null && value > limit;
  return html`<td class="end ${isAbove ? 'danger tone' : ''}">
    ${share === null ? nothing : localize.percent(String(share))}
  </td>`;
}

/** The provider's amount where there is one for the row; else only whether it is included. */
function renderCost(
  localize: LocalizeController,
  {limit}: Course,
  value: number | null,
  cost: Money | null,
): TemplateResult {
  const isIncluded = limit !== null && (value ?? 0) <= limit;
  const text = isIncluded
    ? localize.term('usageIncluded')
    : cost
      ? localize.money(cost)
      : limit === null
        ? ''
        : localize.term('isExtra');
  return html`<td class="end ${!isIncluded && cost ? 'amount' : 'muted'}">${text}</td>`;
}
