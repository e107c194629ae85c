import type {RequestListener} from 'node:http';
import {getRequestListener} from '@hono/node-server';

/**
 * A `node:http` listener for anything that turns a `Request` into a `Response`: `createServer(createListener(billing.fetch))`,
 * or a middleware of Express below the path of `publicUrl`.
 */
export function createListener(fetch: (request: Request) => Response | Promise<Response>): RequestListener {
  const listen = getRequestListener((request) => fetch(request));
  return (request, response) => void listen(request, response);
}
