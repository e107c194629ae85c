import {expect} from '@open-wc/testing';
import * as fc from 'fast-check';
import {invoiceStatuses, type InvoiceSummary} from '../../src/contract/invoice.js';
import {toCursor} from '../../src/server/providers/sandbox/paging.js';
import {createEndpoint, findLeaks, type Endpoint} from '../support/endpoint.js';

type Query = Record<string, string>;

const list = async (endpoint: Endpoint, query: Query = {}) => (await endpoint.call('listInvoices', {query})).answer;

/** All pages of a query, one after the other; `between` happens after each. */
async function listAll(endpoint: Endpoint, query: Query, between?: () => Promise<void>): Promise<InvoiceSummary[]> {
  const rows: InvoiceSummary[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await list(endpoint, {...query, ...(cursor === '' ? {} : {cursor})});
    rows.push(...page.items);
    cursor = page.nextCursor;
    await between?.();
  }
  return rows;
}

const idsOf = (rows: readonly InvoiceSummary[]): string[] => rows.map(({id}) => id);

describe('Turning the pages', () => {
  it('of ten thousand invoices shows each once, newest first', async () => {
    const rows = await listAll(createEndpoint({scenario: 'many_invoices'}), {limit: '100'});
    expect(rows).to.have.length(10_000);
    expect(new Set(idsOf(rows)).size).to.equal(10_000);
    const times = rows.map(({issuedAt}) => issuedAt);
    expect(times).to.deep.equal([...times].sort().reverse());
  }).timeout(20_000);

  it('leads to the same rows in pages of any size', async () => {
    const endpoint = createEndpoint({scenario: 'open_invoice'});
    const whole = idsOf((await list(endpoint, {limit: '100'})).items);
    expect(whole.length).to.be.greaterThan(5);
    for (let limit = 1; limit <= whole.length + 1; limit++) {
      expect(idsOf(await listAll(endpoint, {limit: String(limit)})), String(limit)).to.deep.equal(whole);
    }
  });

  it('repeats and hides nothing when an invoice comes in between', async () => {
    const endpoint = createEndpoint();
    const before = idsOf((await list(endpoint, {limit: '100'})).items);
    const turned = await listAll(endpoint, {limit: '2'}, () => endpoint.sandbox.advanceBy({months: 1}));
    expect(idsOf(turned)).to.deep.equal(before);
    expect((await list(endpoint, {limit: '100'})).items.length).to.be.greaterThan(before.length);
  });

  it('holds 20 rows to a page, and 1 to 100 where that is asked for', async () => {
    const endpoint = createEndpoint({scenario: 'many_invoices'});
    expect((await list(endpoint)).items).to.have.length(20);
    for (const limit of [1, 9, 10, 99, 100]) {
      expect((await list(endpoint, {limit: String(limit)})).items).to.have.length(limit);
    }
    for (const limit of ['0', '101', '1000', '-1', '1.5', '1e2', '', ' 5', '05', '٣', 'all', 'NaN', '0x10']) {
      const {problem} = await endpoint.call('listInvoices', {query: {limit}});
      expect(problem, limit).to.include({status: 422, code: 'invalid_request', field: 'limit'});
    }
  });

  it('ends: the last page has no cursor, and no page is empty before it', async () => {
    const endpoint = createEndpoint();
    const {length} = (await list(endpoint, {limit: '100'})).items;
    const page = await list(endpoint, {limit: String(length)});
    expect(page.nextCursor).to.equal(null);
    expect((await list(createEndpoint({scenario: 'no_subscription'}))).items).to.deep.equal([]);
  });
});

describe('A cursor', () => {
  it('that is none is refused or leads to nothing new, and never fails', async () => {
    const endpoint = createEndpoint();
    const all = idsOf((await list(endpoint, {limit: '100'})).items);
    const garbage = fc.oneof(
      fc.string({minLength: 1, maxLength: 600, unit: 'binary'}),
      fc.base64String({minLength: 1}),
      fc.string({maxLength: 30}).map((text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))),
      fc.tuple(fc.string({maxLength: 30}), fc.nat()).map(([at, sequence]) => btoa(encodeURI(`${at} ${sequence}`))),
      fc
        .tuple(fc.date({noInvalidDate: true}), fc.nat())
        .map(([at, sequence]) => toCursor({issuedAt: at.toISOString(), sequence})),
    );
    await fc.assert(
      fc.asyncProperty(garbage, async (cursor) => {
        const reply = await endpoint.call('listInvoices', {query: {cursor, limit: '100'}});
        if (reply.status !== 200) expect(reply.problem).to.include({status: 422, field: 'cursor'});
        else expect(all).to.include.members(idsOf(reply.answer.items));
      }),
      {numRuns: 300},
    );
  }).timeout(20_000);

  it('is not an empty text, and not longer than 500 characters', async () => {
    const endpoint = createEndpoint();
    for (const cursor of ['', 'x'.repeat(501)]) {
      expect((await endpoint.call('listInvoices', {query: {cursor}})).problem).to.include({
        status: 422,
        field: 'cursor',
      });
    }
  });

  it('of another customer shows nothing of his', async () => {
    const endpoint = createEndpoint();
    const own = idsOf((await list(endpoint, {limit: '100'})).items);
    const token = await endpoint.mint({customerId: 'cus_millrace'});
    const page = (await endpoint.call('listInvoices', {token, query: {limit: '2'}})).answer;
    const followed = await list(endpoint, {cursor: page.nextCursor ?? '', limit: '100'});
    expect(own).to.include.members(idsOf(followed.items));
  });
});

describe('A filter', () => {
  const endpoint = createEndpoint({scenario: 'open_invoice'});
  const readAll = async () => (await list(endpoint, {limit: '100'})).items;

  /** Asserts that a query gives the rows that are wanted, and that there are some of both kinds. */
  async function expectRows(query: Query, isWanted: (row: InvoiceSummary) => boolean): Promise<void> {
    const all = await readAll();
    const wanted = all.filter(isWanted);
    expect(wanted.length, 'rows that are wanted').to.be.within(1, all.length - 1);
    expect(idsOf(await listAll(endpoint, {...query, limit: '2'}))).to.deep.equal(idsOf(wanted));
  }

  it('by status gives those of the status, overdue ones apart from open ones', async () => {
    for (const status of ['paid', 'open', 'overdue', 'void']) {
      await expectRows({status}, (row) => row.status === status);
    }
    for (const status of invoiceStatuses) expect((await list(endpoint, {status})).items).to.be.an('array');
    for (const status of ['parked', 'Paid', '', 'paid,open']) {
      const {problem} = await endpoint.call('listInvoices', {query: {status}});
      expect(problem, status).to.include({status: 422, field: 'status'});
    }
  });

  it('by day takes both days in, in UTC', async () => {
    const day = (row: InvoiceSummary) => row.issuedAt.slice(0, 10);
    const days = [...new Set((await readAll()).map(day))].sort();
    const [, second = '', third = ''] = days;
    await expectRows({from: third}, (row) => day(row) >= third);
    await expectRows({to: second}, (row) => day(row) <= second);
    await expectRows({from: second, to: third}, (row) => day(row) >= second && day(row) <= third);
    await expectRows({from: second, to: second}, (row) => day(row) === second);
    expect((await list(endpoint, {from: third, to: second})).items).to.deep.equal([]);
  });

  it('by day knows the first and the last one that there are', async () => {
    const {length} = await readAll();
    expect((await list(endpoint, {from: '0000-01-01', to: '9999-12-31'})).items).to.have.length(length);
    expect((await list(endpoint, {from: '9999-12-31'})).items).to.deep.equal([]);
    expect((await list(endpoint, {from: '2024-02-29', to: '2028-02-29'})).items).to.have.length(length);
  });

  it('by a day that there is not is refused', async () => {
    const none = ['2026-02-31', '2026-02-29', '2026-13-01', '2026-00-10', '2026-01-00', '2026-04-31', '2100-02-29'];
    const malformed = [
      '2026-1-1',
      '20260101',
      '2026-01-01T00:00:00Z',
      '',
      'today',
      '+12026-01-01',
      '2026-01-01 ',
      '٢٠٢٦-٠١-٠١',
    ];
    for (const field of ['from', 'to']) {
      for (const text of [...none, ...malformed]) {
        const {problem} = await endpoint.call('listInvoices', {query: {[field]: text}});
        expect(problem, text).to.include({status: 422, code: 'invalid_request', field});
      }
    }
  });

  it('by subscription gives those of it', async () => {
    await expectRows({subscriptionId: 'sub_crew'}, ({subscriptionId}) => subscriptionId === 'sub_crew');
    for (const subscriptionId of ['sub_millrace', 'none', '__proto__']) {
      expect((await list(endpoint, {subscriptionId})).items, subscriptionId).to.deep.equal([]);
    }
  });

  it('by text looks at number and description, whatever the case', async () => {
    await expectRows({query: 'label PRINTER'}, ({description}) => description === 'Label printer');
    await expectRows({query: 'lf-1975'}, ({number}) => number === 'LF-1975');
    const {length} = await readAll();
    expect((await list(endpoint, {query: ''})).items).to.have.length(length);
  });

  it('by any text at all finds what holds it, or nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({unit: 'binary', maxLength: 200}), async (query) => {
        const reply = await endpoint.call('listInvoices', {query: {query}});
        if (query.length <= 200) expect(reply.answer.items).to.be.an('array');
      }),
    );
    const {problem} = await endpoint.call('listInvoices', {query: {query: 'x'.repeat(201)}});
    expect(problem).to.include({status: 422, field: 'query'});
  }).timeout(20_000);

  it('goes with the others', async () => {
    const query = {status: 'paid', subscriptionId: 'sub_crew', from: '2026-10-01', query: 'crew'};
    await expectRows(
      query,
      (row) => row.status === 'paid' && row.subscriptionId === 'sub_crew' && row.issuedAt >= '2026-10',
    );
  });
});

describe('One invoice', () => {
  it('says the same as its row in the list', async () => {
    const endpoint = createEndpoint({scenario: 'open_invoice'});
    for (const row of (await list(endpoint)).items) {
      const {answer} = await endpoint.call('readInvoice', {ids: {invoiceId: row.id}});
      expect(answer).to.deep.include(row);
      expect(answer).not.to.have.property('customerId');
    }
  });
});

describe('The log', () => {
  it('never held a secret or an address while all of this was read', () => {
    expect(findLeaks()).to.deep.equal([]);
  });
});
