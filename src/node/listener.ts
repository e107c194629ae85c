import type {IncomingMessage, RequestListener} from 'node:http';
import {getRequestListener} from '@hono/node-server';

/**
 * A `node:http` listener for anything that turns a `Request` into a `Response`: `createServer(createListener(billing.fetch))`,
 * or a middleware of Express at the path of `publicUrl`: `app.use('/billing', createListener(billing.fetch))`.
 */
export function createListener(fetch: (request: Request) => Response | Promise<Response>): RequestListener {
  const listen = getRequestListener((request) => fetch(request));
  return (request, response) => void listen(asItCame(request), response);
}

/** Express takes the path that it mounts at off the address, and keeps the whole as `originalUrl`. */
function asItCame(request: IncomingMessage & {originalUrl?: string}): IncomingMessage {
  if (request.originalUrl !== undefined) request.url = request.originalUrl;
  return request;
}
