import type {Scope as SessionScope} from '../../contract/session.js';
import {BillingError} from '../../contract/errors.js';
import type {ProviderSubscription, SubscriptionChange, WriteInputs} from '../ports/provider.js';
import {toChangeEvents} from './change-events.js';
import type {OperationSpec} from './operation-record.js';
import {withReturnAddress} from './return-url.js';

/** How subscriptions are changed, begun and left as they are. */

/** A change as it is kept: all that the provider is told, so that nobody has to look it up again. */
export interface KeptChange {
  /** Null for a subscription that is to be started. */
  subscriptionId: string | null;
  change: SubscriptionChange;
  terms: WriteInputs['change_subscription']['terms'];
}

/** What a session needs to go on with a change. */
const neededScopes: Partial<Record<SubscriptionChange['kind'], SessionScope>> = {
  cancel: 'subscriptions:cancel',
  undo_cancel: 'subscriptions:cancel',
  pause: 'subscriptions:pause',
  unpause: 'subscriptions:pause',
  start: 'subscriptions:start',
};

const changeWrite = {
  isSentOnce: true,
  scope: (input) => neededScopes[(input as KeptChange).change.kind] ?? 'subscriptions:change',
  toResourceId: (input) => (input as KeptChange).subscriptionId,
  resolve(_, {operationId}, input) {
    const {change, terms} = input as KeptChange;
    return Promise.resolve({change, terms: withReturnAddress(terms, operationId)});
  },
  async run({provider}, customerId, input, write) {
    const {change, terms} = input as WriteInputs['change_subscription'];
    const outcome = await provider.applyChange?.(customerId, change, terms, write);
    if (outcome === undefined) throw new BillingError('provider_cannot');
    return outcome;
  },
  toEvents: (outcome, input) => toChangeEvents(outcome, (input as KeptChange).change),
} satisfies Omit<OperationSpec, 'kind'>;

/** The kinds of operations on a subscription's terms, by name. */
export const changeSpecs = {
  change_subscription: {kind: 'change_subscription', ...changeWrite},
  withdraw_pending_change: {kind: 'withdraw_pending_change', ...changeWrite},
  start_subscription: {
    kind: 'start_subscription',
    ...changeWrite,
    findResource: (value) => (value as ProviderSubscription | null | undefined)?.id,
  },
} satisfies Record<string, OperationSpec>;
