import {expect} from '@open-wc/testing';
import {invoiceSchema} from '../../../src/contract/invoice.js';
import {paymentStepSchema} from '../../../src/contract/operation.js';
import {
  addCard,
  call,
  crewInvoice,
  foreign,
  noEffects,
  open,
  pay,
  readCode,
  readReference,
  readSubscription,
  readThrown,
  readValue,
  startAt,
  toWrite,
} from './sandbox-support.js';

describe('paying an invoice of the sandbox', () => {
  it('pays what is owed with the default method, and the subscription is active again', async () => {
    const provider = open('past_due');
    const before = await readSubscription(provider);
    expect(before.status).to.equal('past_due');
    expect(before.refusals.payInvoice).to.equal(undefined);
    expect(before.nextPayment?.at).to.equal('2026-12-01T00:00:00.000Z');
    const [owed] = (await provider.listInvoices(provider.customerId, {limit: 1}, call)).items;
    expect(owed).to.deep.include({id: crewInvoice, status: 'open', paidAt: null});
    expect(owed?.amountDue).to.deep.equal({amount: 13_804, currency: 'EUR', exponent: 2});
    const paid = invoiceSchema.parse(readValue(await pay(provider)));
    expect(paid).to.include({status: 'paid', paidAt: startAt});
    expect(paid.amountDue.amount).to.equal(0);
    expect(paid.paidWith?.last4).to.equal('4242');
    expect(await provider.readInvoice(provider.customerId, crewInvoice, call)).to.deep.equal(
      readValue(await pay(provider)),
    );
    const after = await readSubscription(provider);
    expect(after.status).to.equal('active');
    expect(after.refusals.payInvoice).to.deep.equal({allowed: false, reason: 'already_done'});
    expect(provider.effects).to.deep.equal({...noEffects, payments: 1});
  });

  it('takes the method that is given, for what is overdue too', async () => {
    const provider = open('open_invoice');
    const choice = {paymentMethodId: 'pm_sepa_brightwater'};
    expect((await readSubscription(provider)).refusals.payInvoice).to.equal(undefined);
    const paid = readValue(await pay(provider, 'in_lf1921', choice));
    expect(paid.paidWith).to.include({id: 'pm_sepa_brightwater', last4: '3000'});
    expect(paid.paidWith).not.to.have.property('customerId');
    expect((await readSubscription(provider)).refusals.payInvoice?.reason).to.equal('already_done');
    readValue(await pay(provider));
    expect(provider.effects.payments).to.equal(2);
  });

  it('leaves what is paid or refunded as it is, also of a long history', async () => {
    const provider = open();
    const refunded = readValue(await pay(provider, 'in_lf1846'));
    expect(refunded.status).to.equal('partially_refunded');
    expect(readValue(await pay(open('many_invoices'), 'in_lf5000')).status).to.equal('paid');
    expect(provider.effects.payments).to.equal(0);
  });

  it('refuses what nobody owes, what is unknown and what is of others', async () => {
    const provider = open('open_invoice');
    const before = provider.snapshot();
    expect(await readCode(pay(provider, 'in_lf1803'))).to.equal('action_refused');
    expect(await readCode(pay(provider, 'in_nothing'))).to.equal('not_found');
    expect(await readCode(pay(provider, foreign.invoice))).to.equal('not_found');
    expect(await readCode(pay(provider, crewInvoice, {paymentMethodId: foreign.method}))).to.equal('not_found');
    expect(await readCode(pay(provider, crewInvoice, {paymentMethodId: 'pm_nothing'}))).to.equal('not_found');
    const asOther = provider.payInvoice(foreign.customerId, crewInvoice, {}, toWrite());
    expect(await readCode(asOther)).to.equal('not_found');
    expect(await readCode(provider.payInvoice('cus_nobody', crewInvoice, {}, toWrite()))).to.equal('not_found');
    expect(provider.snapshot()).to.equal(before);
  });

  it('is declined by a card that declines, and nothing is paid', async () => {
    const provider = open('past_due');
    const {id: paymentMethodId} = await addCard(provider, '4000 0000 0000 0002');
    const failed = await pay(provider, crewInvoice, {paymentMethodId});
    expect(failed).to.deep.equal({state: 'failed', code: 'payment_declined'});
    expect((await provider.readInvoice(provider.customerId, crewInvoice, call))?.status).to.equal('open');
    expect((await readSubscription(provider)).status).to.equal('past_due');
    expect(provider.effects.payments).to.equal(0);
    expect((await pay(provider)).state).to.equal('succeeded');
  });

  it('waits for a challenge, and is paid once it is passed', async () => {
    const provider = open('past_due');
    const {id: paymentMethodId} = await addCard(provider, '4000002760003184');
    const waiting = await pay(provider, crewInvoice, {paymentMethodId});
    const reference = readReference(waiting);
    const amount = {amount: 13_804, currency: 'EUR', exponent: 2};
    const step = {kind: 'element', driver: 'sandbox-challenge', reference, amount, payee: 'Larkfield'};
    expect(waiting).to.deep.equal({state: 'requires_payment', step, reference});
    paymentStepSchema.parse(step);
    expect(await provider.complete(provider.customerId, reference, toWrite('again'))).to.deep.equal(waiting);
    provider.answerChallenge(reference, 'pass');
    const paid = readValue(await provider.complete(provider.customerId, reference, toWrite('again')));
    expect(paid).to.deep.include({id: crewInvoice, status: 'paid'});
    expect(readValue(await provider.complete(provider.customerId, reference, toWrite()))).to.deep.equal(paid);
    expect(provider.effects.payments).to.equal(1);
    expect(await readThrown(() => provider.answerChallenge(reference, 'fail'))).to.equal('action_refused');
  });

  it('fails where the challenge fails, and can be tried anew', async () => {
    const provider = open('past_due');
    provider.nextPayment('challenge');
    const reference = readReference(await pay(provider));
    provider.answerChallenge(reference, 'fail');
    const failed = {state: 'failed', code: 'challenge_failed', reference};
    expect(await provider.complete(provider.customerId, reference, toWrite())).to.deep.equal(failed);
    expect(provider.effects.payments).to.equal(0);
    readValue(await pay(provider));
    expect(await readThrown(() => provider.answerChallenge('pi_nothing', 'pass'))).to.equal('not_found');
    expect(await readCode(provider.complete(provider.customerId, 'pi_nothing', toWrite()))).to.equal('not_found');
    expect(await readCode(provider.complete(foreign.customerId, reference, toWrite()))).to.equal('not_found');
  });

  it('is paid once, however many challenges are passed for it', async () => {
    const provider = open('past_due');
    provider.nextPayment('challenge', Infinity);
    const references = [readReference(await pay(provider)), readReference(await pay(provider))];
    for (const reference of references) provider.answerChallenge(reference, 'pass');
    for (const reference of references) readValue(await provider.complete(provider.customerId, reference, toWrite()));
    expect(provider.effects.payments).to.equal(1);
  });

  it('comes to what was told beforehand, as often as was told', async () => {
    const provider = open('past_due');
    const {id: paymentMethodId} = await addCard(provider, '4000000000000002');
    provider.nextPayment('declined', 2);
    for (const state of ['failed', 'failed', 'succeeded']) expect((await pay(provider)).state).to.equal(state);
    await provider.reset();
    const other = await addCard(provider, '4000000000000002');
    expect(other.id).to.equal(paymentMethodId);
    provider.nextPayment('declined', Infinity);
    expect((await pay(provider)).state).to.equal('failed');
    provider.nextPayment('works');
    expect((await pay(provider, crewInvoice, {paymentMethodId})).state).to.equal('succeeded');
  });

  it('makes a subscription past due when the charge of a renewal fails, until all of it is paid', async () => {
    const provider = open();
    provider.nextPayment('challenge', Infinity);
    await provider.advanceTo('2026-12-01T00:00:00Z');
    expect((await readSubscription(provider)).status).to.equal('past_due');
    await provider.advanceTo('2026-12-05T00:00:00Z');
    expect((await readSubscription(provider)).status).to.equal('past_due');
    provider.nextPayment('works', 1);
    const {items} = await provider.listInvoices(provider.customerId, {limit: 9, status: 'open'}, call);
    expect(items.map(({issuedAt}) => issuedAt.slice(0, 10))).to.deep.equal(['2026-12-01']);
    readValue(await pay(provider, items[0]?.id));
    expect((await readSubscription(provider)).status).to.equal('active');
    expect(provider.effects.payments).to.equal(1);
  });

  it('is refused with nothing to pay with', async () => {
    const provider = open('past_due');
    const world = JSON.parse(provider.snapshot()) as {world: {customers: {defaultPaymentMethodId: string | null}[]}};
    for (const customer of world.world.customers) customer.defaultPaymentMethodId = null;
    const state = {load: () => Promise.resolve(JSON.stringify(world)), save: () => Promise.resolve()};
    const {sandbox} = await import('../../../src/server/providers/sandbox/index.js');
    expect(await readCode(pay(sandbox({state})))).to.equal('action_refused');
  });
});
