import type {CapabilityName, Support} from '../../../contract/capabilities.js';

/**
 * What the sandbox does now, and nothing that it will do later. Every name is here, so that one that is added to the
 * contract is decided here before it compiles.
 */
export const capabilities: Record<CapabilityName, Support> = {
  addOns: 'native',
  upcomingPayment: 'native',
  previewChange: 'native',
  changePlan: 'native',
  changeInterval: 'native',
  changeQuantity: 'native',
  chooseProration: 'native',
  scheduleChange: 'native',
  cancelAtPeriodEnd: 'native',
  cancelImmediately: 'native',
  cancelAtDate: 'none',
  undoCancel: 'native',
  cancelReason: 'none',
  pause: 'native',
  pauseUntil: 'native',
  discount: 'native',
  listPaymentMethods: 'native',
  setDefaultPaymentMethod: 'native',
  removePaymentMethod: 'native',
  addPaymentMethod: 'native',
  addBankDebit: 'native',
  addWallet: 'native',
  listInvoices: 'native',
  invoiceLines: 'native',
  invoicePdf: 'none',
  payInvoice: 'native',
  changeContact: 'native',
  changeAddress: 'native',
  taxIds: 'native',
  usage: 'native',
  credit: 'native',
  hostedPortal: 'none',
  webhooks: 'none',
  idempotency: 'native',
};

/** What differs for a provider that can do less. */
export const limitedCapabilities: Partial<Record<CapabilityName, Support>> = {
  addOns: 'none',
  changePlan: 'partial',
  changeInterval: 'none',
  changeQuantity: 'partial',
  pause: 'none',
  pauseUntil: 'none',
};
