import type {ProviderEvent} from '../../ports/provider.js';
import type {Clock} from '../../ports/surroundings.js';
import {createControls, type SandboxControls} from './controls.js';
import {createFaults} from './faults.js';
import {createPort, verbs, type SandboxPort, type Switches} from './port.js';
import type {ScenarioName} from './scenarios.js';
import {createState, type SnapshotStorage} from './state.js';
import type {ChallengeWay, ChargeOutcome, EffectKind} from './world.js';

export type {SandboxEventType} from './events.js';
export type {SandboxVerb} from './port.js';
export {scenarioDescriptions, scenarioNames, type ScenarioName} from './scenarios.js';
export type {SnapshotStorage} from './state.js';
export type {ShownChallenge} from './paying.js';
export {testAccounts, type TestAccount} from './test-accounts.js';
export {testCards, type CardEntry, type ShownCard, type TestCard} from './test-cards.js';
export type {ChallengeWay, ChargeOutcome, EffectKind, RegisterAnswer} from './world.js';

/** How a sandbox begins; with nothing given it is the scenario `active` in real time, in memory. */
export interface SandboxOptions {
  /** `active` where absent. A kept state has its own, which wins. */
  scenario?: ScenarioName;
  /** Real time; the machine's where absent. */
  clock?: Clock;
  /** ISO 8601: the test clock begins here and stands still until it is moved. Absent: it runs with real time. */
  startAt?: string;
  /** Where the state is kept between two lives; saved after every change. Absent: in memory only. */
  state?: SnapshotStorage;
  /**
   * Address of a page that plays the bank, without a query: it gets `reference` and `return`, tells
   * {@link SandboxControls.answerChallenge} what the customer chose, and sends them to `return`. Absent: there is none.
   */
  bankUrl?: string;
  /** Hears of what the test clock does, and of what changes, once it is kept. What it throws is not heard. */
  onEvent?: (event: ProviderEvent) => void;
}

/**
 * A billing provider that lives in memory, in a page or on a server, with what tests, stories and the demo need to
 * drive it. Its verbs throw only `BillingError`; so do its controls.
 */
export interface Sandbox extends SandboxPort, SandboxControls {
  /** The customer the scenario is about. With `state`, certain only after {@link SandboxControls.ready}. */
  readonly customerId: string;
  /** What it began as, or was last reset to. */
  readonly scenario: ScenarioName;
  /** What the next charges come to; null where that is up to their methods. */
  readonly nextOutcome: ChargeOutcome | null;
  /** Where the next challenges are asked. */
  readonly challengeWay: ChallengeWay;
  /** How many real effects writes had, since the beginning or the last reset; kept in the state. */
  readonly effects: Readonly<Record<EffectKind, number>>;
}

/** The embedded provider; see {@link Sandbox}. Throws `provider_misconfigured` for an unknown scenario. */
export function sandbox(options: SandboxOptions = {}): Sandbox {
  const state = createState({
    scenario: options.scenario ?? 'active',
    clock: options.clock ?? {now: () => Date.now()},
    startAt: options.startAt,
    storage: options.state,
    onEvent: options.onEvent,
  });
  const faults = createFaults(verbs);
  const switches: Switches = {leaksForeignRows: false, forgetsKeys: false};
  return {
    ...createPort(state, faults, switches, options.bankUrl),
    ...createControls(state, faults, switches),
    get customerId() {
      return state.world().mainCustomerId;
    },
    get scenario() {
      return state.scenario();
    },
    get nextOutcome() {
      return state.world().nextCharges?.outcome ?? null;
    },
    get challengeWay() {
      return state.world().challengeBy;
    },
    get effects() {
      return {...state.world().effects};
    },
  };
}
