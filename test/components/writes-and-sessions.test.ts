import {expect} from '@open-wc/testing';
import {executeServerCommand, sendKeys, sendMouse} from '@web/test-runner-commands';
import type {FetchSession} from '../../src/client/session.js';
import {findViolationsEverywhere} from '../support/axe.js';
import {createClock} from '../support/endpoint.js';
import {openFlowPage, toRefusal, type FlowPage} from '../support/flow-page.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import {recordAnnouncements, type FlowHarness} from '../support/harnesses/flow.js';
import {CardFormHarness, ChallengeHarness} from '../support/harnesses/payment-forms.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {clearPage, listen, mount, quiet, until} from '../support/mount.js';
import {PageTime} from '../support/page-time.js';

let page: FlowPage;
const open = (properties: Partial<HTMLElementTagNameMap['billing-portal']> = {}): BillingPortalHarness =>
  new BillingPortalHarness(mount('billing-portal', {...page.source, ...properties}));

async function paying(
  properties: Partial<HTMLElementTagNameMap['billing-portal']> = {},
): Promise<{portal: BillingPortalHarness; flow: FlowHarness}> {
  const portal = open({view: 'invoices/in_lf2038/pay', ...properties});
  const flow = await portal.paying();
  await flow.offers('Pay');
  return {portal, flow};
}

/** Where the middle of a control is. */
function middleOf(control: HTMLElement): {position: [number, number]} {
  control.scrollIntoView({block: 'center'});
  const {x, y, width, height} = control.getBoundingClientRect();
  return {position: [Math.round(x + width / 2), Math.round(y + height / 2)]};
}

interface Act {
  name: string;
  scenario: 'past_due' | 'active' | 'cancels_soon';
  view: HTMLElementTagNameMap['billing-portal']['view'];
  label: string;
  path: string;
  effect: 'payments' | 'cancellations' | 'undos' | 'methods';
  event: 'billing-invoice-paid' | 'billing-subscription-changed' | 'billing-payment-method-added';
  lead(portal: BillingPortalHarness): Promise<FlowHarness>;
}

const acts: Act[] = [
  {
    name: 'Paying',
    scenario: 'past_due',
    view: 'invoices/in_lf2038/pay',
    label: 'Pay €138.04 now',
    path: '/pay',
    effect: 'payments',
    event: 'billing-invoice-paid',
    lead: (portal) => portal.paying(),
  },
  {
    name: 'Canceling',
    scenario: 'active',
    view: 'subscriptions/sub_crew/cancel',
    label: 'Cancel subscription',
    path: '/change',
    effect: 'cancellations',
    event: 'billing-subscription-changed',
    lead: (portal) => portal.changing(),
  },
  {
    name: 'Keeping',
    scenario: 'cancels_soon',
    view: 'subscriptions/sub_crew/keep',
    label: 'Keep Crew',
    path: '/change',
    effect: 'undos',
    event: 'billing-subscription-changed',
    lead: (portal) => portal.changing(),
  },
  {
    name: 'Saving a card',
    scenario: 'active',
    view: 'payment-methods/add',
    label: 'Save card',
    path: '/complete',
    effect: 'methods',
    event: 'billing-payment-method-added',
    async lead(portal) {
      const flow = await portal.adding();
      (await CardFormHarness.find()).type('4242 4242 4242 4242');
      return flow;
    },
  },
];

interface Presses {
  name: string;
  press(control: HTMLElement): Promise<void>;
}

const presses: Presses[] = [
  {
    name: 'a double click',
    async press(control) {
      const at = middleOf(control);
      await sendMouse({type: 'move', ...at});
      for (let clicks = 0; clicks < 2; clicks++) {
        await sendMouse({type: 'down'});
        await sendMouse({type: 'up'});
      }
    },
  },
  {
    name: 'Enter and then a click',
    async press(control) {
      control.focus();
      await sendKeys({press: 'Enter'});
      await sendMouse({type: 'click', ...middleOf(control)});
    },
  },
  {
    name: 'a key that is held down',
    async press(control) {
      control.focus();
      for (let repeats = 0; repeats < 4; repeats++) await sendKeys({down: 'Enter'});
      await sendKeys({up: 'Enter'});
      await sendKeys({press: 'Space'});
    },
  },
  {
    name: 'two calls of its own in one turn',
    async press(control) {
      control.click();
      control.click();
    },
  },
];

before(focusPage);
afterEach(clearPage);

describe('What is pressed twice', () => {
  for (const {name, scenario, view, label, path, effect, event, lead} of acts) {
    for (const {name: how, press} of presses) {
      it(`is done once: ${name.toLowerCase()} by ${how}`, async () => {
        page = await openFlowPage({scenario});
        const flow = await lead(open({view}));
        const control = await flow.offers(label);
        const done = listen(document, event);
        const heard = recordAnnouncements(flow.element);
        const held = page.answers.hold(path);
        await press(control);
        const answer = await held;
        await answer.arrive();
        await flow.finished();
        await until(() => done.length > 0);
        await quiet();
        expect(page.sandbox.effects[effect]).to.equal(1);
        expect(done).to.have.length(1);
        expect(heard).to.deep.equal([flow.done]);
        expect(page.bodies(path)).to.have.length(1);
      });
    }
  }
});

describe('What cannot be done now is said, and can be gone on with', () => {
  let time: PageTime | undefined;
  afterEach(() => {
    time?.restore();
    time = undefined;
  });

  async function pay(): Promise<FlowHarness> {
    const clock = createClock();
    page = await openFlowPage({scenario: 'past_due', clock});
    const {flow} = await paying();
    time = new PageTime(clock, () => page.answers.asking > 0);
    return flow;
  }

  async function pass(flow: FlowHarness, words: string): Promise<void> {
    for (let seconds = 0; seconds < 60 && !flow.text.includes(words); seconds++) await time?.advance({seconds: 1});
    await until(() => flow.text.includes(words), words);
  }

  it('where the answer was lost after it was done', async () => {
    const flow = await pay();
    page.answers.lose('/pay');
    flow.button('Pay').focus();
    flow.press('Pay');
    await flow.says('Billing could not be reached');
    expect(flow.notice).to.contain('Try again: nothing is done twice.');
    expect(flow.buttons).to.deep.equal(['Try again']);
    expect(flow.focused === flow.noticeTitle, 'the focus').to.equal(true);
    expect(flow.announced).to.equal('Billing could not be reached');
    flow.button('Try again').focus();
    flow.press('Try again');
    await flow.finished();
    expect(new Set(page.keys('/pay')).size).to.equal(1);
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('where the flow is left while nothing is certain, and opened again', async () => {
    page = await openFlowPage({scenario: 'past_due'});
    const {portal, flow} = await paying();
    page.answers.lose('/pay');
    flow.press('Pay');
    await flow.says('Billing could not be reached');
    flow.back.click();
    await portal.left();
    portal.element.open('invoices/in_lf2038/pay');
    const again = await portal.paying();
    await again.offers('Try again');
    again.press('Try again');
    await again.finished();
    expect(new Set(page.keys('/pay')).size).to.equal(1);
  });

  it('where there is no connection', async () => {
    const flow = await pay();
    page.wire.isCut = true;
    flow.press('Pay');
    await flow.says('Billing could not be reached');
    page.wire.isCut = false;
    flow.press('Try again');
    await flow.finished();
    expect(new Set(page.keys('/pay')).size).to.equal(1);
  });

  it('where the provider is down for long', async () => {
    const flow = await pay();
    page.answers.replace('/pay', () => toRefusal(503, 'provider_unavailable'), 3);
    flow.press('Pay');
    await pass(flow, 'There was no answer');
    expect(flow.notice).to.contain('Reference ABCD-1234');
    flow.press('Try again');
    await flow.finished();
    expect(new Set(page.answers.keys('/pay')).size).to.equal(1);
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('where there is too much at once', async () => {
    const flow = await pay();
    page.answers.replace('/pay', () => toRefusal(503, 'provider_rate_limited', {'Retry-After': '30'}));
    flow.press('Pay');
    await flow.says('Too much at once');
    flow.press('Try again');
    await flow.finished();
  });

  it('where nobody knows yet, and is settled by itself', async () => {
    const flow = await pay();
    page.sandbox.loseAnswer('payInvoice', 1);
    flow.press('Pay');
    await flow.says('We are checking what came of it');
    expect(flow.notice).to.contain('You do not need to do it again.');
    expect(flow.buttons).to.deep.equal(['Check now']);
    flow.press('Check now');
    await quiet();
    await pass(flow, 'paid');
    await flow.finished();
    expect(flow.done).to.equal('€138.04 paid');
    expect(page.keys('/pay')).to.have.length(1);
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('where it may not be done, or is not offered', async () => {
    for (const [code, words] of [
      ['scope_missing', 'You may not do this'],
      ['feature_disabled', 'You may not do this'],
      ['provider_cannot', 'The payment provider does not offer it.'],
      ['a_code_of_next_year', 'This did not work'],
    ] as const) {
      const flow = await pay();
      page.answers.replace('/pay', () => toRefusal(422, code));
      flow.press('Pay');
      await flow.says(words);
      time?.restore();
      clearPage();
    }
  });

  it('where something else is on its way: one thing at a time', async () => {
    page = await openFlowPage({scenario: 'past_due'});
    const {portal, flow} = await paying();
    const held = page.answers.hold('/pay');
    flow.press('Pay');
    const answer = await held;
    portal.element.open('subscriptions/sub_crew/cancel');
    const other = await portal.changing();
    await other.offers('Cancel subscription');
    expect(other.panel).to.contain('Something else is still on its way.');
    other.press('Cancel subscription');
    await quiet();
    expect(page.sandbox.effects.cancellations).to.equal(0);
    await answer.arrive();
    await until(() => !other.panel.includes('Something else'), 'its turn');
    await other.offers('Cancel subscription');
    expect(page.sandbox.effects.payments).to.equal(1);
  });
});

describe('A session that ends while something is done', () => {
  it('is opened again for the payment, which keeps its key', async () => {
    page = await openFlowPage({scenario: 'past_due'});
    const {flow} = await paying({fetchSession: async () => page.mint()});
    await page.end();
    flow.press('Pay');
    await flow.finished();
    expect(page.keys('/pay')).to.have.length(2);
    expect(new Set(page.keys('/pay')).size).to.equal(1);
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('is said where it cannot, and the payment goes on with its key once it is opened again', async () => {
    page = await openFlowPage({scenario: 'past_due'});
    let isDown = true;
    const fetchSession: FetchSession = async () => {
      if (isDown) throw new Error('nobody is signed in');
      return page.mint();
    };
    const {portal, flow} = await paying({fetchSession});
    const expired = listen(document, 'billing-session-expired');
    await page.end();
    flow.press('Pay');
    await portal.ended();
    expect(portal.notice).to.contain('Your billing session has ended');
    expect(portal.text).to.not.contain('LF-2038');
    await until(() => expired.length > 0);
    expect(expired).to.have.length(1);
    isDown = false;
    portal.action.click();
    const again = await portal.paying();
    await again.offers('Try again');
    again.press('Try again');
    await again.finished();
    expect(new Set(page.keys('/pay')).size).to.equal(1);
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('shows nothing of one customer to another who comes after it, and sends nothing for them', async () => {
    page = await openFlowPage({scenario: 'past_due'});
    const {portal, flow} = await paying({fetchSession: () => page.mint({customerId: 'cus_millrace'})});
    await page.end();
    flow.press('Pay');
    await portal.ended();
    portal.action.click();
    await until(() => portal.element.portal?.answer?.customer.id === 'cus_millrace', 'the other customer');
    await quiet();
    expect(portal.text).to.not.match(/Brightwater|LF-2038|138\.04/);
    expect(page.sandbox.effects.payments).to.equal(0);
    const tokens = new Set(page.wire.sent.filter(({line}) => line.includes('/pay')).map(({token}) => token));
    expect([...tokens]).to.deep.equal([page.token]);
  });
});

describe('By keyboard alone', () => {
  /** Goes on with Tab until a control has the focus. */
  async function tabTo(wanted: () => Element | undefined | null, focused: () => Element | null): Promise<void> {
    for (let tabs = 0; tabs < 40 && focused() !== wanted(); tabs++) await sendKeys({press: 'Tab'});
    expect(focused() === wanted(), 'the control is reached').to.equal(true);
  }

  it('an invoice is paid from the list, after a decline, and the way leads back', async () => {
    page = await openFlowPage({scenario: 'past_due'});
    const portal = await open().shown();
    page.sandbox.nextPayment('declined');
    await tabTo(
      () => portal.invoices.findPay('LF-2038'),
      () => portal.focused,
    );
    await sendKeys({press: 'Enter'});
    const flow = await portal.paying();
    await flow.offers('Pay');
    await tabTo(
      () => flow.findButton('Pay'),
      () => flow.focused,
    );
    await sendKeys({press: 'Enter'});
    await flow.says('Your bank declined');
    await sendKeys({press: 'Space'});
    await flow.finished();
    await tabTo(
      () => flow.findButton('Back to billing'),
      () => flow.focused,
    );
    await sendKeys({press: 'Enter'});
    await portal.left();
    await until(() => portal.focused, 'the focus');
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('a bank’s question is answered', async () => {
    page = await openFlowPage({scenario: 'past_due'});
    const {flow} = await paying();
    page.sandbox.nextPayment('challenge');
    flow.button('Pay').focus();
    await sendKeys({press: 'Enter'});
    const bank = await ChallengeHarness.find();
    await until(() => bank.focused);
    await tabTo(
      () => bank.button('Confirm'),
      () => bank.focused,
    );
    await sendKeys({press: 'Enter'});
    await flow.finished();
    expect(flow.focused === flow.doneElement).to.equal(true);
  });

  it('a subscription is canceled and kept', async () => {
    page = await openFlowPage();
    const portal = await open().shown();
    await tabTo(
      () => portal.summary.button('Cancel subscription'),
      () => portal.focused,
    );
    await sendKeys({press: 'Enter'});
    const flow = await portal.changing();
    await flow.offers('Cancel subscription');
    await tabTo(
      () => flow.findButton('Cancel subscription'),
      () => flow.focused,
    );
    await sendKeys({press: 'Enter'});
    await flow.finished();
    await tabTo(
      () => flow.findButton('Undo'),
      () => flow.focused,
    );
    await sendKeys({press: 'Enter'});
    await until(() => flow.findButton('Keep Crew'));
    await until(() => flow.focused, 'the focus');
    await tabTo(
      () => flow.findButton('Keep Crew'),
      () => flow.focused,
    );
    await sendKeys({press: 'Enter'});
    await until(() => flow.done === 'Crew goes on');
    expect(page.sandbox.effects).to.include({cancellations: 1, undos: 1});
  });

  it('a card is typed, and saved with Enter', async () => {
    page = await openFlowPage();
    const flow = await open({view: 'payment-methods/add'}).adding();
    const form = await CardFormHarness.find();
    await flow.offers('Save card');
    form.field('number').focus();
    await sendKeys({type: '4242424242424242'});
    await sendKeys({press: 'Tab'});
    await sendKeys({type: '1235'});
    await sendKeys({press: 'Tab'});
    await sendKeys({type: '123'});
    await sendKeys({down: 'Enter'});
    await sendKeys({down: 'Enter'});
    await sendKeys({up: 'Enter'});
    await flow.finished();
    expect(page.sandbox.effects.methods).to.equal(1);
  });
});

describe('Axe finds nothing wrong with a flow', () => {
  const emulate = (features: Record<string, string>): Promise<unknown> =>
    executeServerCommand('emulate-features', features);
  beforeEach(() => emulate({'prefers-reduced-motion': 'reduce'}));
  afterEach(() => emulate({}));

  interface Phase {
    name: string;
    scenario?: 'past_due' | 'active' | 'cancels_soon';
    open(): Promise<BillingPortalHarness>;
  }

  const phases: Phase[] = [
    {name: 'a payment', open: async () => (await paying()).portal},
    {
      name: 'a payment that is on its way',
      async open() {
        const {portal, flow} = await paying();
        const held = page.answers.hold('/pay');
        flow.press('Pay');
        await held;
        return portal;
      },
    },
    {
      name: 'a bank’s question',
      async open() {
        const {portal, flow} = await paying();
        page.sandbox.nextPayment('challenge');
        flow.press('Pay');
        await ChallengeHarness.find();
        await flow.says('Your bank asks you to confirm');
        return portal;
      },
    },
    {
      name: 'a payment that is being checked',
      async open() {
        const {portal, flow} = await paying();
        page.sandbox.loseAnswer('payInvoice', 1);
        page.sandbox.fail('readBack', 'provider_unavailable');
        flow.press('Pay');
        await flow.says('We are checking what came of it');
        return portal;
      },
    },
    {
      name: 'a payment that nobody is sure of',
      async open() {
        const {portal, flow} = await paying();
        page.answers.lose('/pay');
        flow.press('Pay');
        await flow.says('Billing could not be reached');
        return portal;
      },
    },
    {
      name: 'a payment that was declined',
      async open() {
        const {portal, flow} = await paying();
        page.sandbox.nextPayment('declined');
        flow.press('Pay');
        await flow.says('Your bank declined');
        return portal;
      },
    },
    {
      name: 'a payment that is done',
      async open() {
        const {portal, flow} = await paying();
        flow.press('Pay');
        await flow.finished();
        return portal;
      },
    },
    {
      name: 'a cancellation',
      async open() {
        const portal = open({view: 'subscriptions/sub_crew/cancel'});
        await (await portal.changing()).offers('Cancel subscription');
        return portal;
      },
    },
    {
      name: 'a cancellation that is done',
      async open() {
        const portal = open({view: 'subscriptions/sub_crew/cancel'});
        const flow = await portal.changing();
        await flow.offers('Cancel subscription');
        flow.press('Cancel subscription');
        await flow.finished();
        return portal;
      },
    },
    {
      name: 'a plan that is kept',
      scenario: 'cancels_soon',
      async open() {
        const portal = open({view: 'subscriptions/sub_crew/keep'});
        await (await portal.changing()).offers('Keep Crew');
        return portal;
      },
    },
    {
      name: 'a card form with a mistake',
      async open() {
        const portal = open({view: 'payment-methods/add'});
        const flow = await portal.adding();
        const form = await CardFormHarness.find();
        await flow.offers('Save card');
        flow.press('Save card');
        await until(() => form.mistakes.length > 0);
        return portal;
      },
    },
    {
      name: 'notices, one of them done',
      async open() {
        const portal = await open().shown();
        const notices = await portal.noticing();
        notices.button('Pay').click();
        await notices.says('€138.04 paid');
        return portal;
      },
    },
  ];

  for (const {name, scenario = 'past_due', open: lead} of phases) {
    it(`that shows ${name}, in the light, in the dark, and from right to left`, async () => {
      page = await openFlowPage({scenario});
      const {element} = await lead();
      const found = await findViolationsEverywhere(element, async () => {
        await until(() => element.shadowRoot?.querySelector('[lang="ar"]'), 'Arabic');
        await quiet();
      });
      expect(found).to.deep.equal([]);
    });
  }
});
