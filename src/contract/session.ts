import * as z from 'zod/mini';
import {featuresInputSchema} from './configuration.js';
import {idSchema, named, openEnum, timestampSchema} from './schema.js';

/** What a session may do, computed on every request; never kept in a token. */
export const scopes = [
  'subscriptions:read',
  'subscriptions:cancel',
  'invoices:read',
  'invoices:pay',
  'payment_methods:read',
  'payment_methods:write',
] as const;
export type Scope = (typeof scopes)[number];

/** Who is looking: an owner may do everything, `billing` everything but leave, a viewer reads. */
export const roles = ['owner', 'billing', 'viewer'] as const;
export type Role = (typeof roles)[number];

const localeSchema = z.string().check(z.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/), z.maxLength(35));

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
    /** When this token ends; a renewed one follows it until `endsAt`. */
    expiresAt: timestampSchema,
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
