import {expect} from '@open-wc/testing';
import type {PreviewAmounts, SubscriptionChange} from '../../../src/server/ports/provider.js';
import {sandbox, type Sandbox, type ScenarioName} from '../../../src/server/providers/sandbox/index.js';
import {
  addCard,
  call,
  change,
  foreign,
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

const preview = (provider: Sandbox, asked: SubscriptionChange): Promise<PreviewAmounts> =>
  provider.previewChange(provider.customerId, asked, call);

const toRows = ({lines}: PreviewAmounts) => lines.map(({description, amount}) => [description, amount.amount]);
const toNotes = ({notes = []}: PreviewAmounts) => notes.map(({kind}) => kind);
const midnight = (scenario: ScenarioName = 'active') => sandbox({scenario, startAt: '2026-11-20'});

async function listTotals(provider: Sandbox): Promise<number[]> {
  const {items} = await provider.listInvoices(provider.customerId, {limit: 50}, call);
  return items.map(({total}) => total.amount);
}

describe('another plan in the sandbox', () => {
  it('costs what its time costs, less what was paid for the same time, less its code, with tax on all of it', async () => {
    const provider = midnight();
    const asked = toPlan({promotionCode: 'FIELD10'});
    const told = await preview(provider, asked);
    const period = {start: '2026-11-20T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z'};
    expect(toRows(told)).to.deep.equal([
      ['Company, 4 seats', 7187],
      ['Unused time on Crew', -4253],
      ['FIELD10, 10% off', -719],
    ]);
    expect(told.lines.map((line) => line.period)).to.deep.equal([period, period, null]);
    expect(told.totals?.taxes.map(({name, percent, amount}) => [name, percent, amount.amount])).to.deep.equal([
      ['VAT', '19', 421],
    ]);
    expect(told.dueNow?.amount).to.equal(2636);
    expect(told.next).to.deep.equal({at: period.end, amount: {amount: 20_992, currency: 'EUR', exponent: 2}});
    expect(
      told.timeline?.map(({kind, at, amount, interval}) => [kind, at.slice(0, 10), amount?.amount, interval?.unit]),
    ).to.deep.equal([
      ['due_now', '2026-11-20', 2636, undefined],
      ['charge', '2026-12-01', 20_992, undefined],
      ['discount_ends', '2027-03-01', 23_324, 'month'],
    ]);
    expect(told.to).to.deep.include({name: 'Company', planId: 'company'});
    expect(told.to?.discount).to.deep.include({name: 'FIELD10', percent: '10', endsAt: '2027-03-01T00:00:00.000Z'});
    expect(told).to.deep.include({effectiveAt: period.start, reference: period.start, certainty: 'exact'});
    const terms = {reference: period.start, dueNow: told.dueNow ?? {amount: 0, currency: 'EUR', exponent: 2}};
    expect(readValue(await change(provider, asked, toWrite(), terms))).to.deep.include({name: 'Company'});
    await provider.advanceTo('2027-04-02T00:00:00Z');
    expect((await listTotals(provider)).slice(0, 6)).to.deep.equal([23_324, 23_324, 20_992, 20_992, 20_992, 2636]);
  });

  it('is priced at the instant of its preview, and refused where it would cost something else', async () => {
    const provider = midnight();
    const {reference = '', dueNow} = await preview(provider, toPlan());
    if (dueNow === null) throw new Error('nothing is due');
    await provider.advanceTo('2026-11-20T00:09:00Z');
    const other = {reference, dueNow: {...dueNow, amount: dueNow.amount + 1}};
    expect(await readCode(change(provider, toPlan(), toWrite(), other))).to.equal('preview_stale');
    expect(await readCode(change(provider, toPlan(), toWrite(), {dueNow}))).to.equal('preview_stale');
    expect(await readSubscription(provider)).to.include({name: 'Crew'});
    expect(readValue(await change(provider, toPlan(), toWrite(), {reference, dueNow}))).to.include({name: 'Company'});
    expect((await listTotals(provider))[0]).to.equal(dueNow.amount);
    const early = {reference: '2026-10-31T23:59:59Z'};
    expect(await readCode(change(provider, toPlan({quantity: 5}), toWrite(), early))).to.equal('preview_stale');
    const old = midnight();
    await old.advanceTo('2026-11-28T00:00:00Z');
    expect(await readCode(change(old, toPlan(), toWrite(), {reference}))).to.equal('preview_stale');
    const late = {reference: '2026-11-20T00:10:00Z'};
    expect(await readCode(change(provider, toPlan({quantity: 5}), toWrite(), late))).to.equal('preview_stale');
  });

  it('gives back what was paid and no more, as a balance that pays first', async () => {
    const provider = midnight();
    readValue(await change(provider, toPlan({promotionCode: 'FIELD10'})));
    const down = toPlan({priceId: 'crew_monthly'});
    const told = await preview(provider, down);
    // The discount is for Crew as well: 42.53 less 10 %, and of Company what was paid for it.
    expect(toRows(told)).to.deep.equal([
      ['Crew, 4 seats', 4253],
      ['Unused time on Company', -6468],
      ['FIELD10, 10% off', -425],
    ]);
    expect(told.dueNow?.amount).to.equal(0);
    const kept = told.notes?.find(({kind}) => kind === 'credit_kept')?.amount?.amount ?? 0;
    expect(kept).to.equal(-(told.totals?.total.amount ?? 0));
    readValue(await change(provider, down));
    const up = await preview(provider, toPlan());
    expect(up.credit?.amount).to.equal(-(up.totals?.total.amount ?? 0));
    expect(up.dueNow?.amount).to.equal(0);
    const {nextPayment} = await readSubscription(provider);
    expect(nextPayment?.credit?.amount).to.equal(-kept);
  });

  it('costs nothing before the next period without proration, and the difference of whole periods where days do not count', async () => {
    const toBilling = (proration: 'none' | 'full_difference') =>
      toPlan({billing: {proration, timing: 'immediately', anchor: 'unchanged'}});
    const none = await preview(open(), toBilling('none'));
    expect([none.dueNow?.amount, none.next?.amount.amount, none.lines]).to.deep.equal([0, 23_324, []]);
    const full = await preview(open(), toBilling('full_difference'));
    expect([full.dueNow?.amount, full.next?.amount.amount]).to.deep.equal([9520, 23_324]);
    const provider = open('change_pending');
    const down = {...toBilling('full_difference'), priceId: 'crew_monthly'} as SubscriptionChange;
    expect(await preview(provider, down)).to.deep.include({lines: [], totals: null});
  });

  it('begins a period at once where the interval is another one, or the merchant wants it so', async () => {
    const yearly = await preview(midnight(), toPlan({priceId: 'crew_yearly'}));
    expect(toRows(yearly)).to.deep.equal([
      ['Crew', 116_000],
      ['Unused time on Crew', -4253],
    ]);
    expect(yearly.next?.at).to.equal('2027-11-20T00:00:00.000Z');
    expect(toNotes(yearly)).to.deep.equal(['billing_date_moves']);
    const anchored = toPlan({billing: {proration: 'prorate', timing: 'immediately', anchor: 'now'}});
    const provider = midnight();
    expect((await preview(provider, anchored)).next?.at).to.equal('2026-12-20T00:00:00.000Z');
    const {currentPeriod} = readValue(await change(provider, anchored));
    expect(currentPeriod).to.deep.equal({start: '2026-11-20T00:00:00.000Z', end: '2026-12-20T00:00:00.000Z'});
  });

  it('waits for the end of the period, is replaced by another one, and is taken back', async () => {
    const provider = open();
    const billing = {proration: 'prorate', timing: 'period_end', anchor: 'unchanged'} as const;
    const down = toPlan({priceId: 'starter_monthly', quantity: 2, billing});
    const told = await preview(provider, down);
    const end = '2026-12-01T00:00:00.000Z';
    expect(told).to.deep.include({effectiveAt: end, lines: [], totals: null});
    expect(told.to?.name).to.equal('Starter');
    expect(told.timeline?.map(({kind, at}) => [kind, at])).to.deep.equal([
      ['change', end],
      ['charge', end],
    ]);
    const planned = readValue(await change(provider, down));
    expect(planned).to.deep.include({name: 'Crew', pendingChange: {kind: 'plan', at: end, to: 'Starter'}});
    expect(planned.nextPayment?.amountDue.amount).to.equal(2856);
    const yearly = toPlan({priceId: 'crew_yearly', billing});
    expect(toNotes(await preview(provider, yearly))).to.deep.equal(['replaces_planned', 'billing_date_moves']);
    readValue(await change(provider, yearly));
    const withdrawn = readValue(await change(provider, {kind: 'withdraw_pending', subscriptionId: 'sub_crew'}));
    expect(withdrawn.pendingChange).to.equal(null);
    readValue(await change(provider, yearly));
    await provider.advanceTo(end);
    const {currentPeriod, name, interval} = await readSubscription(provider);
    expect({name, unit: interval.unit, currentPeriod}).to.deep.equal({
      ...{name: 'Crew', unit: 'year'},
      currentPeriod: {start: end, end: '2027-12-01T00:00:00.000Z'},
    });
    expect(provider.effects).to.include({changes: 3, withdrawals: 1});
  });

  it('ends the trial and is paid for, or leaves it as it is', async () => {
    const provider = open('trialing');
    const goesOn = toPlan({trial: 'continue'});
    expect(toNotes(await preview(provider, goesOn))).to.deep.equal(['trial_continues']);
    expect(readValue(await change(provider, goesOn))).to.include({status: 'trialing', name: 'Company'});
    expect(await listTotals(provider)).to.deep.equal([]);
    const ends = toPlan({quantity: 5});
    expect(toNotes(await preview(provider, ends))).to.deep.equal(['trial_ends_now', 'billing_date_moves']);
    expect(readValue(await change(provider, ends))).to.include({status: 'active'});
    expect(await listTotals(provider)).to.deep.equal([29_155]);
  });

  it('charges with the move what was counted, where that does not go on', async () => {
    const provider = midnight('metered');
    const told = await preview(provider, toPlan({priceId: 'starter_monthly', quantity: 2}));
    expect(toRows(told).at(-1)).to.deep.equal(['Dispatches', 3344]);
    expect(toNotes(told)).to.deep.equal(['usage_charged', 'credit_kept']);
    const stays = await preview(provider, toPlan());
    expect(toRows(stays).map(([what]) => what)).to.not.include('Dispatches');
    expect(stays.to?.items.map(({kind}) => kind)).to.deep.equal(['plan', 'metered']);
  });
});

describe('what has tiers in the sandbox', () => {
  it('costs what each of its tiers says, also for a part of a period', async () => {
    const provider = midnight('many_plans');
    const told = await preview(provider, toPlan({priceId: 'region_monthly', quantity: 150}));
    // 100 seats for 69.00 and 50 for 59.00, for 11 days of 30.
    expect(toRows(told)[0]).to.deep.equal(['Region, 150 seats', 361_167]);
    expect(told.to?.items[0]).to.deep.include({unitPrice: null});
    expect(told.to?.totals.subtotal.amount).to.equal(985_000);
  });
});

describe('the payment of a change in the sandbox', () => {
  it('comes first: nothing has changed where it is declined, and another card can pay', async () => {
    const provider = open();
    const {id: paymentMethodId} = await addCard(provider, '4242424242424242');
    const before = await readSubscription(provider);
    const invoices = await listTotals(provider);
    provider.nextPayment('declined');
    expect(await change(provider, toPlan())).to.deep.equal({state: 'failed', code: 'payment_declined'});
    expect(await readSubscription(provider)).to.deep.equal(before);
    expect(await listTotals(provider)).to.deep.equal(invoices);
    readValue(await change(provider, toPlan(), toWrite(), {paymentMethodId}));
    const {items} = await provider.listInvoices(provider.customerId, {limit: 1}, call);
    const invoice = await provider.readInvoice(provider.customerId, items[0]?.id ?? '', call);
    expect(invoice?.paidWith?.id).to.equal(paymentMethodId);
    const other = change(provider, toPlan({quantity: 9}), toWrite(), {paymentMethodId: foreign.method});
    expect(await readCode(other)).to.equal('not_found');
  });

  it('waits for the bank, which asks for what is due, and then is done once', async () => {
    const provider = open();
    provider.nextPayment('challenge');
    const told = await preview(provider, toPlan());
    const waiting = await change(provider, toPlan());
    const reference = readReference(waiting);
    expect(provider.findChallenge(reference)?.amount).to.deep.equal(told.dueNow);
    expect(await readSubscription(provider)).to.include({name: 'Crew'});
    expect(await provider.complete(provider.customerId, reference, toWrite())).to.deep.equal(waiting);
    provider.answerChallenge(reference, 'pass');
    for (let time = 0; time < 2; time++) {
      const done = readValue(await provider.complete(provider.customerId, reference, toWrite()));
      expect(done).to.include({name: 'Company'});
    }
    expect(provider.effects).to.include({changes: 1, charges: 1});
  });

  it('is not taken where the bank says no, or the subscription has moved meanwhile', async () => {
    const provider = open();
    provider.nextPayment('challenge', 2);
    const refused = readReference(await change(provider, toPlan()));
    const overtaken = readReference(await change(provider, toPlan({quantity: 5})));
    provider.answerChallenge(refused, 'fail');
    const failed = {state: 'failed', code: 'challenge_failed', reference: refused};
    expect(await provider.complete(provider.customerId, refused, toWrite())).to.deep.equal(failed);
    readValue(await change(provider, toPlan({priceId: 'crew_monthly', quantity: 6})));
    provider.answerChallenge(overtaken, 'pass');
    const stale = {state: 'failed', code: 'preview_stale', reference: overtaken};
    expect(await provider.complete(provider.customerId, overtaken, toWrite())).to.deep.equal(stale);
    expect(await readSubscription(provider)).to.include({name: 'Crew'});
  });

  it('is refused with nothing to pay it with, and not asked for where nothing is due', async () => {
    const provider = open('no_card');
    expect(await readReason(change(provider, toPlan()))).to.equal('no_payment_method');
    const later = toPlan({billing: {proration: 'none', timing: 'immediately', anchor: 'unchanged'}});
    expect(readValue(await change(provider, later))).to.include({name: 'Company'});
  });

  it('happens once for a key, is found again when its answer is lost, and leaves what is as it shall be', async () => {
    const provider = open();
    const write = toWrite();
    const done = await change(provider, toPlan(), write);
    expect(await change(provider, toPlan(), write)).to.deep.equal(done);
    expect(await change(provider, toPlan())).to.deep.equal(done);
    expect(provider.effects).to.include({changes: 1, charges: 1});
    const other = open();
    const intent = toIntent('change_subscription', {change: toPlan(), terms: {}});
    expect(await other.readBack(intent, call)).to.equal('unknown');
    other.loseAnswer('applyChange', 1);
    expect(await readCode(change(other, toPlan(), toWrite('lost')))).to.equal('provider_unavailable');
    expect(readValue(await other.readBack(intent, call))).to.deep.equal(await readSubscription(other));
  });
});

describe('codes in the sandbox', () => {
  const apply = (provider: Sandbox, promotionCode: string, priceId = 'company_monthly') =>
    preview(provider, toPlan({priceId, promotionCode}));

  it('are refused with the reason', async () => {
    const reasons = {
      NOTHING: 'promotion_unknown',
      SPRING25: 'promotion_expired',
      YEARLY20: 'promotion_not_applicable',
      WELCOME50: 'promotion_used',
    };
    for (const [code, reason] of Object.entries(reasons)) {
      const error: unknown = await apply(open('trial_code_used'), code).catch((refused: unknown) => refused);
      expect(error, code).to.deep.include({code: 'action_refused', field: 'promotionCode'});
      expect((error as {details: {reason: string}}).details.reason).to.equal(reason);
    }
    expect(
      await readReason(
        preview(
          open('yen'),
          toPlan({priceId: 'company_miru_monthly', subscriptionId: 'sub_miru', promotionCode: 'PARTNER15'}),
        ),
      ),
    ).to.equal('promotion_not_applicable');
  });

  it('come off at a rate or by an amount, however they are written, and can be used once where they are for once', async () => {
    const provider = midnight();
    expect(toRows(await apply(provider, ' partner15 ')).at(-1)).to.deep.equal(['PARTNER15', -550]);
    expect(toRows(await apply(provider, 'YEARLY20', 'crew_yearly')).at(-1)).to.deep.equal([
      'YEARLY20, 20% off',
      -23_200,
    ]);
    readValue(await change(provider, toPlan({priceId: 'crew_monthly', promotionCode: 'WELCOME50'})));
    expect((await readSubscription(provider)).nextPayment?.totals.discount?.amount).to.equal(-5800);
    readValue(await change(provider, toPlan({promotionCode: 'FIELD10'})));
    expect(await readReason(apply(provider, 'welcome50'))).to.equal('promotion_used');
  });

  it('are free again where the change that they were for is taken back', async () => {
    const provider = open();
    const billing = {proration: 'prorate', timing: 'period_end', anchor: 'unchanged'} as const;
    readValue(await change(provider, toPlan({promotionCode: 'WELCOME50', billing})));
    const begun: SubscriptionChange = {
      ...{kind: 'start', priceId: 'crew_monthly', quantity: 1, addOns: [], promotionCode: 'WELCOME50'},
    };
    expect(await readReason(apply(provider, 'WELCOME50'))).to.equal(undefined);
    expect(await readReason(preview(provider, begun))).to.equal('promotion_used');
    readValue(await change(provider, {kind: 'withdraw_pending', subscriptionId: 'sub_crew'}));
    expect(await readReason(preview(provider, begun))).to.equal(undefined);
  });

  it('alone leave a trial as it is, and come off its first charge', async () => {
    const provider = open('trialing');
    const told = await preview(provider, toPlan({priceId: 'crew_monthly', promotionCode: 'FIELD10'}));
    expect([told.dueNow?.amount, told.next?.amount.amount]).to.deep.equal([0, 12_424]);
  });

  it('are lost with an interval that they are not for', async () => {
    const provider = open();
    readValue(await change(provider, toPlan({priceId: 'crew_yearly', promotionCode: 'YEARLY20'})));
    const told = await preview(provider, toPlan({priceId: 'crew_monthly'}));
    expect(toNotes(told)).to.include('discount_lost');
    expect(told.to?.discount).to.equal(null);
  });
});

describe('taxes of the sandbox', () => {
  it('are on top of prices, in them, or paid where the customer is', async () => {
    const toTaxes = async (scenario: ScenarioName) => {
      const {totals, dueNow} = await preview(midnight(scenario), toPlan());
      const [tax] = totals?.taxes ?? [];
      return [tax?.name, tax?.inclusive, tax?.amount.amount, dueNow?.amount];
    };
    expect(await toTaxes('active')).to.deep.equal(['VAT', false, 557, 3491]);
    expect(await toTaxes('tax_inclusive')).to.deep.equal(['VAT', true, 468, 2934]);
    expect(await toTaxes('reverse_charge')).to.deep.equal(['VAT, reverse charge', false, 0, 2934]);
  });
});
