import * as z from 'zod/mini';
import {chargeLineSchema, totalsSchema} from './charge.js';
import {addressSchema, printedTaxIdSchema} from './customer.js';
import {moneySchema} from './money.js';
import {paymentMethodSchema} from './payment-method.js';
import {idSchema, named, openEnum, pageOf, timestampSchema, type Open} from './schema.js';
import {localeSchema} from './session.js';

/** The known states of an invoice; `overdue` is derived on the server from `open` and the due date. */
export const invoiceStatuses = [
  'draft',
  'pending',
  'open',
  'paid',
  'overdue',
  'void',
  'uncollectible',
  'refunded',
  'partially_refunded',
] as const;
export type InvoiceStatus = Open<(typeof invoiceStatuses)[number]>;

/** An invoice as a list shows it. One-off purchases are invoices without a subscription. */
export const invoiceSummarySchema = named(
  'InvoiceSummary',
  z.object({
    id: idSchema,
    /** What is printed on it; null for a draft. */
    number: z.nullable(z.string()),
    status: openEnum(invoiceStatuses),
    issuedAt: timestampSchema,
    dueAt: z.nullable(timestampSchema),
    paidAt: z.nullable(timestampSchema),
    /** When it is tried again by itself; absent or null where it is not, or where the provider does not tell. */
    nextAttemptAt: z.optional(z.nullable(timestampSchema)),
    /** What it is for, in the provider's words. */
    description: z.nullable(z.string()),
    subscriptionId: z.nullable(idSchema),
    total: moneySchema,
    amountDue: moneySchema,
    /** What has been paid back, null where nothing was. */
    refunded: z.nullable(moneySchema),
  }),
);
export type InvoiceSummary = z.infer<typeof invoiceSummarySchema>;

/** Money that went back: a refund to the method it came from, or a credit note. */
export const creditSchema = named(
  'Credit',
  z.object({
    kind: openEnum(['refund', 'credit_note']),
    at: timestampSchema,
    number: z.nullable(z.string()),
    reason: z.nullable(z.string()),
    amount: moneySchema,
  }),
);
export type Credit = z.infer<typeof creditSchema>;

/** An invoice with everything that is printed on it. */
export const invoiceSchema = named(
  'Invoice',
  z.extend(invoiceSummarySchema, {
    lines: z.array(chargeLineSchema),
    totals: totalsSchema,
    credits: z.array(creditSchema),
    /** As printed then, not as the customer is now. */
    billedTo: z.nullable(
      z.object({
        name: z.nullable(z.string()),
        address: z.nullable(addressSchema),
        /** Absent where the provider does not tell. */
        taxIds: z.optional(z.array(printedTaxIdSchema)),
      }),
    ),
    /** The method it was paid with, where the provider tells. */
    paidWith: z.nullable(paymentMethodSchema),
  }),
);
export type Invoice = z.infer<typeof invoiceSchema>;

/** A page of invoices, newest first. */
export const invoicePageSchema = named('InvoicePage', pageOf(invoiceSummarySchema));
export type InvoicePage = z.infer<typeof invoicePageSchema>;

const dateSchema = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/** Which invoices are meant. All values are text, as a query string carries them. */
const filter = {
  status: z.optional(z.enum(invoiceStatuses)),
  /** First day, inclusive, in UTC. */
  from: z.optional(dateSchema),
  /** Last day, inclusive, in UTC. */
  to: z.optional(dateSchema),
  subscriptionId: z.optional(idSchema),
  /** Text to find in number and description. */
  query: z.optional(z.string().check(z.maxLength(200))),
};

/** How invoices are asked for, a page at a time. */
export const invoiceQuerySchema = z.strictObject({
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
  /** 1 to 100, 20 where absent. */
  limit: z.optional(z.string().check(z.regex(/^([1-9]\d?|100)$/))),
  ...filter,
});
export type InvoiceQueryText = z.infer<typeof invoiceQuerySchema>;

/** How many invoices are asked for at once: those that a filter finds, or those of the ids. */
export const invoiceExportQuerySchema = z.strictObject({
  /** A table of 10,000 at most, or the PDF of each of 100 at most. */
  format: z.enum(['csv', 'zip']),
  /** Up to 100 ids, with commas between them; no filter goes with them. */
  ids: z.optional(z.string().check(z.regex(/^[^,]{1,255}(,[^,]{1,255}){0,99}$/))),
  /** The language of the PDFs, BCP 47. */
  locale: z.optional(localeSchema),
  ...filter,
});
export type InvoiceExportQuery = z.infer<typeof invoiceExportQuerySchema>;

/** Where a file of the provider's is; the customer's own click opens it. */
export const fileLinkSchema = named('FileLink', z.object({url: z.string(), expiresAt: timestampSchema}));
export type FileLink = z.infer<typeof fileLinkSchema>;
