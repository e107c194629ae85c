import {expect} from '@open-wc/testing';
import {html} from 'lit';
import {luminance, paint, type Rgb} from '../support/color.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import type {ElementHarness} from '../support/harnesses/element.js';
import {InvoiceListHarness} from '../support/harnesses/invoice-list.js';
import {SubscriptionSummaryHarness} from '../support/harnesses/subscription-summary.js';
import {clearPage, mount, openPage, place} from '../support/mount.js';

async function showTrial(): Promise<SubscriptionSummaryHarness> {
  const page = await openPage({scenario: 'trialing'});
  return new SubscriptionSummaryHarness(mount('subscription-summary', page.source)).shown();
}

async function showEnded(): Promise<ElementHarness> {
  const page = await openPage();
  await page.end();
  const {endpoint, fetch} = page.source;
  const fetchSession = async () => page.token;
  return new InvoiceListHarness(mount('invoice-list', {endpoint, fetch, fetchSession})).ended();
}

const colorOf = (element: Element | null, name: 'color' | 'background-color'): Rgb =>
  paint(getComputedStyle(element as Element).getPropertyValue(name));

afterEach(clearPage);

describe('The accent', () => {
  it('never bends the colour of the brand in the light', async () => {
    const {element, action} = await showEnded();
    element.setAttribute('color-scheme', 'light');
    action.style.transition = 'none';
    for (const accent of ['#b4532a', '#f5c400', '#111111']) {
      element.style.setProperty('--billing-color-accent', accent);
      expect(colorOf(action, 'background-color')).to.deep.equal(paint(accent));
    }
  });
});

describe('A token', () => {
  it('counts from wherever it is set, and the nearest one wins', async () => {
    const {element, panel} = await showTrial();
    const root = document.documentElement;
    expect(colorOf(panel, 'background-color')).to.deep.equal([255, 255, 255]);
    root.style.setProperty('--billing-color-surface', 'rgb(255 250 243)');
    expect(colorOf(panel, 'background-color')).to.deep.equal([255, 250, 243]);
    element.parentElement?.style.setProperty('--billing-color-surface', 'rgb(240 250 243)');
    expect(colorOf(panel, 'background-color')).to.deep.equal([240, 250, 243]);
    element.style.setProperty('--billing-color-surface', 'rgb(230 230 230)');
    expect(colorOf(panel, 'background-color')).to.deep.equal([230, 230, 230]);
  });

  it('of the roundness reaches panels and controls', async () => {
    const {element, panel} = await showTrial();
    expect(getComputedStyle(panel).borderRadius).to.equal('10px');
    element.style.setProperty('--billing-radius', '16px');
    expect(getComputedStyle(panel).borderRadius).to.equal('20px');
    element.style.setProperty('--billing-card-radius', '0px');
    expect(getComputedStyle(panel).borderRadius).to.equal('0px');
  });

  it('of the colour scheme is followed, after the attribute and before the page', async () => {
    const {element, panel} = await showTrial();
    const isDark = (): boolean => luminance(colorOf(panel, 'background-color')) < 0.1;
    expect(isDark()).to.equal(false);
    document.documentElement.style.colorScheme = 'dark';
    expect(isDark()).to.equal(true);
    element.style.setProperty('--billing-color-scheme', 'light');
    expect(isDark()).to.equal(false);
    element.setAttribute('color-scheme', 'dark');
    expect(isDark()).to.equal(true);
  });
});

describe('The parts', () => {
  it('of a part inside of the portal can be styled from the page, behind its name', async () => {
    const page = await openPage();
    const {endpoint, sessionToken, fetch} = page.source;
    const where = place(
      html`<style>
          billing-portal::part(invoice-list__row) {
            background: rgb(1 2 3);
          }
          billing-portal::part(subscription-summary__price) {
            color: rgb(4 5 6);
          }
        </style>
        <billing-portal endpoint=${endpoint} session-token=${sessionToken} .fetch=${fetch}></billing-portal>`,
    );
    const shown = new BillingPortalHarness(
      where.querySelector('billing-portal') as HTMLElementTagNameMap['billing-portal'],
    );
    await shown.shown();
    expect(colorOf(shown.invoices.rowControl(0).closest('tr'), 'background-color')).to.deep.equal([1, 2, 3]);
    expect(colorOf(shown.summary.price, 'color')).to.deep.equal([4, 5, 6]);
  });

  it('include the buttons of every part inside of the portal', async () => {
    const page = await openPage();
    page.wire.isCut = true;
    const where = place(
      html`<style>
        billing-portal::part(subscription-summary__button),
        billing-portal::part(invoice-list__button) {
          color: rgb(1 2 3);
        }
      </style>`,
    );
    const element = mount('billing-portal', page.source);
    where.append(element);
    await element.updateComplete;
    const shown = new BillingPortalHarness(element);
    for (const part of [await shown.summary.failed(), await shown.invoices.failed()]) {
      expect(colorOf(part.action, 'color'), part.element.localName).to.deep.equal([1, 2, 3]);
    }
  });
});
