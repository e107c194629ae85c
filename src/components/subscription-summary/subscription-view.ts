import type {Totals} from '../../contract/charge.js';
import type {Interval, Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import {toStateName} from '../../ui/state-name.js';

/** How a state is shown: words, tone, and whether they are louder than the rest. */
export interface StatusView {
  text: string;
  tone: string;
}

const day = 86_400_000;

/** How loud a state is; a state without a tone of its own is said quietly. */
const tones: Record<string, string> = {
  active: 'success',
  past_due: 'loud danger',
  unpaid: 'loud danger',
  incomplete: 'loud warning',
  paused: 'loud warning',
  trialing: 'loud info',
};

/** States that a day says more of: the text, its day, and the tone. */
function findDated(subscription: Subscription, asOf: string) {
  const {status, cancelsAt, endsAt, resumesAt, startedAt} = subscription;
  if (hasEnded(subscription, asOf)) return ['endedOn', endsAt, 'hollow'] as const;
  if (cancelsAt || status === 'canceled') return ['cancelsOn', cancelsAt ?? endsAt, 'loud warning'] as const;
  if (status === 'paused') return ['pausedUntil', resumesAt, 'loud warning'] as const;
  if (status === 'upcoming') return ['upcoming', startedAt, 'loud info'] as const;
  return ['endsOn', status === 'active' ? endsAt : null, 'loud warning'] as const;
}

/** A subscription's state in words; only the unusual is coloured. Unknown states are shown as the provider spells them. */
export function toStatus(localize: LocalizeController, subscription: Subscription, asOf: string): StatusView {
  const {status, trialEndsAt} = subscription;
  const [dated, at, tone] = findDated(subscription, asOf);
  if (at) return {text: localize.term(dated, {date: localize.date(at, 'long')}), tone};
  if (status === 'trialing' && trialEndsAt) {
    const count = Math.max(0, Math.ceil((Date.parse(trialEndsAt) - Date.parse(asOf)) / day));
    return {text: localize.term('trialDays', {count}), tone: 'loud info'};
  }
  return {text: toStateName(localize, status), tone: (Object.hasOwn(tones, status) && tones[status]) || 'hollow'};
}

/** True where nothing of it is left to use or to pay. */
export function hasEnded({status, endsAt}: Subscription, asOf: string): boolean {
  return status === 'expired' || (status === 'canceled' && (!endsAt || endsAt <= asOf));
}

/** What a period costs, in the provider's own sum: before tax where tax comes on top, as it is advertised. */
export function toPrice(localize: LocalizeController, {subtotal, total, taxes}: Totals): string {
  return localize.money(taxes.some(({inclusive}) => !inclusive) ? subtotal : total);
}

/** "per month, plus VAT". Empty for an interval that this copy has no words for. */
export function toPer(localize: LocalizeController, interval: Interval, {taxes}: Totals): string {
  const period = toInterval(localize, interval);
  const tax = taxes.find(({amount}) => amount.amount !== 0);
  if (!tax || !period) return period;
  return localize.term(tax.inclusive ? 'withTax' : 'plusTax', {period, tax: tax.name});
}

/** "per month", "every 3 months"; empty for a unit that this copy has no words for. */
function toInterval(localize: LocalizeController, {unit, count}: Interval): string {
  return localize.term(`per_${unit}` as 'per_day', {count});
}

/** "4 seats at €29.00, billed monthly"; null where there is nothing to add to the price. */
export function toQuantityText(localize: LocalizeController, {items, interval}: Subscription): string | null {
  const plan = items.find(({kind}) => kind === 'plan') ?? items[0];
  const rhythm = interval.count === 1 ? localize.term(`billed_${interval.unit}` as 'billed_day') : '';
  const {quantity, unitPrice, unit} = plan ?? {};
  if (!quantity || !unitPrice || (quantity === 1 && !unit)) return rhythm || null;
  const values = {count: quantity, price: localize.money(unitPrice)};
  const what = unit === 'seat' ? localize.term('seatsAt', values) : localize.term('timesPrice', values);
  return rhythm ? localize.term('joined', {first: what, second: rhythm}) : what;
}
