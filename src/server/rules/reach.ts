import type {CapabilityName} from '../../contract/capabilities.js';
import type {ChangeFeatures, CustomerUpdate, Features, PauseFeatures} from '../../contract/configuration.js';
import type {PaymentMethodKind} from '../../contract/payment-method.js';
import {isAble} from './abilities.js';
import type {Context} from './context.js';
import {countsUsage} from './meters.js';

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

/** What each change needs of a provider; one that needs nothing of its own is said no to by each subscription. */
const neededForChanges: Readonly<Record<keyof ChangeFeatures, CapabilityName | null>> = {
  upgrade: 'changePlan',
  downgrade: 'changePlan',
  interval: 'changeInterval',
  quantity: 'changeQuantity',
  addOns: 'addOns',
  promotionCode: 'discount',
  start: null,
  restart: null,
};

/**
 * The switches without what cannot be done here: what the provider does not change, an e-mail that nobody would confirm,
 * payment methods that the provider does not take, and use that nobody counts.
 */
export function withinReach(context: Context, features: Features): Features {
  const {provider, confirmEmail} = context;
  const capabilities = provider.describe();
  const {view, allowedUpdates} = features.billingInformation;
  const isPossible = (update: string): boolean => {
    const isSupported =
      provider.changeCustomer !== undefined && isAble(provider, neededCapabilities[update as CustomerUpdate]);
    return isSupported && (update !== 'email' || confirmEmail !== undefined);
  };
  const isTaken = (kind: string): boolean =>
    (capabilities[neededForKinds[kind as PaymentMethodKind]] ?? 'none') !== 'none';
  const {paymentMethods} = features;
  return {
    ...features,
    paymentMethods: {...paymentMethods, accepted: paymentMethods.accepted.filter(isTaken)},
    change: toPossibleChanges(context, features.change),
    pause: toPossiblePause(context, features.pause),
    usage: {view: features.usage.view && countsUsage(context)},
    billingInformation: {view, allowedUpdates: allowedUpdates.filter(isPossible)},
  };
}

function toPossibleChanges({provider}: Context, change: ChangeFeatures): ChangeFeatures {
  const switches = Object.entries(change).map(([name, isOn]) => {
    const needed = neededForChanges[name as keyof ChangeFeatures];
    const isPossible = provider.applyChange !== undefined && (needed === null || isAble(provider, needed));
    return [name, isOn && isPossible];
  });
  return Object.fromEntries(switches) as ChangeFeatures;
}

/**
 * A provider that cannot end a pause by itself leaves the one without an end. Where that is off too, or there is a longest
 * one, which nobody would end, there is none.
 */
function toPossiblePause({provider}: Context, pause: PauseFeatures): PauseFeatures {
  const canEnd = isAble(provider, 'pauseUntil');
  const durations = canEnd ? pause.durations : [];
  const date = canEnd && pause.date;
  const isPossible = provider.applyChange !== undefined && isAble(provider, 'pause');
  const indefinite = pause.indefinite && (canEnd || pause.maximum === null);
  const isLeft = durations.length > 0 || date || indefinite;
  return {...pause, enabled: pause.enabled && isPossible && isLeft, durations, date, indefinite};
}
