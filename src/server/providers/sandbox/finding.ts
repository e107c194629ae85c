import {BillingError} from '../../../contract/errors.js';
import {listAll} from './reading.js';
import type {InvoiceRecord, PaymentMethodRecord, SubscriptionRecord, World} from './world.js';

/** One record of one customer. Each throws `not_found` for an id that is unknown or another customer's. */

function own<T extends {customerId: string}>(record: T | undefined, customerId: string): T {
  if (record === undefined || record.customerId !== customerId) throw new BillingError('not_found');
  return record;
}

/** An invoice, also one of the history. */
export function getInvoice(world: World, customerId: string, invoiceId: string): InvoiceRecord {
  const found = listAll(world).find(({id}) => id === invoiceId);
  return own(found, customerId);
}

/** A subscription in any state. */
export function getSubscription(world: World, customerId: string, subscriptionId: string): SubscriptionRecord {
  const found = world.subscriptions.find(({id}) => id === subscriptionId);
  return own(found, customerId);
}

/** A payment method. */
export function getPaymentMethod(world: World, customerId: string, paymentMethodId: string): PaymentMethodRecord {
  const found = world.paymentMethods.find(({id}) => id === paymentMethodId);
  return own(found, customerId);
}

/** What one customer has under the reference of a payment step. */
export function getOwnReference<T extends {reference: string; customerId: string}>(
  records: readonly T[],
  customerId: string,
  reference: string,
): T {
  return own(getByReference(records, reference), customerId);
}

/** What is known under the reference of a payment step, whoever's it is. Throws `not_found` for one that is none. */
export function getByReference<T extends {reference: string}>(records: readonly T[], reference: string): T {
  const found = records.find((record) => record.reference === reference);
  if (found === undefined) throw new BillingError('not_found');
  return found;
}

/** The result of work that made new references, unless it throws or `isVain`: then the next ones are the same again. */
export function keepReferences<T>(world: World, work: () => T, isVain: (result: T) => boolean = () => false): T {
  const {nextReference} = world;
  let isKept = false;
  try {
    const result = work();
    isKept = !isVain(result);
    return result;
  } finally {
    if (!isKept) world.nextReference = nextReference;
  }
}

/** A new reference or id that nothing else has. */
export function createReference(world: World, prefix: 'seti' | 'pi' | 'pm' | 'txi' | 'si' | 'sub'): string {
  return `${prefix}_sandbox${world.nextReference++}`;
}
