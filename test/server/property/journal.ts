import type {Period} from '../../../src/contract/charge.js';
import type {ProviderSubscription, SubscriptionChange} from '../../../src/server/ports/provider.js';
import type {World} from '../../../src/server/providers/sandbox/world.js';
import {isCountedFrom, priceByHand} from './counting.js';
import {findTwice, toShares, type Cap} from './spans.js';

/** What a history must keep, looked at after every step of it. */

/** Throws unless it is so; the message is the sentence that is not true. */
export function must(isSo: boolean, what: () => string): void {
  if (!isSo) throw new Error(what());
}

/** What is kept of one subscription. */
interface Kept {
  end: string | null;
  anchor: string | null;
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
    this.#lookAtMoney(world, customerId);
    for (const row of rows) this.#lookAtPeriod(world, row, causes.get(row.id) ?? 'clock');
    for (const row of rows) this.#lookAtTime(world, row.id);
  }

  #lookAtMoney(world: World, customerId: string): void {
    const invoices = world.invoices.filter((row) => row.customerId === customerId);
    const credit = world.customers.find(({id}) => id === customerId)?.credit ?? 0;
    must(credit >= 0, () => `a balance is never below zero, got ${credit}`);
    const applied = invoices.reduce((sum, row) => sum + (row.applied ?? 0), 0);
    must(credit === this.#balanceAtFirst - applied, () => `a balance of ${credit} that invoices do not explain`);
    let net = 0;
    for (const {paidAt, totals, applied: own = 0} of invoices) {
      if (paidAt === null) continue;
      must(totals.total.amount - own >= 0, () => `nothing below zero is charged, got ${totals.total.amount - own}`);
      net += totals.total.amount;
      must(net >= 0, () => `no more is given back than was paid: ${net}`);
    }
    const taken = invoices.reduce(
      (sum, row) => sum + (row.paidAt === null ? 0 : row.totals.total.amount - (row.applied ?? 0)),
      0,
    );
    must(taken >= this.#taken, () => `what was taken stays taken: ${this.#taken}, then ${taken}`);
    must(credit <= this.#balanceAtFirst + taken, () => `a balance of ${credit} that nobody has paid`);
    this.#taken = taken;
  }

  #lookAtPeriod(world: World, row: ProviderSubscription, cause: Cause): void {
    const {id, currentPeriod: period, interval, billingAnchor: anchor, status} = row;
    const before = this.#kept.get(id) ?? {end: null, anchor: null, caps: [], exempt: []};
    const end = period?.end ?? null;
    const isMoved = end !== null && before.end !== null && end !== before.end;
    if (isMoved && cause === 'change')
      throw new Error(`the period of "${id}" ends ${end} and not ${before.end} any more`);
    if (isMoved && cause === 'clock')
      must((period?.start ?? '') >= (before.end ?? ''), () => `the period of "${id}" moved to ${end}`);
    if (cause === 'change' && anchor !== null && before.anchor !== null) {
      must(anchor === before.anchor, () => `the day of billing of "${id}" moved from ${before.anchor} to ${anchor}`);
    }
    if (period !== null && status !== 'trialing' && anchor !== null) {
      const isCounted = isCountedFrom(anchor, interval, period.end) && isCountedFrom(anchor, interval, period.start);
      must(
        isCounted,
        () => `${period.start} to ${period.end} is no period from ${anchor} by ${interval.count} ${interval.unit}`,
      );
    }
    this.#kept.set(id, {...before, end, anchor});
    const gross = this.#price(world, row);
    if (period !== null) before.caps.push({span: period, amount: gross});
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
    const paid = world.invoices.filter((row) => row.subscriptionId === id && row.status !== 'void');
    const twice = findTwice(paid.flatMap(toShares), kept.caps, kept.exempt);
    must(twice === null, () => `no time of "${id}" is charged twice, but ${twice}`);
  }
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
