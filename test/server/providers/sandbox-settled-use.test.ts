import {expect} from '@open-wc/testing';
import type {Sandbox} from '../../../src/server/providers/sandbox/index.js';
import {call, change, open, readValue, toPlan} from './sandbox-support.js';

/** What was charged for use, the oldest first: the notes of its lines. */
async function listCharged(provider: Sandbox): Promise<(string | null)[]> {
  const {items} = await provider.listInvoices(provider.customerId, {limit: 50}, call);
  const read = items.reverse().map(({id}) => provider.readInvoice(provider.customerId, id, call));
  const invoices = await Promise.all(read);
  return invoices
    .flatMap((invoice) => invoice?.lines ?? [])
    .flatMap(({kind, note}) => (kind === 'metered' ? note : []));
}

/** Crew by the year, in its fifth month, with more messages in the third than it includes. */
async function openInJanuary(): Promise<Sandbox> {
  const provider = open('yearly');
  provider.use('sub_crew', 'text_messages', 3000);
  await provider.advanceTo('2027-01-15T12:00:00Z');
  return provider;
}

const starter = toPlan({priceId: 'starter_yearly', quantity: 2});

describe('what was used in a year of the sandbox', () => {
  it('is charged once, however often the plan is another one', async () => {
    const provider = await openInJanuary();
    for (const asked of [starter, toPlan({priceId: 'crew_yearly'}), starter, toPlan({priceId: 'crew_yearly'})])
      readValue(await change(provider, asked));
    await provider.advanceTo('2027-09-02T00:00:00Z');
    expect(await listCharged(provider)).to.deep.equal(['November, above 2,000']);
  });

  it('is not charged afterwards by a plan that includes less', async () => {
    const provider = await openInJanuary();
    readValue(await change(provider, toPlan({priceId: 'company_yearly'})));
    readValue(await change(provider, starter));
    const query = {...{from: '2026-11-01T00:00:00Z', to: '2027-01-01T00:00:00Z'}, grain: 'month'} as const;
    const meters = await provider.readUsage(provider.customerId, {...query, meter: 'text_messages'}, call);
    expect(meters?.map(({cost}) => cost?.amount)).to.deep.equal([0]);
    await provider.advanceTo('2027-09-02T00:00:00Z');
    const since = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'];
    expect(await listCharged(provider)).to.deep.equal([
      'November, above 2,000',
      ...since.map((month) => `${month}, above 0`),
    ]);
  });
});
