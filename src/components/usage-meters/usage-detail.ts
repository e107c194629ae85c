import {css, html, nothing, type CSSResult, type TemplateResult} from 'lit';
import type {Meter, Usage} from '../../contract/usage.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {Portal} from '../../state/portal.js';
import {segmentStyles} from '../../styles/segments.styles.js';
import {renderIcon} from '../../ui/icon.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {toShare, type MeterContext} from './meter-words.js';
import {renderChart} from './usage-chart.js';
import {usageChartStyles} from './usage-chart.styles.js';
import {listChoices, renderMeterChoice, renderPeriods, findMeter, toMeterName} from './usage-choice.js';
import {toCourse, type Course} from './usage-course.js';
import {saveCsv} from './usage-file.js';
import {renderFigures} from './usage-figures.js';
import type {UsageRead} from './usage-read.js';
import {toKey, type Choice, type UsageSource} from './usage-source.js';
import {renderTable} from './usage-table.js';

/** What of the element the details stand on. */
export interface DetailHost {
  localize: LocalizeController;
  portal: Portal | undefined;
  /** The meter that was chosen. */
  meter: string | undefined;
}

interface DetailContext extends MeterContext {
  /** The time at the provider. */
  asOf: string;
  /** The meter in its present period. */
  meter: Meter;
  choice: Choice;
  /** What was answered for the choice; undefined while it is on its way. */
  shown: Usage | undefined;
}

export const styles: CSSResult = css`
  ${segmentStyles}
  ${usageChartStyles}
`;

/** One meter over one span of time: what it comes to, its course, and the same in numbers. */
export function renderDetail(
  host: DetailHost,
  source: UsageSource,
  meters: readonly Meter[],
  /** In place of the numbers, where a choice could not be read. */
  renderFailure: (read: UsageRead, again: () => void) => unknown,
): unknown {
  const {localize, portal} = host;
  const {subscriptions = [], asOf = ''} = portal?.answer ?? {};
  const [pressing] = [...meters].sort((one, other) => toShare(other) - toShare(one));
  const meter = findMeter(meters, host.meter) ?? pressing;
  if (!meter) return nothing;
  const choices = listChoices(source.present.value?.periods ?? [], meter);
  const key = source.choice && toKey(source.choice);
  const choice = choices.find((one) => toKey(one) === key) ?? choices[0];
  if (!choice) return nothing;
  const read = choice.isPresent ? source.present : source.other;
  const {value: shown, isReading, error} = read;
  return html`<div class="tools">
      ${renderMeterChoice(localize, meters, subscriptions, meter, (one) => (host.meter = toMeterName(one, meters)))}
      ${renderPeriods(localize, choices, choice, (one) => source.choose(one))}
    </div>
    <p class="spoken" role="status">${isReading ? localize.term('loading') : ''}</p>
    <div class="shown" aria-busy=${isReading}>
      ${
        error && !shown
          ? renderFailure(read, () => source.choose(choice))
          : renderShown({localize, subscriptions, asOf, meter, choice, shown})
      }
    </div>`;
}

function renderShown(context: DetailContext): unknown {
  const {localize, asOf, meter, choice, shown} = context;
  if (!shown) return html`<div class="panel waiting" aria-hidden="true"></div>`;
  const found = shown.meters.find(({id, subscriptionId}) => id === meter.id && subscriptionId === meter.subscriptionId);
  if (!found) {
    return html`<div class="panel" part="panel">
      <p class="state" part="empty">${localize.term('nothingInPeriod')}</p>
    </div>`;
  }
  const course = toCourse(found, {asOf, present: choice.isSeveral ? meter : undefined});
  const hasNumbers = found.points.length > 0;
  // What several periods came to has no limit, course or cost of its own: each of them has.
  const summed: Meter = choice.isSeveral
    ? {...found, limit: null, projected: null, projectedCost: null, cost: null}
    : found;
  const isOver = course.today < 0 || choice.isSeveral;
  return html`<div class="panel" part="panel">
      ${renderFigures(context, summed, isOver)} ${hasNumbers ? renderChart(localize, course) : nothing}
    </div>
    ${hasNumbers ? renderNumbers(context, course) : nothing}`;
}

function renderNumbers({localize}: DetailContext, course: Course): TemplateResult {
  const label = localize.term('usageCsv');
  return html`<section class="numbers" aria-labelledby="numbers">
    <div class="head">
      <h3 id="numbers">${localize.term('sameInNumbers')}</h3>
      ${renderWorkingButton({
        label,
        name: localize.term('joined', {first: label, second: course.meter.name}),
        variant: 'small',
        icon: renderIcon('download'),
        onClick: () => saveCsv(localize, course),
      })}
    </div>
    <div class="panel" part="panel">${renderTable(localize, course, 'numbers')}</div>
  </section>`;
}
