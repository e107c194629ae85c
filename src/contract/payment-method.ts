import * as z from 'zod/mini';
import {idSchema, named, openEnum, timestampSchema} from './schema.js';
import {permissionSchema, type Permission} from './subscription.js';

/** The kinds that can be added. */
export const paymentMethodKinds = ['card', 'bank_debit', 'wallet'] as const;
export type PaymentMethodKind = (typeof paymentMethodKinds)[number];

/** What a customer may do with a payment method; each is allowed, or refused with a reason. */
export const paymentMethodActions = ['setDefault', 'replace', 'remove'] as const;
export type PaymentMethodAction = (typeof paymentMethodActions)[number];

/** What the customer agreed to, so that a bank account may be debited. */
const mandateSchema = z.object({reference: z.string(), acceptedAt: timestampSchema});

/** Brands that have a picture of their own. */
export const paymentMethodBrands = ['visa', 'mastercard', 'amex', 'sepa', 'paypal'] as const;

/** A way to pay, as the customer recognises it. Never card data: brand and last four come from the provider. */
export const paymentMethodSchema = named(
  'PaymentMethod',
  z.object({
    id: idSchema,
    kind: openEnum(paymentMethodKinds),
    /** `visa`, `mastercard`, `sepa`, `paypal`, …; unknown brands get the generic picture of their kind. */
    brand: z.nullable(openEnum(paymentMethodBrands)),
    last4: z.nullable(z.string()),
    /** The bank or the wallet's account, where the provider tells it. */
    label: z.nullable(z.string()),
    /** Month 1 to 12; null for methods that do not expire. */
    expiry: z.nullable(z.object({month: z.int().check(z.gte(1), z.lte(12)), year: z.int()})),
    /** `pending` until a bank has confirmed it: nothing can be charged to it before. */
    status: openEnum(['active', 'expiring', 'expired', 'pending']),
    isDefault: z.boolean(),
    /** Only of bank debits. */
    mandate: z.optional(z.nullable(mandateSchema)),
    /** In the list of methods only: an invoice tells no more than what it was paid with. */
    actions: z.optional(z.record(z.string(), permissionSchema)),
  }),
);
export type PaymentMethod = Omit<z.infer<typeof paymentMethodSchema>, 'actions'> & {
  actions?: Partial<Record<PaymentMethodAction, Permission>> | undefined;
};
