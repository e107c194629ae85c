import {BillingError} from '../contract/errors.js';
import type {PaymentStep} from '../contract/operation.js';
import type {PaymentDriver} from './payment-form.js';

/** What brings each driver: a chunk of its own, loaded when a step first asks for it. */
const drivers: Record<string, () => Promise<{driver: PaymentDriver}>> = {
  sandbox: () => import('./sandbox/card-form.js'),
  'sandbox-account': () => import('./sandbox/account-form.js'),
  'sandbox-challenge': () => import('./sandbox/challenge.js'),
};

/**
 * The driver that a step names. Throws `provider_cannot` for one that this copy does not have, also for a redirect,
 * which has no form; `offline` where its code could not be loaded, and asking again may help.
 */
export async function findDriver(step: PaymentStep): Promise<PaymentDriver> {
  const name = step.kind === 'redirect' ? '' : step.driver;
  const load = Object.hasOwn(drivers, name) ? drivers[name] : undefined;
  if (!load) throw new BillingError('provider_cannot', {message: `there is no driver "${name}"`});
  try {
    return (await load()).driver;
  } catch (cause) {
    throw new BillingError('offline', {retryable: true, cause, message: `the driver "${name}" could not be loaded`});
  }
}
