import * as z from 'zod/mini';
import {featuresInputSchema} from './configuration.js';
import {idSchema, named, openEnum, timestampSchema} from './schema.js';

/** What a session may do, computed on every request; never kept in a token. */
export const scopes = [
  'subscriptions:read',
  'subscriptions:change',
  'subscriptions:pause',
  'subscriptions:start',
  'subscriptions:cancel',
  'usage:read',
  'invoices:read',
  'invoices:download',
  'invoices:export',
  'invoices:pay',
  'payment_methods:read',
  'payment_methods:write',
  'payment_methods:default',
  'payment_methods:remove',
  'customer:read',
  'customer:write',
] as const;
export type Scope = (typeof scopes)[number];

/** Who is looking: an owner may do everything, `billing` everything but leave, a viewer reads. */
export const roles = ['owner', 'billing', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** The parts of a portal that a session may be for. */
export const sections = [
  'overview',
  'subscriptions',
  'usage',
  'payment_methods',
  'billing_information',
  'invoices',
] as const;
export type Section = (typeof sections)[number];

/** A language and region, BCP 47. */
export const localeSchema = z.string().check(z.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/), z.maxLength(35));

/** What the page may know of its session. */
export const publicSessionSchema = named(
  'Session',
  z.object({
    id: idSchema,
    /** An opaque name of the customer: a renewed session for somebody else is recognised by it. */
    subject: z.string(),
    mode: openEnum(['test', 'live']),
    role: openEnum(roles),
    scopes: z.array(openEnum(scopes)),
    readOnly: z.boolean(),
    locale: z.nullable(z.string()),
    /** The only part of the portal that it is for; null for all of it. */
    section: z.nullable(openEnum(sections)),
    /** When this token ends; a renewed one follows it until `endsAt`. */
    expiresAt: timestampSchema,
    /** Seconds until then, for a page whose clock is another one. */
    expiresIn: z.int(),
    /** When the session ends whatever is done. */
    endsAt: timestampSchema,
  }),
);
export type PublicSession = z.infer<typeof publicSessionSchema>;

/** What a merchant's server asks for: a session for exactly one customer, named by one of its two ids. */
export const createSessionSchema = z.strictObject({
  customerId: z.optional(idSchema),
  externalId: z.optional(idSchema),
  role: z.optional(z.enum(roles)),
  locale: z.optional(localeSchema),
  configuration: z.optional(idSchema),
  /** Narrows the configuration for this session; it can switch off, never on. */
  features: z.optional(featuresInputSchema),
  readOnly: z.optional(z.boolean()),
  /** The only part of the portal that the session is for; `overview` is all of it. */
  section: z.optional(z.enum(sections)),
  /** Where the way back leads, in place of the configuration's: an address of an origin that may call. */
  returnUrl: z.optional(z.string().check(z.maxLength(2000))),
  /** The subscriptions whose data the session may see; absent means all of the customer's. */
  restrictTo: z.optional(z.array(idSchema).check(z.minLength(1), z.maxLength(100))),
  /** Members of the portal answer to send with it, so that the page needs no read of its own. */
  include: z.optional(z.string()),
});
export type CreateSession = z.infer<typeof createSessionSchema>;

/** A session for whoever the host's own sign-in names. */
export const openHostSessionSchema = z.strictObject({
  locale: z.optional(localeSchema),
  include: z.optional(z.string()),
});
export type OpenHostSession = z.infer<typeof openHostSessionSchema>;
