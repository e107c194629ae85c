import {addTaxId, changeCustomer, confirmEmail, removeTaxId} from '../rules/customers.js';
import type {WriteCall} from '../rules/write-call.js';
import type {RouteCall, RouteHandlers} from './route.js';

type CustomerRoute = 'changeCustomer' | 'confirmEmail' | 'addTaxId' | 'removeTaxId';

function toWrite({context, scope, session, idempotencyKey}: RouteCall<CustomerRoute>): WriteCall {
  return {context, scope, session, idempotencyKey};
}

export const customerRoutes: Pick<RouteHandlers, CustomerRoute> = {
  changeCustomer: (call) => changeCustomer(toWrite(call), call.body),
  confirmEmail: (call) => confirmEmail(toWrite(call), call.body.code),
  addTaxId: (call) => addTaxId(toWrite(call), call.body),
  removeTaxId: (call) => removeTaxId(toWrite(call), call.ids.taxId),
};
