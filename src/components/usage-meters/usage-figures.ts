import {html, nothing, type TemplateResult} from 'lit';
import type {Meter} from '../../contract/usage.js';
import type {Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {tidy, toCount, toNote, type MeterContext} from './meter-words.js';
import {toDayText} from './usage-dates.js';

interface Figure {
  name: string;
  value: string;
  note: string;
}

/** What a meter comes to: so far, at the end, and what that costs. At most three, and all of them the provider's. */
export function renderFigures(context: MeterContext, meter: Meter, isOver: boolean): TemplateResult {
  const figures = [toSoFar(context.localize, meter, isOver), toAhead(context, meter, isOver), toCost(context, meter)];
  return html`<dl class="figures">
    ${figures.map((figure) =>
      figure
        ? html`<div>
            <dt class="note">${figure.name}</dt>
            <dd class="figure-value">${figure.value}</dd>
            <dd class="note muted">${figure.note}</dd>
          </div>`
        : nothing,
    )}
  </dl>`;
}

function toSoFar(localize: LocalizeController, meter: Meter, isOver: boolean): Figure {
  const {used, limit, beyondLimit, aggregation} = meter;
  const name = aggregation === 'last' && !isOver ? 'usedNow' : isOver ? 'legendUsed' : 'soFar';
  const note =
    limit === null
      ? isOver
        ? ''
        : localize.term('noLimit')
      : localize.term(beyondLimit === 'charged' ? 'ofIncluded' : 'usageOf', {limit: toCount(localize, limit, meter)});
  const isBare = limit !== null;
  return {name: localize.term(name), value: isBare ? localize.number(used) : toCount(localize, used, meter), note};
}

function toAhead(context: MeterContext, meter: Meter, isOver: boolean): Figure | undefined {
  const {localize} = context;
  const {used, limit, projected, period} = meter;
  if (!isOver && projected !== null) {
    const date = toDayText(localize, period.end);
    return {
      name: localize.term('projectedOn', {date}),
      value: localize.number(projected),
      note: localize.term('atPace'),
    };
  }
  if (limit === null) return undefined;
  const share = limit > 0 ? localize.percent(String(Math.round((used / limit) * 100))) : '';
  if (isOver) return share ? {name: localize.term('ofTheLimit'), value: share, note: ''} : undefined;
  const left = toCount(localize, tidy(Math.max(0, limit - used)), meter);
  return {name: localize.term('stillLeft'), value: left, note: toNote(context, meter).text};
}

function toCost(context: MeterContext, meter: Meter): Figure | undefined {
  const {localize} = context;
  const {projectedCost, cost, projected, used, limit, unitPrice} = meter;
  const amount = projectedCost ?? cost;
  if (!amount) return undefined;
  const extra = Math.max(0, tidy((projectedCost ? (projected ?? used) : used) - (limit ?? 0)));
  const times =
    unitPrice && extra > 0 ? localize.term('timesPrice', {count: extra, price: localize.money(unitPrice)}) : '';
  const note = extra === 0 && limit !== null ? localize.term('allIncluded') : withTax(context, meter, times);
  return {name: localize.term(projectedCost ? 'projectedExtra' : 'extraCost'), value: localize.money(amount), note};
}

/** Amounts are before tax; where one comes on top of them, it is named. */
function withTax({localize, subscriptions}: MeterContext, {subscriptionId}: Meter, text: string): string {
  const found = subscriptions.find(({id}: Subscription) => id === subscriptionId);
  const tax = found?.totals.taxes.find(({inclusive}) => !inclusive);
  if (!tax) return text;
  return text ? localize.term('plusTax', {period: text, tax: tax.name}) : localize.term('beforeTax', {tax: tax.name});
}
