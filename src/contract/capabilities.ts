import * as z from 'zod/mini';
import {named, openEnum, type Open} from './schema.js';

/**
 * What a provider can do at all; what it can do with one subscription is that subscription's `actions`. One name for
 * each row in which providers differ (`docs/ports.md` has the table).
 */
export const capabilityNames = [
  'addOns',
  'upcomingPayment',
  'previewChange',
  'changePlan',
  'changeInterval',
  'changeQuantity',
  'chooseProration',
  'scheduleChange',
  'cancelAtPeriodEnd',
  'cancelImmediately',
  'cancelAtDate',
  'undoCancel',
  'cancelReason',
  'pause',
  'pauseUntil',
  'discount',
  'listPaymentMethods',
  'setDefaultPaymentMethod',
  'removePaymentMethod',
  'addPaymentMethod',
  'addBankDebit',
  'addWallet',
  'listInvoices',
  'invoiceLines',
  'invoicePdf',
  'payInvoice',
  'changeContact',
  'changeAddress',
  'taxIds',
  'usage',
  'credit',
  'idempotency',
  'hostedPortal',
  'webhooks',
] as const;
export type CapabilityName = (typeof capabilityNames)[number];

/** `hosted`: only by handing over to the provider's own page or overlay. */
export type Support = Open<'native' | 'partial' | 'hosted' | 'none'>;

/** A capability that is not named is `none`. */
export type Capabilities = Partial<Record<CapabilityName, Support>>;

export const capabilitiesSchema = named(
  'Capabilities',
  z.record(z.string(), openEnum(['native', 'partial', 'hosted', 'none'])),
);
