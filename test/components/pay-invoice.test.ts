import {expect} from '@open-wc/testing';
import {modules} from '../../src/components/flows.js';
import '../../src/components/invoice-payment/invoice-payment.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {InvoicePaymentHarness, recordAnnouncements} from '../support/harnesses/flow.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import {ChallengeHarness} from '../support/harnesses/payment-forms.js';
import {openFlowPage, openRedirectingPage, toRefusal, type FlowPage} from '../support/flow-page.js';
import {clearPage, listen, mount, nextTask, quiet, until} from '../support/mount.js';

let page: FlowPage;
const open = (properties: Partial<HTMLElementTagNameMap['billing-portal']> = {}): BillingPortalHarness =>
  new BillingPortalHarness(mount('billing-portal', {...page.source, ...properties}));

/** Leads from the list to the flow, as a customer does. */
async function lead(portal: BillingPortalHarness, number: string): Promise<InvoicePaymentHarness> {
  await portal.shown();
  const pay = portal.invoices.findPay(number);
  if (!pay) throw new Error(`${number} cannot be paid`);
  pay.focus();
  pay.click();
  const flow = await portal.paying();
  await flow.offers('Pay');
  return flow;
}

before(focusPage);
beforeEach(async () => {
  page = await openFlowPage({scenario: 'past_due'});
});
afterEach(clearPage);

describe('Paying an invoice from the list of a portal', () => {
  it('shows what is owed in the provider’s own sums, and begins at its title', async () => {
    const flow = await lead(open(), 'LF-2038');
    expect(flow.title).to.equal('Pay invoice LF-2038');
    expect(flow.facts.at(-1)).to.equal('Due now €138.04');
    expect(flow.buttons).to.include('Pay €138.04 now');
    expect(flow.focused === flow.titleElement).to.equal(true);
    expect(flow.method).to.equal('Visa •••• 4242');
    expect(page.sandbox.effects.payments).to.equal(0);
  });

  it('is busy in the pressed control alone, and done only once the endpoint said so', async () => {
    const portal = open();
    const flow = await lead(portal, 'LF-2038');
    const paid = listen(document, 'billing-invoice-paid');
    const heard = recordAnnouncements(flow.element);
    const held = page.answers.hold('/pay');
    const pay = flow.button('Pay');
    pay.focus();
    pay.click();
    const answer = await held;
    await flow.element.updateComplete;
    expect(page.sandbox.effects.payments).to.equal(1);
    expect(flow.busyButton === pay).to.equal(true);
    expect(flow.busyButton?.textContent.trim()).to.equal('Paying €138.04');
    expect(pay.disabled).to.equal(false);
    expect(flow.focused === pay).to.equal(true);
    expect(flow.facts.at(-1)).to.equal('Due now €138.04');
    expect(flow.done).to.equal(undefined);
    expect(paid).to.deep.equal([]);
    expect(heard).to.deep.equal([]);
    await answer.arrive();
    await flow.finished();
    expect(flow.done).to.equal('€138.04 paid');
    expect(flow.focused === flow.doneElement).to.equal(true);
    await until(() => paid.length > 0);
    await quiet();
    expect(paid.map(({invoice}) => [invoice?.id, invoice?.status])).to.deep.equal([['in_lf2038', 'paid']]);
    expect(heard).to.deep.equal(['€138.04 paid']);
  });

  it('shows the new truth behind it, and leads back to a place that is there', async () => {
    const portal = open();
    const flow = await lead(portal, 'LF-2038');
    expect(portal.summary.states).to.deep.equal(['Payment failed']);
    flow.press('Pay');
    await flow.finished();
    flow.press('Back to billing');
    await portal.left();
    expect(portal.invoices.findState('LF-2038')).to.equal('Paid');
    expect(portal.invoices.findPay('LF-2038')).to.equal(undefined);
    expect(portal.summary.states).to.deep.equal(['Active']);
    // The control that led there is gone: the focus is in its section all the same.
    await until(() => portal.focused, 'the focus');
    expect(portal.focused?.textContent?.trim()).to.equal('Invoices');
  });

  it('leads back to the control that opened it, where nothing was done', async () => {
    const portal = open();
    const flow = await lead(portal, 'LF-2038');
    flow.press('Not now');
    await portal.left();
    await until(() => portal.focused === portal.invoices.findPay('LF-2038'), 'the focus');
    const again = await lead(portal, 'LF-2038');
    again.back.click();
    await portal.left();
    await until(() => portal.focused === portal.invoices.findPay('LF-2038'), 'the focus');
    expect(page.wire.lines.filter((line) => line.startsWith('POST'))).to.deep.equal([]);
  });

  it('leads back to the whole list, where it was opened from there', async () => {
    const portal = open({view: 'invoices'});
    await until(() => portal.hasSections && portal.invoices.findPay('LF-2038'));
    portal.invoices.findPay('LF-2038')?.click();
    const flow = await portal.paying();
    await flow.offers('Pay');
    flow.press('Not now');
    await portal.left();
    expect(portal.element.view).to.equal('invoices');
  });

  it('asks the host first, and sends nothing where the host prevents it', async () => {
    const flow = await lead(open(), 'LF-2038');
    const asked = listen(document, 'billing-invoice-pay-request');
    const prevent = (event: Event): void => event.preventDefault();
    flow.element.addEventListener('billing-invoice-pay-request', prevent);
    flow.press('Pay');
    await quiet();
    expect(asked.map(({invoiceId, paymentMethodId}) => [invoiceId, paymentMethodId])).to.deep.equal([
      ['in_lf2038', 'pm_visa_brightwater'],
    ]);
    expect(page.keys('/pay')).to.deep.equal([]);
    expect(flow.busyButton).to.equal(undefined);
    flow.element.removeEventListener('billing-invoice-pay-request', prevent);
    flow.press('Pay');
    await flow.finished();
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('is told to the host also where the customer has gone on before the answer came', async () => {
    const portal = open();
    const flow = await lead(portal, 'LF-2038');
    const paid = listen(document, 'billing-invoice-paid');
    const held = page.answers.hold('/pay');
    flow.press('Pay');
    const answer = await held;
    flow.back.click();
    await portal.left();
    await answer.arrive();
    await until(() => paid.length > 0, 'the event');
    expect(portal.invoices.findState('LF-2038')).to.equal('Paid');
  });

  it('pays with the method that is chosen, and leaves out none but the expired', async () => {
    const flow = await lead(open(), 'LF-2038');
    expect(flow.methods).to.deep.equal(['Visa •••• 4242', 'Mastercard •••• 8210', 'SEPA •••• 3000']);
    flow.choose('SEPA');
    await flow.element.updateComplete;
    flow.press('Pay');
    await flow.finished();
    expect(flow.panel).to.contain('Paid with SEPA •••• 3000.');
    expect(page.bodies('/pay')[0]).to.include({paymentMethodId: 'pm_sepa_brightwater'});
  });

  it('pays with the card that is shown, also with one that was declined and is chosen again', async () => {
    const flow = await lead(open(), 'LF-2038');
    page.sandbox.nextPayment('declined');
    flow.press('Pay');
    await flow.says('Your bank declined €138.04');
    expect(flow.method).to.equal('Mastercard •••• 8210');
    flow.choose('Visa');
    await flow.element.updateComplete;
    expect(flow.method).to.equal('Visa •••• 4242');
    flow.press('Try again');
    await flow.finished();
    expect(page.bodies('/pay').at(-1)).to.include({paymentMethodId: 'pm_visa_brightwater'});
    expect(flow.panel).to.contain('Paid with Visa •••• 4242.');
  });

  it('is offered for what is open and what is overdue', async () => {
    page = await openFlowPage({scenario: 'open_invoice'});
    const portal = open();
    const flow = await lead(portal, 'LF-2038');
    expect(flow.buttons[0]).to.equal('Pay €160.65 now');
    flow.press('Pay');
    await flow.finished();
    flow.press('Back to billing');
    await portal.left();
    const late = await lead(portal, 'LF-1921');
    expect(late.panel).to.contain('Due since');
    late.press('Pay');
    await late.finished();
    expect(page.sandbox.effects.payments).to.equal(2);
  });

  it('is offered to who may pay, and to nobody else', async () => {
    for (const [role, offered] of [
      ['owner', true],
      ['billing', true],
      ['viewer', false],
    ] as const) {
      const portal = await open({sessionToken: await page.mint({role})}).shown();
      expect(portal.invoices.findPay('LF-2038') !== undefined, role).to.equal(offered);
      const notices = await portal.noticing();
      expect(notices.hasButtons, role).to.equal(offered);
      portal.element.remove();
    }
  });
});

describe('A flow that is loaded when it is first opened', () => {
  it('leaves the one that it was led out of where it is until then, and leads back to it', async () => {
    const portal = open();
    const flow = await lead(portal, 'LF-2038');
    const overviews: boolean[] = [];
    const root = portal.element.shadowRoot as ShadowRoot;
    new MutationObserver(() => overviews.push(portal.isOverviewShown)).observe(root, {childList: true, subtree: true});
    flow.press('Add another card');
    const adding = await portal.adding();
    await adding.offers('Not now');
    expect(overviews).to.not.include(true);
    adding.press('Not now');
    await (await portal.paying()).offers('Pay');
  });

  it('says that it could not be loaded, and is tried again', async () => {
    const {subscriptions} = modules;
    modules.subscriptions = () => Promise.reject(new TypeError('Failed to fetch'));
    const portal = await open().shown();
    portal.element.open('subscriptions/sub_crew/cancel');
    await until(() => portal.notice?.includes('Billing could not be reached'), 'what happened');
    modules.subscriptions = subscriptions;
    portal.action.click();
    await (await portal.changing()).offers('Cancel subscription');
  });
});

describe('An invoice-payment that stands alone', () => {
  const alone = (properties: Partial<HTMLElementTagNameMap['invoice-payment']> = {}): InvoicePaymentHarness =>
    new InvoicePaymentHarness(mount('invoice-payment', {...page.source, invoiceId: 'in_lf2038', ...properties}));

  it('pays its invoice, tells it once, and leads nowhere', async () => {
    const flow = alone();
    await flow.offers('Pay');
    expect(flow.hasBack).to.equal(false);
    expect(flow.buttons).to.deep.equal(['Pay €138.04 now']);
    const paid = listen(flow.element, 'billing-invoice-paid');
    flow.press('Pay');
    await flow.finished();
    await until(() => paid.length > 0);
    expect(paid[0]?.invoice?.id).to.equal('in_lf2038');
    expect(flow.buttons).to.deep.equal([]);
  });

  it('says that nothing is left to pay, and that an invoice could not be read', async () => {
    const paid = alone({invoiceId: 'in_lf1846'});
    await until(() => paid.text.includes('There is nothing left to pay on this invoice.'));
    expect(paid.buttons).to.deep.equal([]);
    const unknown = alone({invoiceId: 'in_unknown'});
    await until(() => unknown.failure?.includes('could not be loaded'));
  });

  it('is in the language and the sums of its customer', async () => {
    const flow = alone({locale: 'ar'});
    await until(() => flow.isReady && /[\u0600-\u06ff]/.test(flow.title) && flow.buttons.length > 0);
    expect(flow.direction).to.equal('rtl');
    expect(flow.buttons[0]).to.match(/[١٣٨]|138/);
  });

  it('shows the same payment as another one with the same session', async () => {
    const [one, other] = [alone(), alone()];
    await Promise.all([one.offers('Pay'), other.offers('Pay')]);
    const paid = listen(document, 'billing-invoice-paid');
    const asked = listen(document, 'billing-invoice-pay-request');
    const held = page.answers.hold('/pay');
    one.press('Pay');
    other.press('Pay');
    const answer = await held;
    await until(() => other.busyButton, 'the other one busy too');
    await answer.arrive();
    await Promise.all([one.finished(), other.finished()]);
    await quiet();
    expect(page.keys('/pay')).to.have.length(1);
    expect(asked).to.have.length(1);
    expect(paid).to.have.length(1);
    expect(page.sandbox.effects.payments).to.equal(1);
  });
});

describe('A payment that the bank declines', () => {
  it('says so with its amount, chooses another card beforehand, and is tried again as something new', async () => {
    const flow = await lead(open(), 'LF-2038');
    const failed = listen(document, 'billing-error');
    const heard = recordAnnouncements(flow.element);
    page.sandbox.nextPayment('declined');
    const pay = flow.button('Pay');
    pay.focus();
    pay.click();
    await flow.says('Your bank declined €138.04');
    expect(flow.notice).to.contain('Nothing was charged. Try again, or use another card.');
    expect(page.sandbox.effects.payments).to.equal(0);
    expect(flow.method).to.equal('Mastercard •••• 8210');
    expect(flow.methods).to.include('Visa •••• 4242');
    expect(flow.buttons[0]).to.equal('Try again, pay €138.04 now');
    expect(flow.focused === flow.button('Try again'), 'the focus stays').to.equal(true);
    expect(heard).to.deep.equal(['Your bank declined €138.04']);
    await until(() => failed.length > 0);
    flow.press('Try again');
    await flow.finished();
    expect(flow.panel).to.contain('Paid with Mastercard •••• 8210.');
    expect(page.sandbox.effects.payments).to.equal(1);
    expect(new Set(page.keys('/pay')).size).to.equal(2);
    expect(failed.map(({error}) => error.code)).to.deep.equal(['payment_declined']);
  });

  it('leaves the method as it was chosen where the refusal was not the card’s', async () => {
    const flow = await lead(open(), 'LF-2038');
    page.answers.replace('/pay', () => toRefusal(503, 'provider_rate_limited', {'Retry-After': '30'}));
    flow.press('Pay');
    await flow.says('Too much at once');
    expect(flow.method).to.equal('Visa •••• 4242');
    flow.press('Try again');
    await flow.finished();
    expect(page.bodies('/pay').at(-1)).to.include({paymentMethodId: 'pm_visa_brightwater'});
  });
});

describe('A payment that the bank wants confirmed in the page', () => {
  async function challenge(portal = open()): Promise<{flow: InvoicePaymentHarness; bank: ChallengeHarness}> {
    const flow = await lead(portal, 'LF-2038');
    page.sandbox.nextPayment('challenge');
    flow.button('Pay').focus();
    flow.press('Pay');
    return {flow, bank: await ChallengeHarness.find()};
  }

  it('asks in its own panel, and is done once it is confirmed', async () => {
    const portal = open();
    const {flow, bank} = await challenge(portal);
    const paid = listen(document, 'billing-invoice-paid');
    await flow.says('Your bank asks you to confirm');
    expect(bank.element.parentElement === portal.element, 'in the light of the outermost host').to.equal(true);
    expect(bank.isShown).to.equal(true);
    await until(() => bank.focused, 'the focus');
    expect(page.sandbox.effects.payments).to.equal(0);
    const held = page.answers.hold('/complete');
    bank.button('Confirm').click();
    const answer = await held;
    await flow.element.updateComplete;
    expect(bank.isShown, 'while its answer is on its way').to.equal(true);
    expect(flow.notice).to.contain('Your bank asks you to confirm');
    await answer.arrive();
    await flow.finished();
    expect(flow.done).to.equal('€138.04 paid');
    expect(page.sandbox.effects.payments).to.equal(1);
    expect(ChallengeHarness.count).to.equal(0);
    await until(() => paid.length > 0);
    expect(
      paid.map(({invoice}) => invoice?.status),
      'as it is now',
    ).to.deep.equal(['paid']);
    expect(flow.focused === flow.doneElement).to.equal(true);
  });

  it('says that it was refused there, keeps the focus, and can be tried again', async () => {
    const {flow, bank} = await challenge();
    bank.button('Refuse').focus();
    bank.button('Refuse').click();
    await flow.says('The payment was not confirmed');
    expect(flow.focused === flow.noticeTitle, 'the focus').to.equal(true);
    expect(page.sandbox.effects.payments).to.equal(0);
    flow.press('Try again');
    await flow.finished();
    expect(page.sandbox.effects.payments).to.equal(1);
    expect(new Set(page.keys('/pay')).size).to.equal(2);
  });

  it('can be stopped, and begun anew', async () => {
    const {flow, bank} = await challenge();
    flow.button('Stop').focus();
    flow.press('Stop');
    await flow.offers('Pay');
    expect(bank.element.isConnected).to.equal(false);
    expect(flow.focused, 'the focus is not lost').to.not.equal(null);
    flow.press('Pay');
    await flow.finished();
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('is left and opened again without anything being charged', async () => {
    const portal = open();
    const {flow} = await challenge(portal);
    flow.back.click();
    await portal.left();
    expect(ChallengeHarness.count).to.equal(0);
    const again = await lead(portal, 'LF-2038');
    expect(again.notice).to.equal(undefined);
    expect(page.sandbox.effects.payments).to.equal(0);
  });

  it('stays where it is over the portal’s leaving the page and coming back', async () => {
    const portal = open();
    const {flow, bank} = await challenge(portal);
    const where = portal.element.parentElement;
    portal.element.remove();
    await quiet();
    expect(bank.element.isConnected).to.equal(false);
    where?.append(portal.element);
    await until(() => bank.isShown, 'the bank’s question again');
    bank.button('Confirm').click();
    await flow.finished();
    expect(page.sandbox.effects.payments).to.equal(1);
  });
});

describe('A payment that the bank wants confirmed on a site of its own', () => {
  const address = location.href;
  // The page is never really left.
  const stay = (event: Event): void => event.preventDefault();
  afterEach(() => {
    history.replaceState(null, '', address);
    document.removeEventListener('billing-redirect', stay);
  });

  /** Leaves for the bank, as far as a test may, and gives where it would have gone. */
  async function leave(): Promise<{flow: InvoicePaymentHarness; portal: BillingPortalHarness; urls: string[]}> {
    const urls: string[] = [];
    const portal = open();
    portal.element.addEventListener('billing-redirect', ({url}) => void urls.push(url));
    const flow = await lead(portal, 'LF-2038');
    flow.press('Pay');
    await flow.offers('Continue to your bank');
    return {flow, portal, urls};
  }

  /** Comes back to the page in another life of it, with a session of its own. */
  async function comeBack(operation: string, customerId?: string): Promise<BillingPortalHarness> {
    const returned = new URL(address);
    returned.searchParams.set('billing_operation', operation);
    history.replaceState(null, '', returned);
    return open({sessionToken: await page.mint(customerId === undefined ? {} : {customerId})});
  }

  beforeEach(async () => {
    page = await openRedirectingPage({scenario: 'past_due'});
    document.addEventListener('billing-redirect', stay);
  });

  it('asks the host before the page is left, with the address, and only once', async () => {
    const {flow, urls} = await leave();
    expect(urls).to.have.length(1);
    expect(urls[0]).to.match(/^https:\/\/bank\.example\.com\/\?reference=/);
    flow.element.requestUpdate();
    await flow.element.updateComplete;
    expect(urls).to.have.length(1);
    flow.press('Continue to your bank');
    expect(urls).to.have.length(2);
    expect((page.bodies('/pay')[0] as {returnUrl: string}).returnUrl).to.equal(address);
    expect(page.sandbox.effects.payments).to.equal(0);
  });

  it('is done under another session when the customer comes back, and its outcome shown first', async () => {
    const {portal, urls} = await leave();
    const operation = page.operations()[0] ?? '';
    page.sandbox.answerChallenge(new URL(urls[0] ?? '').searchParams.get('reference') ?? '', 'pass');
    portal.element.remove();
    const paid = listen(document, 'billing-invoice-paid');
    const back = await comeBack(operation);
    const flow = await back.paying();
    await flow.finished();
    expect(flow.done).to.equal('€138.04 paid');
    await until(() => paid.length > 0);
    await quiet();
    expect(paid.map(({invoice}) => [invoice?.id, invoice?.status])).to.deep.equal([['in_lf2038', 'paid']]);
    expect(page.sandbox.effects.payments).to.equal(1);
    flow.press('Back to billing');
    await back.left();
    expect(back.invoices.findState('LF-2038')).to.equal('Paid');
  });

  it('says that it was not confirmed when that is what the customer comes back with', async () => {
    const {portal, urls} = await leave();
    const operation = page.operations()[0] ?? '';
    page.sandbox.answerChallenge(new URL(urls[0] ?? '').searchParams.get('reference') ?? '', 'fail');
    portal.element.remove();
    const back = await comeBack(operation);
    const flow = await back.paying();
    await flow.says('The payment was not confirmed');
    flow.press('Try again');
    await flow.offers('Continue to your bank');
    expect(page.sandbox.effects.payments).to.equal(0);
  });

  it('does not send away again whoever comes back without an answer', async () => {
    const {portal} = await leave();
    const operation = page.operations()[0] ?? '';
    portal.element.remove();
    const redirects = listen(document, 'billing-redirect');
    const back = await comeBack(operation);
    const flow = await back.paying();
    await flow.offers('Continue to your bank');
    await quiet();
    expect(redirects).to.deep.equal([]);
    flow.press('I have confirmed');
    await flow.offers('Continue to your bank');
    expect(redirects).to.deep.equal([]);
  });

  it('is silently the overview for an operation that nobody knows, and for another customer’s', async () => {
    const {portal} = await leave();
    portal.element.remove();
    for (const [operation, customerId] of [
      ['op_unknown', undefined],
      [page.operations()[0] ?? '', 'cus_millrace'],
    ] as const) {
      const failed = listen(document, 'billing-error');
      const back = await (await comeBack(operation, customerId)).shown();
      await until(() => page.wire.lines.filter((line) => line.includes(operation)).length > 0, 'a look');
      await quiet();
      expect(back.flow).to.equal(undefined);
      expect(back.isOverviewShown).to.equal(true);
      expect(failed).to.deep.equal([]);
      back.element.remove();
      await nextTask();
    }
  });
});
