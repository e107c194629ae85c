import {BillingError, isBillingError} from '../../contract/errors.js';
import type {Context, Scope} from './context.js';

/** Anything thrown as a {@link BillingError}: what is not one of ours is `internal`, and says nothing of itself. */
export function toBillingError(thrown: unknown): BillingError {
  return isBillingError(thrown) ? thrown : new BillingError('internal', {cause: thrown});
}

/** The name of what was caught first, such as `TypeError`: all that the log may hold of it. */
export function findKind({cause}: BillingError): string | undefined {
  if (isBillingError(cause)) return findKind(cause);
  return cause instanceof Error ? cause.name : undefined;
}

/** Tells the host of an `internal`; every other code says by itself what is wrong. */
export function reportFault(context: Context, {correlationId, route}: Scope, error: BillingError): void {
  if (error.code === 'internal') context.report(error.cause ?? error, {correlationId, route});
}
