import type {Sandbox} from '../../src/server/providers/sandbox/index.js';

/** What is so at the provider. */
export interface Truth {
  effects: Sandbox['effects'];
  /** Invoices by id: what they are, and whose. */
  invoices: ReadonlyMap<string, {status: string; customerId: string}>;
  /** Subscriptions that end by themselves. */
  ending: ReadonlySet<string>;
  /** Cards by their last digits. */
  cards: ReadonlySet<string>;
  /** True where the provider has told that the operation of this id is done. */
  isDone(operationId: string): boolean;
}

interface Snapshot {
  world: {
    invoices: {id: string; status: string; customerId: string}[];
    subscriptions: {id: string; cancelsAt: string | null}[];
    paymentMethods: {last4: string | null}[];
    keys: Record<string, {outcome: {state: string}}>;
  };
}

/** Reads the sandbox's own state, past every part of the endpoint. */
export function readTruth(sandbox: Sandbox): Truth {
  const {world} = JSON.parse(sandbox.snapshot()) as Snapshot;
  return {
    effects: sandbox.effects,
    invoices: new Map(world.invoices.map((invoice) => [invoice.id, invoice])),
    ending: new Set(world.subscriptions.filter(({cancelsAt}) => cancelsAt !== null).map(({id}) => id)),
    cards: new Set(world.paymentMethods.map(({last4}) => last4 ?? '')),
    isDone: (operationId) =>
      Object.entries(world.keys).some(
        ([name, {outcome}]) => name.includes(operationId) && outcome.state === 'succeeded' && !name.startsWith('start'),
      ),
  };
}
