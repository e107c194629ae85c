import {expect} from '@open-wc/testing';
import {html} from 'lit';
import type {FetchSession} from '../../src/client/session.js';
import {Portal} from '../../src/state/portal.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import {InvoiceListHarness} from '../support/harnesses/invoice-list.js';
import {SubscriptionSummaryHarness} from '../support/harnesses/subscription-summary.js';
import {clearPage, mount, openPage, place, quiet, until, type Page} from '../support/mount.js';

const list = (properties: Partial<HTMLElementTagNameMap['invoice-list']>): InvoiceListHarness =>
  new InvoiceListHarness(mount('invoice-list', properties));
const portalOf = (properties: Partial<HTMLElementTagNameMap['billing-portal']>): BillingPortalHarness =>
  new BillingPortalHarness(mount('billing-portal', properties));
const summary = (properties: Partial<HTMLElementTagNameMap['subscription-summary']>): SubscriptionSummaryHarness =>
  new SubscriptionSummaryHarness(mount('subscription-summary', properties));

let page: Page;

/** What was asked for, besides usage: a portal reads that by itself, after its first screen. */
const reads = (): string[] => page.wire.lines.filter((line) => !line.includes('/portal/usage'));

beforeEach(async () => {
  page = await openPage();
});
afterEach(clearPage);

describe('Parts with one session', () => {
  it('share one read of what they show together', async () => {
    const parts = [summary(page.source), list(page.source)];
    await Promise.all(parts.map((part) => part.shown()));
    expect(page.wire.lines).to.deep.equal(['GET /v1/portal?include=subscriptions,paymentMethods,invoices']);
    expect(parts[0]?.element.portal === parts[1]?.element.portal).to.equal(true);
  });

  it('share what is known already with a part that comes later', async () => {
    await portalOf(page.source).shown();
    const later = await list(page.source).listed(12);
    expect(later.numbers).to.have.length(12);
    expect(reads()).to.have.length(1);
  });

  it('go on when one of them leaves', async () => {
    const held = page.wire.hold('/v1/portal?');
    const leaving = list(page.source);
    const staying = list(page.source);
    const {request, release} = await held;
    leaving.element.remove();
    await quiet();
    expect(request.signal.aborted).to.equal(false);
    await release();
    await staying.shown();
    expect(reads()).to.have.length(1);
  });

  it('make one read for a whole portal', async () => {
    await portalOf(page.source).shown();
    await quiet();
    expect(reads()).to.deep.equal(['GET /v1/portal?include=subscriptions,paymentMethods,invoices,notices']);
  });

  it('can stand on a Portal that the page made itself', async () => {
    const portal = new Portal(page.source);
    const shown = await list({portal}).shown();
    expect(shown.element.portal === portal).to.equal(true);
    portal.close();
  });
});

describe('An element that leaves the page', () => {
  for (const tag of ['invoice-list', 'billing-portal'] as const) {
    it(`aborts its request, reads once when it comes back, and works (${tag})`, async () => {
      const held = page.wire.hold('/v1/portal?');
      const {element} = tag === 'invoice-list' ? list(page.source) : portalOf(page.source);
      const where = element.parentElement;
      const {request} = await held;
      element.remove();
      await quiet();
      expect(request.signal.aborted).to.equal(true);
      where?.append(element);
      await until(() => element.portal?.status === 'ready');
      await quiet();
      expect(reads()).to.have.length(2);
    });

    it(`reads once anew when it comes back after it was ready (${tag})`, async () => {
      const {element} = await (tag === 'invoice-list' ? list(page.source) : portalOf(page.source)).shown();
      const where = element.parentElement;
      element.remove();
      await quiet();
      where?.append(element);
      await until(() => element.portal?.status === 'ready');
      await quiet();
      expect(reads()).to.have.length(2);
    });

    it(`keeps its Portal when it is only moved, and reads nothing again (${tag})`, async () => {
      const {element} = await (tag === 'invoice-list' ? list(page.source) : portalOf(page.source)).shown();
      const {portal} = element;
      document.body.append(element);
      await quiet();
      expect(element.portal === portal).to.equal(true);
      expect(reads()).to.have.length(1);
      element.remove();
    });
  }

  it('aborts the invoice that it was loading, and shows it when it comes back', async () => {
    const shown = await list(page.source).shown();
    const where = shown.element.parentElement;
    const held = page.wire.hold('/invoices/');
    shown.element.open('in_lf2038');
    const {request} = await held;
    shown.element.remove();
    await quiet();
    expect(request.signal.aborted).to.equal(true);
    where?.append(shown.element);
    await shown.opened();
    expect(shown.failure).to.equal(undefined);
  });

  it('goes on loading an invoice while it is moved', async () => {
    const shown = await list(page.source).shown();
    const held = page.wire.hold('/invoices/');
    shown.element.open('in_lf2038');
    const {release} = await held;
    const where = document.createElement('div');
    shown.element.parentElement?.append(where);
    where.append(shown.element);
    await release().catch(() => undefined);
    await shown.opened();
    expect(shown.failure).to.equal(undefined);
  });

  it('can load more after it left while more was loading', async () => {
    page = await openPage({scenario: 'many_invoices'});
    const shown = await list(page.source).listed(20);
    await until(() => shown.hasShowMore);
    const where = shown.element.parentElement;
    const held = page.wire.hold('/invoices?');
    shown.showMore.click();
    const {request} = await held;
    shown.element.remove();
    await quiet();
    expect(request.signal.aborted).to.equal(true);
    where?.append(shown.element);
    await shown.shown();
    expect(shown.foot).to.equal('20 invoices Show more');
    shown.showMore.click();
    await shown.listed(120);
  });
});

describe('Two customers in one page', () => {
  it('never mix, however their answers come', async () => {
    const other = {...page.source, sessionToken: await page.mint({customerId: 'cus_millrace'})};
    const first = page.wire.hold('/v1/portal?');
    const second = page.wire.hold('/v1/portal?');
    const [brightwater, millrace] = [portalOf(page.source), portalOf(other)];
    await first;
    await (await second).release();
    await millrace.shown();
    expect(brightwater.invoices.isSkeleton).to.equal(true);
    await (await first).release();
    await brightwater.shown();
    expect(brightwater.summary.text).to.contain('Crew').and.not.contain('Starter');
    expect(millrace.summary.text).to.contain('Starter').and.not.contain('Crew');
    expect(brightwater.invoices.numbers[0]).to.equal('LF-2038');
    expect(millrace.invoices.numbers[0]).to.equal('LF-2037');
  });

  it('are told apart when the token is replaced while it loads', async () => {
    const sessionToken = await page.mint({customerId: 'cus_millrace'});
    const held = page.wire.hold('/v1/portal?');
    const shown = portalOf(page.source);
    const {request, release} = await held;
    shown.element.sessionToken = sessionToken;
    await shown.shown();
    expect(request.signal.aborted).to.equal(true);
    await release().catch(() => undefined);
    expect(shown.summary.text).to.contain('Starter').and.not.contain('Crew');
    expect(shown.invoices.numbers).to.not.include('LF-2038');
  });

  it('are told apart when the token is replaced after it was shown: nothing of the first stays for a moment', async () => {
    const sessionToken = await page.mint({customerId: 'cus_millrace'});
    const shown = await portalOf(page.source).shown();
    const held = page.wire.hold('/v1/portal?');
    shown.element.sessionToken = sessionToken;
    await held;
    await shown.element.updateComplete;
    await shown.invoices.element.updateComplete;
    expect(shown.summary.text + shown.invoices.text).to.not.match(/Crew|LF-/);
    await (await held).release();
    await shown.shown();
    expect(shown.summary.text).to.contain('Starter');
  });

  it('never mix when more of the first is on its way while the token is replaced', async () => {
    page = await openPage({scenario: 'many_invoices'});
    const next = await openPage({scenario: 'many_invoices'});
    await next.sandbox.advanceBy({months: 2});
    const shown = await list({...page.source, back: 'overview'}).listed(20);
    // Another part keeps the first session's Portal alive.
    await list(page.source).listed(20);
    const held = page.wire.hold('/invoices?');
    await until(() => shown.hasShowMore);
    shown.showMore.click();
    const {release} = await held;
    Object.assign(shown.element, next.source);
    await until(() => shown.element.portal?.source.sessionToken === next.token && shown.numbers.length >= 20);
    await shown.shown();
    const before = shown.numbers;
    await release().catch(() => undefined);
    await quiet();
    expect(shown.numbers).to.deep.equal(before);
  });

  it('never mix when another customer’s session follows one that ended with an invoice open', async () => {
    const tokens = [page.token];
    const fetchSession: FetchSession = async () => tokens[0] ?? '';
    const {endpoint, fetch} = page.source;
    const shown = await list({endpoint, fetch, fetchSession}).shown();
    shown.element.open('in_lf2038');
    await shown.opened();
    expect(shown.invoice).to.contain('Brightwater');
    await page.end();
    await shown.element.refresh();
    await shown.ended();
    tokens[0] = await page.mint({customerId: 'cus_millrace'});
    shown.action.click();
    await until(() => shown.element.portal?.status === 'ready');
    await quiet();
    expect(shown.text).to.not.contain('Brightwater');
  });

  it('never mix when a session is renewed for another customer while more is loaded', async () => {
    page = await openPage({scenario: 'many_invoices'});
    const tokens = [page.token];
    const fetchSession: FetchSession = async () => tokens[0] ?? '';
    const {endpoint, fetch} = page.source;
    const shown = await list({endpoint, fetch, fetchSession}).listed(20);
    await until(() => shown.hasShowMore);
    await page.end();
    tokens[0] = await page.mint({customerId: 'cus_millrace'});
    shown.showMore.click();
    await until(() => shown.numbers.length !== 20 || shown.foot.includes('could not'), 'more, or a failure');
    await quiet();
    expect(new Set(shown.numbers.map((number) => number.length)).size, shown.numbers.join()).to.be.at.most(1);
  });
});

describe('A part that the page puts inside of a portal', () => {
  it('finds it, and reads nothing of its own', async () => {
    const shown = portalOf(page.source);
    const part = new InvoiceListHarness(document.createElement('invoice-list'));
    shown.element.append(part.element);
    await part.shown();
    expect(part.element.portal === shown.element.portal).to.equal(true);
    expect(reads()).to.have.length(1);
  });

  it('finds it when it is added later', async () => {
    const shown = await portalOf(page.source).shown();
    const part = new InvoiceListHarness(document.createElement('invoice-list'));
    shown.element.append(part.element);
    await part.shown();
    expect(reads()).to.have.length(1);
  });

  it('finds it however deep it stands, in shadow roots of the page too', async () => {
    const shown = portalOf(page.source);
    const own = document.createElement('div');
    const part = new InvoiceListHarness(document.createElement('invoice-list'));
    own.attachShadow({mode: 'open'}).append(part.element);
    shown.element.append(document.createElement('section'));
    shown.element.firstElementChild?.append(own);
    await part.shown();
    expect(part.element.portal === shown.element.portal).to.equal(true);
  });

  it('finds it when the portal gets its session later, and when it gets another one', async () => {
    const shown = portalOf({});
    const part = new InvoiceListHarness(document.createElement('invoice-list'));
    shown.element.append(part.element);
    await quiet();
    expect(part.isSkeleton).to.equal(true);
    Object.assign(shown.element, page.source);
    await part.shown();
    expect(part.numbers[0]).to.equal('LF-2038');
    shown.element.sessionToken = await page.mint({customerId: 'cus_millrace'});
    await until(() => part.numbers[0] === 'LF-2037');
  });

  it('waits with an open invoice until the portal has a session', async () => {
    const shown = portalOf({});
    const part = new InvoiceListHarness(document.createElement('invoice-list'));
    part.element.invoiceId = 'in_lf1846';
    shown.element.append(part.element);
    await until(() => part.hasTitle);
    await quiet();
    expect(part.failure).to.equal(undefined);
    Object.assign(shown.element, page.source);
    await part.opened();
  });

  it('finds the other one when it is moved from one portal to the next, and is on its own outside', async () => {
    const first = portalOf(page.source);
    const second = portalOf({...page.source, sessionToken: await page.mint({customerId: 'cus_millrace'})});
    const part = new InvoiceListHarness(document.createElement('invoice-list'));
    first.element.append(part.element);
    await until(() => part.numbers[0] === 'LF-2038');
    second.element.append(part.element);
    await until(() => part.numbers[0] === 'LF-2037');
    second.element.after(part.element);
    await until(() => part.isSkeleton);
    expect(part.element.portal).to.equal(undefined);
  });

  it('says nothing of a session that is over: the portal does', async () => {
    await page.end();
    const shown = portalOf(page.source);
    const part = new InvoiceListHarness(document.createElement('invoice-list'));
    shown.element.append(part.element);
    await shown.ended();
    await quiet();
    expect(part.element.checkVisibility()).to.equal(false);
  });
});

describe('A host that renders again and again', () => {
  it('opens no new session by giving a new function every time', async () => {
    let asked = 0;
    const {endpoint, fetch} = page.source;
    const renderOnce = (where?: HTMLElement): HTMLElement =>
      place(
        html`<invoice-list
          endpoint=${endpoint}
          .fetch=${fetch}
          .fetchSession=${async () => {
            asked++;
            return page.token;
          }}
        ></invoice-list>`,
        where,
      );
    const where = renderOnce();
    const shown = new InvoiceListHarness(where.querySelector('invoice-list') as HTMLElementTagNameMap['invoice-list']);
    renderOnce(where);
    await shown.shown();
    const {portal} = shown.element;
    for (let times = 0; times < 3; times++) renderOnce(where);
    await shown.element.updateComplete;
    await quiet();
    expect(shown.element.portal === portal).to.equal(true);
    expect(asked).to.equal(1);
    expect(reads()).to.have.length(1);
  });

  it('has its latest function called when the session is opened again', async () => {
    const {endpoint, fetch} = page.source;
    const shown = list({endpoint, fetch, fetchSession: async () => page.token});
    await shown.shown();
    let latest = 0;
    shown.element.fetchSession = async () => {
      latest++;
      return page.mint();
    };
    await shown.element.updateComplete;
    await page.end();
    await shown.element.refresh();
    expect(latest).to.equal(1);
    expect(shown.element.portal?.status).to.equal('ready');
  });
});
