import {Hono, type Context} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import type {Sandbox} from '../server/providers/sandbox/index.js';
import {bankStyles, renderAnswered, renderChallenge, renderUnknown, type BankVisit} from './bank-page.js';
import {isLoopback} from './loopback.js';

/** Below the site's own origin. */
export const bankPath = '/sandbox-bank';

/** What the bank knows of the sandbox. */
type Payments = Pick<Sandbox, 'findChallenge' | 'answerChallenge'>;

/**
 * The bank that the sandbox sends customers to: it asks, tells the sandbox what they chose, and sends them back, but only to
 * this machine or to the site's own origin.
 */
export function createBank(payments: Payments): Hono {
  const bank = new Hono();
  bank.use(bankPath, bodyLimit({maxSize: 16 * 1024}));
  bank.get(`${bankPath}.css`, (call) => call.body(bankStyles, 200, {'Content-Type': 'text/css; charset=utf-8'}));
  bank.get(bankPath, (call) => {
    const visit = readVisit(call, new URL(call.req.url).searchParams);
    const challenge = payments.findChallenge(visit.reference);
    return challenge === null ? answer(call, renderUnknown(), 404) : ask(call, challenge, visit);
  });
  bank.post(bankPath, async (call) => {
    // A page on another site could press the button in the customer's place.
    if (!['same-origin', 'none', undefined].includes(call.req.header('sec-fetch-site'))) return call.body(null, 403);
    const form = new URLSearchParams(await call.req.text());
    const visit = readVisit(call, form);
    const challenge = payments.findChallenge(visit.reference);
    if (challenge === null) return answer(call, renderUnknown(), 404);
    const chosen = form.get('answer');
    if (chosen !== 'pass' && chosen !== 'fail') return ask(call, challenge, visit);
    // Whoever goes back and presses again is sent on: the first answer stands.
    if (challenge.answer === null) payments.answerChallenge(visit.reference, chosen);
    return visit.back === null ? answer(call, renderAnswered(null)) : call.redirect(visit.back.href, 303);
  });
  return bank;
}

function readVisit(call: Context, given: URLSearchParams): BankVisit {
  const text = given.get('return') ?? '';
  const back = URL.canParse(text) ? new URL(text) : null;
  return {reference: given.get('reference') ?? '', back: back !== null && isAllowed(call, back) ? back : null};
}

/** By protocol too: the origin of a blob: is that of the page which made it. */
function isAllowed(call: Context, back: URL): boolean {
  const isOwn = /^https?:$/.test(back.protocol) && back.origin === new URL(call.req.url).origin;
  return isOwn || isLoopback(back);
}

function ask(
  call: Context,
  challenge: Parameters<typeof renderChallenge>[0],
  visit: BankVisit,
): Response | Promise<Response> {
  return answer(call, renderChallenge(challenge, visit), 200, visit.back);
}

function answer(
  call: Context,
  page: ReturnType<typeof renderUnknown>,
  status: 200 | 404 = 200,
  back: URL | null = null,
): Response | Promise<Response> {
  call.header('Content-Security-Policy', toPolicy(back));
  call.header('Cache-Control', 'no-store');
  return call.html(page, status);
}

/** A browser holds a form to its policy also where it is redirected to, so that the way back is in it. */
function toPolicy(back: URL | null): string {
  const targets = back === null ? "'self'" : `'self' ${toSource(back)}`;
  return `default-src 'none'; style-src 'self'; base-uri 'none'; form-action ${targets}; frame-ancestors 'none'`;
}

/** CSP Level 3 section 2.3.1 has no words for an IPv6 address as a host. */
function toSource({protocol, hostname, origin}: URL): string {
  return hostname.startsWith('[') ? protocol : origin;
}
