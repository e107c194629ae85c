import type {CapabilityName, Support} from '../../../contract/capabilities.js';

/**
 * What the sandbox does now, and nothing that it will do later. Every name is here, so that one that is added to the
 * contract is decided here before it compiles.
 */
export const capabilities: Record<CapabilityName, Support> = {
  addOns: 'native',
  upcomingPayment: 'native',
  previewChange: 'partial',
  changePlan: 'none',
  changeInterval: 'none',
  changeQuantity: 'none',
  chooseProration: 'none',
  scheduleChange: 'none',
  cancelAtPeriodEnd: 'native',
  cancelImmediately: 'none',
  cancelAtDate: 'none',
  undoCancel: 'native',
  cancelReason: 'none',
  pause: 'none',
  pauseUntil: 'none',
  discount: 'none',
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
  usage: 'none',
  credit: 'none',
  hostedPortal: 'none',
  webhooks: 'none',
  idempotency: 'native',
};
