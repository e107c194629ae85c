import type {PaymentMethod} from '../../contract/payment-method.js';
import type {Context, Scope} from './context.js';
import {dropForeign} from './ownership.js';
import type {Session} from './sessions.js';

/** The customer's payment methods, the default first. */
export async function listPaymentMethods(context: Context, scope: Scope, session: Session): Promise<PaymentMethod[]> {
  const rows = await context.provider.listPaymentMethods(session.customerId, {signal: scope.signal});
  const own = dropForeign(context, scope, session.customerId, rows);
  return own
    .map(({customerId: _owner, ...method}) => method)
    .sort((one, other) => Number(other.isDefault) - Number(one.isDefault));
}
