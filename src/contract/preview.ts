import * as z from 'zod/mini';
import {chargeLineSchema, periodSchema, totalsSchema} from './charge.js';
import {moneySchema} from './money.js';
import {idSchema, named, openEnum, timestampSchema} from './schema.js';
import {discountSchema, intervalSchema, subscriptionItemSchema} from './subscription.js';

/** A number of something beside the plan. */
const addOnChoiceSchema = z.strictObject({priceId: idSchema, quantity: z.int().check(z.gte(1), z.lte(1_000_000))});
export type AddOnChoice = z.infer<typeof addOnChoiceSchema>;

/** What is chosen of the catalog. */
const choice = {
  /** A plan's price: which plan, and how often it is billed. */
  priceId: idSchema,
  /** As it is, or the least that there can be, where absent. */
  quantity: z.optional(z.int().check(z.gte(1), z.lte(1_000_000))),
  /** All that there shall be beside it; as they are where absent. */
  addOns: z.optional(z.array(addOnChoiceSchema).check(z.maxLength(50))),
  promotionCode: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
};

/** When a pause begins: at once, or with the end of the period. */
export const pauseTimings = ['immediately', 'period_end'] as const;
export type PauseTiming = (typeof pauseTimings)[number];

/** A change of a subscription as the page asks for it. */
export const subscriptionChangeSchema = named(
  'SubscriptionChange',
  z.discriminatedUnion('kind', [
    /** Another plan, interval, number of seats, other add-ons or a promotion code, or several of them: what it shall be afterwards. */
    z.strictObject({kind: z.literal('plan'), ...choice}),
    z.strictObject({kind: z.literal('cancel')}),
    z.strictObject({kind: z.literal('undo_cancel')}),
    z.strictObject({
      kind: z.literal('pause'),
      at: z.optional(z.enum(pauseTimings)),
      /** When it goes on by itself; null for a pause without an end. */
      until: z.nullable(timestampSchema),
    }),
    z.strictObject({kind: z.literal('unpause')}),
    z.strictObject({kind: z.literal('withdraw_pending')}),
    z.strictObject({kind: z.literal('restart')}),
  ]),
);
export type SubscriptionChangeInput = z.infer<typeof subscriptionChangeSchema>;
export type SubscriptionChangeKind = SubscriptionChangeInput['kind'];

/** Another subscription as the page asks for it. */
export const subscriptionStartSchema = named('SubscriptionStart', z.strictObject(choice));
export type SubscriptionStart = z.infer<typeof subscriptionStartSchema>;

/** A subscription before a change, or after it. */
export const previewSideSchema = named(
  'PreviewSide',
  z.object({
    name: z.string(),
    planId: z.nullable(idSchema),
    interval: intervalSchema,
    items: z.array(subscriptionItemSchema),
    /** What a whole period costs. */
    totals: totalsSchema,
    discount: z.nullable(discountSchema),
  }),
);
export type PreviewSide = z.infer<typeof previewSideSchema>;

/** What happens at an instant: the change itself and what follows from it, in the order of time. */
export const timelineEntrySchema = named(
  'TimelineEntry',
  z.object({
    kind: openEnum([
      /** What is paid at once. */
      'due_now',
      /** A period begins and is paid for. */
      'charge',
      /** The change takes effect, later than now. */
      'change',
      /** From here on it costs more: a discount is over. */
      'discount_ends',
      'trial_ends',
      'pause',
      'resume',
      'end',
    ]),
    at: timestampSchema,
    /** What is paid; null where nothing is, or nothing can be said. */
    amount: z.nullable(moneySchema),
    /** How often it is paid from then on; null for once. */
    interval: z.nullable(intervalSchema),
    /** What it is for: the plan, or the discount that ends. */
    name: z.nullable(z.string()),
  }),
);
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** Something that is said beside the amounts. */
export const previewNoteSchema = named(
  'PreviewNote',
  z.object({
    kind: openEnum([
      /** What is left over stays as a balance and pays for the next charges; `amount` says how much. */
      'credit_kept',
      /** Periods are counted from another day; `at` is the next of them. */
      'billing_date_moves',
      /** The trial is over with this. */
      'trial_ends_now',
      'trial_continues',
      /** A discount, by `name`, that it has now and does not have afterwards. */
      'discount_lost',
      /** What it shall be in place of another change that was planned. */
      'replaces_planned',
      /** Access goes on until `at`. */
      'access_until',
      /** There is no access until it goes on. */
      'access_pauses',
      /** What was counted until now is charged with this. */
      'usage_charged',
      /** The provider tells no amount before it is done. */
      'list_price_only',
    ]),
    at: z.nullable(timestampSchema),
    amount: z.nullable(moneySchema),
    name: z.nullable(z.string()),
  }),
);
export type PreviewNote = z.infer<typeof previewNoteSchema>;

/**
 * What a change would cost and when, in the provider's numbers. Bound to the customer, to the subscription's version
 * and to the configuration's; one that has moved is refused with a fresh one, never re-priced in silence.
 */
export const previewSchema = named(
  'Preview',
  z.object({
    id: idSchema,
    /** Null for a subscription that is to be started. */
    subscriptionId: z.nullable(idSchema),
    /** A {@link SubscriptionChangeKind}, or `start`. */
    kind: z.string(),
    /**
     * `exact`: this is what is charged. `estimate`: the provider prices to the minute, so that it is about this. `none`: it
     * tells no amount; what is shown is the list price, and whoever confirms agrees to that.
     */
    certainty: openEnum(['exact', 'estimate', 'none']),
    validUntil: timestampSchema,
    /** When the change takes effect. */
    effectiveAt: z.nullable(timestampSchema),
    /** Null where nothing was before, or is afterwards. */
    from: z.nullable(previewSideSchema),
    to: z.nullable(previewSideSchema),
    /** The period that is under way, for what is charged of a part of it. */
    period: z.nullable(periodSchema),
    /** To be paid at once; null where nothing can be said. */
    dueNow: z.nullable(moneySchema),
    /** What it is made of. */
    lines: z.array(chargeLineSchema),
    totals: z.nullable(totalsSchema),
    /** What the customer's balance pays of it, negative; null where it pays nothing. */
    credit: z.nullable(moneySchema),
    /** What follows, and when; null where nothing does. */
    next: z.nullable(z.object({at: timestampSchema, amount: moneySchema})),
    timeline: z.array(timelineEntrySchema),
    notes: z.array(previewNoteSchema),
    /** With what it is paid where nothing else is said; null where nothing is to be paid, or with nothing. */
    paymentMethodId: z.nullable(idSchema),
  }),
);
export type Preview = z.infer<typeof previewSchema>;
