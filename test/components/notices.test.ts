import type {ScenarioName} from '../../src/server/providers/sandbox/index.js';
import {expect} from '@open-wc/testing';
import {sendKeys, sendMouse} from '@web/test-runner-commands';
import '../../src/components/billing-notices/billing-notices.js';
import {openFlowPage, toRefusal, type FlowPage} from '../support/flow-page.js';
import {BillingNoticesHarness} from '../support/harnesses/billing-notices.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import {recordAnnouncements} from '../support/harnesses/flow.js';
import {ChallengeHarness} from '../support/harnesses/payment-forms.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {clearPage, listen, mount, quiet, until} from '../support/mount.js';

let page: FlowPage;
const open = (properties: Partial<HTMLElementTagNameMap['billing-portal']> = {}): BillingPortalHarness =>
  new BillingPortalHarness(mount('billing-portal', {...page.source, ...properties}));
const alone = (properties: Partial<HTMLElementTagNameMap['billing-notices']> = {}): BillingNoticesHarness =>
  new BillingNoticesHarness(mount('billing-notices', {...page.source, ...properties}));

before(focusPage);
beforeEach(async () => {
  page = await openFlowPage({scenario: 'past_due'});
});
afterEach(clearPage);

describe('The notice of a payment that failed', () => {
  it('says what, when and why, and is paid in one activation', async () => {
    const portal = await open().shown();
    const notices = await portal.noticing();
    expect(notices.notices[0]).to.match(
      /^Payment of €138\.04 failed .*due on November 1, 2026\. It is tried again on November 23, 2026\. Pay it by November 29, 2026 to keep Crew\./,
    );
    const paid = listen(document, 'billing-invoice-paid');
    const heard = recordAnnouncements(notices.element);
    const held = page.answers.hold('/pay');
    const pay = notices.button('Pay €138.04');
    pay.focus();
    pay.click();
    const answer = await held;
    await notices.element.updateComplete;
    expect(pay.ariaBusy).to.equal('true');
    expect(pay.textContent?.trim()).to.equal('Paying €138.04');
    expect(notices.focused === pay).to.equal(true);
    expect(paid).to.deep.equal([]);
    await answer.arrive();
    await notices.says('€138.04 paid');
    await quiet();
    expect(notices.notices.filter((notice) => notice.includes('failed'))).to.deep.equal([]);
    expect(notices.focused?.textContent).to.equal('€138.04 paid');
    expect(heard).to.deep.equal(['€138.04 paid']);
    expect(paid.map(({invoice}) => invoice?.status)).to.deep.equal(['paid']);
    expect(page.sandbox.effects.payments).to.equal(1);
    expect(portal.flow).to.equal(undefined);
    expect(portal.invoices.findState('LF-2038')).to.equal('Paid');
    expect(portal.summary.states).to.deep.equal(['Active']);
  });

  it('leads to the payment with its outcome where the bank declines again, another card chosen', async () => {
    const portal = await open().shown();
    const notices = await portal.noticing();
    page.sandbox.nextPayment('declined');
    notices.button('Pay').focus();
    notices.button('Pay').click();
    const flow = await portal.paying();
    await flow.says('Your bank declined €138.04');
    expect(flow.method).to.equal('Mastercard •••• 8210');
    expect(page.sandbox.effects.payments).to.equal(0);
    flow.press('Try again');
    await flow.finished();
    expect(page.sandbox.effects.payments).to.equal(1);
    flow.press('Back to billing');
    await portal.left();
    await until(() => portal.focused, 'the focus');
  });

  it('leads to the bank’s question, in the payment', async () => {
    const portal = await open().shown();
    const notices = await portal.noticing();
    const paid = listen(document, 'billing-invoice-paid');
    page.sandbox.nextPayment('challenge');
    notices.button('Pay').click();
    const flow = await portal.paying();
    (await ChallengeHarness.find()).button('Confirm').click();
    await flow.finished();
    await until(() => paid.length > 0);
    await quiet();
    expect(paid).to.have.length(1);
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('leads to the payment where nothing is certain, which goes on with the same key', async () => {
    const portal = await open().shown();
    const notices = await portal.noticing();
    page.answers.lose('/pay');
    notices.button('Pay').click();
    const flow = await portal.paying();
    await flow.says('Billing could not be reached');
    flow.press('Try again');
    await flow.finished();
    expect(flow.done).to.equal('€138.04 paid');
    expect(new Set(page.keys('/pay')).size).to.equal(1);
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('has one effect, however often it is pressed', async () => {
    const portal = await open().shown();
    const notices = await portal.noticing();
    const paid = listen(document, 'billing-invoice-paid');
    const pay = notices.button('Pay');
    const box = pay.getBoundingClientRect();
    const position: [number, number] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
    const held = page.answers.hold('/pay');
    await sendMouse({type: 'click', position});
    await sendMouse({type: 'click', position});
    pay.focus();
    await sendKeys({down: 'Enter'});
    await sendKeys({down: 'Enter'});
    await sendKeys({up: 'Enter'});
    await (await held).arrive();
    await notices.says('€138.04 paid');
    await quiet();
    expect(page.keys('/pay')).to.have.length(1);
    expect(paid).to.have.length(1);
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('asks the host first', async () => {
    const portal = await open().shown();
    const notices = await portal.noticing();
    portal.element.addEventListener('billing-invoice-pay-request', (event) => event.preventDefault());
    notices.button('Pay').click();
    await quiet();
    expect(page.keys('/pay')).to.deep.equal([]);
    expect(notices.button('Pay').ariaBusy).to.equal(null);
  });
});

describe('The notice of a card that expires', () => {
  beforeEach(async () => {
    page = await openFlowPage();
  });

  it('says until when, and leads to its replacement', async () => {
    const portal = await open().shown();
    const notices = await portal.noticing();
    expect(notices.notices[0]).to.match(
      /^Visa •••• 4242 expires on November 30, 2026 .*Replace it before December 1, 2026, when €138\.04 is due/,
    );
    notices.button('Replace card').click();
    const flow = await portal.adding();
    expect(flow.title).to.equal('Replace Visa •••• 4242');
  });

  it('is not offered to who may not', async () => {
    const portal = await open({sessionToken: await page.mint({role: 'viewer'})}).shown();
    expect((await portal.noticing()).hasButtons).to.equal(false);
  });
});

describe('The notice of a lost connection', () => {
  function setOnline(isOnline: boolean): void {
    Object.defineProperty(navigator, 'onLine', {configurable: true, get: () => isOnline});
    window.dispatchEvent(new Event(isOnline ? 'online' : 'offline'));
  }
  afterEach(() => Reflect.deleteProperty(navigator, 'onLine'));

  it('comes and goes with the connection, and the rest stays', async () => {
    const portal = await open().shown();
    await until(() => portal.hasNotices);
    await quiet();
    setOnline(false);
    const notices = await portal.noticing();
    await notices.says('You are offline');
    expect(portal.invoices.findState('LF-2038')).to.contain('Open');
    setOnline(true);
    await until(() => !notices.text.includes('You are offline'), 'the end of it');
    expect(notices.notices).to.have.length(2);
  });

  it('is said from the beginning where the page began without one', async () => {
    setOnline(false);
    const notices = alone();
    await notices.says('You are offline');
  });

  it('takes no room once it is over', async () => {
    page = await openFlowPage({scenario: 'no_subscription'});
    const notices = alone();
    await until(() => notices.element.portal?.status === 'ready');
    await quiet();
    expect(notices.element.getBoundingClientRect().height).to.equal(0);
    setOnline(false);
    await notices.says('You are offline');
    expect(notices.element.getBoundingClientRect().height).to.be.greaterThan(20);
    setOnline(true);
    await until(() => notices.notices.length === 0);
    expect(notices.element.getBoundingClientRect().height).to.equal(0);
  });
});

describe('billing-notices', () => {
  it('reads and pays by itself where it stands alone', async () => {
    const notices = alone();
    await notices.says('Payment of €138.04 failed');
    expect(page.wire.lines).to.deep.equal(['GET /v1/portal?include=subscriptions,paymentMethods,notices']);
    notices.button('Pay').click();
    await notices.says('€138.04 paid');
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('shows the payment in its own place where it stands alone, and comes back', async () => {
    const notices = alone();
    await notices.says('Payment of €138.04 failed');
    page.sandbox.nextPayment('declined');
    notices.button('Pay').click();
    const flow = await notices.paying();
    await flow.says('Your bank declined €138.04');
    flow.press('Try again');
    await flow.finished();
    flow.press('Back to billing');
    await until(
      () => !notices.hasFlow && notices.notices.every((notice) => !notice.includes('failed')),
      'the way back',
    );
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('says nothing of a kind that it has no words for', async () => {
    const strange = {kind: 'tax_exempt', subscriptionId: null, invoiceId: null, paymentMethodId: null};
    page.answers.alter('/v1/portal', (answer) => ({
      ...answer,
      notices: [{...strange, amount: null, at: null, nextAt: null}],
    }));
    const notices = alone();
    await until(() => notices.element.portal?.status === 'ready');
    await quiet();
    expect(notices.notices).to.deep.equal([]);
    expect(notices.element.getBoundingClientRect().height).to.equal(0);
  });

  it('shows a refusal that nobody can pay away in the payment', async () => {
    const portal = await open().shown();
    const notices = await portal.noticing();
    page.answers.replace('/pay', () => toRefusal(409, 'action_refused'));
    notices.button('Pay').click();
    const flow = await portal.paying();
    await flow.says('This is not possible now');
    expect(page.sandbox.effects.payments).to.equal(0);
  });
});

describe('The notices of what is going to happen', () => {
  const tell = async (scenario: ScenarioName, days = 0): Promise<BillingNoticesHarness> => {
    page = await openFlowPage({scenario});
    if (days > 0) await page.sandbox.advanceBy({days});
    return alone().shown();
  };

  it('are a trial that ends with nothing to pay with, and what helps', async () => {
    const notices = await tell('trial_without_card');
    expect(notices.notices).to.deep.equal([
      'The trial of Crew ends on November 25, 2026 Add a payment method to keep Crew. Add payment method',
    ]);
    const went = listen(document, 'billing-navigate');
    notices.button('Add payment method').click();
    expect(went[0]?.view).to.equal('payment-methods/add');
  });

  it('are a trial that is paid for, once it is near', async () => {
    expect((await tell('trialing')).notices.join()).to.not.contain('trial');
    expect((await tell('trialing', 3)).notices.join()).to.contain(
      'The trial of Crew ends on November 25, 2026 €138.04 is charged to Visa •••• 4242 then.',
    );
  });

  it('are another plan, once it is near', async () => {
    expect((await tell('change_pending')).notices.join()).to.not.contain('changes');
    expect((await tell('change_pending', 5)).notices.join()).to.contain(
      'Company changes to Crew on December 1, 2026 €138.04 is due then.',
    );
  });

  it('are a contract that ends, and one that renews while it can still be stopped', async () => {
    expect((await tell('contract_ends')).notices.join()).to.contain(
      'Your contract for Crew ends on December 1, 2026 You can use everything until then.',
    );
    expect((await tell('committed')).notices.join()).to.not.contain('contract');
    expect((await tell('committed', 20)).notices.join()).to.contain(
      'Your contract for Crew renews on February 1, 2027 If it is to end, give notice by January 1, 2027.',
    );
    expect((await tell('committed', 50)).notices.join()).to.not.contain('contract');
  });

  it('lead to what can be done about it', async () => {
    const went = listen(document, 'billing-navigate');
    for (const [scenario, days, label, view] of [
      ['trialing', 3, 'Choose a plan', 'subscriptions/sub_crew/plan'],
      ['change_pending', 5, 'Withdraw change', 'subscriptions/sub_crew/withdraw'],
    ] as const) {
      (await tell(scenario, days)).button(label).click();
      expect(went.at(-1)?.view, label).to.equal(view);
      clearPage();
    }
    page = await openFlowPage({scenario: 'change_pending'});
    await page.sandbox.advanceBy({days: 5});
    const viewer = await alone({sessionToken: await page.mint({role: 'viewer'})}).shown();
    expect(viewer.notices.join()).to.contain('Company changes to Crew').and.not.contain('Withdraw');
  });
});
