import * as z from 'zod/mini';
import {moneySchema, unitPriceSchema} from './money.js';
import {idSchema, named} from './schema.js';
import {intervalSchema, permissionSchema, tierSchema, type Permission} from './subscription.js';

/** How many of something can be subscribed to: from `minimum` to `maximum`, in steps. */
export const quantityRangeSchema = named(
  'QuantityRange',
  z.object({
    minimum: z.int(),
    /** Null where there is no end. */
    maximum: z.nullable(z.int()),
    step: z.int().check(z.gte(1)),
  }),
);
export type QuantityRange = z.infer<typeof quantityRangeSchema>;

/** What a longer interval costs less. The page never adds money up: the difference is the endpoint's. */
export const savingSchema = named(
  'Saving',
  z.object({
    /** For one unit over one interval; never rounded up. */
    amount: moneySchema,
    /** The price with a shorter interval that it is compared with. */
    comparedWith: idSchema,
    /** How many of the shorter intervals are one of these. */
    times: z.int().check(z.gte(2)),
  }),
);
export type Saving = z.infer<typeof savingSchema>;

/** What a plan or an add-on costs for one interval. */
export const catalogPriceSchema = named(
  'CatalogPrice',
  z.object({
    id: idSchema,
    interval: intervalSchema,
    /** Null where the price has tiers. */
    unitPrice: z.nullable(unitPriceSchema),
    tiers: z.nullable(z.array(tierSchema)),
    /** What one unit is called where it is not simply one ("seat"). */
    unit: z.nullable(z.string()),
    /** Absent or null where it costs as much as shorter intervals do, or where that cannot be said. */
    saving: z.optional(z.nullable(savingSchema)),
  }),
);
export type CatalogPrice = z.infer<typeof catalogPriceSchema>;

/** Something that can be had beside a plan. */
export const catalogAddOnSchema = named(
  'CatalogAddOn',
  z.object({
    id: idSchema,
    name: z.string(),
    description: z.nullable(z.string()),
    prices: z.array(catalogPriceSchema),
    /** Null where it is had once or not at all. */
    quantity: z.nullable(quantityRangeSchema),
  }),
);
export type CatalogAddOn = z.infer<typeof catalogAddOnSchema>;

/** A plan that is on offer, or that the customer has. */
export const catalogPlanSchema = named(
  'CatalogPlan',
  z.object({
    id: idSchema,
    name: z.string(),
    description: z.nullable(z.string()),
    /** The order of plans: a move to a higher one is an upgrade. */
    rank: z.int(),
    /** What it comes with, in the merchant's words. */
    features: z.array(z.string()),
    /** How much of each meter is included, by the meter's id. */
    limits: z.record(z.string(), z.number()),
    /** One for each interval. */
    prices: z.array(catalogPriceSchema),
    addOns: z.array(catalogAddOnSchema),
    /** Null where it is had once. */
    quantity: z.nullable(quantityRangeSchema),
  }),
);
export type CatalogPlan = z.infer<typeof catalogPlanSchema>;

/** What one subscription can become. */
export const subscriptionMovesSchema = named(
  'SubscriptionMoves',
  z.object({
    /** How many of its seats are in use; null where nobody counts them. */
    inUse: z.nullable(z.int()),
    /** May it move there? By the id of a plan's price; the present one has no entry. */
    prices: z.record(z.string(), permissionSchema),
  }),
);
export type SubscriptionMoves = Omit<z.infer<typeof subscriptionMovesSchema>, 'prices'> & {
  prices: Record<string, Permission>;
};

/** What is on offer, with what this customer may take of it. */
export const catalogSchema = named(
  'Catalog',
  z.object({
    /** By rank, the lowest first. */
    plans: z.array(catalogPlanSchema),
    /** By subscription. */
    moves: z.record(z.string(), subscriptionMovesSchema),
    /** May another subscription to it be started? By the id of a plan's price. */
    start: z.record(z.string(), permissionSchema),
  }),
);
export type Catalog = Omit<z.infer<typeof catalogSchema>, 'moves' | 'start'> & {
  moves: Record<string, SubscriptionMoves>;
  start: Record<string, Permission>;
};
