import {join} from 'node:path';
import {serveStatic} from '@hono/node-server/serve-static';
import {Hono} from 'hono';
import type {Billing} from '../server/handler.js';
import {demoPage, demoStyles} from './demo-page.js';

/** The built script and its chunks, beside this file in the package. */
const script = join(import.meta.dirname, '../cdn');

/** As strict as a page of ours can stand; the demo runs under it so that everybody sees that it holds. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html billing-elements 'allow-duplicates'",
].join('; ');

/** A site with the demo page at `/`, the script at `/billing-elements.js`, and the endpoint below `/billing`. */
export function createSite(billing: Billing): Hono {
  const site = new Hono();
  site.all('/billing/*', (call) => billing.fetch(call.req.raw));
  site.use(async (call, next) => {
    await next();
    call.header('X-Content-Type-Options', 'nosniff');
    call.header('Referrer-Policy', 'no-referrer');
  });
  site.get('/', (call) => {
    call.header('Content-Security-Policy', policy);
    call.header('Cache-Control', 'no-store');
    return call.html(demoPage);
  });
  site.get('/demo.css', (call) => call.body(demoStyles, 200, {'Content-Type': 'text/css; charset=utf-8'}));
  // A browser asks for one by itself; the demo has none.
  site.get('/favicon.ico', (call) => call.body(null, 204));
  // Any page may load the script; chunks carry a hash of their content in their names.
  site.use(async (call, next) => {
    await next();
    call.header('Access-Control-Allow-Origin', '*');
    call.header('Cache-Control', call.res.ok ? toCaching(call.req.path) : 'no-store');
  });
  site.use(serveStatic({root: script}));
  return site;
}

/** How long a file that is there may be kept. */
function toCaching(path: string): string {
  return path.startsWith('/chunks/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}
