import {html, nothing, type TemplateResult} from 'lit';
import type {Meter} from '../../contract/usage.js';
import type {PortalView} from '../../events/portal-events.js';
import {renderBlank} from '../../ui/blank.js';
import {isCountable, toCount, toNote, toTone, type MeterContext} from './meter-words.js';

/** What rows are shown with. */
export interface RowsContext extends MeterContext {
  go(view: PortalView): void;
}

/** How many rows the stand-in has, and no less room than for these is kept free. */
const typicalRows = 4;

/** One row a meter: its name, how much of how much, a bar, and where it is heading. */
export function renderRows(context: RowsContext, meters: readonly Meter[]): TemplateResult {
  const {subscriptions} = context;
  // Whose a meter is matters only where it may be one of several.
  const isSeveral = new Set(meters.map(({subscriptionId}) => subscriptionId)).size > 1;
  const toOwner = ({subscriptionId}: Meter): string | undefined =>
    isSeveral ? subscriptions.find(({id}) => id === subscriptionId)?.name : undefined;
  return html`<ul class="meters" role="list">
    ${meters.map((meter, index) => renderRow(context, meter, `meter-${index}`, toOwner(meter)))}
  </ul>`;
}

function renderRow(context: RowsContext, meter: Meter, id: string, owner: string | undefined): TemplateResult {
  const {localize, go} = context;
  const {used, limit} = meter;
  const {text, action} = toNote(context, meter);
  return html`<li class="meter" part="row">
    <span class="name" id=${id}
      ><bdi>${meter.name}</bdi>${owner ? html` <span class="note muted"><bdi>${owner}</bdi></span>` : nothing}</span
    >
    ${renderBar(context, meter, id)}
    <span class="value"
      ><span>${limit === null ? toCount(localize, used, meter) : localize.number(used)}</span>${
        limit === null
          ? nothing
          : html` <span class="muted">${localize.term('usageOf', {limit: toCount(localize, limit, meter)})}</span>`
      }</span
    >
    <span class="note muted"
      >${text}${
        action
          ? html` <button type="button" class="link" @click=${() => go(action.view)}>${action.label}</button>`
          : nothing
      }</span
    >
  </li>`;
}

/** Used, projected and limit as lengths; to a screen reader in words. */
function renderBar(context: RowsContext, meter: Meter, labelledBy: string): TemplateResult {
  const {used, limit, projected} = meter;
  const end = limit ?? projected ?? 0;
  // Without a limit and without a course there is nothing to measure it by.
  if (limit === null && end <= 0) return html`<span class="bar none"></span>`;
  const toLength = (value: number): number => (end > 0 ? Math.min(100, Math.max(0, (value / end) * 100)) : 100);
  const at = used > 0 ? toLength(used) : 0;
  const to = projected === null ? 0 : toLength(projected);
  return html`<span
    class="bar ${toTone(meter)} ${isCountable(meter) ? 'units' : ''}"
    role="meter"
    aria-labelledby=${labelledBy}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${Math.round(at)}
    aria-valuetext=${toValueText(context, meter)}
    .style=${`--at:${at}%;--to:${to}%`}
    >${isCountable(meter) ? Array.from({length: limit ?? 0}, (_, index) => html`<i class=${index < used ? 'on' : ''}></i>`) : nothing}</span
  >`;
}

function toValueText(context: MeterContext, meter: Meter): string {
  const {localize} = context;
  const {used, limit} = meter;
  const second = toNote(context, meter).text;
  if (limit === null) return localize.term('joined', {first: toCount(localize, used, meter), second});
  const values = {used, limit: toCount(localize, limit, meter), note: second};
  return localize.term('meterText', values);
}

/** The same geometry, with blocks where text will be. */
export function renderRowsSkeleton(): TemplateResult {
  return html`<ul class="meters" aria-hidden="true">
    ${Array.from(
      {length: typicalRows},
      () =>
        html`<li class="meter">
          <span class="name">${renderBlank('Text messages')}</span><span class="bar"></span
          ><span class="value">${renderBlank('0,000 of 00,000')}</span
          ><span class="note">${renderBlank('On course for 0,000')}</span>
        </li>`,
    )}
  </ul>`;
}

/** Those that are shown where there is room for some only: what needs attention most, in the order they came in. */
export function chooseMeters(
  meters: readonly Meter[],
  limit: number,
  toWeight: (meter: Meter) => number,
): readonly Meter[] {
  if (limit <= 0 || meters.length <= limit) return meters;
  const chosen = new Set([...meters].sort((one, other) => toWeight(other) - toWeight(one)).slice(0, limit));
  return meters.filter((meter) => chosen.has(meter));
}
