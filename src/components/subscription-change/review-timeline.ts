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
    // What is paid for the last time that is told is paid again and again; nothing is not, where a balance pays it.
    const isLasting =
      entry === paid.at(-1) && entry.interval !== null && entry.kind !== 'due_now' && !!entry.amount?.amount;
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

function toText(localize: LocalizeController, entry: TimelineEntry, preview: Preview, isLasting: boolean): string {
  const {kind, name} = entry;
  const what = name ?? '';
  switch (kind) {
    case 'due_now':
      return toDueText(localize, what, preview);
    case 'charge':
      return withIncluded(localize, isLasting ? what : toWhole(localize, what, entry, preview), entry, preview);
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

/** What is paid at once: the rest of a period that is under way, or a whole one. */
function toDueText(localize: LocalizeController, what: string, {period, lines, to}: Preview): string {
  const isPart = lines.some(({kind, amount}) => kind === 'proration' && amount.amount > 0);
  if (isPart && period) return localize.term('differenceUntil', {date: localize.date(period.end, 'long')});
  const name = what || to?.name;
  return name && to ? toFor(localize, name, to.interval) : what;
}

/** A charge of what there is afterwards is one for its interval, whether or not that is said again. */
function toWhole(localize: LocalizeController, what: string, {interval}: TimelineEntry, {to}: Preview): string {
  const every = interval ?? (what && what === to?.name ? to.interval : null);
  return every ? toFor(localize, what, every) : what;
}

/** "Company for a month, FIELD10 and VAT included": discount and taxes are those of the side whose totals are charged. */
function withIncluded(localize: LocalizeController, text: string, {at, amount}: TimelineEntry, {to}: Preview): string {
  if (!to || !amount || !text) return text;
  const {discount, totals} = to;
  const isRunning = discount && totals.discount && (discount.endsAt === null || at < discount.endsAt);
  const taxes = totals.taxes.filter((tax) => tax.amount.amount !== 0).map(({name}) => name);
  const names = new Set([...(isRunning ? [discount.name] : []), ...taxes]);
  if (names.size === 0) return text;
  const included = new Intl.ListFormat(localize.locale, {type: 'conjunction'}).format(names);
  return localize.term('isIncluded', {text, included});
}
