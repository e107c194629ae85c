import * as z from 'zod/mini';
import {moneySchema, unitPriceSchema} from './money.js';
import {named, openEnum, timestampSchema} from './schema.js';

/** A span of time, from `start` up to and not including `end`. */
export const periodSchema = named('Period', z.object({start: timestampSchema, end: timestampSchema}));
export type Period = z.infer<typeof periodSchema>;

/** One line of an invoice, of the next payment or of a preview: the amounts are the provider's, before tax. */
export const chargeLineSchema = named(
  'ChargeLine',
  z.object({
    kind: openEnum(['plan', 'add_on', 'metered', 'proration', 'discount', 'one_off']),
    description: z.string(),
    /** What the line is for beyond its name, such as "August, above 2,000". */
    note: z.nullable(z.string()),
    period: z.nullable(periodSchema),
    quantity: z.nullable(z.number()),
    unitPrice: z.nullable(unitPriceSchema),
    /** Negative for credits and discounts. */
    amount: moneySchema,
  }),
);
export type ChargeLine = z.infer<typeof chargeLineSchema>;

/** One tax as it is printed: the authority's name for it, its rate, and the provider's amount. */
export const taxLineSchema = named(
  'TaxLine',
  z.object({
    name: z.string(),
    /** A decimal string, `"19"` for 19 %; null where the provider gives no rate. */
    percent: z.nullable(z.string()),
    /** True where the prices already contain it. */
    inclusive: z.boolean(),
    amount: moneySchema,
  }),
);
export type TaxLine = z.infer<typeof taxLineSchema>;

/** The sums of a charge, all from the provider: the page never adds money up. */
export const totalsSchema = named(
  'Totals',
  z.object({
    subtotal: moneySchema,
    /** Negative: what comes off the subtotal. */
    discount: z.nullable(moneySchema),
    taxes: z.array(taxLineSchema),
    total: moneySchema,
  }),
);
export type Totals = z.infer<typeof totalsSchema>;
