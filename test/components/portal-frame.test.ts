import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {html} from 'lit';
import '../../src/components/autoload.js';
import {loadWhenNeeded} from '../../src/components/autoload.js';
import type {ConfigurationInput} from '../../src/contract/configuration.js';
import {PortalFrameHarness} from '../support/harnesses/portal-frame.js';
import type {EndpointOptions} from '../support/endpoint.js';
import {findViolationsEverywhere} from '../support/axe.js';
import {clearPage, listen, mount, openPage, place, quiet, until, type Page} from '../support/mount.js';
import {settle} from '../support/shown.js';

type Properties = Partial<HTMLElementTagNameMap['billing-portal']>;

let page: Page;

before(loadWhenNeeded);
afterEach(clearPage);

async function show(properties: Properties = {}, options: EndpointOptions = {}): Promise<PortalFrameHarness> {
  page = await openPage(options);
  return new PortalFrameHarness(mount('billing-portal', {...page.source, ...properties}));
}

const kilnhouse: ConfigurationInput = {
  brand: {
    name: 'Kilnhouse',
    logo: 'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/%3E',
    colorScheme: 'dark',
    tokens: {
      '--billing-color-accent': '#b4532a',
      '--billing-radius': '14px',
      '--billing-font-family': 'Georgia, serif',
    },
  },
  copy: {
    footer: 'Kilnhouse Software, 12 Quay Street, Bristol',
    termsUrl: 'https://kilnhouse.example.com/terms',
    privacyUrl: 'https://kilnhouse.example.com/privacy',
    messages: {en: {currentPlan: 'Membership'}, de: {currentPlan: 'Mitgliedschaft'}},
  },
  returnUrl: 'https://app.example.com/settings',
};

describe('A portal as a page of its own', () => {
  it('has the brand and the ways out above it, and terms and privacy below', async () => {
    const portal = await (await show({display: 'page'}, {configurations: kilnhouse})).shown();
    expect(portal.header?.textContent).to.contain('Kilnhouse');
    expect(portal.logo?.src).to.equal(kilnhouse.brand?.logo);
    expect(portal.headline).to.equal('Billing for Brightwater Joinery GmbH');
    expect(portal.back?.href).to.equal('https://app.example.com/settings');
    expect(portal.back?.textContent?.trim()).to.equal('Back to Kilnhouse');
    const links = [...(portal.footer?.querySelectorAll('a') ?? [])].map(({href, textContent}) => [textContent, href]);
    expect(links).to.deep.equal([
      ['Terms', 'https://kilnhouse.example.com/terms'],
      ['Privacy', 'https://kilnhouse.example.com/privacy'],
    ]);
    expect(portal.footer?.textContent).to.contain('12 Quay Street');
    expect(portal.badge?.textContent).to.equal('Test mode');
  });

  it('says the merchant’s own words where there are some', async () => {
    const copy = {headline: 'Your studio’s membership'};
    const configurations = {copy, returnUrl: 'https://app.example.com/', backLabel: 'To the studio'};
    const portal = await (await show({display: 'page'}, {configurations})).shown();
    expect(portal.headline).to.equal('Your studio’s membership');
    expect(portal.back?.textContent?.trim()).to.equal('To the studio');
    expect(portal.footer).to.equal(null);
  });

  it('lets nothing else become a link or a picture', async () => {
    const portal = await show({display: 'page'});
    const addresses = ['javascript:alert(1)', 'data:text/html,<b>', 'https://a:b@evil.example/', 'vbscript:x', '/x'];
    for (const address of addresses) {
      const {answer} = await page.call('readPortal', {token: page.token});
      const copy = {termsUrl: address, privacyUrl: address, footer: '<img src=x onerror=alert(1)>'};
      Object.assign(answer.configuration, {returnUrl: address, copy, brand: {name: '<b>x</b>', logo: address}});
      await until(() => portal.element.portal?.answer);
      Object.assign(portal.element.portal ?? {}, {answer});
      portal.element.requestUpdate();
      await portal.element.updateComplete;
      expect(portal.element.shadowRoot?.querySelectorAll('a[href], img').length, address).to.equal(0);
      expect(portal.text).to.contain('<img src=x').and.contain('<b>x</b>');
    }
  });

  it('signs out by its button: then nothing of the customer’s is on the screen', async () => {
    const portal = await (await show({display: 'page'}, {configurations: kilnhouse})).shown();
    const [signedOut, expired] = [
      listen(portal.element, 'billing-signed-out'),
      listen(portal.element, 'billing-session-expired'),
    ];
    portal.button('Sign out').click();
    await portal.ended();
    await until(() => signedOut.length === 1, 'the event');
    expect(portal.notice).to.contain('You are signed out');
    expect(portal.text).not.to.contain('Brightwater');
    expect(portal.header?.textContent).to.contain('Kilnhouse');
    expect(portal.hasButton('Sign out')).to.equal(false);
    await quiet();
    expect(expired).to.deep.equal([]);
    expect((await page.call('readPortal', {token: page.token})).problem.code).to.equal('invalid_session');
  });

  it('says so where signing out was not heard of, and can be tried again', async () => {
    const portal = await (await show({display: 'page'})).shown();
    page.wire.isCut = true;
    portal.button('Sign out').click();
    await until(() => portal.notice?.includes('You are still signed in'), 'a notice');
    expect(portal.summary.text).to.contain('€116.00');
    page.wire.isCut = false;
    portal.button('Sign out').click();
    await until(() => portal.notice?.includes('You are signed out'), 'the end');
  });

  it('has nothing that axe finds wrong, in both schemes and directions', async () => {
    const {colorScheme: _, ...brand} = kilnhouse.brand ?? {};
    const portal = await (await show({display: 'page'}, {configurations: {...kilnhouse, brand}})).complete();
    await settle(portal.element);
    const found = await findViolationsEverywhere(portal.element, async () => {
      await until(
        () => portal.invoices.heading === 'الفواتير' && portal.badge?.textContent === 'وضع الاختبار',
        'Arabic',
      );
      await settle(portal.element);
    });
    expect(found).to.deep.equal([]);
  });
});

describe('A portal in a dialog', () => {
  it('asks for nothing until it is opened, and shows nothing', async () => {
    const portal = await show({display: 'dialog'});
    await quiet();
    expect(page.wire.lines).to.deep.equal([]);
    expect(portal.element.open('invoices')).to.equal(true);
    await portal.opened();
    expect(portal.element.view).to.equal('invoices');
    expect(page.wire.lines.length).to.equal(1);
    expect(portal.headline).to.equal('Billing');
  });

  it('is opened by any control that names it, and closed with Escape: the focus goes back', async () => {
    page = await openPage();
    const where = place(html`
      <a href="#nowhere" data-billing-open="one" data-billing-view="invoices">Invoices</a>
      <billing-portal
        id="one"
        display="dialog"
        endpoint=${page.source.endpoint}
        session-token=${page.token}
        .fetch=${page.source.fetch}
      ></billing-portal>
    `);
    const portal = new PortalFrameHarness(where.querySelector('billing-portal') as never);
    const opener = where.querySelector('a') as HTMLElement;
    const closed = listen(portal.element, 'billing-close');
    opener.focus();
    await sendKeys({press: 'Enter'});
    await portal.opened();
    expect([portal.element.view, location.hash]).to.deep.equal(['invoices', '']);
    expect(portal.focused?.id).to.equal('dialog-title');
    await sendKeys({press: 'Escape'});
    await portal.closed();
    await until(() => closed.length === 1, 'the event');
    expect(document.activeElement).to.equal(opener);
    expect(portal.element.view).to.equal('overview');
  });

  it('is closed by its button, or by the host, and opened again', async () => {
    const portal = await show({display: 'dialog'});
    const closed = listen(portal.element, 'billing-close');
    portal.element.open();
    await portal.opened();
    portal.button('Close').click();
    await portal.closed();
    portal.element.open();
    await portal.opened();
    portal.element.close();
    await portal.closed();
    await until(() => closed.length === 2, 'two events');
  });

  it('asks first where something was typed, and keeps it', async () => {
    const portal = await show({display: 'dialog'}, {origins: ['http://localhost:*']});
    portal.element.open('payment-methods/add');
    await until(() => portal.isDialogOpen, 'the dialog');
    const adding = await portal.adding();
    await until(() => portal.element.portal?.write?.phase === 'step', 'the form');
    portal.button('Close').click();
    await until(() => portal.notice?.includes('Close without finishing?'), 'the question');
    await until(() => portal.focused?.localName === 'h3', 'the focus');
    portal.button('Keep editing').click();
    await until(() => !portal.notice, 'no question');
    expect(portal.isDialogOpen).to.equal(true);
    expect(adding.element.isConnected).to.equal(true);
    portal.button('Close').click();
    await until(() => portal.notice, 'the question');
    portal.confirm('Close');
    await portal.closed();
  });

  it('does not ask where nothing was begun', async () => {
    const portal = await show({display: 'dialog'});
    portal.element.open('subscriptions/sub_crew/cancel');
    await until(() => portal.isDialogOpen, 'the dialog');
    await portal.changing();
    portal.button('Close').click();
    await portal.closed();
  });

  it('is shut when it leaves the page', async () => {
    const portal = await show({display: 'dialog'});
    portal.element.open();
    await portal.opened();
    portal.element.remove();
    document.body.append(portal.element);
    await portal.element.updateComplete;
    await portal.closed();
    portal.element.remove();
  });
});

describe('What stands above the sections', () => {
  it('is a badge beside the plan in test mode, and above everything else, and nothing in live mode', async () => {
    const portal = await (await show()).shown();
    const badge = await until(() => portal.badge, 'the badge');
    expect(badge.assignedSlot?.name).to.equal('mark');
    portal.element.open('invoices');
    await until(() => portal.badge && !portal.badge.slot, 'the badge above');
    const live = await (await show({}, {mode: 'live'})).shown();
    expect([live.badge, live.back]).to.deep.equal([null, null]);
  });

  it('is a way back where there is an address for it', async () => {
    const portal = await (await show({}, {mode: 'live', configurations: kilnhouse})).shown();
    expect(portal.back?.textContent?.trim()).to.equal('Back to Kilnhouse');
    expect(portal.header).to.equal(null);
  });

  it('says that nothing can be changed, and there is nothing to change it with', async () => {
    page = await openPage({scenario: 'past_due'});
    const sessionToken = await page.mint({readOnly: true});
    const portal = new PortalFrameHarness(mount('billing-portal', {...page.source, sessionToken}));
    await portal.shown();
    expect(portal.notice).to.contain('Read-only').and.contain('change nothing');
    expect(portal.summary.text).not.to.contain('false');
    const labels = [portal.summary, portal.invoices].flatMap(({element}) => {
      const buttons = element.shadowRoot?.querySelectorAll('button.button:not(.icon, [aria-disabled="true"])');
      return [...(buttons ?? [])].map(({textContent}) => textContent?.trim());
    });
    expect(labels.filter((label) => label !== 'View all')).to.deep.equal([]);
    expect(portal.summary.refusal).to.contain('Nothing can be changed');
  });

  it('does not make the sections anew when it comes', async () => {
    page = await openPage();
    const held = page.wire.hold('/v1/portal?');
    const portal = new PortalFrameHarness(mount('billing-portal', page.source));
    const {release} = await held;
    const {element} = portal.summary;
    await release();
    await until(() => portal.badge, 'the badge');
    expect(portal.summary.element).to.equal(element);
  });
});

describe('A brand', () => {
  const read = (element: Element, name: string): string => getComputedStyle(element).getPropertyValue(name).trim();

  it('is worn by the portal and the parts inside of it, below what the page says', async () => {
    document.documentElement.style.setProperty('--billing-radius', '3px');
    const portal = await (await show({}, {configurations: kilnhouse})).shown();
    const {element} = portal.summary;
    expect(read(element, '--_accent')).to.equal('#b4532a');
    expect(read(element, '--_radius')).to.equal('3px');
    expect(getComputedStyle(element).fontFamily).to.equal('Georgia, serif');
    expect(getComputedStyle(element).colorScheme).to.equal('dark');
    document.documentElement.style.setProperty('--billing-color-accent', '#0d7a5f');
    expect(read(element, '--_accent')).to.equal('#0d7a5f');
    expect(portal.element.hasAttribute('style')).to.equal(false);
  });

  it('is worn by an element that stands alone', async () => {
    page = await openPage({configurations: kilnhouse});
    const element = mount('invoice-list', page.source);
    await until(() => read(element, '--_accent') === '#b4532a', 'the accent');
  });

  it('says its words, below those of the page', async () => {
    const portal = await (await show({}, {configurations: kilnhouse})).shown();
    expect(portal.summary.heading).to.equal('Membership');
    portal.element.locale = 'de';
    await until(() => portal.summary.heading === 'Mitgliedschaft', 'German');
    portal.element.messages = {currentPlan: 'Tarif'};
    await until(() => portal.summary.heading === 'Tarif', 'the page’s own');
  });

  it('is left out where it is not of its type, which is told once', async () => {
    page = await openPage();
    const {fetch} = page.source;
    const tokens = {
      '--billing-color-accent': 'red; background: url(https://evil.example)',
      '--billing-color-text': 'notacolour',
      '--billing-radius': '14px',
      '--billing-evil': 'red',
      '--billing-density': 5,
    };
    const source = {
      ...page.source,
      async fetch(request: Request) {
        const answer = (await (await fetch(request)).json()) as {configuration: object};
        Object.assign(answer.configuration, {brand: {tokens, colorScheme: 'red'}});
        return Response.json(answer);
      },
    };
    const told: string[] = [];
    const listener = ({error}: HTMLElementEventMap['billing-error']): void => void told.push(error.field ?? '');
    document.addEventListener('billing-error', listener);
    const portal = await new PortalFrameHarness(mount('billing-portal', source)).shown();
    await portal.element.refresh();
    document.removeEventListener('billing-error', listener);
    const left = ['--billing-color-accent', '--billing-color-text', '--billing-evil', '--billing-density'];
    expect(told.sort()).to.deep.equal(left.map((name) => `configuration.brand.tokens.${name}`).sort());
    expect(read(portal.element, '--_accent')).to.equal('#3b5bcc');
    expect(read(portal.element, '--_radius')).to.equal('14px');
  });
});
