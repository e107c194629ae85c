// Made by `npm run generate` from the route table. Do not edit.
import type {PageRoute, Shape} from '../check.js';
import {money, totals, chargeLine, paymentMethod, invoicePage, createdSession} from './first.js';

const credit: Shape = {kind: 's', at: 'd', amount: money};
const address: Shape = {country: 's'};
const invoice: Shape = {status: 's', issuedAt: 'd', 'dueAt?': 'd', 'paidAt?': 'd', total: money, amountDue: money, 'refunded?': money, lines: [chargeLine], totals, credits: [credit], 'billedTo?': {'address?': address}, 'paidWith?': paymentMethod};

export const signOut: PageRoute = ['POST', '/v1/access/sign-out'];
export const renewSession: PageRoute = ['POST', '/v1/access/renew', createdSession];
export const listInvoices: PageRoute = ['GET', '/v1/portal/invoices', invoicePage];
export const readInvoice: PageRoute = ['GET', '/v1/portal/invoices/{invoiceId}', invoice];
