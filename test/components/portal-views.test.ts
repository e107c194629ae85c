import {expect} from '@open-wc/testing';
import type {Section} from '../../src/contract/session.js';
import type {PortalView} from '../../src/events/portal-events.js';
import {PortalFrameHarness} from '../support/harnesses/portal-frame.js';
import {clearPage, listen, mount, openPage, until, type Page} from '../support/mount.js';

type Properties = Partial<HTMLElementTagNameMap['billing-portal']>;

let page: Page;

beforeEach(async () => {
  page = await openPage();
});

afterEach(() => {
  clearPage();
  history.replaceState(null, '', location.pathname + location.search);
});

function show(properties: Properties = {}): PortalFrameHarness {
  return new PortalFrameHarness(mount('billing-portal', {...page.source, ...properties}));
}

/** Goes where a browser's own buttons lead, and waits until the page has heard of it. */
async function travel(steps: () => void): Promise<void> {
  const heard = new Promise((resolve) => addEventListener('hashchange', resolve, {once: true}));
  steps();
  await heard;
}

describe('The sections of a portal', () => {
  it('stand in the order that a customer needs them in', async () => {
    const portal = await show().complete();
    await until(() => portal.hasNotices, 'notices');
    const [first, second, third, fourth] = portal.sections;
    expect([first, second, third, fourth]).to.deep.equal([
      ...['billing-notices', 'subscription-summary', 'usage-meters', 'payment-methods'],
    ]);
    expect(portal.sections.at(-1)).to.equal('invoice-list');
  });

  it('are a skeleton of all of them until the answer is here', async () => {
    const held = page.wire.hold('/v1/portal?');
    const portal = show();
    const {release} = await held;
    await portal.element.updateComplete;
    expect(portal.panels.length + portal.summary.panels.length + portal.invoices.panels.length).to.be.greaterThan(1);
    await release();
    await portal.shown();
  });

  for (const section of ['subscriptions', 'paymentMethods', 'invoices'] as const) {
    it(`are absent where the configuration switches them off (${section})`, async () => {
      page = await openPage({configurations: {features: {[section]: {view: false}}}});
      const portal = show();
      await until(() => portal.element.portal?.status === 'ready');
      const tag = {subscriptions: 'subscription-summary', paymentMethods: 'payment-methods', invoices: 'invoice-list'};
      await until(() => {
        const element = portal.element.shadowRoot?.querySelector<HTMLElement>(tag[section]);
        return !element || !element.shadowRoot?.querySelector('h2');
      }, 'its absence');
      expect(portal.text).not.to.contain('switched off');
    });
  }

  it('that could not be loaded stand beside those that could', async () => {
    page.sandbox.fail('listInvoices', 'provider_unavailable');
    const portal = show();
    await until(() => portal.hasSections && portal.invoices.failure, 'a failure');
    expect(portal.invoices.failure).to.contain('Invoices could not be loaded');
    expect(portal.summary.text).to.contain('€116.00');
  });
});

describe('A section alone', () => {
  const alone: [view: PortalView, tag: string][] = [
    ['subscriptions', 'subscription-summary'],
    ['payment-methods', 'payment-methods'],
    ['invoices', 'invoice-list'],
  ];
  for (const [view, tag] of alone) {
    it(`is shown by its view, with a way to all of them (${view})`, async () => {
      const portal = await show({view}).complete();
      await until(() => portal.sections.length === 1, 'one section');
      expect(portal.sections).to.deep.equal([tag]);
    });
  }

  it('leads back, and the focus goes on at what is there', async () => {
    const portal = await show({view: 'payment-methods'}).complete();
    (await until(() => portal.sectionBack)).focus();
    portal.sectionBack?.click();
    await until(() => portal.sections.length > 2, 'all sections');
    expect(portal.element.view).to.equal('overview');
    expect(portal.focused?.localName).to.equal('h2');
  });

  for (const view of ['payment-methods', 'subscriptions', 'usage', 'invoices'] as const) {
    it(`says that it is switched off where it is (${view})`, async () => {
      const off = {view: false};
      const features = {paymentMethods: off, subscriptions: off, usage: off, invoices: off};
      page = await openPage({configurations: {features}});
      const portal = show({view});
      await until(() => portal.element.portal?.status === 'ready');
      const said = await until(() => portal.off ?? portal.invoices.empty, 'that it is off');
      expect(said).to.contain('This section is switched off').and.not.contain('No invoices');
    });
  }

  const own: [section: Section, tags: string[]][] = [
    ['subscriptions', ['subscription-summary']],
    ['payment_methods', ['payment-methods']],
    ['invoices', ['invoice-list']],
  ];
  for (const [section, tags] of own) {
    it(`is all that there is in a session that is for it alone (${section})`, async () => {
      const portal = show({sessionToken: await page.mint({section})});
      await until(() => portal.element.portal?.status === 'ready');
      await until(() => portal.hasSections && portal.sections.join() === tags.join(), tags.join());
      expect(portal.sectionBack).to.equal(null);
      expect(portal.text).not.to.contain('switched off');
    });
  }
});

describe('A view in the address', () => {
  it('is followed at the start, and written with every step, beside what is the host’s own', async () => {
    history.replaceState({host: 1}, '', '#settings');
    const portal = await show({routing: 'hash'}).complete();
    expect(location.hash).to.equal('#settings');
    const before = history.length;
    portal.element.open('invoices');
    await until(() => location.hash === '#settings&billing/invoices', 'the address');
    portal.element.open('invoices/in_lf2038');
    await until(() => location.hash === '#settings&billing/invoices/in_lf2038', 'the address');
    expect(history.length).to.equal(before + 2);
    expect(history.state).to.deep.equal({host: 1});
    await travel(() => history.back());
    expect(portal.element.view).to.equal('invoices');
    await travel(() => history.back());
    expect([portal.element.view, location.hash]).to.deep.equal(['overview', '#settings']);
    await travel(() => history.forward());
    expect(portal.element.view).to.equal('invoices');
    portal.element.open('overview');
    await until(() => location.hash === '#settings', 'the host’s own');
  });

  it('is written, too, for a step that was taken before it could be', async () => {
    const portal = show({routing: 'hash'});
    await portal.element.updateComplete;
    portal.element.open('invoices');
    await until(() => location.hash === '#billing/invoices', 'the address');
    expect(portal.element.view).to.equal('invoices');
  });

  it('leaves nothing behind at the overview', async () => {
    const portal = await show({routing: 'hash'}).complete();
    portal.element.open('invoices');
    await until(() => location.hash === '#billing/invoices', 'the address');
    portal.element.open('overview');
    await until(() => !location.href.includes('#'), 'the address as it was');
  });

  it('is where a reload begins, also the start of a flow', async () => {
    page = await openPage({scenario: 'open_invoice'});
    const {answer} = await page.call('listInvoices', {token: page.token});
    const owed = answer.items.find(({status}) => status === 'open' || status === 'overdue');
    history.replaceState(null, '', `#billing/invoices/${owed?.id}/pay`);
    const portal = show({routing: 'hash'});
    const paying = await portal.paying();
    expect(paying.text).to.contain('Pay invoice');
  });

  it('takes ids that have to be spelled otherwise in an address', async () => {
    const portal = await show({routing: 'hash'}).complete();
    portal.element.open('invoices/in 1&2');
    await until(() => location.hash === '#billing/invoices/in%201%262', 'the address');
    const second = show({routing: 'hash'});
    await until(() => second.element.view === 'invoices/in 1&2', 'the view');
  });

  it('is not believed where nobody wrote it so', async () => {
    for (const hash of ['#billing', '#billing/', '#billing/%E0%A4%A', '#billings/invoices', '#billing/nowhere']) {
      history.replaceState(null, '', hash);
      const portal = await show({routing: 'hash'}).complete();
      expect(portal.isOverviewShown, hash).to.equal(true);
      expect(location.hash).to.equal(hash);
      clearPage();
    }
  });

  it('is never touched unless it is asked for', async () => {
    history.replaceState(null, '', '#billing/invoices');
    const portal = await show().complete();
    expect(portal.element.view).to.equal('overview');
    portal.element.open('invoices');
    portal.element.open('overview');
    expect(location.hash).to.equal('#billing/invoices');
  });

  it('stays as it is where the host sees to a view itself', async () => {
    const portal = await show({routing: 'hash'}).complete();
    const asked = listen(portal.element, 'billing-navigate');
    portal.element.addEventListener('billing-navigate', (event) => event.preventDefault());
    expect(portal.element.open('invoices')).to.equal(false);
    expect(asked.map(({view}) => view)).to.deep.equal(['invoices']);
    expect([portal.element.view, location.hash]).to.deep.equal(['overview', '']);
  });

  it('is let go when the portal leaves the page', async () => {
    const portal = await show({routing: 'hash'}).complete();
    portal.element.remove();
    await travel(() => void (location.hash = '#billing/invoices'));
    expect(portal.element.view).to.equal('overview');
  });
});
