import type {Period} from '../../../src/contract/charge.js';
import type {InvoiceRecord} from '../../../src/server/providers/sandbox/world.js';

/** Whether any time was charged twice: what was paid for each second, beside the most that it may cost. */

/** An amount in minor units that was charged, or given back, evenly over a span. */
interface Share {
  span: Period;
  amount: number;
}

const secondsOf = ({start, end}: Period) => (Date.parse(end) - Date.parse(start)) / 1000;
const holds = ({start, end}: Period, at: string) => start <= at && at < end;
const rate = ({span, amount}: Share) => (secondsOf(span) === 0 ? 0 : amount / secondsOf(span));

/** What an invoice charges for which time; what comes off the whole comes off what it charges, by amount. */
export function toShares({lines, totals}: InvoiceRecord): Share[] {
  const timed = lines.flatMap(({kind, period, amount}) =>
    period === null || kind === 'metered' || kind === 'discount' ? [] : [{span: period, amount: amount.amount}],
  );
  const once = lines.filter(({kind}) => kind === 'discount').reduce((sum, {amount}) => sum + amount.amount, 0);
  const off = once + (totals.discount?.amount ?? 0);
  const charged = lines.reduce(
    (sum, {kind, amount}) => sum + (kind === 'discount' ? 0 : Math.max(0, amount.amount)),
    0,
  );
  return timed.map(({span, amount}) => ({
    span,
    amount: amount <= 0 || charged === 0 ? amount : amount + (off * amount) / charged,
  }));
}

/** The most that a span of a period may cost: the price of one whole period, in minor units. */
export type Cap = Share;

/**
 * The first instant that costs more than the dearest of the caps that hold it, with both amounts for a day, or for which more
 * was given back than was paid; null where there is none. Every line may be a unit too much by rounding.
 */
export function findTwice(shares: readonly Share[], caps: readonly Cap[], exempt: readonly Period[]): string | null {
  const edges = [...new Set([...shares, ...caps].flatMap(({span}) => [span.start, span.end]))].sort();
  for (const [index, at] of edges.slice(0, -1).entries()) {
    const there = shares.filter(({span}) => holds(span, at));
    const paid = there.reduce((sum, share) => sum + rate(share), 0);
    const dearest = Math.max(0, ...caps.filter(({span}) => holds(span, at)).map(rate));
    const seconds = secondsOf({start: at, end: edges[index + 1] ?? at});
    const slack = there.reduce((sum, {span}) => sum + 1.5 / secondsOf(span), 0);
    if ((-paid - slack) * seconds > 0.5) return `${at} was paid for, and more was given back for it`;
    if (exempt.some((span) => holds(span, at))) continue;
    if ((paid - dearest - slack) * seconds > 0.5) {
      return `${at} costs ${(paid * 86_400).toFixed(2)} a day, and no more than ${(dearest * 86_400).toFixed(2)} is due`;
    }
  }
  return null;
}
