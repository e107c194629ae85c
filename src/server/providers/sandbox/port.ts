import {BillingError, isBillingError} from '../../../contract/errors.js';
import type {BillingProvider, Call, Outcome, Write} from '../../ports/provider.js';
import {capabilities, limitedCapabilities} from './capabilities.js';
import {applyChange} from './changing.js';
import {readCatalog} from './cataloging.js';
import {complete, readBack} from './completing.js';
import {changeCustomer} from './customers.js';
import {receiveEntry} from './entries.js';
import {untilAborted, type Faults} from './faults.js';
import {once} from './keys.js';
import {remove, setDefault} from './methods.js';
import {payInvoice} from './paying.js';
import {previewChange} from './previewing.js';
import {readUsage} from './reading-usage.js';
import {
  findCustomer,
  listInvoices,
  listPaymentMethods,
  listSubscriptions,
  readInvoice,
  readPrices,
  type View,
} from './reading.js';
import {startSetup} from './setups.js';
import type {State} from './state.js';
import type {World} from './world.js';

/** The port verbs, served from the state with the faults that were asked for. */

/** The verbs that can be made to fail. */
export const verbs = [
  'findCustomer',
  'listSubscriptions',
  'readPrices',
  'listPaymentMethods',
  'listInvoices',
  'readInvoice',
  'previewChange',
  'readCatalog',
  'readUsage',
  'changeCustomer',
  'applyChange',
  'payInvoice',
  'startPaymentMethodSetup',
  'setDefaultPaymentMethod',
  'removePaymentMethod',
  'receiveEntry',
  'complete',
  'readBack',
] as const satisfies (keyof BillingProvider)[];

/** The port verbs that the sandbox has. */
export type SandboxVerb = (typeof verbs)[number];

/** The port, with the verbs that the sandbox has. */
export type SandboxPort = BillingProvider & Required<Pick<BillingProvider, SandboxVerb>>;

/** What is switched by hand, and not kept. */
export interface Switches {
  leaksForeignRows: boolean;
  forgetsKeys: boolean;
}

/** The world to read or to change, and the time it is there. */
type Work<T> = (world: World, now: string) => T;

interface Server {
  read<T>(verb: SandboxVerb, call: Call, work: Work<T>): Promise<T>;
  /** Changes the world without a key; nothing of what was asked is kept but what the work does. */
  alter(verb: SandboxVerb, call: Call, work: Work<void>): Promise<void>;
  write<T>(verb: SandboxVerb, asked: readonly unknown[], write: Write, work: Work<Outcome<T>>): Promise<Outcome<T>>;
}

/** Runs one verb at a time. What it gives is a copy: nothing that a caller does to it reaches the world. */
function createServer(state: State, faults: Faults<SandboxVerb>, switches: Switches): Server {
  async function serve<T>(verb: SandboxVerb, {signal}: Call, work: () => T, settle: () => Promise<void>): Promise<T> {
    try {
      await faults.enter(verb, signal);
      await untilAborted(state.catchUp(), signal);
      const answer = structuredClone(work());
      await untilAborted(settle(), signal);
      faults.leave(verb);
      return answer;
    } catch (cause) {
      throw isBillingError(cause) ? cause : new BillingError('internal', {cause});
    }
  }
  return {
    read: (verb, call, work) =>
      serve(
        verb,
        call,
        () => work(state.world(), state.now()),
        () => Promise.resolve(),
      ),
    alter: (verb, call, work) =>
      serve(
        verb,
        call,
        () => work(state.world(), state.now()),
        () => state.save(),
      ),
    write(verb, asked, write, work) {
      const {idempotencyKey: key} = write;
      const run = () => {
        const world = state.world();
        const keptBefore = Object.keys(world.keys).length;
        const change = () => work(world, state.now());
        const outcome = switches.forgetsKeys ? change() : once(world, {verb, key, asked}, change);
        isNew = switches.forgetsKeys || Object.keys(world.keys).length > keptBefore;
        return outcome;
      };
      let isNew = false;
      return serve(verb, write, run, () => (isNew ? state.save() : state.settle()));
    },
  };
}

/** The verbs of the port. */
export function createPort(
  state: State,
  faults: Faults<SandboxVerb>,
  switches: Switches,
  bankUrl?: string,
): SandboxPort {
  const server = createServer(state, faults, switches);
  return {
    id: 'sandbox',
    describe: () => ({
      ...capabilities,
      ...(state.world().settings.isLimited ? limitedCapabilities : {}),
      ...(switches.forgetsKeys ? {idempotency: 'none'} : {}),
    }),
    ...createReads(server, switches),
    ...createWrites(server, bankUrl),
  };
}

type ReadVerb =
  | 'findCustomer'
  | 'listSubscriptions'
  | 'readPrices'
  | 'listPaymentMethods'
  | 'listInvoices'
  | 'readInvoice'
  | 'previewChange'
  | 'readCatalog'
  | 'readUsage'
  | 'readBack';

function createReads({read}: Server, switches: Switches): Pick<SandboxPort, ReadVerb> {
  /** Lists may leak the rows of others; what is asked for by its id never does. */
  const list = <T>(verb: SandboxVerb, customerId: string, call: Call, work: (view: View) => T) =>
    read(verb, call, (world, now) => work({world, now, customerId: switches.leaksForeignRows ? null : customerId}));
  return {
    findCustomer: (by, call) =>
      read('findCustomer', call, (world, now) => findCustomer({world, now, customerId: null}, by)),
    listSubscriptions: (customerId, call) => list('listSubscriptions', customerId, call, listSubscriptions),
    readPrices: (priceIds, call) =>
      read('readPrices', call, (world, now) => readPrices({world, now, customerId: null}, priceIds)),
    listPaymentMethods: (customerId, call) => list('listPaymentMethods', customerId, call, listPaymentMethods),
    listInvoices: (customerId, query, call) =>
      list('listInvoices', customerId, call, (view) => listInvoices(view, query)),
    readInvoice: (customerId, invoiceId, call) =>
      read('readInvoice', call, (world, now) => readInvoice({world, now, customerId}, invoiceId)),
    previewChange: (customerId, change, call) =>
      read('previewChange', call, (world, now) => previewChange(world, now, customerId, change)),
    readCatalog: (call) => read('readCatalog', call, readCatalog),
    readUsage: (customerId, query, call) =>
      read('readUsage', call, (world, now) => readUsage(world, now, customerId, query)),
    readBack: (intent, call) => read('readBack', call, (world, now) => readBack(world, now, intent)),
  };
}

type WriteVerb =
  | 'changeCustomer'
  | 'applyChange'
  | 'payInvoice'
  | 'startPaymentMethodSetup'
  | 'setDefaultPaymentMethod'
  | 'removePaymentMethod'
  | 'receiveEntry'
  | 'complete';

function createWrites({write: run, alter}: Server, bankUrl: string | undefined): Pick<SandboxPort, WriteVerb> {
  return {
    changeCustomer: (customerId, patch, write) =>
      run('changeCustomer', [customerId, patch], write, (world, now) => changeCustomer(world, now, customerId, patch)),
    applyChange: (customerId, change, terms, write) =>
      run('applyChange', [customerId, change, terms], write, (world, now) =>
        applyChange(world, now, customerId, change, {terms, key: write.idempotencyKey, bankUrl}),
      ),
    payInvoice: (customerId, invoiceId, payment, write) =>
      run('payInvoice', [customerId, invoiceId, payment], write, (world, now) =>
        payInvoice(world, now, customerId, invoiceId, {...payment, bankUrl}),
      ),
    startPaymentMethodSetup: (customerId, setup, write) =>
      run('startPaymentMethodSetup', [customerId, setup], write, (world) => startSetup(world, customerId, setup)),
    setDefaultPaymentMethod: (customerId, id, write) =>
      run('setDefaultPaymentMethod', [customerId, id], write, (world, now) => setDefault(world, now, customerId, id)),
    removePaymentMethod: (customerId, id, write) =>
      run('removePaymentMethod', [customerId, id], write, (world, now) => remove(world, now, customerId, id)),
    receiveEntry: (customerId, reference, entry, call) =>
      alter('receiveEntry', call, (world, now) => receiveEntry(world, now, {customerId, reference, entry})),
    complete: (customerId, reference, write) =>
      run('complete', [customerId, reference], write, (world, now) => complete(world, now, customerId, reference)),
  };
}
