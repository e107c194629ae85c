import {expect} from '@open-wc/testing';
import {unzipSync} from 'fflate';
import type {FeaturesInput} from '../../src/contract/configuration.js';
import type {InvoiceSummary} from '../../src/contract/invoice.js';
import type {InvoiceQuery} from '../../src/server/ports/provider.js';
import {exportLimits} from '../../src/server/rules/invoice-export.js';
import {toCell, toDecimal} from '../../src/contract/csv.js';
import {createEndpoint, findLeaks, plainPdf, type Endpoint, type EndpointOptions} from '../support/endpoint.js';

const pdf = (endpoint: Endpoint, invoiceId: string, query: Record<string, string> = {}) =>
  endpoint.call('readInvoicePdf', {ids: {invoiceId}, query});
const exported = (endpoint: Endpoint, query: Record<string, string>) => endpoint.call('exportInvoices', {query});

/** The cells of a table, line by line, without its byte order mark; no cell of ours holds a quote. */
const readCsv = (text: string): string[][] =>
  text
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].slice(0, 12).map(([, all, inner]) => inner ?? all ?? ''),
    );

const readZip = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, file]) => [name, new TextDecoder().decode(file)]));

describe('The PDF of an invoice', () => {
  it('is the file that the host makes, in the language that is asked for, to be saved and kept nowhere', async () => {
    const endpoint = createEndpoint();
    const reply = await pdf(endpoint, 'in_lf2038', {locale: 'de-AT'});
    expect(reply.text).to.equal('%PDF LF-2038 cus_brightwater de-AT');
    expect(reply.headers.get('content-type')).to.equal('application/pdf');
    expect(reply.headers.get('content-disposition')).to.contain('attachment').and.contain('LF-2038.pdf');
    expect(reply.headers.get('cache-control')).to.equal('no-store');
    expect(reply.answer).to.equal(undefined);
    const token = await endpoint.mint({locale: 'ar-KW'});
    const own = await endpoint.call('readInvoicePdf', {token, ids: {invoiceId: 'in_lf2038'}});
    expect(own.text).to.equal('%PDF LF-2038 cus_brightwater ar-KW');
  });

  it("is the provider's where there is one: its bytes, or where they are, and never a redirect", async () => {
    const link = {url: 'https://files.example.com/x?sig=1', expiresAt: '2026-11-20T11:00:00.000Z'};
    const linked = createEndpoint({verbs: () => ({readInvoicePdf: () => Promise.resolve(link)})});
    const reply = await pdf(linked, 'in_lf2038');
    expect(reply.status).to.equal(200);
    expect(reply.answer).to.deep.equal(link);
    const bytes = new TextEncoder().encode('%PDF of the provider');
    const held = createEndpoint({verbs: () => ({readInvoicePdf: () => Promise.resolve(bytes)})});
    expect((await pdf(held, 'in_lf2038')).text).to.equal('%PDF of the provider');
  });

  it('is never an address that is not https', async () => {
    for (const url of ['http://files.example.com/x', 'javascript:alert(1)', 'data:text/html,x', '', 'files/x']) {
      const verbs = () => ({readInvoicePdf: () => Promise.resolve({url, expiresAt: '2026-11-20T11:00:00.000Z'})});
      expect((await pdf(createEndpoint({verbs}), 'in_lf2038')).problem.code, url).to.equal('provider_malformed');
    }
  });

  it('that nobody makes is said so, and the page knows it beforehand', async () => {
    const nobody = createEndpoint({invoicePdf: undefined} as unknown as EndpointOptions);
    expect((await pdf(nobody, 'in_lf2038')).problem).to.include({status: 501, code: 'provider_cannot'});
    expect((await exported(nobody, {format: 'zip'})).problem.code).to.equal('provider_cannot');
    const read = async (endpoint: Endpoint) =>
      (await endpoint.call('readPortal', {query: {include: ''}})).answer.capabilities['invoicePdf'];
    expect(await read(nobody)).to.equal('none');
    expect(await read(createEndpoint())).to.equal('native');
  });

  it("of another customer's invoice does not exist", async () => {
    expect((await pdf(createEndpoint(), 'in_lf2037')).problem).to.include({status: 404, code: 'not_found'});
  });

  it('that cannot be made is a failure of ours, and tells nothing of it', async () => {
    const told: unknown[] = [];
    const cause = new TypeError('secret');
    const endpoint = createEndpoint({invoicePdf: () => Promise.reject(cause), onError: (error) => told.push(error)});
    const {problem, text} = await pdf(endpoint, 'in_lf2038');
    expect(problem.code).to.equal('internal');
    expect(text).not.to.contain('secret');
    expect(told).to.deep.equal([cause]);
  });
});

describe('A table of invoices', () => {
  it('has a line for each, as the list has them, in UTF-8 with its mark and the ends of RFC 4180', async () => {
    const endpoint = createEndpoint({scenario: 'open_invoice'});
    const {items} = (await endpoint.call('listInvoices')).answer;
    const reply = await exported(endpoint, {format: 'csv'});
    expect(reply.headers.get('content-type')).to.equal('text/csv; charset=utf-8');
    expect([...reply.bytes.slice(0, 3)]).to.deep.equal([0xef, 0xbb, 0xbf]);
    expect(reply.text.replaceAll('\r\n', '')).not.to.match(/[\r\n]/);
    const [head, ...rows] = readCsv(reply.text);
    expect(head?.slice(0, 3)).to.deep.equal(['Number', 'Date', 'Due']);
    expect(rows.map(([number]) => number)).to.deep.equal(items.map(({number}) => number));
    expect(rows.find(([number]) => number === 'LF-2038')).to.deep.equal(
      // prettier-ignore
      ['LF-2038', '2026-11-13', '2026-11-27', '', 'open', 'Training for new seats', 'EUR', '160.65', '160.65', '', '', 'in_lf2038'],
    );
  });

  it('holds what a filter finds, or what was chosen, and refuses both at once', async () => {
    const endpoint = createEndpoint();
    const numbers = async (query: Record<string, string>) =>
      readCsv((await exported(endpoint, {format: 'csv', ...query})).text)
        .slice(1)
        .map(([number]) => number);
    expect(await numbers({from: '2026-10-01', to: '2026-10-31'})).to.deep.equal(['LF-1975', 'LF-1921']);
    expect(await numbers({ids: 'in_lf1921,in_lf2038,in_lf1921'})).to.deep.equal(['LF-1921', 'LF-2038']);
    expect(await numbers({query: 'nothing like it'})).to.deep.equal([]);
    const both = await exported(endpoint, {format: 'csv', ids: 'in_lf1921', status: 'paid'});
    expect(both.problem).to.include({status: 422, field: 'ids'});
    expect((await exported(endpoint, {format: 'csv', ids: 'in_lf2037'})).problem.code).to.equal('not_found');
    expect((await exported(endpoint, {format: 'pdf'})).problem).to.include({status: 422, field: 'format'});
  });

  it('runs nothing in a spreadsheet', () => {
    const harmful = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'];
    for (const text of harmful) expect(toCell(text).replace(/^"/, '').startsWith("'"), text).to.equal(true);
    expect(toCell('=HYPERLINK("x","y")')).to.equal(`"'=HYPERLINK(""x"",""y"")"`);
    expect([toCell('a,b'), toCell('a\nb'), toCell('plain'), toCell(null)]).to.deep.equal([
      '"a,b"',
      '"a\nb"',
      'plain',
      '',
    ]);
  });

  it('writes amounts as plain numbers with the decimals that the provider counts', () => {
    const cases: [number, number, string][] = [
      [13804, 2, '138.04'],
      [-762, 2, '-7.62'],
      [5, 3, '0.005'],
      [1200, 0, '1200'],
      [0, 2, '0.00'],
    ];
    for (const [amount, exponent, text] of cases) expect(toDecimal({amount, currency: 'EUR', exponent})).to.equal(text);
  });

  it('of 10,000 invoices is whole, and asks for the next page only when there is room', async () => {
    const endpoint = createEndpoint({scenario: 'many_invoices'});
    const token = await endpoint.mint();
    const request = new Request('https://app.example.com/billing/v1/portal/invoices/export?format=csv', {
      headers: {Authorization: `Bearer ${token}`},
    });
    const reader = ((await endpoint.billing.fetch(request)).body as ReadableStream<Uint8Array>).getReader();
    expect(endpoint.sandbox.calls['listInvoices'], 'pages before anybody reads').to.equal(1);
    let text = '';
    const decoder = new TextDecoder();
    for (;;) {
      const {done, value} = await reader.read();
      if (done) break;
      text += decoder.decode(value, {stream: true});
    }
    expect(text.trimEnd().split('\r\n')).to.have.length(10_001);
    expect(endpoint.sandbox.calls['listInvoices']).to.equal(100);
  }).timeout(30_000);

  it('asks for nothing more once its reader has gone', async () => {
    const endpoint = createEndpoint({scenario: 'many_invoices'});
    const token = await endpoint.mint();
    const response = await endpoint.billing.fetch(
      new Request('https://app.example.com/billing/v1/portal/invoices/export?format=csv', {
        headers: {Authorization: `Bearer ${token}`},
      }),
    );
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    await reader.read();
    await reader.cancel();
    expect(endpoint.sandbox.calls['listInvoices']).to.equal(2);
  });

  it('that fails on the way breaks off, and is not taken for the whole', async () => {
    const endpoint = createEndpoint({
      scenario: 'many_invoices',
      verbs: (sandbox) => ({
        listInvoices: (customerId: string, query: InvoiceQuery, call) =>
          query.cursor ? Promise.reject(new Error('lost')) : sandbox.listInvoices(customerId, query, call),
      }),
    });
    const outcome = await exported(endpoint, {format: 'csv'}).then(
      () => 'whole',
      () => 'broken',
    );
    expect(outcome).to.equal('broken');
    expect(endpoint.entries.map(({event}) => event)).to.include('export.broken');
  });
});

describe('Many PDFs in one file', () => {
  it('are those that were chosen, each by its number', async () => {
    const endpoint = createEndpoint();
    const reply = await exported(endpoint, {format: 'zip', ids: 'in_lf1921,in_lf2038', locale: 'ja'});
    expect(reply.headers.get('content-type')).to.equal('application/zip');
    expect(readZip(reply.bytes)).to.deep.equal({
      'LF-1921.pdf': '%PDF LF-1921 cus_brightwater ja',
      'LF-2038.pdf': '%PDF LF-2038 cus_brightwater ja',
    });
  });

  it('are those of a period', async () => {
    const reply = await exported(createEndpoint(), {format: 'zip', from: '2026-10-01', to: '2026-10-31'});
    expect(Object.keys(readZip(reply.bytes))).to.deep.equal(['LF-1975.pdf', 'LF-1921.pdf']);
  });

  it('are a hundred at most, which is said before anything is made', async () => {
    const made: string[] = [];
    const endpoint = createEndpoint({
      scenario: 'many_invoices',
      invoicePdf: (printed, call) => {
        made.push(printed.invoice.id);
        return plainPdf(printed, call);
      },
    });
    const {problem} = await exported(endpoint, {format: 'zip'});
    expect(problem).to.include({status: 422, code: 'invalid_request'});
    expect(problem.details).to.deep.equal({limit: exportLimits.zip});
    expect(made).to.deep.equal([]);
    const hundred = Array.from({length: 100}, (_, index) => `in_lf${12_038 - index}`).join(',');
    const {bytes} = await exported(endpoint, {format: 'zip', ids: hundred});
    expect(Object.keys(readZip(bytes))).to.have.length(100);
    expect((await exported(endpoint, {format: 'zip', ids: `${hundred},in_lf1`})).problem.field).to.equal('ids');
  });

  it("are the provider's own files, fetched where it only says where they are", async () => {
    const asked: string[] = [];
    const endpoint = createEndpoint({
      verbs: () => ({
        readInvoicePdf: (_customerId: string, id: string) =>
          Promise.resolve({url: `https://files.example.com/${id}`, expiresAt: '2026-11-20T11:00:00.000Z'}),
      }),
      fetch(request) {
        asked.push(request.url);
        return Promise.resolve(new Response(`file ${request.url.slice(-6)}`));
      },
    });
    const {bytes} = await exported(endpoint, {format: 'zip', ids: 'in_lf2038'});
    expect(readZip(bytes)).to.deep.equal({'LF-2038.pdf': 'file lf2038'});
    expect(asked).to.deep.equal(['https://files.example.com/in_lf2038']);
  });

  it('have names that every file system takes, and no two the same', async () => {
    const named = (number: string) => (row: InvoiceSummary) => ({...row, number});
    const endpoint = createEndpoint({
      verbs: (sandbox) => ({
        readInvoice: async (customerId: string, id: string, call) => {
          const found = await sandbox.readInvoice(customerId, id, call);
          return found && {...found, ...named('../A:1\u202e')(found)};
        },
      }),
    });
    const {bytes} = await exported(endpoint, {format: 'zip', ids: 'in_lf1921,in_lf2038'});
    expect(Object.keys(readZip(bytes))).to.deep.equal(['-A-1-.pdf', '-A-1- (2).pdf']);
  });
});

describe('A switch', () => {
  const codes = async (invoices: FeaturesInput['invoices']) => {
    const endpoint = createEndpoint({configurations: {features: {invoices}}});
    const replies = [
      await pdf(endpoint, 'in_lf2038'),
      await exported(endpoint, {format: 'csv'}),
      await exported(endpoint, {format: 'zip', ids: 'in_lf2038'}),
    ];
    return replies.map((reply) => (reply.status === 200 ? 'done' : reply.problem.code));
  };

  it('turns off the files, apart from the list', async () => {
    expect(await codes({download: false})).to.deep.equal(['feature_disabled', 'done', 'feature_disabled']);
    expect(await codes({export: false})).to.deep.equal(['done', 'feature_disabled', 'feature_disabled']);
    expect(await codes({view: false})).to.deep.equal(Array(3).fill('feature_disabled'));
    expect(await codes({pay: false})).to.deep.equal(['done', 'done', 'done']);
  });

  it('leaves files to whoever may only read', async () => {
    const endpoint = createEndpoint();
    const token = await endpoint.mint({role: 'viewer', readOnly: true});
    const reply = await endpoint.call('readInvoicePdf', {token, ids: {invoiceId: 'in_lf2038'}});
    expect(reply.status).to.equal(200);
  });

  it('is seen by sessions that were restricted: no other subscription’s invoice is exported', async () => {
    const endpoint = createEndpoint({scenario: 'several'});
    const token = await endpoint.mint({restrictTo: ['sub_route_history']});
    const {text} = await endpoint.call('exportInvoices', {token, query: {format: 'csv'}});
    const rows = readCsv(text).slice(1);
    expect(rows.length).to.be.greaterThan(0);
    expect(new Set(rows.map((row) => row[10]))).to.deep.equal(new Set(['sub_route_history']));
  });
});

describe('The log', () => {
  it('never held a secret or an address while all of this was read', () => {
    expect(findLeaks()).to.deep.equal([]);
  });
});
