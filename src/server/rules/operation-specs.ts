import type {OperationKind} from '../../contract/operation.js';
import {BillingError} from '../../contract/errors.js';
import type {Outcome, ProviderSubscription, WriteInputs} from '../ports/provider.js';
import type {OperationRow} from '../ports/store.js';
import type {OperationSpec} from './operations.js';
import {findChange} from './previews.js';

function cannot(): never {
  throw new BillingError('provider_cannot');
}

/** An event where the write succeeded, or failed; nothing is told of what is not final. */
function tell(
  outcome: Outcome<unknown>,
  succeeded: string | undefined,
  failed?: string,
): {type: string; payload: unknown}[] {
  if (outcome.state === 'succeeded' && succeeded) return [{type: succeeded, payload: outcome.value}];
  if (outcome.state === 'failed' && failed) return [{type: failed, payload: {code: outcome.code}}];
  return [];
}

/** The kinds of operations, by name. */
export const operationSpecs: Record<OperationKind, OperationSpec> = {
  pay_invoice: {
    kind: 'pay_invoice',
    scope: 'invoices:pay',
    async run({provider}, customerId, input, write) {
      const {invoiceId, payment} = input as WriteInputs['pay_invoice'];
      return (await provider.payInvoice?.(customerId, invoiceId, payment, write)) ?? cannot();
    },
    toEvents: (outcome) => tell(outcome, 'invoice.paid', 'invoice.payment_failed'),
  },
  change_subscription: {
    kind: 'change_subscription',
    scope: 'subscriptions:cancel',
    async resolve(context, customerId, input) {
      const {previewId} = input as {previewId: string};
      return {change: await findChange(context, customerId, previewId)};
    },
    async run({provider}, customerId, input, write) {
      const {change} = input as WriteInputs['change_subscription'];
      return (await provider.applyChange?.(customerId, change, write)) ?? cannot();
    },
    toEvents(outcome) {
      const value = outcome.state === 'succeeded' ? (outcome.value as ProviderSubscription) : undefined;
      return tell(outcome, value?.cancelsAt ? 'subscription.cancel_scheduled' : 'subscription.cancel_undone');
    },
  },
  set_up_payment_method: {
    kind: 'set_up_payment_method',
    scope: 'payment_methods:write',
    async run({provider}, customerId, input, write) {
      return (
        (await provider.startPaymentMethodSetup?.(customerId, input as WriteInputs['set_up_payment_method'], write)) ??
        cannot()
      );
    },
    toEvents: (outcome) => tell(outcome, 'payment_method.attached'),
  },
};

/** What an operation that was found is of: whoever finishes one after a kill asks here. */
export function specOf({kind}: OperationRow): OperationSpec {
  return operationSpecs[kind as OperationKind];
}
