import {expect} from '@open-wc/testing';
import * as fc from 'fast-check';
import {isBillingError} from '../../../src/contract/errors.js';
import {capabilityNames} from '../../../src/contract/capabilities.js';
import {customerSchema} from '../../../src/contract/customer.js';
import {invoicePageSchema, invoiceSchema, type InvoiceSummary} from '../../../src/contract/invoice.js';
import type {Money} from '../../../src/contract/money.js';
import {paymentMethodSchema} from '../../../src/contract/payment-method.js';
import {subscriptionActions, subscriptionSchema} from '../../../src/contract/subscription.js';
import type {InvoiceQuery, ProviderSubscription} from '../../../src/server/ports/provider.js';
import {addDays, addMonths, findPeriod} from '../../../src/server/providers/sandbox/calendar.js';
import {
  sandbox,
  scenarioDescriptions,
  scenarioNames,
  type Sandbox,
  type ScenarioName,
} from '../../../src/server/providers/sandbox/index.js';
import {divideHalfUp, multiply, prorate, toPercent, toTotals} from '../../../src/server/providers/sandbox/invoicing.js';
import {fromCursor, toCursor} from '../../../src/server/providers/sandbox/paging.js';

const startAt = '2026-11-20T10:42:00.000Z';
const call = {signal: new AbortController().signal};

const open = (scenario: ScenarioName = 'active'): Sandbox => sandbox({scenario, startAt});
const toEuro = ({amount}: Money): string => `€${(amount / 100).toFixed(2)}`;

async function list(provider: Sandbox, query: Partial<InvoiceQuery> = {}): Promise<InvoiceSummary[]> {
  return (await provider.listInvoices(provider.customerId, {limit: 100, ...query}, call)).items;
}

async function readNumbers(provider: Sandbox, query: Partial<InvoiceQuery> = {}): Promise<(string | null)[]> {
  return (await list(provider, query)).map(({number}) => number);
}

async function readFirst(provider: Sandbox): Promise<ProviderSubscription> {
  const [first] = await provider.listSubscriptions(provider.customerId, call);
  if (first === undefined) throw new Error('there is no subscription');
  return first;
}

async function readCode(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return isBillingError(error) ? error.code : `not a BillingError: ${String(error)}`;
  }
}

/** Storage that is a variable. */
function createStorage(kept: string | null = null) {
  const storage = {
    kept,
    saves: 0,
    load: () => Promise.resolve(storage.kept),
    save: (snapshot: string) => {
      storage.kept = snapshot;
      storage.saves += 1;
      return Promise.resolve();
    },
  };
  return storage;
}

describe('the sandbox provider', () => {
  describe('every scenario', () => {
    for (const scenario of scenarioNames) {
      it(`"${scenario}" answers in the words of the contract`, async () => {
        const provider = open(scenario);
        expect(scenarioDescriptions[scenario]).to.match(/\.$/);
        for (const customerId of [provider.customerId, 'cus_millrace']) {
          customerSchema.parse(await provider.findCustomer({customerId}, call));
          for (const method of await provider.listPaymentMethods(customerId, call)) paymentMethodSchema.parse(method);
          for (const row of await provider.listSubscriptions(customerId, call)) {
            subscriptionSchema.parse({...row, version: '1', actions: row.refusals});
          }
          const page = await provider.listInvoices(customerId, {limit: 20}, call);
          invoicePageSchema.parse(page);
          for (const {id} of page.items) invoiceSchema.parse(await provider.readInvoice(customerId, id, call));
        }
      });

      it(`"${scenario}" has nothing that happened after its beginning, at any beginning`, async () => {
        for (const start of ['2027-03-01T00:00:00.000Z', '2028-02-29T23:59:59.000Z', '2026-01-31T12:00:00.000Z']) {
          const provider = sandbox({scenario, startAt: start});
          for (const invoice of await list(provider)) {
            expect(invoice.issuedAt <= start, invoice.issuedAt).to.equal(true);
            const full = await provider.readInvoice(provider.customerId, invoice.id, call);
            for (const {at} of full?.credits ?? []) expect(at <= start, at).to.equal(true);
          }
          for (const {currentPeriod} of await provider.listSubscriptions(provider.customerId, call)) {
            if (currentPeriod === null) continue;
            expect(currentPeriod.start <= start && start < currentPeriod.end).to.equal(true);
          }
        }
      });
    }

    it('begins in less than 100 ms, ten thousand invoices too, and keeps them as a rule', () => {
      open('active');
      const before = performance.now();
      const provider = open('many_invoices');
      expect(performance.now() - before).to.be.lessThan(100);
      expect(provider.snapshot().length).to.be.lessThan(20_000);
    });

    it('is refused under an unknown name', () => {
      expect(() => open('nowhere' as ScenarioName)).to.throw(/no scenario "nowhere"/);
    });
  });

  describe('Brightwater', () => {
    it('is found by either id, at the time of the test clock', async () => {
      const provider = open();
      const customer = await provider.findCustomer({externalId: 'brightwater'}, call);
      expect(customer).to.deep.equal(await provider.findCustomer({customerId: 'cus_brightwater'}, call));
      expect(customer?.testClockAt).to.equal(startAt);
      expect(customer?.taxIds[0]).to.include({type: 'eu_vat', value: 'DE812455901', verification: 'verified'});
      expect(await provider.findCustomer({customerId: 'cus_nobody'}, call)).to.equal(null);
      expect(await provider.findCustomer({externalId: 'nobody'}, call)).to.equal(null);
    });

    it('pays €138.04 for four seats on the first of next month', async () => {
      const crew = await readFirst(open());
      expect(crew.planId).to.equal('crew');
      expect(crew.currentPeriod).to.deep.equal({start: '2026-11-01T00:00:00.000Z', end: '2026-12-01T00:00:00.000Z'});
      expect(toEuro(crew.totals.subtotal)).to.equal('€116.00');
      const next = crew.nextPayment;
      expect(next?.at).to.equal('2026-12-01T00:00:00.000Z');
      expect(next?.certainty).to.equal('exact');
      expect(
        next?.lines.map(({description, quantity, amount}) => [description, quantity, toEuro(amount)]),
      ).to.deep.equal([['Crew', 4, '€116.00']]);
      expect(next?.totals.taxes.map(({name, percent, amount}) => [name, percent, toEuro(amount)])).to.deep.equal([
        ['VAT', '19', '€22.04'],
      ]);
      expect(next && toEuro(next.amountDue)).to.equal('€138.04');
    });

    it('has these invoices, newest first', async () => {
      const invoices = await list(open());
      const rows = invoices.map(({number, issuedAt, description, total}) =>
        [number, issuedAt.slice(0, 10), description, toEuro(total)].join(' | '),
      );
      expect(rows.slice(0, 5)).to.deep.equal([
        'LF-2038 | 2026-11-01 | Crew, 4 seats | €138.04',
        'LF-1975 | 2026-10-14 | 1 seat added, 14 to 31 Oct | €20.04',
        'LF-1921 | 2026-10-01 | Crew, 3 seats | €103.53',
        'LF-1846 | 2026-09-01 | Crew, 3 seats, and text messages | €109.93',
        'LF-1772 | 2026-08-01 | Crew, 3 seats | €103.53',
      ]);
      expect(rows).to.have.length(12);
      expect(rows.at(-1)).to.contain('2026-01-01');
    });

    it('was refunded its text messages with their tax', async () => {
      const invoice = await open().readInvoice('cus_brightwater', 'in_lf1846', call);
      expect(invoice?.status).to.equal('partially_refunded');
      expect(invoice?.lines.map(({description, note, amount}) => [description, note, toEuro(amount)])).to.deep.equal([
        ['Crew', null, '€87.00'],
        ['Extra text messages', 'August, above 2,000', '€6.40'],
        ['Loyalty discount', 'Once', '€-1.02'],
      ]);
      expect(invoice && toEuro(invoice.totals.subtotal)).to.equal('€92.38');
      expect(invoice?.totals.taxes.map(({amount}) => toEuro(amount))).to.deep.equal(['€17.55']);
      expect(invoice?.credits.map(({at, amount}) => [at.slice(0, 10), toEuro(amount)])).to.deep.equal([
        ['2026-09-04', '€7.62'],
      ]);
      expect(invoice?.refunded && toEuro(invoice.refunded)).to.equal('€7.62');
      expect(invoice?.paidWith?.last4).to.equal('4242');
    });

    it('has a card that expires this month, and has expired the next', async () => {
      const provider = open();
      const read = async () =>
        (await provider.listPaymentMethods(provider.customerId, call)).map(
          ({brand, last4, status, isDefault}) => `${brand} ${last4} ${status} ${isDefault}`,
        );
      expect(await read()).to.deep.equal([
        'visa 4242 expiring true',
        'mastercard 8210 active false',
        'sepa 3000 active false',
      ]);
      await provider.advanceTo('2026-12-01T00:00:00Z');
      expect((await read())[0]).to.equal('visa 4242 expired true');
    });
  });

  describe('other scenarios', () => {
    it('charges a trial first when it ends, and then keeps that day', async () => {
      const provider = open('trialing');
      const trial = await readFirst(provider);
      expect(trial.status).to.equal('trialing');
      expect(trial.trialEndsAt).to.equal('2026-11-25T10:42:00.000Z');
      expect(trial.nextPayment?.at).to.equal(trial.trialEndsAt);
      expect(await list(provider)).to.have.length(0);
      await provider.advanceBy({days: 5});
      expect((await readFirst(provider)).status).to.equal('active');
      expect((await readFirst(provider)).nextBillingAt).to.equal('2026-12-25T10:42:00.000Z');
      expect((await list(provider)).map(({total}) => toEuro(total))).to.deep.equal(['€138.04']);
    });

    it('ends what was canceled, and charges nothing for it', async () => {
      const provider = open('several');
      const [, soon, ended] = await provider.listSubscriptions(provider.customerId, call);
      expect(soon).to.include({status: 'active', cancelsAt: '2026-12-12T00:00:00.000Z', nextPayment: null});
      expect(soon?.pendingChange).to.deep.equal({kind: 'cancel', at: '2026-12-12T00:00:00.000Z', to: null});
      expect(ended).to.include({status: 'canceled', cancelsAt: null, endsAt: '2026-08-04T00:00:00.000Z'});
      await provider.advanceBy({months: 2});
      const [, then] = await provider.listSubscriptions(provider.customerId, call);
      expect(then).to.include({status: 'canceled', cancelsAt: null, endsAt: '2026-12-12T00:00:00.000Z'});
      expect(await readNumbers(provider, {subscriptionId: 'sub_route_history'})).to.have.length(1);
    });

    it('has an invoice to pay, which becomes overdue with time', async () => {
      const provider = open('open_invoice');
      const [waiting] = await list(provider, {status: 'open'});
      expect(waiting?.dueAt).to.equal('2026-11-27T10:42:00.000Z');
      expect(waiting?.amountDue).to.deep.equal(waiting?.total);
      expect(await readNumbers(provider, {status: 'overdue'})).to.deep.equal(['LF-1921']);
      const [canceled] = await list(provider, {status: 'void'});
      expect(canceled && toEuro(canceled.amountDue)).to.equal('€0.00');
      expect((await list(provider)).filter(({subscriptionId}) => subscriptionId === null)).to.have.length(3);
      await provider.advanceBy({days: 7});
      expect(await readNumbers(provider, {status: 'overdue'})).to.deep.equal(['LF-2038', 'LF-1921']);
    });

    it('counts dinars in thousandths, yen in ones and forints in hundredths', async () => {
      const read = async (scenario: ScenarioName) => (await readFirst(open(scenario))).nextPayment?.amountDue;
      expect(await read('kuwait')).to.deep.equal({amount: 38_400, currency: 'KWD', exponent: 3});
      expect(await read('yen')).to.deep.equal({amount: 18_480, currency: 'JPY', exponent: 0});
      expect(await read('forint')).to.deep.equal({amount: 5_582_920, currency: 'HUF', exponent: 2});
      expect(await read('yearly')).to.deep.equal({amount: 138_040, currency: 'EUR', exponent: 2});
    });

    it('says what nobody knows', async () => {
      const provider = open('unknown_values');
      const subscription = await readFirst(provider);
      expect(subscription.status).to.equal('paused_v2');
      expect(subscription.interval.unit).to.equal('fortnight');
      expect((await list(provider)).map(({status}) => status)).to.deep.equal(['parked', 'paid']);
      expect((await provider.listPaymentMethods(provider.customerId, call))[0]?.brand).to.equal('nova');
      await provider.advanceBy({months: 3});
      expect((await readFirst(provider)).status).to.equal('paused_v2');
    });
  });

  describe('lists of invoices', () => {
    it('give every row once, in order, at any page size', async () => {
      const provider = open('many_invoices');
      for (const limit of [7, 100]) {
        const seen: InvoiceSummary[] = [];
        let cursor: string | undefined;
        for (let page = 0; page < 12; page++) {
          const answer = await provider.listInvoices(
            provider.customerId,
            {limit, ...(cursor === undefined ? {} : {cursor})},
            call,
          );
          expect(answer.items).to.have.length(limit);
          seen.push(...answer.items);
          cursor = answer.nextCursor ?? undefined;
        }
        const numbers = seen.map(({number}) => Number(number?.slice(3)));
        expect(numbers).to.deep.equal(Array.from({length: 12 * limit}, (_, index) => 12_038 - index));
      }
    });

    it('hold ten thousand rows where there are as many', async () => {
      const provider = open('many_invoices');
      const {items} = await provider.listInvoices(provider.customerId, {limit: 10_000}, call);
      expect(items).to.have.length(10_000);
      expect(new Set(items.map(({id}) => id)).size).to.equal(10_000);
    });

    it('go on where they stopped when an invoice has come in between, and end with null', async () => {
      const provider = open();
      const query = {limit: 10};
      const first = await provider.listInvoices(provider.customerId, query, call);
      await provider.advanceBy({months: 1});
      const cursor = first.nextCursor ?? '';
      const second = await provider.listInvoices(provider.customerId, {...query, cursor}, call);
      expect(second.items.map(({number}) => number)).to.deep.equal(['LF-1409', 'LF-1352']);
      expect(second.nextCursor).to.equal(null);
      const whole = await provider.listInvoices(provider.customerId, {limit: 13}, call);
      expect(whole.nextCursor).to.equal(null);
    });

    it('honour status, dates, subscription and text', async () => {
      const provider = open('several');
      expect(await readNumbers(provider, {status: 'partially_refunded'})).to.deep.equal(['LF-1846']);
      const from = '2026-10-01T00:00:00.000Z';
      const to = '2026-11-01T00:00:00.000Z';
      expect(await readNumbers(provider, {from, to})).to.deep.equal(['LF-1975', 'LF-1921']);
      expect(await readNumbers(provider, {subscriptionId: 'sub_workshop'})).to.deep.equal(['LF-1714']);
      expect(await readNumbers(provider, {query: 'lf-19'})).to.deep.equal(['LF-1975', 'LF-1921']);
      expect(await readNumbers(provider, {query: 'TEXT mess'})).to.deep.equal(['LF-1846']);
      expect(await readNumbers(provider, {query: 'nothing of the kind'})).to.deep.equal([]);
    });

    it('refuse a cursor that is none', async () => {
      for (const cursor of ['x', '%%%', btoa('yesterday 7'), 'ü']) {
        expect(await readCode(list(open(), {cursor})), cursor).to.equal('invalid_request');
      }
    });

    it('have cursors that are safe in a URL and come back as they were', () => {
      fc.assert(
        fc.property(fc.date({noInvalidDate: true, min: new Date(0)}), fc.nat(), (date, sequence) => {
          const position = {issuedAt: date.toISOString(), sequence};
          expect(toCursor(position)).to.match(/^[\w-]+$/);
          expect(fromCursor(toCursor(position))).to.deep.equal(position);
        }),
      );
    });
  });

  describe('customers apart', () => {
    it('shows nobody the rows of another', async () => {
      const provider = open();
      const [foreign] = (await provider.listInvoices('cus_millrace', {limit: 1}, call)).items;
      expect(foreign?.customerId).to.equal('cus_millrace');
      expect(await provider.readInvoice(provider.customerId, foreign?.id ?? '', call)).to.equal(null);
      expect(await provider.readInvoice(provider.customerId, 'in_nothing', call)).to.equal(null);
      const rows = [
        ...(await provider.listSubscriptions(provider.customerId, call)),
        ...(await provider.listPaymentMethods(provider.customerId, call)),
        ...(await provider.listInvoices(provider.customerId, {limit: 100}, call)).items,
      ];
      expect(rows.every(({customerId}) => customerId === provider.customerId)).to.equal(true);
    });

    it('leaks them from every list when it is asked to', async () => {
      const provider = open();
      provider.leakForeignRows(true);
      const {customerId} = provider;
      const lists = [
        await provider.listSubscriptions(customerId, call),
        await provider.listPaymentMethods(customerId, call),
        (await provider.listInvoices(customerId, {limit: 100}, call)).items,
      ];
      for (const rows of lists) expect(rows.some((row) => row.customerId === 'cus_millrace')).to.equal(true);
      provider.leakForeignRows(false);
      expect(await provider.listSubscriptions(customerId, call)).to.have.length(1);
    });

    it('gives copies: what a caller does to them changes nothing', async () => {
      const provider = open();
      const crew = await readFirst(provider);
      crew.totals.total.amount = 0;
      crew.refusals = {};
      const again = await readFirst(provider);
      expect(toEuro(again.totals.total)).to.equal('€138.04');
      expect(again.refusals.unpause).to.deep.equal({allowed: false, reason: 'already_done'});
      const before = provider.snapshot();
      const invoice = await provider.readInvoice(provider.customerId, 'in_lf1846', call);
      invoice?.lines.pop();
      invoice?.credits.pop();
      expect(provider.snapshot()).to.equal(before);
    });
  });

  describe('honesty', () => {
    it('names every capability, and refuses every action that is beyond it or done', async () => {
      const provider = open();
      const capabilities = provider.describe();
      expect(Object.keys(capabilities).sort()).to.deep.equal([...capabilityNames].sort());
      expect(capabilities.listInvoices).to.equal('native');
      expect(capabilities.cancelAtDate).to.equal('none');
      const {refusals} = await readFirst(provider);
      const done = ['undoCancel', 'payInvoice', 'unpause', 'withdrawPendingChange', 'restart'];
      expect(Object.keys(refusals).sort()).to.deep.equal(done.sort());
      for (const refusal of Object.values(refusals)) {
        expect(refusal).to.deep.equal({allowed: false, reason: 'already_done'});
      }
      expect(subscriptionActions).to.include.members(done);
      expect('openHostedPortal' in provider).to.equal(false);
      expect(provider.readInvoicePdf).to.equal(undefined);
    });

    it('reads prices in the order they are asked for', async () => {
      const prices = await open().readPrices(['company_yearly', 'nothing', 'crew_monthly'], call);
      expect(prices.map(({name, unitPrice, interval}) => [name, unitPrice?.amount, interval.unit])).to.deep.equal([
        ['Company', '49000', 'year'],
        ['Crew', '2900', 'month'],
      ]);
    });
  });

  describe('the test clock', () => {
    it('stands still when it is pinned, and only goes forward', async () => {
      const provider = open();
      expect(provider.now()).to.equal(startAt);
      expect(await readCode(provider.advanceTo('2026-11-20T10:41:59Z'))).to.equal('invalid_request');
      expect(await readCode(provider.advanceTo('tomorrow'))).to.equal('invalid_request');
      await provider.advanceTo('2026-11-21T00:00:00+02:00');
      expect(provider.now()).to.equal('2026-11-20T22:00:00.000Z');
    });

    it('issues and pays an invoice at the end of every period on the way', async () => {
      const provider = open();
      await provider.advanceBy({months: 3});
      const invoices = await list(provider, {from: '2026-11-02T00:00:00.000Z'});
      expect(invoices.map(({issuedAt, status, total}) => [issuedAt.slice(0, 10), status, toEuro(total)])).to.deep.equal(
        [
          ['2027-02-01', 'paid', '€138.04'],
          ['2027-01-01', 'paid', '€138.04'],
          ['2026-12-01', 'paid', '€138.04'],
        ],
      );
      expect((await readFirst(provider)).nextBillingAt).to.equal('2027-03-01T00:00:00.000Z');
      const numbers = [
        ...(await list(provider)),
        ...(await provider.listInvoices('cus_millrace', {limit: 100}, call)).items,
      ];
      expect(new Set(numbers.map(({number}) => number)).size).to.equal(numbers.length);
    });

    it('leads to the same world in one step as in many', async () => {
      const [once, often] = [open(), open()];
      await once.advanceTo('2027-04-15T00:00:00Z');
      while (often.now() < '2027-04-14') await often.advanceBy({days: 1});
      await often.advanceTo('2027-04-15T00:00:00Z');
      expect(often.snapshot()).to.equal(once.snapshot());
    });

    it('runs with real time plus what it was moved by, renewing by itself', async () => {
      const clock = {at: Date.parse(startAt), now: () => clock.at};
      const provider = sandbox({clock});
      clock.at += 1000;
      expect(provider.now()).to.equal('2026-11-20T10:42:01.000Z');
      await provider.advanceBy({days: 1});
      await provider.advanceTo(addDays(provider.now(), 1));
      clock.at += 9 * 86_400_000;
      expect(provider.now()).to.equal('2026-12-01T10:42:01.000Z');
      expect((await list(provider))[0]?.issuedAt).to.equal('2026-12-01T00:00:00.000Z');
    });
  });

  describe('faults', () => {
    it('fails as often as it is asked to, and heals', async () => {
      const provider = open();
      provider.fail('listInvoices', 'provider_rate_limited', 2);
      expect(await readCode(list(provider))).to.equal('provider_rate_limited');
      expect(await readCode(readFirst(provider))).to.equal(undefined);
      expect(await readCode(list(provider))).to.equal('provider_rate_limited');
      expect(await readCode(list(provider))).to.equal(undefined);
      provider.fail('findCustomer', 'provider_unavailable');
      const find = () => provider.findCustomer({customerId: provider.customerId}, call);
      expect(await readCode(find())).to.equal('provider_unavailable');
      expect(await readCode(find())).to.equal('provider_unavailable');
      provider.fail('findCustomer', null);
      expect(await readCode(find())).to.equal(undefined);
    });

    it('counts calls, failed ones too', async () => {
      const provider = open();
      provider.fail('listInvoices', 'internal', 1);
      await readCode(list(provider));
      await list(provider);
      expect(provider.calls).to.include({listInvoices: 2, findCustomer: 0});
    });

    it('waits as long as it is asked to, and no longer than its caller', async () => {
      const provider = open();
      provider.delay('listInvoices', 60_000);
      const caller = new AbortController();
      const work = readCode(provider.listInvoices(provider.customerId, {limit: 1}, {signal: caller.signal}));
      caller.abort();
      expect(await work).to.equal('provider_unavailable');
      expect(await readCode(provider.readPrices([], {signal: caller.signal}))).to.equal('provider_unavailable');
      provider.delay('listInvoices', 1);
      expect(await list(provider)).to.have.length(12);
    });

    it('is healed, counted from zero and about somebody else after a reset', async () => {
      const provider = open();
      provider.fail('listInvoices', 'internal');
      provider.leakForeignRows(true);
      await provider.advanceBy({months: 1});
      await provider.reset('kuwait');
      expect(provider.customerId).to.equal('cus_almina');
      expect(provider.now()).to.equal(startAt);
      expect(await list(provider)).to.have.length(4);
      expect(provider.calls['listInvoices']).to.equal(1);
      await provider.reset();
      expect(provider.customerId).to.equal('cus_almina');
    });
  });

  describe('a kept state', () => {
    it('is the same after a restart, whatever the second one was asked to begin with', async () => {
      const storage = createStorage();
      const before = sandbox({startAt, scenario: 'several', state: storage});
      await before.advanceBy({months: 2});
      const after = sandbox({startAt: '2020-01-01T00:00:00Z', scenario: 'yen', state: storage});
      await after.ready();
      expect(after.snapshot()).to.equal(before.snapshot());
      expect(after.now()).to.equal(before.now());
      expect(await list(after)).to.deep.equal(await list(before));
    });

    it('is saved at the beginning and after every change, and not when nothing changed', async () => {
      const storage = createStorage();
      const provider = sandbox({startAt, state: storage});
      await list(provider);
      await list(provider);
      expect(storage.saves).to.equal(1);
      await provider.advanceBy({days: 1});
      expect(storage.saves).to.equal(2);
      await provider.reset('yearly');
      expect(storage.saves).to.equal(3);
      expect(storage.kept).to.equal(provider.snapshot());
    });

    it('keeps ten thousand invoices without writing them down', async () => {
      const storage = createStorage();
      const before = sandbox({startAt, scenario: 'many_invoices', state: storage});
      const [newest] = await list(before);
      await before.advanceBy({months: 1});
      expect(storage.kept?.length).to.be.lessThan(20_000);
      const after = sandbox({state: storage});
      expect((await list(after))[1]).to.deep.equal(newest);
    });

    it('begins anew where it cannot be read, and says so where it cannot be reached', async () => {
      for (const kept of ['', 'not json', 'null', '7', '{"version":0}', '{"version":1,"scenario":"nowhere"}']) {
        expect(await list(sandbox({startAt, state: createStorage(kept)})), kept).to.have.length(12);
      }
      const storage = createStorage();
      const load = () => Promise.reject(new Error('the disk is gone'));
      const provider = sandbox({startAt, state: {...storage, load}});
      expect(await readCode(list(provider))).to.equal('provider_unavailable');
    });

    it('is saved with the next call where it could not be saved at once', async () => {
      const storage = createStorage();
      const state = {...storage, save: storage.save};
      const provider = sandbox({startAt, state});
      await list(provider);
      state.save = () => Promise.reject(new Error('the disk is full'));
      expect(await readCode(provider.advanceBy({months: 1}))).to.equal('provider_unavailable');
      state.save = storage.save;
      expect(await list(provider)).to.have.length(13);
      expect(storage.kept).to.equal(provider.snapshot());
    });

    it('is reached again after it could not be, and is not waited for by a caller who has gone', async () => {
      const storage = createStorage();
      const state = {...storage, load: () => Promise.reject<string | null>(new Error('not yet'))};
      const provider = sandbox({startAt, state});
      expect(await readCode(list(provider))).to.equal('provider_unavailable');
      state.load = () => Promise.resolve(null);
      expect(await list(provider)).to.have.length(12);
      const stuck = sandbox({startAt, state: {...storage, load: () => new Promise<string | null>(() => {})}});
      const caller = new AbortController();
      const work = readCode(stuck.listSubscriptions('cus_brightwater', {signal: caller.signal}));
      caller.abort();
      expect(await work).to.equal('provider_unavailable');
    });
  });
});

describe('the calendar', () => {
  const instants = fc
    .date({noInvalidDate: true, min: new Date('1970-01-01'), max: new Date('2190-01-01')})
    .map((date) => date.toISOString());
  const intervals = fc.record({
    unit: fc.constantFrom('day', 'week', 'month', 'year'),
    count: fc.integer({min: 1, max: 13}),
  });

  it('keeps the anchor day where a month has it, and takes the last day where not', () => {
    expect(addMonths('2027-01-31T09:00:00.000Z', 1)).to.equal('2027-02-28T09:00:00.000Z');
    expect(addMonths('2027-01-31T09:00:00.000Z', 2)).to.equal('2027-03-31T09:00:00.000Z');
    expect(addMonths('2028-01-31T09:00:00.000Z', 1)).to.equal('2028-02-29T09:00:00.000Z');
    expect(addMonths('2028-02-29T09:00:00.000Z', 12)).to.equal('2029-02-28T09:00:00.000Z');
    expect(addMonths('2028-02-29T09:00:00.000Z', 48)).to.equal('2032-02-29T09:00:00.000Z');
    expect(addMonths('2026-03-31T09:00:00.000Z', -13)).to.equal('2025-02-28T09:00:00.000Z');
    expect(addMonths('2027-02-28T09:00:00.000Z', 1, 31)).to.equal('2027-03-31T09:00:00.000Z');
  });

  it('lands in the month that was asked for, at the same time of day', () => {
    fc.assert(
      fc.property(instants, fc.integer({min: -400, max: 400}), (at, months) => {
        const [from, to] = [new Date(at), new Date(addMonths(at, months))];
        const count = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
        expect(count(to) - count(from)).to.equal(months);
        expect(to.toISOString().slice(11)).to.equal(at.slice(11));
        expect(to.getUTCDate()).to.be.at.most(from.getUTCDate());
      }),
    );
  });

  it('has one period for every instant, and no gap between two', () => {
    fc.assert(
      fc.property(instants, instants, intervals, (anchor, at, interval) => {
        const period = findPeriod(anchor, interval, at);
        expect(period.start <= at && at < period.end).to.equal(true);
        expect(findPeriod(anchor, interval, period.end).start).to.equal(period.end);
        const before = addDays(period.start, -0.5);
        expect(findPeriod(anchor, interval, before).end).to.equal(period.start);
      }),
    );
  });
});

describe('invoicing', () => {
  const currencies = fc.constantFrom(
    {currency: 'JPY', exponent: 0},
    {currency: 'EUR', exponent: 2},
    {currency: 'HUF', exponent: 2},
    {currency: 'KWD', exponent: 3},
  );
  const amounts = fc.integer({min: -10_000_000, max: 10_000_000});
  const rates = fc.option(fc.integer({min: 0, max: 3000}), {nil: null});

  it('rounds half up, away from zero', () => {
    expect([5n, -5n, 4n, 15n, 14n].map((value) => divideHalfUp(value, 10n))).to.deep.equal([1n, -1n, 0n, 2n, 1n]);
    fc.assert(
      fc.property(
        fc.bigInt({min: -(10n ** 20n), max: 10n ** 20n}),
        fc.bigInt({min: 1n, max: 10n ** 9n}),
        (top, bottom) => {
          const rounded = divideHalfUp(top, bottom);
          const off = 2n * (top - rounded * bottom);
          expect(off <= bottom && off >= -bottom).to.equal(true);
          expect(divideHalfUp(-top, bottom)).to.equal(-rounded);
        },
      ),
    );
  });

  it('prices fractions of a minor unit once, over the whole quantity', () => {
    const euro = {currency: 'EUR', exponent: 2};
    expect(multiply({amount: '0.04', ...euro}, 1250).amount).to.equal(50);
    expect(multiply({amount: '0.04', ...euro}, 3).amount).to.equal(0);
    expect(multiply({amount: '-0.5', ...euro}, 1).amount).to.equal(-1);
    expect(() => multiply({amount: '9'.repeat(18), ...euro}, 2)).to.throw(/safe integer/);
  });

  it('writes rates without needless zeros', () => {
    expect([1900, 770, 0, 5, 2550].map(toPercent)).to.deep.equal(['19', '7.7', '0', '0.05', '25.5']);
  });

  it('adds up: the total is the lines and the tax of their sum, to the unit', () => {
    fc.assert(
      fc.property(currencies, fc.array(amounts, {maxLength: 30}), rates, (currency, values, basisPoints) => {
        const lines = values.map((amount) => ({amount: {amount, ...currency}}));
        const tax = basisPoints === null ? null : {name: 'VAT', basisPoints};
        const {subtotal, taxes, total} = toTotals(lines, tax, currency);
        const sum = values.reduce((before, value) => before + value, 0);
        expect(subtotal).to.deep.equal({amount: sum, ...currency});
        expect(taxes).to.have.length(basisPoints === null ? 0 : 1);
        const taxed = taxes[0]?.amount.amount ?? 0;
        expect(total).to.deep.equal({amount: sum + taxed, ...currency});
        expect(Math.abs(taxed * 10_000 - sum * (basisPoints ?? 0))).to.be.at.most(5_000);
      }),
    );
  });

  it('refuses lines of another currency', () => {
    const line = {amount: {amount: 1, currency: 'USD', exponent: 2}};
    expect(() => toTotals([line], null, {currency: 'EUR', exponent: 2})).to.throw(/one currency/);
  });

  it('never prorates to more than the price, and the parts of a period make the whole', () => {
    const whole = {start: '2026-10-01T00:00:00.000Z', end: '2026-11-01T00:00:00.000Z'};
    const seconds = fc.integer({min: -86_400, max: 32 * 86_400});
    const at = (second: number) => new Date(Date.parse(whole.start) + second * 1000).toISOString();
    fc.assert(
      fc.property(currencies, fc.nat(10_000_000), seconds, (currency, amount, second) => {
        const price = {amount, ...currency};
        const before = prorate(price, {start: whole.start, end: at(second)}, whole);
        const after = prorate(price, {start: at(second), end: whole.end}, whole);
        for (const part of [before, after]) expect(part.amount).to.be.within(0, amount);
        expect(before.amount + after.amount - amount).to.be.within(0, 1);
        expect(prorate(price, whole, whole)).to.deep.equal(price);
      }),
    );
    const price = {amount: 2900, currency: 'EUR', exponent: 2};
    expect(prorate(price, {start: '2026-10-14T00:00:00.000Z', end: whole.end}, whole).amount).to.equal(1684);
    expect(prorate(price, whole, {start: whole.start, end: whole.start}).amount).to.equal(0);
  });
});
