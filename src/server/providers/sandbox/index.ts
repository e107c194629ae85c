import type {ErrorCode} from '../../../contract/error-codes.js';
import {BillingError, isBillingError} from '../../../contract/errors.js';
import type {BillingProvider, Call} from '../../ports/provider.js';
import type {Clock} from '../../ports/surroundings.js';
import {addDays, addMonths} from './calendar.js';
import {capabilities} from './capabilities.js';
import {createFaults, untilAborted, type Faults} from './faults.js';
import {
  findCustomer,
  listInvoices,
  listPaymentMethods,
  listSubscriptions,
  readInvoice,
  readPrices,
  type View,
} from './reading.js';
import type {ScenarioName} from './scenarios.js';
import {createState, type SnapshotStorage, type State} from './state.js';

export {scenarioDescriptions, scenarioNames, type ScenarioName} from './scenarios.js';
export type {SnapshotStorage} from './state.js';

const verbs = [
  'findCustomer',
  'listSubscriptions',
  'readPrices',
  'listPaymentMethods',
  'listInvoices',
  'readInvoice',
] as const satisfies (keyof BillingProvider)[];

/** The port verbs that the sandbox has. */
export type SandboxVerb = (typeof verbs)[number];

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
}

/**
 * A billing provider that lives in memory, in a page or on a server, with what tests, stories and the demo need to
 * drive it. Its verbs throw only `BillingError`; so do these.
 */
export interface Sandbox extends BillingProvider {
  /** The customer the scenario is about. With `state`, certain only after {@link Sandbox.ready}. */
  readonly customerId: string;
  /** How often each verb was called, since the beginning or the last reset. */
  readonly calls: Record<string, number>;
  /** The time it is at the provider, ISO 8601. */
  now(): string;
  /** Resolves when a kept state has been taken over; every verb waits for it by itself. */
  ready(): Promise<void>;
  /**
   * Moves the test clock to an instant, ISO 8601. Every period that ends on the way issues and pays an invoice, and
   * what was to end has ended. Throws `invalid_request` for an instant that is past.
   */
  advanceTo(at: string): Promise<void>;
  /** Moves the test clock by months, then by days of 24 hours. */
  advanceBy(span: {days?: number; months?: number}): Promise<void>;
  /** Makes the next `times` calls of a verb throw this code, all of them where absent; null heals it. */
  fail(verb: SandboxVerb, code: ErrorCode | null, times?: number): void;
  /** Makes every call of a verb wait, until the call's signal aborts it; 0 heals it. */
  delay(verb: SandboxVerb, milliseconds: number): void;
  /** Begins anew, with this scenario or the present one: time, faults and counts too. */
  reset(scenario?: ScenarioName): Promise<void>;
  /** While on, lists hold the rows of every customer: the core has to drop those of others. */
  leakForeignRows(on: boolean): void;
  /** The whole state as text, to be given back by `state.load`. */
  snapshot(): string;
}

/** The embedded provider; see {@link Sandbox}. Throws `provider_misconfigured` for an unknown scenario. */
export function sandbox(options: SandboxOptions = {}): Sandbox {
  const state = createState({
    scenario: options.scenario ?? 'active',
    clock: options.clock ?? {now: () => Date.now()},
    startAt: options.startAt,
    storage: options.state,
  });
  const faults = createFaults(verbs);
  const leak = {isOn: false};
  return {
    ...createPort(state, faults, leak),
    ...createControls(state, faults, leak),
    get customerId() {
      return state.world().mainCustomerId;
    },
  };
}

interface Leak {
  isOn: boolean;
}

function createPort(state: State, faults: Faults<SandboxVerb>, leak: Leak): BillingProvider {
  /** Runs one verb. What it gives is a copy: nothing that a caller does to it reaches the world. */
  async function serve<T>(verb: SandboxVerb, customerId: string | null, call: Call, read: (view: View) => T) {
    try {
      await faults.enter(verb, call.signal);
      await untilAborted(state.catchUp(), call.signal);
      return structuredClone(read({world: state.world(), now: state.now(), customerId}));
    } catch (cause) {
      throw isBillingError(cause) ? cause : new BillingError('internal', {cause});
    }
  }
  const seenBy = (customerId: string) => (leak.isOn ? null : customerId);
  return {
    id: 'sandbox',
    describe: () => ({...capabilities}),
    findCustomer: (by, call) => serve('findCustomer', null, call, (view) => findCustomer(view, by)),
    listSubscriptions: (customerId, call) =>
      serve('listSubscriptions', seenBy(customerId), call, (view) => listSubscriptions(view)),
    readPrices: (priceIds, call) => serve('readPrices', null, call, (view) => readPrices(view, priceIds)),
    listPaymentMethods: (customerId, call) =>
      serve('listPaymentMethods', seenBy(customerId), call, (view) => listPaymentMethods(view)),
    listInvoices: (customerId, query, call) =>
      serve('listInvoices', seenBy(customerId), call, (view) => listInvoices(view, query)),
    readInvoice: (customerId, invoiceId, call) =>
      serve('readInvoice', customerId, call, (view) => readInvoice(view, invoiceId)),
  };
}

type Controls = Omit<Sandbox, keyof BillingProvider | 'customerId'>;

function createControls(state: State, faults: Faults<SandboxVerb>, leak: Leak): Controls {
  return {
    calls: faults.calls,
    now: () => state.now(),
    ready: () => state.load(),
    advanceTo: (at) => state.advanceTo(at),
    async advanceBy({days = 0, months = 0}) {
      await state.load();
      await state.advanceTo(addDays(addMonths(state.now(), months), days));
    },
    fail: (verb, code, times = Infinity) => faults.fail(verb, code, times),
    delay: (verb, milliseconds) => faults.delay(verb, milliseconds),
    async reset(scenario) {
      faults.clear();
      leak.isOn = false;
      await state.reset(scenario);
    },
    leakForeignRows(on) {
      leak.isOn = on;
    },
    snapshot: () => state.snapshot(),
  };
}
