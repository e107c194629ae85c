import {html, nothing, type TemplateResult} from 'lit';
import type {ChargeLine} from '../../contract/charge.js';
import type {Money} from '../../contract/money.js';
import type {Preview} from '../../contract/preview.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderEntry} from '../../ui/ledger.js';
import type {Marks} from './review-marks.js';
import {toAmount, toDayStyle, toDiscountText, toPer} from './review-money.js';

/** One line of what is due: what it is for, the time that it is for, and how much. */
export interface DueLine {
  label: string;
  note: string;
  amount: string;
  isCredit: boolean;
}

/** What is due now is made of: the provider's lines, discount, taxes, and what the customer's balance pays. */
export function listDueLines(localize: LocalizeController, {lines, totals, credit, to}: Preview): DueLine[] {
  const toLine = (label: string, money: Money, note = ''): DueLine => ({
    ...{label, note},
    amount: toAmount(localize, money),
    isCredit: money.amount < 0,
  });
  const {discount, taxes} = totals ?? {discount: null, taxes: []};
  const isNamed = lines.some(({kind}) => kind === 'discount');
  return [
    ...lines.map((line) => toLine(toLabel(localize, line), line.amount, toNote(localize, line))),
    ...(discount && !isNamed
      ? [toLine(to?.discount ? toDiscountText(localize, to.discount) : localize.term('discount'), discount)]
      : []),
    ...taxes.map(({name, percent, amount}) =>
      toLine(
        percent && isFinite(Number(percent))
          ? localize.term('taxRate', {name, percent: localize.percent(percent)})
          : name,
        amount,
      ),
    ),
    ...(credit?.amount ? [toLine(localize.term('fromBalance'), credit)] : []),
  ];
}

/** Everything that a line says. */
export function toDueText({label, note, amount}: DueLine): string {
  return `${label}, ${note}: ${amount}`;
}

/** The ledger, with one rule and one total. */
export function renderDue(
  localize: LocalizeController,
  preview: Preview,
  lines: readonly DueLine[],
  marks: Marks,
): TemplateResult {
  return html`${
    lines.length > 0
      ? html`<dl class="ledger" part="ledger">
          ${lines.map((line) => {
            const said = toDueText(line);
            const look = `${line.isCredit ? 'minus' : ''} ${marks.toClass(said)}`;
            return renderEntry(html`${line.label} ${marks.render(said)}${renderNote(line)}`, line.amount, look);
          })}
        </dl>`
      : nothing
  }${renderTotal(localize, preview, marks)}`;
}

function renderNote({note}: DueLine): unknown {
  return note ? html`<span class="note">${note}</span>` : nothing;
}

function renderTotal(localize: LocalizeController, preview: Preview, marks: Marks): TemplateResult {
  const {dueNow} = preview;
  if (!dueNow) return renderListPrice(localize, preview);
  if (dueNow.amount === 0) return html`<p class="nothing">${localize.term('nothingDueNow')}</p>`;
  const amount = toDueAmount(localize, preview);
  const said = toTotalText(localize, preview);
  return html`<dl class="ledger">
    ${renderEntry(html`${localize.term('dueNow')} ${marks.render(said)}`, amount, `total ${marks.toClass(said)}`)}
  </dl>`;
}

/** The sum as it is told from an earlier one. */
export function toTotalText(localize: LocalizeController, {dueNow}: Preview): string {
  return dueNow ? `${localize.term('dueNow')}: ${toAmount(localize, dueNow)}` : '';
}

/** What is due now as it is written: "About" where the provider prices to the minute. */
export function toDueAmount(localize: LocalizeController, {dueNow, certainty}: Preview): string {
  if (!dueNow) return '';
  const amount = toAmount(localize, dueNow);
  return certainty === 'estimate' ? localize.term('aboutAmount', {amount}) : amount;
}

/** Where the provider tells no amount, what a whole period costs. */
function renderListPrice(localize: LocalizeController, {to, certainty}: Preview): TemplateResult {
  if (!to || certainty !== 'none') return html`${nothing}`;
  const amount = toAmount(localize, to.totals.total);
  const text = localize.term('amountPeriod', {amount, period: toPer(localize, to.interval)});
  return html`<dl class="ledger">${renderEntry(localize.term('listPrice'), text, 'total')}</dl>`;
}

/** A part of a period is not a number of whole prices: only what is charged whole says how many at what price. */
function toLabel(localize: LocalizeController, {kind, description, quantity, unitPrice}: ChargeLine): string {
  if (kind === 'proration' || !quantity || !unitPrice) return description;
  return localize.term('lineTimes', {
    name: description,
    count: localize.number(quantity),
    price: toAmount(localize, unitPrice),
  });
}

function toNote(localize: LocalizeController, {note, period}: ChargeLine): string {
  const date = (at: string): string => (period ? localize.date(at, toDayStyle(period)) : '');
  const range = period && localize.term('rangeText', {start: date(period.start), end: date(period.end)});
  if (note && range) return localize.term('joined', {first: note, second: range});
  return note ?? range ?? '';
}
