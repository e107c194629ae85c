import {expect} from '@open-wc/testing';
import type {ScenarioName} from '../../src/server/providers/sandbox/index.js';
import {SubscriptionSummaryHarness} from '../support/harnesses/subscription-summary.js';
import {clearPage, mount, openPage, until} from '../support/mount.js';

async function show(scenario: ScenarioName): Promise<SubscriptionSummaryHarness> {
  const page = await openPage({scenario});
  return new SubscriptionSummaryHarness(mount('subscription-summary', page.source)).shown();
}

afterEach(clearPage);

describe('The summary of a subscription', () => {
  it('says what is paid for, how much, and what is charged next, when and with which card', async () => {
    const shown = await show('active');
    expect(shown.heading).to.equal('Current plan');
    expect(shown.states).to.deep.equal(['Active']);
    expect(shown.prices).to.deep.equal(['€116.00 per month, plus VAT']);
    expect(shown.plans[0]).to.contain('4 seats at €29.00, billed monthly');
    expect(shown.next).to.equal(
      'Next charge €138.04 on December 1, 2026 Crew, 4 × €29.00 €116.00 VAT, 19% €22.04 Visa •••• 4242 Change',
    );
    expect(shown.period).to.equal('From Nov 1, 2026 to Dec 1, 2026, today is Nov 20, 2026');
  });

  it('says of a year what it costs by the year', async () => {
    const shown = await show('yearly');
    expect(shown.prices).to.deep.equal(['€1,160.00 per year, plus VAT']);
    expect(shown.plans[0]).to.contain('billed yearly');
  });

  it('says of a trial how long it goes on, and what follows', async () => {
    const shown = await show('trialing');
    expect(shown.states).to.deep.equal(['Trial, 5 days left']);
    expect(shown.prices).to.deep.equal(['€0.00 until November 25, 2026']);
    expect(shown.plans[0]).to.contain('Then €116.00 per month, plus VAT');
    expect(shown.next).to.contain('First charge');
  });

  it('says of several in a line each which goes on, which ends when, and which has ended', async () => {
    const shown = await show('several');
    expect(shown.heading).to.equal('Subscriptions');
    expect(shown.rows).to.deep.equal([
      'Crew Active €116.00 per month, plus VAT Dec 1, 2026 next charge',
      'Route history Cancels on December 12, 2026 €25.00 per month, plus VAT Dec 12, 2026 ends',
      '1 ended',
    ]);
    expect(shown.plans).to.deep.equal([]);
  });

  it('opens each of several into its summary, and closes it again', async () => {
    const shown = await show('several');
    const row = shown.button('Route history');
    row.click();
    await shown.element.updateComplete;
    expect(row.ariaExpanded).to.equal('true');
    expect(shown.plans[0])
      .to.contain('You can use everything until December 12, 2026')
      .and.contain('Keep Route history')
      .and.not.contain('Next charge');
    row.click();
    await shown.element.updateComplete;
    expect(shown.plans).to.deep.equal([]);
    shown.button('1 ended').click();
    await shown.element.updateComplete;
    shown.button('Workshop seats').click();
    await shown.element.updateComplete;
    expect(shown.plans[0]).to.contain('Nothing more is charged').and.not.contain('€');
  });

  it('shows what it has no words for as the provider spells it', async () => {
    const shown = await show('unknown_values');
    expect(shown.states).to.deep.equal(['paused v2']);
    expect(shown.prices).to.deep.equal(['€58.00']);
    expect(shown.next).to.equal(undefined);
    expect(shown.text).to.not.match(/undefined|null|NaN|\{|\}/);
  });

  it('says amounts as the provider counts them', async () => {
    expect((await show('yen')).prices[0]).to.match(/^￥16,800 毎月/);
    expect((await show('forint')).prices[0]).to.match(/^HUF.43,960\.00 per month/);
  });

  it('has no card where none could be read, and says everything else', async () => {
    const page = await openPage();
    page.sandbox.fail('listPaymentMethods', 'provider_unavailable');
    const shown = await new SubscriptionSummaryHarness(mount('subscription-summary', page.source)).shown();
    expect(shown.next).to.contain('€138.04').and.not.contain('Visa');
  });
});

describe('Values that are not what they should be', () => {
  /** The sandbox's answer with another value in some places. */
  async function showWith(change: (text: string) => string): Promise<SubscriptionSummaryHarness> {
    const page = await openPage();
    const send: typeof page.wire.fetch = async (request) => {
      const response = await page.wire.fetch(request);
      return new Response(change(await response.text()), response);
    };
    return new SubscriptionSummaryHarness(mount('subscription-summary', {...page.source, fetch: send})).shown();
  }

  it('are left out where they say how much a tax is', async () => {
    const shown = await showWith((text) => text.replaceAll('"percent":"19"', '"percent":"19 %"'));
    expect(shown.next).to.contain('VAT €22.04').and.not.contain('NaN');
  });

  it('are shown as they came where they say what one costs', async () => {
    const shown = await showWith((text) => text.replaceAll('"amount":"2900"', '"amount":"abc"'));
    expect(shown.next).to.contain('Crew, 4 × EUR abc');
    expect(shown.text).to.not.contain('NaN');
  });

  it('are shown as they came where they are the end of a card’s number', async () => {
    const shown = await showWith((text) => text.replaceAll('"last4":"4242"', '"last4":4242'));
    expect(shown.next).to.contain('Visa •••• 4242');
  });
});

describe('The language', () => {
  it('is written in its direction, however its name is written', async () => {
    const page = await openPage();
    const element = mount('subscription-summary', {...page.source, locale: 'AR-kw'});
    const shown = await new SubscriptionSummaryHarness(element).shown();
    expect(shown.heading).to.equal('الخطة الحالية');
    expect(shown.direction).to.equal('rtl');
  });

  it('is the customer’s, once it is known', async () => {
    const shown = await show('kuwait');
    await until(() => shown.heading === 'الخطة الحالية');
    expect(shown.direction).to.equal('rtl');
    expect(shown.text)
      .to.contain('خطة الفريق')
      .and.match(/٣٨[٫.]٤٠٠/);
  });

  it('is the session’s before the customer’s, and the host’s before both', async () => {
    const page = await openPage({scenario: 'kuwait'});
    const sessionToken = await page.mint({locale: 'en-GB'});
    const shown = new SubscriptionSummaryHarness(mount('subscription-summary', {...page.source, sessionToken}));
    await until(() => shown.element.portal?.status === 'ready');
    await shown.shown();
    expect(shown.heading).to.equal('Current plan');
    expect(shown.text).to.contain('1 December 2026');
    shown.element.locale = 'ar';
    await until(() => shown.heading === 'الخطة الحالية');
    expect(shown.direction).to.equal('rtl');
    shown.element.setAttribute('locale', 'en');
    await until(() => shown.heading === 'Current plan');
    expect(shown.direction).to.equal('ltr');
    expect(shown.text).to.contain('December 1, 2026');
  });

  it('is the page’s where nobody named one', async () => {
    document.documentElement.lang = 'ar';
    const shown = await show('active');
    await until(() => shown.heading === 'الخطة الحالية');
    expect(shown.direction).to.equal('rtl');
  });

  it('is English where there are no words in the one that was asked for', async () => {
    const shown = await show('active');
    shown.element.locale = 'not a locale';
    await shown.element.updateComplete;
    expect(shown.heading).to.equal('Current plan');
  });
});
