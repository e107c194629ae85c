import {
  changeSubscription,
  finishOperation,
  payInvoice,
  readOperation,
  startPaymentMethodSetup,
  type WriteCall,
} from '../rules/writes.js';
import {previewChange} from '../rules/previews.js';
import type {RouteCall, RouteHandlers} from './route.js';

type WriteRoute = 'payInvoice' | 'changeSubscription' | 'startPaymentMethodSetup';

function toWrite({context, scope, session, idempotencyKey}: RouteCall<WriteRoute>): WriteCall {
  return {context, scope, session, idempotencyKey};
}

export const writeRoutes: Pick<RouteHandlers, WriteRoute | 'previewChange' | 'readOperation' | 'completeOperation'> = {
  payInvoice: (call) => payInvoice(toWrite(call), call.ids.invoiceId, call.body.paymentMethodId),

  previewChange: ({context, scope, session, ids, body}) =>
    previewChange(context, scope, session, ids.subscriptionId, body),

  changeSubscription: (call) => changeSubscription(toWrite(call), call.ids.subscriptionId, call.body.previewId),

  startPaymentMethodSetup(call) {
    const {kind, replaces, subscriptionId} = call.body;
    return startPaymentMethodSetup(toWrite(call), {
      kind,
      ...(replaces === undefined ? {} : {replaces}),
      ...(subscriptionId === undefined ? {} : {subscriptionId}),
    });
  },

  readOperation: async ({context, scope, session, ids}) => ({
    operation: await readOperation(context, scope, session, ids.operationId),
  }),

  completeOperation: async ({context, scope, session, ids}) => ({
    operation: await finishOperation(context, scope, session, ids.operationId),
  }),
};
