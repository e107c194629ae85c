import {expect} from '@open-wc/testing';
import {InvoiceListHarness} from '../support/harnesses/invoice-list.js';
import {clearPage, mount, openPage, quiet, until, type Page} from '../support/mount.js';

let page: Page;
let shown: InvoiceListHarness;

beforeEach(async () => {
  page = await openPage();
  shown = await new InvoiceListHarness(mount('invoice-list', page.source)).listed(12);
});
afterEach(clearPage);

describe('A filter that cannot be asked for', () => {
  it('is said to have failed, and asked for no more by itself', async () => {
    page.sandbox.fail('listInvoices', 'feature_disabled', 1);
    shown.choose('Status', 'Paid');
    await until(() => shown.foot.includes('could not be loaded'), 'the failure');
    const asked = page.wire.lines.length;
    shown.element.requestUpdate();
    await quiet();
    expect(page.wire.lines.length).to.equal(asked);
    shown.showMore.click();
    await shown.listed(11);
    expect(page.wire.lines.at(-1)).to.contain('status=paid');
  });

  it('gives way to the next one', async () => {
    page.sandbox.fail('listInvoices', 'feature_disabled', 1);
    shown.choose('Status', 'Paid');
    await until(() => shown.foot.includes('could not be loaded'), 'the failure');
    shown.choose('Status', shown.choices('Status')?.[0] ?? '');
    await shown.listed(12);
    expect(shown.foot).to.not.contain('could not');
  });
});
