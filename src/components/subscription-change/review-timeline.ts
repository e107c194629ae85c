import {html, nothing, type TemplateResult} from 'lit';
import type {Preview, TimelineEntry} from '../../contract/preview.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {Marks} from './review-marks.js';
import {toAmount, toFor, toPer} from './review-money.js';

/** One line of what is paid, and when. */
export interface TimelineLine {
  when: string;
  amount: string;
  text: string;
}

/** What happens in the order of time, in words; kinds that nobody here knows are said by their name alone. */
export function listTimeline(localize: LocalizeController, preview: Preview): TimelineLine[] {
  const {timeline} = preview;
  const paid = timeline.filter(({amount}) => amount !== null);
  return timeline.map((entry) => {
    // What is paid for the last time that is told is paid again and again.
    const isLasting = entry === paid.at(-1) && entry.interval !== null && entry.kind !== 'due_now';
    return {
      when: toWhen(localize, entry, isLasting),
      amount: toAmountText(localize, entry, isLasting),
      text: toText(localize, entry, preview, isLasting),
    };
  });
}

/** Everything that a line says. */
export function toTimelineText({when, amount, text}: TimelineLine): string {
  return `${when}: ${amount}, ${text}`;
}

/** "What you pay, and when". */
export function renderTimeline(
  localize: LocalizeController,
  lines: readonly TimelineLine[],
  marks: Marks,
): TemplateResult {
  return html`<h3 id="when">${localize.term('whatAndWhen')}</h3>
    <ol class="timeline" part="timeline" aria-labelledby="when">
      ${lines.map((line, index) => {
        const said = toTimelineText(line);
        return html`<li class="${index === 0 ? 'first' : ''} ${marks.toClass(said)}">
          <span>${line.when} ${marks.render(said)}</span>
          ${line.amount ? html`<span class="amount">${line.amount}</span>` : nothing}
          ${line.text ? html`<span class="muted note">${line.text}</span>` : nothing}
        </li>`;
      })}
    </ol>`;
}

function toWhen(localize: LocalizeController, {kind, at}: TimelineEntry, isLasting: boolean): string {
  if (kind === 'due_now') return localize.term('today');
  const date = localize.date(at, 'long');
  return isLasting ? localize.term('fromDate', {date}) : date;
}

function toAmountText(localize: LocalizeController, {amount, interval}: TimelineEntry, isLasting: boolean): string {
  if (!amount) return '';
  const text = toAmount(localize, amount);
  return isLasting && interval
    ? localize.term('amountPeriod', {amount: text, period: toPer(localize, interval)})
    : text;
}

function toText(
  localize: LocalizeController,
  entry: TimelineEntry,
  {period, lines, to}: Preview,
  isLasting: boolean,
): string {
  const {kind, name, interval, amount} = entry;
  const what = name ?? '';
  switch (kind) {
    case 'due_now':
      if (period && lines.some((line) => line.kind === 'proration'))
        return localize.term('differenceUntil', {date: localize.date(period.end, 'long')});
      return interval ? toFor(localize, what || (to?.name ?? ''), interval) : what;
    case 'charge':
      return withIncluded(
        localize,
        interval && !isLasting ? toFor(localize, what, interval) : what,
        to,
        amount !== null,
      );
    case 'change':
      return what ? localize.term('nameBegins', {name: what}) : localize.term('takesEffect');
    case 'discount_ends':
      return localize.term('nameEnds', {name: what});
    case 'trial_ends':
      return localize.term('trialEnds');
    case 'pause':
      return localize.term('pauseBegins');
    case 'resume':
      return localize.term('itGoesOn');
    case 'end':
      return localize.term('itEnds');
    default:
      return what;
  }
}

/** "Company for a month, VAT included": the taxes are those of the preview's side, whose totals the charge is of. */
function withIncluded(localize: LocalizeController, text: string, to: Preview['to'], isPaid: boolean): string {
  const taxes = new Set(to?.totals.taxes.filter(({amount}) => amount.amount !== 0).map(({name}) => name));
  if (!isPaid || !text || taxes.size === 0) return text;
  const included = new Intl.ListFormat(localize.locale, {type: 'conjunction'}).format(taxes);
  return localize.term('isIncluded', {text, included});
}
