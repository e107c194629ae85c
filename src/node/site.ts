import {join} from 'node:path';
import {serveStatic} from '@hono/node-server/serve-static';
import {Hono} from 'hono';
import {createMiddleware} from 'hono/factory';
import type {Billing} from '../server/handler.js';
import type {EmailConfirmation} from '../server/ports/surroundings.js';
import type {Sandbox} from '../server/providers/sandbox/index.js';
import {createBank} from './sandbox-bank.js';
import {createControls} from './sandbox-controls.js';

/** The built script and its chunks, beside this file in the package. */
const scripts = serveStatic({root: join(import.meta.dirname, '../cdn')});

const pages: Readonly<Record<string, string>> = {'/': '/index.html', '/elements': '/elements.html'};

/** The demo: plain files, as a host's are. */
const demo = serveStatic({
  root: join(import.meta.dirname, '../demo'),
  rewriteRequestPath: (path) => pages[path] ?? path.replace('/demo', ''),
});

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

/** What a site is made of. */
export interface SiteParts {
  billing: Billing;
  sandbox: Sandbox;
  /** The codes for new e-mail addresses, newest first: what would have been mailed. */
  inbox?: readonly EmailConfirmation[];
}

/**
 * A site with the demo at `/` and `/elements`, the script at `/billing-elements.js`, the endpoint below `/billing`, and
 * what plays the world around it: the bank and the sandbox's controls.
 */
export function createSite({billing, sandbox, inbox = []}: SiteParts): Hono {
  const site = new Hono();
  site.all('/billing/*', (call) => billing.fetch(call.req.raw));
  site.use(async (call, next) => {
    await next();
    call.header('X-Content-Type-Options', 'nosniff');
    call.header('Referrer-Policy', 'no-referrer');
  });
  site.route('/', createBank(sandbox));
  site.route('/', createControls(sandbox, inbox));
  for (const path of [...Object.keys(pages), '/demo/*']) site.get(path, asDemo, demo);
  // A browser asks for one by itself; the demo has none.
  site.get('/favicon.ico', (call) => call.body(null, 204));
  // Any page may load the script; chunks carry a hash of their content in their names.
  site.use(async (call, next) => {
    await next();
    call.header('Access-Control-Allow-Origin', '*');
    call.header('Cache-Control', call.res.ok ? toCaching(call.req.path) : 'no-store');
  });
  site.use(scripts);
  return site;
}

const asDemo = createMiddleware(async (call, next) => {
  await next();
  call.header('Content-Security-Policy', policy);
  call.header('Cache-Control', 'no-store');
});

/** How long a file that is there may be kept. */
function toCaching(path: string): string {
  return path.startsWith('/chunks/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}
