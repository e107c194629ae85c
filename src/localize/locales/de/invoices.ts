import type {GroupMessages} from '../../messages.js';

/** What the invoices say beyond the first screen, in German. */
export const messages: GroupMessages<'invoices'> = {
  billing: 'Abrechnung',
  moreFailed: 'Weitere Rechnungen konnten nicht geladen werden',
  showMore: 'Mehr anzeigen',
  shownInvoices: '{count, plural, one {# Rechnung} other {# Rechnungen}}',
  paidWith: 'Bezahlt mit',
  due: 'Fällig am',
  billedTo: 'Rechnung an',
  quantity: 'Menge',
  each: 'Einzelpreis',
  periodFromTo: '{start} bis {end}',
  subtotal: 'Zwischensumme',
  total: 'Gesamt',
  amountDue: 'Noch zu zahlen',
  refundedOn: 'Erstattet am {date}',
  creditedOn: 'Gutgeschrieben am {date}',
};
