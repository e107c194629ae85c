// Made by `npm run generate` from the route table. Do not edit.
import type {PageRoute, Shape} from '../check.js';

const session: Shape = {};
const customer: Shape = {};
const unitPrice: Shape = {amount: 's', currency: 's', exponent: 'i'};
const subscriptionItem: Shape = {kind: 's', 'quantity?': 'i', 'unitPrice?': unitPrice};
export const money: Shape = {amount: 'i', currency: 's', exponent: 'i'};
const taxLine: Shape = {inclusive: 'b', amount: money};
export const totals: Shape = {subtotal: money, 'discount?': money, taxes: [taxLine], total: money};
const interval: Shape = {unit: 's', count: 'i'};
const period: Shape = {start: 'd', end: 'd'};
export const chargeLine: Shape = {kind: 's', 'period?': period, 'quantity?': 'n', 'unitPrice?': unitPrice, amount: money};
const nextPayment: Shape = {at: 'd', certainty: 's', lines: [chargeLine], totals, amountDue: money};
export const subscription: Shape = {status: 's', startedAt: 'd', items: [subscriptionItem], totals, interval, 'currentPeriod?': period, 'nextPayment?': nextPayment, 'trialEndsAt?': 'd', 'cancelsAt?': 'd', 'endsAt?': 'd', 'resumesAt?': 'd'};
export const paymentMethod: Shape = {kind: 's', isDefault: 'b'};
const invoiceSummary: Shape = {status: 's', issuedAt: 'd', 'dueAt?': 'd', total: money, 'refunded?': money};
export const invoicePage: Shape = {items: [invoiceSummary]};
const portalAnswer: Shape = {contract: 's', asOf: 'd', session, customer, 'subscriptions?': [subscription], 'paymentMethods?': [paymentMethod], 'invoices?': invoicePage, unavailable: {'*': {code: 's', retryable: 'b'}}};
export const createdSession: Shape = {sessionToken: 's', expiresAt: 'd', 'portal?': portalAnswer};

export const openHostSession: PageRoute = ['POST', '/v1/access/session', createdSession];
export const readPortal: PageRoute = ['GET', '/v1/portal', portalAnswer];
