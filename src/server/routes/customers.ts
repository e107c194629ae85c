import {addTaxId, changeCustomer, confirmEmail, removeTaxId} from '../rules/customers.js';
import type {RouteHandlers} from './route.js';
import {toWrite} from './to-write.js';

type CustomerRoute = 'changeCustomer' | 'confirmEmail' | 'addTaxId' | 'removeTaxId';

export const customerRoutes: Pick<RouteHandlers, CustomerRoute> = {
  changeCustomer: (call) => changeCustomer(toWrite(call), call.body),
  confirmEmail: (call) => confirmEmail(toWrite(call), call.body.code),
  addTaxId: (call) => addTaxId(toWrite(call), call.body),
  removeTaxId: (call) => removeTaxId(toWrite(call), call.ids.taxId),
};
