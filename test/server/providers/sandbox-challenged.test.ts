import {expect} from '@open-wc/testing';
import type {SubscriptionChange} from '../../../src/server/ports/provider.js';
import type {Sandbox, ScenarioName} from '../../../src/server/providers/sandbox/index.js';
import {addCard, change, open, readReference, readValue, toWrite} from './sandbox-support.js';
import {createTestWorld, openWorld, owner, type Offer} from './sandbox-world.js';

const start: SubscriptionChange = {kind: 'start', priceId: 'starter_monthly', quantity: 2, addOns: []};
const stale = (reference: string) => ({state: 'failed', code: 'preview_stale', reference});

/** Passes the challenge, and goes on with the change. */
function pass(provider: Sandbox, reference: string) {
  provider.answerChallenge(reference, 'pass');
  return provider.complete(provider.customerId, reference, toWrite());
}

/** Asks for a change whose bank asks back; gives the reference of its challenge. */
async function begin(provider: Sandbox, asked: SubscriptionChange): Promise<string> {
  provider.nextPayment('challenge');
  return readReference(await change(provider, asked));
}

describe('a change of the sandbox whose bank asks', () => {
  it('starts nothing more where another subscription was started meanwhile', async () => {
    const provider = open('ended');
    const {id} = await addCard(provider, '5555 5555 5555 4444');
    const first = await begin(provider, start);
    readValue(await change(provider, start, toWrite(), {paymentMethodId: id}));
    expect(await pass(provider, first)).to.deep.equal(stale(first));
    expect(provider.effects).to.include({starts: 1, charges: 1});
  });

  it('is not paid for once its price no longer holds', async () => {
    const all: [ScenarioName, SubscriptionChange][] = [
      ['ended', start],
      ['ended', {kind: 'restart', subscriptionId: 'sub_crew'}],
      ['paused', {kind: 'unpause', subscriptionId: 'sub_crew'}],
    ];
    for (const [scenario, asked] of all) {
      const [late, early] = [open(scenario), open(scenario)];
      const [one, other] = [await begin(late, asked), await begin(early, asked)];
      await late.advanceBy({days: 8});
      expect(await pass(late, one), asked.kind).to.deep.equal(stale(one));
      expect(late.effects.charges, asked.kind).to.equal(0);
      await early.advanceBy({days: 6});
      readValue(await pass(early, other));
      expect(early.effects.charges, asked.kind).to.equal(1);
    }
  });

  it('does not pay for a period that is over', async () => {
    const at = '2026-11-20T00:00:00.000Z';
    const interval = {unit: 'day', count: 1};
    const offer: Offer = {id: 'day', kind: 'plan', prices: [{id: 'daily', interval, unitPrice: '900'}]};
    const terms = {currency: {currency: 'EUR', exponent: 2}, tax: null, offers: [offer]};
    const provider = await openWorld(createTestWorld(terms, at), at);
    const asked: SubscriptionChange = {kind: 'start', priceId: 'daily', quantity: 2, addOns: []};
    provider.nextPayment('challenge');
    const reference = readReference(await provider.applyChange(owner, asked, {}, toWrite()));
    await provider.advanceBy({days: 2});
    provider.answerChallenge(reference, 'pass');
    expect(await provider.complete(owner, reference, toWrite())).to.deep.equal(stale(reference));
    expect(provider.effects).to.include({starts: 0, charges: 0});
  });
});
