import {listInvoices, readInvoice} from '../rules/invoices.js';
import {readPortal} from '../rules/portal.js';
import {readUsage} from '../rules/usage.js';
import type {RouteHandlers} from './route.js';

export const portalRoutes: Pick<RouteHandlers, 'readPortal' | 'listInvoices' | 'readInvoice' | 'readUsage'> = {
  readPortal: ({context, scope, session, query}) => readPortal(context, scope, session, query.include),
  listInvoices: ({context, scope, session, query}) => listInvoices(context, scope, session, query),
  readUsage: ({context, scope, session, query}) => readUsage(context, scope, session, query),
  readInvoice: ({context, scope, session, ids}) => readInvoice(context, scope, session, ids.invoiceId),
};
