import type {CapabilityName} from '../../contract/capabilities.js';
import type {CustomerUpdate, Features} from '../../contract/configuration.js';
import type {PaymentMethodKind} from '../../contract/payment-method.js';
import type {Context} from './context.js';

const neededCapabilities: Readonly<Record<CustomerUpdate, CapabilityName>> = {
  name: 'changeContact',
  email: 'changeContact',
  phone: 'changeContact',
  address: 'changeAddress',
  shipping: 'changeAddress',
  tax_ids: 'taxIds',
};

const neededForKinds: Readonly<Record<PaymentMethodKind, CapabilityName>> = {
  card: 'addPaymentMethod',
  bank_debit: 'addBankDebit',
  wallet: 'addWallet',
};

/**
 * The switches without what cannot be done here: what the provider does not change, an e-mail that nobody would confirm, and
 * payment methods that the provider does not take.
 */
export function withinReach({provider, confirmEmail}: Context, features: Features): Features {
  const capabilities = provider.describe();
  const {view, allowedUpdates} = features.billingInformation;
  const isPossible = (update: string): boolean => {
    const support = capabilities[neededCapabilities[update as CustomerUpdate]];
    const isSupported = provider.changeCustomer !== undefined && (support === 'native' || support === 'partial');
    return isSupported && (update !== 'email' || confirmEmail !== undefined);
  };
  const isTaken = (kind: string): boolean =>
    (capabilities[neededForKinds[kind as PaymentMethodKind]] ?? 'none') !== 'none';
  const {paymentMethods} = features;
  return {
    ...features,
    paymentMethods: {...paymentMethods, accepted: paymentMethods.accepted.filter(isTaken)},
    billingInformation: {view, allowedUpdates: allowedUpdates.filter(isPossible)},
  };
}
