// Made by `npm run generate` from the route table. Do not edit.
import type {PageRoute, Shape} from '../check.js';

const session: Shape = {mode: 's', role: 's', scopes: ['s'], readOnly: 'b', 'section?': 's', expiresAt: 'd', expiresIn: 'i', endsAt: 'd'};
const configuration: Shape = {features: {subscriptions: {view: 'b'}, invoices: {view: 'b', download: 'b', pay: 'b', export: 'b'}, paymentMethods: {view: 'b', add: 'b', remove: 'b', setDefault: 'b', accepted: ['s']}, cancel: {enabled: 'b'}, usage: {view: 'b'}, billingInformation: {view: 'b', allowedUpdates: ['s']}}, 'brand?': {'colorScheme?': 's', 'tokens?': {'*': 'x'}}, 'copy?': {'messages?': {'*': {'*': 'x'}}}};
const address: Shape = {country: 's'};
const taxId: Shape = {verification: 's'};
const customer: Shape = {'address?': address, 'shipping?': address, taxIds: [taxId]};
const unitPrice: Shape = {amount: 's', currency: 's', exponent: 'i'};
const money: Shape = {amount: 'i', currency: 's', exponent: 'i'};
const interval: Shape = {unit: 's', count: 'i'};
const taxLine: Shape = {inclusive: 'b', amount: money};
export const subscriptionItem: Shape = {kind: 's', 'quantity?': 'i', 'unitPrice?': unitPrice, 'tiers?': [{'upTo?': 'n', 'unitPrice?': unitPrice, 'flat?': money}], interval, 'discount?': money, taxes: [taxLine], total: money};
const totals: Shape = {subtotal: money, 'discount?': money, taxes: [taxLine], total: money};
const period: Shape = {start: 'd', end: 'd'};
const chargeLine: Shape = {kind: 's', 'period?': period, 'quantity?': 'n', 'unitPrice?': unitPrice, amount: money};
const nextPayment: Shape = {at: 'd', certainty: 's', lines: [chargeLine], totals, 'credit?': money, amountDue: money};
const discount: Shape = {'amount?': money, 'endsAt?': 'd'};
const permission: Shape = {allowed: 'b', 'reason?': 's', 'details?': {'*': 'x'}, 'retryAt?': 'd'};
export const subscription: Shape = {status: 's', startedAt: 'd', items: [subscriptionItem], totals, interval, 'currentPeriod?': period, 'nextPayment?': nextPayment, 'trialEndsAt?': 'd', 'cancelsAt?': 'd', 'endsAt?': 'd', 'pausesAt?': 'd', 'pausedAt?': 'd', 'resumesAt?': 'd', 'commitment?': {startsAt: 'd', endsAt: 'd', renews: 'b', 'noticeBy?': 'd'}, 'pendingChange?': {kind: 's', at: 'd'}, 'discount?': discount, collection: 's', actions: {'*': permission}};
export const paymentMethod: Shape = {kind: 's', 'brand?': 's', 'expiry?': {month: 'i', year: 'i'}, status: 's', isDefault: 'b', 'mandate?': {acceptedAt: 'd'}, 'actions?': {'*': permission}};
export const invoiceSummary: Shape = {status: 's', issuedAt: 'd', 'dueAt?': 'd', 'paidAt?': 'd', 'nextAttemptAt?': 'd', total: money, amountDue: money, 'refunded?': money};
const invoicePage: Shape = {items: [invoiceSummary]};
const notice: Shape = {kind: 's', 'amount?': money, 'at?': 'd', 'nextAt?': 'd'};
export const portalAnswer: Shape = {contract: 's', asOf: 'd', session, configuration, customer, 'subscriptions?': [subscription], 'paymentMethods?': [paymentMethod], 'invoices?': invoicePage, 'notices?': [notice], unavailable: {'*': {code: 's', retryable: 'b'}}};
const createdSession: Shape = {sessionToken: 's', expiresAt: 'd', 'portal?': portalAnswer};

export const openHostSession: PageRoute = ['POST', '/v1/access/session', createdSession];
export const readPortal: PageRoute = ['GET', '/v1/portal', portalAnswer];
