import type {PaymentMethod} from '../../contract/payment-method.js';
import type {Subscription} from '../../contract/subscription.js';

/** Its own method or the customer's default; null where nothing is charged by itself, or no method may be seen. */
export function findPayingMethod(
  {collection, paymentMethodId}: Pick<Subscription, 'collection' | 'paymentMethodId'>,
  methods: readonly PaymentMethod[] | undefined,
): string | null {
  if (collection === 'manual') return null;
  return paymentMethodId ?? methods?.find(({isDefault}) => isDefault)?.id ?? null;
}
