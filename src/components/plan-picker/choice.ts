import type {CatalogAddOn, CatalogPlan, CatalogPrice} from '../../contract/catalog.js';
import type {AddOnChoice, SubscriptionStart} from '../../contract/preview.js';
import type {Interval, Permission, Refusal} from '../../contract/subscription.js';
import {Counts, type CountField} from './counts.js';
import {findPrice, isSame, listIntervals, raise, type Offer} from './offer.js';

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
    for (const {id, prices} of plans.flatMap(({addOns}) => addOns)) {
      const had = present?.addOns.find(({priceId}) => prices.some((one) => one.id === priceId));
      if (had) this.counts.want(id, had.quantity);
    }
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

  isInterval(interval: Interval): boolean {
    return isSame(this.interval, interval);
  }

  /** Another plan: what was being written for the one before is not asked for any more. */
  choosePlan(planId: string): void {
    this.planId = planId;
    this.counts.forget();
  }

  /** How many of the plan; null where it is had once. */
  get seats(): CountField | null {
    const range = this.plan?.quantity;
    return range ? {id: 'seats', range: raise(range, this.offer.inUse), isOptional: false} : null;
  }

  /** What can be had beside the plan, at the interval. */
  get addOns(): AddOnOffer[] {
    return (this.plan?.addOns ?? []).flatMap((addOn) => {
      const price = findPrice(addOn, this.interval);
      const range = addOn.quantity ?? {minimum: 1, maximum: 1, step: 1};
      return price ? [{addOn, price, field: {id: addOn.id, range, isOptional: true}}] : [];
    });
  }

  /** The first field in which something stands that cannot be had. */
  get faulty(): CountField | undefined {
    const fields = [...(this.seats ? [this.seats] : []), ...this.addOns.map(({field}) => field)];
    return fields.find((field) => this.counts.findFault(field));
  }

  /** Add-ons that there are now and that the chosen plan does not have: they end. */
  get lost(): AddOnChoice[] {
    const kept = this.plan?.addOns.flatMap(({prices}) => prices.map(({id}) => id));
    return (kept && this.offer.present?.addOns.filter(({priceId}) => !kept.includes(priceId))) ?? [];
  }

  /** What is asked for; undefined until something can be. */
  toInput(): SubscriptionStart | undefined {
    const {price, seats, addOns, code, counts, offer} = this;
    if (!price) return undefined;
    const chosen = addOns.map(({price: {id}, field}) => ({priceId: id, quantity: counts.read(field)}));
    return {
      priceId: price.id,
      ...(seats && {quantity: counts.read(seats)}),
      ...((addOns.length > 0 || offer.present?.addOns.length) && {addOns: chosen.filter(({quantity}) => quantity > 0)}),
      ...(code.applied && {promotionCode: code.applied}),
    };
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
