import {html, type TemplateResult} from 'lit';
import type {Period} from '../contract/charge.js';
import type {LocalizeController} from '../localize/localize-controller.js';

/** No segment of the line is shorter than this, in percent, so that its end and its label can be seen. */
const shortest = 14;

/** What a line has beside its start, today and its end. */
export interface LineOptions {
  /** `gone` and `new` stand at its end: time without the plan, or with another. `off` is all of it: a pause. */
  kind?: 'gone' | 'new' | 'off';
  /** How much of it is the period itself, in percent. */
  length?: number;
  /** Stands in place of the end's date. */
  label?: string;
  /** Whether the label is so long that today needs a line of its own. */
  isNear?: boolean;
  /** The sentence that it is to a screen reader. */
  sentence?: 'periodLine' | 'trialLine' | 'pauseLine' | 'endLine' | 'changeLine';
}

/** One picture for time: start, today and end of a period. To a screen reader it is one sentence. */
export function renderPeriodLine(
  localize: LocalizeController,
  {start, end}: Period,
  asOf: string,
  {kind, length = 100, label = '', isNear, sentence = 'periodLine'}: LineOptions = {},
): TemplateResult {
  const passed = (Date.parse(asOf) - Date.parse(start)) / (Date.parse(end) - Date.parse(start));
  const at = Math.min(length - shortest, Math.max(shortest, passed * length || 0));
  const name = {start: localize.date(start), end: localize.date(end), today: localize.date(asOf), label};
  const style = `--at:${at}%`;
  return html`<div class="period" part="period" role="img" aria-label=${localize.term(sentence, name)}>
    <div class="track ${kind}" .style=${style}><i></i></div>
    <div class="labels ${isNear || at < 26 || at > 74 ? 'near' : ''}" .style=${style}>
      <span>${localize.date(start, 'short')}</span>
      <span class="today"
        >${localize.term('today')}<span class="wide"
          >${localize.term('todayDate', {date: localize.date(asOf, 'short')})}</span
        ></span
      >
      <span>${label || name.end}</span>
    </div>
  </div>`;
}
