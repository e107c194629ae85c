import type {Period} from '../../../src/contract/charge.js';
import type {ProviderSubscription, SubscriptionChange} from '../../../src/server/ports/provider.js';
import type {World} from '../../../src/server/providers/sandbox/world.js';
import {isCountedFrom, priceByHand} from './counting.js';
import {expectMoney, sumTaken} from './money-rules.js';
import {must} from './must.js';
import {findTwice, toShares, type Cap} from './spans.js';

/** What a history must keep, looked at after every step of it. */

/** What is kept of one subscription. */
interface Kept {
  end: string | null;
  anchor: string | null;
  interval: string;
  /** True where a pause was planned: periods are counted from the day on which it goes on. */
  willPause: boolean;
  caps: Cap[];
  exempt: Period[];
}

/** How an end of a period may have come about. */
export type Cause = 'change' | 'clock' | 'new_period' | 'going_on';

/** Follows the subscriptions and the money of one customer through a history. */
export class Journal {
  readonly #kept = new Map<string, Kept>();
  readonly #balanceAtFirst: number;
  #taken = 0;

  constructor(balanceAtFirst: number) {
    this.#balanceAtFirst = balanceAtFirst;
  }

  /** The time that is left of a period was paid for and is given up. */
  forfeit(id: string, from: string, until: string): void {
    this.#kept.get(id)?.exempt.push({start: from, end: until});
  }

  /** Looks at everything. `causes` says of a subscription what could have moved its period; the clock otherwise. */
  look(
    world: World,
    rows: readonly ProviderSubscription[],
    customerId: string,
    causes: ReadonlyMap<string, Cause>,
  ): void {
    expectMoney(world, customerId, this.#balanceAtFirst);
    const taken = sumTaken(world, customerId);
    must(taken >= this.#taken, () => `what was taken stays taken: ${this.#taken}, then ${taken}`);
    this.#taken = taken;
    for (const row of rows) this.#lookAtPeriod(world, row, causes.get(row.id) ?? 'clock');
    for (const row of rows) this.#lookAtTime(world, row.id);
    for (const {id, status} of rows) {
      const isOwed = world.invoices.some((row) => row.subscriptionId === id && row.status === 'open');
      must(status !== 'active' || !isOwed, () => `"${id}" is active and not paid for`);
    }
  }

  #lookAtPeriod(world: World, row: ProviderSubscription, cause: Cause): void {
    const {id, currentPeriod: period, billingAnchor: anchor} = row;
    const interval = `${row.interval.count} ${row.interval.unit}`;
    const before = this.#kept.get(id);
    if (before !== undefined) expectRule(before, row, cause, interval);
    if (period !== null && row.status !== 'trialing' && anchor !== null) {
      const isCounted = [period.start, period.end].every((at) => isCountedFrom(anchor, row.interval, at));
      must(isCounted, () => `${period.start} to ${period.end} is no period from ${anchor} by ${interval}`);
    }
    const {caps, exempt}: Pick<Kept, 'caps' | 'exempt'> = before ?? {caps: [], exempt: []};
    const willPause = row.pausesAt !== null;
    this.#kept.set(id, {end: period?.end ?? null, anchor, interval, willPause, caps, exempt});
    const gross = this.#price(world, row);
    if (period !== null) caps.push({span: period, amount: gross});
    must(row.totals.subtotal.amount === gross, () => `"${id}" costs ${row.totals.subtotal.amount} and not ${gross}`);
  }

  #price(world: World, {items}: ProviderSubscription): number {
    return items.reduce((sum, {priceId, quantity}) => {
      const price = world.prices.find((candidate) => candidate.id === priceId);
      return sum + (price === undefined || quantity === null ? 0 : priceByHand(price, quantity));
    }, 0);
  }

  #lookAtTime(world: World, id: string): void {
    const kept = this.#kept.get(id);
    if (kept === undefined) return;
    const issued = world.invoices.filter((row) => row.subscriptionId === id && row.status !== 'void');
    const twice = findTwice({invoices: issued.map(toShares), ...kept});
    must(twice === null, () => `no time of "${id}" is charged or given back twice, but ${twice}`);
  }
}

/** Ends of periods and days of billing move only by rule: what is paused has neither until it goes on. */
function expectRule(before: Kept, row: ProviderSubscription, cause: Cause, interval: string): void {
  const {id, currentPeriod: period, billingAnchor: anchor} = row;
  if (period === null || before.end === null || cause === 'new_period' || cause === 'going_on') return;
  const isKept =
    cause === 'change' ? period.end === before.end : period.end === before.end || period.start >= before.end;
  must(isKept, () => `the period of "${id}" ends ${period.end} and not ${before.end} any more`);
  if (interval !== before.interval || (cause === 'clock' && before.willPause)) return;
  must(anchor === before.anchor, () => `the day of billing of "${id}" moved from ${before.anchor} to ${anchor}`);
}

/** What a change may do to the period of its subscription. */
export function toCause(
  change: SubscriptionChange,
  before: ProviderSubscription | undefined,
  intervalAfter: string,
): Cause {
  switch (change.kind) {
    case 'plan': {
      if (change.billing.timing === 'period_end') return 'change';
      const isSameInterval =
        before !== undefined && `${before.interval.count} ${before.interval.unit}` === intervalAfter;
      const endsTrial = before?.status === 'trialing';
      return change.billing.anchor === 'now' || !isSameInterval || endsTrial ? 'new_period' : 'change';
    }
    case 'restart':
    case 'start':
      return 'new_period';
    case 'unpause':
      return 'going_on';
    default:
      return 'change';
  }
}
