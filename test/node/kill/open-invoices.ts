import {sandbox, type Sandbox} from '../../../src/server/providers/sandbox/index.js';
import type {World} from '../../../src/server/providers/sandbox/world.js';

/** A sandbox whose customer owes `count` invoices more than the scenario has, and their ids. */
export async function oweInvoices(count: number): Promise<{provider: Sandbox; invoiceIds: string[]}> {
  const kept = JSON.parse(sandbox({scenario: 'open_invoice'}).snapshot()) as {world: World};
  const pattern = kept.world.invoices.findLast(({status}) => status === 'open');
  if (pattern === undefined) throw new Error('the scenario has no open invoice');
  const owed = Array.from({length: count}, (_, index) => {
    const sequence = 5000 + index;
    return {...structuredClone(pattern), id: `in_owed_${sequence}`, sequence};
  });
  kept.world.invoices.push(...owed);
  const load = (): Promise<string> => Promise.resolve(JSON.stringify(kept));
  const provider = sandbox({state: {load, save: () => Promise.resolve()}});
  await provider.ready();
  return {provider, invoiceIds: owed.map(({id}) => id)};
}

/** The keys under which the sandbox keeps payments: one for each operation that ever asked for one. */
export function readPaymentKeys(provider: Sandbox): string[] {
  const {world} = JSON.parse(provider.snapshot()) as {world: World};
  return Object.keys(world.keys).filter((name) => name.startsWith('payInvoice '));
}
