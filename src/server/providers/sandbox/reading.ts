import type {Invoice} from '../../../contract/invoice.js';
import type {PaymentMethod} from '../../../contract/payment-method.js';
import type {
  InvoiceQuery,
  Owned,
  OwnedPage,
  Price,
  ProviderCustomer,
  ProviderSubscription,
} from '../../ports/provider.js';
import {listHistory} from './history.js';
import {isWanted, toInvoice, toInvoiceSummary} from './map-invoice.js';
import {toCustomer, toPaymentMethod, toPrice, toSubscription} from './map.js';
import {compareNewestFirst, toPage} from './paging.js';
import type {InvoiceRecord, World} from './world.js';

/** The port's questions, answered from a world as it is at one time. */

/** A world at an instant, and whose rows may be given out. */
export interface View {
  world: World;
  now: string;
  /** The customer who is asked for; null gives out everybody's rows. */
  customerId: string | null;
}

function isSeen({customerId}: View): (row: {customerId: string}) => boolean {
  return (row) => customerId === null || row.customerId === customerId;
}

/** The customer with one of the two ids, or null. */
export function findCustomer(
  {world, now}: View,
  by: {customerId: string} | {externalId: string},
): ProviderCustomer | null {
  const found = world.customers.find(({id, externalId}) =>
    'customerId' in by ? id === by.customerId : externalId === by.externalId,
  );
  return found === undefined ? null : toCustomer(found, now);
}

/** All subscriptions that may be seen, in every state. */
export function listSubscriptions(view: View): ProviderSubscription[] {
  return view.world.subscriptions.filter(isSeen(view)).map((record) => toSubscription(view.world, record, view.now));
}

/** The prices in the order they are asked for; an unknown id gives none. */
export function readPrices({world}: View, priceIds: readonly string[]): Price[] {
  const found = priceIds.flatMap((wanted) => world.prices.filter(({id}) => id === wanted));
  return found.map((price) => toPrice(world, price));
}

/** All payment methods that may be seen. */
export function listPaymentMethods(view: View): Owned<PaymentMethod>[] {
  const {world, now} = view;
  return world.paymentMethods.filter(isSeen(view)).map((record) => toPaymentMethod(world, record, now));
}

/** A page, newest first. Throws `invalid_request` for a cursor that is none. */
export function listInvoices(view: View, query: InvoiceQuery): OwnedPage {
  const {world, now} = view;
  const isOwn = isSeen(view);
  const wanted = listAll(world).filter((record) => isOwn(record) && isWanted(record, query, now));
  const {items, nextCursor} = toPage(wanted.sort(compareNewestFirst), query.limit, query.cursor);
  return {items: items.map((record) => toInvoiceSummary(record, now)), nextCursor};
}

/** Null for an id that is unknown or another customer's. */
export function readInvoice({world, now, customerId}: View, invoiceId: string): Owned<Invoice> | null {
  const found = listAll(world).find((record) => record.id === invoiceId && record.customerId === customerId);
  return found === undefined ? null : toInvoice(world, found, now);
}

/** Every invoice of a world, those of its history too. */
export function listAll(world: World): InvoiceRecord[] {
  return [...listHistory(world), ...world.invoices];
}
