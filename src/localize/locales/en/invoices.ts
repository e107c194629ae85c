/** What the invoices say beyond the first screen, in English. */
export const messages = {
  billing: 'Billing',
  moreFailed: 'More could not be loaded',
  showMore: 'Show more',
  shownInvoices: '{count, plural, one {# invoice} other {# invoices}}',
  paidWith: 'With',
  due: 'Due',
  billedTo: 'Billed to',
  quantity: 'Quantity',
  each: 'Each',
  periodFromTo: '{start} to {end}',
  subtotal: 'Subtotal',
  total: 'Total',
  amountDue: 'Still due',
  refundedOn: 'Refunded on {date}',
  creditedOn: 'Credited on {date}',
} as const;
