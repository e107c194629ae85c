import {expect} from '@open-wc/testing';
import {isBillingError} from '../../../src/contract/errors.js';
import {sandbox, type SandboxVerb} from '../../../src/server/providers/sandbox/index.js';
import {
  addCard,
  call,
  cancel,
  change,
  crewInvoice,
  foreign,
  noEffects,
  open,
  pay,
  readCode,
  readReference,
  readSubscription,
  readValue,
  start,
  startAt,
  toWrite,
  undo,
} from './sandbox-support.js';

const writeVerbs = ['payInvoice', 'applyChange', 'startPaymentMethodSetup', 'complete'] as const;

describe('the keys of the sandbox', () => {
  it('have one effect for two hundred callers at once, who all hear the same', async () => {
    const provider = open('past_due');
    provider.delay('payInvoice', 2);
    const callers = Array.from({length: 200}, () => pay(provider, crewInvoice, {}, toWrite('one')));
    const answers = new Set((await Promise.all(callers)).map((answer) => JSON.stringify(answer)));
    expect(answers.size).to.equal(1);
    expect(provider.effects.payments).to.equal(1);
    const setups = await Promise.all(Array.from({length: 200}, () => start(provider, {}, toWrite('one'))));
    expect(new Set(setups.map(readReference)).size).to.equal(1);
    const changes = Array.from({length: 200}, () => change(provider, cancel(), toWrite('one')));
    await Promise.all(changes);
    expect(provider.effects.cancellations).to.equal(1);
  });

  it('give the same answer again when the world has gone on', async () => {
    const provider = open();
    const first = await change(provider, cancel(), toWrite('one'));
    await change(provider, undo());
    expect(await change(provider, cancel(), toWrite('one'))).to.deep.equal(first);
    expect((await readSubscription(provider)).cancelsAt).to.equal(null);
  });

  it('keep a refusal of the bank, and not a call that failed', async () => {
    const provider = open('past_due');
    provider.nextPayment('declined');
    const first = await pay(provider, crewInvoice, {}, toWrite('one'));
    expect(await pay(provider, crewInvoice, {}, toWrite('one'))).to.deep.equal(first);
    provider.fail('payInvoice', 'internal', 1);
    expect(await readCode(pay(provider, crewInvoice, {}, toWrite('two')))).to.equal('internal');
    readValue(await pay(provider, crewInvoice, {}, toWrite('two')));
  });

  it('stand for one request of one customer', async () => {
    const provider = open('open_invoice');
    await pay(provider, crewInvoice, {}, toWrite('one'));
    expect(await readCode(pay(provider, 'in_lf1921', {}, toWrite('one')))).to.equal('idempotency_mismatch');
    const asOther = provider.payInvoice(foreign.customerId, crewInvoice, {}, toWrite('one'));
    expect(await readCode(asOther)).to.equal('idempotency_mismatch');
    await change(provider, cancel(), toWrite('one'));
    expect(provider.effects).to.include({payments: 1, cancellations: 1});
  });

  it('are forgotten when that is asked, and said to be', async () => {
    const provider = open();
    expect(provider.describe().idempotency).to.equal('native');
    provider.forgetKeys(true);
    expect(provider.describe().idempotency).to.equal('none');
    const references = [await start(provider, {}, toWrite('one')), await start(provider, {}, toWrite('one'))];
    expect(new Set(references.map(readReference)).size).to.equal(2);
    await provider.reset();
    const again = [await start(provider, {}, toWrite('one')), await start(provider, {}, toWrite('one'))];
    expect(new Set(again.map(readReference)).size).to.equal(1);
  });
});

describe('a kept state of the sandbox', () => {
  it('has effects, keys, methods, setups and challenges in it', async () => {
    let kept: string | null = null;
    const state = {
      load: () => Promise.resolve(kept),
      save: (snapshot: string) => {
        kept = snapshot;
        return Promise.resolve();
      },
    };
    const before = sandbox({scenario: 'past_due', startAt, state});
    const {id: paymentMethodId} = await addCard(before, '4000000000000002');
    const declined = await pay(before, crewInvoice, {paymentMethodId}, toWrite('declined'));
    const canceled = await change(before, cancel(), toWrite('cancel'));
    before.nextPayment('challenge');
    const challenge = readReference(await pay(before));
    before.answerChallenge(challenge, 'pass');
    const setup = readReference(await start(before));
    before.fillSetup(setup, {number: '4242424242424242', expiry: {month: 1, year: 2030}});
    await before.findCustomer({customerId: before.customerId}, call);

    const after = sandbox({state});
    await after.ready();
    expect(after.snapshot()).to.equal(before.snapshot());
    expect(after.effects).to.deep.equal({...noEffects, cancellations: 1, methods: 1});
    expect(await pay(after, crewInvoice, {paymentMethodId}, toWrite('declined'))).to.deep.equal(declined);
    expect(await change(after, cancel(), toWrite('cancel'))).to.deep.equal(canceled);
    expect((await pay(after, crewInvoice, {paymentMethodId})).state).to.equal('failed');
    readValue(await after.complete(after.customerId, challenge, toWrite()));
    readValue(await after.complete(after.customerId, setup, toWrite()));
    expect(after.effects).to.deep.equal({...noEffects, payments: 1, cancellations: 1, methods: 2});
    expect(kept).to.equal(after.snapshot());
  });

  it('is saved before a write answers, and owed where it could not be', async () => {
    const saved: string[] = [];
    const save = (snapshot: string) => Promise.resolve(void saved.push(snapshot));
    const state = {load: () => Promise.resolve(null), save};
    const provider = sandbox({scenario: 'past_due', startAt, state});
    await provider.ready();
    state.save = () => Promise.reject(new Error('the disk is full'));
    expect(await readCode(pay(provider, crewInvoice, {}, toWrite('one')))).to.equal('provider_unavailable');
    state.save = save;
    readValue(await pay(provider, crewInvoice, {}, toWrite('one')));
    expect(provider.effects.payments).to.equal(1);
    expect(saved.at(-1)).to.equal(provider.snapshot());
    const count = saved.length;
    await Promise.all(Array.from({length: 50}, () => start(provider)));
    expect(saved.length - count).to.be.lessThan(5);
    expect(saved.at(-1)).to.equal(provider.snapshot());
  });
});

describe('the faults of the sandbox, in writes', () => {
  const run = (verb: SandboxVerb, provider = open('past_due')) => {
    if (verb === 'payInvoice') return pay(provider);
    if (verb === 'applyChange') return change(provider, cancel());
    return verb === 'complete' ? provider.complete(provider.customerId, 'seti_nothing', toWrite()) : start(provider);
  };

  it('fail and wait as in reads, before anything is done', async () => {
    for (const verb of writeVerbs) {
      const provider = open('past_due');
      const before = provider.snapshot();
      provider.fail(verb, 'provider_unavailable', 1);
      expect(await readCode(run(verb, provider)), verb).to.equal('provider_unavailable');
      provider.delay(verb, 60_000);
      const caller = new AbortController();
      const write = {signal: caller.signal, idempotencyKey: 'one'};
      const work = verb === 'payInvoice' ? pay(provider, crewInvoice, {}, write) : null;
      caller.abort();
      if (work !== null) expect(await readCode(work)).to.equal('provider_unavailable');
      expect(provider.calls[verb], verb).to.equal(verb === 'payInvoice' ? 2 : 1);
      expect(provider.snapshot(), verb).to.equal(before);
    }
  });

  it('say how long to wait where there were too many', async () => {
    const provider = open();
    provider.rateLimit('applyChange', 7, 1);
    try {
      await change(provider, cancel());
      expect.fail('it was done');
    } catch (error) {
      if (!isBillingError(error)) throw error;
      expect(error.code).to.equal('provider_rate_limited');
      expect(error.details).to.deep.equal({retryAfter: 7});
    }
    readValue(await change(provider, cancel()));
  });

  it('lose an answer of what is done: the same key finds it, with one effect', async () => {
    const provider = open('past_due');
    provider.loseAnswer('payInvoice', 2);
    for (const code of ['provider_unavailable', 'provider_unavailable', undefined]) {
      expect(await readCode(pay(provider, crewInvoice, {}, toWrite('one')))).to.equal(code);
    }
    expect(provider.effects.payments).to.equal(1);
    provider.loseAnswer('applyChange');
    expect(await readCode(change(provider, cancel(), toWrite('one')))).to.equal('provider_unavailable');
    provider.loseAnswer('applyChange', 0);
    expect(readValue(await change(provider, cancel(), toWrite('one'))).cancelsAt).not.to.equal(null);
    expect(provider.effects.cancellations).to.equal(1);
  });
});
