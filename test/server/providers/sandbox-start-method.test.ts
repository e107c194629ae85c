import {expect} from '@open-wc/testing';
import type {SubscriptionChange} from '../../../src/server/ports/provider.js';
import type {Sandbox} from '../../../src/server/providers/sandbox/index.js';
import {
  addCard,
  call,
  change,
  foreign,
  open,
  readCode,
  readReference,
  readSubscription,
  readValue,
  toWrite,
} from './sandbox-support.js';

const start: SubscriptionChange = {kind: 'start', priceId: 'starter_monthly', quantity: 2, addOns: []};

/** The last four digits of what paid the newest invoice. */
async function readPaidWith(provider: Sandbox): Promise<string | null | undefined> {
  const {items} = await provider.listInvoices(provider.customerId, {limit: 1}, call);
  return (await provider.readInvoice(provider.customerId, items[0]?.id ?? '', call))?.paidWith?.last4;
}

describe('the method that a subscription of the sandbox is started with', () => {
  it('pays for the next periods as well', async () => {
    const provider = open('ended');
    const {id: paymentMethodId} = await addCard(provider, '5555 5555 5555 4444');
    const started = readValue(await change(provider, start, toWrite(), {paymentMethodId}));
    expect(started.paymentMethodId).to.equal(paymentMethodId);
    await provider.advanceBy({months: 1});
    expect(await readPaidWith(provider)).to.equal('4444');
  });

  it('pays for them after a challenge too, unless it is gone by then', async () => {
    for (const isGone of [false, true]) {
      const provider = open('ended');
      const {id: paymentMethodId} = await addCard(provider, '5555 5555 5555 4444');
      provider.nextPayment('challenge');
      const reference = readReference(await change(provider, start, toWrite(), {paymentMethodId}));
      if (isGone) await provider.removePaymentMethod(provider.customerId, paymentMethodId, toWrite());
      provider.answerChallenge(reference, 'pass');
      readValue(await provider.complete(provider.customerId, reference, toWrite()));
      const [started] = (await provider.listSubscriptions(provider.customerId, call)).filter(
        ({id}) => id !== 'sub_crew',
      );
      expect(started?.paymentMethodId).to.equal(isGone ? null : paymentMethodId);
    }
  });

  it('is not kept where it is the default, nor where it is another customer\u2019s', async () => {
    const provider = open('ended');
    const own = await provider.listPaymentMethods(provider.customerId, call);
    const paymentMethodId = own.find(({isDefault}) => isDefault)?.id ?? '';
    const {id} = readValue(await change(provider, start, toWrite(), {paymentMethodId}));
    expect(await readSubscription(provider, id)).to.include({paymentMethodId: null});
    const others = change(provider, start, toWrite(), {paymentMethodId: foreign.method});
    expect(await readCode(others)).to.equal('not_found');
  });
});
