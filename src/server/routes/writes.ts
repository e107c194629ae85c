import {BillingError} from '../../contract/errors.js';
import {
  changeSubscription,
  clearSubscriptionPaymentMethod,
  finishOperation,
  payInvoice,
  readOperation,
  removePaymentMethod,
  setDefaultPaymentMethod,
  startPaymentMethodSetup,
  submitPaymentStep,
  withdrawPendingChange,
} from '../rules/writes.js';
import {previewChange} from '../rules/previews.js';
import type {WriteCall} from '../rules/write-call.js';
import type {RouteCall, RouteHandlers} from './route.js';

type WriteRoute =
  | 'payInvoice'
  | 'changeSubscription'
  | 'withdrawPendingChange'
  | 'startPaymentMethodSetup'
  | 'setDefaultPaymentMethod'
  | 'removePaymentMethod'
  | 'clearSubscriptionPaymentMethod';

function toWrite({context, scope, session, idempotencyKey}: RouteCall<WriteRoute>): WriteCall {
  return {context, scope, session, idempotencyKey};
}

type OperationRoute = 'readOperation' | 'submitPaymentStep' | 'completeOperation';

export const writeRoutes: Pick<RouteHandlers, WriteRoute | OperationRoute | 'previewChange' | 'previewStart' | 'startSubscription'> = {
  payInvoice(call) {
    const {paymentMethodId, returnUrl} = call.body;
    return payInvoice(toWrite(call), call.ids.invoiceId, {
      ...(paymentMethodId === undefined ? {} : {paymentMethodId}),
      ...(returnUrl === undefined ? {} : {returnUrl}),
    });
  },

  previewChange: ({context, scope, session, ids, body}) =>
    previewChange(context, scope, session, ids.subscriptionId, body),

  changeSubscription: (call) => changeSubscription(toWrite(call), call.ids.subscriptionId, call.body.previewId),

  withdrawPendingChange: (call) => withdrawPendingChange(toWrite(call), call.ids.subscriptionId),

  previewStart: () => Promise.reject(new BillingError('provider_cannot')),
  startSubscription: () => Promise.reject(new BillingError('provider_cannot')),

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
