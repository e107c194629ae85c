import {expect} from '@open-wc/testing';
import {html} from 'lit';
import '../../src/components/payment-method-setup/payment-method-setup.js';
import type {FetchSession} from '../../src/client/session.js';
import {openFlowPage, toRefusal, type FlowPage} from '../support/flow-page.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import {PaymentMethodSetupHarness, recordAnnouncements} from '../support/harnesses/flow.js';
import {CardFormHarness} from '../support/harnesses/payment-forms.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {clearPage, listen, mount, nextTask, place, quiet, until} from '../support/mount.js';

const works = '4242 4242 4242 4242';

let page: FlowPage;
const open = (properties: Partial<HTMLElementTagNameMap['billing-portal']> = {}): BillingPortalHarness =>
  new BillingPortalHarness(mount('billing-portal', {...page.source, ...properties}));

/** Opens the form, as from a link into the portal. */
async function add(
  properties: Partial<HTMLElementTagNameMap['billing-portal']> = {},
): Promise<{portal: BillingPortalHarness; flow: PaymentMethodSetupHarness; form: CardFormHarness}> {
  const portal = open({view: 'payment-methods/add', ...properties});
  const flow = await portal.adding();
  const form = await CardFormHarness.find();
  await flow.offers('Save card');
  return {portal, flow, form};
}

/** Also in a page that is not painted, because another one stands before it. */
const nextFrame = (): Promise<unknown> =>
  Promise.race([new Promise((resolve) => requestAnimationFrame(resolve)), quiet()]);

before(focusPage);
beforeEach(async () => {
  page = await openFlowPage();
});
afterEach(clearPage);

describe('Adding a card', () => {
  it('takes place in the light of the outermost host, with the form’s own words and the flow’s button', async () => {
    const {portal, flow, form} = await add();
    expect(form.element.parentElement === portal.element).to.equal(true);
    expect(form.isShown).to.equal(true);
    expect(flow.title).to.equal('Add payment method');
    expect(flow.buttons).to.deep.equal(['Save card', 'Not now']);
    expect(flow.panel).to.contain('Nothing is charged today.');
  });

  it('saves a test card, tells it once, and leaves no form behind', async () => {
    const {portal, flow, form} = await add();
    const added = listen(document, 'billing-payment-method-added');
    const heard = recordAnnouncements(flow.element);
    form.type(works);
    const held = page.answers.hold('/complete');
    const save = flow.button('Save card');
    save.focus();
    save.click();
    const answer = await held;
    await flow.element.updateComplete;
    expect(flow.busyButton === save).to.equal(true);
    expect(flow.buttons).to.deep.equal(['Saving']);
    expect(form.isShown, 'what was typed stays').to.equal(true);
    expect(added).to.deep.equal([]);
    await answer.arrive();
    await flow.finished();
    expect(flow.done).to.equal('Visa •••• 4242 saved');
    expect(flow.focused === flow.doneElement).to.equal(true);
    await until(() => added.length > 0);
    await quiet();
    expect(added).to.have.length(1);
    expect(heard).to.deep.equal(['Visa •••• 4242 saved']);
    expect(CardFormHarness.count).to.equal(0);
    expect(portal.element.children).to.have.length(0);
    expect(page.sandbox.effects.methods).to.equal(1);
    expect(portal.element.portal?.answer?.paymentMethods).to.have.length(4);
  });

  it('refuses a number that may be somebody’s, and sends nothing of it', async () => {
    const {flow, form} = await add();
    const before = page.wire.sent.length;
    form.type('4111 1111 1111 1111');
    await until(() => form.mistakes.length > 0, 'a mistake');
    expect(form.mistakes[0]).to.contain('This looks like a real card.');
    expect(form.typed[0]).to.equal('');
    flow.press('Save card');
    await quiet();
    expect(page.wire.sent).to.have.length(before);
    expect(flow.busyButton).to.equal(undefined);
    form.type(works);
    flow.press('Save card');
    await flow.finished();
  });

  it('says what is incomplete in the form, and keeps the rest', async () => {
    const {flow, form} = await add();
    form.type(works, '');
    flow.press('Save card');
    await until(() => form.mistakes.length > 0, 'a mistake');
    expect(form.typed).to.deep.equal([works, '', '123']);
    expect(page.bodies('/payment-step')).to.deep.equal([]);
  });

  it('says that it could not be handed over, keeps what was typed, and is tried again', async () => {
    const {flow, form} = await add();
    form.type(works);
    page.wire.isCut = true;
    flow.press('Save card');
    await until(() => flow.panel.includes('It could not be saved.'), 'what happened');
    expect(form.typed[0]).to.equal(works);
    page.wire.isCut = false;
    flow.press('Save card');
    await flow.finished();
    expect(flow.panel).to.not.contain('could not be saved');
    expect(page.sandbox.effects.methods).to.equal(1);
  });

  it('is not certain where its last answer is lost, and goes on with the same key', async () => {
    const {flow, form} = await add();
    form.type(works);
    page.answers.lose('/complete');
    flow.press('Save card');
    await flow.says('Billing could not be reached');
    flow.press('Try again');
    await flow.finished();
    expect(page.sandbox.effects.methods).to.equal(1);
  });

  it('is asked of the host first, and leads back where the host prevents it', async () => {
    const portal = open();
    await portal.shown();
    const asked = listen(document, 'billing-payment-method-add-request');
    portal.element.addEventListener('billing-payment-method-add-request', (event) => event.preventDefault());
    portal.element.open('payment-methods/pm_visa_brightwater/replace');
    await until(() => asked.length > 0);
    await portal.left();
    expect(asked.map(({purpose}) => purpose)).to.deep.equal([{replaces: 'pm_visa_brightwater'}]);
    expect(page.bodies('/payment-methods')).to.deep.equal([]);
  });

  it('is begun once only, however often the flow is rendered', async () => {
    const {flow} = await add();
    for (let times = 0; times < 3; times++) {
      flow.element.requestUpdate();
      await flow.element.updateComplete;
    }
    expect(
      page.answers.sent.filter(({line}) => line.startsWith('POST') && line.includes('payment-method')),
    ).to.have.length(1);
  });

  it('waits for what is still on its way, and then begins', async () => {
    page = await openFlowPage({scenario: 'past_due'});
    const portal = await open().shown();
    const held = page.answers.hold('/pay');
    (await portal.noticing()).button('Pay').click();
    const answer = await held;
    portal.element.open('payment-methods/add');
    const flow = await portal.adding();
    await until(() => flow.panel.includes('Something else is still on its way.'));
    expect(CardFormHarness.count).to.equal(0);
    await answer.arrive();
    await flow.offers('Save card');
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('can be refused, and tried again as something new', async () => {
    page.answers.replace('/payment-methods', () => toRefusal(501, 'provider_cannot'));
    page.answers.replace('/setup', () => toRefusal(501, 'provider_cannot'));
    const portal = open({view: 'payment-methods/add'});
    const flow = await portal.adding();
    await flow.says('This is not possible now');
    page.answers.heal();
    flow.press('Try again');
    await flow.offers('Save card');
  });

  it('begins anew after one that was added', async () => {
    const {portal, flow, form} = await add();
    form.type(works);
    flow.press('Save card');
    await flow.finished();
    flow.press('Back to billing');
    await portal.left();
    portal.element.open('payment-methods/add');
    const again = await portal.adding();
    await again.offers('Save card');
    const other = await CardFormHarness.find();
    expect(other.typed).to.deep.equal(['', '', '']);
    expect(other.element === form.element).to.equal(false);
  });
});

describe('A card that is added on the way to a payment', () => {
  it('leads back to the payment, and is what it is paid with', async () => {
    page = await openFlowPage({scenario: 'past_due'});
    const portal = await open().shown();
    portal.invoices.findPay('LF-2038')?.focus();
    portal.invoices.findPay('LF-2038')?.click();
    const payment = await portal.paying();
    await payment.offers('Pay');
    payment.button('Add another card').focus();
    payment.press('Add another card');
    const flow = await portal.adding();
    const form = await CardFormHarness.find();
    await flow.offers('Save card');
    form.type('5555 5555 5555 4444');
    flow.press('Save card');
    await flow.finished();
    flow.press('Back to billing');
    const again = await portal.paying();
    await again.offers('Pay');
    expect(again.method).to.equal('Mastercard •••• 4444');
    expect(page.sandbox.effects.payments).to.equal(0);
    again.press('Pay');
    await again.finished();
    expect(again.panel).to.contain('Paid with Mastercard •••• 4444.');
    again.press('Back to billing');
    await portal.left();
    expect(portal.element.view).to.equal('overview');
  });

  it('leads back to the payment also where it is not added after all', async () => {
    page = await openFlowPage({scenario: 'past_due'});
    const portal = await open().shown();
    portal.invoices.findPay('LF-2038')?.click();
    const payment = await portal.paying();
    await payment.offers('Pay');
    payment.press('Add another card');
    const flow = await portal.adding();
    await flow.offers('Not now');
    flow.press('Not now');
    const again = await portal.paying();
    await again.offers('Pay');
    again.press('Not now');
    await portal.left();
  });
});

describe('A card that takes the place of another', () => {
  it('says which, and is the only one of the two afterwards', async () => {
    const portal = await open().shown();
    const added = listen(document, 'billing-payment-method-added');
    (await portal.noticing()).button('Replace card').focus();
    (await portal.noticing()).button('Replace card').click();
    const flow = await portal.adding();
    const form = await CardFormHarness.find();
    await flow.offers('Save card');
    expect(flow.title).to.equal('Replace Visa •••• 4242');
    form.type('5555 5555 5555 4444');
    flow.press('Save card');
    await flow.finished();
    expect(flow.done).to.equal('Mastercard •••• 4444 saved');
    expect(flow.panel).to.contain('It has taken the place of the old one');
    await until(() => added.length > 0);
    expect(added[0]?.purpose).to.deep.equal({replaces: 'pm_visa_brightwater'});
    flow.press('Back to billing');
    await portal.left();
    const methods = portal.element.portal?.answer?.paymentMethods ?? [];
    expect(methods.map(({last4, isDefault}) => `${last4} ${isDefault}`)).to.have.members([
      '8210 false',
      '3000 false',
      '4444 true',
    ]);
    expect(portal.summary.next).to.contain('Mastercard •••• 4444');
    // Nothing expires any more: the notice is gone, and the focus is not.
    await until(() => portal.focused, 'the focus');
  });
});

describe('What was typed into a card form', () => {
  const typed = [works, '12 / 35', '123'];

  it('outlives the session’s end and its renewal by the host, and is saved once', async () => {
    const {flow, form} = await add({fetchSession: async () => page.mint()});
    form.type(works);
    await page.end();
    flow.press('Save card');
    await flow.finished();
    expect(page.sandbox.effects.methods).to.equal(1);
  });

  it('outlives a session that ended and was opened again by the customer', async () => {
    let isDown = false;
    const fetchSession: FetchSession = async () => {
      if (isDown) throw new Error('nobody is signed in');
      return page.mint();
    };
    const {portal, form} = await add({fetchSession});
    form.type(works);
    isDown = true;
    await page.end();
    await portal.element.refresh();
    await portal.ended();
    expect(form.element.isConnected).to.equal(false);
    isDown = false;
    portal.action.click();
    const flow = await portal.adding();
    await until(() => form.isShown, 'the same form');
    expect(form.typed).to.deep.equal(typed);
    await flow.offers('Save card');
    flow.press('Save card');
    await flow.finished();
    expect(flow.done).to.equal('Visa •••• 4242 saved');
    expect(page.sandbox.effects.methods).to.equal(1);
  });

  it('is not shown to another customer who comes after the session ended', async () => {
    let next = (): Promise<string> => page.mint();
    const {portal, form} = await add({fetchSession: () => next()});
    form.type(works);
    next = () => Promise.reject(new Error('nobody is signed in'));
    await page.end();
    await portal.element.refresh();
    await portal.ended();
    next = () => page.mint({customerId: 'cus_millrace'});
    portal.action.click();
    const flow = await portal.adding();
    await flow.offers('Save card');
    const other = await CardFormHarness.find();
    expect(other.element === form.element).to.equal(false);
    expect(other.typed).to.deep.equal(['', '', '']);
  });

  for (const [name, wait] of [
    ['at once', quiet],
    ['a frame later', async () => void (await nextFrame())],
    [
      'a while later',
      async () => {
        await nextFrame();
        await nextFrame();
        await quiet();
      },
    ],
  ] as const) {
    it(`outlives the portal’s removal where it comes back ${name}`, async () => {
      const {portal, flow, form} = await add();
      form.type(works);
      const where = portal.element.parentElement;
      portal.element.remove();
      await wait();
      where?.append(portal.element);
      await until(() => form.isShown, 'the form again');
      expect(form.typed).to.deep.equal(typed);
      flow.press('Save card');
      await flow.finished();
      expect(page.sandbox.effects.methods).to.equal(1);
      expect(page.operations()).to.have.length(1);
    });
  }

  it('outlives what the host renders around the portal', async () => {
    const template = (title: string) =>
      html`<h1>${title}</h1>
        <billing-portal
          .endpoint=${page.source.endpoint}
          .sessionToken=${page.source.sessionToken}
          .fetch=${page.source.fetch}
          .view=${'payment-methods/add'}
        ></billing-portal>`;
    const where = place(template('One'));
    const form = await CardFormHarness.find();
    form.type(works);
    place(template('Two'), where);
    await quiet();
    expect((await CardFormHarness.find()).element === form.element).to.equal(true);
    expect(form.isShown).to.equal(true);
    expect(form.typed).to.deep.equal(typed);
  });

  it('outlives a host that clears the portal of what it did not put there', async () => {
    const {portal, form} = await add();
    form.type(works);
    form.field('expiry').focus();
    portal.element.replaceChildren();
    await until(() => form.isShown, 'the form again');
    expect(form.typed).to.deep.equal(typed);
    expect(form.focused, 'the focus').to.not.equal(null);
  });

  it('outlives another language', async () => {
    const {portal, form} = await add();
    form.type(works);
    portal.element.locale = 'ar';
    await until(() => /[\u0600-\u06ff]/.test(form.text), 'Arabic');
    expect(form.typed).to.deep.equal(typed);
  });

  it('is gone once the flow is left', async () => {
    const {portal, flow, form} = await add();
    form.type(works);
    flow.press('Not now');
    await portal.left();
    await nextTask();
    expect(form.element.isConnected).to.equal(false);
    expect(portal.element.portal?.write).to.equal(undefined);
  });
});

describe('A payment-method-setup that stands alone', () => {
  it('adds a card in its own light, and leads nowhere', async () => {
    const flow = new PaymentMethodSetupHarness(mount('payment-method-setup', page.source));
    const form = await CardFormHarness.find();
    expect(form.element.parentElement === flow.element).to.equal(true);
    await flow.offers('Save card');
    expect(flow.buttons).to.deep.equal(['Save card']);
    form.type(works);
    flow.press('Save card');
    await flow.finished();
    expect(flow.buttons).to.deep.equal([]);
  });

  it('pays one subscription alone with it, where that is asked for', async () => {
    const flow = new PaymentMethodSetupHarness(
      mount('payment-method-setup', {...page.source, subscriptionId: 'sub_crew'}),
    );
    const form = await CardFormHarness.find();
    form.type('5555 5555 5555 4444');
    await flow.offers('Save card');
    flow.press('Save card');
    await flow.finished();
    const {paymentMethodId} = flow.element.portal?.answer?.subscriptions?.[0] ?? {};
    const method = flow.element.portal?.answer?.paymentMethods?.find(({last4}) => last4 === '4444');
    expect(paymentMethodId).to.equal(method?.id);
  });
});
