import {html, nothing, type TemplateResult} from 'lit';
import type {Period} from '../../contract/charge.js';
import type {Subscription} from '../../contract/subscription.js';
import type {Meter} from '../../contract/usage.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderSegments} from '../../ui/segments.js';
import {toPeriodText} from './usage-dates.js';
import {toKey, type Choice} from './usage-source.js';

/** What is counted over longer than this, in milliseconds, is looked at by month, too. */
const longest = 62 * 86_400_000;
/** As many periods are looked at together, at the most. */
const together = 12;
/** Up to this many meters stand beside each other. */
const fewEnough = 4;

/**
 * What can be chosen for a meter: the span in which it is counted now and those before it, by day, and then by month those
 * that hold several of these, or all of them together.
 */
export function listChoices(periods: readonly Period[], {period: own}: Meter): Choice[] {
  const isLong = (period: Period): boolean => toLength(period) > toLength(own) * 1.5;
  const years = periods.filter(isLong);
  // Those of a subscription whose months begin on another day are not this one's.
  const past = periods.some(({start}) => start === own.start) ? periods.filter(({end}) => end <= own.start) : [];
  const spans = [own, ...past.filter((period) => !isLong(period))];
  const byDay = spans.map((period, index): Choice => ({
    period,
    grain: 'day',
    isPresent: index === 0,
    isSeveral: false,
  }));
  const toMonths = (period: Period, isSeveral: boolean): Choice => ({
    ...{period, isSeveral},
    grain: 'month',
    isPresent: false,
  });
  if (years.length > 0) return [...byDay, ...years.map((period) => toMonths(period, true))];
  if (toLength(own) > longest) return [...byDay, ...spans.map((period) => toMonths(period, false))];
  const oldest = spans[Math.min(spans.length, together) - 1];
  return oldest && spans.length > 1 ? [...byDay, toMonths({start: oldest.start, end: own.end}, true)] : byDay;
}

const toLength = ({start, end}: Period): number => Date.parse(end) - Date.parse(start);

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

/** What a meter is asked for by: its id, and its subscription before it where several subscriptions have one of that id. */
export function toMeterName({id, subscriptionId}: Meter, meters: readonly Meter[]): string {
  return meters.filter((meter) => meter.id === id).length > 1 ? `${subscriptionId ?? ''}/${id}` : id;
}

/** The meter of a name; the first of an id where only that is given. */
export function findMeter(meters: readonly Meter[], name: string | undefined): Meter | undefined {
  return meters.find((meter) => toMeterName(meter, meters) === name) ?? meters.find(({id}) => id === name);
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
    const found = findMeter(meters, (target as HTMLSelectElement).value);
    if (found) choose(found);
  };
  const renderOption = (meter: Meter): TemplateResult =>
    html`<option value=${toMeterName(meter, meters)} .selected=${meter === chosen}>${meter.name}</option>`;
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
