import type {Context, Scope} from './context.js';

/**
 * Rows of this customer only. Neither Paddle nor Lemon Squeezy scopes an API key to a customer, and a filter can be
 * forgotten: what is somebody else's is dropped here, counted, and never seen.
 */
export function dropForeign<T extends {customerId: string}>(
  context: Context,
  scope: Scope,
  customerId: string,
  rows: readonly T[],
): T[] {
  const own = rows.filter((row) => row.customerId === customerId);
  const foreign = rows.length - own.length;
  if (foreign > 0) {
    const {correlationId} = scope;
    context.log({
      level: 'error',
      event: 'provider.foreign_rows',
      provider: context.provider.id,
      count: foreign,
      correlationId,
    });
  }
  return own;
}
