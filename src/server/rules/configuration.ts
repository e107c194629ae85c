import {
  configurationInputSchema,
  type ConfigurationInput,
  type Features,
  type FeaturesInput,
} from '../../contract/configuration.js';
import {BillingError} from '../../contract/errors.js';
import {parse} from '../../contract/parse.js';

/** A configuration with every default stated. */
export interface Configuration {
  id: string;
  version: string;
  features: Features;
  /** Milliseconds. */
  tokenLifetime: number;
}

/** Where configurations come from. Read on every request, so that a change acts on the next one (ASVS 8.3.2). */
export interface Configurations {
  /** The named one, or the default; undefined where there is none of that id. */
  find(id: string | undefined): Promise<Configuration | undefined>;
}

/** Configurations from code: checked once, when the endpoint is made. Throws `invalid_request` that names the member. */
export function configurationsFromCode(given: ConfigurationInput | ConfigurationInput[] | undefined): Configurations {
  const inputs = given === undefined ? [{}] : Array.isArray(given) ? given : [given];
  if (inputs.length === 0) {
    throw new BillingError('invalid_request', {
      field: 'configurations',
      message: 'there is no configuration in the list',
    });
  }
  const all = inputs.map((input, index) => toConfiguration(input, index));
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
    tokenLifetime: (input.session?.lifetime ?? 900) * 1000,
  };
}

const everything: Features = {
  subscriptions: {view: true},
  invoices: {view: true, pay: true},
  paymentMethods: {view: true, add: true},
  cancel: {enabled: true},
};

/** Switches off what `by` switches off; it can never switch anything on. */
export function narrow(features: Features, by: FeaturesInput = {}): Features {
  const {subscriptions, invoices, paymentMethods, cancel} = features;
  return {
    subscriptions: {view: subscriptions.view && by.subscriptions?.view !== false},
    invoices: {
      view: invoices.view && by.invoices?.view !== false,
      pay: invoices.pay && by.invoices?.pay !== false,
    },
    paymentMethods: {
      view: paymentMethods.view && by.paymentMethods?.view !== false,
      add: paymentMethods.add && by.paymentMethods?.add !== false,
    },
    cancel: {enabled: cancel.enabled && by.cancel?.enabled !== false},
  };
}
