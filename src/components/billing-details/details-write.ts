import type {Requests} from '../../client/requests.js';
import type {Customer} from '../../contract/customer.js';
import type {Operation, OperationKind} from '../../contract/operation.js';
import {
  BillingDetailsChangedEvent,
  BillingDetailsChangeRequestEvent,
  type DetailsChange,
} from '../../events/details-events.js';
import type {StandingWrite} from '../../state/standing-write.js';
import type {WriteController} from '../flow/write-controller.js';

/** What is to be changed, how it is sent, and what tells it from others of its kind. */
export interface DetailsOrder {
  kind: OperationKind;
  purpose: string;
  change: DetailsChange;
  send(requests: Requests, key: string): Promise<{operation: Operation}>;
}

/** Begins a change of billing details, with its events. */
export function beginDetails(writing: WriteController, order: DetailsOrder): StandingWrite | undefined {
  const {change} = order;
  return writing.begin(
    {...order, resourceId: null},
    {
      request: new BillingDetailsChangeRequestEvent(change),
      toDone: ({answer}) => new BillingDetailsChangedEvent(change, answer['customer'] as Customer | undefined),
    },
  );
}

/** Why a field was refused, and which; undefined where a write was refused for something else. */
export function findRefusedField(write: StandingWrite | undefined): {field: string; reason: string} | undefined {
  const {field, details} = (write?.phase === 'refused' && write.error) || {};
  return field ? {field, reason: String(details?.['reason'])} : undefined;
}
