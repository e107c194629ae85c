import * as z from 'zod/mini';
import {idSchema, named, openEnum} from './schema.js';

/** A way to pay, as the customer recognises it. Never card data: brand and last four come from the provider. */
export const paymentMethodSchema = named(
  'PaymentMethod',
  z.object({
    id: idSchema,
    kind: openEnum(['card', 'bank_debit', 'wallet']),
    /** `visa`, `mastercard`, `sepa`, `paypal`, …; unknown brands get the generic picture of their kind. */
    brand: z.nullable(z.string()),
    last4: z.nullable(z.string()),
    /** The bank or the wallet's account, where the provider tells it. */
    label: z.nullable(z.string()),
    /** Month 1 to 12; null for methods that do not expire. */
    expiry: z.nullable(z.object({month: z.int().check(z.gte(1), z.lte(12)), year: z.int()})),
    status: openEnum(['active', 'expiring', 'expired', 'pending']),
    isDefault: z.boolean(),
  }),
);
export type PaymentMethod = z.infer<typeof paymentMethodSchema>;
