import {html, nothing, type TemplateResult} from 'lit';
import type {CatalogPlan, CatalogPrice} from '../../contract/catalog.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderSegments} from '../../ui/segments.js';
import {findPrice, listIntervals} from './offer.js';
import {toIntervalName, toPriceText} from './picker-words.js';
import type {PickerView} from './picker-view.js';

/** How often it is billed, and what a longer interval costs less; nothing where there is no choice. */
export function renderIntervals({localize, choice, changed}: PickerView): TemplateResult | typeof nothing {
  const intervals = listIntervals(choice.offer.plans);
  if (intervals.length < 2) return nothing;
  const segments = intervals.map((interval) => ({
    label: toIntervalName(localize, interval),
    isChosen: choice.isInterval(interval),
    onChoose() {
      choice.interval = interval;
      changed();
    },
  }));
  // The plan that is looked at says it, also where it cannot be had.
  const plan = choice.offer.plans.find(({id}) => id === choice.planId) ?? choice.offer.plans[0];
  const price = plan && findPrice(plan, choice.interval);
  const text = plan && price ? toSavingText(localize, plan, price) : undefined;
  return html`<div class="intervals">
    ${renderSegments(localize.term('howOften'), segments)} ${text ? html`<p class="note muted">${text}</p>` : nothing}
  </div>`;
}

/** What the longer interval would cost less; at the longer one, what that is set against. */
function toSavingText(localize: LocalizeController, plan: CatalogPlan, price: CatalogPrice): string | undefined {
  if (price.saving) {
    const isYear = price.interval.unit === 'year' && price.interval.count === 1 && price.saving.times === 12;
    return isYear ? localize.term('paidYearly') : undefined;
  }
  const longer = plan.prices.filter(({saving}) => saving?.comparedWith === price.id).at(-1);
  if (!longer?.saving) return undefined;
  const {interval, saving} = longer;
  const amount = localize.money(saving.amount);
  if (interval.unit === 'year' && interval.count === 1 && longer.unit === 'seat')
    return localize.term('savesSeatYear', {amount, plan: plan.name});
  const values = {amount, count: saving.times, price: toPriceText(localize, price)};
  return localize.term('savesOther', {interval: toIntervalName(localize, interval), ...values});
}
