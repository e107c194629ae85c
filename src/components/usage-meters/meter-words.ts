import type {Subscription} from '../../contract/subscription.js';
import type {Meter} from '../../contract/usage.js';
import type {PortalView} from '../../events/portal-events.js';
import type {LocalizeController} from '../../localize/localize-controller.js';

/** From this share of the limit on, a bar is in the tone of what needs attention. */
const near = 0.9;
/** Up to this many, what can be counted one by one is drawn one by one. */
const fewEnough = 24;

/** What a meter is worded with. */
export interface MeterContext {
  localize: LocalizeController;
  subscriptions: readonly Subscription[];
}

/** What is said of a meter, and the way forward, where there is one. */
export interface MeterNote {
  text: string;
  action?: {label: string; view: PortalView};
}

/** A number that was added up, without the noise of binary fractions. */
export const tidy = (value: number): number => Number(value.toPrecision(12));

/** True for seats, and for whatever else is there one by one: "4 of 4". */
export function isCountable({aggregation, used, limit, unit}: Meter): boolean {
  const isFew = limit !== null && limit > 0 && limit <= fewEnough;
  return aggregation === 'last' && isFew && [used, limit].every(Number.isInteger) && (unit ?? 'seat') === 'seat';
}

/** A count with what is counted, "50 GB", where the name does not say it already. */
export function toCount(localize: LocalizeController, value: number, {unit}: Meter): string {
  return unit === null || unit === 'seat' ? localize.number(value) : localize.term('usageUnit', {value, unit});
}

/** `danger`: nothing more can be used. `warning`: near the limit, or on the way beyond it. */
export function toTone(meter: Meter): 'danger' | 'warning' | '' {
  const {used, limit, projected, beyondLimit} = meter;
  if (limit === null) return '';
  const isApart = isCountable(meter);
  if (beyondLimit === 'blocked' && (used > limit || (used === limit && !isApart))) return 'danger';
  return !isApart && (used >= limit * near || (projected ?? 0) > limit) && (used > 0 || limit > 0) ? 'warning' : '';
}

/** How much of the limit is used, or will be at the end: what needs attention most has the most. */
export function toShare({used, limit, projected}: Meter): number {
  const most = Math.max(used, projected ?? 0);
  return limit === null || most <= 0 ? 0 : most / limit;
}

/** Where it is heading, in a few words. */
export function toNote(context: MeterContext, meter: Meter): MeterNote {
  const {localize} = context;
  const {used, limit, beyondLimit, cost, projected, resetsAt, aggregation} = meter;
  const isFull = limit !== null && used >= limit && beyondLimit === 'blocked';
  if (isFull && aggregation === 'last') return toFullNote(context, meter);
  if (isFull)
    return {text: resetsAt ? localize.term('usedUpUntil', {date: localize.date(resetsAt)}) : localize.term('usedUp')};
  if (projected !== null && projected > 0) return {text: toCourseText(localize, meter, projected)};
  if (limit !== null && used > limit && cost && cost.amount > 0)
    return {text: localize.term('extraSoFar', {cost: localize.money(cost)})};
  if (resetsAt) return {text: localize.term('resetsOn', {date: localize.date(resetsAt)})};
  return {text: localize.term(limit === null ? 'noLimit' : 'doesNotReset')};
}

function toFullNote({localize, subscriptions}: MeterContext, meter: Meter): MeterNote {
  const {used, limit, subscriptionId} = meter;
  if (used > (limit ?? used)) return {text: localize.term('aboveLimit')};
  const found = subscriptions.find(({id}) => id === subscriptionId);
  const hasSeats = found?.items.some(({unit, quantity}) => unit === 'seat' && quantity === limit);
  if (!found || !hasSeats || !isCountable(meter) || !found.actions?.changeQuantity?.allowed)
    return {text: localize.term('allInUse')};
  return {
    text: localize.term('allInUseNext'),
    action: {label: localize.term('addSeats'), view: `subscriptions/${found.id}/plan`},
  };
}

function toCourseText(localize: LocalizeController, meter: Meter, projected: number): string {
  const {limit, beyondLimit, unitPrice, projectedCost, resetsAt, period} = meter;
  const price = unitPrice && localize.money(unitPrice);
  const isBeyond = limit !== null && projected > limit;
  if (isBeyond && beyondLimit === 'blocked')
    return localize.term('runsOut', {date: localize.date(resetsAt ?? period.end)});
  if (beyondLimit === 'charged' && isBeyond && price) return localize.term('onCourseExtra', {count: projected, price});
  if (beyondLimit === 'charged' && isBeyond && projectedCost)
    return localize.term('onCourseCost', {count: projected, cost: localize.money(projectedCost)});
  if (beyondLimit === 'charged' && limit === null && price)
    return localize.term('onCourseEach', {count: projected, price});
  return localize.term('onCourse', {count: projected});
}
