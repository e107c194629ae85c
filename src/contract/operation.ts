import * as z from 'zod/mini';
import {idSchema, named, openEnum} from './schema.js';

/** How a payment, or a new payment method, is finished in the page. Card data never passes through this contract. */
export const paymentStepSchema = named(
  'PaymentStep',
  z.union([
    z.looseObject({kind: z.literal('element'), driver: z.string()}),
    z.looseObject({kind: z.literal('overlay'), driver: z.string()}),
    z.object({kind: z.literal('redirect'), url: z.string()}),
  ]),
);
export type PaymentStep = z.infer<typeof paymentStepSchema>;

/** The kinds of writes. */
export const operationKinds = ['pay_invoice', 'change_subscription', 'set_up_payment_method'] as const;
export type OperationKind = (typeof operationKinds)[number];

/**
 * A write, from the moment it was asked for: an intent that is recorded before the provider is called. `checking` cannot
 * be known yet, and is read back rather than repeated; `requires_payment` goes on after its payment step.
 */
export const operationSchema = named(
  'Operation',
  z.object({
    id: idSchema,
    kind: openEnum(operationKinds),
    state: openEnum(['succeeded', 'requires_payment', 'checking', 'failed']),
    /** Only with `requires_payment`. */
    paymentStep: z.optional(paymentStepSchema),
    /** Why it failed, as an error code: `payment_declined`, `challenge_failed`, … Only with `failed`. */
    code: z.optional(z.string()),
  }),
);
export type Operation = z.infer<typeof operationSchema>;
