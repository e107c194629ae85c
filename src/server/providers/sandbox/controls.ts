import type {ErrorCode} from '../../../contract/error-codes.js';
import {BillingError} from '../../../contract/errors.js';
import type {ProviderEvent} from '../../ports/provider.js';
import {addDays, addMonths} from './calendar.js';
import type {Faults} from './faults.js';
import {answerChallenge, findChallenge, type ShownChallenge} from './paying.js';
import type {SandboxVerb, Switches} from './port.js';
import type {ScenarioName} from './scenarios.js';
import {fillSetup} from './setups.js';
import type {State} from './state.js';
import type {CardEntry} from './test-cards.js';
import type {ChallengeWay, ChargeOutcome, RegisterAnswer, Settings} from './world.js';

/** What tests, stories and the demo drive the sandbox with. Where it throws, it throws `BillingError`. */
export interface SandboxControls {
  /** How often each verb was called, since the beginning or the last reset. */
  readonly calls: Record<string, number>;
  /** The time it is at the provider, ISO 8601. */
  now(): string;
  /** Resolves when a kept state has been taken over; every verb waits for it by itself. */
  ready(): Promise<void>;
  /**
   * Moves the test clock to an instant, ISO 8601. Every period that ends on the way issues an invoice and charges it,
   * and what was to end has ended. Throws `invalid_request` for an instant that is past.
   */
  advanceTo(at: string): Promise<void>;
  /** Moves the test clock by months, then by days of 24 hours. */
  advanceBy(span: {days?: number; months?: number}): Promise<void>;
  /** Makes the next `times` calls of a verb throw this code, all of them where absent; null heals it. */
  fail(verb: SandboxVerb, code: ErrorCode | null, times?: number): void;
  /** {@link SandboxControls.fail} with `provider_rate_limited`, and the seconds to wait in `details.retryAfter`. */
  rateLimit(verb: SandboxVerb, retryAfterSeconds: number, times?: number): void;
  /**
   * Loses the answers of the next `times` calls of a verb, all of them where absent: what they do is done, and then
   * they throw `provider_unavailable`. 0 heals it.
   */
  loseAnswer(verb: SandboxVerb, times?: number): void;
  /** Makes every call of a verb wait, until the call's signal aborts it; 0 heals it. */
  delay(verb: SandboxVerb, milliseconds: number): void;
  /** What the next `times` charges come to, 1 where absent, whatever their methods do. It is kept in the state. */
  nextPayment(outcome: ChargeOutcome, times?: number): void;
  /**
   * Where the next challenges are asked, in the page until something else is said: by `redirect` on the page at `bankUrl`, if
   * there is one and the payment says where to come back to. It is kept in the state.
   */
  challengeBy(way: ChallengeWay): void;
  /** What becomes of a subscription whose charge has failed for the last time. It is kept in the state. */
  afterAttempts(way: Settings['afterAttempts']): void;
  /** How many seats of a subscription are in use. Throws `not_found` for one that is none. */
  useSeats(subscriptionId: string, seats: number): void;
  /** Uses so much of a meter today, beside what is used every day. Throws `not_found`. */
  use(subscriptionId: string, meter: string, amount: number): void;
  /** What it has told by itself, the oldest first: the last thousand. */
  events(): ProviderEvent[];
  /** What registers come to say of the tax ids that are added from now on, an hour later on the test clock. */
  registerAnswers(answer: RegisterAnswer): void;
  /**
   * Tells a setup its card, as the sandbox's card form does. Takes test cards only: throws `card_refused` for any
   * other number, which is neither kept nor repeated; `not_found` for an unknown reference.
   */
  fillSetup(reference: string, entry: CardEntry): void;
  /** What a bank asks under a reference, for a page of it; null for one that is unknown. */
  findChallenge(reference: string): ShownChallenge | null;
  /** Answers a bank's challenge; `complete` then goes on. Throws `not_found` for an unknown reference. */
  answerChallenge(reference: string, answer: 'pass' | 'fail'): void;
  /** While on, idempotency keys are neither kept nor looked at: a provider that has none. */
  forgetKeys(on: boolean): void;
  /** Begins anew, with this scenario or the present one: time, faults and counts too. */
  reset(scenario?: ScenarioName): Promise<void>;
  /** While on, lists hold the rows of every customer: the core has to drop those of others. */
  leakForeignRows(on: boolean): void;
  /** The whole state as text, to be given back by `state.load`. */
  snapshot(): string;
}

/** The controls of one sandbox. */
export function createControls(state: State, faults: Faults<SandboxVerb>, switches: Switches): SandboxControls {
  return {
    ...createClockControls(state),
    ...createFaultControls(faults, switches),
    ...createWorldControls(state),
    calls: faults.calls,
    ready: () => state.load(),
    async reset(scenario) {
      faults.clear();
      Object.assign(switches, {leaksForeignRows: false, forgetsKeys: false});
      await state.reset(scenario);
    },
    snapshot: () => state.snapshot(),
  };
}

function createClockControls(state: State): Pick<SandboxControls, 'now' | 'advanceTo' | 'advanceBy'> {
  return {
    now: () => state.now(),
    advanceTo: (at) => state.advanceTo(at),
    async advanceBy({days = 0, months = 0}) {
      await state.load();
      await state.advanceTo(addDays(addMonths(state.now(), months), days));
    },
  };
}

type FaultControl = 'fail' | 'rateLimit' | 'loseAnswer' | 'delay' | 'forgetKeys' | 'leakForeignRows';

function createFaultControls(faults: Faults<SandboxVerb>, switches: Switches): Pick<SandboxControls, FaultControl> {
  return {
    fail: (verb, code, times = Infinity) => faults.fail(verb, code, times),
    rateLimit: (verb, retryAfter, times = Infinity) => faults.fail(verb, 'provider_rate_limited', times, {retryAfter}),
    loseAnswer: (verb, times = Infinity) => faults.loseAnswer(verb, times),
    delay: (verb, milliseconds) => faults.delay(verb, milliseconds),
    forgetKeys(on) {
      switches.forgetsKeys = on;
    },
    leakForeignRows(on) {
      switches.leaksForeignRows = on;
    },
  };
}

type WorldControl =
  | 'nextPayment'
  | 'registerAnswers'
  | 'challengeBy'
  | 'afterAttempts'
  | 'useSeats'
  | 'use'
  | 'events'
  | 'fillSetup'
  | 'findChallenge'
  | 'answerChallenge';

/** With a kept state, only after {@link SandboxControls.ready}. */
function createWorldControls(state: State): Pick<SandboxControls, WorldControl> {
  /** What cannot be kept now is kept with the next call. */
  const keep = () =>
    void state
      .load()
      .then(state.save)
      .catch(() => undefined);
  return {
    nextPayment(outcome, times = 1) {
      const left = Number.isFinite(times) ? times : null;
      state.world().nextCharges = left === 0 ? null : {outcome, left};
      keep();
    },
    challengeBy(way) {
      state.world().challengeBy = way;
      keep();
    },
    afterAttempts(way) {
      state.world().settings.afterAttempts = way;
      keep();
    },
    useSeats(subscriptionId, seats) {
      getByItsId(state.world().subscriptions, subscriptionId).seatsInUse = seats;
      keep();
    },
    use(subscriptionId, meter, amount) {
      const world = state.world();
      getByItsId(world.subscriptions, subscriptionId);
      getByItsId(world.meters, meter);
      world.use.push({subscriptionId, meter, at: state.now(), amount});
      keep();
    },
    events: () => structuredClone(state.world().events),
    registerAnswers(answer) {
      state.world().nextRegisterAnswer = answer;
      keep();
    },
    findChallenge: (reference) => findChallenge(state.world(), reference),
    fillSetup(reference, entry) {
      fillSetup(state.world(), state.now(), reference, entry);
      keep();
    },
    answerChallenge(reference, answer) {
      answerChallenge(state.world(), reference, answer);
      keep();
    },
  };
}

function getByItsId<T extends {id: string}>(records: readonly T[], id: string): T {
  const found = records.find((record) => record.id === id);
  if (found === undefined) throw new BillingError('not_found');
  return found;
}
