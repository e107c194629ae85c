import * as z from 'zod/mini';
import {brandTokens, isBrandValue, isPicture, isWebAddress, type BrandToken} from './brand.js';
import {paymentMethodKinds} from './payment-method.js';
import {pauseTimings} from './preview.js';
import {idSchema, named, openEnum} from './schema.js';

const flag = z.optional(z.boolean());
const text = z.optional(z.string());

/** What of the billing details customers may change themselves. */
export const customerUpdates = ['name', 'email', 'phone', 'address', 'shipping', 'tax_ids'] as const;
export type CustomerUpdate = (typeof customerUpdates)[number];

/** How a change is billed that takes effect within a period. `prorate`: by the second. `full_difference`: what a whole period costs more. */
export const prorations = ['none', 'prorate', 'full_difference'] as const;
export const changeTimings = ['immediately', 'period_end'] as const;
export const billingAnchors = ['unchanged', 'now'] as const;
/** Changes that wait for the end of the period whatever the timing. `downgrade`: a lower plan, or fewer of the same one. */
export const periodEndConditions = ['downgrade', 'shorter_interval'] as const;
export const trialRules = ['end', 'continue'] as const;

/** A length of time: every interval that can be counted. */
const spanSchema = z.strictObject({
  unit: z.enum(['day', 'week', 'month', 'year']),
  count: z.int().check(z.gte(1), z.lte(365)),
});
export type Span = z.infer<typeof spanSchema>;

/** What of a subscription may be changed, and how that is billed. */
const changeInputSchema = z.strictObject({
  upgrade: flag,
  downgrade: flag,
  /** Another interval of the same plan. */
  interval: flag,
  quantity: flag,
  addOns: flag,
  promotionCode: flag,
  /** Another subscription. */
  start: flag,
  /** One that has ended, anew. */
  restart: flag,
  /** The plans that may be moved to, by the plan that there is; all where a plan is not named. */
  transitions: z.optional(z.record(z.string(), z.array(idSchema))),
  proration: z.optional(z.enum(prorations)),
  timing: z.optional(z.enum(changeTimings)),
  anchor: z.optional(z.enum(billingAnchors)),
  atPeriodEnd: z.optional(z.array(z.enum(periodEndConditions))),
  /** What becomes of a trial in which the plan is changed. */
  trial: z.optional(z.enum(trialRules)),
});

const pauseInputSchema = z.strictObject({
  enabled: flag,
  /** The lengths to choose from. */
  durations: z.optional(z.array(spanSchema).check(z.maxLength(12))),
  /** Whether a day of one's own may be chosen. */
  date: flag,
  /** Whether it may be without an end. */
  indefinite: flag,
  /** No pause is longer than this: one without an end is over by itself after it. */
  maximum: z.optional(spanSchema),
  at: z.optional(z.enum([...pauseTimings, 'customer_choice'])),
});

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
  change: z.optional(changeInputSchema),
  pause: z.optional(pauseInputSchema),
  cancel: z.optional(z.strictObject({enabled: flag})),
  usage: z.optional(z.strictObject({view: flag})),
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

const quantityRuleSchema = z.strictObject({
  /** 1 where absent. */
  minimum: z.optional(z.int().check(z.gte(0), z.lte(1_000_000))),
  /** Without an end where absent. */
  maximum: z.optional(z.int().check(z.gte(1), z.lte(1_000_000))),
  /** 1 where absent. */
  step: z.optional(z.int().check(z.gte(1), z.lte(10_000))),
  /** The meter that counts how many are in use: there are never fewer. */
  meter: z.optional(idSchema),
});

/** What is on offer. No provider's API knows it: prices are theirs, which of them belong together is the merchant's. */
export const catalogInputSchema = z.strictObject({
  plans: z
    .array(
      z.strictObject({
        id: idSchema,
        /** A move to a higher one is an upgrade; the place in the list where absent. */
        rank: z.optional(z.int()),
        /** One price of the provider for each interval. */
        priceIds: z.array(idSchema).check(z.minLength(1), z.maxLength(20)),
        /** The provider's where absent. */
        name: z.optional(shortText),
        description: z.optional(z.string().check(z.maxLength(500))),
        features: z.optional(z.array(shortText).check(z.maxLength(30))),
        /** How much of each meter is included, by the meter's id: a plan that has room for less than is used cannot be chosen. */
        limits: z.optional(z.record(z.string(), z.number().check(z.gte(0)))),
        addOnPriceIds: z.optional(z.array(idSchema).check(z.maxLength(50))),
        /** Had once where absent. */
        quantity: z.optional(quantityRuleSchema),
        /** False for a plan that is kept by those who have it and offered to nobody; true where absent. */
        offered: z.optional(z.boolean()),
      }),
    )
    .check(z.maxLength(100)),
});
export type CatalogInput = z.infer<typeof catalogInputSchema>;

/** A policy for a group of customers, as the merchant writes it. */
export const configurationInputSchema = z.strictObject({
  id: z.optional(idSchema),
  isDefault: z.optional(z.boolean()),
  features: z.optional(featuresInputSchema),
  /** The provider's own where absent, if it has one, as the sandbox does. */
  catalog: z.optional(catalogInputSchema),
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

/** What of a subscription may be changed. */
export const changeFeaturesSchema = named(
  'ChangeFeatures',
  z.object({
    upgrade: z.boolean(),
    downgrade: z.boolean(),
    interval: z.boolean(),
    quantity: z.boolean(),
    addOns: z.boolean(),
    promotionCode: z.boolean(),
    start: z.boolean(),
    restart: z.boolean(),
  }),
);
export type ChangeFeatures = z.infer<typeof changeFeaturesSchema>;

const openSpanSchema = z.object({unit: openEnum(['day', 'week', 'month', 'year']), count: z.int()});

/** How a subscription may be paused. */
export const pauseFeaturesSchema = named(
  'PauseFeatures',
  z.object({
    enabled: z.boolean(),
    durations: z.array(openSpanSchema),
    date: z.boolean(),
    indefinite: z.boolean(),
    maximum: z.nullable(openSpanSchema),
    at: openEnum([...pauseTimings, 'customer_choice']),
  }),
);
export type PauseFeatures = z.infer<typeof pauseFeaturesSchema>;

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
  change: changeFeaturesSchema,
  pause: pauseFeaturesSchema,
  cancel: z.object({enabled: z.boolean()}),
  usage: z.object({view: z.boolean()}),
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
