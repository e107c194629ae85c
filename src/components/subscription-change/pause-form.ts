import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import type {PauseFeatures} from '../../contract/configuration.js';
import type {Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderNotice} from '../../ui/notice.js';
import {renderWarning} from '../../ui/warning.js';
import {renderWorkingButton} from '../../ui/working-button.js';
import {addSpan, findBegin, findBounds, findDayFault, findResume, type PauseChoice} from './pause-choice.js';

/** What the form needs. */
export interface PauseFormOptions {
  localize: LocalizeController;
  features: PauseFeatures;
  subscription: Subscription;
  choice: PauseChoice;
  /** The time at the provider, ISO 8601. */
  asOf: string;
  /** True once the customer wanted to go on: only then is said what is missing. */
  isTried: boolean;
  choose(change: Partial<PauseChoice>): void;
  review(): void;
  leave: (() => void) | undefined;
}

/** For how long, and from when; what becomes of money and access is said before anything is reviewed. */
export function renderPauseForm(options: PauseFormOptions): TemplateResult {
  const {localize, features, choice, subscription, asOf, review, leave} = options;
  const begin = findBegin(choice, subscription, asOf);
  return html`<fieldset class="options">
      <legend>${localize.term('pauseHowLong')}</legend>
      ${features.durations.map((span, index) => {
        const date = localize.date(addSpan(begin, span), 'long');
        return renderOption(options, {length: index}, toLength(localize, span), localize.term('pauseUntilDay', {date}));
      })}
      ${
        features.date
          ? html`${renderOption(options, {length: 'date'}, localize.term('pauseToDate'))}${
              choice.length === 'date' ? renderDay(options, begin) : nothing
            }`
          : nothing
      }
      ${features.indefinite ? renderOption(options, {length: 'open'}, localize.term('pauseOpen')) : nothing}
    </fieldset>
    ${features.at === 'customer_choice' ? renderBegin(options) : nothing}${renderMeaning(options, begin)}
    <div class="foot">
      ${renderWorkingButton({label: localize.term('reviewPause'), variant: 'primary', onClick: review})}
      ${leave ? renderWorkingButton({label: localize.term('notNow'), onClick: leave}) : nothing}
    </div>`;
}

function toLength(localize: LocalizeController, {unit, count}: PauseFeatures['durations'][number]): string {
  switch (unit) {
    case 'day':
    case 'week':
    case 'month':
    case 'year':
      return localize.term(`pauseFor_${unit as 'day'}`, {count});
    default:
      return localize.number(count);
  }
}

function renderOption(
  {choice, choose}: PauseFormOptions,
  change: Partial<PauseChoice>,
  label: string,
  note = '',
): TemplateResult {
  const [[name, value]] = Object.entries(change) as [[string, unknown]];
  const isChosen = choice[name as keyof PauseChoice] === value;
  return html`<label class="check option ${isChosen ? 'chosen' : ''}">
    <input type="radio" name=${name} .checked=${live(isChosen)} @change=${() => choose(change)} />
    <span>${label}${note ? html` <span class="muted">${note}</span>` : nothing}</span>
  </label>`;
}

function renderBegin(options: PauseFormOptions): TemplateResult {
  const {localize, subscription} = options;
  const end = subscription.currentPeriod?.end;
  return html`<fieldset class="options">
    <legend>${localize.term('pauseWhen')}</legend>
    ${renderOption(options, {at: 'immediately'}, localize.term('pauseNow'))}
    ${end ? renderOption(options, {at: 'period_end'}, localize.term('pauseAtEnd', {date: localize.date(end, 'long')})) : nothing}
  </fieldset>`;
}

function renderDay({localize, features, choice, isTried, choose}: PauseFormOptions, begin: string): TemplateResult {
  const {first, last} = findBounds(features, begin);
  const fault = isTried ? findDayFault(choice, features, begin) : undefined;
  const words = {
    missing: () => localize.term('pauseDayMissing'),
    early: () => localize.term('pauseDayEarly', {date: localize.date(begin, 'long')}),
    late: () => localize.term('pauseDayLate', {date: last ? localize.date(last, 'long') : ''}),
  };
  const hint = last ? localize.term('pauseLongest', {date: localize.date(last, 'long')}) : undefined;
  return html`<div class="field day">
    <label for="day">${localize.term('pauseDay')}</label>
    <input
      id="day"
      type="date"
      min=${first}
      max=${last ?? nothing}
      .value=${live(choice.day)}
      aria-required="true"
      aria-invalid=${fault ? 'true' : nothing}
      aria-describedby="day-note"
      @change=${(event: Event) => choose({day: (event.target as HTMLInputElement).value})}
    />
    <p id="day-note" class="note ${fault ? 'error' : 'muted'}">${fault ? renderWarning(words[fault]()) : hint}</p>
  </div>`;
}

/** What happens to money and access. */
function renderMeaning({localize, features, choice}: PauseFormOptions, begin: string): TemplateResult {
  const resume = findResume(choice, features, begin);
  const sentences = [
    choice.at === 'period_end'
      ? localize.term('pauseAccess', {date: localize.date(begin, 'long')})
      : localize.term('pauseAccessNow'),
    localize.term('pauseMoney'),
    resume
      ? localize.term('pauseGoesOn', {date: localize.date(resume, 'long')})
      : choice.length === 'open'
        ? localize.term('pauseGoesOnOpen')
        : '',
  ];
  return html`<ul class="notes muted">
    ${sentences.filter(Boolean).map((sentence) => html`<li>${sentence}</li>`)}
  </ul>`;
}

/** Where a pause is not offered, reached by a link say. */
export function renderPauseOff(localize: LocalizeController, back: unknown): TemplateResult {
  return html`${renderNotice({icon: 'info', title: localize.term('pauseOff'), text: localize.term('pauseOffText')})}
    <div class="foot">${back}</div>`;
}
