import {BillingError} from '../../contract/errors.js';
import type {Context} from '../rules/context.js';
import type {RouteHandlers} from './route.js';

async function ping({store}: Context): Promise<void> {
  // Any read will do: it fails where the store does not answer.
  await store.cache.get('health', 0);
}

export const serviceRoutes: Pick<RouteHandlers, 'readHealth' | 'readOpenApi'> = {
  async readHealth({context}) {
    await ping(context).catch((cause: unknown) => {
      throw new BillingError('store_unavailable', {cause});
    });
    const {mode, provider, clock} = context;
    return {status: 'ok', mode, provider: provider.id, at: new Date(clock.now()).toISOString()};
  },

  async readOpenApi() {
    // Loaded when it is asked for: building the document needs every schema's description.
    const {toOpenApi} = await import('../../contract/openapi.js');
    return toOpenApi();
  },
};
