import {
  configurationInputSchema,
  type CatalogInput,
  type ConfigurationInput,
  type Features,
} from '../../contract/configuration.js';
import {BillingError} from '../../contract/errors.js';
import {parse} from '../../contract/parse.js';
import {toBillingRules, type BillingRules} from './billing-rules.js';
import {requireCatalog, requireKnownPlans} from './catalog-check.js';
import {toFeatures} from './features.js';
import {requireReturnUrl} from './return-url.js';

/** How the portal looks and reads, as the page may know it. */
export type Looks = Pick<ConfigurationInput, 'brand' | 'copy' | 'returnUrl' | 'backLabel'>;

/** A configuration with every default stated. */
export interface Configuration {
  id: string;
  version: string;
  features: Features;
  /** How changes are billed and where they may lead, of which the page needs to know nothing. */
  billing: BillingRules;
  /** What is on offer; null where the provider is to say it. */
  catalog: CatalogInput | null;
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
  const {catalog = null} = input;
  const billing = toBillingRules(input.features?.change);
  if (catalog) {
    requireCatalog(catalog);
    requireKnownPlans(catalog, billing.transitions);
  }
  return {
    id: input.id ?? (index === 0 ? 'cfg_default' : `cfg_${index}`),
    version: '1',
    features: toFeatures(input.features),
    billing,
    catalog,
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
