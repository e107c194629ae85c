import type {CatalogAddOn, CatalogPlan, CatalogPrice} from '../../contract/catalog.js';
import type {AddOnChoice, SubscriptionStart} from '../../contract/preview.js';
import type {Interval, Permission, Refusal} from '../../contract/subscription.js';
import {Counts, type CountField} from './counts.js';
import {findPrice, isSame, listIntervals, raise, type Beside, type Offer} from './offer.js';

/** What the customer has chosen so far. What was chosen for one plan is kept while another one is looked at. */
export class Choice {
  planId: string | null;
  interval: Interval;
  readonly counts = new Counts();
  readonly code: CodeChoice = {typed: '', applied: '', isTaken: false, refused: undefined};

  constructor(public offer: Offer) {
    const {plans, present} = offer;
    const price = plans.flatMap(({prices}) => prices).find(({id}) => id === present?.priceId);
    this.interval = price?.interval ?? listIntervals(plans)[0] ?? {unit: 'month', count: 1};
    this.planId = present?.planId ?? (plans.length === 1 ? (plans[0]?.id ?? null) : null);
    this.counts.want('seats', present?.quantity ?? 0);
    for (const addOn of plans.flatMap(({addOns}) => addOns)) this.counts.want(addOn.id, this.#countPresent(addOn) ?? 0);
  }

  /** The plan that is chosen; undefined for one that cannot be had at the interval. */
  get plan(): CatalogPlan | undefined {
    const plan = this.offer.plans.find(({id}) => id === this.planId);
    return plan && this.permit(plan)?.allowed ? plan : undefined;
  }

  get price(): CatalogPrice | undefined {
    return this.plan && findPrice(this.plan, this.interval);
  }

  /** May a plan be had at the interval? Undefined where it is not billed at it. */
  permit(plan: CatalogPlan): Permission | undefined {
    const price = findPrice(plan, this.interval);
    return price && this.offer.permit(price.id);
  }

  /** May something be chosen beside the plan? */
  allow(what: Beside): Permission {
    return this.offer.allow(what, this.isOwnPlan);
  }

  isInterval(interval: Interval): boolean {
    return isSame(this.interval, interval);
  }

  /** Another plan: what was being written for the one before is not asked for any more. */
  choosePlan(planId: string): void {
    this.planId = planId;
    this.counts.forget();
  }

  /** True for the plan that there is, at whatever interval. */
  get isOwnPlan(): boolean {
    return this.plan !== undefined && this.plan.id === this.offer.present?.planId;
  }

  /** How many of the plan; null where it is had once. */
  get seats(): CountField | null {
    const {offer, plan, isOwnPlan} = this;
    if (!plan?.quantity) return null;
    const present = isOwnPlan ? (offer.present?.quantity ?? null) : null;
    return {id: 'seats', range: raise(plan.quantity, offer.inUse), isOptional: false, present};
  }

  /** What can be had beside the plan, at the interval. */
  get addOns(): AddOnOffer[] {
    const {plan, price: beside, interval} = this;
    return (plan?.addOns ?? []).flatMap((addOn) => {
      const price = findPrice(addOn, interval, beside);
      const range = addOn.quantity ?? {minimum: 1, maximum: 1, step: 1};
      const present = this.#countPresent(addOn);
      return price ? [{addOn, price, field: {id: addOn.id, range, isOptional: true, present}}] : [];
    });
  }

  /** How many there are now of an add-on, at whatever interval; null for none. */
  #countPresent({prices}: CatalogAddOn): number | null {
    const had = this.offer.present?.addOns.find(({priceId}) => prices.some(({id}) => id === priceId));
    return had?.quantity ?? null;
  }

  /** The first field in which something stands that cannot be had. */
  get faulty(): CountField | undefined {
    const fields = [...(this.seats ? [this.seats] : []), ...this.addOns.map(({field}) => field)];
    return fields.find((field) => this.counts.findFault(field));
  }

  /** Add-ons that there are now, and of which nothing can be chosen here. */
  get others(): AddOnChoice[] {
    const shown = this.addOns.flatMap(({addOn}) => addOn.prices.map(({id}) => id));
    return this.offer.present?.addOns.filter(({priceId}) => !shown.includes(priceId)) ?? [];
  }

  /** Those that end, because the chosen price is another one and does not have them. */
  get lost(): AddOnChoice[] {
    return this.price && this.price.id !== this.offer.present?.priceId ? this.others : [];
  }

  /** What is asked for; undefined until something can be. What may not be changed is left as it is. */
  toInput(): SubscriptionStart | undefined {
    const {price, seats, code, counts} = this;
    if (!price) return undefined;
    return {
      priceId: price.id,
      ...(seats && this.allow('quantity').allowed && {quantity: counts.read(seats)}),
      ...(this.allow('addOns').allowed && {addOns: this.#toAddOns(price)}),
      ...(code.applied && {promotionCode: code.applied}),
    };
  }

  #toAddOns(price: CatalogPrice): AddOnChoice[] {
    const chosen = this.addOns.map(({price: {id}, field}) => ({priceId: id, quantity: this.counts.read(field)}));
    const kept = price.id === this.offer.present?.priceId ? this.others : [];
    return [...chosen.filter(({quantity}) => quantity > 0), ...kept];
  }

  /** True where it is what there is already. */
  get isUnchanged(): boolean {
    const {present} = this.offer;
    const input = this.toInput();
    if (!present || !input || input.promotionCode || input.priceId !== present.priceId) return false;
    const {quantity = present.quantity, addOns = present.addOns} = input;
    return quantity === present.quantity && write(addOns) === write(present.addOns);
  }
}

/** An add-on as it can be had with the chosen plan. */
export interface AddOnOffer {
  addOn: CatalogAddOn;
  price: CatalogPrice;
  field: CountField;
}

/** A promotion code: what is written, what counts, and what was not taken. */
export interface CodeChoice {
  typed: string;
  /** Empty for none. */
  applied: string;
  /** True once the provider has said that it takes it. */
  isTaken: boolean;
  refused: Refusal | undefined;
}

function write(choices: readonly AddOnChoice[]): string {
  return choices
    .map(({priceId, quantity}) => `${quantity} ${priceId}`)
    .toSorted()
    .join();
}
