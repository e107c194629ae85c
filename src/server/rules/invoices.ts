import {BillingError} from '../../contract/errors.js';
import type {Invoice, InvoicePage, InvoiceQueryText} from '../../contract/invoice.js';
import type {InvoiceQuery, Owned} from '../ports/provider.js';
import type {Context, Scope} from './context.js';
import {dropForeign} from './ownership.js';
import type {Session} from './sessions.js';

/** How many of a provider's pages are read at most to find one row that a restricted session may see. */
const pagesAtMost = 5;

/** A page of invoices, newest first; never a row of another customer or of a subscription out of bounds. */
export async function listInvoices(
  context: Context,
  scope: Scope,
  session: Session,
  text: InvoiceQueryText,
): Promise<InvoicePage> {
  let query = toQuery(text, session);
  for (let page = 1; ; page++) {
    const {items, nextCursor} = await context.provider.listInvoices(session.customerId, query, {signal: scope.signal});
    const own = dropForeign(context, scope, session.customerId, items).filter((row) => isVisible(row, session));
    if (own.length > 0 || nextCursor === null || page === pagesAtMost)
      return {items: own.map((row) => toShown(row, session)), nextCursor};
    query = {...query, cursor: nextCursor};
  }
}

/** One invoice. Throws `not_found` for one that is not this customer's, as for one that does not exist. */
export async function readInvoice(
  context: Context,
  scope: Scope,
  session: Session,
  invoiceId: string,
): Promise<Invoice> {
  const invoice = await context.provider.readInvoice(session.customerId, invoiceId, {signal: scope.signal});
  const own = invoice === null ? [] : dropForeign(context, scope, session.customerId, [invoice]);
  if (own[0] === undefined || !isVisible(own[0], session)) throw new BillingError('not_found');
  return toShown(own[0], session);
}

function isVisible(row: {subscriptionId: string | null}, session: Session): boolean {
  return session.restrictTo === null || (row.subscriptionId !== null && session.restrictTo.has(row.subscriptionId));
}

/** Without the owner, and without the method it was paid with where the session may not read methods. */
function toShown<T extends object>(row: Owned<T>, {scopes}: Session): Omit<Owned<T>, 'customerId'> {
  const {customerId: _owner, ...rest} = row;
  return scopes.has('payment_methods:read') || !('paidWith' in rest) ? rest : {...rest, paidWith: null};
}

function toQuery(text: InvoiceQueryText, session: Session): InvoiceQuery {
  const {limit, from, to, subscriptionId, ...rest} = text;
  const only = session.restrictTo?.size === 1 ? [...session.restrictTo][0] : undefined;
  const wanted = subscriptionId ?? only;
  return {
    ...definedOnly(rest),
    limit: limit === undefined ? 20 : Number(limit),
    ...(from === undefined ? {} : {from: toInstant(from, 'from', 0)}),
    ...(to === undefined ? {} : {to: toInstant(to, 'to', 1)}),
    ...(wanted === undefined ? {} : {subscriptionId: wanted}),
  };
}

/** The first instant of a day, `days` later. The pattern admits 2026-02-31, which is no day: `invalid_request`. */
function toInstant(date: string, field: string, days: number): string {
  const start = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(start.getTime()) || start.toISOString().slice(0, 10) !== date) {
    throw new BillingError('invalid_request', {field, message: `"${field}" is not a day`});
  }
  return new Date(start.getTime() + days * 86_400_000).toISOString();
}

type Defined<T> = {[K in keyof T]?: Exclude<T[K], undefined>};

function definedOnly<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>;
}
