import type {CapabilityName} from '../../contract/capabilities.js';
import type {BillingProvider} from '../ports/provider.js';

/** Whether a provider can do something here, and not only on a page of its own. */
export function isAble(provider: Pick<BillingProvider, 'describe'>, name: CapabilityName): boolean {
  const support = provider.describe()[name] ?? 'none';
  return support === 'native' || support === 'partial';
}
