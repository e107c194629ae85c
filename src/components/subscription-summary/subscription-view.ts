import type {Totals} from '../../contract/charge.js';
import type {Interval, Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';

/** How a state is shown: words, tone, and whether they are louder than the rest. */
export interface StatusView {
  text: string;
  tone: string;
}

const day = 86_400_000;

/** A subscription's state in words; only the unusual is coloured. Unknown states are shown as the provider spells them. */
export function toStatus(localize: LocalizeController, subscription: Subscription, asOf: string): StatusView {
  const {status, cancelsAt, endsAt, trialEndsAt, resumesAt, startedAt} = subscription;
  const isOver = status === 'expired' || (status === 'canceled' && (!endsAt || endsAt <= asOf));
  if (isOver)
    return {
      text: endsAt ? localize.term('endedOn', {date: localize.date(endsAt)}) : localize.term('ended'),
      tone: 'hollow',
    };
  const leavesAt = cancelsAt ?? (status === 'canceled' ? endsAt : null);
  if (leavesAt)
    return {text: localize.term('cancelsOn', {date: localize.date(leavesAt, 'long')}), tone: 'loud warning'};
  switch (status) {
    case 'active':
      return endsAt
        ? {text: localize.term('endsOn', {date: localize.date(endsAt)}), tone: 'loud warning'}
        : {text: localize.term('active'), tone: 'success'};
    case 'trialing': {
      if (!trialEndsAt) return {text: localize.term('trialing'), tone: 'loud info'};
      const count = Math.max(0, Math.ceil((Date.parse(trialEndsAt) - Date.parse(asOf)) / day));
      return {text: localize.term('trialDays', {count}), tone: 'loud info'};
    }
    case 'past_due':
      return {text: localize.term('pastDue'), tone: 'loud danger'};
    case 'unpaid':
      return {text: localize.term('unpaid'), tone: 'loud danger'};
    case 'incomplete':
      return {text: localize.term('incomplete'), tone: 'loud warning'};
    case 'paused':
      return {
        text: resumesAt ? localize.term('pausedUntil', {date: localize.date(resumesAt)}) : localize.term('paused'),
        tone: 'loud warning',
      };
    case 'upcoming':
      return {text: localize.term('upcoming', {date: localize.date(startedAt)}), tone: 'loud info'};
    default:
      return {text: status.replaceAll('_', ' '), tone: 'hollow'};
  }
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

const perUnit = {day: 'perDay', week: 'perWeek', month: 'perMonth', year: 'perYear'} as const;
const billedUnit = {day: 'billedDaily', week: 'billedWeekly', month: 'billedMonthly', year: 'billedYearly'} as const;

function toInterval(localize: LocalizeController, {unit, count}: Interval): string {
  const term = Object.hasOwn(perUnit, unit) ? perUnit[unit as keyof typeof perUnit] : undefined;
  return term ? localize.term(term, {count}) : '';
}

/** "4 seats at €29.00, billed monthly"; null where there is nothing to add to the price. */
export function toQuantityText(localize: LocalizeController, {items, interval}: Subscription): string | null {
  const plan = items.find(({kind}) => kind === 'plan') ?? items[0];
  const billed = interval.count === 1 && Object.hasOwn(billedUnit, interval.unit);
  const rhythm = billed ? localize.term(billedUnit[interval.unit as keyof typeof billedUnit]) : null;
  if (!plan?.quantity || !plan.unitPrice) return rhythm;
  const price = localize.money(plan.unitPrice);
  const what =
    plan.unit === 'seat'
      ? localize.term('seatsAt', {count: plan.quantity, price})
      : localize.term('timesPrice', {count: plan.quantity, price});
  if (plan.quantity === 1 && plan.unit === null) return rhythm;
  return rhythm === null ? what : localize.term('joined', {first: what, second: rhythm});
}
