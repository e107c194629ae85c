import {html, nothing, type TemplateResult} from 'lit';
import type {Meter, Usage} from '../../contract/usage.js';
import {renderIcon} from '../../ui/icon.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import type {MeterContext} from './meter-words.js';
import {renderChart} from './usage-chart.js';
import {renderMeterChoice, renderPeriods, type Choice} from './usage-choice.js';
import {toCourse, type Course} from './usage-course.js';
import {saveCsv} from './usage-file.js';
import {renderFigures} from './usage-figures.js';
import {renderTable} from './usage-table.js';

/** What is looked at, and what can be looked at instead. */
export interface DetailContext extends MeterContext {
  /** The time at the provider. */
  asOf: string;
  /** The present period. */
  present: Usage;
  meter: Meter;
  choices: readonly Choice[];
  choice: Choice;
  /** What was answered for the choice; undefined while it is on its way. */
  shown: Usage | undefined;
  isBusy: boolean;
  chooseMeter(meter: Meter): void;
  choosePeriod(choice: Choice): void;
  /** In place of the numbers, where the choice could not be read. */
  failure: unknown;
}

/** One meter over one span of time: what it comes to, its course, and the same in numbers. */
export function renderDetail(context: DetailContext): TemplateResult {
  const {localize, present, subscriptions, meter, choices, choice, isBusy, failure} = context;
  const {chooseMeter, choosePeriod} = context;
  return html`<div class="tools">
      ${renderMeterChoice(localize, present.meters, subscriptions, meter, chooseMeter)}
      ${renderPeriods(localize, choices, choice, choosePeriod)}
    </div>
    <p class="spoken" role="status">${isBusy ? localize.term('loading') : ''}</p>
    <div class="shown" aria-busy=${isBusy}>${failure ?? renderShown(context)}</div>`;
}

function renderShown(context: DetailContext): unknown {
  const {localize, asOf, meter, choice, shown} = context;
  if (!shown) return html`<div class="panel waiting" aria-hidden="true"></div>`;
  const found = shown.meters.find(({id}) => id === meter.id);
  if (!found) {
    return html`<div class="panel" part="panel">
      <p class="state" part="empty">${localize.term('nothingInPeriod')}</p>
    </div>`;
  }
  const course = toCourse(found, {asOf, present: choice.isSeveral ? meter : undefined});
  const hasNumbers = found.points.length > 0;
  // What several periods came to has neither a limit nor a course of its own.
  const summed: Meter = choice.isSeveral ? {...found, limit: null, projected: null, projectedCost: null} : found;
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
