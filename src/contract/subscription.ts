import * as z from 'zod/mini';
import {chargeLineSchema, periodSchema, taxLineSchema, totalsSchema} from './charge.js';
import {moneySchema, unitPriceSchema} from './money.js';
import {idSchema, named, openEnum, timestampSchema, type Open} from './schema.js';

/** How often something is billed: every `count` units. */
export const intervalSchema = named(
  'Interval',
  z.object({unit: openEnum(['day', 'week', 'month', 'year']), count: z.int().check(z.gte(1))}),
);
export type Interval = z.infer<typeof intervalSchema>;

/** The known states of a subscription. */
export const subscriptionStatuses = [
  'incomplete',
  'trialing',
  'active',
  'past_due',
  'unpaid',
  'paused',
  'canceled',
  'expired',
  'upcoming',
] as const;
export type SubscriptionStatus = Open<(typeof subscriptionStatuses)[number]>;

/** What a customer may do with a subscription; each is allowed, or refused with a reason. */
export const subscriptionActions = [
  'changePlan',
  'changeInterval',
  'changeQuantity',
  'changeAddOns',
  'applyPromotionCode',
  'pause',
  'unpause',
  'cancel',
  'undoCancel',
  'withdrawPendingChange',
  'restart',
  'payInvoice',
  'changePaymentMethod',
] as const;
export type SubscriptionAction = (typeof subscriptionActions)[number];

/** Why an action is refused. */
export const refusalReasons = [
  'feature_disabled',
  'not_in_catalog',
  'move_not_allowed',
  'multiple_items',
  'metered',
  'change_scheduled',
  'provider_cannot',
  'past_due',
  'locked_near_renewal',
  'usage_over_limit',
  'role',
  'committed',
  'manual_collection',
  'in_trial',
  'last_payment_method',
  'method_expired',
  'method_pending',
  'read_only',
  'already_done',
  /** There is nothing to pay it with. */
  'no_payment_method',
  /** The plan, or its interval, is the one that there is. */
  'nothing_changes',
  /** A pause may not be as long as this, or without an end. */
  'pause_too_long',
  /** Promotion codes. */
  'promotion_unknown',
  'promotion_expired',
  'promotion_not_applicable',
  'promotion_used',
] as const;
export type RefusalReason = Open<(typeof refusalReasons)[number]>;

/** May it be done? A refusal says why, with what is needed to explain it, and when to try again. */
export const permissionSchema = named(
  'Permission',
  z.union([
    z.object({allowed: z.literal(true)}),
    z.object({
      allowed: z.literal(false),
      reason: openEnum(refusalReasons),
      details: z.optional(z.record(z.string(), z.unknown())),
      retryAt: z.optional(timestampSchema),
    }),
  ]),
);
export type Permission = z.infer<typeof permissionSchema>;
/** A {@link Permission} that was refused. */
export type Refusal = Extract<Permission, {allowed: false}>;

/** What units cost up to a number of them. */
export const tierSchema = z.object({
  /** Up to and including this quantity; null for the last tier. */
  upTo: z.nullable(z.number()),
  unitPrice: z.nullable(unitPriceSchema),
  flat: z.nullable(moneySchema),
});

/** One thing that is subscribed to. */
export const subscriptionItemSchema = named(
  'SubscriptionItem',
  z.object({
    id: idSchema,
    kind: openEnum(['plan', 'add_on', 'metered']),
    priceId: idSchema,
    name: z.string(),
    description: z.nullable(z.string()),
    /** What one unit is called where it is not simply one ("seat"); null otherwise. */
    unit: z.nullable(z.string()),
    /** Null for metered items. */
    quantity: z.nullable(z.int()),
    unitPrice: z.nullable(unitPriceSchema),
    tiers: z.nullable(z.array(tierSchema)),
    interval: intervalSchema,
    /** Negative: what comes off this item. */
    discount: z.nullable(moneySchema),
    taxes: z.array(taxLineSchema),
    total: moneySchema,
  }),
);
export type SubscriptionItem = z.infer<typeof subscriptionItemSchema>;

/** The next time money moves, and what it will be for. */
export const nextPaymentSchema = named(
  'NextPayment',
  z.object({
    at: timestampSchema,
    /** `estimate` where the provider prices to the minute; `none` where it gives list prices only. */
    certainty: openEnum(['exact', 'estimate', 'none']),
    lines: z.array(chargeLineSchema),
    totals: totalsSchema,
    /** What the customer's credit balance pays of it, negative; absent or null where it pays nothing. */
    credit: z.optional(z.nullable(moneySchema)),
    /** What will really be taken, after credit balance. */
    amountDue: moneySchema,
  }),
);
export type NextPayment = z.infer<typeof nextPaymentSchema>;

/** A running discount. */
export const discountSchema = named(
  'Discount',
  z.object({
    name: z.string(),
    percent: z.nullable(z.string()),
    amount: z.nullable(moneySchema),
    /** Null for one that stays. */
    endsAt: z.nullable(timestampSchema),
  }),
);
export type Discount = z.infer<typeof discountSchema>;

const commitmentSchema = z.object({
  startsAt: timestampSchema,
  endsAt: timestampSchema,
  renews: z.boolean(),
  /** Last moment to say that it shall not renew. */
  noticeBy: z.nullable(timestampSchema),
});

const pendingChangeSchema = z.object({
  kind: openEnum(['plan', 'quantity', 'add_ons', 'pause', 'cancel']),
  at: timestampSchema,
  /** The plan or state it leads to, in the provider's words. */
  to: z.nullable(z.string()),
});

/**
 * A subscription, with everything that is derived from a provider's many fields derived once, in its adapter:
 * `cancelsAt` for a cancellation that is planned, `endsAt` for the end of access whatever the cause.
 */
export const subscriptionSchema = named(
  'Subscription',
  z.object({
    id: idSchema,
    status: openEnum(subscriptionStatuses),
    /** The plan's name as the customer knows it. */
    name: z.string(),
    planId: z.nullable(idSchema),
    startedAt: timestampSchema,
    items: z.array(subscriptionItemSchema),
    /** What a whole period costs. */
    totals: totalsSchema,
    interval: intervalSchema,
    currentPeriod: z.nullable(periodSchema),
    billingAnchor: z.nullable(timestampSchema),
    nextBillingAt: z.nullable(timestampSchema),
    nextPayment: z.nullable(nextPaymentSchema),
    trialEndsAt: z.nullable(timestampSchema),
    cancelsAt: z.nullable(timestampSchema),
    endsAt: z.nullable(timestampSchema),
    pausesAt: z.nullable(timestampSchema),
    pausedAt: z.nullable(timestampSchema),
    resumesAt: z.nullable(timestampSchema),
    commitment: z.nullable(commitmentSchema),
    pendingChange: z.nullable(pendingChangeSchema),
    discount: z.nullable(discountSchema),
    /** A method of its own; null where the customer's default pays. */
    paymentMethodId: z.nullable(idSchema),
    collection: openEnum(['automatic', 'manual']),
    /** A hash of the fields that money depends on; a preview is bound to it. */
    version: z.string(),
    actions: z.record(z.string(), permissionSchema),
  }),
);
export type Subscription = Omit<z.infer<typeof subscriptionSchema>, 'actions'> & {
  actions: Partial<Record<SubscriptionAction, Permission>>;
};
