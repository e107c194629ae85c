import type {PaymentChoice} from '../ports/provider.js';
import type {WriteCall} from '../rules/write-call.js';

/** What a write needs of a call of its route. */
export function toWrite({context, scope, session, idempotencyKey}: WriteCall): WriteCall {
  return {context, scope, session, idempotencyKey};
}

/** With what it shall be paid: what is absent stays absent. */
export function toPayment(body: {paymentMethodId?: string | undefined; returnUrl?: string | undefined}): PaymentChoice {
  const {paymentMethodId, returnUrl} = body;
  return {
    ...(paymentMethodId === undefined ? {} : {paymentMethodId}),
    ...(returnUrl === undefined ? {} : {returnUrl}),
  };
}
