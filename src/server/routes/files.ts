import {exportInvoices} from '../rules/invoice-export.js';
import {readInvoicePdf} from '../rules/invoice-files.js';
import type {RouteHandlers} from './route.js';

export const fileRoutes: Pick<RouteHandlers, 'readInvoicePdf' | 'exportInvoices'> = {
  readInvoicePdf: ({context, scope, session, ids, query}) =>
    readInvoicePdf(context, scope, session, {invoiceId: ids.invoiceId, locale: query.locale}),

  exportInvoices: ({context, scope, session, query, request}) =>
    exportInvoices(context, {...scope, gone: request.signal}, session, query),
};
