import {html, nothing, svg, type TemplateResult} from 'lit';
import type {Preview, PreviewSide} from '../../contract/preview.js';
import type {SubscriptionItem} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {Marks} from './review-marks.js';
import {toAmount, toDiscountText, toRhythm} from './review-money.js';

/** One fact of a subscription, before and after; null where there is nothing to compare it with. */
export interface ReviewRow {
  label: string;
  from: string | null;
  to: string | null;
}

type Fact = (localize: LocalizeController, side: PreviewSide) => string | null;

/** What changes and what does not, one row for each fact that either side has. */
export function listRows(localize: LocalizeController, {from, to}: Preview): ReviewRow[] {
  const plan = findPlan(to) ?? findPlan(from);
  const unit = plan?.unit ?? null;
  const facts: [label: string, fact: Fact][] = [
    [localize.term('rowPlan'), (_, side) => side.name],
    [toPriceLabel(localize, unit), toPriceText],
    [localize.term(unit === 'seat' ? 'rowSeats' : 'rowQuantity'), toQuantity],
    [localize.term('rowBilling'), (_, {interval}) => toRhythm(localize, interval)],
    [localize.term('rowAddOns'), toAddOns],
    [localize.term('rowCode'), (_, {discount}) => discount && toDiscountText(localize, discount)],
  ];
  return facts
    .map(([label, fact]) => ({label, from: from && fact(localize, from), to: to && fact(localize, to)}))
    .filter((row) => row.from !== null || row.to !== null)
    .map((row) => toWhole(localize, row, !!from));
}

/** What is missing on one side only is said to be none there. */
function toWhole(localize: LocalizeController, {label, from, to}: ReviewRow, hasBefore: boolean): ReviewRow {
  const none = localize.term('nothingThere');
  return {label, from: hasBefore ? (from ?? none) : null, to: to ?? none};
}

/** Everything that a row says, for telling a fresh one from one that was there before. */
export function toRowText({label, from, to}: ReviewRow): string {
  return `${label}: ${from} > ${to}`;
}

/** The table of both sides. To a screen reader it is a list of facts, each with a word between before and after. */
export function renderRows(localize: LocalizeController, rows: readonly ReviewRow[], marks: Marks): TemplateResult {
  return html`<dl class="changes" part="changes">
    ${rows.map(
      (row) =>
        html`<div class=${marks.toClass(toRowText(row))}>
          <dt>${row.label}</dt>
          ${renderValue(localize, row, marks)}${renderMark(row, marks)}
        </div>`,
    )}
  </dl>`;
}

function renderMark(row: ReviewRow, marks: Marks): unknown {
  const text = toRowText(row);
  return marks.isNew(text) ? html`<dd class="mark">${marks.render(text)}</dd>` : nothing;
}

function renderValue(localize: LocalizeController, row: ReviewRow, marks: Marks): TemplateResult {
  const {from, to} = row;
  // What is the same before and after may still be another than was shown.
  if (from === null || (from === to && marks.isNew(toRowText(row)))) return html`<dd class="same">${to}</dd>`;
  if (from === to) return html`<dd class="same">${localize.term('unchanged', {value: from})}</dd>`;
  return html`<dd class="from">${from}</dd>
    <dd class="to">${arrow}<span class="spoken">${localize.term('becomes')}</span> <span>${to}</span></dd>`;
}

const arrow = html`<svg class="arrow" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
  ${svg`<path fill="none" stroke="currentColor" stroke-width="1.5" d="M3.5 8h9M9 4.5 12.5 8 9 11.5"/>`}
</svg>`;

function findPlan(side: PreviewSide | null): SubscriptionItem | undefined {
  return side?.items.find(({kind}) => kind === 'plan');
}

function toPriceLabel(localize: LocalizeController, unit: string | null): string {
  if (unit === 'seat') return localize.term('rowPerSeat');
  return unit ? localize.term('rowPerUnit', {unit}) : localize.term('rowPrice');
}

const toPriceText: Fact = (localize, side) => {
  const plan = findPlan(side);
  if (!plan) return null;
  if (plan.unitPrice) return toAmount(localize, plan.unitPrice);
  return plan.tiers ? localize.term('byQuantity') : toAmount(localize, plan.total);
};

/** One of a thing that is had once is no number worth a row. */
const toQuantity: Fact = (localize, side) => {
  const {quantity, unit} = findPlan(side) ?? {};
  return quantity && (unit || quantity > 1) ? localize.number(quantity) : null;
};

const toAddOns: Fact = (localize, {items}) => {
  const names = items
    .filter(({kind}) => kind === 'add_on')
    .map(({name, quantity}) => (quantity && quantity > 1 ? localize.term('times', {count: quantity, name}) : name));
  return names.length > 0 ? new Intl.ListFormat(localize.locale, {type: 'unit'}).format(names) : null;
};
