import {expect} from '@open-wc/testing';
import type {CreateSession} from '../../src/contract/session.js';
import {registered, speakers} from '../../src/localize/languages.js';
import type {Messages} from '../../src/localize/messages.js';
import {registerMessages} from '../../src/localize/register-messages.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import {clearPage, mount, openPage, until, type Page} from '../support/mount.js';

type Properties = Partial<HTMLElementTagNameMap['billing-portal']>;

let page: Page;

beforeEach(async () => {
  page = await openPage();
});

afterEach(() => {
  clearPage();
  for (const locale of Object.keys(registered)) delete registered[locale];
});

function show(properties: Properties = {}): Promise<BillingPortalHarness> {
  return new BillingPortalHarness(mount('billing-portal', {...page.source, ...properties})).shown();
}

/** What is told on the console until the test is over. */
function hearErrors(): string[] {
  const told: string[] = [];
  const {error} = console;
  console.error = (text: string) => {
    told.push(text);
    console.error = error;
  };
  return told;
}

describe('Texts of a host’s own', () => {
  it('take the place of ours in elements that come later, and in those that are there', async () => {
    registerMessages('en', {currentPlan: 'Membership'});
    const portal = await show();
    expect(portal.summary.heading).to.equal('Membership');
    registerMessages('en', {invoices: 'Receipts', currentPlan: 'Your membership'});
    await until(() => portal.invoices.heading === 'Receipts', 'the new heading');
    expect(portal.summary.heading).to.equal('Your membership');
  });

  it('are for one language, or for one region of it', async () => {
    registerMessages('de', {currentPlan: 'Mitgliedschaft', invoices: 'Belege'});
    registerMessages('de-AT', {invoices: 'Rechnungsbelege'});
    const austrian = await show({locale: 'de-AT'});
    expect([austrian.summary.heading, austrian.invoices.heading]).to.deep.equal(['Mitgliedschaft', 'Rechnungsbelege']);
    const german = await show({locale: 'de'});
    expect(german.invoices.heading).to.equal('Belege');
    const english = await show();
    expect(english.summary.heading).to.equal('Current plan');
  });

  it('bring a language that is not here, and what they leave out is said in English', async () => {
    registerMessages('nl', {
      currentPlan: 'Huidig abonnement',
      per_month: '{count, plural, one {per maand} other {elke # maanden}}',
    });
    const portal = await show({locale: 'nl'});
    expect(portal.summary.heading).to.equal('Huidig abonnement');
    expect(portal.summary.text).to.contain('per maand').and.contain('Next charge').and.contain('€ 116,00');
    expect(portal.invoices.heading).to.equal('Invoices');
  });

  it('are refused by name where there is no such text', async () => {
    const told = hearErrors();
    registerMessages('en', {currentPlan: 'Membership', noSuchText: 'Nothing'} as Messages);
    await until(() => told.length > 0, 'an error');
    expect(told).to.deep.equal(['billing-elements: registerMessages: there is no text "noSuchText"']);
    expect(registered['en']).to.deep.equal({currentPlan: 'Membership'});
  });

  it('are refused where the locale is malformed, or where they are no texts', () => {
    expect(() => registerMessages('en_US', {})).to.throw(RangeError);
    expect(() => registerMessages('en', {currentPlan: 5} as unknown as Messages)).to.throw(TypeError, '"currentPlan"');
    expect(registered).to.deep.equal({});
  });

  it('of one element are said by the parts inside of it, and win over what is registered', async () => {
    registerMessages('en', {currentPlan: 'Membership', invoices: 'Receipts'});
    const portal = await show({messages: {currentPlan: 'Team plan'}});
    const other = await show();
    expect([portal.summary.heading, portal.invoices.heading]).to.deep.equal(['Team plan', 'Receipts']);
    expect(other.summary.heading).to.equal('Membership');
    portal.element.messages = {currentPlan: 'Crew plan'};
    await until(() => portal.summary.heading === 'Crew plan', 'the new heading');
    portal.element.messages = undefined;
    await until(() => portal.summary.heading === 'Membership', 'the registered heading');
  });

  it('are text, whatever they hold', async () => {
    const portal = await show({messages: {currentPlan: '<img src=x onerror=alert(1)>'}});
    expect(portal.summary.heading).to.equal('<img src=x onerror=alert(1)>');
    expect(portal.summary.element.shadowRoot?.querySelector('img[src="x"]')).to.equal(null);
  });

  it('keep no element that has left the page', async () => {
    const before = speakers.size;
    const portal = await show();
    expect(speakers.size).to.be.greaterThan(before);
    portal.element.remove();
    expect(speakers.size).to.equal(before);
  });
});

describe('The language of an element', () => {
  const heading = {en: 'Current plan', ar: 'الخطة الحالية', de: 'Aktueller Tarif', ja: '現在のプラン'};

  /** A portal for a customer, in a session and on a page with these locales; null for none. */
  async function speak(
    attribute: string | null,
    session: string | null,
    customer: string | null,
    lang: string,
  ): Promise<string> {
    page = await openPage({
      verbs: (sandbox) => ({
        async findCustomer(...given) {
          const found = await sandbox.findCustomer(...given);
          return found && {...found, locale: customer};
        },
      }),
    });
    document.documentElement.lang = lang;
    const input: CreateSession = session ? {locale: session} : {};
    const portal = await show({sessionToken: await page.mint(input), ...(attribute && {locale: attribute})});
    return portal.summary.heading;
  }

  it('is the attribute’s first, then the session’s, then the customer’s, then the page’s', async () => {
    expect(await speak('de', 'ja', 'ar', 'en')).to.equal(heading.de);
    expect(await speak(null, 'ja', 'ar', 'en')).to.equal(heading.ja);
    expect(await speak(null, null, 'ar', 'en')).to.equal(heading.ar);
    expect(await speak(null, null, null, 'de')).to.equal(heading.de);
    expect(await speak(null, null, null, '')).to.equal(heading.en);
  });

  it('is the next one where there are no words for one', async () => {
    expect(await speak('fi', 'tlh', 'ja', 'de')).to.equal(heading.ja);
    expect(await speak('not a locale', null, null, 'xx')).to.equal(heading.en);
  });

  it('is German, Japanese or Arabic on the whole first screen', async () => {
    document.documentElement.lang = 'de';
    const german = await show();
    await until(() => german.summary.heading === heading.de, 'German');
    expect(german.summary.text).to.contain('pro Monat, zzgl. VAT').and.contain('Nächste Abbuchung');
    expect(german.invoices.text).to.contain('Rechnung').and.contain('Bezahlt').and.contain('138,04');
    const japanese = await show({locale: 'ja'});
    expect(japanese.summary.text).to.contain('毎月（VAT別）').and.contain('2026年12月1日');
    expect(japanese.invoices.text).to.contain('支払い済み');
  });
});
