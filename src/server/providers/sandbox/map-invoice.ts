import type {Credit, Invoice, InvoiceStatus, InvoiceSummary} from '../../../contract/invoice.js';
import type {Money} from '../../../contract/money.js';
import type {InvoiceQuery, Owned} from '../../ports/provider.js';
import {toOwed} from './charging.js';
import {toPaymentMethod} from './map.js';
import type {InvoiceRecord, World} from './world.js';

/** From invoice records to the shapes of the port, as they are at a given time, and what a query asks of them. */

/** An invoice as a list shows it. */
export function toInvoiceSummary(record: InvoiceRecord, now: string): Owned<InvoiceSummary> {
  const {id, customerId, subscriptionId, sequence, issuedAt, dueAt, paidAt, description, totals} = record;
  const status = toStatus(record, now);
  const isSettled = paidAt !== null || status === 'void' || status === 'draft';
  return {
    id,
    customerId,
    number: `LF-${sequence}`,
    status,
    issuedAt,
    dueAt,
    paidAt,
    nextAttemptAt: record.status === 'open' ? (record.nextAttemptAt ?? null) : null,
    description,
    subscriptionId,
    total: totals.total,
    amountDue: isSettled ? {...totals.total, amount: 0} : toOwed(record),
    refunded: toRefunded(record.credits),
  };
}

/** An invoice with everything that is printed on it. */
export function toInvoice(world: World, record: InvoiceRecord, now: string): Owned<Invoice> {
  const {lines, totals, credits, billedTo} = record;
  const summary = toInvoiceSummary(record, now);
  if (record.paidWith === null) return {...summary, lines, totals, credits, billedTo, paidWith: null};
  const {customerId: _owner, ...paidWith} = toPaymentMethod(world, record.paidWith, now);
  return {...summary, lines, totals, credits, billedTo, paidWith};
}

function toRefunded(credits: readonly Credit[]): Money | null {
  const refunds = credits.filter(({kind}) => kind === 'refund');
  const first = refunds[0];
  if (first === undefined) return null;
  return {...first.amount, amount: refunds.reduce((sum, {amount}) => sum + amount.amount, 0)};
}

function toStatus({status, dueAt, totals, credits}: InvoiceRecord, now: string): InvoiceStatus {
  if (status === 'open' && dueAt !== null && dueAt <= now) return 'overdue';
  const refunded = toRefunded(credits);
  if (status !== 'paid' || refunded === null) return status;
  return refunded.amount >= totals.total.amount ? 'refunded' : 'partially_refunded';
}

/** True for an invoice that a query asks for; its customer, its page and its order are not looked at. */
export function isWanted(record: InvoiceRecord, query: InvoiceQuery, now: string): boolean {
  const {status, from, to, subscriptionId, query: text} = query;
  if (subscriptionId !== undefined && record.subscriptionId !== subscriptionId) return false;
  if (from !== undefined && Date.parse(record.issuedAt) < Date.parse(from)) return false;
  if (to !== undefined && Date.parse(record.issuedAt) >= Date.parse(to)) return false;
  if (status !== undefined && toStatus(record, now) !== status) return false;
  if (text === undefined) return true;
  return `LF-${record.sequence}\n${record.description}`.toLowerCase().includes(text.trim().toLowerCase());
}
