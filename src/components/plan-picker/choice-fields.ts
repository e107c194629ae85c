import {html, nothing, type TemplateResult} from 'lit';
import type {CatalogAddOn, CatalogPrice} from '../../contract/catalog.js';
import {renderStepper} from '../../ui/stepper.js';
import {writeCount} from '../../ui/typed-count.js';
import type {AddOnOffer} from './choice.js';
import type {CountField} from './counts.js';
import {toFaultText, toFullPrice, toHint} from './picker-words.js';
import {renderWhy, type PickerView} from './picker-view.js';

/** What cannot be chosen here: it stays as it is. */
export function renderFixed(label: string, content: unknown): TemplateResult {
  return html`<div class="field">
    <p class="label">${label}</p>
    ${content}
  </div>`;
}

/** How many of the plan; nothing where it is had once. */
export function renderSeats(view: PickerView): unknown {
  const {localize, choice} = view;
  const {seats, price, offer} = choice;
  if (!seats || !price) return nothing;
  const label = toSeatsLabel(view, price);
  const permission = choice.allow('quantity');
  if (permission.allowed) return renderCount(view, seats, label, offer.inUse);
  return renderFixed(
    label,
    html`<p>${localize.number(choice.counts.read(seats))}</p>
      ${renderWhy(view, permission)}`,
  );
}

function toSeatsLabel({localize}: PickerView, {unit}: CatalogPrice): string {
  if (unit === 'seat') return localize.term('seats');
  return unit ? localize.term('quantityOf', {unit}) : localize.term('howMany');
}

function renderCount(
  {localize, choice, changed}: PickerView,
  field: CountField,
  label: string,
  inUse: number | null,
): TemplateResult {
  const {counts} = choice;
  const {minimum, maximum} = field.range;
  const fault = counts.findFault(field);
  const count = counts.read(field);
  const want = (next: number) => {
    if (next === count && !fault) return undefined;
    return (): void => {
      counts.want(field.id, next);
      changed();
    };
  };
  return renderStepper({
    id: `count-${field.id}`,
    label,
    count,
    value: counts.findTyped(field) ?? writeCount(localize.locale, count),
    minimum: field.isOptional ? 0 : minimum,
    maximum,
    fewer: localize.term('fewer', {name: label}),
    more: localize.term('more', {name: label}),
    hint: toHint(localize, field, inUse),
    error: fault && toFaultText(localize, fault, field, inUse),
    onType(text) {
      counts.type(field, text);
      changed();
    },
    onLeave() {
      counts.settle(field);
      changed();
    },
    onLower: want(counts.lower(field)),
    onRaise: want(counts.raise(field)),
  });
}

/** What can be had beside the plan, and what there is now and ends with the change. */
export function renderAddOns(view: PickerView): unknown {
  const {localize, choice, subscription} = view;
  const {addOns, lost, plan} = choice;
  if (!plan || addOns.length + lost.length === 0) return nothing;
  const permission = choice.allow('addOns');
  const names = lost.map(({priceId}) => subscription?.items.find((item) => item.priceId === priceId)?.name ?? '');
  return html`<div class="band add-ons" role="group" aria-labelledby="add-ons">
    <h3 class="label" id="add-ons">${localize.term('addOns')}</h3>
    ${permission.allowed ? nothing : renderWhy(view, permission, 'add-ons-why')}
    ${addOns.map((offer) => renderAddOn(view, offer, permission.allowed))}
    ${names.map((name) => html`<p class="note muted">${localize.term('notIncluded', {name, plan: plan.name})}</p>`)}
  </div>`;
}

function renderAddOn(view: PickerView, {addOn, price, field}: AddOnOffer, isOn: boolean): TemplateResult {
  const {localize, choice} = view;
  const count = choice.counts.read(field);
  return html`<div class="add-on">
    <div>
      <p id="add-on-${field.id}"><bdi>${addOn.name}</bdi></p>
      <p class="note muted" id="add-on-${field.id}-cost">${toFullPrice(localize, price)}</p>
      ${addOn.description ? html`<p class="note muted"><bdi>${addOn.description}</bdi></p>` : nothing}
    </div>
    ${
      addOn.quantity && isOn
        ? renderCount(view, field, addOn.name, null)
        : addOn.quantity
          ? html`<p>${localize.number(count)}</p>`
          : renderSwitch(view, addOn, count > 0, isOn)
    }
  </div>`;
}

/** Had once, or not at all. */
function renderSwitch({choice, changed}: PickerView, {id}: CatalogAddOn, isChosen: boolean, isOn: boolean): unknown {
  const turn = (): void => {
    choice.counts.want(id, isChosen ? 0 : 1);
    changed();
  };
  return html`<button
    type="button"
    class="switch"
    role="switch"
    aria-checked=${isChosen}
    aria-disabled=${isOn ? nothing : 'true'}
    aria-labelledby="add-on-${id}"
    aria-describedby="add-on-${id}-cost${isOn ? '' : ' add-ons-why'}"
    @click=${isOn ? turn : nothing}
  ></button>`;
}
