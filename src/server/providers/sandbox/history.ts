import {addDays} from './calendar.js';
import {toBilledTo} from './charging.js';
import {multiply, toTotals} from './invoicing.js';
import {getRecord, type InvoiceHistory, type InvoiceRecord, type World} from './world.js';

/** A long history of invoices, made from its rule when somebody first asks for it, and made once. */

const made = new WeakMap<InvoiceHistory, InvoiceRecord[]>();

/** The invoices of a world's history; empty where it has none. */
export function listHistory(world: World): readonly InvoiceRecord[] {
  if (world.history === null) return [];
  const known = made.get(world.history);
  if (known !== undefined) return known;
  const rows = makeHistory(world, world.history);
  made.set(world.history, rows);
  return rows;
}

function makeHistory(world: World, history: InvoiceHistory): InvoiceRecord[] {
  const packs = [100, 250, 500, 1000].map((credits) => makePack(world, history, credits));
  const rows: InvoiceRecord[] = [];
  for (let index = 0, at = history.newestAt; index < history.count; index++) {
    if (index > 0 && index % history.perDay === 0) at = addDays(at, -1);
    const sequence = history.newestNumber - index;
    const pack = packs[sequence % packs.length] as ReturnType<typeof makePack>;
    rows.push({...pack, id: `in_lf${sequence}`, sequence, issuedAt: at, paidAt: at});
  }
  return rows;
}

/** What the invoices over the same number of credits share. */
function makePack(world: World, {customerId}: InvoiceHistory, credits: number) {
  const customer = getRecord(world.customers, customerId);
  const unitPrice = {amount: '4.5', ...customer.currency};
  const description = `${credits} dispatch credits`;
  const amount = multiply(unitPrice, credits);
  const lines = [{kind: 'one_off', description, note: null, period: null, quantity: credits, unitPrice, amount}];
  return {
    customerId,
    subscriptionId: null,
    status: 'paid',
    dueAt: null,
    description,
    lines,
    totals: toTotals(lines, customer.tax, customer.currency),
    credits: [],
    billedTo: toBilledTo(customer),
    paidWith: world.paymentMethods.find(({id}) => id === customer.defaultPaymentMethodId) ?? null,
  };
}
