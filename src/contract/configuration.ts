import * as z from 'zod/mini';
import {brandTokens, isBrandValue, isPicture, isWebAddress, type BrandToken} from './brand.js';
import {paymentMethodKinds} from './payment-method.js';
import {idSchema, named, openEnum} from './schema.js';

const flag = z.optional(z.boolean());
const text = z.optional(z.string());

/** What of the billing details customers may change themselves. */
export const customerUpdates = ['name', 'email', 'phone', 'address', 'shipping', 'tax_ids'] as const;
export type CustomerUpdate = (typeof customerUpdates)[number];

/** The switches, as a merchant or a session gives them: what is absent keeps its default. */
export const featuresInputSchema = z.strictObject({
  subscriptions: z.optional(z.strictObject({view: flag})),
  invoices: z.optional(z.strictObject({view: flag, download: flag, pay: flag, export: flag})),
  paymentMethods: z.optional(
    z.strictObject({
      view: flag,
      /** Also putting one in the place of another. */
      add: flag,
      remove: flag,
      /** Also choosing one for a single subscription. */
      setDefault: flag,
      /** The kinds that may be added; all where absent. */
      accepted: z.optional(z.array(z.enum(paymentMethodKinds))),
    }),
  ),
  cancel: z.optional(z.strictObject({enabled: flag})),
  billingInformation: z.optional(
    z.strictObject({
      view: flag,
      /** What may be changed; all of it where absent, nothing where empty. */
      allowedUpdates: z.optional(z.array(z.enum(customerUpdates))),
    }),
  ),
});
export type FeaturesInput = z.infer<typeof featuresInputSchema>;

const shortText = z.string().check(z.minLength(1), z.maxLength(200));
const webAddress = z.string().check(z.maxLength(2000), z.refine(isWebAddress));

/** Each token with a value of its type; a name that is none is refused. */
const tokensSchema = z.strictObject(
  Object.fromEntries(
    (Object.keys(brandTokens) as BrandToken[]).map((token) => [
      token,
      z.optional(z.string().check(z.refine((value) => isBrandValue(token, value)))),
    ]),
  ) as Record<BrandToken, z.ZodMiniOptional<z.ZodMiniString>>,
);

/** Whose portal it is, and how it looks where the page around it says nothing else. */
const brandSchema = z.strictObject({
  name: z.optional(shortText),
  /** The address of a picture: https, or `data:image/…`. */
  logo: z.optional(z.string().check(z.maxLength(50_000), z.refine(isPicture))),
  colorScheme: z.optional(z.enum(['light', 'dark', 'light dark'])),
  /** Custom properties by name, such as `{'--billing-color-accent': '#b4532a'}`; `contract/brand.ts` lists them. */
  tokens: z.optional(tokensSchema),
});

/** What the portal says in the merchant's own words. */
const copySchema = z.strictObject({
  headline: z.optional(shortText),
  footer: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
  termsUrl: z.optional(webAddress),
  privacyUrl: z.optional(webAddress),
  /** Texts in place of the portal's, by locale and name: ICU messages, as `registerMessages` takes them. */
  messages: z.optional(
    z.record(
      z.string().check(z.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/)),
      z.record(z.string().check(z.maxLength(60)), z.string().check(z.maxLength(1000))),
    ),
  ),
});

/** A policy for a group of customers, as the merchant writes it. */
export const configurationInputSchema = z.strictObject({
  id: z.optional(idSchema),
  isDefault: z.optional(z.boolean()),
  features: z.optional(featuresInputSchema),
  brand: z.optional(brandSchema),
  copy: z.optional(copySchema),
  /** Where the way back leads: a page on an origin that may call. */
  returnUrl: z.optional(webAddress),
  /** What the way back is called; "Back to" and the brand's name where absent. */
  backLabel: z.optional(shortText),
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
  invoices: z.object({view: z.boolean(), download: z.boolean(), pay: z.boolean(), export: z.boolean()}),
  paymentMethods: z.object({
    view: z.boolean(),
    add: z.boolean(),
    remove: z.boolean(),
    setDefault: z.boolean(),
    /** The kinds that can be added: accepted by the merchant, and known to the provider. */
    accepted: z.array(openEnum(paymentMethodKinds)),
  }),
  cancel: z.object({enabled: z.boolean()}),
  /** `allowedUpdates` holds what this endpoint and its provider can do, too. */
  billingInformation: z.object({view: z.boolean(), allowedUpdates: z.array(openEnum(customerUpdates))}),
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
    brand: z.optional(
      z.object({
        name: text,
        logo: text,
        colorScheme: z.optional(openEnum(['light', 'dark', 'light dark'])),
        tokens: z.optional(z.record(z.string(), z.string())),
      }),
    ),
    copy: z.optional(
      z.object({
        headline: text,
        footer: text,
        termsUrl: text,
        privacyUrl: text,
        messages: z.optional(z.record(z.string(), z.record(z.string(), z.string()))),
      }),
    ),
    returnUrl: text,
    backLabel: text,
  }),
);
export type PublicConfiguration = z.infer<typeof publicConfigurationSchema>;
