import type {InvoiceSummary} from '../contract/invoice.js';
import type {LocalizeController} from '../localize/localize-controller.js';

/** States that one word says; any other is shown as the provider spells it. */
const plain = {draft: 'draft', pending: 'pending', void: 'void', uncollectible: 'uncollectible'} as const;

/** An invoice's state in words. Paid stays grey with a green dot; only what is owed is coloured. */
export function toInvoiceStatus(
  localize: LocalizeController,
  {status, dueAt, refunded}: Pick<InvoiceSummary, 'status' | 'dueAt' | 'refunded'>,
): {text: string; tone: string} {
  switch (status) {
    case 'paid':
      return {text: localize.term('paid'), tone: 'success'};
    case 'open': {
      const text = dueAt ? localize.term('openDue', {date: localize.date(dueAt, 'short')}) : localize.term('open');
      return {text, tone: 'loud warning'};
    }
    case 'overdue': {
      const text = dueAt
        ? localize.term('overdueSince', {date: localize.date(dueAt, 'short')})
        : localize.term('overdue');
      return {text, tone: 'loud danger'};
    }
    case 'refunded':
    case 'partially_refunded': {
      const text = refunded
        ? localize.term('refundedAmount', {amount: localize.money(refunded)})
        : localize.term('refunded');
      return {text, tone: 'hollow'};
    }
    default: {
      const id = Object.hasOwn(plain, status) ? plain[status as keyof typeof plain] : undefined;
      return {text: id ? localize.term(id) : status.replaceAll('_', ' '), tone: 'hollow'};
    }
  }
}
