import {expect} from '@open-wc/testing';
import * as fc from 'fast-check';
import {isBillingError} from '../../../src/contract/errors.js';
import {paymentStepSchema} from '../../../src/contract/operation.js';
import {paymentMethodSchema} from '../../../src/contract/payment-method.js';
import {testCards, type Sandbox} from '../../../src/server/providers/sandbox/index.js';
import {
  addCard,
  call,
  expiry,
  foreign,
  open,
  readCode,
  readReference,
  readSubscription,
  readThrown,
  start,
  toWrite,
} from './sandbox-support.js';

const list = (provider: Sandbox) => provider.listPaymentMethods(provider.customerId, call);

/** The last digit that makes a number pass the check of Luhn. */
function toLuhnValid(digits: string): string {
  const sum = digits
    .split('')
    .reverse()
    .reduce((before, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
      return before + (value > 9 ? value - 9 : value);
    }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const cardNumbers = fc
  .array(fc.integer({min: 0, max: 9}), {minLength: 12, maxLength: 18})
  .map((digits) => toLuhnValid(digits.join('')))
  .filter((number) => testCards.every((card) => card.number !== number));

describe('adding a payment method to the sandbox', () => {
  it('begins, waits for its card, and attaches it once', async () => {
    const provider = open();
    const waiting = await start(provider);
    const reference = readReference(waiting);
    expect(reference).to.match(/^seti_/);
    const shown = [
      {number: '4242 4242 4242 4242', brand: 'visa', outcome: 'works'},
      {number: '5555 5555 5555 4444', brand: 'mastercard', outcome: 'works'},
      {number: '3782 822463 10005', brand: 'amex', outcome: 'works'},
      {number: '4000 0000 0000 0002', brand: 'visa', outcome: 'declined'},
      {number: '4000 0027 6000 3184', brand: 'visa', outcome: 'challenge'},
    ];
    const step = {kind: 'element', driver: 'sandbox', reference, methodKind: 'card', testCards: shown};
    expect(waiting).to.deep.equal({state: 'requires_payment', step, reference});
    paymentStepSchema.parse(step);
    expect(await provider.complete(provider.customerId, reference, toWrite('same'))).to.deep.equal(waiting);
    expect(provider.effects.methods).to.equal(0);
    provider.fillSetup(reference, {number: '5555 5555 5555 4444', expiry});
    expect(await list(provider)).to.have.length(3);
    const done = await provider.complete(provider.customerId, reference, toWrite('same'));
    const method = (await list(provider)).at(-1);
    paymentMethodSchema.parse(method);
    expect(method).to.deep.include({brand: 'mastercard', last4: '4444', expiry, status: 'active', isDefault: false});
    expect(method).not.to.have.property('behavior');
    expect(done).to.deep.equal({state: 'succeeded', value: method});
    expect(await provider.complete(provider.customerId, reference, toWrite())).to.deep.equal(done);
    expect(provider.effects.methods).to.equal(1);
    const refill = () => provider.fillSetup(reference, {number: '4242424242424242', expiry});
    expect(await readThrown(refill)).to.equal('action_refused');
  });

  it('becomes the default of a customer who has none', async () => {
    expect((await addCard(open('no_subscription'), '4242424242424242')).isDefault).to.equal(true);
  });

  it('takes the place of another, which goes only then', async () => {
    const provider = open();
    await addCard(provider, '4242424242424242', {subscriptionId: 'sub_crew'});
    const own = (await readSubscription(provider)).paymentMethodId ?? '';
    const method = await addCard(provider, '5555555555554444', {replaces: own});
    expect(method.isDefault).to.equal(false);
    expect((await readSubscription(provider)).paymentMethodId).to.equal(method.id);
    expect((await list(provider)).map(({id}) => id)).not.to.include(own);

    const reference = readReference(await start(provider, {replaces: 'pm_visa_brightwater'}));
    provider.fillSetup(reference, {number: '4242424242424242', expiry});
    expect((await list(provider)).some(({id}) => id === 'pm_visa_brightwater')).to.equal(true);
    await provider.complete(provider.customerId, reference, toWrite());
    const after = await list(provider);
    expect(after.some(({id}) => id === 'pm_visa_brightwater')).to.equal(false);
    expect(after.filter(({isDefault}) => isDefault).map(({expiry: date}) => date)).to.deep.equal([expiry]);
    const invoice = await provider.readInvoice(provider.customerId, 'in_lf2038', call);
    expect(invoice?.paidWith?.id).to.equal('pm_visa_brightwater');
  });

  it('serves one subscription only where that is asked', async () => {
    const provider = open();
    const method = await addCard(provider, '4242424242424242', {subscriptionId: 'sub_crew'});
    expect(method.isDefault).to.equal(false);
    expect((await readSubscription(provider)).paymentMethodId).to.equal(method.id);
  });

  it('is refused for what is unknown or of others', async () => {
    const provider = open();
    const before = provider.snapshot();
    for (const replaces of ['pm_nothing', foreign.method]) {
      expect(await readCode(start(provider, {replaces}))).to.equal('not_found');
    }
    for (const subscriptionId of ['sub_nothing', foreign.subscription]) {
      expect(await readCode(start(provider, {subscriptionId}))).to.equal('not_found');
    }
    const nobody = provider.startPaymentMethodSetup('cus_nobody', {kind: 'card'}, toWrite());
    expect(await readCode(nobody)).to.equal('not_found');
    expect(await readCode(provider.complete(provider.customerId, 'seti_nothing', toWrite()))).to.equal('not_found');
    const fill = () => provider.fillSetup('seti_nothing', {number: '4242424242424242', expiry});
    expect(await readThrown(fill)).to.equal('not_found');
    expect(provider.snapshot()).to.equal(before);
  });

  it('takes every test card but those that are refused, and says what each is for', async () => {
    for (const {number, behavior, description} of testCards) {
      expect(toLuhnValid(number.slice(0, -1)), number).to.equal(number);
      expect(description).to.match(/\.$/);
      const provider = open();
      if (behavior === 'refused') expect(await readCode(addCard(provider, number))).to.equal('card_refused');
      else expect((await addCard(provider, number)).last4).to.equal(number.slice(-4));
      expect(provider.snapshot()).not.to.contain(number);
    }
  });

  it('refuses a date that is over or none', async () => {
    const provider = open();
    const reference = readReference(await start(provider));
    const fill = (month: number, year: number) => () =>
      provider.fillSetup(reference, {number: '4242424242424242', expiry: {month, year}});
    for (const [month, year] of [
      [10, 2026],
      [0, 2030],
      [13, 2030],
      [1.5, 2030],
      [NaN, 2030],
      [1, 31],
      [1, 1e9],
    ] as const) {
      expect(await readThrown(fill(month, year)), `${month}/${year}`).to.equal('card_refused');
    }
    fill(11, 2026)();
  });

  it('refuses any other number, and neither keeps nor repeats it', async () => {
    const provider = open();
    const reference = readReference(await start(provider));
    fc.assert(
      fc.property(cardNumbers, (number) => {
        let thrown: unknown;
        try {
          provider.fillSetup(reference, {number, expiry});
        } catch (error) {
          thrown = error;
        }
        if (!isBillingError(thrown)) throw new Error('it was taken');
        expect(thrown.code).to.equal('card_refused');
        const said = [thrown.message, thrown.stack, JSON.stringify(thrown), String(thrown.cause)].join();
        expect(said).not.to.contain(number);
        expect(provider.snapshot()).not.to.contain(number);
      }),
    );
    expect((await provider.complete(provider.customerId, reference, toWrite())).state).to.equal('requires_payment');
  });
});
