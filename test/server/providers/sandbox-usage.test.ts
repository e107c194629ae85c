import {expect} from '@open-wc/testing';
import type {Meter} from '../../../src/contract/usage.js';
import type {UsageQuery} from '../../../src/server/ports/provider.js';
import type {Sandbox} from '../../../src/server/providers/sandbox/index.js';
import {call, change, foreign, open, readCode, readSubscription, readValue, toPlan} from './sandbox-support.js';

async function read(provider: Sandbox, query: Partial<UsageQuery> = {}): Promise<Meter[]> {
  const meters = await provider.readUsage(provider.customerId, {grain: 'day', ...query}, call);
  if (meters === null) throw new Error('it is another customer');
  return meters;
}

async function readMeter(provider: Sandbox, meter: string, query: Partial<UsageQuery> = {}): Promise<Meter> {
  const [found] = await read(provider, {meter, subscriptionId: 'sub_crew', ...query});
  if (found === undefined) throw new Error(`there is no ${meter}`);
  return found;
}

const sum = ({points}: Meter): number => points.reduce((all, {value}) => all + value, 0);

describe('what is used in the sandbox', () => {
  it('is counted in the present period, with where it leads', async () => {
    const meters = await read(open());
    const toRow = ({id, used, limit, projected, projectedCost, beyondLimit, unit}: Meter) => [
      ...[id, used, limit, unit, projected, projectedCost?.amount ?? null, beyondLimit],
    ];
    expect(meters.map(toRow)).to.deep.equal([
      ['seats', 4, 4, null, null, null, 'blocked'],
      ['dispatches', 6180, 10_000, null, 9270, null, 'blocked'],
      ['text_messages', 1842, 2000, null, 2763, 3052, 'charged'],
      ['storage', 12.4, 50, 'GB', null, null, 'blocked'],
    ]);
    const period = {start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z'};
    for (const meter of meters) expect(meter).to.deep.include({subscriptionId: 'sub_crew', period, grain: 'day'});
    expect(meters.map(({resetsAt}) => resetsAt)).to.deep.equal([null, period.end, period.end, null]);
  });

  it('has a point for each day that has begun, and they are what was used', async () => {
    const messages = await readMeter(open(), 'text_messages');
    expect(messages.points).to.have.length(20);
    expect(sum(messages)).to.equal(messages.used);
    const weeks = [messages.points.slice(0, 7), messages.points.slice(7, 14), messages.points.slice(14)];
    expect(weeks.map((points) => sum({...messages, points}))).to.deep.equal([624, 625, 593]);
    const months = await readMeter(open(), 'text_messages', {
      ...{from: '2026-08-01T00:00:00Z', to: '2026-12-01T00:00:00Z', grain: 'month'},
    });
    expect(months.points.map(({at}) => at.slice(0, 10))).to.deep.equal([
      ...['2026-08-01', '2026-09-01', '2026-10-01', '2026-11-01'],
    ]);
    expect(sum(months)).to.equal(months.used);
    const storage = await readMeter(open(), 'storage');
    expect(storage.points.at(-1)?.value).to.equal(storage.used);
  });

  it('is the same when it is asked for again, and later what it was', async () => {
    const provider = open();
    const past = {from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z'};
    const before = await read(provider, past);
    expect(before.map(({projected, resetsAt}) => [projected, resetsAt])).to.deep.equal(before.map(() => [null, null]));
    await provider.advanceBy({months: 3});
    const after = await read(provider, past);
    expect(after).to.deep.equal(before);
    expect(after.find(({id}) => id === 'text_messages')?.used).to.be.above(1000);
  });

  it('tells what the invoice for it told', async () => {
    const august = {from: '2026-08-01T00:00:00Z', to: '2026-09-01T00:00:00Z'};
    const messages = await readMeter(open(), 'text_messages', august);
    expect([messages.used, messages.cost?.amount]).to.deep.equal([2160, 640]);
  });

  it('is charged beyond what is included, with the next period', async () => {
    const provider = open();
    provider.use('sub_crew', 'text_messages', 400);
    expect(await readMeter(provider, 'text_messages')).to.deep.include({
      ...{used: 2242, cost: {amount: 968, currency: 'EUR', exponent: 2}},
    });
    const {nextPayment} = await readSubscription(provider);
    expect([nextPayment?.certainty, nextPayment?.amountDue.amount]).to.deep.equal(['estimate', 14_956]);
    await provider.advanceTo('2026-12-01T00:00:00Z');
    const {items} = await provider.listInvoices(provider.customerId, {limit: 1}, call);
    const invoice = await provider.readInvoice(provider.customerId, items[0]?.id ?? '', call);
    const [, extra] = invoice?.lines ?? [];
    expect(extra).to.deep.include({description: 'Extra text messages', note: 'November, above 2,000', quantity: 374});
    expect((await readMeter(provider, 'text_messages')).used).to.equal(70);
  });

  it('was included in the plan that there was, and is not charged by the one that follows', async () => {
    const provider = open();
    const told = toPlan({priceId: 'starter_monthly', quantity: 2});
    readValue(await change(provider, told));
    expect(await readMeter(provider, 'text_messages')).to.deep.include({
      ...{used: 1842, limit: 0, cost: {amount: 0, currency: 'EUR', exponent: 2}},
    });
    provider.use('sub_crew', 'text_messages', 10);
    expect((await readMeter(provider, 'text_messages')).cost?.amount).to.equal(40);
  });

  it('of seats is what somebody tells, and never grows with what is bought', async () => {
    const provider = open();
    readValue(await change(provider, toPlan({quantity: 9})));
    expect(await readMeter(provider, 'seats')).to.deep.include({used: 4, limit: 9});
    provider.useSeats('sub_crew', 7);
    expect(await readMeter(provider, 'seats')).to.deep.include({used: 7, limit: 9});
    expect(await readCode(Promise.resolve().then(() => provider.useSeats('sub_none', 1)))).to.equal('not_found');
  });

  it('is paid by its tiers where an item counts it', async () => {
    const meter = await readMeter(open('metered'), 'dispatches');
    expect(meter).to.deep.include({beyondLimit: 'charged', unitPrice: null, limit: 2000, used: 6180});
    expect(meter.cost?.amount).to.equal(3344);
  });

  it('is of a month also where a year is paid for', async () => {
    const meter = await readMeter(open('yearly'), 'dispatches');
    expect(meter).to.deep.include({used: 6180, limit: 10_000});
    expect(meter.resetsAt).to.equal('2026-12-01T00:00:00.000Z');
  });

  it('is nobody else\u2019s', async () => {
    const provider = open();
    const query: UsageQuery = {subscriptionId: foreign.subscription, grain: 'day'};
    expect(await provider.readUsage(provider.customerId, query, call)).to.equal(null);
    expect(await provider.readUsage(provider.customerId, {subscriptionId: 'sub_none', grain: 'day'}, call)).to.equal(
      null,
    );
  });
});
