import * as z from 'zod/mini';
import {moneySchema} from './money.js';
import {idSchema, named, openEnum, timestampSchema} from './schema.js';

/** What may wait for the customer. */
export const noticeKinds = [
  'payment_failed',
  'card_expires',
  'card_expired',
  'trial_ends',
  'change_pending',
  'contract_ends',
] as const;

/** Something that waits for the customer, derived on the server from what else it answers. The most pressing comes first. */
export const noticeSchema = named(
  'Notice',
  z.object({
    kind: openEnum(noticeKinds),
    /** The subscription that is at stake. */
    subscriptionId: z.nullable(idSchema),
    /** The invoice to pay. */
    invoiceId: z.nullable(idSchema),
    /** The method that pays by itself, or the one to replace. */
    paymentMethodId: z.nullable(idSchema),
    /** What is owed, or what is due next. */
    amount: z.nullable(moneySchema),
    /** When the payment was due, the last instant at which the card works, or when it is going to happen. */
    at: z.nullable(timestampSchema),
    /**
     * When something follows by itself: the next attempt, or the charge that the card is needed for. Of a contract that renews
     * itself, the last instant to say no; null for one that does not.
     */
    nextAt: z.nullable(timestampSchema),
  }),
);
export type Notice = z.infer<typeof noticeSchema>;
