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
export const operationKinds = [
  'pay_invoice',
  'change_subscription',
  'start_subscription',
  'withdraw_pending_change',
  'set_up_payment_method',
  'set_default_payment_method',
  'remove_payment_method',
  'clear_subscription_payment_method',
  'change_customer',
  'confirm_email',
  'add_tax_id',
  'remove_tax_id',
] as const;
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
    /** The invoice, the subscription or the payment method that it is about; null where it is about none of them. */
    resourceId: z.nullable(idSchema),
    state: openEnum(['succeeded', 'requires_payment', 'checking', 'failed']),
    /** Only with `requires_payment`. */
    paymentStep: z.optional(paymentStepSchema),
    /** Why it failed, as an error code: `payment_declined`, `challenge_failed`, … Only with `failed`. */
    code: z.optional(z.string()),
  }),
);
export type Operation = z.infer<typeof operationSchema>;

/** What a customer enters into a form that the provider takes through the endpoint: a few short texts by name. */
export const paymentEntrySchema = z.record(z.string().check(z.maxLength(40)), z.string().check(z.maxLength(200)));
export type PaymentEntry = z.infer<typeof paymentEntrySchema>;
