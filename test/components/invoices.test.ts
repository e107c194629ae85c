import {expect} from '@open-wc/testing';
import {sendKeys, sendMouse} from '@web/test-runner-commands';
import type {BillingNavigateEvent} from '../../src/events/portal-events.js';
import type {InvoiceQuery} from '../../src/server/ports/provider.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import {InvoiceListHarness} from '../support/harnesses/invoice-list.js';
import {clearPage, listen, mount, openPage, quiet, until, type Page} from '../support/mount.js';

let page: Page;
const list = (properties: Partial<HTMLElementTagNameMap['invoice-list']> = {}): InvoiceListHarness =>
  new InvoiceListHarness(mount('invoice-list', {...page.source, ...properties}));
const portal = (properties: Partial<HTMLElementTagNameMap['billing-portal']> = {}): BillingPortalHarness =>
  new BillingPortalHarness(mount('billing-portal', {...page.source, ...properties}));
beforeEach(async () => {
  page = await openPage();
});
afterEach(clearPage);

/** Presses Tab until something has the focus. */
async function tabTo(shown: BillingPortalHarness | InvoiceListHarness, wanted: () => Element): Promise<void> {
  for (let presses = 0; presses < 30 && shown.focused !== wanted(); presses++) await sendKeys({press: 'Tab'});
  expect(shown.focused === wanted(), 'reached by Tab').to.equal(true);
}

const untilFocused = async (shown: BillingPortalHarness | InvoiceListHarness, wanted: () => Element): Promise<void> =>
  void (await until(() => shown.focused === wanted(), 'the focus'));

describe('The list of invoices', () => {
  it('says of each its number, its day, what it is for, its state and its amount', async () => {
    const shown = await list().shown();
    expect(shown.numbers).to.have.length(12);
    expect(shown.readRow(0)).to.deep.equal(['LF-2038', 'Nov 1, 2026', 'Crew, 4 seats', 'Paid', '€138.04']);
    expect(shown.readRow(3)).to.deep.equal([
      'LF-1846',
      'Sep 1, 2026',
      'Crew, 3 seats, and text messages',
      'Refunded €7.62',
      '€109.93',
    ]);
  });

  it('says loudly what is owed, and strikes out what is void', async () => {
    page = await openPage({scenario: 'open_invoice'});
    const shown = await list().shown();
    const states = shown.rows.map((_, index) => shown.readRow(index)[3]);
    expect(states).to.deep.equal(['Open, due Nov 27', 'Paid', 'Paid', 'Overdue since Oct 15', 'Paid', 'Void']);
    expect(shown.rows[5]?.querySelector('s')?.textContent).to.equal('€480.00');
  });

  it('shows a state that it has no word for as the provider spells it', async () => {
    page = await openPage({scenario: 'unknown_values'});
    const shown = await list().shown();
    expect(shown.readRow(0)[3]).to.equal('parked');
  });

  it('shows as many as it is asked to, and a way to all of them', async () => {
    const shown = await list({limit: 3}).shown();
    expect(shown.numbers).to.deep.equal(['LF-2038', 'LF-1975', 'LF-1921']);
    expect(shown.hasViewAll).to.equal(true);
    shown.element.limit = 12;
    await shown.listed(12);
    expect(shown.hasViewAll).to.equal(false);
  });

  it('is named by what its title says, in a portal’s view of all invoices too', async () => {
    expect((await list().shown()).sectionName).to.equal('Invoices');
    const shown = await portal({view: 'invoices'}).shown();
    await until(() => shown.invoices.hasTitle);
    expect(shown.invoices.sectionName).to.equal('Invoices');
  });

  it('lays its rows out as a table to a screen reader, however narrow it is', async () => {
    const shown = await list().shown();
    Object.assign(shown.element.style, {width: '320px'});
    const table = shown.rows[0]?.closest('table');
    expect(getComputedStyle(table as Element).display).to.equal('block');
    expect(table?.role).to.equal('table');
    expect(shown.rows.every(({role}) => role === 'row')).to.equal(true);
    expect(shown.element.scrollWidth).to.be.at.most(320);
  });
});

describe('More invoices', () => {
  beforeEach(async () => {
    page = await openPage({scenario: 'many_invoices'});
  });

  it('follow the ones that are shown, the count is announced, and the focus stays', async () => {
    const shown = await list().listed(20);
    await until(() => shown.hasShowMore);
    const before = shown.numbers;
    expect(shown.announced).to.equal('20 invoices');
    shown.showMore.focus();
    const held = page.wire.hold('/invoices?');
    await sendKeys({press: 'Enter'});
    const {release} = await held;
    await shown.element.updateComplete;
    expect(shown.showMore.ariaBusy).to.equal('true');
    await sendKeys({press: 'Enter'});
    await release();
    await shown.listed(120);
    expect(shown.numbers.slice(0, 20)).to.deep.equal(before);
    expect(new Set(shown.numbers).size).to.equal(shown.rows.length);
    expect(shown.announced).to.equal('120 invoices');
    expect(shown.focused === shown.showMore).to.equal(true);
    expect(page.wire.sent).to.have.length(2);
  });

  it('that could not be loaded are said so, and can be asked for again', async () => {
    const shown = await list().listed(20);
    await until(() => shown.hasShowMore);
    page.sandbox.fail('listInvoices', 'feature_disabled', 1);
    shown.showMore.click();
    await until(() => shown.foot.includes('More could not be loaded'));
    expect(shown.numbers).to.have.length(20);
    shown.showMore.click();
    await shown.listed(120);
    expect(shown.foot).to.not.contain('could not');
  });

  it('are dropped when the list is read anew', async () => {
    const shown = await list().listed(20);
    await until(() => shown.hasShowMore);
    shown.showMore.click();
    await shown.listed(120);
    await shown.element.refresh();
    await shown.listed(20);
    expect(shown.announced).to.equal('20 invoices');
  });

  it('are offered where the first page has none', async () => {
    page = await openPage({
      verbs: (sandbox) => ({
        listInvoices: async (customerId: string, query: InvoiceQuery, call) => {
          const found = await sandbox.listInvoices(customerId, query, call);
          return query.cursor ? found : {...found, items: []};
        },
      }),
      scenario: 'many_invoices',
    });
    const shown = list();
    await until(() => shown.hasShowMore);
    expect(shown.empty).to.equal(undefined);
    shown.showMore.click();
    await until(() => shown.rows.length > 0);
  });

  it('leave the focus in the list when there are none left', async () => {
    page = await openPage({
      verbs: (sandbox) => ({
        listInvoices: (customerId: string, query: InvoiceQuery, call) =>
          sandbox.listInvoices(customerId, {...query, limit: 8}, call),
      }),
    });
    const shown = await list().listed(8);
    await until(() => shown.hasShowMore);
    shown.showMore.focus();
    await sendKeys({press: 'Enter'});
    await shown.listed(12);
    await shown.element.updateComplete;
    expect(shown.hasShowMore).to.equal(false);
    expect(shown.announced).to.equal('12 invoices');
    expect(shown.focused, 'what has the focus').to.not.equal(null);
  });
});

describe('An open invoice', () => {
  it('says what was paid for, with whom and when, and its sums', async () => {
    const shown = await list({invoiceId: 'in_lf2038'}).opened();
    expect(shown.title.textContent).to.contain('LF-2038');
    expect(shown.invoice).to.contain('Brightwater Joinery GmbH').and.contain('Visa •••• 4242');
    expect(shown.invoice).to.contain('Crew Nov 1 to Dec 1, 2026 4 €29.00 €116.00');
    expect(shown.sums).to.deep.equal(['Subtotal €116.00', 'VAT, 19% €22.04', 'Total €138.04']);
  });

  it('says what was paid back', async () => {
    const shown = await list({invoiceId: 'in_lf1846'}).opened();
    expect(shown.sums.at(-1)).to.equal('Refunded on Sep 4, 2026 Text messages that did not arrive -€7.62');
    expect(shown.invoice).to.contain('Extra text messages').and.contain('€0.04').and.contain('Loyalty discount');
    expect(shown.text).to.contain('Paid, then €7.62 refunded');
  });

  it('says when it was to be paid, and what is still due', async () => {
    page = await openPage({scenario: 'open_invoice'});
    const shown = await list({invoiceId: 'in_lf1921'}).opened();
    expect(shown.text).to.contain('Overdue since Oct 15');
    expect(shown.invoice).to.contain('Due October 15, 2026');
  });

  it('that does not exist, or is another customer’s, is said to be none, with a way back', async () => {
    for (const invoiceId of ['in_none', 'in_lf2037', '../portal', 'a/b?c#d']) {
      const shown = await list({invoiceId}).failed();
      expect(shown.failure, invoiceId).to.contain('There is no such invoice on your account');
      expect(shown.hasAction).to.equal(false);
      shown.back.click();
      await shown.listed(12);
    }
  });

  it('that could not be loaded can be asked for again', async () => {
    page.sandbox.fail('readInvoice', 'provider_misconfigured', 1);
    const shown = await list({invoiceId: 'in_lf2038'}).failed();
    expect(shown.failure).to.contain('This invoice could not be loaded');
    shown.action.click();
    await shown.opened();
  });

  it('can be asked for again, and left, where the first read of all failed', async () => {
    page.wire.isCut = true;
    const shown = await list({invoiceId: 'in_lf2038'}).failed();
    expect(shown.failure).to.contain('This invoice could not be loaded').and.contain('Check your connection');
    expect(shown.back.textContent).to.contain('Invoices');
    page.wire.isCut = false;
    shown.action.click();
    await shown.opened();
    expect(shown.title.textContent).to.contain('LF-2038');
  });

  it('is replaced by the one that is opened next, whichever answer comes first', async () => {
    const early = page.wire.hold('/invoices/in_lf2038');
    const shown = list({invoiceId: 'in_lf2038'});
    const {request, release} = await early;
    shown.element.invoiceId = 'in_lf1846';
    await shown.opened();
    expect(request.signal.aborted).to.equal(true);
    await release().catch(() => undefined);
    expect(shown.invoice).to.contain('Extra text messages');
  });

  it('ends with its session', async () => {
    const shown = await list({invoiceId: 'in_lf2038'}).opened();
    const heard = listen(shown.element, 'billing-session-expired');
    await page.end();
    shown.element.invoiceId = 'in_lf1846';
    await shown.ended();
    expect(shown.invoice).to.equal(undefined);
    expect(heard).to.have.length(1);
  });
});

describe('A part of the list that cannot be loaded', () => {
  /** Cuts a part off, as where the page is offline; gives it back when it is called. */
  function cut(shown: InvoiceListHarness, name: 'lazy' | 'trouble'): () => void {
    const part = Reflect.get(shown.element, name) as {source: () => Promise<unknown>};
    const {source} = part;
    part.source = () => Promise.reject(new TypeError('Failed to fetch'));
    return () => Object.assign(part, {source});
  }

  it('is said so instead of an invoice, and can be asked for again', async () => {
    const shown = await portal().shown();
    const {invoices} = shown;
    const mend = cut(invoices, 'lazy');
    invoices.rowControl(2).click();
    await invoices.failed();
    expect(invoices.failure).to.contain('could not be loaded').and.contain('Check your connection');
    mend();
    invoices.action.click();
    await invoices.opened();
    expect(invoices.title.textContent).to.contain('LF-1921');
  });

  it('leaves a way back from an invoice, and from the view of all', async () => {
    const shown = await portal().shown();
    const {invoices} = shown;
    cut(invoices, 'lazy');
    invoices.rowControl(2).click();
    await until(() => invoices.buttons.includes('Invoices'));
    invoices.press('Invoices');
    await invoices.listed(5);
    shown.element.view = 'invoices';
    await until(() => invoices.buttons.includes('Current plan'));
    invoices.press('Current plan');
    await invoices.listed(5);
    expect(shown.element.view).to.equal('overview');
  });

  it('can be asked for again and left where what is said about it cannot be loaded either', async () => {
    const shown = await portal().shown();
    const {invoices} = shown;
    const mends = [cut(invoices, 'lazy'), cut(invoices, 'trouble')];
    invoices.rowControl(2).click();
    await until(() => invoices.buttons.length === 2);
    expect(invoices.buttons).to.deep.equal(['Invoices', 'Try again']);
    for (const mend of mends) mend();
    invoices.press('Try again');
    await invoices.opened();
  });
});

describe('The way through a portal', () => {
  it('leads by keyboard to all invoices and back to where it began', async () => {
    const shown = await portal().shown();
    const {invoices} = shown;
    await tabTo(shown, () => invoices.viewAll);
    await sendKeys({press: 'Enter'});
    await until(() => invoices.hasTitle);
    await untilFocused(shown, () => invoices.title);
    expect(shown.element.view).to.equal('invoices');
    expect(invoices.numbers).to.have.length(12);
    await sendKeys({down: 'Shift'});
    await tabTo(shown, () => invoices.back);
    await sendKeys({up: 'Shift'});
    await sendKeys({press: 'Enter'});
    await until(() => invoices.hasViewAll);
    await untilFocused(shown, () => invoices.viewAll);
    expect(shown.element.view).to.equal('overview');
    expect(invoices.numbers).to.have.length(5);
  });

  for (const view of ['overview', 'invoices'] as const) {
    it(`leads by keyboard to an invoice and back to its row (${view})`, async () => {
      const shown = await portal({view}).shown();
      const {invoices} = shown;
      await until(() => invoices.rows.length > 3);
      await tabTo(shown, () => invoices.rowControl(2));
      await sendKeys({press: 'Enter'});
      await invoices.opened();
      await untilFocused(shown, () => invoices.title);
      expect(shown.element.view).to.equal('invoices/in_lf1921');
      expect(invoices.title.textContent).to.contain('LF-1921');
      invoices.back.focus();
      await sendKeys({press: 'Enter'});
      await until(() => invoices.rows.length > 3);
      await quiet();
      expect(shown.element.view).to.equal(view);
      expect(invoices.focused?.textContent).to.equal('LF-1921');
    });
  }

  it('leads to an invoice by a press anywhere in its row', async () => {
    const shown = await list().shown();
    const {x, y, width, height} = shown.rowBox(1);
    await sendMouse({type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)]});
    await shown.opened();
    expect(shown.element.invoiceId).to.equal('in_lf1975');
    expect(shown.title.textContent).to.contain('LF-1975');
  });

  it('asks the host before every step, once, in the portal’s name', async () => {
    const shown = await portal().shown();
    const heard = listen(document, 'billing-navigate');
    shown.invoices.rowControl(0).click();
    await shown.invoices.opened();
    shown.invoices.back.click();
    await shown.invoices.shown();
    shown.invoices.viewAll.click();
    await until(() => shown.invoices.hasTitle);
    shown.invoices.back.click();
    expect(heard.map(({view}) => view)).to.deep.equal(['invoices/in_lf2038', 'overview', 'invoices', 'overview']);
    expect(heard.every(({target}) => target === shown.element)).to.equal(true);
  });

  it('is not taken where the host prevents it', async () => {
    const shown = await portal().shown();
    const prevent = (event: BillingNavigateEvent): void => event.preventDefault();
    shown.element.addEventListener('billing-navigate', prevent);
    shown.invoices.rowControl(0).click();
    shown.invoices.viewAll.click();
    expect(shown.element.open('invoices')).to.equal(false);
    await quiet();
    expect(shown.element.view).to.equal('overview');
    expect(shown.invoices.element.invoiceId).to.equal('');
    expect(shown.invoices.numbers).to.have.length(5);
    shown.element.removeEventListener('billing-navigate', prevent);
    shown.invoices.rowControl(0).click();
    await shown.invoices.opened();
    shown.element.addEventListener('billing-navigate', prevent);
    shown.invoices.back.click();
    await quiet();
    expect(shown.element.view).to.equal('invoices/in_lf2038');
    expect(shown.invoices.invoice).to.not.equal(undefined);
  });

  it('begins at any view that the host names', async () => {
    const shown = portal({view: 'invoices/in_lf1846'});
    await until(() => shown.hasSections);
    await shown.invoices.opened();
    expect(shown.summary.element.hidden).to.equal(true);
    shown.invoices.back.click();
    await shown.invoices.listed(12);
    expect(shown.element.view).to.equal('invoices');
    shown.element.view = 'overview';
    await shown.invoices.listed(5);
    expect(shown.summary.element.hidden).to.equal(false);
  });

  it('leads back to the view before the invoices, however many were opened', async () => {
    const shown = await portal().shown();
    shown.element.open('invoices/in_lf2038');
    await shown.invoices.opened();
    shown.element.open('invoices/in_lf1846');
    await until(() => shown.invoices.invoice?.includes('Extra text messages'));
    shown.invoices.back.click();
    await shown.invoices.listed(5);
    expect(shown.element.view).to.equal('overview');
  });

  it('leads back to the list where the host opens an invoice of it', async () => {
    const shown = await portal().shown();
    shown.element.open('invoices');
    await shown.invoices.listed(12);
    shown.element.view = 'invoices/in_lf1846';
    await shown.invoices.opened();
    shown.invoices.back.click();
    await shown.invoices.listed(12);
    expect(shown.element.view).to.equal('invoices');
  });

  it('is at the overview where the host names no view that there is', async () => {
    for (const view of [undefined, null, '', 'payment_methods', 'invoices/']) {
      const shown = portal({view: 'invoices/in_lf1846'});
      await until(() => shown.hasSections);
      await shown.invoices.opened();
      Object.assign(shown.element, {view});
      await shown.invoices.listed(5);
      expect(shown.summary.element.hidden, String(view)).to.equal(false);
    }
    expect(page.wire.lines.join()).to.not.contain('/ethods');
  });

  it('does not take the focus when the page opens', async () => {
    const shown = portal({view: 'invoices/in_lf1846'});
    await until(() => shown.hasSections);
    await shown.invoices.opened();
    expect(shown.focused).to.equal(null);
  });

  it('says that the invoices are switched off where an address leads to them', async () => {
    const sessionToken = await page.mint({features: {invoices: {view: false}}});
    const shown = portal({sessionToken, view: 'invoices'});
    await until(() => shown.hasSections);
    await until(() => shown.invoices.empty);
    expect(shown.invoices.empty).to.contain('This section is switched off');
  });
});
