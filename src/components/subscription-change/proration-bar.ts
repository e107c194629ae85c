import {html, nothing} from 'lit';
import type {Preview} from '../../contract/preview.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {toDayStyle} from './review-money.js';

/**
 * What a proration pays for, as a line: the period, today, what there was until then and what there is from then on. To
 * a screen reader it is one sentence. Nothing where the change does not fall into a period.
 */
export function renderProration(localize: LocalizeController, {period, from, to}: Preview, asOf: string): unknown {
  if (!period || !from || !to) return nothing;
  const [start, end, now] = [period.start, period.end, asOf].map((at) => Date.parse(at)) as [number, number, number];
  const passed = ((now - start) / (end - start)) * 100;
  if (!(passed >= 0 && passed <= 100)) return nothing;
  const date = (at: string): string => localize.date(at, toDayStyle(period));
  const sentence = localize.term('prorationLine', {
    start: localize.date(period.start),
    end: localize.date(period.end),
    from: from.name,
    to: to.name,
    today: localize.date(asOf),
  });
  // Where today is too near to an end, only the names of the ends give way.
  const side = passed < 22 ? 'early' : passed > 78 ? 'late' : '';
  return html`<div
    class="proration ${side}"
    part="proration"
    role="img"
    aria-label=${sentence}
    .style=${`--at:${passed.toFixed(2)}%`}
  >
    <div class="line"><i></i><i class="after"></i></div>
    <div class="ends">
      <span>${localize.term('joined', {first: date(period.start), second: from.name})}</span>
      <span class="today">${localize.term('today')}</span>
      <span class="named">${localize.term('joined', {first: date(period.end), second: to.name})}</span>
      <span class="bare">${date(period.end)}</span>
    </div>
  </div>`;
}
