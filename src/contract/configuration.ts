import * as z from 'zod/mini';
import {idSchema, named} from './schema.js';

const flag = z.optional(z.boolean());

/** The switches, as a merchant or a session gives them: what is absent keeps its default. */
export const featuresInputSchema = z.strictObject({
  subscriptions: z.optional(z.strictObject({view: flag})),
  invoices: z.optional(z.strictObject({view: flag, pay: flag})),
  paymentMethods: z.optional(z.strictObject({view: flag, add: flag})),
  cancel: z.optional(z.strictObject({enabled: flag})),
});
export type FeaturesInput = z.infer<typeof featuresInputSchema>;

/** A policy for a group of customers, as the merchant writes it. */
export const configurationInputSchema = z.strictObject({
  id: z.optional(idSchema),
  isDefault: z.optional(z.boolean()),
  features: z.optional(featuresInputSchema),
  session: z.optional(
    z.strictObject({
      /** Seconds that one token lives; 60 to 3,600, 900 where absent. */
      lifetime: z.optional(z.int().check(z.gte(60), z.lte(3600))),
    }),
  ),
});
export type ConfigurationInput = z.infer<typeof configurationInputSchema>;

/** The switches, all of them stated. */
export const featuresSchema = z.object({
  subscriptions: z.object({view: z.boolean()}),
  invoices: z.object({view: z.boolean(), pay: z.boolean()}),
  paymentMethods: z.object({view: z.boolean(), add: z.boolean()}),
  cancel: z.object({enabled: z.boolean()}),
});
export type Features = z.infer<typeof featuresSchema>;

/** The part of a configuration that the page may know, as it is for this session. */
export const publicConfigurationSchema = named(
  'Configuration',
  z.object({
    id: idSchema,
    /** Grows with every change; a preview is bound to it. */
    version: z.string(),
    features: featuresSchema,
  }),
);
export type PublicConfiguration = z.infer<typeof publicConfigurationSchema>;
