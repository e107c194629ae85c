// Made by `npm run generate` from the route table. Do not edit.
import type {PageRoute, Shape} from '../check.js';
import {money, totals, chargeLine, subscription, paymentMethod, invoicePage, createdSession} from './first.js';

const credit: Shape = {kind: 's', at: 'd', amount: money};
const address: Shape = {country: 's'};
const invoice: Shape = {status: 's', issuedAt: 'd', 'dueAt?': 'd', 'paidAt?': 'd', total: money, amountDue: money, 'refunded?': money, lines: [chargeLine], totals, credits: [credit], 'billedTo?': {'address?': address}, 'paidWith?': paymentMethod};
const paymentStep: Shape = {kind: 's'};
const operation: Shape = {kind: 's', state: 's', 'paymentStep?': paymentStep};
const preview: Shape = {certainty: 's', validUntil: 'd', 'effectiveAt?': 'd', 'dueNow?': money, lines: [chargeLine], 'totals?': totals, 'next?': {at: 'd', amount: money}};

export const signOut: PageRoute = ['POST', '/v1/access/sign-out'];
export const renewSession: PageRoute = ['POST', '/v1/access/renew', createdSession];
export const listInvoices: PageRoute = ['GET', '/v1/portal/invoices', invoicePage];
export const readInvoice: PageRoute = ['GET', '/v1/portal/invoices/{invoiceId}', invoice];
export const payInvoice: PageRoute = ['POST', '/v1/portal/invoices/{invoiceId}/pay', {operation, invoice}];
export const previewChange: PageRoute = ['POST', '/v1/portal/subscriptions/{subscriptionId}/preview', preview];
export const changeSubscription: PageRoute = ['POST', '/v1/portal/subscriptions/{subscriptionId}/change', {operation, subscription}];
export const startPaymentMethodSetup: PageRoute = ['POST', '/v1/portal/payment-methods/setups', {operation, paymentMethods: [paymentMethod]}];
export const readOperation: PageRoute = ['GET', '/v1/portal/operations/{operationId}', {operation}];
export const completeOperation: PageRoute = ['POST', '/v1/portal/operations/{operationId}/complete', {operation}];
