import {BillingError} from '../../contract/errors.js';
import type {RouteHandlers} from './route.js';

/** Built once: anyone may ask for it, and it is the same every time. */
let openApi: Record<string, unknown> | undefined;

export const serviceRoutes: Pick<RouteHandlers, 'readHealth' | 'readOpenApi'> = {
  async readHealth({context}) {
    await context.pingStore().catch((cause: unknown) => {
      throw new BillingError('store_unavailable', {cause});
    });
    const {mode, provider, clock} = context;
    return {status: 'ok', mode, provider: provider.id, at: new Date(clock.now()).toISOString()};
  },

  async readOpenApi() {
    // Loaded when it is asked for: building the document needs every schema's description.
    const {toOpenApi} = await import('../../contract/openapi.js');
    return (openApi ??= toOpenApi());
  },
};
