import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {unzipSync} from 'fflate';
import type {InvoiceQuery} from '../../src/server/ports/provider.js';
import {InvoiceListHarness} from '../support/harnesses/invoice-list.js';
import {clearPage, mount, openPage, until, type Page} from '../support/mount.js';

let page: Page;
const list = (properties: Partial<HTMLElementTagNameMap['invoice-list']> = {}): InvoiceListHarness =>
  new InvoiceListHarness(mount('invoice-list', {...page.source, ...properties}));

/** What the browser was given to save or to open, in place of doing so. */
interface Handed {
  href: string;
  download: string;
  target: string;
  rel: string;
}
let handed: Handed[];
const files = new Map<string, Blob>();
let revoked: string[];
const {click} = HTMLAnchorElement.prototype;
const {createObjectURL, revokeObjectURL} = URL;

beforeEach(async () => {
  page = await openPage();
  handed = [];
  revoked = [];
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    handed.push({href: this.href, download: this.download, target: this.target, rel: this.rel});
  };
  URL.createObjectURL = (file: Blob) => {
    const href = createObjectURL(file);
    files.set(href, file);
    return href;
  };
  URL.revokeObjectURL = (href) => {
    revoked.push(href);
    revokeObjectURL(href);
  };
});
afterEach(() => {
  HTMLAnchorElement.prototype.click = click;
  Object.assign(URL, {createObjectURL, revokeObjectURL});
  clearPage();
});

const saved = async (): Promise<{name: string; bytes: Uint8Array}> => {
  const [file] = await until(() => handed.length > 0 && handed, 'a file');
  const bytes = new Uint8Array((await files.get(file?.href ?? '')?.arrayBuffer()) ?? new ArrayBuffer());
  return {name: file?.download ?? '', bytes};
};
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('A filter of the list', () => {
  it('by text finds what holds it, at once by Enter, and is kept while an invoice is open', async () => {
    const shown = await list().listed(12);
    shown.search.focus();
    await sendKeys({type: 'text messages'});
    await sendKeys({press: 'Enter'});
    await shown.listed(1);
    expect(shown.numbers).to.deep.equal(['LF-1846']);
    shown.rowControl(0).click();
    await shown.opened();
    shown.back.click();
    await shown.listed(1);
    expect(shown.search.value).to.equal('text messages');
    expect(shown.focused?.textContent).to.equal('LF-1846');
  });

  it('by text waits until nothing is typed any more', async () => {
    const shown = await list().listed(12);
    shown.search.focus();
    await sendKeys({type: '1975'});
    await shown.listed(1);
    expect(page.wire.lines.filter((line) => line.includes('query='))).to.have.length(1);
  });

  it('by status and period go together, and are asked for by those words', async () => {
    page = await openPage({scenario: 'open_invoice'});
    const shown = await list().listed(6);
    shown.choose('Status', 'Overdue');
    await shown.listed(1);
    expect(shown.numbers).to.deep.equal(['LF-1921']);
    shown.choose('Period', '2025');
    await until(() => shown.empty);
    expect(shown.empty).to.contain('No invoices match');
    expect(page.wire.lines.at(-1))
      .to.contain('status=overdue')
      .and.contain('from=2025-01-01')
      .and.contain('to=2025-12-31');
    shown.press('Clear filters');
    await shown.listed(6);
    expect(shown.focused === shown.search).to.equal(true);
  });

  it('by subscription is there where a customer has several', async () => {
    expect((await list().listed(12)).choices('Subscription')).to.equal(undefined);
    clearPage();
    page = await openPage({scenario: 'several'});
    const shown = await list().listed(14);
    expect(shown.choices('Subscription')).to.include('Any subscription').and.to.have.length(4);
    shown.choose('Subscription', shown.choices('Subscription')?.[2] ?? '');
    await until(() => shown.count < 14);
    expect(shown.count).to.be.greaterThan(0);
  });

  it('that could not be asked for can be tried again', async () => {
    const shown = await list().listed(12);
    page.sandbox.fail('listInvoices', 'feature_disabled', 1);
    shown.choose('Status', 'Paid');
    await until(() => shown.foot.includes('could not be loaded'));
    shown.showMore.click();
    await shown.listed(11);
    expect(shown.foot).not.to.contain('could not');
  });

  it('is asked for anew when the list is, and goes on by the cursor', async () => {
    page = await openPage({scenario: 'many_invoices'});
    const shown = await list().listed(20);
    shown.choose('Period', '2025');
    await shown.listed(100);
    shown.showMore.click();
    await shown.listed(200);
    expect(page.wire.lines.at(-1)).to.contain('cursor=').and.contain('from=2025-01-01');
    await shown.element.refresh();
    await shown.listed(100);
  });
});

describe('A long list', () => {
  /** A list of a first page of this many rows, as a provider without pages would answer. */
  async function long(count: number): Promise<InvoiceListHarness> {
    page = await openPage({
      scenario: 'many_invoices',
      verbs: (sandbox) => ({
        async listInvoices(customerId: string, query: InvoiceQuery, call) {
          if (query.cursor) return sandbox.listInvoices(customerId, query, call);
          const found = await sandbox.listInvoices(customerId, {...query, limit: count}, call);
          return {...found, nextCursor: null};
        },
      }),
    });
    // The rows are made when they are first asked for: that is not what is waited for here.
    const {sandbox} = page;
    await sandbox.listInvoices(sandbox.customerId, {limit: 1}, {signal: new AbortController().signal});
    return list().listed(count);
  }

  for (const count of [1_000, 10_000]) {
    it(`of ${count} invoices has at most 400 elements, whatever is in sight`, async () => {
      const shown = await long(count);
      expect(shown.panelElements).to.be.at.most(400);
      expect(shown.table.ariaRowCount ?? shown.table.getAttribute('aria-rowcount')).to.equal(String(count + 1));
      for (const share of [0.5, 1]) {
        await shown.scrollTo(share);
        expect(shown.panelElements, String(share)).to.be.at.most(400);
      }
      const last = shown.rows.at(-1);
      expect(last?.getAttribute('aria-rowindex')).to.equal(String(count + 1));
    }).timeout(30_000);
  }

  it('loads what follows while it is scrolled, and keeps the order', async () => {
    page = await openPage({scenario: 'many_invoices'});
    const shown = await list().listed(20);
    shown.showMore.click();
    await shown.listed(120);
    expect(shown.table.getAttribute('aria-rowcount')).to.equal('-1');
    await shown.scrollTo(1);
    await shown.listed(220);
    const numbers = shown.numbers.map((number) => Number(number.slice(3)));
    expect(numbers).to.deep.equal([...numbers].sort((one, other) => other - one));
  });

  it('is walked through by keyboard, row by row, and never loses the focus', async () => {
    const shown = await long(1_000);
    shown.rowControl(0).focus();
    const walked: string[] = [];
    for (let row = 0; row < 40; row++) {
      const {focused} = shown;
      walked.push(focused?.textContent ?? '');
      // To the file, to the box of the next row, and to its number.
      for (let press = 0; press < 3; press++) {
        await sendKeys({press: 'Tab'});
        await shown.settled();
      }
    }
    expect(new Set(walked).size).to.equal(40);
    expect(walked[39]).to.equal(`LF-${12_038 - 39}`);
  }).timeout(30_000);

  it('keeps the row that has the focus while another part is scrolled to', async () => {
    const shown = await long(1_000);
    shown.rowControl(2).focus();
    const number = shown.focused?.textContent;
    await shown.scrollTo(1);
    expect(shown.focused?.textContent).to.equal(number);
    await sendKeys({press: 'Enter'});
    await shown.opened();
    shown.back.click();
    await until(() => shown.focused?.textContent === number, 'the row again');
  });

  it('is printed with all that is loaded', async () => {
    const shown = await long(200);
    expect(shown.rows.length).to.be.below(40);
    dispatchEvent(new Event('beforeprint'));
    await shown.element.updateComplete;
    expect(shown.rows).to.have.length(200);
    dispatchEvent(new Event('afterprint'));
    await shown.element.updateComplete;
    expect(shown.rows.length).to.be.below(40);
  });
});

describe('The file of an invoice', () => {
  it('is saved under its number by a press, and given back when the list goes', async () => {
    const shown = await list().listed(12);
    shown.download('LF-1975').click();
    const {name, bytes} = await saved();
    expect(name).to.equal('LF-1975.pdf');
    expect(textOf(bytes)).to.equal('%PDF LF-1975 cus_brightwater en');
    expect(revoked).to.deep.equal([]);
    shown.element.remove();
    await until(() => revoked.length === 1, 'a file that was given back');
    expect(shown.element.invoiceId, 'the row was not opened').to.equal('');
  });

  it('is saved from the open invoice by keyboard, too', async () => {
    const shown = await list({invoiceId: 'in_lf1846', locale: 'en-GB'}).opened();
    shown.findButton('PDF')?.focus();
    await sendKeys({press: 'Enter'});
    expect(textOf((await saved()).bytes)).to.equal('%PDF LF-1846 cus_brightwater en-GB');
  });

  it('is opened where the provider has it, in another tab that knows nothing of this one', async () => {
    const url = 'https://files.example.com/in_lf2038';
    const verbs = () => ({readInvoicePdf: () => Promise.resolve({url, expiresAt: '2026-11-20T11:00:00.000Z'})});
    page = await openPage({verbs});
    const shown = await list({invoiceId: 'in_lf2038'}).opened();
    shown.findButton('PDF')?.click();
    await until(() => handed.length > 0, 'an address');
    expect(handed).to.deep.equal([{href: url, download: '', target: '_blank', rel: 'noopener noreferrer'}]);
    // Where the browser held it back, there is a link to press.
    expect(shown.link).to.include({href: url, rel: 'noopener noreferrer'});
  });

  it('says beside its button why it could not be had, and can be tried again', async () => {
    const shown = await list({invoiceId: 'in_lf2038'}).opened();
    page.sandbox.fail('readInvoice', 'provider_misconfigured', 1);
    shown.findButton('PDF')?.click();
    await until(() => shown.alerts.length > 0, 'a reason');
    expect(shown.alerts).to.deep.equal(['LF-2038 could not be downloaded. Try again.']);
    shown.findButton('PDF')?.click();
    expect((await saved()).name).to.equal('LF-2038.pdf');
    await until(() => shown.alerts.length === 0);
  });

  it('is not offered where nobody makes one or it is switched off; a print is', async () => {
    for (const options of [
      {invoicePdf: undefined} as object,
      {configurations: {features: {invoices: {download: false}}}},
    ]) {
      page = await openPage(options);
      const shown = await list({invoiceId: 'in_lf2038'}).opened();
      expect(shown.findButton('PDF')).to.equal(undefined);
      expect(shown.findButton('Print')).not.to.equal(undefined);
      shown.back.click();
      await shown.listed(12);
      expect(shown.buttons.filter((label) => label.includes('ZIP'))).to.deep.equal([]);
      clearPage();
    }
  });

  it('that is no file of ours is not saved', async () => {
    const {fetch} = page.source;
    page.source.fetch = (request) =>
      request.url.includes('/pdf')
        ? Promise.resolve(new Response('<h1>Sign in</h1>', {headers: {'Content-Type': 'text/html'}}))
        : fetch(request);
    const shown = await list({invoiceId: 'in_lf2038'}).opened();
    shown.findButton('PDF')?.click();
    await until(() => shown.alerts.length > 0, 'a reason');
    expect(handed).to.deep.equal([]);
  });
});

describe('Many invoices at once', () => {
  it('are saved as a table of what the filters find', async () => {
    page = await openPage({scenario: 'open_invoice'});
    const shown = await list().listed(6);
    shown.choose('Status', 'Paid');
    await shown.listed(3);
    shown.press('CSV');
    const {name, bytes} = await saved();
    expect(name).to.equal('Invoices.csv');
    expect([...bytes.slice(0, 3)]).to.deep.equal([0xef, 0xbb, 0xbf]);
    expect(
      textOf(bytes)
        .trimEnd()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[0]),
    ).to.deep.equal(['LF-2034', 'LF-1975', 'LF-1846']);
  });

  it('are chosen by keyboard and saved as PDFs', async () => {
    const shown = await list().listed(12);
    shown.pick('LF-1975').focus();
    await sendKeys({press: 'Space'});
    shown.pick('LF-1921').focus();
    await sendKeys({press: 'Space'});
    expect(shown.pickAll).to.include({checked: false, indeterminate: true});
    const button = await until(() => shown.findButton('2 as ZIP'), 'the button');
    expect(button.ariaLabel).to.equal('2 as ZIP, 2 invoices');
    button.focus();
    await sendKeys({press: 'Enter'});
    const {name, bytes} = await saved();
    expect(name).to.equal('Invoices.zip');
    expect(Object.keys(unzipSync(bytes))).to.deep.equal(['LF-1975.pdf', 'LF-1921.pdf']);
  });

  it('are chosen all at once, and none any more', async () => {
    const shown = await list().listed(12);
    shown.pickAll.click();
    await until(() => shown.findButton('12 as ZIP'));
    shown.pickAll.click();
    await until(() => shown.findButton('All as ZIP'));
  });

  it('are chosen no longer once something else is looked for', async () => {
    const shown = await list().listed(12);
    shown.pick('LF-1975').click();
    await until(() => shown.findButton('1 as ZIP'));
    shown.choose('Status', 'Paid');
    await shown.listed(11);
    expect(shown.findButton('All as ZIP')).not.to.equal(undefined);
  });

  it('that are too many are refused with how many there may be', async () => {
    page = await openPage({scenario: 'many_invoices'});
    const shown = await list().listed(20);
    shown.press('All as ZIP');
    await until(() => shown.alerts.length > 0, 'a reason');
    expect(shown.alerts[0]).to.equal('At most 100 invoices at once. Choose a shorter period, or select fewer.');
    expect(handed).to.deep.equal([]);
  });

  it('show that they are on their way, and can be stopped', async () => {
    const shown = await list().listed(12);
    const held = page.wire.hold('/export');
    shown.press('CSV');
    const {request} = await held;
    await until(() => shown.text.includes('Downloading'));
    expect(shown.findButton('CSV')?.ariaBusy).to.equal('true');
    shown.press('Stop');
    await until(() => !shown.text.includes('Downloading'));
    expect(request.signal.aborted).to.equal(true);
    expect(shown.alerts).to.deep.equal([]);
    shown.press('CSV');
    expect((await saved()).name).to.equal('Invoices.csv');
  });

  it('that break off on the way are not saved', async () => {
    page = await openPage({
      scenario: 'many_invoices',
      verbs: (sandbox) => ({
        listInvoices: (customerId: string, query: InvoiceQuery, call) =>
          query.cursor ? Promise.reject(new Error('lost')) : sandbox.listInvoices(customerId, query, call),
      }),
    });
    const shown = await list().listed(20);
    shown.press('CSV');
    await until(() => shown.alerts.length > 0, 'a reason');
    expect(shown.alerts[0]).to.contain('broke off');
    expect(handed).to.deep.equal([]);
  });

  it('end with the list', async () => {
    const shown = await list().listed(12);
    const held = page.wire.hold('/export');
    shown.press('CSV');
    const {request} = await held;
    shown.element.remove();
    await until(() => request.signal.aborted, 'an end');
    expect(handed).to.deep.equal([]);
  });
});
