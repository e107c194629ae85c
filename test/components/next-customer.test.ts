import {expect} from '@open-wc/testing';
import type {FetchSession} from '../../src/client/session.js';
import {InvoiceListHarness} from '../support/harnesses/invoice-list.js';
import {clearPage, mount, openPage, quiet, until, type Page} from '../support/mount.js';

let page: Page;
const tokens: string[] = [];
const saved: string[] = [];
const {click} = HTMLAnchorElement.prototype;

beforeEach(async () => {
  page = await openPage();
  tokens.splice(0, tokens.length, page.token);
  saved.length = 0;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    saved.push(this.download);
  };
});
afterEach(() => {
  HTMLAnchorElement.prototype.click = click;
  clearPage();
});

/** A list whose host gives whatever token is the first of `tokens`. */
async function list(): Promise<InvoiceListHarness> {
  const fetchSession: FetchSession = async () => tokens[0] ?? '';
  const {endpoint, fetch} = page.source;
  return new InvoiceListHarness(mount('invoice-list', {endpoint, fetch, fetchSession, back: 'overview'})).listed(12);
}

/** The session ends, and the next one is another customer's. */
async function change(shown: InvoiceListHarness): Promise<void> {
  await page.end();
  await shown.element.refresh();
  await shown.ended();
  tokens[0] = await page.mint({customerId: 'cus_millrace'});
  shown.action.click();
  await until(() => shown.numbers.includes('LF-2037') && !shown.numbers.includes('LF-2038'), 'the next one’s rows');
}

describe('The customer who comes next', () => {
  it('is shown none of the rows that were found for the one before', async () => {
    const shown = await list();
    const before = new Set(shown.numbers);
    shown.choose('Status', 'Paid');
    await shown.listed(11);
    await change(shown);
    await quiet();
    expect(shown.numbers.filter((number) => before.has(number))).to.deep.equal([]);
  });

  it('is shown and given none of the files that were asked for before', async () => {
    const shown = await list();
    const held = page.wire.hold('/pdf');
    shown.download('LF-2038').click();
    const {release} = await held;
    await change(shown);
    await release().catch(() => undefined);
    await quiet();
    expect(saved).to.deep.equal([]);
    expect(shown.text).to.not.match(/LF-2038|Downloading/);
  });

  it('has nothing chosen, and hears of no failure that was another’s', async () => {
    const shown = await list();
    page.sandbox.fail('readInvoice', 'provider_unavailable', 5);
    shown.download('LF-2038').click();
    shown.pick('LF-1975').click();
    await until(() => shown.alerts.length > 0, 'a failure');
    await change(shown);
    await quiet();
    expect(shown.alerts).to.deep.equal([]);
    expect(shown.element.shadowRoot?.querySelectorAll('input:checked').length).to.equal(0);
  });
});
