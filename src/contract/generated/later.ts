// Made by `npm run generate` from the route table. Do not edit.
import type {PageRoute, Shape} from '../check.js';
import {address, customer, money, totals, chargeLine, subscription, paymentMethod, invoicePage, createdSession} from './first.js';

const fileLink: Shape = {expiresAt: 'd'};
const credit: Shape = {kind: 's', at: 'd', amount: money};
const printedTaxId: Shape = {};
const invoice: Shape = {status: 's', issuedAt: 'd', 'dueAt?': 'd', 'paidAt?': 'd', 'nextAttemptAt?': 'd', total: money, amountDue: money, 'refunded?': money, lines: [chargeLine], totals, credits: [credit], 'billedTo?': {'address?': address, 'taxIds?': [printedTaxId]}, 'paidWith?': paymentMethod};
const paymentStep: Shape = {kind: 's'};
const operation: Shape = {kind: 's', state: 's', 'paymentStep?': paymentStep};
const preview: Shape = {certainty: 's', validUntil: 'd', 'effectiveAt?': 'd', 'dueNow?': money, lines: [chargeLine], 'totals?': totals, 'next?': {at: 'd', amount: money}};

export const signOut: PageRoute = ['POST', '/v1/access/sign-out'];
export const renewSession: PageRoute = ['POST', '/v1/access/renew', createdSession];
export const listInvoices: PageRoute = ['GET', '/v1/portal/invoices', invoicePage];
export const exportInvoices: PageRoute = ['GET', '/v1/portal/invoices/export', fileLink];
export const readInvoice: PageRoute = ['GET', '/v1/portal/invoices/{invoiceId}', invoice];
export const readInvoicePdf: PageRoute = ['GET', '/v1/portal/invoices/{invoiceId}/pdf', fileLink];
export const payInvoice: PageRoute = ['POST', '/v1/portal/invoices/{invoiceId}/pay', {operation, invoice}];
export const previewChange: PageRoute = ['POST', '/v1/portal/subscriptions/{subscriptionId}/preview', preview];
export const changeSubscription: PageRoute = ['POST', '/v1/portal/subscriptions/{subscriptionId}/change', {operation, subscription}];
export const startPaymentMethodSetup: PageRoute = ['POST', '/v1/portal/payment-methods/setups', {operation, paymentMethods: [paymentMethod]}];
export const setDefaultPaymentMethod: PageRoute = ['POST', '/v1/portal/payment-methods/{paymentMethodId}/default', {operation, paymentMethods: [paymentMethod]}];
export const removePaymentMethod: PageRoute = ['DELETE', '/v1/portal/payment-methods/{paymentMethodId}', {operation, paymentMethods: [paymentMethod]}];
export const clearSubscriptionPaymentMethod: PageRoute = ['DELETE', '/v1/portal/subscriptions/{subscriptionId}/payment-method', {operation, subscription}];
export const changeCustomer: PageRoute = ['PATCH', '/v1/portal/customer', {operation, customer}];
export const confirmEmail: PageRoute = ['POST', '/v1/portal/customer/email/confirm', {operation, customer}];
export const addTaxId: PageRoute = ['POST', '/v1/portal/tax-ids', {operation, customer}];
export const removeTaxId: PageRoute = ['DELETE', '/v1/portal/tax-ids/{taxId}', {operation, customer}];
export const readOperation: PageRoute = ['GET', '/v1/portal/operations/{operationId}', {operation}];
export const completeOperation: PageRoute = ['POST', '/v1/portal/operations/{operationId}/complete', {operation}];
export const submitPaymentStep: PageRoute = ['POST', '/v1/portal/operations/{operationId}/step', {operation}];
