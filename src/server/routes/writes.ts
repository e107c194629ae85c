import {
  clearSubscriptionPaymentMethod,
  finishOperation,
  payInvoice,
  readOperation,
  removePaymentMethod,
  setDefaultPaymentMethod,
  startPaymentMethodSetup,
  submitPaymentStep,
} from '../rules/writes.js';
import {toPayment, toWrite} from './to-write.js';
import type {RouteHandlers} from './route.js';

type WriteRoute =
  | 'payInvoice'
  | 'startPaymentMethodSetup'
  | 'setDefaultPaymentMethod'
  | 'removePaymentMethod'
  | 'clearSubscriptionPaymentMethod';

type OperationRoute = 'readOperation' | 'submitPaymentStep' | 'completeOperation';

export const writeRoutes: Pick<RouteHandlers, WriteRoute | OperationRoute> = {
  payInvoice: (call) => payInvoice(toWrite(call), call.ids.invoiceId, toPayment(call.body)),

  startPaymentMethodSetup(call) {
    const {kind, replaces, subscriptionId, returnUrl} = call.body;
    return startPaymentMethodSetup(toWrite(call), {
      kind,
      ...(replaces === undefined ? {} : {replaces}),
      ...(subscriptionId === undefined ? {} : {subscriptionId}),
      ...(returnUrl === undefined ? {} : {returnUrl}),
    });
  },

  setDefaultPaymentMethod: (call) =>
    setDefaultPaymentMethod(toWrite(call), call.ids.paymentMethodId, call.body.subscriptionId),

  removePaymentMethod: (call) => removePaymentMethod(toWrite(call), call.ids.paymentMethodId),

  clearSubscriptionPaymentMethod: (call) => clearSubscriptionPaymentMethod(toWrite(call), call.ids.subscriptionId),

  readOperation: async ({context, scope, session, ids}) => ({
    operation: await readOperation(context, scope, session, ids.operationId),
  }),

  submitPaymentStep: async ({context, scope, session, ids, body}) => ({
    operation: await submitPaymentStep(context, scope, session, {operationId: ids.operationId, entry: body.entry}),
  }),

  completeOperation: async ({context, scope, session, ids}) => ({
    operation: await finishOperation(context, scope, session, ids.operationId),
  }),
};
