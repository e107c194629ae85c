import * as z from 'zod/mini';
import {periodSchema} from './charge.js';
import {moneySchema, unitPriceSchema} from './money.js';
import {idSchema, named, openEnum, timestampSchema} from './schema.js';

/** Use of one thing over a span of time, as it was counted. */
export const meterSchema = named(
  'Meter',
  z.object({
    id: idSchema,
    name: z.string(),
    /** What is counted, such as "GB"; null where the name says it. */
    unit: z.nullable(z.string()),
    /** The subscription that it belongs to; null where it belongs to the customer. */
    subscriptionId: z.nullable(idSchema),
    period: periodSchema,
    /** `sum`: it grows with every use and begins anew with a period. `last`: as much as there is, such as seats or storage. */
    aggregation: openEnum(['sum', 'last']),
    used: z.number(),
    /** How much is included, or there is; null without a limit. */
    limit: z.nullable(z.number()),
    /** What happens at the limit: more can be used and is `charged`, or nothing more can be (`blocked`). */
    beyondLimit: openEnum(['charged', 'blocked']),
    /** What one costs beyond the limit; null where none does, or where the price has tiers. */
    unitPrice: z.nullable(unitPriceSchema),
    /** What it has cost so far beyond what is included, before tax; null where nothing can be said. */
    cost: z.nullable(moneySchema),
    /** How much it will be at the end of the period at the present pace; null for a period that is over, and where nothing can be said. */
    projected: z.nullable(z.number()),
    /** What that will cost beyond what is included, before tax. */
    projectedCost: z.nullable(moneySchema),
    /** When it begins anew; null for what does not. */
    resetsAt: z.nullable(timestampSchema),
    grain: openEnum(['day', 'month']),
    /** The use in each day or month from `at` on; of `last`, what there was at its end. The earliest first, none to come. */
    points: z.array(z.object({at: timestampSchema, value: z.number()})),
  }),
);
export type Meter = z.infer<typeof meterSchema>;

/** What can be asked of usage: all meters in the present period, by day, where nothing is said. */
export const usageQuerySchema = z.strictObject({
  meter: z.optional(idSchema),
  subscriptionId: z.optional(idSchema),
  /** First instant, inclusive. */
  from: z.optional(timestampSchema),
  /** Last instant, exclusive. */
  to: z.optional(timestampSchema),
  grain: z.optional(z.enum(['day', 'month'])),
});
export type UsageQueryText = z.infer<typeof usageQuerySchema>;

/** Meters over one period, and the periods that can be asked for. */
export const usageSchema = named(
  'Usage',
  z.object({
    meters: z.array(meterSchema),
    /** The newest first. */
    periods: z.array(periodSchema),
  }),
);
export type Usage = z.infer<typeof usageSchema>;
