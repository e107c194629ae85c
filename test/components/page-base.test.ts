import {expect} from '@open-wc/testing';
import '../../src/components/billing-portal/portal-routing.js';
import {PortalFrameHarness} from '../support/harnesses/portal-frame.js';
import {clearPage, mount, openPage, until, type Page} from '../support/mount.js';

const address = location.href;
let base: HTMLBaseElement;
let page: Page;

beforeEach(async () => {
  page = await openPage();
  base = document.createElement('base');
  base.href = '/somewhere/else/';
  document.head.append(base);
});
afterEach(() => {
  clearPage();
  base.remove();
  history.replaceState(null, '', address);
});

describe('A page with a base of its own', () => {
  it('stays at its own address when the portal writes its views there, and goes back', async () => {
    const portal = await new PortalFrameHarness(mount('billing-portal', {...page.source, routing: 'hash'})).complete();
    const {pathname, search} = location;
    portal.element.open('invoices/in_lf2038');
    await until(() => location.hash === '#billing/invoices/in_lf2038', 'the view in the address');
    expect([location.pathname, location.search]).to.deep.equal([pathname, search]);
    portal.element.open('overview');
    await until(() => location.href === address, 'the address as it was');
  });

  it('draws pictures of cards, and its icons', async () => {
    const portal = await new PortalFrameHarness(mount('billing-portal', page.source)).complete();
    const summary = portal.summary.element.shadowRoot as ShadowRoot;
    // What is named by an address within the page would be looked for below the base.
    const named = [...summary.querySelectorAll('use, [fill^="url("], [clip-path^="url("]')];
    expect(named).to.deep.equal([]);
    const picture = await until(() => summary.querySelector('svg.brand, .brand svg, img.brand'), 'a card’s picture');
    expect(picture.getBoundingClientRect().width).to.be.greaterThan(20);
  });
});
