import * as z from 'zod/mini';
import {chargeLineSchema, totalsSchema} from './charge.js';
import {moneySchema} from './money.js';
import {idSchema, named, openEnum, timestampSchema} from './schema.js';

/** A change of a subscription as the page asks for it. */
export const subscriptionChangeSchema = named(
  'SubscriptionChange',
  z.discriminatedUnion('kind', [
    z.strictObject({kind: z.literal('cancel')}),
    z.strictObject({kind: z.literal('undo_cancel')}),
  ]),
);
export type SubscriptionChangeInput = z.infer<typeof subscriptionChangeSchema>;

/**
 * What a change would cost and when, in the provider's numbers. Bound to the customer, to the subscription's version
 * and to the configuration's; one that has moved is refused with a fresh one, never re-priced in silence.
 */
export const previewSchema = named(
  'Preview',
  z.object({
    id: idSchema,
    subscriptionId: idSchema,
    kind: z.string(),
    certainty: openEnum(['exact', 'estimate', 'none']),
    validUntil: timestampSchema,
    /** When the change takes effect. */
    effectiveAt: z.nullable(timestampSchema),
    /** To be paid at once; null where nothing can be said. */
    dueNow: z.nullable(moneySchema),
    lines: z.array(chargeLineSchema),
    totals: z.nullable(totalsSchema),
    /** What follows, and when; null where nothing does. */
    next: z.nullable(z.object({at: timestampSchema, amount: moneySchema})),
  }),
);
export type Preview = z.infer<typeof previewSchema>;
