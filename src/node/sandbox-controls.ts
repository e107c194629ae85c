import {Hono, type Context} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {errorCodes, findErrorCode} from '../contract/error-codes.js';
import {BillingError, isBillingError} from '../contract/errors.js';
import type {EmailConfirmation} from '../server/ports/surroundings.js';
import {scenarioDescriptions, scenarioNames, type Sandbox} from '../server/providers/sandbox/index.js';
import {verbs} from '../server/providers/sandbox/port.js';
import {isLoopback} from './loopback.js';

/** Beside the endpoint, of which it is no part. */
const path = '/sandbox/controls';
const inboxPath = '/sandbox/inbox';

type Check = (value: unknown) => boolean;

const isOneOf =
  (known: readonly unknown[]): Check =>
  (value) =>
    known.includes(value);
const isNumber =
  (least: number, most: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
const orAbsent =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const isId: Check = (value) => typeof value === 'string' && value.length <= 100;
const isVerb = isOneOf(verbs);
const isTimes = orAbsent(isNumber(0, 1000));
const isDays = orAbsent(isNumber(0, 3660));
const isMonths = orAbsent(isNumber(0, 120));

function isSpan(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const {days, months, ...rest} = value as Record<string, unknown>;
  return isDays(days) && isMonths(months) && Object.keys(rest).length === 0;
}

/** The controls that may be used from outside, and what each takes, in order. */
const controls = {
  fail: [isVerb, isOneOf([null, ...Object.keys(errorCodes)]), isTimes],
  rateLimit: [isVerb, isNumber(0, 3600), isTimes],
  loseAnswer: [isVerb, isTimes],
  delay: [isVerb, isNumber(0, 60_000)],
  nextPayment: [isOneOf(['works', 'declined', 'challenge']), isTimes],
  challengeBy: [isOneOf(['element', 'redirect'])],
  registerAnswers: [isOneOf(['verified', 'unverified', 'unavailable'])],
  afterAttempts: [isOneOf(['canceled', 'unpaid'])],
  useSeats: [isId, isNumber(0, 1_000_000)],
  use: [isId, isId, isNumber(0, 1_000_000)],
  advanceBy: [isSpan],
  reset: [orAbsent(isOneOf(scenarioNames))],
} satisfies Partial<Record<keyof Sandbox, Check[]>>;
type Control = keyof typeof controls;

/**
 * What drives the sandbox of a started site from outside: `POST` takes `{control, args}` and answers 204, `GET` tells
 * how it stands. For this machine only, and for no page but those of the site.
 */
export function createControls(sandbox: Sandbox, inbox: readonly EmailConfirmation[] = []): Hono {
  const site = new Hono();
  for (const guarded of [path, inboxPath]) {
    site.use(guarded, async (call, next) => {
      if (!isOwn(call)) return refuse(call, new BillingError('origin_not_allowed'));
      await next();
      call.header('Cache-Control', 'no-store');
      return undefined;
    });
  }
  site.use(path, bodyLimit({maxSize: 16 * 1024, onError: (call) => refuse(call, new BillingError('body_too_large'))}));
  site.get(inboxPath, (call) => call.json({items: inbox}));
  site.get(path, (call) => call.json(describe(sandbox)));
  site.post(path, async (call) => {
    try {
      const {control, args} = await readRequest(call);
      await (sandbox[control] as (...given: unknown[]) => unknown)(...args);
      return call.body(null, 204);
    } catch (error) {
      return refuse(call, isBillingError(error) ? error : new BillingError('internal'));
    }
  });
  return site;
}

/** How the sandbox stands, with the scenarios that it could begin anew with. */
function describe(sandbox: Sandbox): object {
  const {effects, calls, scenario, nextOutcome, challengeWay} = sandbox;
  return {effects, calls, now: sandbox.now(), scenario, nextOutcome, challengeWay, scenarios: scenarioDescriptions};
}

/** By Host as well as by Origin: a name of somebody else's may lead to this machine. */
function isOwn(call: Context): boolean {
  const url = `http://${call.req.header('host') ?? ''}`;
  if (!URL.canParse(url) || !isLoopback(new URL(url))) return false;
  const origin = call.req.header('origin');
  return origin === undefined || origin === new URL(url).origin;
}

async function readRequest(call: Context): Promise<{control: Control; args: unknown[]}> {
  if (call.req.header('content-type')?.split(';')[0] !== 'application/json') {
    throw new BillingError('unsupported_media_type');
  }
  const body = await call.req.json<unknown>().catch(() => {
    throw new BillingError('invalid_json');
  });
  const {control, args = []} = (body ?? {}) as {control?: unknown; args?: unknown};
  if (typeof control !== 'string' || !Object.hasOwn(controls, control)) throw toRefusal('control');
  const checks: Check[] = controls[control as Control];
  const isRight = Array.isArray(args) && args.length <= checks.length && checks.every((check, at) => check(args[at]));
  if (!isRight) throw toRefusal('args');
  return {control: control as Control, args};
}

function toRefusal(field: string): BillingError {
  return new BillingError('invalid_request', {field, message: `"${field}" is none that can be used here`});
}

function refuse(call: Context, {code, field}: BillingError): Response {
  const status = (findErrorCode(code)?.status ?? 500) as 400;
  return call.json({code, ...(field === undefined ? {} : {field})}, status);
}
