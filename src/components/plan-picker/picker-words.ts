import type {CatalogPrice} from '../../contract/catalog.js';
import type {Preview, PreviewSide} from '../../contract/preview.js';
import type {Discount, Interval, SubscriptionItem} from '../../contract/subscription.js';
import type {LocalizeController} from '../../localize/localize-controller.js';
import type {CountFault, CountField} from './counts.js';

/** "Monthly", "Every 3 months"; the unit itself where this copy has no word for it. */
export function toIntervalName(localize: LocalizeController, {unit, count}: Interval): string {
  const name =
    count === 1
      ? localize.term(`billing_${unit}` as 'billing_day')
      : localize.term(`billingEvery_${unit}` as 'billingEvery_day', {count});
  return name || unit;
}

/** "per month", "every 3 months"; empty for a unit that this copy has no words for. */
export function toPeriod(localize: LocalizeController, {unit, count}: Interval): string {
  return localize.term(`per_${unit}` as 'per_day', {count});
}

/** What an amount is for: "per seat, per month". */
export function toPriceTerms(localize: LocalizeController, {unit, interval}: CatalogPrice): string {
  const period = toPeriod(localize, interval);
  const each = unit === 'seat' ? localize.term('perSeat') : unit && localize.term('perUnit', {unit});
  return joinWords(localize, [each, period]);
}

/** "€9.00 per month": what one costs, and for how long. */
export function toFullPrice(localize: LocalizeController, price: CatalogPrice): string {
  return localize.term('amountPer', {
    amount: toPriceText(localize, price),
    period: toPhrase(localize, toPriceTerms(localize, price)),
  });
}

/** What one costs: of tiers, what the first one does. */
export function toPriceText(localize: LocalizeController, {unitPrice, tiers}: CatalogPrice): string {
  const price = unitPrice ?? tiers?.[0]?.unitPrice ?? tiers?.[0]?.flat;
  return price ? localize.money(price) : '';
}

/** What each number costs: "1 to 10: €5.00 each". */
export function toTierTexts(localize: LocalizeController, {tiers}: CatalogPrice): string[] {
  let from = 1;
  return (tiers ?? []).map(({upTo: to, unitPrice, flat}) => {
    const each = unitPrice && localize.term('eachOne', {price: localize.money(unitPrice)});
    const values = {from, price: joinWords(localize, [each, flat && localize.money(flat)])};
    from = (to ?? 0) + 1;
    return to === null ? localize.term('tierAbove', values) : localize.term('tierUpTo', {...values, to});
  });
}

/** Words after each other, without those that there are none for. */
export function joinWords(localize: LocalizeController, words: readonly (string | null | undefined)[]): string {
  const said = words.filter((word) => !!word) as string[];
  return said.reduceRight(
    (rest, first) => (rest ? localize.term('joined', {first, second: toPhrase(localize, rest)}) : first),
    '',
  );
}

/** Words of ours within others: they run as the language does, whatever name or number they begin with. */
function toPhrase({direction}: LocalizeController, words: string): string {
  return direction === 'rtl' ? `\u200f${words}` : words;
}

/** Within what a number can be chosen: "4 in use, 200 at most". */
export function toHint(localize: LocalizeController, {range, isOptional}: CountField, inUse: number | null): string {
  const {minimum, maximum, step} = range;
  const isLeast = minimum > 1 && !isOptional && (inUse === null || minimum > inUse);
  return joinWords(localize, [
    inUse === null ? null : localize.term('inUse', {count: inUse}),
    isLeast ? localize.term('atLeast', {count: minimum}) : null,
    maximum === null ? null : localize.term('atMost', {count: maximum}),
    step > 1 ? localize.term('inSteps', {count: step}) : null,
  ]);
}

/** What is wrong with a number, and what can be chosen in its place. */
export function toFaultText(
  localize: LocalizeController,
  fault: CountFault,
  {range: {minimum, maximum}}: CountField,
  inUse: number | null,
): string {
  switch (fault.kind) {
    case 'none':
      return localize.term('writeNumber');
    case 'low':
      return inUse !== null && inUse > 1 && inUse <= minimum
        ? localize.term('chooseInUse', {used: inUse, count: minimum})
        : localize.term('chooseAtLeast', {count: minimum});
    case 'high':
      return localize.term('chooseAtMost', {count: maximum ?? 0});
    case 'between':
      return localize.term('chooseBetween', {lower: fault.lower, higher: fault.higher});
  }
}

/** What a discount takes off a plan, and until when. */
export function toDiscountText(
  localize: LocalizeController,
  {percent, amount, endsAt}: Discount,
  plan: string,
): string | undefined {
  const off = percent ? localize.percent(percent) : amount && localize.money(amount);
  if (!off) return undefined;
  return endsAt
    ? localize.term('offUntil', {off, plan, date: localize.date(endsAt, 'long')})
    : localize.term('offAlways', {off, plan});
}

/** "Company, 4 seats, €209.92 per month": the amount is the provider's. */
export function toSummary(
  localize: LocalizeController,
  {name, items, totals, interval}: Omit<PreviewSide, 'planId' | 'discount'>,
  certainty: Preview['certainty'] = 'exact',
): string {
  const amount = localize.money(totals.total);
  const price = certainty === 'estimate' ? localize.term('aboutAmount', {amount}) : amount;
  return joinWords(localize, [
    name,
    toCount(localize, items.find(({kind}) => kind === 'plan') ?? items[0]),
    localize.term('amountPer', {amount: price, period: toPeriod(localize, interval)}),
  ]);
}

function toCount(localize: LocalizeController, item: SubscriptionItem | undefined): string | undefined {
  const {quantity, unit} = item ?? {};
  if (!quantity || (quantity === 1 && !unit)) return undefined;
  if (unit === 'seat') return localize.term('seatCount', {count: quantity});
  return unit ? localize.term('unitCount', {count: quantity, unit}) : localize.term('timesOnly', {count: quantity});
}

/** What the amount holds, in sentences of their own. */
export function toTerms(
  localize: LocalizeController,
  {items, totals}: Pick<PreviewSide, 'items' | 'totals'>,
): (string | undefined)[] {
  const taxes = [...new Set(totals.taxes.filter(({amount}) => amount.amount !== 0).map(({name}) => name))];
  return [
    taxes.length > 0 ? localize.term('taxIncluded', {tax: joinWords(localize, taxes)}) : undefined,
    items.some(({kind}) => kind === 'metered') ? localize.term('likeLastUse') : undefined,
  ];
}
