import {isBillingError} from '../../../src/contract/errors.js';
import type {Invoice} from '../../../src/contract/invoice.js';
import type {PaymentMethod} from '../../../src/contract/payment-method.js';
import type {
  ChangeTerms,
  Intent,
  Outcome,
  Owned,
  PaymentChoice,
  ProviderSubscription,
  SetupRequest,
  SubscriptionChange,
  Write,
  WriteInputs,
} from '../../../src/server/ports/provider.js';
import {sandbox, type Sandbox, type ScenarioName} from '../../../src/server/providers/sandbox/index.js';

/** What the tests of the sandbox's writes share. */

export const startAt = '2026-11-20T10:42:00.000Z';
export const call = {signal: new AbortController().signal};
export const crewInvoice = 'in_lf2038';
export const foreign = {
  customerId: 'cus_millrace',
  invoice: 'in_lf2037',
  method: 'pm_visa_millrace',
  subscription: 'sub_millrace',
};
export const expiry = {month: 4, year: 2031};
/** What a world counts in which nothing was written. */
export {noEffects} from '../../../src/server/providers/sandbox/world.js';

let keys = 0;
/** What a write comes with; a key of its own where none is given. */
export const toWrite = (idempotencyKey = `key ${++keys}`): Write => ({...call, idempotencyKey});

export const open = (scenario: ScenarioName = 'active'): Sandbox => sandbox({scenario, startAt});

export const cancel = (subscriptionId = 'sub_crew'): SubscriptionChange => ({
  kind: 'cancel',
  subscriptionId,
  at: 'period_end',
  credit: false,
});
type PlanChange = Extract<SubscriptionChange, {kind: 'plan'}>;

/** Four seats of Company at once, for what its time costs; or what is said. */
export const toPlan = (rest: Partial<PlanChange> = {}): PlanChange => ({
  ...{kind: 'plan', subscriptionId: 'sub_crew', priceId: 'company_monthly', quantity: 4, addOns: [], trial: 'end'},
  billing: {proration: 'prorate', timing: 'immediately', anchor: 'unchanged'},
  ...rest,
});
export const undo = (subscriptionId = 'sub_crew'): SubscriptionChange => ({kind: 'undo_cancel', subscriptionId});

export const pay = (
  provider: Sandbox,
  invoiceId = crewInvoice,
  choice: PaymentChoice = {},
  write = toWrite(),
): Promise<Outcome<Owned<Invoice>>> => provider.payInvoice(provider.customerId, invoiceId, choice, write);

export const change = (
  provider: Sandbox,
  asked: SubscriptionChange,
  write = toWrite(),
  terms: ChangeTerms = {},
): Promise<Outcome<ProviderSubscription>> => provider.applyChange(provider.customerId, asked, terms, write);

export const start = (
  provider: Sandbox,
  request: Partial<SetupRequest> = {},
  write = toWrite(),
): Promise<Outcome<Owned<PaymentMethod>>> =>
  provider.startPaymentMethodSetup(provider.customerId, {kind: 'card', ...request}, write);

/** Adds a test card, and gives its method. */
export async function addCard(
  provider: Sandbox,
  number: string,
  request: Partial<SetupRequest> = {},
): Promise<Owned<PaymentMethod>> {
  const reference = readReference(await start(provider, request));
  provider.fillSetup(reference, {number, expiry});
  return readValue(await provider.complete(provider.customerId, reference, toWrite())) as Owned<PaymentMethod>;
}

export function readReference(outcome: Outcome<unknown>): string {
  if (outcome.state !== 'requires_payment') throw new Error(`it is ${outcome.state}`);
  return outcome.reference;
}

export function readValue<T>(outcome: Outcome<T> | 'unknown'): T {
  if (outcome === 'unknown' || outcome.state !== 'succeeded') throw new Error(`it is ${JSON.stringify(outcome)}`);
  return outcome.value;
}

export async function readSubscription(provider: Sandbox, id = 'sub_crew'): Promise<ProviderSubscription> {
  const found = (await provider.listSubscriptions(provider.customerId, call)).find((row) => row.id === id);
  if (found === undefined) throw new Error('there is no such subscription');
  return found;
}

export async function readCode(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return isBillingError(error) ? error.code : `not a BillingError: ${String(error)}`;
  }
}

/** The reason that work is refused for. */
export async function readReason(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return isBillingError(error) ? (error.details?.['reason'] ?? error.code) : `not a BillingError: ${String(error)}`;
  }
}

/** The code that a function throws with. */
export const readThrown = (work: () => void): Promise<string | undefined> => readCode(Promise.resolve().then(work));

/** A write whose answer was lost. */
export const toIntent = <Kind extends keyof WriteInputs>(kind: Kind, input: WriteInputs[Kind]): Intent =>
  ({
    operationId: 'op_1',
    kind,
    customerId: 'cus_brightwater',
    idempotencyKey: 'lost',
    input,
    begunAt: startAt,
  }) as Intent;
