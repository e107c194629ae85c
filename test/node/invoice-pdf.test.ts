import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {describe, it} from 'node:test';
import {unzipSync} from 'fflate';
import {formatDate, formatMoney} from '../../src/contract/format.js';
import type {Invoice} from '../../src/contract/invoice.js';
import {pdfInvoices} from '../../src/node/invoice-pdf.js';
import {sandbox, type ScenarioName} from '../../src/server/providers/sandbox/index.js';
import {createEndpoint, startAt} from '../support/endpoint.js';
import {readPdf} from './read-pdf.js';

const require = createRequire(import.meta.url);
const japanese = {
  regular: require.resolve('@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf'),
};
const seller = {name: 'Larkfield', lines: ['12 Field Street, Dublin']};
const make = pdfInvoices({seller, fonts: [japanese]});
const call = {signal: new AbortController().signal};

/** The newest invoice of a scenario, or one by its id, printed in a language. */
async function print(
  scenario: ScenarioName,
  locale: string,
  change: (invoice: Invoice) => Partial<Invoice> = () => ({}),
) {
  const provider = sandbox({scenario, startAt});
  const {customerId} = provider;
  const [first] = (await provider.listInvoices(customerId, {limit: 1}, call)).items;
  const found = await provider.readInvoice(customerId, first?.id ?? '', call);
  const customer = await provider.findCustomer({customerId}, call);
  assert.ok(found && customer);
  const invoice: Invoice = {...found, ...change(found)};
  return {invoice, bytes: await make({invoice, customer, locale}, call)};
}

const textOf = (bytes: Uint8Array): string => readPdf(bytes).pages.flat().join('\n');

describe('The PDF of an invoice', () => {
  it('says who bills whom for what, when, and how it was paid', async () => {
    const {bytes} = await print('active', 'en-GB');
    const text = textOf(bytes);
    for (const words of [
      'Larkfield',
      '12 Field Street, Dublin',
      'LF-2038',
      'Brightwater Joinery GmbH',
      'Lindenallee 14',
      '20095 Hamburg',
      'Germany',
      'Tax ID: DE812455901',
      '1 November 2026',
      'Visa •••• 4242',
      'Crew',
      '1 Nov 2026 to 1 Dec 2026',
      'VAT, 19%',
    ]) {
      assert.ok(text.includes(words), `${words} is not in\n${text}`);
    }
  });

  it('has the amounts as the page writes them, in every language that there is', async () => {
    for (const [scenario, locale] of [
      ['active', 'en-GB'],
      ['active', 'de-DE'],
      ['yen', 'ja-JP'],
      ['forint', 'en'],
    ] as const) {
      const {bytes, invoice} = await print(scenario, locale);
      const text = textOf(bytes);
      const amounts = [...invoice.lines.map(({amount}) => amount), invoice.totals.subtotal, invoice.total];
      for (const amount of amounts) {
        const written = formatMoney(locale, amount);
        assert.ok(text.includes(written), `${written} is not in\n${text}`);
      }
      assert.ok(text.includes(formatDate(locale, invoice.issuedAt, 'long')), locale);
    }
  });

  it('is written from right to left where the language is, with its letters joined', async () => {
    const {bytes, invoice} = await print('kuwait', 'ar-KW');
    const {spoken, pages} = readPdf(bytes);
    assert.ok(spoken.includes('فاتورة'), spoken.join());
    assert.ok(spoken.includes(formatMoney('ar-KW', invoice.total)), spoken.join());
    const text = pages.flat().join('\n');
    assert.ok(!text.includes('\ufffd'), 'every glyph has its letter');
    // The digits of an amount stand from left to right, whatever stands around them.
    assert.match(text, /٣٨٫٤٠٠/);
  });

  it('has the letters of Japanese from the font that is given, and of Cyrillic and Greek from the built-in one', async () => {
    const {bytes} = await print('yen', 'ja', ({lines}) => ({
      lines: lines.map((line) => ({...line, description: 'クループラン Тариф Ομάδα'})),
    }));
    const text = textOf(bytes);
    for (const words of ['クループラン', 'Тариф Ομάδα', '請求書'])
      assert.ok(text.includes(words), `${words} is not in\n${text}`);
  });

  it('goes on over as many pages as it needs, with its heads on each and its sums together', async () => {
    const {bytes} = await print('active', 'en', ({lines}) => ({
      lines: Array.from(
        {length: 60},
        (_, index) => ({...lines[0], description: `Line ${index + 1}`}) as (typeof lines)[0],
      ),
    }));
    const {pages} = readPdf(bytes);
    assert.ok(pages.length >= 3);
    pages.forEach((page, index) => {
      assert.ok(page.join('\n').includes(`Page ${index + 1} of ${pages.length}`));
      if (page.some((text) => text.startsWith('Line '))) assert.ok(page.includes('Quantity'), `page ${index + 1}`);
    });
    const drawn = pages.flat().filter((text) => text.startsWith('Line '));
    assert.deepEqual(
      drawn,
      Array.from({length: 60}, (_, index) => `Line ${index + 1}`),
    );
    assert.ok(pages.at(-1)?.includes('Subtotal') && pages.at(-1)?.includes('Total'));
  });

  it('is the same file for the same invoice, and says nothing of how it was made', async () => {
    const [one, other] = [await print('active', 'en'), await print('active', 'en')];
    assert.deepEqual(one.bytes, other.bytes);
    assert.doesNotMatch(readPdf(one.bytes).plain, /pdfkit/i);
  });

  it('is tagged, titled and in its language, for screen readers', async () => {
    const {plain} = readPdf((await print('active', 'de')).bytes);
    assert.match(plain, /\/Marked true/);
    assert.match(plain, /\/DisplayDocTitle true/);
    assert.match(plain, /\/Lang \(de\)/);
    assert.match(plain, /\/Title \d+ 0 R/);
    assert.match(plain, /\(Rechnung LF-2038\)\nendobj/);
    for (const tag of ['H1', 'Table', 'TR', 'TH', 'TD']) assert.match(plain, new RegExp(`/S /${tag}\\b`), tag);
  });

  it('holds whatever text a provider has, without a control character and without an end', async () => {
    const {bytes} = await print('active', 'en', ({lines}) => ({
      number: '\u202e\u0000)>>',
      lines: [{...lines[0], description: `${'q'.repeat(2000)}\u0007\nend`} as (typeof lines)[0]],
    }));
    const text = textOf(bytes).replaceAll('\n', '');
    assert.equal(text.match(/q/g)?.length, 2000);
    assert.ok(text.includes('end'));
    // eslint-disable-next-line no-control-regex -- these are the ones
    assert.doesNotMatch(text, /[\u0000-\u001f\u202e]/);
  });

  it('comes through the endpoint, alone and in a ZIP', async () => {
    const endpoint = createEndpoint({invoicePdf: make});
    const one = await endpoint.call('readInvoicePdf', {ids: {invoiceId: 'in_lf1846'}, query: {locale: 'en-GB'}});
    assert.ok(textOf(one.bytes).includes('Refunded on 4 Sept 2026'));
    const many = await endpoint.call('exportInvoices', {
      query: {format: 'zip', ids: 'in_lf1846,in_lf2038', locale: 'en-GB'},
    });
    const files = unzipSync(many.bytes);
    assert.deepEqual(Object.keys(files), ['LF-1846.pdf', 'LF-2038.pdf']);
    assert.deepEqual(files['LF-1846.pdf'], one.bytes);
  });
});
