import {BillingError} from '../../contract/errors.js';
import type {Permission, Refusal, RefusalReason} from '../../contract/subscription.js';

/** Throws `action_refused` with the reason, and with all that explains it. */
export function refuse({reason, details, retryAt}: Omit<Refusal, 'allowed'>): never {
  throw new BillingError('action_refused', {
    details: {reason, ...details, ...(retryAt === undefined ? {} : {retryAt})},
  });
}

/** Throws `action_refused` for a reason that needs no numbers. */
export function refuseFor(reason: RefusalReason): never {
  refuse({reason});
}

/** Throws `action_refused` unless it may be done; what nothing is known of may not. */
export function requirePermission(permission: Permission | undefined): void {
  if (permission === undefined) refuseFor('provider_cannot');
  if (!permission.allowed) refuse(permission);
}
