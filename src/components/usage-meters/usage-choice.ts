import {html, nothing, type TemplateResult} from 'lit';
import type {Period} from '../../contract/charge.js';
import type {Subscription} from '../../contract/subscription.js';
import type {Meter, Usage} from '../../contract/usage.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderSegments} from '../../ui/segments.js';
import {toPeriodText} from './usage-dates.js';

const day = 86_400_000;
/** A period longer than this is looked at by month, too, each by itself; shorter ones are, several together. */
const longest = 62 * day;
/** As many short periods are looked at together, at the most. */
const together = 12;
/** Up to this many meters stand beside each other. */
const fewEnough = 4;

/** A span of time that can be looked at, and how finely. */
export interface Choice {
  period: Period;
  grain: 'day' | 'month';
  /** True for the present period by day, which is read anyway. */
  isPresent: boolean;
  /** True where it holds several periods. */
  isSeveral: boolean;
}

/** What can be chosen: each period by day, the newest first, and then by month. */
export function listChoices({periods, meters}: Usage): Choice[] {
  const known = periods.length > 0 ? periods : meters.slice(0, 1).map(({period}) => period);
  const byDay = known.map((period, index): Choice => ({
    period,
    grain: 'day',
    isPresent: index === 0,
    isSeveral: false,
  }));
  const isLong = known.some(({start, end}) => Date.parse(end) - Date.parse(start) > longest);
  const shown = known.slice(0, together);
  const [newest, oldest] = [shown[0], shown.at(-1)];
  if (isLong || shown.length < 2 || !newest || !oldest)
    return isLong ? [...byDay, ...byDay.map((one): Choice => ({...one, grain: 'month', isPresent: false}))] : byDay;
  const all = {start: oldest.start, end: newest.end};
  return [...byDay, {period: all, grain: 'month', isPresent: false, isSeveral: true}];
}

/** What tells a choice from the others. */
export const toKey = ({period: {start, end}, grain}: Choice): string => [grain, start, end].join();

/** A choice of period; nothing where there is only one. */
export function renderPeriods(
  localize: LocalizeController,
  choices: readonly Choice[],
  chosen: Choice,
  choose: (choice: Choice) => void,
): unknown {
  if (choices.length < 2) return nothing;
  const pick = ({target}: Event): void => {
    const found = choices.find((choice) => toKey(choice) === (target as HTMLSelectElement).value);
    if (found) choose(found);
  };
  const renderGroup = (grain: Choice['grain'], label: string): unknown => {
    const own = choices.filter((choice) => choice.grain === grain);
    return own.length === 0
      ? nothing
      : html`<optgroup label=${label}>
          ${own.map(
            (choice) =>
              html`<option value=${toKey(choice)} .selected=${choice === chosen}>
                ${toPeriodText(localize, choice.period, 'medium')}
              </option>`,
          )}
        </optgroup>`;
  };
  return html`<span class="select">
    <select class="button" aria-label=${localize.term('usagePeriodName')} @change=${pick}>
      ${renderGroup('day', localize.term('byDay'))} ${renderGroup('month', localize.term('byMonth'))}
    </select>
  </span>`;
}

/** A choice of meter: beside each other where they are few and of one subscription, else as a list by subscription. */
export function renderMeterChoice(
  localize: LocalizeController,
  meters: readonly Meter[],
  subscriptions: readonly Subscription[],
  chosen: Meter,
  choose: (meter: Meter) => void,
): unknown {
  if (meters.length < 2) return nothing;
  const owners = [...new Set(meters.map(({subscriptionId}) => subscriptionId))];
  const label = localize.term('chooseMeter');
  if (meters.length <= fewEnough && owners.length === 1)
    return renderSegments(
      label,
      meters.map((meter) => ({label: meter.name, isChosen: meter === chosen, onChoose: () => choose(meter)})),
    );
  const pick = ({target}: Event): void => {
    const found = meters.find(({id}) => id === (target as HTMLSelectElement).value);
    if (found) choose(found);
  };
  const renderOption = (meter: Meter): TemplateResult =>
    html`<option value=${meter.id} .selected=${meter === chosen}>${meter.name}</option>`;
  return html`<span class="select">
    <select class="button" aria-label=${label} @change=${pick}>
      ${
        owners.length === 1
          ? meters.map(renderOption)
          : owners.map((owner) => {
              const name = subscriptions.find(({id}) => id === owner)?.name;
              const own = meters.filter(({subscriptionId}) => subscriptionId === owner);
              return name ? html`<optgroup label=${name}>${own.map(renderOption)}</optgroup>` : own.map(renderOption);
            })
      }
    </select>
  </span>`;
}
