import {html, type TemplateResult} from 'lit';
import type {Period} from '../contract/charge.js';
import type {LocalizeController} from '../localize/localize-controller.js';

/** No segment of the line is shorter than this, in percent, so that its end and its label can be seen. */
const shortest = 14;

/** One picture for time: start, today and end of a period. To a screen reader it is one sentence. */
export function renderPeriodLine(localize: LocalizeController, {start, end}: Period, today: string): TemplateResult {
  const passed = (Date.parse(today) - Date.parse(start)) / (Date.parse(end) - Date.parse(start));
  const at = Math.min(100 - shortest, Math.max(shortest, passed * 100 || 0));
  const label = localize.term('periodLine', {
    start: localize.date(start),
    end: localize.date(end),
    today: localize.date(today),
  });
  const style = `--at:${at}%`;
  return html`<div class="period" part="period" role="img" aria-label=${label}>
    <div class="track" .style=${style}></div>
    <div class="labels ${at < 26 || at > 74 ? 'near' : ''}" .style=${style}>
      <span>${localize.date(start, 'short')}</span>
      <span class="today"
        >${localize.term('today')}<span class="wide"
          >${localize.term('todayDate', {date: localize.date(today, 'short')})}</span
        ></span
      >
      <span>${localize.date(end)}</span>
    </div>
  </div>`;
}
