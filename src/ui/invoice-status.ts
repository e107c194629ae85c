import type {InvoiceSummary} from '../contract/invoice.js';
import type {LocalizeController} from '../localize/localize-controller.js';
import {toStateName} from './state-name.js';

/** An invoice's state in words. Paid stays grey with a green dot; only what is owed is coloured. */
export function toInvoiceStatus(
  localize: LocalizeController,
  {status, dueAt, refunded}: Pick<InvoiceSummary, 'status' | 'dueAt' | 'refunded'>,
): {text: string; tone: string} {
  const due = dueAt ? {date: localize.date(dueAt, 'short')} : undefined;
  const name = toStateName(localize, status);
  switch (status) {
    case 'paid':
      return {text: name, tone: 'success'};
    case 'open':
      return {text: due ? localize.term('openDue', due) : name, tone: 'loud warning'};
    case 'overdue':
      return {text: due ? localize.term('overdueSince', due) : name, tone: 'loud danger'};
    default:
      return {
        text: refunded ? localize.term('refundedAmount', {amount: localize.money(refunded)}) : name,
        tone: 'hollow',
      };
  }
}
