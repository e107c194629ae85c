import {expect} from '@open-wc/testing';
import {sendKeys, setViewport} from '@web/test-runner-commands';
import type {BillingElement} from '../../src/components/billing-element.js';
import type {FetchSession} from '../../src/client/session.js';
import type {LocalizeController} from '../../src/localize/localize-controller.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import type {ElementHarness} from '../support/harnesses/element.js';
import {InvoiceListHarness} from '../support/harnesses/invoice-list.js';
import {SubscriptionSummaryHarness} from '../support/harnesses/subscription-summary.js';
import {clearPage, listen, mount, openPage, quiet, until, type Page} from '../support/mount.js';

interface Kind {
  tag: 'subscription-summary' | 'invoice-list' | 'billing-portal';
  /** Something that is only said when there is an answer. */
  said: string;
  /** What it says where its own provider call failed. */
  failure: string;
}

const kinds: Kind[] = [
  {tag: 'subscription-summary', said: '€116.00', failure: 'Your plan could not be loaded'},
  {tag: 'invoice-list', said: 'LF-2038', failure: 'Invoices could not be loaded'},
];

type Properties = Partial<Pick<BillingElement, 'endpoint' | 'sessionToken' | 'fetch' | 'fetchSession' | 'hidden'>>;

function show(tag: Kind['tag'], properties: Properties): ElementHarness {
  if (tag === 'invoice-list') return new InvoiceListHarness(mount(tag, properties));
  if (tag === 'billing-portal') return new BillingPortalHarness(mount(tag, properties));
  return new SubscriptionSummaryHarness(mount(tag, properties));
}

afterEach(clearPage);

for (const {tag, said, failure} of kinds) {
  describe(`<${tag}>`, () => {
    let page: Page;
    beforeEach(async () => {
      page = await openPage();
    });

    it('shows the answer', async () => {
      const shown = await show(tag, page.source).shown();
      expect(shown.text).to.contain(said);
      expect(shown.isBusy).to.equal(false);
    });

    it('is busy and shows its skeleton until the answer is here', async () => {
      const held = page.wire.hold('/v1/portal?');
      const shown = show(tag, page.source);
      const {release} = await held;
      await shown.element.updateComplete;
      expect(shown.isBusy).to.equal(true);
      expect(shown.isSkeleton).to.equal(true);
      expect(shown.text).to.contain('Loading').and.not.contain(said);
      await release();
      await shown.shown();
      expect(shown.text).to.contain(said).and.not.contain('Loading');
    });

    it('shows its skeleton without a session, and asks nothing', async () => {
      const shown = show(tag, {});
      await shown.element.updateComplete;
      await quiet();
      expect(shown.isSkeleton).to.equal(true);
      expect(page.wire.sent).to.deep.equal([]);
    });

    it('says what will be there when there is nothing', async () => {
      page = await openPage({scenario: 'no_subscription'});
      const shown = show(tag, page.source);
      await until(() => shown.empty);
      expect(shown.empty).to.match(/^No (subscription|invoices) yet .* will show here/);
      expect(shown.isBusy).to.equal(false);
    });

    it('says what failed, and tries again by keyboard', async () => {
      page.wire.isCut = true;
      const shown = await show(tag, page.source).failed();
      expect(shown.failure).to.contain(failure).and.contain('Check your connection');
      page.wire.isCut = false;
      shown.action.focus();
      const held = page.wire.hold('/v1/portal?');
      await sendKeys({press: 'Enter'});
      const {release} = await held;
      await shown.element.updateComplete;
      expect(shown.action.ariaBusy).to.equal('true');
      expect(shown.action.textContent).to.contain('Trying again');
      expect(shown.focused === shown.action).to.equal(true);
      await sendKeys({press: 'Enter'});
      await release();
      await shown.shown();
      expect(shown.text).to.contain(said);
      expect(page.wire.sent).to.have.length(2);
      // The button is gone; the focus is not.
      await until(() => shown.focused, 'the focus');
      expect(shown.focused?.textContent).to.equal(shown.heading);
    });

    it('says a reference where the endpoint failed, and offers to try again where only its own part did', async () => {
      const verb = tag === 'invoice-list' ? 'listInvoices' : 'listSubscriptions';
      page.sandbox.fail(verb, 'provider_unavailable');
      const shown = await show(tag, page.source).failed();
      expect(shown.failure).to.match(/payment provider did not answer in time\..*Reference \w{4}-\w{4}$/);
      page.sandbox.fail(verb, null);
      shown.action.click();
      await until(() => !shown.failure);
      await shown.shown();
      expect(shown.text).to.contain(said);
    });

    it('says once that the session is over, and shows nothing any more', async () => {
      const shown = await show(tag, page.source).shown();
      const heard = listen(shown.element, 'billing-session-expired');
      await page.end();
      await shown.element.refresh();
      await shown.ended();
      expect(shown.notice).to.contain('Your billing session has ended');
      expect(shown.text).to.not.contain(said);
      expect(shown.hasAction).to.equal(false);
      expect(heard).to.have.length(1);
      await shown.element.refresh();
      expect(heard).to.have.length(1);
    });

    it('goes on after the session is over where the host can give another', async () => {
      const tokens = [page.token, page.token];
      const fetchSession: FetchSession = async () => tokens.shift() ?? (await page.mint());
      await page.end();
      const {endpoint, fetch} = page.source;
      const shown = await show(tag, {endpoint, fetch, fetchSession}).ended();
      shown.action.focus();
      await sendKeys({press: 'Enter'});
      await shown.shown();
      expect(shown.text).to.contain(said);
      expect(shown.notice).to.equal(undefined);
    });

    it('shows nothing where it is switched off', async () => {
      const features = {subscriptions: {view: false}, invoices: {view: false}, paymentMethods: {view: false}};
      const shown = show(tag, {...page.source, sessionToken: await page.mint({features})});
      await until(() => shown.element.portal?.status === 'ready');
      await shown.element.updateComplete;
      expect(shown.text).to.equal('');
      expect(shown.element.getBoundingClientRect().height).to.equal(0);
    });

    it('takes no room where it is hidden', async () => {
      const shown = await show(tag, {...page.source, hidden: true}).shown();
      expect(getComputedStyle(shown.element).display).to.equal('none');
      shown.element.hidden = false;
      expect(shown.element.getBoundingClientRect().height).to.be.greaterThan(100);
    });
  });
}

describe('Every element', () => {
  const all: Kind['tag'][] = ['subscription-summary', 'invoice-list', 'billing-portal'];
  let page: Page;
  beforeEach(async () => {
    page = await openPage();
  });

  for (const tag of all) {
    it(`tells once that it is ready, when it shows the answer (${tag})`, async () => {
      const heard = listen(document, 'billing-ready');
      let said = '';
      document.addEventListener('billing-ready', () => (said = shown.text), {once: true});
      const shown = show(tag, page.source);
      await until(() => heard.length > 0);
      await shown.shown();
      await shown.element.refresh();
      await quiet();
      expect(heard).to.have.length(1);
      expect(heard[0]?.target === shown.element).to.equal(true);
      if (tag !== 'billing-portal') expect(said).to.match(/€116.00|LF-2038/);
    });

    it(`tells once that a read failed, with the error (${tag})`, async () => {
      page.wire.isCut = true;
      const heard = listen(document, 'billing-error');
      const shown = show(tag, page.source);
      await until(() => heard.length > 0);
      await quiet();
      expect(heard.map(({error}) => error.code)).to.deep.equal(['offline']);
      expect(heard[0]?.target === shown.element).to.equal(true);
    });

    it(`tells each read that failed once, also where it goes on showing what it knows (${tag})`, async () => {
      const shown = await show(tag, page.source).shown();
      const heard = listen(document, 'billing-error');
      const ready = listen(document, 'billing-ready');
      page.wire.isCut = true;
      await shown.element.refresh();
      await shown.element.refresh();
      await quiet();
      expect(heard.map(({error}) => error.code)).to.deep.equal(['offline', 'offline']);
      page.wire.isCut = false;
      await shown.element.refresh();
      await quiet();
      expect(heard).to.have.length(2);
      expect(ready).to.have.length(0);
    });

    it(`tells that it is ready only when its words are here too (${tag})`, async () => {
      const heard = listen(document, 'billing-ready');
      const {element} = show(tag, page.source);
      const {localize} = element as unknown as {localize: LocalizeController};
      let wasReady: boolean | undefined;
      element.addEventListener('billing-ready', () => (wasReady = localize.ready));
      // As if they came late: whether they have been loaded already depends on what ran before.
      let isHere = false;
      Object.defineProperty(localize, 'ready', {get: () => isHere, set: Function.prototype as () => void});
      await until(() => element.portal?.status === 'ready');
      await quiet();
      expect(heard).to.have.length(0);
      isHere = true;
      element.requestUpdate();
      await until(() => heard.length > 0);
      expect(wasReady).to.equal(true);
      element.requestUpdate();
      await quiet();
      expect(heard).to.have.length(1);
    });

    it(`says that an endpoint is no address, and asks nothing (${tag})`, async () => {
      const heard = listen(document, 'billing-error');
      const {element} = show(tag, {...page.source, endpoint: 'http://'});
      await until(() => heard.length > 0);
      expect(heard.map(({error}) => [error.code, error.field])).to.deep.equal([['invalid_request', 'endpoint']]);
      expect(element.portal?.status).to.equal('failed');
      expect(page.wire.sent).to.deep.equal([]);
    });

    it(`tells once that the session is over (${tag})`, async () => {
      await page.end();
      const heard = listen(document, 'billing-session-expired');
      const shown = await show(tag, page.source).ended();
      await quiet();
      expect(heard).to.have.length(1);
      expect(heard[0]?.target === shown.element).to.equal(true);
    });

    it(`tells that it is ready where another part with its session has been for long (${tag})`, async () => {
      await show('billing-portal', page.source).shown();
      const later = mount(tag, {});
      const heard = listen(later, 'billing-ready');
      Object.assign(later, page.source);
      await until(() => heard.length > 0, 'billing-ready');
    });

    it(`keeps the properties that were set before it was upgraded (${tag})`, async () => {
      // Made by a parser into a document without a window, the element is not upgraded yet.
      const inert = document.implementation.createHTMLDocument().createElement(tag);
      Object.assign(inert, page.source);
      show('subscription-summary', {}).element.after(inert);
      await until(() => inert.portal?.status === 'ready');
      expect(page.wire.sent[0]?.token).to.equal(page.token);
    });

    it(`never writes its token into the page (${tag})`, async () => {
      const shown = await show(tag, page.source).shown();
      expect(shown.element.outerHTML).to.not.contain(page.token);
      expect(shown.element.shadowRoot?.innerHTML).to.not.contain(page.token);
      expect(shown.element.getAttributeNames()).to.deep.equal([]);
      for (const kept of [JSON.stringify([localStorage, sessionStorage]), document.cookie, location.href]) {
        expect(kept).to.not.contain(page.token);
      }
    });

    it(`takes its session from attributes as well (${tag})`, async () => {
      const element = document.createElement(tag);
      element.fetch = page.wire.fetch;
      element.setAttribute('endpoint', page.source.endpoint);
      element.setAttribute('session-token', page.token);
      show('subscription-summary', {}).element.after(element);
      await until(() => element.portal?.status === 'ready');
    });
  }
});

describe('The skeleton', () => {
  for (const width of [360, 720, 1200]) {
    it(`is as high as what follows it, ${width} pixels wide`, async () => {
      await setViewport({width, height: 900});
      const page = await openPage();
      const portal = page.wire.hold('/v1/portal?');
      const shown = show('billing-portal', page.source) as BillingPortalHarness;
      const {release} = await portal;
      await shown.element.updateComplete;
      await shown.invoices.element.updateComplete;
      await shown.summary.element.updateComplete;
      const heights = () => [shown.summary, shown.invoices].map(({element}) => element.getBoundingClientRect().height);
      const before = heights();
      expect(shown.summary.isSkeleton && shown.invoices.isSkeleton).to.equal(true);
      await release();
      await shown.shown();
      await quiet();
      const after = heights();
      expect(after[0], 'summary').to.be.closeTo(before[0] ?? 0, 2);
      expect(after[1], 'invoices').to.be.closeTo(before[1] ?? 0, 2);
    });
  }
  after(() => setViewport({width: 800, height: 600}));
});
