import * as z from 'zod/mini';
import {capabilitiesSchema} from './capabilities.js';
import {catalogSchema, type Catalog} from './catalog.js';
import {publicConfigurationSchema} from './configuration.js';
import {customerSchema} from './customer.js';
import {invoicePageSchema} from './invoice.js';
import {noticeSchema} from './notice.js';
import {paymentMethodSchema} from './payment-method.js';
import {named, openEnum, timestampSchema} from './schema.js';
import {publicSessionSchema} from './session.js';
import {subscriptionSchema, type Subscription} from './subscription.js';

/** The version of the contract that the portal answer states; the major part changes only with `/v1`. */
export const contractVersion = '1.0';

/** Members that are in every answer: without them there is no portal. */
export const portalBase = ['session', 'configuration', 'capabilities', 'customer'] as const;
/** Members that are asked for, and that may fail one by one. */
export const portalMembers = ['subscriptions', 'catalog', 'paymentMethods', 'invoices', 'notices'] as const;
export type PortalMember = (typeof portalMembers)[number];

const unavailableSchema = z.object({
  code: openEnum(['provider_unavailable', 'provider_malformed', 'internal']),
  retryable: z.boolean(),
  correlationId: z.string(),
});
export type Unavailable = z.infer<typeof unavailableSchema>;

/**
 * Everything the first screen shows. A member that was asked for is here, or it is in `unavailable` because its
 * provider call failed, or it is switched off in `configuration.features` or outside the session's scopes.
 */
export const portalAnswerSchema = named(
  'PortalAnswer',
  z.object({
    contract: z.string().check(z.regex(/^1\.\d+$/)),
    /** The time at the provider when it was asked, which is a test clock's where one runs. */
    asOf: timestampSchema,
    session: publicSessionSchema,
    configuration: publicConfigurationSchema,
    capabilities: capabilitiesSchema,
    customer: customerSchema,
    subscriptions: z.optional(z.array(subscriptionSchema)),
    catalog: z.optional(catalogSchema),
    paymentMethods: z.optional(z.array(paymentMethodSchema)),
    invoices: z.optional(invoicePageSchema),
    notices: z.optional(z.array(noticeSchema)),
    unavailable: z.record(z.string(), unavailableSchema),
  }),
);
export type PortalAnswer = Omit<z.infer<typeof portalAnswerSchema>, 'subscriptions' | 'catalog' | 'unavailable'> & {
  catalog?: Catalog;
  subscriptions?: Subscription[];
  unavailable: Partial<Record<PortalMember, Unavailable>>;
};

/** `include` is a comma list of members; every member of the answer may be named. */
export const portalQuerySchema = z.strictObject({include: z.optional(z.string().check(z.maxLength(500)))});

/** A session as it is handed out. */
export const createdSessionSchema = named(
  'CreatedSession',
  z.object({
    /** `bps_` and 43 characters: a secret; keep it in memory. */
    sessionToken: z.string().check(z.regex(/^bps_[A-Za-z0-9_-]{43}$/)),
    expiresAt: timestampSchema,
    customerId: z.string(),
    /** The first portal answer, where `include` asked for one. */
    portal: z.optional(portalAnswerSchema),
  }),
);
export type CreatedSession = Omit<z.infer<typeof createdSessionSchema>, 'portal'> & {portal?: PortalAnswer};

/** The members that an `include` names: absent means all; undefined where one of them is unknown. */
export function findIncluded(include: string | undefined): ReadonlySet<PortalMember> | undefined {
  if (include === undefined) return new Set(portalMembers);
  const names = include.split(',').filter((name) => name !== '');
  const known: readonly string[] = [...portalBase, ...portalMembers];
  if (names.some((name) => !known.includes(name))) return undefined;
  return new Set(portalMembers.filter((member) => names.includes(member)));
}
