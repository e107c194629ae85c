import type {Totals} from '../../contract/charge.js';
import type {Interval, Subscription} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';

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
