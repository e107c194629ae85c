import {expect} from '@open-wc/testing';
import type {SubscriptionChange} from '../../../src/server/ports/provider.js';
import type {Sandbox} from '../../../src/server/providers/sandbox/index.js';
import {call, readCode, readValue, toPlan, toWrite} from './sandbox-support.js';
import {createTestWorld, openWorld, owner, readWorld, type Offer} from './sandbox-world.js';

const at = '2026-11-01T00:00:00.000Z';
const half = '2026-11-16T00:00:00.000Z';
const interval = {unit: 'month', count: 1};
const prices = [
  {id: 'old', interval, unitPrice: '2000'},
  {id: 'new', interval, unitPrice: '3000'},
];
const offers: Offer[] = [{id: 'middle', kind: 'plan', prices}];

/** Half a month after a start at a price that is not on offer any more; another price of the same plan is. */
async function openArchived(): Promise<{provider: Sandbox; subscriptionId: string}> {
  const terms = {currency: {currency: 'EUR', exponent: 2}, tax: null, offers};
  const begun = await openWorld(createTestWorld(terms, at), at);
  const start: SubscriptionChange = {kind: 'start', priceId: 'old', quantity: 1, addOns: []};
  const {id: subscriptionId} = readValue(await begun.applyChange(owner, start, {}, toWrite()));
  const world = readWorld(begun);
  for (const price of world.prices) price.active = price.id !== 'old';
  const provider = await openWorld(world, at);
  await provider.advanceTo(half);
  return {provider, subscriptionId};
}

describe('another price of the same plan in the sandbox', () => {
  it('is a change of plan: it is charged for what is left, and stays', async () => {
    const {provider, subscriptionId} = await openArchived();
    const asked = toPlan({subscriptionId, priceId: 'new', quantity: 1});
    const told = await provider.previewChange(owner, asked, call);
    expect(told.dueNow?.amount).to.equal(500);
    readValue(await provider.applyChange(owner, asked, {}, toWrite()));
    const [record] = readWorld(provider).subscriptions;
    expect(record?.items[0].priceId).to.equal('new');
    const [read] = await provider.listSubscriptions(owner, call);
    expect(read?.nextPayment?.amountDue.amount).to.equal(3000);
    const back = provider.applyChange(owner, {...asked, priceId: 'old'}, {}, toWrite());
    expect(await readCode(back)).to.equal('action_refused');
  });

  it('waits for the end of the period where that is asked for', async () => {
    const {provider, subscriptionId} = await openArchived();
    const billing = {proration: 'none', timing: 'period_end', anchor: 'unchanged'} as const;
    const asked = toPlan({subscriptionId, priceId: 'new', quantity: 1, billing});
    const {pendingChange} = readValue(await provider.applyChange(owner, asked, {}, toWrite()));
    expect(pendingChange).to.include({kind: 'plan', at: '2026-12-01T00:00:00.000Z'});
    await provider.advanceTo('2026-12-02T00:00:00.000Z');
    expect(readWorld(provider).subscriptions[0]?.items[0].priceId).to.equal('new');
  });
});
