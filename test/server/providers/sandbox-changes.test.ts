import {expect} from '@open-wc/testing';
import type {SubscriptionChange} from '../../../src/server/ports/provider.js';
import {
  call,
  cancel,
  change,
  foreign,
  open,
  readCode,
  readSubscription,
  readValue,
  toWrite,
  undo,
} from './sandbox-support.js';

const end = '2026-12-01T00:00:00.000Z';
const euros = (amount: number) => ({amount, currency: 'EUR', exponent: 2});
const done = {allowed: false, reason: 'already_done'};
const beyond: SubscriptionChange[] = [{...cancel(), at: 'next_year'} as SubscriptionChange];

describe('changing a subscription of the sandbox', () => {
  it('cancels for the end of the period, and undoes it', async () => {
    const provider = open();
    const before = await readSubscription(provider);
    expect(before.refusals.cancel).to.equal(undefined);
    expect(before.refusals.undoCancel).to.deep.equal(done);
    const canceled = readValue(await change(provider, cancel()));
    expect(canceled).to.include({
      status: 'active',
      cancelsAt: end,
      endsAt: end,
      nextPayment: null,
      nextBillingAt: null,
    });
    expect(canceled.pendingChange).to.deep.equal({kind: 'cancel', at: end, to: null});
    expect(canceled.refusals.cancel).to.deep.equal(done);
    expect(canceled.refusals.undoCancel).to.equal(undefined);
    expect(await readSubscription(provider)).to.deep.equal(canceled);
    expect(readValue(await change(provider, undo()))).to.deep.equal(before);
    expect(provider.effects).to.include({cancellations: 1, undos: 1});
  });

  it('has no second effect where it is as it should be', async () => {
    const provider = open();
    readValue(await change(provider, undo()));
    const once = readValue(await change(provider, cancel()));
    expect(readValue(await change(provider, cancel()))).to.deep.equal(once);
    expect(provider.effects).to.include({cancellations: 1, undos: 0});
  });

  it('ends when the clock passes the end, whatever it was before, and cannot be undone then', async () => {
    for (const scenario of ['active', 'trialing', 'past_due', 'yearly', 'open_invoice'] as const) {
      const provider = open(scenario);
      const {cancelsAt} = readValue(await change(provider, cancel()));
      await provider.advanceBy({months: 12});
      const ended = await readSubscription(provider);
      expect(ended, scenario).to.include({status: 'canceled', cancelsAt: null, endsAt: cancelsAt, currentPeriod: null});
      expect(ended.refusals.cancel, scenario).to.deep.equal(done);
      expect(ended.refusals.undoCancel, scenario).to.deep.equal(done);
      expect(readValue(await change(provider, cancel()))).to.deep.equal(ended);
      expect(await readCode(change(provider, undo()))).to.equal('action_refused');
      expect(await readCode(provider.previewChange(provider.customerId, undo(), call))).to.equal('action_refused');
    }
  });

  it('begins with a cancellation that can be undone where the scenario says so', async () => {
    const provider = open('cancels_soon');
    expect(await readSubscription(provider)).to.include({status: 'active', cancelsAt: end});
    readValue(await change(provider, undo()));
    await provider.advanceTo(end);
    expect(await readSubscription(provider)).to.include({status: 'active', cancelsAt: null});
  });

  it('is previewed to the cent, and the preview changes nothing', async () => {
    const provider = open();
    const before = provider.snapshot();
    const preview = (asked: SubscriptionChange) => provider.previewChange(provider.customerId, asked, call);
    const nothing = {certainty: 'exact', dueNow: euros(0), lines: [], totals: null, next: null};
    const next = {at: end, amount: euros(13_804)};
    expect(await preview(cancel())).to.deep.include({...nothing, to: null, effectiveAt: end});
    expect((await preview(cancel())).notes?.map(({kind, at}) => [kind, at])).to.deep.equal([['access_until', end]]);
    expect((await preview(cancel())).timeline?.map(({kind, at}) => [kind, at])).to.deep.equal([['end', end]]);
    expect(await preview(undo())).to.deep.include({...nothing, next});
    expect(provider.snapshot()).to.equal(before);
    await change(provider, cancel());
    expect(await preview(cancel())).to.deep.include(nothing);
    expect(await preview(undo())).to.deep.include({...nothing, next});
    const inDinars = await open('kuwait').previewChange('cus_almina', cancel('sub_almina'), call);
    expect(inDinars.dueNow).to.deep.equal({amount: 0, currency: 'KWD', exponent: 3});
  });

  it('is refused beyond what the sandbox can do, and for what is of others', async () => {
    const provider = open();
    const before = provider.snapshot();
    for (const asked of beyond) {
      expect(await readCode(change(provider, asked)), asked.kind).to.equal('provider_cannot');
      const preview = provider.previewChange(provider.customerId, asked, call);
      expect(await readCode(preview), asked.kind).to.equal('provider_cannot');
    }
    for (const id of ['sub_nothing', foreign.subscription]) {
      for (const asked of [cancel(id), undo(id)]) {
        expect(await readCode(change(provider, asked))).to.equal('not_found');
        expect(await readCode(provider.previewChange(provider.customerId, asked, call))).to.equal('not_found');
      }
    }
    expect(await readCode(provider.applyChange(foreign.customerId, cancel(), {}, toWrite()))).to.equal('not_found');
    expect(provider.snapshot()).to.equal(before);
  });

  it('is refused for a status that nobody knows', async () => {
    const provider = open('unknown_values');
    const {refusals} = await readSubscription(provider);
    expect(refusals.cancel).to.deep.equal({allowed: false, reason: 'provider_cannot'});
    expect(await readCode(change(provider, cancel()))).to.equal('provider_cannot');
  });
});
