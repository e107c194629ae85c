import {expect} from '@open-wc/testing';
import type {CreateSession} from '../../src/contract/session.js';
import type {ScenarioName} from '../../src/server/providers/sandbox/index.js';
import {SubscriptionSummaryHarness} from '../support/harnesses/subscription-summary.js';
import {clearPage, listen, mount, openPage, until} from '../support/mount.js';

async function show(scenario: ScenarioName, session?: CreateSession): Promise<SubscriptionSummaryHarness> {
  const page = await openPage({scenario});
  const sessionToken = session ? await page.mint(session) : page.token;
  const element = mount('subscription-summary', {...page.source, sessionToken});
  const shown = await new SubscriptionSummaryHarness(element).shown();
  return shown;
}

afterEach(clearPage);

describe('The summary of a subscription that is not simply active', () => {
  /** What is said of each: its state, its price, its plan's text, its next charge, and what may be done. */
  const cases: [
    scenario: ScenarioName,
    said: {state: string; price?: string; text?: string; next?: string; period?: string; actions: string[]},
  ][] = [
    [
      'trialing',
      {
        state: 'Trial, 5 days left',
        price: '€0.00 until November 25, 2026',
        text: 'Then €116.00 per month, plus VAT',
        next: 'First charge €138.04 on November 25, 2026',
        period: 'Trial from Nov 11, 2026 to Nov 25, 2026, today is Nov 20, 2026',
        actions: ['Choose a plan', 'Cancel trial'],
      },
    ],
    [
      'trial_without_card',
      {state: 'Trial, 5 days left', next: 'No payment method yet Add', actions: ['Choose a plan', 'Cancel trial']},
    ],
    [
      'past_due',
      {
        state: 'Payment failed',
        price: '€116.00 per month, plus VAT',
        next: 'Open invoice €138.04 due since November 1, 2026 Next attempt Nov 23, 2026 Ends if unpaid Nov 29, 2026 Visa',
        actions: ['Pay €138.04', 'Cancel subscription'],
      },
    ],
    [
      'unpaid',
      {
        state: 'Unpaid',
        text: 'It goes on once the open invoice is paid',
        next: 'Open invoice €138.04 due since November 1, 2026',
        actions: ['Pay €138.04', 'Cancel subscription'],
      },
    ],
    [
      'incomplete',
      {
        state: 'Waiting for payment',
        text: 'It begins once the first payment is made',
        next: 'Open invoice €138.04',
        actions: ['Pay €138.04', 'Cancel subscription'],
      },
    ],
    [
      'paused',
      {
        state: 'Paused until February 1, 2027',
        price: '€0.00 while paused',
        text: '€116.00 per month, plus VAT from February 1, 2027',
        next: 'Next charge €138.04 on February 1, 2027',
        period: 'Paused from Nov 1, 2026 to Feb 1, 2027, today is Nov 20, 2026',
        actions: ['Resume', 'Cancel subscription'],
      },
    ],
    [
      'paused_indefinitely',
      {
        state: 'Paused',
        price: '€0.00 while paused',
        text: 'Nothing is charged until it goes on',
        actions: ['Resume', 'Cancel subscription'],
      },
    ],
    [
      'pauses_soon',
      {
        state: 'Pauses on December 1, 2026',
        price: '€116.00 per month, plus VAT',
        next: 'Next charge €138.04 on February 1, 2027',
        period: 'From Nov 1, 2026 to Dec 1, 2026, today is Nov 20, 2026, then: Paused from Dec 1',
        actions: ['Withdraw pause', 'Cancel subscription'],
      },
    ],
    [
      'cancels_soon',
      {
        state: 'Cancels on December 1, 2026',
        price: '€0.00 nothing more will be charged',
        text: 'You can use everything until December 1, 2026',
        next: 'If you keep it €138.04 on December 1, 2026 Keeping it costs nothing today.',
        period: 'From Nov 1, 2026 to Dec 1, 2026, then it ends, today is Nov 20, 2026',
        actions: ['Keep Crew'],
      },
    ],
    [
      'contract_ends',
      {
        state: 'Ends on December 1, 2026',
        price: '€0.00 nothing more will be charged',
        text: 'Contract until December 1, 2026, does not renew',
        actions: ['Start another plan'],
      },
    ],
    [
      'committed',
      {
        state: 'Active',
        price: '€116.00 per month, plus VAT',
        text: 'Contract until February 1, 2027, renews unless you give notice by January 1, 2027',
        next: 'Next charge €138.04 on December 1, 2026',
        actions: ['Cancel subscription'],
      },
    ],
    [
      'change_pending',
      {
        state: 'Changes to Crew on December 1, 2026',
        price: '€196.00 per month, plus VAT',
        text: '€116.00 per month, plus VAT from December 1, 2026',
        next: 'Next charge €138.04 on December 1, 2026 Crew, 4 × €29.00 €116.00',
        period: 'From Nov 1, 2026 to Dec 1, 2026, today is Nov 20, 2026, then: Crew from Dec 1',
        actions: ['Withdraw change', 'Cancel subscription'],
      },
    ],
    [
      'quantity_pending',
      {
        state: 'Changes to Crew, 2 seats on December 1, 2026',
        text: '€58.00 per month, plus VAT from',
        actions: ['Withdraw change', 'Cancel subscription'],
      },
    ],
    [
      'upcoming',
      {
        state: 'Starts on December 1, 2026',
        price: '€116.00 per month, plus VAT',
        next: 'First charge €138.04 on December 1, 2026',
        actions: ['Change plan', 'Cancel subscription'],
      },
    ],
    [
      'ended',
      {
        state: 'Ended on November 1, 2026',
        text: 'Nothing more is charged. Your invoices stay here.',
        actions: ['Restart', 'Start another plan'],
      },
    ],
    [
      'manual_collection',
      {
        state: 'Active',
        next: 'Open invoice €138.04 pay by November 26, 2026 Paid by transfer, no card is charged',
        actions: ['Pay €138.04', 'Cancel subscription'],
      },
    ],
    [
      'discounted',
      {
        state: 'Active',
        text: 'Early customers: 25% off until March 1, 2027',
        next: 'Next charge €103.53 on December 1, 2026 Crew, 4 × €29.00 €116.00 Discount -€29.00 VAT, 19% €16.53',
        actions: ['Change plan', 'Cancel subscription'],
      },
    ],
    [
      'credit_balance',
      {
        state: 'Active',
        text: 'Partner: €10.00 off',
        next: 'Next charge €76.14 on December 1, 2026 Crew, 4 × €29.00 €116.00 Discount -€10.00 VAT, 19% €20.14 Your balance -€50.00',
        actions: ['Change plan', 'Cancel subscription'],
      },
    ],
    [
      'own_card',
      {state: 'Active', next: 'Mastercard •••• 8210 Change', actions: ['Change plan', 'Cancel subscription']},
    ],
    ['no_card', {state: 'Active', next: 'No payment method yet Add', actions: ['Change plan', 'Cancel subscription']}],
    [
      'metered',
      {
        state: 'Active',
        next: 'Next charge About €177.83 on December 1, 2026',
        actions: ['Change plan', 'Cancel subscription'],
      },
    ],
  ];
  for (const [scenario, {state, price, text, next, period, actions}] of cases) {
    it(`says what is the case, what it costs and what follows: ${scenario}`, async () => {
      const shown = await show(scenario);
      expect(shown.states).to.deep.equal([state]);
      if (price) expect(shown.prices).to.deep.equal([price]);
      if (text) expect(shown.plans[0]).to.contain(text);
      if (next) expect(shown.next).to.contain(next);
      if (period) expect(shown.period).to.equal(period);
      expect(shown.actions).to.deep.equal(actions);
    });
  }

  it('shows no next charge where there is none', async () => {
    for (const scenario of ['paused_indefinitely', 'contract_ends', 'ended'] as const) {
      expect((await show(scenario)).next, scenario).to.equal(undefined);
    }
  });

  it('says the time of a period only where it goes on', async () => {
    for (const scenario of ['past_due', 'unpaid', 'upcoming', 'ended', 'paused_indefinitely'] as const) {
      expect((await show(scenario)).hasPeriod, scenario).to.equal(false);
    }
  });
});

describe('The items of a subscription', () => {
  it('are shown where there is more than the plan, each with what it costs, and with the sums of the provider', async () => {
    const shown = await show('add_ons');
    expect(shown.items)
      .to.contain('Crew Unlimited crews, up to 50 seats 4 × €29.00 €22.04 VAT included €138.04')
      .and.contain('Workshop seats')
      .and.contain('Before tax €168.00 VAT, 19% €31.92 Total for a period €199.92');
  });

  it('say the tiers of what is metered, and what the last period came to', async () => {
    const shown = await show('metered');
    expect(shown.items)
      .to.contain('1 to 2,000: €0.00 each 2,001 to 10,000: €0.008 each From 10,001: €0.005 each')
      .and.contain('By use, as in the last period €6.35 VAT included €39.79');
  });

  it('are shown on demand otherwise, and hidden again, with the focus where it was', async () => {
    const shown = await show('active');
    expect(shown.items).to.equal(undefined);
    shown.button('Details').click();
    await until(() => shown.items, 'the items');
    expect(shown.items).to.contain('Total for a period €138.04');
    const details = shown.button('Details');
    expect(details.ariaExpanded).to.equal('true');
    details.focus();
    details.click();
    await shown.element.updateComplete;
    expect(shown.items).to.equal(undefined);
    expect(shown.button('Details').ariaExpanded).to.equal('false');
    expect(shown.focused?.textContent?.trim()).to.equal('Details');
  });
});

describe('What may be done', () => {
  it('leads to what is there: paying, replacing and adding a card, canceling', async () => {
    const went = listen(document, 'billing-navigate');
    for (const [scenario, label, view] of [
      ['past_due', 'Pay €138.04', 'invoices/in_lf2038/pay'],
      ['active', 'Change Visa •••• 4242', 'payment-methods/pm_visa_brightwater/replace'],
      ['own_card', 'Change Mastercard •••• 8210', 'payment-methods/pm_mastercard_brightwater/replace'],
      ['no_card', 'Add', 'payment-methods/add'],
      ['trialing', 'Cancel trial', 'subscriptions/sub_crew/cancel'],
      ['cancels_soon', 'Keep Crew', 'subscriptions/sub_crew/keep'],
    ] as const) {
      const shown = await show(scenario);
      shown.button(label).click();
      expect(went.at(-1)?.view, label).to.equal(view);
      clearPage();
    }
  });

  it('says why it may not be where it is not', async () => {
    expect((await show('committed')).refusal).to.equal(
      'You are committed until February 1, 2027. To leave earlier, ask us.',
    );
    expect((await show('active', {role: 'billing'})).refusal).to.contain('Only the owner can do this');
    expect((await show('active', {role: 'viewer'})).refusal).to.contain('Your role does not allow this');
    expect((await show('active', {readOnly: true})).refusal).to.contain('You are only looking at this');
    expect((await show('active', {features: {cancel: {enabled: false}}})).refusal).to.contain('switched off');
  });

  it('has nothing that changes a card for those who may not', async () => {
    const shown = await show('no_card', {role: 'viewer'});
    expect(shown.next).to.contain('No payment method yet').and.not.contain('Add');
    expect((await show('active', {role: 'viewer'})).next)
      .to.contain('Visa •••• 4242')
      .and.not.contain('Change');
  });

  it('does nothing where it is refused, and can be reached all the same', async () => {
    const shown = await show('active', {role: 'billing'});
    const cancel = shown.button('Cancel subscription');
    cancel.focus();
    expect(shown.focused === cancel).to.equal(true);
    expect([cancel.disabled, cancel.ariaDisabled]).to.deep.equal([false, 'true']);
    const went = listen(document, 'billing-navigate');
    shown.button('Cancel subscription').click();
    expect(went).to.deep.equal([]);
  });
});
