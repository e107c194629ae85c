import {html, nothing, type TemplateResult} from 'lit';
import type {CatalogPlan, CatalogPrice} from '../../contract/catalog.js';
import type {Permission, Refusal} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {renderIcon} from '../../ui/icon.js';
import {renderOptionCards, type OptionCard} from '../../ui/option-cards.js';
import type {RefusalWords} from '../../ui/refusal-words.js';
import {findPrice} from './offer.js';
import {toPriceTerms, toPriceText, toTierTexts} from './picker-words.js';
import {toWords, type PickerView} from './picker-view.js';

/** The plans, each with its price at the interval, what it comes with, and why it cannot be chosen where it cannot. */
export function renderPlanCards(view: PickerView): TemplateResult {
  const {localize, choice, common} = view;
  const {plans} = choice.offer;
  return html`${common ? renderCommon(view, common) : nothing}
  ${renderOptionCards(
    localize.term('plansToChoose'),
    plans.map((plan, index) => toCard(view, plan, `plan-${index}`)),
  )}`;
}

function toCard(view: PickerView, plan: CatalogPlan, id: string): OptionCard {
  const {localize, choice} = view;
  const permission = choice.permit(plan);
  const price = findPrice(plan, choice.interval);
  const isOff = !permission?.allowed;
  const isYours = plan.id === choice.offer.present?.planId;
  return {
    id,
    name: html`<bdi>${plan.name}</bdi
      >${isYours ? html`<span class="badge">${localize.term('yourPlan')}</span>` : nothing}`,
    summary: price && renderPrice(localize, plan, price),
    body: renderContents(localize, plan, price),
    isChosen: plan.id === choice.plan?.id,
    isOff,
    ...(isOff &&
      (isCommon(view, permission) ? {reasonId: 'common-why'} : {reason: renderReason(view, plan, permission)})),
    onChoose() {
      choice.choosePlan(plan.id);
      view.changed();
    },
  };
}

function renderPrice(localize: LocalizeController, {prices}: CatalogPlan, price: CatalogPrice): TemplateResult {
  const {saving} = price;
  const other = saving && prices.find(({id}) => id === saving.comparedWith);
  return html`<p class="cost">
      <span class="price">${toPriceText(localize, price)}</span>
      <span class="note muted">${toPriceTerms(localize, price)}</span>
    </p>
    ${
      saving && other
        ? html`<p class="note muted">
            ${renderMarked(
              localize.term('lessThan', {
                amount: localize.money(saving.amount),
                count: saving.times,
                price: toPriceText(localize, other),
              }),
            )}
          </p>`
        : nothing
    }`;
}

/** What stands in square brackets is marked. */
function renderMarked(text: string): unknown[] {
  return text.split(/\[(.*?)\]/).map((part, index) => (index % 2 ? html`<b class="success">${part}</b>` : part));
}

function renderContents(
  localize: LocalizeController,
  {description, features}: CatalogPlan,
  price: CatalogPrice | undefined,
): unknown {
  const tiers = price ? toTierTexts(localize, price) : [];
  // What it comes with says more than a sentence about it.
  const text = features.length > 0 ? null : description;
  if (!text && tiers.length === 0 && features.length === 0) return nothing;
  return html`<div class="contents">
    ${text ? html`<p class="note muted"><bdi>${text}</bdi></p>` : nothing}
    ${
      tiers.length > 0
        ? html`<ul class="tiers note muted">
            ${tiers.map((tier) => html`<li>${tier}</li>`)}
          </ul>`
        : nothing
    }
    ${
      features.length > 0
        ? html`<ul class="features">
            ${features.map((feature) => html`<li>${renderIcon('check')}<bdi>${feature}</bdi></li>`)}
          </ul>`
        : nothing
    }
  </div>`;
}

/** Why a plan cannot be chosen, with the numbers, and the way forward. */
function renderReason(view: PickerView, plan: CatalogPlan, refusal: Refusal | undefined): unknown {
  const {localize} = view;
  const {name} = plan;
  if (!refusal) return localize.term('notForInterval', {name});
  return renderRoom(localize, plan, refusal) ?? renderWords(view, toWords(view, refusal));
}

/** There are more seats in use than a plan has. */
function renderRoom(
  localize: LocalizeController,
  {name, prices, quantity}: CatalogPlan,
  {reason, details = {}}: Refusal,
): unknown {
  const {used, limit} = details;
  const isOfSeats = prices.some(({unit}) => unit === 'seat') && limit === quantity?.maximum;
  if (reason !== 'usage_over_limit' || !isOfSeats || typeof used !== 'number' || typeof limit !== 'number')
    return undefined;
  return html`${localize.term('roomForSeats', {name, count: limit, used})}
  ${localize.term('freeUpSeats', {count: Math.ceil(used) - limit})}`;
}

function renderWords({go}: PickerView, {text, way}: RefusalWords): unknown {
  return html`${text}
  ${
    way && go
      ? html`<button type="button" class="link" part="button" @click=${() => go(way.view)}>${way.label}</button>`
      : nothing
  }`;
}

function isCommon(view: PickerView, permission: Permission | undefined): boolean {
  return permission?.allowed === false && view.common?.text === toWords(view, permission).text;
}

function renderCommon(view: PickerView, words: RefusalWords): TemplateResult {
  return html`<p class="reason common" id="common-why">${renderWords(view, words)}</p>`;
}
