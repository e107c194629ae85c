import {expect} from '@open-wc/testing';
import {
  call,
  cancel,
  change,
  crewInvoice,
  foreign,
  open,
  pay,
  readCode,
  readReference,
  readSubscription,
  readValue,
  start,
  toIntent,
  toWrite,
  undo,
} from './sandbox-support.js';

describe('reading back from the sandbox', () => {
  it('finds a lost payment without a key, and nothing where there was none', async () => {
    const provider = open('past_due');
    provider.forgetKeys(true);
    const intent = toIntent('pay_invoice', {invoiceId: crewInvoice, payment: {}});
    expect(await provider.readBack(intent, call)).to.equal('unknown');
    provider.loseAnswer('payInvoice', 1);
    await readCode(pay(provider));
    const found = readValue(await provider.readBack(intent, call));
    expect(found).to.deep.equal(await provider.readInvoice(provider.customerId, crewInvoice, call));
    expect(await provider.readBack({...intent, customerId: foreign.customerId}, call)).to.equal('unknown');
    expect(provider.effects.payments).to.equal(1);
  });

  it('finds a payment that waits for its challenge, and one that failed by its reference', async () => {
    const provider = open('past_due');
    provider.nextPayment('challenge');
    const waiting = await pay(provider);
    const reference = readReference(waiting);
    const intent = toIntent('pay_invoice', {invoiceId: crewInvoice, payment: {}});
    expect(await provider.readBack(intent, call)).to.deep.equal(waiting);
    provider.answerChallenge(reference, 'fail');
    expect(await provider.readBack(intent, call)).to.equal('unknown');
    const failed = {state: 'failed', code: 'challenge_failed', reference};
    expect(await provider.readBack({...intent, reference}, call)).to.deep.equal(failed);
  });

  it('finds a lost change in what the subscription is', async () => {
    const provider = open();
    provider.forgetKeys(true);
    const canceling = toIntent('change_subscription', {change: cancel(), terms: {}});
    const undoing = toIntent('change_subscription', {change: undo(), terms: {}});
    expect(await provider.readBack(canceling, call)).to.equal('unknown');
    provider.loseAnswer('applyChange');
    await readCode(change(provider, cancel()));
    expect(readValue(await provider.readBack(canceling, call))).to.deep.equal(await readSubscription(provider));
    expect(await provider.readBack(undoing, call)).to.equal('unknown');
    await readCode(change(provider, undo()));
    expect(readValue(await provider.readBack(undoing, call))).to.deep.equal(await readSubscription(provider));
    expect(await provider.readBack({...undoing, customerId: foreign.customerId}, call)).to.equal('unknown');
  });

  it('finds a setup by its reference, and attaches nothing', async () => {
    const provider = open();
    const waiting = await start(provider);
    const reference = readReference(waiting);
    const intent = toIntent('set_up_payment_method', {kind: 'card'});
    expect(await provider.readBack(intent, call)).to.equal('unknown');
    provider.fillSetup(reference, {number: '4242424242424242', expiry: {month: 1, year: 2030}});
    expect(await provider.readBack({...intent, reference}, call)).to.deep.equal(waiting);
    expect(provider.effects.methods).to.equal(0);
    const done = await provider.complete(provider.customerId, reference, toWrite());
    expect(await provider.readBack({...intent, reference}, call)).to.deep.equal(done);
    const asOther = {...intent, reference, customerId: foreign.customerId};
    expect(await provider.readBack(asOther, call)).to.equal('unknown');
  });

  it('does not know what it cannot read', async () => {
    const provider = open();
    for (const intent of [
      toIntent('pay_invoice', {invoiceId: 'in_none', payment: {}}),
      toIntent('change_subscription', {
        change: {kind: 'pause', subscriptionId: 'sub_crew', at: 'period_end', until: null},
        terms: {},
      }),
      toIntent('change_subscription', {change: {kind: 'undo_cancel', subscriptionId: 'sub_none'}, terms: {}}),
      toIntent('set_up_payment_method', {kind: 'card'}),
    ]) {
      expect(await provider.readBack(intent, call), intent.kind).to.equal('unknown');
    }
  });
});
