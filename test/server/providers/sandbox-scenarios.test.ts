import {expect} from '@open-wc/testing';
import type {ChargeLine, Totals} from '../../../src/contract/charge.js';
import type {Money} from '../../../src/contract/money.js';
import type {ProviderSubscription} from '../../../src/server/ports/provider.js';
import {scenarioNames, type Sandbox} from '../../../src/server/providers/sandbox/index.js';
import {call, change, cancel, open, pay, readValue} from './sandbox-support.js';

const list = (provider: Sandbox) => provider.listSubscriptions(provider.customerId, call);

async function read(provider: Sandbox): Promise<ProviderSubscription> {
  const [first] = await list(provider);
  if (first === undefined) throw new Error('there is no subscription');
  return first;
}

async function listInvoices(provider: Sandbox) {
  const {items} = await provider.listInvoices(provider.customerId, {limit: 50}, call);
  return items;
}

const sum = (amounts: readonly Money[]): number => amounts.reduce((total, {amount}) => total + amount, 0);

/** Taxes that are not in the prices. */
const onTop = (taxes: Totals['taxes']) => taxes.flatMap(({inclusive, amount}) => (inclusive ? [] : [amount]));

/** Lines, discount and taxes are what the totals say, to the unit. */
function checkSums(what: string, lines: readonly Pick<ChargeLine, 'amount'>[], totals: Totals): void {
  const {subtotal, discount, taxes, total} = totals;
  expect(sum(lines.map(({amount}) => amount)), `${what}: lines`).to.equal(subtotal.amount);
  const parts = [subtotal, ...(discount ? [discount] : []), ...onTop(taxes)];
  expect(sum(parts), `${what}: total`).to.equal(total.amount);
  if (discount) expect(discount.amount, `${what}: discount`).to.be.below(0);
}

describe('Every scenario of the sandbox', () => {
  for (const scenario of scenarioNames) {
    it(`adds up to the unit: "${scenario}"`, async () => {
      const provider = open(scenario);
      for (const {id, items, totals, nextPayment, discount} of await list(provider)) {
        const parts = [totals.subtotal, ...(totals.discount ? [totals.discount] : [])];
        expect(sum([...parts, ...onTop(totals.taxes)]), id).to.equal(totals.total.amount);
        // An amount comes off the whole and not off its items.
        if (!discount?.amount) expect(sum(items.map(({total}) => total)), `${id}: items`).to.equal(totals.total.amount);
        if (nextPayment === null) continue;
        checkSums(`${id}: next`, nextPayment.lines, nextPayment.totals);
        const due = [nextPayment.totals.total, ...(nextPayment.credit ? [nextPayment.credit] : [])];
        expect(sum(due), `${id}: due`).to.equal(nextPayment.amountDue.amount);
      }
      for (const {id, total, amountDue} of await listInvoices(provider)) {
        const invoice = await provider.readInvoice(provider.customerId, id, call);
        if (invoice === null) throw new Error(`there is no ${id}`);
        checkSums(id, invoice.lines, invoice.totals);
        expect(invoice.totals.total).to.deep.equal(total);
        expect(amountDue.amount, id).to.be.within(0, total.amount);
      }
    });
  }
});

describe('As time passes in the sandbox', () => {
  it('a pause ends on its day, and is paid for from then on', async () => {
    const provider = open('paused');
    expect(await read(provider)).to.include({
      status: 'paused',
      currentPeriod: null,
      resumesAt: '2027-02-01T00:00:00.000Z',
    });
    expect((await read(provider)).nextPayment?.at).to.equal('2027-02-01T00:00:00.000Z');
    await provider.advanceTo('2027-02-02T00:00:00Z');
    const {status, currentPeriod, pausedAt, resumesAt} = await read(provider);
    expect({status, pausedAt, resumesAt}).to.deep.equal({status: 'active', pausedAt: null, resumesAt: null});
    expect(currentPeriod).to.deep.equal({start: '2027-02-01T00:00:00.000Z', end: '2027-03-01T00:00:00.000Z'});
    expect((await listInvoices(provider))[0]).to.include({status: 'paid', issuedAt: '2027-02-01T00:00:00.000Z'});
  });

  it('a pause without an end stays, and costs nothing', async () => {
    const provider = open('paused_indefinitely');
    const before = (await listInvoices(provider)).length;
    await provider.advanceBy({months: 6});
    expect(await read(provider)).to.include({status: 'paused', nextPayment: null});
    expect(await listInvoices(provider)).to.have.length(before);
  });

  it('a pause that was planned begins with the end of the period', async () => {
    const provider = open('pauses_soon');
    expect((await read(provider)).pendingChange).to.deep.equal({
      kind: 'pause',
      at: '2026-12-01T00:00:00.000Z',
      to: null,
    });
    await provider.advanceTo('2026-12-02T00:00:00Z');
    expect(await read(provider)).to.include({status: 'paused', pausedAt: '2026-12-01T00:00:00.000Z', pausesAt: null});
    await provider.advanceTo('2027-02-01T00:00:00Z');
    expect(await read(provider)).to.include({status: 'active'});
  });

  it('another plan, or another number, begins with the next period, at the price that was said', async () => {
    for (const [scenario, to, amount] of [
      ['change_pending', 'Crew', 13_804],
      ['quantity_pending', 'Crew, 2 seats', 6902],
    ] as const) {
      const provider = open(scenario);
      const before = await read(provider);
      expect(before.pendingChange?.to).to.equal(to);
      expect(before.nextPayment?.amountDue.amount).to.equal(amount);
      await provider.advanceTo('2026-12-01T00:00:00Z');
      expect(await read(provider)).to.include({name: 'Crew', pendingChange: null});
      expect((await listInvoices(provider))[0]?.total.amount).to.equal(amount);
    }
  });

  it('a contract renews itself for another year, and cannot be left before', async () => {
    const provider = open('committed');
    expect((await read(provider)).refusals.cancel).to.deep.include({reason: 'committed'});
    const refused = await change(provider, cancel()).catch((error: unknown) => error as {code: string});
    expect(refused).to.include({code: 'action_refused'});
    await provider.advanceTo('2027-02-01T00:00:00Z');
    expect((await read(provider)).commitment).to.deep.equal({
      startsAt: '2027-02-01T00:00:00.000Z',
      endsAt: '2028-02-01T00:00:00.000Z',
      renews: true,
      noticeBy: '2028-01-01T00:00:00.000Z',
    });
  });

  it('a contract that does not renew ends, and nothing more is charged', async () => {
    const provider = open('contract_ends');
    expect(await read(provider)).to.include({cancelsAt: null, endsAt: '2026-12-01T00:00:00.000Z', nextPayment: null});
    await provider.advanceBy({months: 2});
    expect(await read(provider)).to.include({status: 'canceled', endsAt: '2026-12-01T00:00:00.000Z'});
  });

  it('what is to begin begins, and is paid for', async () => {
    const provider = open('upcoming');
    expect(await read(provider)).to.include({status: 'upcoming', currentPeriod: null});
    await provider.advanceTo('2026-12-01T00:00:00Z');
    expect(await read(provider)).to.include({status: 'active'});
    expect(await listInvoices(provider)).to.have.length(1);
  });

  it('a discount ends on its day', async () => {
    const provider = open('discounted');
    expect((await read(provider)).nextPayment?.totals.discount?.amount).to.equal(-2900);
    await provider.advanceTo('2027-02-01T00:00:00Z');
    expect((await read(provider)).nextPayment?.totals.discount).to.equal(null);
    expect((await listInvoices(provider))[0]?.total.amount).to.equal(10_353);
  });

  it('a balance pays first, and is used up by it', async () => {
    const provider = open('credit_balance');
    const {nextPayment} = await read(provider);
    expect(nextPayment?.credit?.amount).to.equal(-5000);
    expect(nextPayment?.amountDue.amount).to.equal(12_614 - 5000);
    await provider.advanceTo('2026-12-01T00:00:00Z');
    expect((await read(provider)).nextPayment?.credit).to.equal(null);
  });

  it('a failed charge is tried again on its day, and is paid where the card works', async () => {
    const provider = open('past_due');
    expect((await listInvoices(provider))[0]?.nextAttemptAt).to.equal('2026-11-23T00:00:00.000Z');
    expect((await read(provider)).endsAt).to.equal('2026-11-29T00:00:00.000Z');
    await provider.advanceTo('2026-11-23T00:00:00Z');
    expect(await read(provider)).to.include({status: 'active', endsAt: null});
    expect((await listInvoices(provider))[0]).to.include({status: 'paid', nextAttemptAt: null});
  });

  it('what is never paid ends on the day that was said', async () => {
    const provider = open('past_due');
    provider.nextPayment('declined', Infinity);
    await provider.advanceTo('2026-11-30T00:00:00Z');
    expect(await read(provider)).to.include({status: 'canceled', endsAt: '2026-11-29T00:00:00.000Z'});
  });

  it('what waited for its payment goes on once it is paid', async () => {
    for (const scenario of ['unpaid', 'incomplete', 'past_due'] as const) {
      const provider = open(scenario);
      expect(readValue(await pay(provider)).status).to.equal('paid');
      expect(await read(provider)).to.include({status: 'active', endsAt: null});
    }
  });

  it('what is metered costs what its tiers say', async () => {
    const {items, nextPayment} = await read(open('metered'));
    expect(items[1]).to.deep.include({kind: 'metered', quantity: null, unitPrice: null});
    expect(items[1]?.tiers).to.have.length(3);
    // 2,000 are free, 4,180 cost 0.8 cents.
    expect(nextPayment?.lines[1]?.amount.amount).to.equal(3344);
    expect(nextPayment?.certainty).to.equal('estimate');
  });
});
