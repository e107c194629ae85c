import * as z from 'zod/mini';
import {customerChangeSchema, customerSchema, taxIdInputSchema} from './customer.js';
import {
  fileLinkSchema,
  invoiceExportQuerySchema,
  invoicePageSchema,
  invoiceQuerySchema,
  invoiceSchema,
} from './invoice.js';
import {createdSessionSchema, portalAnswerSchema, portalQuerySchema} from './portal.js';
import {operationSchema, paymentEntrySchema} from './operation.js';
import {paymentMethodKinds, paymentMethodSchema} from './payment-method.js';
import {previewSchema, subscriptionChangeSchema, subscriptionStartSchema} from './preview.js';
import {idSchema, timestampSchema, named} from './schema.js';
import {createSessionSchema, localeSchema, openHostSessionSchema, type Scope} from './session.js';
import {subscriptionSchema} from './subscription.js';
import {usageQuerySchema, usageSchema} from './usage.js';

/** `key`: the merchant's server. `session`: the customer's page. `host`: same origin, the host's own sign-in. */
export type Auth = 'key' | 'session' | 'host' | 'open';

/** What an id in a path names; the generated ownership test tries another customer's for each. */
export type OwnedId = 'invoice' | 'subscription' | 'operation' | 'paymentMethod' | 'taxId';

/** One row of the table that client methods, server routes, checks, OpenAPI and tests are derived from. */
export interface Route {
  auth: Auth;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the mount, with `{name}` for ids. */
  path: string;
  summary: string;
  /** True for a write: it wants an `Idempotency-Key`, and answers with an operation. */
  write?: true;
  /** Needed of a session; a session without it gets 403. */
  scope?: Scope;
  /** What each `{name}` in the path is. */
  ids?: Record<string, OwnedId>;
  query?: z.ZodMiniType;
  body?: z.ZodMiniType;
  /** Absent where the answer has no body (204). */
  answer?: z.ZodMiniType;
  /** Media types of a file that may be answered in place of {@link answer}, which then says where one is. */
  file?: readonly string[];
  /** 200 where absent. */
  status?: 200 | 201 | 204;
}

const emptyBody = z.strictObject({});

/**
 * Where the customer comes back to from a payment step on another site: a page on an allowed origin. The endpoint adds
 * `billing_operation`, which is no secret.
 */
const returnUrlSchema = z.string().check(z.maxLength(2000));

/** Does what a preview showed, paid with the method that is named, or with the one that is due. */
const confirmationSchema = z.strictObject({
  previewId: idSchema,
  paymentMethodId: z.optional(idSchema),
  returnUrl: z.optional(returnUrlSchema),
});

const healthSchema = named(
  'Health',
  z.object({status: z.literal('ok'), mode: z.string(), provider: z.string(), at: timestampSchema}),
);

/** The route table, the only place that names a path. */
export const routes = {
  createSession: {
    auth: 'key',
    method: 'POST',
    path: '/v1/sessions',
    summary: 'Mints a session for one customer.',
    body: createSessionSchema,
    answer: createdSessionSchema,
    status: 201,
  },
  openHostSession: {
    auth: 'host',
    method: 'POST',
    path: '/v1/access/session',
    summary: 'Opens a session for whoever is signed in to the host, on the same origin only.',
    body: openHostSessionSchema,
    answer: createdSessionSchema,
    status: 201,
  },
  signOut: {
    auth: 'session',
    method: 'POST',
    path: '/v1/access/sign-out',
    summary: 'Ends the session; answers the same the second time.',
    body: emptyBody,
    status: 204,
  },
  renewSession: {
    auth: 'session',
    method: 'POST',
    path: '/v1/access/renew',
    summary: 'Gives a fresh token of the same session, inside its absolute lifetime.',
    body: emptyBody,
    answer: createdSessionSchema,
    status: 201,
  },
  readPortal: {
    auth: 'session',
    method: 'GET',
    path: '/v1/portal',
    summary: 'Everything the first screen shows, in one answer.',
    query: portalQuerySchema,
    answer: portalAnswerSchema,
  },
  listInvoices: {
    auth: 'session',
    method: 'GET',
    path: '/v1/portal/invoices',
    summary: "A page of the customer's invoices, newest first.",
    scope: 'invoices:read',
    query: invoiceQuerySchema,
    answer: invoicePageSchema,
  },
  exportInvoices: {
    auth: 'session',
    method: 'GET',
    path: '/v1/portal/invoices/export',
    summary: 'Many invoices in one file: a table, or the PDF of each.',
    scope: 'invoices:export',
    query: invoiceExportQuerySchema,
    answer: fileLinkSchema,
    file: ['text/csv', 'application/zip'],
  },
  readInvoice: {
    auth: 'session',
    method: 'GET',
    path: '/v1/portal/invoices/{invoiceId}',
    summary: 'One invoice with everything that is printed on it.',
    scope: 'invoices:read',
    ids: {invoiceId: 'invoice'},
    answer: invoiceSchema,
  },
  readInvoicePdf: {
    auth: 'session',
    method: 'GET',
    path: '/v1/portal/invoices/{invoiceId}/pdf',
    summary: 'One invoice as a PDF, or where the provider has it.',
    scope: 'invoices:download',
    ids: {invoiceId: 'invoice'},
    query: z.strictObject({locale: z.optional(localeSchema)}),
    answer: fileLinkSchema,
    file: ['application/pdf'],
  },
  payInvoice: {
    auth: 'session',
    method: 'POST',
    path: '/v1/portal/invoices/{invoiceId}/pay',
    summary: 'Pays an invoice that is owed.',
    write: true,
    scope: 'invoices:pay',
    ids: {invoiceId: 'invoice'},
    body: z.strictObject({paymentMethodId: z.optional(idSchema), returnUrl: z.optional(returnUrlSchema)}),
    answer: z.object({operation: operationSchema, invoice: invoiceSchema}),
  },
  previewChange: {
    auth: 'session',
    method: 'POST',
    path: '/v1/portal/subscriptions/{subscriptionId}/preview',
    summary: 'What a change of a subscription would cost, and when.',
    scope: 'subscriptions:read',
    ids: {subscriptionId: 'subscription'},
    body: subscriptionChangeSchema,
    answer: previewSchema,
  },
  changeSubscription: {
    auth: 'session',
    method: 'POST',
    path: '/v1/portal/subscriptions/{subscriptionId}/change',
    summary: 'Does what a preview showed. A preview that has moved is 409 `preview_stale`, with a fresh one.',
    write: true,
    // What the change needs besides, the rules ask for: its action has to be allowed.
    scope: 'subscriptions:read',
    ids: {subscriptionId: 'subscription'},
    body: confirmationSchema,
    answer: z.object({operation: operationSchema, subscription: subscriptionSchema}),
  },
  withdrawPendingChange: {
    auth: 'session',
    method: 'DELETE',
    path: '/v1/portal/subscriptions/{subscriptionId}/pending-change',
    summary: 'Takes back what is planned: another plan, a pause or a cancellation.',
    write: true,
    scope: 'subscriptions:read',
    ids: {subscriptionId: 'subscription'},
    body: emptyBody,
    answer: z.object({operation: operationSchema, subscription: subscriptionSchema}),
  },
  previewStart: {
    auth: 'session',
    method: 'POST',
    path: '/v1/portal/subscriptions/preview',
    summary: 'What another subscription would cost, and when.',
    scope: 'subscriptions:start',
    body: subscriptionStartSchema,
    answer: previewSchema,
  },
  startSubscription: {
    auth: 'session',
    method: 'POST',
    path: '/v1/portal/subscriptions',
    summary: 'Starts what a preview showed: another plan, or one anew.',
    write: true,
    scope: 'subscriptions:start',
    body: confirmationSchema,
    answer: z.object({operation: operationSchema, subscription: z.nullable(subscriptionSchema)}),
  },
  readUsage: {
    auth: 'session',
    method: 'GET',
    path: '/v1/portal/usage',
    summary: 'What was used: meters over a period, with their limits, costs and where they are heading.',
    scope: 'usage:read',
    query: usageQuerySchema,
    answer: usageSchema,
  },
  startPaymentMethodSetup: {
    auth: 'session',
    method: 'POST',
    path: '/v1/portal/payment-methods/setups',
    summary: 'Begins to add a payment method; its data is taken by the payment step.',
    write: true,
    scope: 'payment_methods:write',
    body: z.strictObject({
      kind: z.enum(paymentMethodKinds),
      replaces: z.optional(idSchema),
      subscriptionId: z.optional(idSchema),
      returnUrl: z.optional(returnUrlSchema),
    }),
    answer: z.object({operation: operationSchema, paymentMethods: z.array(paymentMethodSchema)}),
  },
  setDefaultPaymentMethod: {
    auth: 'session',
    method: 'POST',
    path: '/v1/portal/payment-methods/{paymentMethodId}/default',
    summary: 'Makes a payment method the default, or the one that pays for a single subscription.',
    write: true,
    scope: 'payment_methods:default',
    ids: {paymentMethodId: 'paymentMethod'},
    body: z.strictObject({subscriptionId: z.optional(idSchema)}),
    answer: z.object({operation: operationSchema, paymentMethods: z.array(paymentMethodSchema)}),
  },
  removePaymentMethod: {
    auth: 'session',
    method: 'DELETE',
    path: '/v1/portal/payment-methods/{paymentMethodId}',
    summary: 'Removes a payment method that no running subscription depends on.',
    write: true,
    scope: 'payment_methods:remove',
    ids: {paymentMethodId: 'paymentMethod'},
    body: emptyBody,
    answer: z.object({operation: operationSchema, paymentMethods: z.array(paymentMethodSchema)}),
  },
  clearSubscriptionPaymentMethod: {
    auth: 'session',
    method: 'DELETE',
    path: '/v1/portal/subscriptions/{subscriptionId}/payment-method',
    summary: 'Lets a subscription be paid by the default again.',
    write: true,
    scope: 'payment_methods:default',
    ids: {subscriptionId: 'subscription'},
    body: emptyBody,
    answer: z.object({operation: operationSchema, subscription: subscriptionSchema}),
  },
  changeCustomer: {
    auth: 'session',
    method: 'PATCH',
    path: '/v1/portal/customer',
    summary: 'Changes billing details; a new e-mail address is used once it is confirmed.',
    write: true,
    scope: 'customer:write',
    body: customerChangeSchema,
    answer: z.object({operation: operationSchema, customer: customerSchema}),
  },
  confirmEmail: {
    auth: 'session',
    method: 'POST',
    path: '/v1/portal/customer/email/confirm',
    summary: 'Confirms a new e-mail address with the code that was sent to it.',
    write: true,
    scope: 'customer:write',
    body: z.strictObject({code: z.string().check(z.minLength(1), z.maxLength(20))}),
    answer: z.object({operation: operationSchema, customer: customerSchema}),
  },
  addTaxId: {
    auth: 'session',
    method: 'POST',
    path: '/v1/portal/tax-ids',
    summary: 'Adds a tax id; what its register says of it comes later.',
    write: true,
    scope: 'customer:write',
    body: taxIdInputSchema,
    answer: z.object({operation: operationSchema, customer: customerSchema}),
  },
  removeTaxId: {
    auth: 'session',
    method: 'DELETE',
    path: '/v1/portal/tax-ids/{taxId}',
    summary: 'Removes a tax id; invoices that it is printed on keep it.',
    write: true,
    scope: 'customer:write',
    ids: {taxId: 'taxId'},
    body: emptyBody,
    answer: z.object({operation: operationSchema, customer: customerSchema}),
  },
  readOperation: {
    auth: 'session',
    method: 'GET',
    path: '/v1/portal/operations/{operationId}',
    summary: 'What became of a write.',
    ids: {operationId: 'operation'},
    answer: z.object({operation: operationSchema}),
  },
  completeOperation: {
    auth: 'session',
    method: 'POST',
    path: '/v1/portal/operations/{operationId}/complete',
    summary: 'Goes on with a write after its payment step, also under a new session.',
    ids: {operationId: 'operation'},
    body: z.strictObject({}),
    answer: z.object({operation: operationSchema}),
  },
  submitPaymentStep: {
    auth: 'session',
    method: 'POST',
    path: '/v1/portal/operations/{operationId}/step',
    summary:
      'Hands what was entered into a payment step to a provider that takes it through the endpoint, as the sandbox does.',
    ids: {operationId: 'operation'},
    body: z.strictObject({entry: paymentEntrySchema}),
    answer: z.object({operation: operationSchema}),
  },
  readHealth: {
    auth: 'open',
    method: 'GET',
    path: '/v1/health',
    summary: 'Whether the endpoint and its store answer.',
    answer: healthSchema,
  },
  readOpenApi: {
    auth: 'open',
    method: 'GET',
    path: '/v1/openapi.json',
    summary: 'This contract as an OpenAPI 3.1 document.',
    answer: z.record(z.string(), z.unknown()),
  },
} as const satisfies Record<string, Route>;

/** The name of a route, which is also its client method and its server rule. */
export type RouteName = keyof typeof routes;

type Member<K extends RouteName, M extends keyof Route, Without> =
  (typeof routes)[K] extends Record<M, infer S> ? (S extends z.ZodMiniType ? z.output<S> : Without) : Without;

/** What a route's body holds. */
export type BodyOf<K extends RouteName> = Member<K, 'body', undefined>;
/** What a route's query holds, all of it text. */
export type QueryOf<K extends RouteName> = Member<K, 'query', undefined>;
/** What a route answers; undefined for 204. */
export type AnswerOf<K extends RouteName> = Member<K, 'answer', undefined>;
/** The ids in a route's path. */
export type IdsOf<K extends RouteName> = (typeof routes)[K] extends {ids: infer I} ? {[N in keyof I]: string} : object;
