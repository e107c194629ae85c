import type {Sandbox} from '../../src/server/providers/sandbox/index.js';

/** What is so at the provider. */
export interface Truth {
  effects: Sandbox['effects'];
  /** Invoices by id: what they are, and whose. */
  invoices: ReadonlyMap<string, InvoiceSnapshot>;
  /** Subscriptions by id: what they are, and what is planned for them. */
  subscriptions: ReadonlyMap<string, SubscriptionTruth>;
  /** Cards by their last digits. */
  cards: ReadonlySet<string>;
  /** True where the provider has told that the operation of this id is done. */
  isDone(operationId: string): boolean;
  /** How many changes of subscriptions the provider has told to be done, each once however often it was asked for. */
  changesDone: number;
}

/** A subscription, as far as a customer can change it. */
export interface SubscriptionTruth {
  customerId: string;
  status: string;
  name: string;
  quantity: number | null;
  isEnding: boolean;
  isPaused: boolean;
  pausesAt: string | null;
  hasPlanned: boolean;
}

interface Snapshot {
  world: {
    invoices: InvoiceSnapshot[];
    subscriptions: {
      id: string;
      customerId: string;
      status: string;
      cancelsAt: string | null;
      pausesAt?: string | null;
      pausedAt?: string | null;
      pendingChange?: unknown;
      items: {priceId: string; quantity: number | null}[];
    }[];
    prices: {id: string; planId: string}[];
    plans: {id: string; name: string}[];
    paymentMethods: {last4: string | null}[];
    keys: Record<string, {outcome: {state: string}}>;
  };
}

interface InvoiceSnapshot {
  id: string;
  status: string;
  customerId: string;
  totals: {total: {amount: number}};
  applied?: number;
  paidWith: unknown;
}

/** Reads the sandbox's own state, past every part of the endpoint. */
export function readTruth(sandbox: Sandbox): Truth {
  const {world} = JSON.parse(sandbox.snapshot()) as Snapshot;
  return {
    effects: sandbox.effects,
    invoices: new Map(world.invoices.map((invoice) => [invoice.id, invoice])),
    subscriptions: new Map(world.subscriptions.map((record) => [record.id, toSubscription(world, record)])),
    cards: new Set(world.paymentMethods.map(({last4}) => last4 ?? '')),
    isDone: (operationId) =>
      Object.entries(world.keys).some(
        ([name, {outcome}]) => name.includes(operationId) && outcome.state === 'succeeded' && !name.startsWith('start'),
      ),
    changesDone: countChanges(world.keys),
  };
}

/** A change is one operation, whether it was done at once or after its payment step. */
function countChanges(keys: Snapshot['world']['keys']): number {
  const names = Object.keys(keys);
  const toOperation = (name: string): string => /op_\w+/.exec(name)?.[0] ?? name;
  const changes = new Set(names.filter((name) => name.startsWith('applyChange')).map(toOperation));
  const done = names.filter((name) => keys[name]?.outcome.state === 'succeeded').map(toOperation);
  return new Set(done.filter((operation) => changes.has(operation))).size;
}

function toSubscription(
  {prices, plans}: Snapshot['world'],
  record: Snapshot['world']['subscriptions'][number],
): SubscriptionTruth {
  const {customerId, status, cancelsAt, pausesAt = null, pausedAt = null, pendingChange, items} = record;
  const planId = prices.find(({id}) => id === items[0]?.priceId)?.planId;
  return {
    ...{customerId, status, pausesAt},
    name: plans.find(({id}) => id === planId)?.name ?? '',
    quantity: items[0]?.quantity ?? null,
    isEnding: cancelsAt !== null,
    isPaused: pausedAt !== null,
    hasPlanned: !!pendingChange,
  };
}
