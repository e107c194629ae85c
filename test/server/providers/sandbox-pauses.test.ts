import {expect} from '@open-wc/testing';
import type {PreviewAmounts, SubscriptionChange} from '../../../src/server/ports/provider.js';
import {sandbox, type Sandbox, type ScenarioName} from '../../../src/server/providers/sandbox/index.js';
import {
  call,
  change,
  open,
  readCode,
  readReason,
  readReference,
  readSubscription,
  readValue,
  toIntent,
  toPlan,
  toWrite,
} from './sandbox-support.js';

const end = '2026-12-01T00:00:00.000Z';
const until = '2027-02-15T12:00:00.000Z';
const pause = (rest: Partial<Extract<SubscriptionChange, {kind: 'pause'}>> = {}): SubscriptionChange => ({
  ...{kind: 'pause', subscriptionId: 'sub_crew', at: 'period_end', until},
  ...rest,
});
const unpause: SubscriptionChange = {kind: 'unpause', subscriptionId: 'sub_crew'};
const withdraw: SubscriptionChange = {kind: 'withdraw_pending', subscriptionId: 'sub_crew'};
const preview = (provider: Sandbox, asked: SubscriptionChange): Promise<PreviewAmounts> =>
  provider.previewChange(provider.customerId, asked, call);
const midnight = (scenario: ScenarioName = 'active') => sandbox({scenario, startAt: '2026-11-20'});
const listInvoices = async (provider: Sandbox) =>
  (await provider.listInvoices(provider.customerId, {limit: 50}, call)).items;
const toSteps = ({timeline = []}: PreviewAmounts) => timeline.map(({kind, at, amount}) => [kind, at, amount?.amount]);

describe('a pause in the sandbox', () => {
  it('begins with the end of the period, goes on by itself, and is paid for from then on', async () => {
    const provider = open();
    const told = await preview(provider, pause());
    expect(told).to.deep.include({effectiveAt: end, lines: []});
    expect(toSteps(told)).to.deep.equal([
      ['pause', end, undefined],
      ['resume', until, undefined],
      ['charge', until, 13_804],
    ]);
    expect(told.notes?.map(({kind, at}) => [kind, at])).to.deep.equal([
      ['access_until', end],
      ['access_pauses', end],
    ]);
    const planned = readValue(await change(provider, pause()));
    expect(planned).to.include({status: 'active', pausesAt: end, resumesAt: until});
    const count = (await listInvoices(provider)).length;
    await provider.advanceTo('2027-02-15T11:59:59Z');
    expect(await readSubscription(provider)).to.include({status: 'paused', pausedAt: end, currentPeriod: null});
    expect(await listInvoices(provider)).to.have.length(count);
    await provider.advanceTo(until);
    const {status, currentPeriod} = await readSubscription(provider);
    expect({status, currentPeriod}).to.deep.equal({
      ...{status: 'active', currentPeriod: {start: until, end: '2027-03-15T12:00:00.000Z'}},
    });
    expect(await listInvoices(provider)).to.have.length(count + 1);
  });

  it('at once keeps what is left of the period as a balance, which pays when it goes on', async () => {
    const provider = midnight();
    const now = pause({at: 'immediately', until: null});
    const told = await preview(provider, now);
    expect(told.lines.map(({description, amount}) => [description, amount.amount])).to.deep.equal([
      ['Unused time on Crew', -4253],
    ]);
    const kept = told.notes?.find(({kind}) => kind === 'credit_kept')?.amount?.amount;
    expect([told.dueNow?.amount, kept, told.next]).to.deep.equal([0, 5061, null]);
    expect(readValue(await change(provider, now))).to.include({status: 'paused', resumesAt: null, currentPeriod: null});
    await provider.advanceTo('2027-01-10T00:00:00Z');
    const back = await preview(provider, unpause);
    expect([back.totals?.total.amount, back.credit?.amount, back.dueNow?.amount]).to.deep.equal([13_804, -5061, 8743]);
    const {status, currentPeriod} = readValue(await change(provider, unpause));
    expect({status, currentPeriod}).to.deep.equal({
      status: 'active',
      currentPeriod: {start: '2027-01-10T00:00:00.000Z', end: '2027-02-10T00:00:00.000Z'},
    });
    expect(provider.effects).to.include({pauses: 1, unpauses: 1, charges: 1});
  });

  it('stays where going on is not paid for', async () => {
    const provider = open('paused');
    provider.nextPayment('declined');
    expect(await change(provider, unpause)).to.deep.equal({state: 'failed', code: 'payment_declined'});
    expect((await readSubscription(provider)).status).to.equal('paused');
    provider.nextPayment('challenge');
    const reference = readReference(await change(provider, unpause));
    expect((await readSubscription(provider)).status).to.equal('paused');
    provider.answerChallenge(reference, 'pass');
    expect(readValue(await provider.complete(provider.customerId, reference, toWrite()))).to.include({
      status: 'active',
    });
  });

  it('goes on with an invoice that waits, where there is one for each period', async () => {
    const provider = open('manual_collection');
    const now = pause({at: 'immediately', until: null});
    // What was not paid is not given back.
    expect((await preview(provider, now)).lines).to.deep.equal([]);
    readValue(await change(provider, now));
    await provider.advanceTo('2027-01-10T00:00:00Z');
    const back = await preview(provider, unpause);
    expect(back.dueNow?.amount).to.equal(0);
    readValue(await change(provider, unpause));
    const [newest] = await listInvoices(provider);
    expect(newest).to.include({status: 'open', dueAt: '2027-01-24T00:00:00.000Z'});
    expect(newest?.total).to.deep.equal(back.totals?.total);
  });

  it('is taken back before it begins, and not done twice', async () => {
    const provider = open('pauses_soon');
    const {resumesAt} = await readSubscription(provider);
    readValue(await change(provider, pause({until: resumesAt})));
    expect(await readReason(change(provider, pause()))).to.equal('already_done');
    const taken = readValue(await change(provider, withdraw));
    expect(taken).to.include({pausesAt: null, resumesAt: null, pendingChange: null});
    readValue(await change(provider, withdraw));
    expect(provider.effects).to.include({pauses: 0, withdrawals: 1});
    expect(readValue(await change(provider, unpause))).to.include({status: 'active'});
    expect(provider.effects.unpauses).to.equal(0);
  });

  it('ends after it has begun', async () => {
    for (const wrong of ['2026-11-30T00:00:00Z', end]) {
      expect(await readCode(change(open(), pause({until: wrong})))).to.equal('invalid_request');
    }
    expect(await readCode(change(open(), pause({until: 'soon'})))).to.equal('invalid_request');
    expect(readValue(await change(open(), pause({at: 'immediately', until: end})))).to.include({status: 'paused'});
  });

  it('is found again when its answer is lost', async () => {
    const provider = open();
    const intent = toIntent('change_subscription', {change: pause(), terms: {}});
    expect(await provider.readBack(intent, call)).to.equal('unknown');
    provider.loseAnswer('applyChange', 1);
    expect(await readCode(change(provider, pause()))).to.equal('provider_unavailable');
    expect(readValue(await provider.readBack(intent, call))).to.deep.equal(await readSubscription(provider));
  });
});

describe('a beginning in the sandbox', () => {
  const restart: SubscriptionChange = {kind: 'restart', subscriptionId: 'sub_crew'};
  const start: SubscriptionChange = {kind: 'start', priceId: 'starter_monthly', quantity: 2, addOns: []};

  it('takes up what has ended, with the same items, from this day on', async () => {
    const provider = open('ended');
    const told = await preview(provider, restart);
    expect(told.dueNow?.amount).to.equal(13_804);
    provider.nextPayment('declined');
    expect(await change(provider, restart)).to.deep.equal({state: 'failed', code: 'payment_declined'});
    const again = readValue(await change(provider, restart));
    expect(again).to.deep.include({status: 'active', endsAt: null, cancelsAt: null});
    expect(again.currentPeriod?.start).to.equal(told.reference);
    expect(again.items[0]).to.include({priceId: 'crew_monthly', quantity: 4});
    readValue(await change(provider, restart));
    expect(provider.effects).to.include({restarts: 1, charges: 1});
    expect(
      await readReason(change(open('archived_plan'), {...restart, subscriptionId: 'sub_workshop_before'})),
    ).to.equal('not_in_catalog');
  });

  it('is another subscription, paid at once, and one for each key', async () => {
    const provider = open();
    const told = await preview(provider, start);
    expect(told).to.deep.include({notes: []});
    expect(told.dueNow?.amount).to.equal(2856);
    const write = toWrite();
    const begun = readValue(await change(provider, start, write));
    expect(begun).to.deep.include({name: 'Starter', status: 'active'});
    provider.forgetKeys(true);
    expect(readValue(await change(provider, start, write)).id).to.equal(begun.id);
    expect(readValue(await change(provider, start)).id).to.not.equal(begun.id);
    expect(await provider.listSubscriptions(provider.customerId, call)).to.have.length(3);
    expect(provider.effects).to.include({starts: 2, charges: 2});
  });

  it('is not there where it was not paid, and found by its key where its answer was lost', async () => {
    const provider = open();
    provider.nextPayment('declined');
    expect(await change(provider, start)).to.deep.equal({state: 'failed', code: 'payment_declined'});
    expect(await provider.listSubscriptions(provider.customerId, call)).to.have.length(1);
    const intent = toIntent('start_subscription', {change: start, terms: {}});
    expect(await provider.readBack(intent, call)).to.equal('unknown');
    provider.loseAnswer('applyChange', 1);
    expect(await readCode(change(provider, start, toWrite('lost')))).to.equal('provider_unavailable');
    expect(readValue(await provider.readBack(intent, call))).to.deep.include({name: 'Starter'});
  });

  it('is refused for what cannot be had', async () => {
    const wrong = [
      {...start, quantity: 3},
      {...start, priceId: 'nothing'},
      {...start, priceId: 'dispatches_monthly'},
      {...start, priceId: 'crew_monthly', addOns: [{priceId: 'route_history_yearly', quantity: 1}]},
      {...start, priceId: 'crew_monthly', addOns: [{priceId: 'starter_monthly', quantity: 1}]},
    ];
    for (const asked of wrong) expect(await readCode(change(open(), asked))).to.equal('invalid_request');
    const provider = open('yen');
    expect(await readCode(change(provider, start))).to.equal('invalid_request');
    const archived = {...start, priceId: 'workshop_seats_monthly'};
    expect(await readReason(change(open('archived_plan'), archived))).to.equal('not_in_catalog');
  });
});

describe('a favour in the sandbox', () => {
  it('comes off the next charges, for as long as it was said', async () => {
    const provider = open();
    const asked: SubscriptionChange = {
      ...{kind: 'discount', subscriptionId: 'sub_crew'},
      discount: {percent: '20', months: 2},
    };
    const told = await preview(provider, asked);
    expect([told.dueNow?.amount, told.next?.amount.amount]).to.deep.equal([0, 11_043]);
    const {discount} = readValue(await change(provider, asked));
    expect(discount).to.deep.include({percent: '20', endsAt: '2027-02-01T00:00:00.000Z'});
    readValue(await change(provider, asked));
    expect(provider.effects.discounts).to.equal(1);
    await provider.advanceTo('2027-02-01T00:00:00Z');
    expect((await listInvoices(provider)).slice(0, 3).map(({total}) => total.amount)).to.deep.equal([
      13_804, 11_043, 11_043,
    ]);
    const fixed = {percent: undefined, amount: {amount: 500, currency: 'EUR', exponent: 2}};
    const less = {...asked, discount: {amount: fixed.amount}} as SubscriptionChange;
    expect((await preview(open(), less)).next?.amount.amount).to.equal(13_209);
    const dollars = {...asked, discount: {amount: {...fixed.amount, currency: 'USD'}}} as SubscriptionChange;
    expect(await readCode(change(open(), dollars))).to.equal('invalid_request');
  });

  it('lengthens a trial, and never shortens one', async () => {
    const provider = open('trialing');
    const extend = (to: string): SubscriptionChange => ({kind: 'extend_trial', subscriptionId: 'sub_crew', until: to});
    const longer = readValue(await change(provider, extend('2026-12-10T00:00:00Z')));
    expect(longer).to.include({trialEndsAt: '2026-12-10T00:00:00.000Z', nextBillingAt: '2026-12-10T00:00:00.000Z'});
    expect(await readCode(change(provider, extend('2026-12-01T00:00:00Z')))).to.equal('invalid_request');
    expect(await readReason(change(open(), extend('2026-12-10T00:00:00Z')))).to.equal('already_done');
    readValue(await change(provider, toPlan({trial: 'end'})));
    expect(await readReason(change(provider, extend('2027-12-10T00:00:00Z')))).to.equal('already_done');
  });
});
