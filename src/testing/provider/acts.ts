import {isBillingError, type BillingError} from '../../contract/errors.js';
import type {InvoiceSummary} from '../../contract/invoice.js';
import type {
  BillingProvider,
  Call,
  ChangeTerms,
  Outcome,
  Owned,
  PreviewAmounts,
  ProviderSubscription,
  SubscriptionChange,
  Write,
} from '../../server/ports/provider.js';
import {expectAlike} from '../expect.js';
import type {Stage} from './bench.js';

/** What cases do with a provider, through its port alone. */

/** What comes with a read. */
export const call: Call = {signal: new AbortController().signal};

let writes = 0;

/** What comes with a write; a key of its own where none is given. */
export function toWrite(idempotencyKey = `suite-${++writes}`): Write {
  return {...call, idempotencyKey};
}

/** A verb that may be absent. Throws where it is. */
export function getVerb<Name extends keyof BillingProvider>(
  {provider}: Stage,
  name: Name,
): NonNullable<BillingProvider[Name]> {
  const verb = provider[name];
  if (verb === undefined) throw new Error(`the provider says that it can do this, and has no ${name}`);
  return verb;
}

/** What a change would cost. */
export function preview(stage: Stage, asked: SubscriptionChange): Promise<PreviewAmounts> {
  return getVerb(stage, 'previewChange')(stage.customerId, asked, call);
}

/** Does a change, with what its preview said unless there are other terms. */
export async function apply(
  stage: Stage,
  asked: SubscriptionChange,
  terms: ChangeTerms = {},
  write = toWrite(),
): Promise<Outcome<ProviderSubscription>> {
  return getVerb(stage, 'applyChange')(stage.customerId, asked, terms, write);
}

/** What a customer agrees to who has seen this. */
export function toTerms({reference, dueNow}: PreviewAmounts): ChangeTerms {
  return {...(reference !== undefined && {reference}), ...(dueNow !== null && {dueNow})};
}

/** What was made of a write. Throws for one that did not succeed. */
export function getValue<T>(outcome: Outcome<T> | 'unknown', what: string): T {
  if (outcome === 'unknown' || outcome.state !== 'succeeded') {
    throw new Error(`${what}: expected it to succeed, got ${JSON.stringify(outcome)}`);
  }
  return outcome.value;
}

/** Does a change that must succeed, and gives the subscription afterwards. */
export async function change(
  stage: Stage,
  asked: SubscriptionChange,
  terms: ChangeTerms = {},
): Promise<ProviderSubscription> {
  return getValue(await apply(stage, asked, terms), asked.kind);
}

/** The subscription of the stage, or another one of its customer's. Throws where it is not there. */
export async function readSubscription(stage: Stage, id = stage.subscriptionId): Promise<ProviderSubscription> {
  const found = (await stage.provider.listSubscriptions(stage.customerId, call)).find((row) => row.id === id);
  if (found === undefined) throw new Error(`there is no subscription "${id}"`);
  return found;
}

/** All of the customer's invoices, newest first. */
export async function listInvoices({provider, customerId}: Stage): Promise<Owned<InvoiceSummary>[]> {
  const rows: Owned<InvoiceSummary>[] = [];
  let cursor: string | undefined;
  do {
    const query = {limit: 100, ...(cursor !== undefined && {cursor})};
    const page = await provider.listInvoices(customerId, query, call);
    rows.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

/** Everything of a customer that a change could change. */
export async function readAll(stage: Stage): Promise<unknown> {
  const {provider, customerId} = stage;
  return {
    customer: await provider.findCustomer({customerId}, call),
    subscriptions: await provider.listSubscriptions(customerId, call),
    methods: await provider.listPaymentMethods(customerId, call),
    invoices: await listInvoices(stage),
    taken: await stage.readTaken(),
  };
}

/** Throws unless the work leaves the customer as before. Gives what the work gives. */
export async function expectNoEffect<T>(stage: Stage, what: string, work: () => Promise<T>): Promise<T> {
  const before = await readAll(stage);
  const result = await work();
  expectAlike(await readAll(stage), before, `what is there after ${what}`);
  return result;
}

/** The error that work ends with. Throws unless it is a `BillingError` of one of these codes. */
export async function expectCode(
  work: Promise<unknown>,
  codes: readonly string[],
  what: string,
): Promise<BillingError> {
  const error: unknown = await work.then(
    (value) => new Error(`it answered ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  if (isBillingError(error) && codes.includes(error.code)) return error;
  const {message} = error as Error;
  const got = isBillingError(error) ? `${error.code} (${message})` : message;
  throw new Error(`${what}: expected ${codes.join(' or ')}, got ${got}`);
}

/** A bank's challenge that a change waits for. Throws for an outcome that is none. */
export function getReference(outcome: Outcome<unknown> | 'unknown'): string {
  if (outcome === 'unknown' || outcome.state !== 'requires_payment') {
    throw new Error(`expected a payment step, got ${JSON.stringify(outcome)}`);
  }
  return outcome.reference;
}

/** Goes on after a payment step. */
export function complete(stage: Stage, reference: string): Promise<Outcome<unknown>> {
  return getVerb(stage, 'complete')(stage.customerId, reference, toWrite());
}

/** An instant moved by days of 24 hours. */
export function addDays(at: string, days: number): string {
  return new Date(Date.parse(at) + days * 86_400_000).toISOString();
}
