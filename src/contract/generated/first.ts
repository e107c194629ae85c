// Made by `npm run generate` from the route table. Do not edit.
import type {PageRoute, Shape} from '../check.js';

const session: Shape = {id: 's', subject: 's', mode: 's', role: 's', scopes: ['s'], readOnly: 'b', 'locale?': 's', expiresAt: 'd', endsAt: 'd'};
const configuration: Shape = {id: 's', version: 's', features: {subscriptions: {view: 'b'}, invoices: {view: 'b'}, paymentMethods: {view: 'b'}}};
const capabilities: Shape = {'*': 's'};
export const address: Shape = {'line1?': 's', 'line2?': 's', 'city?': 's', 'region?': 's', 'postalCode?': 's', country: 's'};
const taxId: Shape = {id: 's', type: 's', value: 's', 'country?': 's', verification: 's'};
const customer: Shape = {id: 's', 'externalId?': 's', 'name?': 's', 'email?': 's', 'pendingEmail?': 's', 'phone?': 's', 'address?': address, 'shipping?': address, taxIds: [taxId], 'locale?': 's'};
const unitPrice: Shape = {amount: 's', currency: 's', exponent: 'i'};
export const money: Shape = {amount: 'i', currency: 's', exponent: 'i'};
const interval: Shape = {unit: 's', count: 'i'};
const taxLine: Shape = {name: 's', 'percent?': 's', inclusive: 'b', amount: money};
const subscriptionItem: Shape = {id: 's', kind: 's', priceId: 's', name: 's', 'description?': 's', 'unit?': 's', 'quantity?': 'i', 'unitPrice?': unitPrice, 'tiers?': [{'upTo?': 'n', 'unitPrice?': unitPrice, 'flat?': money}], interval, 'discount?': money, taxes: [taxLine], total: money};
export const totals: Shape = {subtotal: money, 'discount?': money, taxes: [taxLine], total: money};
const period: Shape = {start: 'd', end: 'd'};
export const chargeLine: Shape = {kind: 's', description: 's', 'note?': 's', 'period?': period, 'quantity?': 'n', 'unitPrice?': unitPrice, amount: money};
const nextPayment: Shape = {at: 'd', certainty: 's', lines: [chargeLine], totals, amountDue: money};
const discount: Shape = {name: 's', 'percent?': 's', 'amount?': money, 'endsAt?': 'd'};
const permission: Shape = {allowed: 'b', 'reason?': 's', 'details?': {'*': 'x'}, 'retryAt?': 'd'};
const subscription: Shape = {id: 's', status: 's', name: 's', 'planId?': 's', startedAt: 'd', items: [subscriptionItem], totals, interval, 'currentPeriod?': period, 'billingAnchor?': 'd', 'nextBillingAt?': 'd', 'nextPayment?': nextPayment, 'trialEndsAt?': 'd', 'cancelsAt?': 'd', 'endsAt?': 'd', 'pausesAt?': 'd', 'pausedAt?': 'd', 'resumesAt?': 'd', 'commitment?': {startsAt: 'd', endsAt: 'd', renews: 'b', 'noticeBy?': 'd'}, 'pendingChange?': {kind: 's', at: 'd', 'to?': 's'}, 'discount?': discount, 'paymentMethodId?': 's', collection: 's', version: 's', actions: {'*': permission}};
export const paymentMethod: Shape = {id: 's', kind: 's', 'brand?': 's', 'last4?': 's', 'label?': 's', 'expiry?': {month: 'i', year: 'i'}, status: 's', isDefault: 'b'};
const invoiceSummary: Shape = {id: 's', 'number?': 's', status: 's', issuedAt: 'd', 'dueAt?': 'd', 'paidAt?': 'd', 'description?': 's', 'subscriptionId?': 's', total: money, amountDue: money, 'refunded?': money};
export const invoicePage: Shape = {items: [invoiceSummary], 'nextCursor?': 's'};
const portalAnswer: Shape = {contract: 's', asOf: 'd', session, configuration, capabilities, customer, 'subscriptions?': [subscription], 'paymentMethods?': [paymentMethod], 'invoices?': invoicePage, unavailable: {'*': {code: 's', retryable: 'b', correlationId: 's'}}};
export const createdSession: Shape = {sessionToken: 's', expiresAt: 'd', customerId: 's', 'portal?': portalAnswer};

export const openHostSession: PageRoute = ['POST', '/v1/access/session', createdSession];
export const readPortal: PageRoute = ['GET', '/v1/portal', portalAnswer];
