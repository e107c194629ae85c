import {expect} from '@open-wc/testing';
import type {ProviderEvent} from '../../../src/server/ports/provider.js';
import {sandbox, type Sandbox} from '../../../src/server/providers/sandbox/index.js';
import {
  call,
  cancel,
  change,
  open,
  pay,
  readSubscription,
  readValue,
  startAt,
  toPlan,
  undo,
} from './sandbox-support.js';

const listOwn = (provider: Sandbox): string[] =>
  provider
    .events()
    .filter(({customerId}) => customerId === provider.customerId)
    .map(({type}) => type);

const listOpen = async (provider: Sandbox) =>
  (await provider.listInvoices(provider.customerId, {limit: 9, status: 'open'}, call)).items;

describe('a charge of the sandbox that fails', () => {
  it('is tried again after three, five and seven days, and then the subscription ends', async () => {
    const provider = open();
    provider.nextPayment('declined', Infinity);
    const seen: string[] = [];
    for (const day of ['01', '04', '09']) {
      await provider.advanceTo(`2026-12-${day}T00:00:00Z`);
      const {status, endsAt} = await readSubscription(provider);
      const [invoice] = await listOpen(provider);
      seen.push(`${status} ${invoice?.nextAttemptAt?.slice(0, 10)} ${endsAt?.slice(0, 10)}`);
    }
    expect(seen).to.deep.equal([
      'past_due 2026-12-04 2026-12-16',
      'past_due 2026-12-09 2026-12-16',
      'past_due 2026-12-16 2026-12-16',
    ]);
    await provider.advanceTo('2026-12-16T00:00:00Z');
    expect(await readSubscription(provider)).to.include({status: 'canceled', endsAt: '2026-12-16T00:00:00.000Z'});
    expect((await listOpen(provider))[0]?.nextAttemptAt).to.equal(null);
    expect(listOwn(provider).filter((type) => type === 'invoice.payment_failed')).to.have.length(4);
    expect(listOwn(provider).at(-1)).to.equal('subscription.canceled');
  });

  it('is switched off in place of that, where the merchant has it so, until somebody pays', async () => {
    const provider = open('unpaid_soon');
    provider.nextPayment('declined', Infinity);
    await provider.advanceTo('2026-11-22T00:00:00Z');
    expect(await readSubscription(provider)).to.include({status: 'unpaid', endsAt: null});
    const [invoice] = await listOpen(provider);
    await provider.advanceTo('2027-01-20T08:00:00Z');
    expect(await listOpen(provider)).to.have.length(1);
    provider.nextPayment('works');
    readValue(await pay(provider, invoice?.id));
    const {status, currentPeriod} = await readSubscription(provider);
    expect({status, currentPeriod}).to.deep.equal({
      status: 'active',
      currentPeriod: {start: '2027-01-20T08:00:00.000Z', end: '2027-02-20T08:00:00.000Z'},
    });
  });

  it('is set by a control, too', async () => {
    const provider = open();
    provider.afterAttempts('unpaid');
    provider.nextPayment('declined', Infinity);
    await provider.advanceBy({months: 2});
    expect((await readSubscription(provider)).status).to.equal('unpaid');
  });
});

describe('the events of the sandbox', () => {
  it('tell what its clock does and what changes, once each, in order, after it is kept', async () => {
    const heard: ProviderEvent[] = [];
    let kept = '';
    const state = {load: () => Promise.resolve(null), save: (text: string) => Promise.resolve(void (kept = text))};
    const provider = sandbox({
      ...{startAt, state},
      onEvent(event) {
        expect(kept).to.include(event.id);
        heard.push(event);
        throw new Error('a listener that fails');
      },
    });
    readValue(await change(provider, toPlan()));
    readValue(await change(provider, cancel()));
    readValue(await change(provider, undo()));
    await provider.advanceTo('2026-12-01T00:00:00Z');
    const own = heard.filter(({customerId}) => customerId === provider.customerId);
    expect(own.map(({type}) => type)).to.deep.equal([
      'subscription.changed',
      'invoice.paid',
      'subscription.cancel_scheduled',
      'subscription.cancel_undone',
      'invoice.paid',
      'subscription.renewed',
    ]);
    expect(own.at(-1)?.at).to.equal('2026-12-01T00:00:00.000Z');
    expect(provider.events()).to.deep.equal(heard);
    expect(new Set(heard.map(({id}) => id)).size).to.equal(heard.length);
    await provider.reset();
    expect(provider.events()).to.deep.equal([]);
  });

  it('do not come again with a state that is taken over', async () => {
    const first = open();
    readValue(await change(first, toPlan()));
    const text = first.snapshot();
    const heard: string[] = [];
    const state = {load: () => Promise.resolve(text), save: () => Promise.resolve()};
    const second = sandbox({startAt, state, onEvent: ({type}) => void heard.push(type)});
    readValue(await change(second, cancel()));
    expect(heard).to.deep.equal(['subscription.cancel_scheduled']);
    expect(second.events()).to.have.length(3);
  });
});
