import {
  configurationInputSchema,
  customerUpdates,
  type ConfigurationInput,
  type Features,
  type FeaturesInput,
} from '../../contract/configuration.js';
import {BillingError} from '../../contract/errors.js';
import {parse} from '../../contract/parse.js';
import {paymentMethodKinds} from '../../contract/payment-method.js';
import type {Section} from '../../contract/session.js';
import {requireReturnUrl} from './return-url.js';

/** How the portal looks and reads, as the page may know it. */
export type Looks = Pick<ConfigurationInput, 'brand' | 'copy' | 'returnUrl' | 'backLabel'>;

/** A configuration with every default stated. */
export interface Configuration {
  id: string;
  version: string;
  features: Features;
  looks: Looks;
  /** Milliseconds. */
  tokenLifetime: number;
}

/** Where configurations come from. Read on every request, so that a change acts on the next one (ASVS 8.3.2). */
export interface Configurations {
  /** The named one, or the default; undefined where there is none of that id. */
  find(id: string | undefined): Promise<Configuration | undefined>;
}

/** Configurations from code: checked once, when the endpoint is made. Throws `invalid_request` that names the member. */
export function configurationsFromCode(
  given: ConfigurationInput | ConfigurationInput[] | undefined,
  isAllowedOrigin: (origin: string) => boolean = () => true,
): Configurations {
  const inputs = given === undefined ? [{}] : Array.isArray(given) ? given : [given];
  if (inputs.length === 0) {
    throw new BillingError('invalid_request', {
      field: 'configurations',
      message: 'there is no configuration in the list',
    });
  }
  const all = inputs.map((input, index) => toConfiguration(input, index));
  for (const {looks} of all) requireReturnUrl({isAllowedOrigin}, looks.returnUrl);
  // Silently taking one of them would show a customer what the other forbids.
  if (inputs.filter(({isDefault}) => isDefault === true).length > 1) {
    throw new BillingError('invalid_request', {field: 'configurations', message: 'two configurations have isDefault'});
  }
  const defaultId = inputs.findIndex((input) => input.isDefault === true);
  const fallback = all[Math.max(defaultId, 0)];
  if (new Set(all.map(({id}) => id)).size < all.length) {
    throw new BillingError('invalid_request', {field: 'configurations', message: 'two configurations have one id'});
  }
  return {find: (id) => Promise.resolve(id === undefined ? fallback : all.find((one) => one.id === id))};
}

function toConfiguration(given: ConfigurationInput, index: number): Configuration {
  const input = parse(configurationInputSchema, given);
  return {
    id: input.id ?? (index === 0 ? 'cfg_default' : `cfg_${index}`),
    version: '1',
    features: narrow(everything, input.features),
    looks: toLooks(input),
    tokenLifetime: (input.session?.lifetime ?? 900) * 1000,
  };
}

function toLooks({brand, copy, returnUrl, backLabel}: Looks): Looks {
  return {
    ...(brand && {brand}),
    ...(copy && {copy}),
    ...(returnUrl !== undefined && {returnUrl}),
    ...(backLabel !== undefined && {backLabel}),
  };
}

const everything: Features = {
  subscriptions: {view: true},
  invoices: {view: true, download: true, pay: true, export: true},
  paymentMethods: {view: true, add: true, remove: true, setDefault: true, accepted: [...paymentMethodKinds]},
  change: {
    upgrade: true,
    downgrade: true,
    interval: true,
    quantity: true,
    addOns: true,
    promotionCode: true,
    start: true,
    restart: true,
  },
  pause: {
    enabled: true,
    durations: [
      {unit: 'month', count: 1},
      {unit: 'month', count: 2},
      {unit: 'month', count: 3},
    ],
    date: true,
    indefinite: true,
    maximum: null,
    at: 'customer_choice',
  },
  cancel: {enabled: true},
  usage: {view: true},
  billingInformation: {view: true, allowedUpdates: [...customerUpdates]},
};

/** Switches off what `by` switches off; it can never switch anything on. */
export function narrow(features: Features, by: FeaturesInput = {}): Features {
  const {subscriptions, invoices, paymentMethods, cancel, usage, billingInformation} = features;
  const updates: readonly string[] | undefined = by.billingInformation?.allowedUpdates;
  return {
    subscriptions: {view: subscriptions.view && by.subscriptions?.view !== false},
    invoices: {
      view: invoices.view && by.invoices?.view !== false,
      download: invoices.download && by.invoices?.download !== false,
      pay: invoices.pay && by.invoices?.pay !== false,
      export: invoices.export && by.invoices?.export !== false,
    },
    paymentMethods: {
      view: paymentMethods.view && by.paymentMethods?.view !== false,
      add: paymentMethods.add && by.paymentMethods?.add !== false,
      remove: paymentMethods.remove && by.paymentMethods?.remove !== false,
      setDefault: paymentMethods.setDefault && by.paymentMethods?.setDefault !== false,
      accepted: paymentMethods.accepted.filter(
        (kind) => by.paymentMethods?.accepted?.some((one) => one === kind) ?? true,
      ),
    },
    change: narrowChange(features.change, by.change),
    pause: narrowPause(features.pause, by.pause),
    cancel: {enabled: cancel.enabled && by.cancel?.enabled !== false},
    usage: {view: usage.view && by.usage?.view !== false},
    billingInformation: {
      view: billingInformation.view && by.billingInformation?.view !== false,
      allowedUpdates: billingInformation.allowedUpdates.filter((update) => updates?.includes(update) ?? true),
    },
  };
}

function narrowChange(change: Features['change'], by: FeaturesInput['change'] = {}): Features['change'] {
  return {
    upgrade: change.upgrade && by.upgrade !== false,
    downgrade: change.downgrade && by.downgrade !== false,
    interval: change.interval && by.interval !== false,
    quantity: change.quantity && by.quantity !== false,
    addOns: change.addOns && by.addOns !== false,
    promotionCode: change.promotionCode && by.promotionCode !== false,
    start: change.start && by.start !== false,
    restart: change.restart && by.restart !== false,
  };
}

function narrowPause(pause: Features['pause'], by: FeaturesInput['pause'] = {}): Features['pause'] {
  return {
    ...pause,
    enabled: pause.enabled && by.enabled !== false,
    date: pause.date && by.date !== false,
    indefinite: pause.indefinite && by.indefinite !== false,
  };
}

/** What each part of the portal shows; what it does not is not there for a session that is for that part alone. */
const shownIn: Record<Section, readonly string[] | undefined> = {
  overview: undefined,
  subscriptions: ['subscriptions', 'paymentMethods'],
  usage: ['subscriptions', 'usage'],
  payment_methods: ['paymentMethods'],
  billing_information: ['billingInformation'],
  // An invoice is paid with one of the methods.
  invoices: ['invoices', 'paymentMethods'],
};

/** Switches off what a part of the portal does not show. */
export function narrowToSection(features: Features, section: Section | undefined): Features {
  const shown = section && shownIn[section];
  if (!shown) return features;
  const narrowed = Object.entries(features).map(([name, feature]) => [
    name,
    'view' in feature && !shown.includes(name) ? {...feature, view: false} : feature,
  ]);
  return Object.fromEntries(narrowed) as Features;
}
