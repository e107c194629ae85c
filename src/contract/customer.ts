import * as z from 'zod/mini';
import {idSchema, named, openEnum} from './schema.js';

/** A postal address; `country` is ISO 3166-1 alpha-2. */
export const addressSchema = named(
  'Address',
  z.object({
    line1: z.nullable(z.string()),
    line2: z.nullable(z.string()),
    city: z.nullable(z.string()),
    region: z.nullable(z.string()),
    postalCode: z.nullable(z.string()),
    country: z.string().check(z.regex(/^[A-Z]{2}$/)),
  }),
);
export type Address = z.infer<typeof addressSchema>;

/** A tax id and what its authority said of it. */
export const taxIdSchema = named(
  'TaxId',
  z.object({
    id: idSchema,
    /** The provider's word for the kind, such as `eu_vat`. */
    type: z.string(),
    value: z.string(),
    country: z.nullable(z.string()),
    verification: openEnum(['pending', 'verified', 'unverified', 'unavailable']),
  }),
);
export type TaxId = z.infer<typeof taxIdSchema>;

/** A tax id as an invoice prints it. */
export const printedTaxIdSchema = named('PrintedTaxId', z.object({type: z.string(), value: z.string()}));

/** Who is billed. */
export const customerSchema = named(
  'Customer',
  z.object({
    id: idSchema,
    externalId: z.nullable(z.string()),
    name: z.nullable(z.string()),
    email: z.nullable(z.string()),
    /** An address that was asked for and waits for its confirmation. */
    pendingEmail: z.nullable(z.string()),
    phone: z.nullable(z.string()),
    address: z.nullable(addressSchema),
    shipping: z.nullable(addressSchema),
    taxIds: z.array(taxIdSchema),
    /** BCP 47, where the provider keeps one. */
    locale: z.nullable(z.string()),
  }),
);
export type Customer = z.infer<typeof customerSchema>;

const text = (most: number) => z.nullable(z.string().check(z.maxLength(most)));

const addressInputSchema = z.strictObject({
  line1: text(200),
  line2: text(200),
  city: text(100),
  region: text(100),
  postalCode: text(20),
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
});

/** What is to be changed: null empties a member, absent leaves it. An e-mail waits for its confirmation. */
export const customerChangeSchema = z.strictObject({
  name: z.optional(text(200)),
  email: z.optional(z.string().check(z.maxLength(254))),
  phone: z.optional(text(40)),
  address: z.optional(z.nullable(addressInputSchema)),
  /** Null: the same as `address`. */
  shipping: z.optional(z.nullable(addressInputSchema)),
});
export type CustomerChange = z.infer<typeof customerChangeSchema>;

/** A new tax id; its `type` is one of `taxIdTypes` in `contract/tax-id-types.ts`. */
export const taxIdInputSchema = z.strictObject({
  type: z.string().check(z.minLength(1), z.maxLength(40)),
  value: z.string().check(z.minLength(1), z.maxLength(60)),
});
export type TaxIdInput = z.infer<typeof taxIdInputSchema>;
