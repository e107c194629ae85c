import type {InvoiceSummary} from '../../contract/invoice.js';
import type {Subscription} from '../../contract/subscription.js';
import type {SummaryHost} from './subscription-panel.js';

/** An invoice that waits to be paid. */
export type OpenInvoice = Pick<InvoiceSummary, 'id' | 'amountDue' | 'dueAt' | 'issuedAt' | 'nextAttemptAt'>;

/** The oldest invoice of a subscription that is still to be paid; undefined where none is, or where none may be seen. */
export function findOpenInvoice(host: SummaryHost, {id}: Subscription): OpenInvoice | undefined {
  const invoices = host.find('invoices');
  if (invoices.state !== 'ready') return undefined;
  return invoices.value.items.findLast(
    (invoice) =>
      invoice.subscriptionId === id &&
      (invoice.status === 'open' || invoice.status === 'overdue') &&
      invoice.amountDue.amount > 0,
  );
}
