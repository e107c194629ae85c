import type {BillingProvider, Call} from '../ports/provider.js';
import {toOwnWords} from './own-words.js';
import {untilAborted} from './until-aborted.js';

type Verb = (...given: unknown[]) => Promise<unknown>;

/** Every verb that asks the provider something; all of them take a {@link Call} last. */
const verbs = [
  'findCustomer',
  'findCustomersByEmail',
  'changeCustomer',
  'listSubscriptions',
  'readPrices',
  'readCatalog',
  'previewChange',
  'applyChange',
  'listPaymentMethods',
  'startPaymentMethodSetup',
  'setDefaultPaymentMethod',
  'removePaymentMethod',
  'listInvoices',
  'readInvoice',
  'readInvoicePdf',
  'payInvoice',
  'readUsage',
  'receiveEntry',
  'complete',
  'readBack',
  'openHostedPortal',
] as const satisfies (keyof BillingProvider)[];

/**
 * A provider as the rules may have it: none of its own words gets past here, and no call outlives its signal. What it
 * throws keeps the code and the harmless facts; the rest is the `cause`, which is never sent.
 */
export function guardProvider(provider: BillingProvider): BillingProvider {
  const given = provider as unknown as Record<string, Verb | undefined>;
  const guarded: Record<string, unknown> = {id: provider.id, describe: () => provider.describe()};
  if (provider.receiveWebhook) {
    guarded['receiveWebhook'] = async (...sent: Parameters<Verb>) => given['receiveWebhook']?.(...sent);
  }
  for (const name of verbs) {
    // A verb that is absent says what the provider cannot do: it stays absent.
    if (typeof given[name] !== 'function') continue;
    guarded[name] = guardVerb((...asked) => (given[name] as Verb)(...asked), name !== 'receiveEntry');
  }
  return guarded as unknown as BillingProvider;
}

/** What was entered may stand in whatever went wrong with it, so that such a `cause` is not even shown to the host. */
function guardVerb(verb: Verb, keepsCause: boolean): Verb {
  return async (...given) => {
    const {signal} = given.at(-1) as Call;
    try {
      return await untilAborted(() => verb(...given), signal);
    } catch (thrown) {
      throw toOwnWords(thrown, keepsCause);
    }
  };
}
