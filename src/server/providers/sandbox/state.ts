import {BillingError, isBillingError} from '../../../contract/errors.js';
import type {ProviderEvent} from '../../ports/provider.js';
import type {Clock} from '../../ports/surroundings.js';
import {toInstant} from './calendar.js';
import {renewDue} from './renewal.js';
import {createWorld, scenarioNames, type ScenarioName} from './scenarios.js';
import type {World} from './world.js';

/** The world of one sandbox, the time it is there, and where both are kept. */

/** Where snapshots are kept, such as a file or the page's storage. */
export interface SnapshotStorage {
  load(): Promise<string | null>;
  save(snapshot: string): Promise<void>;
}

/** How a sandbox begins. */
export interface StateOptions {
  scenario: ScenarioName;
  clock: Clock;
  startAt: string | undefined;
  storage: SnapshotStorage | undefined;
  /** Hears of every event once what it tells of is kept; what it throws is not heard. */
  onEvent?: ((event: ProviderEvent) => void) | undefined;
}

/** A pinned clock stands still until it is moved; a running one follows the base clock, `offset` milliseconds ahead. */
type TestClock = {kind: 'pinned'; at: string} | {kind: 'running'; offset: number};

/** What a snapshot holds. `version` grows when older snapshots can no longer be read. */
interface Snapshot {
  version: 4;
  scenario: ScenarioName;
  testClock: TestClock;
  world: World;
}

/** See {@link createState}. */
export interface State {
  /** What the world began as. */
  scenario(): ScenarioName;
  world(): World;
  now(): string;
  /** Takes over what was kept, once. Every other asynchronous verb does it first. */
  load(): Promise<void>;
  /** Does what became due by itself since the last call. */
  catchUp(): Promise<void>;
  /** Keeps what somebody has changed in the world, after {@link State.load}. */
  save(): Promise<void>;
  /** Keeps what is not kept yet. */
  settle(): Promise<void>;
  /** Moves the clock to an instant, never back: `invalid_request`. */
  advanceTo(at: string): Promise<void>;
  reset(scenario?: ScenarioName): Promise<void>;
  snapshot(): string;
}

/** A world that begins with its scenario, or with what was kept of it. */
export function createState(options: StateOptions): State {
  const {clock, storage, onEvent} = options;
  let held = begin(options, options.scenario);
  let told = 0;
  const now = () => readClock(held.testClock, clock);
  const snapshot = () => JSON.stringify(held);
  const save = createSaver(storage, snapshot, () => {
    const {events, eventCount} = held.world;
    const news = onEvent === undefined ? [] : events.slice(Math.max(0, events.length - (eventCount - told)));
    told = eventCount;
    for (const event of news) tell(structuredClone(event));
  });
  const tell = (event: ProviderEvent) => {
    try {
      onEvent?.(event);
    } catch {
      // What a listener does is no matter of the provider's.
    }
  };

  const load = createLoader(async () => {
    const kept = parseSnapshot((await storage?.load()) ?? null);
    if (kept === null) await save.now();
    else held = kept;
    told = held.world.eventCount;
  });

  async function catchUp(): Promise<void> {
    await load();
    if (renewDue(held.world, now())) await save.now();
    else await save.ifOwed();
  }

  async function advanceTo(at: string): Promise<void> {
    await load();
    const target = toInstant(at, 'at');
    if (target < now()) throw new BillingError('invalid_request', {field: 'at', message: 'time only goes forward'});
    held.testClock = moveClock(held.testClock, target, now());
    renewDue(held.world, now());
    await save.now();
  }

  async function reset(scenario?: ScenarioName): Promise<void> {
    await load();
    held = begin(options, scenario ?? held.scenario);
    told = 0;
    await save.now();
  }

  const scenario = () => held.scenario;
  const world = () => held.world;
  return {scenario, world, now, load, catchUp, save: save.now, settle: save.ifOwed, advanceTo, reset, snapshot};
}

/** Does the work once for all who ask; again when it has failed and somebody asks anew. */
function createLoader(work: () => Promise<void>): () => Promise<void> {
  let loading: Promise<void> | undefined;
  return async () => {
    loading ??= work().catch((error: unknown) => {
      loading = undefined;
      throwUnavailable(error);
    });
    await loading;
  };
}

/**
 * Saves one after the other, each what is true by then, so that an older snapshot never overwrites a newer one, and
 * one save serves all who waited for its turn. What could not be saved is owed: it is tried again with the next call.
 */
function createSaver(storage: SnapshotStorage | undefined, snapshot: () => string, afterwards: () => void) {
  let last = Promise.resolve();
  let changes = 0;
  let saved = 0;
  async function write(): Promise<void> {
    if (saved === changes) return;
    const upTo = changes;
    await storage?.save(snapshot());
    saved = upTo;
    afterwards();
  }
  async function queue(): Promise<void> {
    last = last.then(write, write);
    await last.catch(throwUnavailable);
  }
  return {
    now() {
      changes += 1;
      return queue();
    },
    ifOwed: () => (saved === changes ? Promise.resolve() : queue()),
  };
}

function begin({startAt, clock}: StateOptions, scenario: ScenarioName): Snapshot {
  const testClock: TestClock =
    startAt === undefined ? {kind: 'running', offset: 0} : {kind: 'pinned', at: toInstant(startAt, 'startAt')};
  return {version: 4, scenario, testClock, world: createWorld(scenario, readClock(testClock, clock))};
}

function readClock(testClock: TestClock, clock: Clock): string {
  return testClock.kind === 'pinned' ? testClock.at : new Date(clock.now() + testClock.offset).toISOString();
}

function moveClock(testClock: TestClock, target: string, now: string): TestClock {
  if (testClock.kind === 'pinned') return {kind: 'pinned', at: target};
  return {kind: 'running', offset: testClock.offset + Date.parse(target) - Date.parse(now)};
}

/** Null for what this version cannot read: the sandbox then begins anew, as nothing in it is of value. */
function parseSnapshot(text: string | null): Snapshot | null {
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as Partial<Snapshot> | null;
    const isKnown = kept?.version === 4 && scenarioNames.some((name) => name === kept.scenario);
    return isKnown && kept.testClock !== undefined && kept.world !== undefined ? (kept as Snapshot) : null;
  } catch {
    return null;
  }
}

function throwUnavailable(cause: unknown): never {
  if (isBillingError(cause)) throw cause;
  throw new BillingError('provider_unavailable', {cause, message: 'the state of the sandbox could not be kept'});
}
