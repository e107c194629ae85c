import type {CustomerChange} from '../../contract/customer.js';
import type {OperationKind} from '../../contract/operation.js';
import {BillingError} from '../../contract/errors.js';
import type {PaymentMethod} from '../../contract/payment-method.js';
import type {CustomerPatch, Outcome, WriteInputs} from '../ports/provider.js';
import type {OperationRow} from '../ports/store.js';
import {changeSpecs} from './change-specs.js';
import type {Context} from './context.js';
import {dropPendingEmail, findConfirmedEmail, findPendingEmail, startEmailConfirmation} from './email-confirmation.js';
import type {OperationSpec} from './operation-record.js';
import {withReturnAddress} from './return-url.js';

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

/** There is no more to be told of what has gone. */
function tellDetached(paymentMethodId: string): {type: string; payload: unknown}[] {
  return [{type: 'payment_method.detached', payload: {id: paymentMethodId}}];
}

/** A change of the customer, with the address that has to be confirmed before the provider hears of it. */
interface KeptPatch {
  patch: CustomerPatch;
  newEmail?: string;
}

/** The new address first: where its code cannot be sent, nothing is done. */
const runChange: OperationSpec['run'] = async (context, customerId, input, write) => {
  const {patch, newEmail} = input as KeptPatch;
  if (newEmail !== undefined) await changeEmail(context, customerId, newEmail, write.signal);
  // Nothing else was asked: there is nothing that the provider is to do.
  if (Object.keys(patch).length === 0) return {state: 'succeeded', value: null};
  return (await context.provider.changeCustomer?.(customerId, patch, write)) ?? cannot();
};

/** The address that is in use needs no confirmation: whoever asks for it wants to keep it. */
async function changeEmail(context: Context, customerId: string, email: string, signal: AbortSignal): Promise<void> {
  const customer = await context.provider.findCustomer({customerId}, {signal});
  if (customer?.email === email) await dropPendingEmail(context, customerId);
  else await startEmailConfirmation(context, customerId, email, {signal});
}

/** What the kinds of changes of a customer have in common. */
const customerWrite = {
  scope: 'customer:write',
  toResourceId: () => null,
  run: runChange,
} as const;

/** The kinds of operations, by name. */
export const operationSpecs: Record<OperationKind, OperationSpec> = {
  pay_invoice: {
    kind: 'pay_invoice',
    scope: 'invoices:pay',
    toResourceId: (input) => (input as WriteInputs['pay_invoice']).invoiceId,
    resolve(_, {operationId}, input) {
      const {invoiceId, payment} = input as WriteInputs['pay_invoice'];
      return Promise.resolve({invoiceId, payment: withReturnAddress(payment, operationId)});
    },
    async run({provider}, customerId, input, write) {
      const {invoiceId, payment} = input as WriteInputs['pay_invoice'];
      return (await provider.payInvoice?.(customerId, invoiceId, payment, write)) ?? cannot();
    },
    toEvents: (outcome) => tell(outcome, 'invoice.paid', 'invoice.payment_failed'),
  },
  ...changeSpecs,
  set_up_payment_method: {
    kind: 'set_up_payment_method',
    scope: 'payment_methods:write',
    toResourceId: () => null,
    resolve: (_, {operationId}, input) =>
      Promise.resolve(withReturnAddress(input as WriteInputs['set_up_payment_method'], operationId)),
    async run({provider}, customerId, input, write) {
      return (
        (await provider.startPaymentMethodSetup?.(customerId, input as WriteInputs['set_up_payment_method'], write)) ??
        cannot()
      );
    },
    toEvents(outcome, input) {
      const {replaces} = input as WriteInputs['set_up_payment_method'];
      const added = outcome.state === 'succeeded' ? (outcome.value as PaymentMethod) : undefined;
      // One that waits for its bank has taken nobody's place yet.
      const isReplaced = replaces !== undefined && added && added.status !== 'pending';
      return [...tell(outcome, 'payment_method.attached'), ...(isReplaced ? tellDetached(replaces) : [])];
    },
  },
  set_default_payment_method: {
    kind: 'set_default_payment_method',
    scope: 'payment_methods:default',
    toResourceId: (input) => (input as WriteInputs['set_default_payment_method']).paymentMethodId,
    async run({provider}, customerId, input, write) {
      const {paymentMethodId, subscriptionId} = input as WriteInputs['set_default_payment_method'];
      const done =
        subscriptionId === undefined
          ? provider.setDefaultPaymentMethod?.(customerId, paymentMethodId, write)
          : provider.applyChange?.(customerId, {kind: 'payment_method', subscriptionId, paymentMethodId}, {}, write);
      return (await done) ?? cannot();
    },
    toEvents(outcome, input) {
      const {subscriptionId} = input as WriteInputs['set_default_payment_method'];
      return tell(outcome, subscriptionId === undefined ? 'payment_method.default_changed' : 'subscription.changed');
    },
  },
  remove_payment_method: {
    kind: 'remove_payment_method',
    scope: 'payment_methods:remove',
    toResourceId: (input) => (input as WriteInputs['remove_payment_method']).paymentMethodId,
    async run({provider}, customerId, input, write) {
      const {paymentMethodId} = input as WriteInputs['remove_payment_method'];
      return (await provider.removePaymentMethod?.(customerId, paymentMethodId, write)) ?? cannot();
    },
    toEvents: (outcome, input) =>
      outcome.state === 'succeeded'
        ? tellDetached((input as WriteInputs['remove_payment_method']).paymentMethodId)
        : [],
  },
  clear_subscription_payment_method: {
    kind: 'clear_subscription_payment_method',
    scope: 'payment_methods:default',
    toResourceId: (input) => (input as WriteInputs['clear_subscription_payment_method']).subscriptionId,
    async run({provider}, customerId, input, write) {
      const {subscriptionId} = input as WriteInputs['clear_subscription_payment_method'];
      const change = {kind: 'payment_method', subscriptionId, paymentMethodId: null} as const;
      return (await provider.applyChange?.(customerId, change, {}, write)) ?? cannot();
    },
    toEvents: (outcome) => tell(outcome, 'subscription.changed'),
  },
  change_customer: {
    ...customerWrite,
    kind: 'change_customer',
    // What goes to the provider besides sets values: twice is as good as once.
    isOurs: (input) => (input as KeptPatch).newEmail !== undefined,
    resolve(_, __, input) {
      const {email, ...patch} = (input as {change: CustomerChange}).change;
      return Promise.resolve({patch, ...(email === undefined ? {} : {newEmail: email})});
    },
    // An address that waits for its confirmation has changed nothing yet.
    toEvents: (outcome) =>
      outcome.state === 'succeeded' && outcome.value === null ? [] : tell(outcome, 'customer.updated'),
  },
  confirm_email: {
    ...customerWrite,
    kind: 'confirm_email',
    async run(context, customerId, input, write) {
      const outcome = await runChange(context, customerId, input, write);
      const {email} = (input as KeptPatch).patch;
      // A code is used once; another address that waits by now goes on waiting.
      const isWaiting = (await findPendingEmail(context, customerId)) === email;
      if (outcome.state === 'succeeded' && isWaiting) await dropPendingEmail(context, customerId);
      return outcome;
    },
    resolve: async (context, {customerId}, input) => ({
      patch: {email: await findConfirmedEmail(context, customerId, (input as {hash: string}).hash)},
    }),
    toEvents: (outcome) => tell(outcome, 'customer.updated'),
  },
  add_tax_id: {
    ...customerWrite,
    kind: 'add_tax_id',
    resolve: (_, __, input) => Promise.resolve({patch: {addTaxId: (input as {taxId: unknown}).taxId}}),
    toEvents: (outcome) => tell(outcome, 'tax_id.created'),
  },
  remove_tax_id: {
    ...customerWrite,
    kind: 'remove_tax_id',
    resolve: (_, __, input) => Promise.resolve({patch: {removeTaxId: (input as {taxId: string}).taxId}}),
    toEvents: (outcome) => tell(outcome, 'tax_id.deleted'),
  },
};

/** What an operation that was found is of: whoever finishes one after a kill asks here. */
export function specOf({kind}: OperationRow): OperationSpec {
  return operationSpecs[kind as OperationKind];
}
