import type {Invoice} from '../../contract/invoice.js';
import {BillingInvoicePaidEvent, BillingInvoicePayRequestEvent} from '../../events/write-events.js';
import type {Portal} from '../../state/portal.js';
import {confirmInvoice, type WriteOrder} from '../../state/write.js';
import {toReturnUrl} from './return-url.js';
import type {WriteEvents} from './write-controller.js';

/** Tells that an invoice is paid. */
export const paidEvents: Pick<WriteEvents, 'toDone'> = {
  toDone: ({answer}) => new BillingInvoicePaidEvent(answer['invoice'] as Invoice | undefined),
};

/** A payment as it is begun from wherever it is offered, with what is told around it. */
export function toPayOrder(
  portal: Portal,
  invoiceId: string,
  paymentMethodId: string | undefined,
): {order: WriteOrder; events: WriteEvents} {
  const returnUrl = toReturnUrl();
  const body = {...(paymentMethodId && {paymentMethodId}), ...(returnUrl && {returnUrl})};
  return {
    order: {
      kind: 'pay_invoice',
      resourceId: invoiceId,
      confirm: confirmInvoice(portal, invoiceId),
      send: (requests, key) => requests.payInvoice(invoiceId, body, key),
    },
    events: {...paidEvents, request: new BillingInvoicePayRequestEvent(invoiceId, paymentMethodId)},
  };
}
