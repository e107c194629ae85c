import type {Period} from '../../../src/contract/charge.js';
import type {InvoiceRecord} from '../../../src/server/providers/sandbox/world.js';

/** Whether any time was charged twice: what was paid for each second, beside the most that it may cost. */

/** An amount in minor units that was charged, or given back, evenly over a span. */
interface Share {
  span: Period;
  amount: number;
}

/** What one invoice charges for which time. */
type Shares = readonly Share[];

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

/** What of a history is looked at. */
interface Looked {
  /** What each invoice charges, the earliest first. */
  invoices: readonly Shares[];
  caps: readonly Cap[];
  /** Time that was paid for and given up. */
  exempt: readonly Period[];
}

/**
 * The first instant that costs more than the dearest of the caps that hold it, or for which an invoice gives back more than was
 * paid until then, as a sentence; null where there is none. Every line may be a unit and a half off by rounding.
 */
export function findTwice({invoices, caps, exempt}: Looked): string | null {
  const edges = [...new Set([...invoices.flat(), ...caps].flatMap(({span}) => [span.start, span.end]))].sort();
  for (const [index, at] of edges.slice(0, -1).entries()) {
    const seconds = secondsOf({start: at, end: edges[index + 1] ?? at});
    const {paid, slack, missing} = addUp(invoices, at);
    if (missing * seconds > 0.5) return `for ${at} more was given back than was paid`;
    const dearest = Math.max(0, ...caps.filter(({span}) => holds(span, at)).map(rate));
    if ((paid - dearest - slack) * seconds <= 0.5 || exempt.some((span) => holds(span, at))) continue;
    return `${at} costs ${(paid * 86_400).toFixed(2)} a day, and no more than ${(dearest * 86_400).toFixed(2)} is due`;
  }
  return null;
}

/** What an instant costs in all, and how much more than was paid for it any of the invoices has given back. */
function addUp(invoices: readonly Shares[], at: string) {
  let [paid, slack, missing] = [0, 0, 0];
  for (const shares of invoices) {
    const there = shares.filter(({span}) => holds(span, at));
    slack += there.reduce((sum, {span}) => sum + 1.5 / secondsOf(span), 0);
    const back = there.reduce((sum, share) => sum + Math.max(0, -rate(share)), 0);
    missing = Math.max(missing, back - paid - slack);
    paid += there.reduce((sum, share) => sum + rate(share), 0);
  }
  return {paid, slack, missing};
}
