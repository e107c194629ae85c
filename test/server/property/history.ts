import {isBillingError} from '../../../src/contract/errors.js';
import type {
  Outcome,
  PreviewAmounts,
  ProviderSubscription,
  SubscriptionChange,
} from '../../../src/server/ports/provider.js';
import type {Sandbox} from '../../../src/server/providers/sandbox/index.js';
import type {World} from '../../../src/server/providers/sandbox/world.js';
import {toTerms} from '../../../src/testing/provider/acts.js';
import {expectAddsUp} from '../../../src/testing/provider/invoice-cases.js';
import {expectCoherent, expectReached} from '../../../src/testing/provider/promise.js';
import {createTestWorld, openWorld, owner, readWorld} from '../providers/sandbox-world.js';
import type {Beginning, Choice, Mishap, Step} from './arbitraries.js';
import {addSeconds, isGivenUp, toChange, toIntent, withoutReference, type ChangeStep} from './asking.js';
import {Journal, toCause, type Cause} from './journal.js';
import {expectTaken, sumTaken} from './money-rules.js';
import {must} from './must.js';
import {moving, startTrial} from './worlds.js';

/** One customer's life with a provider: what happens, and what must hold whatever happens. */

const call = {signal: new AbortController().signal};

/** What came up in a history, and how often. */
export type Tally = Map<string, number>;

type Applied = Outcome<ProviderSubscription>;

/** How long somebody thinks about a preview, in seconds. */
const hesitation = 3600;

/** Plays one history. Every method throws where something does not hold. */
export class History {
  readonly tally: Tally = new Map();
  /** What was done, a line for each step. */
  readonly lines: string[] = [];
  readonly #provider: Sandbox;
  readonly #journal: Journal;
  readonly #proration: Beginning['proration'];
  #keys = 0;

  private constructor(provider: Sandbox, {balance, proration}: Beginning) {
    this.#provider = provider;
    this.#journal = new Journal(balance);
    this.#proration = proration;
  }

  /** Begins one, with a first subscription. */
  static async open(beginning: Beginning, first: Choice): Promise<History> {
    const {terms, at, balance, trialDays} = beginning;
    const world = createTestWorld(terms, at);
    for (const customer of world.customers) if (customer.id === owner && balance > 0) customer.credit = balance;
    const history = new History(await openWorld(world, at), beginning);
    await history.run({kind: 'start', choice: first, mishap: 'none'});
    if (trialDays === null) return history;
    const trying = startTrial(history.#world(), world, addSeconds(at, trialDays * 86_400));
    const onTrial = new History(await openWorld(trying, at), beginning);
    onTrial.#keys = history.#keys;
    return onTrial;
  }

  /** How the provider stands, as text. */
  snapshot(): string {
    return this.#provider.snapshot();
  }

  async run(step: Step): Promise<void> {
    this.lines.push(`${this.#provider.now()} ${JSON.stringify(step)}`);
    if (step.kind === 'wait') return this.#wait(step.seconds, step.declined);
    if (step.kind === 'wait_for_end') return this.#waitForEnd(step.seconds);
    if (step.kind === 'pay') return this.#pay();
    const change = await this.#toChange(step);
    if (change !== null) await this.#change(change, step.mishap);
  }

  /** Looks at every invoice once more, as the customer sees it. */
  async end(): Promise<void> {
    for (const {id, customerId} of this.#world().invoices) {
      const invoice = await this.#provider.readInvoice(customerId, id, call);
      if (invoice === null) throw new Error(`invoice "${id}" is not found`);
      expectAddsUp(invoice);
    }
  }

  #count(what: string, by = 1): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + by);
  }

  #world(): World {
    return readWorld(this.#provider);
  }

  #list(): Promise<ProviderSubscription[]> {
    return this.#provider.listSubscriptions(owner, call);
  }

  async #toChange(step: ChangeStep): Promise<SubscriptionChange | null> {
    const rows = await this.#list();
    const row = rows[this.#keys % Math.max(1, rows.length)];
    return toChange(step, {subscriptionId: row?.id, now: this.#provider.now(), proration: this.#proration});
  }

  async #change(change: SubscriptionChange, mishap: Mishap): Promise<void> {
    const provider = this.#provider;
    const write = {...call, idempotencyKey: `key ${++this.#keys}`};
    const seenAt = provider.now();
    const seen = await this.#preview(change);
    if (seen instanceof Error) return this.#refuse(change, seen);
    expectCoherent(seen);
    if (mishap === 'late') await this.#wait(hesitation, false);
    this.lines.push(`  ${this.#provider.now()} due ${seen.dueNow?.amount}, ${seen.totals?.total.amount} in all`);
    const [before, rows] = [this.#world(), await this.#list()];
    const due = seen.dueNow?.amount ?? 0;
    if (mishap === 'declined' && due > 0) provider.nextPayment('declined');
    if ((mishap === 'passed' || mishap === 'failed') && due > 0) provider.nextPayment('challenge');
    if (mishap === 'lost') provider.loseAnswer('applyChange', 1);
    const terms = {
      ...(mishap === 'late' ? withoutReference(toTerms(seen)) : toTerms(seen)),
      ...(mishap === 'other_method' && {paymentMethodId: `pm_other_${owner}`}),
    };
    const apply = () => provider.applyChange(owner, change, terms, write);
    const first = await apply().catch((error: unknown) => error as Error);
    if (first instanceof Error && mishap !== 'lost') return this.#expectStale(first, mishap, before);
    const outcome = first instanceof Error ? await this.#readBack(change, seen, write.idempotencyKey) : first;
    const settled = await this.#settle(outcome, mishap, before);
    if (settled === null) return;
    this.#compare(seen, settled, before, mishap);
    if (mishap === 'lost' || mishap === 'twice') {
      const after = this.#effects();
      await apply();
      must(this.#effects() === after, () => 'the same key did something once more');
    }
    await this.#look(change, settled, {rows, seenAt});
  }

  /** Nothing at all is changed by looking. */
  #preview(change: SubscriptionChange): Promise<PreviewAmounts | Error> {
    const before = this.#provider.snapshot();
    return this.#provider.previewChange(owner, change, call).then(
      (seen) => {
        must(this.#provider.snapshot() === before, () => `a preview of ${change.kind} changed something`);
        return seen;
      },
      (error: unknown) => error as Error,
    );
  }

  /** What cannot be previewed cannot be done either. */
  async #refuse(change: SubscriptionChange, reason: Error): Promise<void> {
    if (!isBillingError(reason)) throw reason;
    must(
      reason.code !== 'internal',
      () => `a preview broke: ${String(reason.cause instanceof Error ? reason.cause.stack : reason)}`,
    );
    const before = this.#effects();
    const write = {...call, idempotencyKey: `key ${++this.#keys}`};
    const error = await this.#provider.applyChange(owner, change, {}, write).then(
      (outcome) => outcome,
      (thrown: unknown) => thrown,
    );
    const code = isBillingError(error) ? error.code : JSON.stringify(error);
    must(code === reason.code, () => `${change.kind} is previewed with ${reason.code}, and done with ${code}`);
    must(this.#effects() === before, () => `${change.kind} is refused, and did something`);
    this.#count('refused');
  }

  #expectStale(error: Error, mishap: Mishap, before: World): void {
    const code = isBillingError(error) ? error.code : String(error);
    const isStale = mishap === 'late' && ['preview_stale', 'action_refused', 'invalid_request'].includes(code);
    if (!isStale) throw error;
    must(this.#effects() === moving(before), () => 'what was stale did something');
    this.#count('stale');
  }

  async #readBack(change: SubscriptionChange, seen: PreviewAmounts, idempotencyKey: string): Promise<Applied> {
    const intent = toIntent(change, {terms: toTerms(seen), idempotencyKey, begunAt: this.#provider.now()});
    const told = await this.#provider.readBack(intent, call);
    must(told !== 'unknown', () => `nobody knows what became of ${change.kind}`);
    this.#count('lost');
    return told as Applied;
  }

  /** What became of it once nothing is to be waited for; null where nothing was to change. */
  async #settle(outcome: Applied, mishap: Mishap, before: World): Promise<ProviderSubscription | null> {
    if (outcome.state === 'succeeded') return outcome.value;
    const unchanged = (what: string) => must(this.#effects() === moving(before), () => `${what} did something`);
    if (outcome.state === 'failed') {
      must(mishap === 'declined', () => `it failed with ${outcome.code}`);
      unchanged('a decline');
      this.#count('declined');
      return null;
    }
    must(outcome.state === 'requires_payment', () => `it is ${outcome.state}`);
    const {reference} = outcome;
    unchanged('a challenge');
    this.#provider.answerChallenge(reference, mishap === 'failed' ? 'fail' : 'pass');
    const write = {...call, idempotencyKey: `key ${++this.#keys}`};
    const answered = (await this.#provider.complete(owner, reference, write)) as Applied;
    this.#count(mishap);
    if (answered.state === 'succeeded' && mishap !== 'failed') return answered.value;
    must(mishap === 'failed' && answered.state === 'failed', () => `a challenge came to ${answered.state}`);
    unchanged('a challenge that was failed');
    return null;
  }

  /** What was taken is what was said, to the minor unit. */
  #compare(seen: PreviewAmounts, done: ProviderSubscription, before: World, mishap: Mishap): void {
    const world = this.#world();
    if (seen.certainty !== 'exact') return this.#count('estimates');
    const isLate = mishap === 'late';
    const {taken, used} = expectTaken(seen, {before, after: world, customerId: owner, isLate});
    if (!isLate) expectReached(seen, done, this.#provider.now());
    const isChanged = moving(world) !== moving(before);
    this.#count(isChanged ? 'compared' : 'left as it was');
    if (taken > 0) this.#count('paid');
    if (used < 0) this.#count('credited');
  }

  async #look(
    change: SubscriptionChange,
    done: ProviderSubscription,
    {rows, seenAt}: {rows: ProviderSubscription[]; seenAt: string},
  ): Promise<void> {
    const was = rows.find(({id}) => id === done.id);
    const cause = toCause(change, was, `${done.interval.count} ${done.interval.unit}`);
    const period = was?.currentPeriod;
    if (period && isGivenUp(change)) this.#journal.forfeit(done.id, seenAt, period.end);
    // A whole difference after a part of one says nothing of days any more.
    const isMixed =
      change.kind === 'plan' && change.billing.proration === 'full_difference' && this.#proration === null;
    if (period && isMixed) this.#journal.forfeit(done.id, period.start, period.end);
    this.#count(`did ${change.kind}`);
    await this.#lookAround(new Map([[done.id, cause]]));
  }

  async #lookAround(causes: ReadonlyMap<string, Cause> = new Map()): Promise<void> {
    this.#journal.look(this.#world(), await this.#list(), owner, causes);
  }

  /** Moves the clock, and stops at every payment on the way: it is what was said before. */
  async #wait(seconds: number, declined: boolean): Promise<void> {
    const target = addSeconds(this.#provider.now(), seconds);
    if (declined) this.#provider.nextPayment('declined');
    for (let turns = 0; turns < 60; turns += 1) {
      const rows = await this.#list();
      const at = rows.flatMap(({nextPayment}) => nextPayment?.at ?? []).sort()[0];
      if (at === undefined || at > target) break;
      await this.#passPayment(at);
    }
    if (target > this.#provider.now()) await this.#provider.advanceTo(target);
    this.#provider.nextPayment('works', 0);
    await this.#lookAround();
  }

  /** Passes the moment of a payment: what was said a moment before is taken. */
  async #passPayment(at: string): Promise<void> {
    const early = addSeconds(at, -0.001);
    if (early > this.#provider.now()) await this.#provider.advanceTo(early);
    const rows = await this.#list();
    const [payment, other] = rows.flatMap(({nextPayment}) => (nextPayment?.at === at ? [nextPayment] : []));
    // What was counted is charged as well when something ends or pauses.
    const isLast = rows.some(({pausesAt, cancelsAt}) => pausesAt === at || cancelsAt === at);
    const [before, wasOwing] = [sumTaken(this.#world(), owner), this.#isOwing()];
    await this.#provider.advanceTo(at);
    const taken = sumTaken(this.#world(), owner) - before;
    const isPlain = other === undefined && !isLast && !wasOwing && !this.#isOwing();
    if (payment !== undefined && isPlain && payment.certainty === 'exact') {
      const {amount} = payment.amountDue;
      must(taken === amount, () => `${taken} was taken where the next payment was ${amount}`);
      this.#count('renewals');
    }
    await this.#lookAround();
  }

  async #waitForEnd(seconds: number): Promise<void> {
    const rows = await this.#list();
    const end = rows.flatMap(({currentPeriod}) => currentPeriod?.end ?? [])[0];
    if (end === undefined) return;
    const left = (Date.parse(end) - Date.parse(this.#provider.now())) / 1000 + seconds;
    if (left > 0) await this.#wait(left, false);
  }

  async #pay(): Promise<void> {
    const open = this.#world().invoices.find((row) => row.customerId === owner && row.status === 'open');
    if (open === undefined) return;
    const before = sumTaken(this.#world(), owner);
    const write = {...call, idempotencyKey: `key ${++this.#keys}`};
    const outcome = await this.#provider.payInvoice(owner, open.id, {}, write);
    must(outcome.state === 'succeeded', () => `paying came to ${outcome.state}`);
    const taken = sumTaken(this.#world(), owner) - before;
    const owed = open.totals.total.amount - (open.applied ?? 0);
    must(taken === owed, () => `${taken} was taken for an invoice of ${owed}`);
    this.#count('paid by hand');
    await this.#lookAround();
  }

  #isOwing(): boolean {
    return this.#world().invoices.some(({customerId, status}) => customerId === owner && status === 'open');
  }

  #effects(): string {
    return moving(this.#world());
  }
}
