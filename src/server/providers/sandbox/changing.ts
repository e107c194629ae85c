import {BillingError} from '../../../contract/errors.js';
import type {ChangeTerms, Outcome, ProviderSubscription, SubscriptionChange} from '../../ports/provider.js';
import {toInstant} from './calendar.js';
import {isEnded, prepareEnd} from './canceling.js';
import {takeChargeOutcome} from './charging.js';
import {emit} from './events.js';
import {isDiscounted, prepareDiscount, prepareTrial} from './favours.js';
import {createReference, getByReference, getPaymentMethod, getSubscription, keepReferences} from './finding.js';
import {toSubscription} from './map.js';
import {assign} from './methods.js';
import {isPaused, preparePause, prepareUnpause} from './pausing.js';
import {toBankUrl, toChallengeStep} from './paying.js';
import type {Prepared} from './prepared.js';
import {isMoved, prepareMove, type Instants} from './replanning.js';
import {getPayer, issueForQuote, toDue} from './settling.js';
import {findStarted, prepareRestart, prepareStart} from './starting.js';
import {
  getRecord,
  type ChallengeRecord,
  type PaymentMethodRecord,
  type PendingPayment,
  type SubscriptionRecord,
  type World,
} from './world.js';

/** Whatever can be done to a subscription: it is worked out, paid for, and only then done. */

type Change = Outcome<ProviderSubscription>;
/** Everything but the method that pays, which costs nothing and is priced nowhere. */
export type PricedChange = Exclude<SubscriptionChange, {kind: 'payment_method'}>;

/** How long the price of a preview can be held to, in milliseconds on the test clock, which may be moved meanwhile. */
const priceHolds = 7 * 24 * 60 * 60_000;

/** What a change is done with: its terms, the key it came with, and the bank's page where there is one. */
export interface Applying {
  terms: ChangeTerms;
  key: string;
  bankUrl?: string | undefined;
}

/** Works any change out; null where all is as it shall be. Throws what the change itself throws. */
export function prepare(
  world: World,
  instants: Instants,
  customerId: string,
  change: PricedChange,
  key: string,
): Prepared | null {
  switch (change.kind) {
    case 'plan':
      return prepareMove(world, instants, customerId, change);
    case 'cancel':
    case 'undo_cancel':
    case 'withdraw_pending':
      return prepareEnd(world, instants.at, customerId, change);
    case 'pause':
      return preparePause(world, instants, customerId, change);
    case 'unpause':
      return prepareUnpause(world, instants, customerId, change);
    case 'restart':
      return prepareRestart(world, instants, customerId, change);
    case 'start':
      return prepareStart(world, instants, customerId, change, key);
    case 'discount':
      return prepareDiscount(world, customerId, change);
    case 'extend_trial':
      return prepareTrial(world, instants.now, customerId, change);
  }
}

/**
 * Does a change; what already is as it would be stays as it is. Where it costs something it is paid first: nothing has changed
 * where that is declined, or while a bank asks. Throws `not_found` and `action_refused` with the reason, `invalid_request` for
 * what cannot be had, `provider_cannot`, and `preview_stale` where it would cost something else than was agreed to.
 */
export function applyChange(
  world: World,
  now: string,
  customerId: string,
  change: SubscriptionChange,
  applying: Applying,
): Change {
  if (change.kind === 'payment_method') return assign(world, now, customerId, change);
  // What is refused or declined leaves no trace.
  const work = () => tryChange(world, now, customerId, change, applying);
  return keepReferences(world, work, ({state}) => state === 'failed');
}

function tryChange(world: World, now: string, customerId: string, change: PricedChange, applying: Applying): Change {
  const {terms, key} = applying;
  const started = change.kind === 'start' ? findStarted(world, customerId, key) : undefined;
  if (started !== undefined) return {state: 'succeeded', value: toSubscription(world, started, now)};
  const at = toReference(world, now, customerId, change, terms);
  const prepared = prepare(world, {now, at}, customerId, change, key);
  if (prepared === null) return toUnchanged(world, now, customerId, change);
  if (isOver(prepared, now)) throw new BillingError('preview_stale');
  const {record, quote} = prepared;
  const {amount} = toDue(world, record, quote);
  const isOther =
    terms.dueNow !== undefined && (terms.dueNow.amount !== amount.amount || terms.dueNow.currency !== amount.currency);
  if (isOther) throw new BillingError('preview_stale', {details: {dueNow: amount}});
  keepPayer(world, prepared, change, terms);
  if (amount.amount === 0) return finish(world, now, prepared, null);
  const {paymentMethodId} = terms;
  const method = getPayer(world, now, {
    customerId,
    subscriptionId: record.id,
    ...(paymentMethodId === undefined ? {} : {paymentMethodId}),
  });
  const outcome = takeChargeOutcome(world, method);
  if (outcome === 'declined') return {state: 'failed', code: 'payment_declined'};
  if (outcome === 'works') return finish(world, now, prepared, method);
  const waiting = {change, terms, at, key, amount: amount.amount, from: toPrint(world, customerId, change), done: null};
  return beginChallenge(world, customerId, {waiting, method, applying});
}

/** Goes on with a change whose challenge was answered, or not yet. */
export function completeChange(world: World, now: string, reference: string): Change {
  const challenge = getByReference(world.challenges, reference);
  const {answer, customerId, change: waiting, method} = challenge;
  if (waiting === undefined) throw new BillingError('not_found');
  if (answer === 'fail') return {state: 'failed', code: 'challenge_failed', reference};
  if (waiting.done !== null) {
    const record = getSubscription(world, customerId, waiting.done);
    return {state: 'succeeded', value: toSubscription(world, record, now)};
  }
  if (answer === null) return toChallengeStep(world, challenge);
  const {change, at, key, amount, from} = waiting;
  const stale: Change = {state: 'failed', code: 'preview_stale', reference};
  // What it is paid for is not what it was, or was too long ago: nothing is taken.
  if (change.kind === 'payment_method' || toPrint(world, customerId, change) !== from || isOld(at, now)) return stale;
  const prepared = prepare(world, {now, at}, customerId, change, key);
  if (prepared === null) return toUnchanged(world, now, customerId, change);
  const {amount: due} = toDue(world, prepared.record, prepared.quote).amount;
  if (due !== amount || isOver(prepared, now)) return stale;
  // One that was removed meanwhile pays for nothing to come.
  if (world.paymentMethods.some(({id}) => id === method.id)) keepPayer(world, prepared, change, waiting.terms);
  const outcome = finish(world, now, prepared, method);
  waiting.done = prepared.record.id;
  return outcome;
}

/**
 * What is started with a method of its own is paid with it from then on; the default stays one that can change. Throws
 * `not_found` for a method that is not the customer's.
 */
function keepPayer(
  world: World,
  {record}: Prepared,
  {kind}: PricedChange,
  {paymentMethodId}: Pick<ChangeTerms, 'paymentMethodId'>,
): void {
  if (kind !== 'start' || paymentMethodId === undefined) return;
  const {id} = getPaymentMethod(world, record.customerId, paymentMethodId);
  const {defaultPaymentMethodId} = getRecord(world.customers, record.customerId);
  record.paymentMethodId = id === defaultPaymentMethodId ? null : id;
}

/** True where a subscription is as a change would leave it, by what it is alone. */
export function isReached(world: World, customerId: string, change: SubscriptionChange): boolean {
  if (change.kind === 'start') return false;
  const record = getSubscription(world, customerId, change.subscriptionId);
  switch (change.kind) {
    case 'plan':
      return isMoved(world, customerId, change);
    case 'cancel':
    case 'undo_cancel':
    case 'withdraw_pending':
      return isEnded(record, change);
    case 'pause':
      return isPaused(record, change);
    case 'unpause':
      return record.endedAt === null && record.status !== 'paused';
    case 'restart':
      return record.endedAt === null;
    case 'discount':
      return isDiscounted(world, record, change);
    case 'extend_trial':
      return record.trialEndsAt === toInstant(change.until, 'until');
    case 'payment_method':
      return record.paymentMethodId === change.paymentMethodId;
  }
}

function toUnchanged(world: World, now: string, customerId: string, change: PricedChange): Change {
  if (change.kind === 'start') throw new BillingError('internal', {message: 'a start always changes something'});
  const record = getSubscription(world, customerId, change.subscriptionId);
  return {state: 'succeeded', value: toSubscription(world, record, now)};
}

/** The change is done, and the invoice for it issued. */
function finish(world: World, now: string, prepared: Prepared, method: PaymentMethodRecord | null): Change {
  const {record, quote, effect, event} = prepared;
  const {amount} = toDue(world, record, quote);
  prepared.commit();
  world.effects[effect] += 1;
  if (method !== null && amount.amount > 0) world.effects.charges += 1;
  emit(world, event, record.customerId, now);
  if (quote !== null && quote.lines.length > 0) issueForQuote(world, now, {record, quote, method});
  return {state: 'succeeded', value: toSubscription(world, record, now)};
}

function beginChallenge(
  world: World,
  customerId: string,
  {waiting, method, applying}: {waiting: PendingPayment; method: PaymentMethodRecord; applying: Applying},
): Change {
  const reference = createReference(world, 'pi');
  const {bankUrl, terms} = applying;
  const challenge: ChallengeRecord = {
    reference,
    customerId,
    invoiceId: null,
    change: structuredClone(waiting),
    method: structuredClone(method),
    answer: null,
    ...toBankUrl(world, reference, {bankUrl, returnUrl: terms.returnUrl}),
  };
  world.challenges.push(challenge);
  return toChallengeStep(world, challenge);
}

/** The instant that a change is priced at: that of its preview, if it is of the period that is under way, or now. */
function toReference(
  world: World,
  now: string,
  customerId: string,
  change: PricedChange,
  {reference}: ChangeTerms,
): string {
  if (reference === undefined) return now;
  const at = toInstant(reference, 'reference');
  const record: SubscriptionRecord | null =
    change.kind === 'start' ? null : getSubscription(world, customerId, change.subscriptionId);
  const since = [record?.period?.start, ...(record?.paid ?? []).map(({period}) => period.start)];
  if (at > now || isOld(at, now) || since.some((start) => start !== undefined && start > at))
    throw new BillingError('preview_stale');
  return at;
}

function isOld(at: string, now: string): boolean {
  return Date.parse(now) - Date.parse(at) > priceHolds;
}

/** True where all that would be paid for is over already: of a short period, that can be while its price still holds. */
function isOver({quote}: Prepared, now: string): boolean {
  const paid = quote?.paid ?? [];
  return paid.length > 0 && paid.every(({period}) => period.end <= now);
}

/**
 * Everything that the price of a change depends on, as text to compare. Of a start it is also what the customer has: a
 * subscription that has come meanwhile may be the one that was meant, and is not paid for twice.
 */
function toPrint(world: World, customerId: string, change: PricedChange): string {
  const {credit = 0, tax} = getRecord(world.customers, customerId);
  if (change.kind === 'start') {
    const own = world.subscriptions.filter((record) => record.customerId === customerId);
    return JSON.stringify([own.map(({id}) => id), credit, tax]);
  }
  const record = getSubscription(world, customerId, change.subscriptionId);
  return JSON.stringify([{...record, paymentMethodId: null}, credit, tax]);
}
