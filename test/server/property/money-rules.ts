import type {PreviewAmounts} from '../../../src/server/ports/provider.js';
import type {InvoiceRecord, World} from '../../../src/server/providers/sandbox/world.js';
import {must} from './must.js';

/** What holds of a customer's money whatever happens. */

/** What was taken from methods for an invoice: what it comes to without what the balance paid, once it is paid. */
const takenFor = ({paidAt, totals, applied = 0}: InvoiceRecord) =>
  paidAt === null ? 0 : totals.total.amount - applied;

/** All that was taken from a customer's methods so far, in minor units. */
export function sumTaken({invoices}: World, customerId: string): number {
  return invoices.filter((row) => row.customerId === customerId).reduce((sum, row) => sum + takenFor(row), 0);
}

/** What a customer's balance holds, in minor units. */
function readBalance({customers}: World, customerId: string): number {
  return customers.find(({id}) => id === customerId)?.credit ?? 0;
}

/**
 * A balance is never below zero, comes from invoices alone, and is never more than was paid; nothing below zero is charged,
 * and at no time was more given back than paid. `first` is the balance at the beginning.
 */
export function expectMoney(world: World, customerId: string, first: number): void {
  const invoices = world.invoices.filter((row) => row.customerId === customerId);
  const balance = readBalance(world, customerId);
  const applied = invoices.reduce((sum, row) => sum + (row.applied ?? 0), 0);
  must(balance >= 0, () => `a balance is never below zero, got ${balance}`);
  must(balance === first - applied, () => `a balance of ${balance} that invoices do not explain`);
  must(balance <= first + sumTaken(world, customerId), () => `a balance of ${balance} that nobody has paid`);
  let net = 0;
  for (const row of invoices) {
    must(takenFor(row) >= 0, () => `nothing below zero is charged, got ${takenFor(row)}`);
    net += row.paidAt === null ? 0 : row.totals.total.amount;
    must(net >= 0, () => `no more is given back than was paid: ${net}`);
    expectTax(row);
  }
}

/** When money moved, and how. */
interface Moved {
  before: World;
  after: World;
  customerId: string;
  /** An hour later the same is due, and less is left of what was paid. */
  isLate: boolean;
}

/** What was taken, and what the balance paid, is what a preview said, to the minor unit. */
export function expectTaken({dueNow, totals}: PreviewAmounts, {before, after, customerId, isLate}: Moved) {
  const taken = sumTaken(after, customerId) - sumTaken(before, customerId);
  const used = readBalance(before, customerId) - readBalance(after, customerId);
  must(taken === dueNow?.amount, () => `${taken} was taken where ${dueNow?.amount} was due`);
  const total = totals?.total.amount ?? 0;
  const isSame = isLate || taken + used === total;
  must(isSame, () => `${total} is the total, of which ${taken} was taken and ${used} off the balance`);
  return {taken, used};
}

/** A tax is its share of what it is a tax of, also of what is given back; each line may be a unit off by rounding. */
function expectTax({lines, totals, sequence}: InvoiceRecord): void {
  const net = totals.subtotal.amount + (totals.discount?.amount ?? 0);
  for (const {percent, inclusive, amount} of totals.taxes) {
    const rate = Number(percent) / 100;
    const share = inclusive ? (net * rate) / (1 + rate) : net * rate;
    const isShare = Math.abs(amount.amount - share) <= lines.length + 1;
    must(isShare, () => `the tax of ${net} on invoice ${sequence} is about ${share}, got ${amount.amount}`);
  }
}
