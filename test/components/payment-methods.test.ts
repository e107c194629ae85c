import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import '../../src/components/payment-methods/payment-methods.js';
import {openFlowPage, type FlowPage} from '../support/flow-page.js';
import type {EndpointOptions} from '../support/endpoint.js';
import {CardFormHarness} from '../support/harnesses/payment-forms.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {PaymentMethodsHarness} from '../support/harnesses/payment-methods.js';
import {readText} from '../support/harnesses/element.js';
import {clearPage, listen, mount, quiet, until} from '../support/mount.js';

let page: FlowPage;

async function open(
  options: EndpointOptions = {},
  properties: Partial<HTMLElementTagNameMap['payment-methods']> = {},
  session?: Parameters<FlowPage['mint']>[0],
): Promise<PaymentMethodsHarness> {
  page = await openFlowPage(options);
  const sessionToken = session ? await page.mint(session) : page.token;
  const methods = new PaymentMethodsHarness(mount('payment-methods', {...page.source, sessionToken, ...properties}));
  await methods.shown();
  await until(() => methods.rows.length > 0 || methods.empty || methods.failure, 'methods');
  return methods;
}

before(focusPage);
afterEach(clearPage);

describe('The payment methods', () => {
  it('are listed by name, the default first, each with what there is to know of it', async () => {
    const methods = await open({scenario: 'many_methods'});
    expect(methods.heading).to.equal('Payment methods');
    expect(methods.rows).to.deep.equal([
      'Visa •••• 4242 Expires this month Default',
      'Mastercard •••• 8210 Expires 04/2028 · Pays for Crew',
      'SEPA •••• 3000 Banque Lune · Mandate of May 3, 2025',
      'American Express •••• 0005 Expired 09/2026 Replace',
      'PayPal accounts@brightwater.example.com',
      'SEPA •••• 3001 Banque Lune · Waiting for your bank to confirm it',
    ]);
  });

  it('say why an action is not possible, where it is, and do nothing then', async () => {
    const methods = await open();
    await methods.open('Visa');
    expect(methods.items).to.deep.equal([
      {label: 'Replace card', refusal: undefined},
      {label: 'Make default', refusal: 'It is the default already.'},
      {label: 'Remove card', refusal: 'It pays for Crew. Make another default first.'},
    ]);
    const sent = page.answers.sent.length;
    methods.item('Make default').click();
    methods.item('Remove card').click();
    await quiet();
    expect(methods.menu !== null).to.equal(true);
    expect(methods.dialog === null).to.equal(true);
    expect(page.answers.sent).to.have.length(sent);
  });

  it('protect the only one, with the way forward', async () => {
    const methods = await open();
    for (const words of ['Mastercard', 'SEPA']) {
      await methods.choose(words, 'Remove');
      methods.button('Remove', methods.dialog ?? undefined).click();
      await until(() => methods.rowElements.every((row) => !readText(row).includes(words)), `no ${words}`);
    }
    await methods.open('Visa');
    expect(methods.items.at(-1)?.refusal).to.equal(
      'It is the only one and Crew needs it. Replace it, or add another first.',
    );
  });

  it('tell those who may not change anything why', async () => {
    const methods = await open({}, {}, {role: 'viewer'});
    expect(methods.hasAdd).to.equal(false);
    expect(methods.text).to.contain('Your role does not allow it.');
    await methods.open('Mastercard');
    for (const {refusal} of methods.items) expect(refusal).to.contain('Your role does not allow it.');
  });

  it('offer nothing to choose from where the endpoint says nothing of it, and show nothing that is undefined', async () => {
    page = await openFlowPage();
    const method = {kind: 'card', label: null, expiry: null, status: 'active'};
    page.answers.alter('/portal', (answer) => ({
      ...answer,
      paymentMethods: [
        {...method, id: 'pm_1', kind: 'stone', brand: null, last4: null, status: 'petrified', isDefault: false},
        {...method, id: 'pm_2', brand: 'zeta', last4: '1', isDefault: true},
      ],
    }));
    const methods = new PaymentMethodsHarness(mount('payment-methods', page.source));
    await until(() => methods.rows.length === 2, 'two rows');
    expect(methods.rows).to.deep.equal(['Payment method', 'Zeta •••• 1 Default']);
    expect(methods.text).not.to.match(/undefined|null|NaN|Invalid/);
    await methods.open('Zeta');
    for (const {refusal} of methods.items) expect(refusal).to.equal('This is not possible now.');
  });

  it('are announced as loading, failed with another try, and empty in words', async () => {
    const methods = await open({scenario: 'no_subscription'});
    expect(methods.empty).to.contain('No payment method yet');
    expect(methods.hasAdd).to.equal(true);
    clearPage();
    page = await openFlowPage();
    page.sandbox.fail('listPaymentMethods', 'provider_unavailable', 1);
    const failing = new PaymentMethodsHarness(mount('payment-methods', page.source));
    await failing.failed();
    expect(failing.failure).to.contain('Payment methods could not be loaded');
    failing.action.click();
    await until(() => failing.rows.length === 3, 'the rows');
  });
});

describe('Another default', () => {
  it('is shown once the endpoint says so, with the button busy until then', async () => {
    const methods = await open();
    const [asked, told] = [
      listen(document, 'billing-payment-method-default-change-request'),
      listen(document, 'billing-payment-method-default-changed'),
    ];
    const held = page.answers.hold('/default');
    await methods.choose('SEPA', 'Make default');
    const answer = await held;
    await methods.element.updateComplete;
    expect(methods.opener('SEPA').ariaBusy).to.equal('true');
    expect(methods.rows[0]).to.contain('Visa');
    expect(told).to.have.length(0);
    await answer.arrive();
    await methods.announces('SEPA •••• 3000 is the default now');
    expect(methods.rows[0]).to.match(/^SEPA .* Default$/);
    expect(methods.focused === methods.opener('SEPA'), 'on at the same method').to.equal(true);
    await until(() => told.length > 0, 'the event');
    expect([...asked, ...told].map(({choice}) => choice.paymentMethodId)).to.deep.equal([
      'pm_sepa_brightwater',
      'pm_sepa_brightwater',
    ]);
  });

  it('is not asked for where the host prevents it', async () => {
    const methods = await open();
    document.addEventListener('billing-payment-method-default-change-request', (event) => event.preventDefault(), {
      once: true,
    });
    await methods.choose('SEPA', 'Make default');
    await quiet();
    expect(page.bodies('/default')).to.deep.equal([]);
  });

  it('that is refused says why, and the list is as it was', async () => {
    const methods = await open();
    page.sandbox.rateLimit('setDefaultPaymentMethod', 30, 1);
    await methods.choose('SEPA', 'Make default');
    await methods.says('Too much at once');
    expect(methods.rows[0]).to.contain('Visa');
    expect(methods.announced).to.equal('Too much at once');
  });

  it('of which nobody heard is sent again with its key, and done once', async () => {
    const methods = await open();
    page.answers.lose('/default', 1);
    await methods.choose('SEPA', 'Make default');
    await methods.says('could not be reached');
    methods.button('Try again').click();
    await methods.announces('SEPA •••• 3000 is the default now');
    expect(new Set(page.answers.keys('/default')).size).to.equal(1);
    expect(page.sandbox.effects.defaults).to.equal(1);
  });
});

describe('A method for one subscription', () => {
  it('can be chosen where there are several, and taken back', async () => {
    const methods = await open({scenario: 'several'});
    await methods.open('Mastercard');
    expect(methods.items.map(({label}) => label)).to.deep.equal([
      'Replace card',
      'Make default',
      'Use for Crew',
      'Use for Route history',
      'Remove card',
    ]);
    methods.item('Use for Crew').click();
    await methods.announces('Mastercard •••• 8210 pays for Crew now');
    expect(methods.rows[1]).to.equal('Mastercard •••• 8210 Expires 04/2028 · Pays for Crew');
    await methods.choose('Mastercard', 'Use the default for Crew again');
    await methods.announces('The default pays for Crew again');
    expect(methods.rows[1]).to.equal('Mastercard •••• 8210 Expires 04/2028');
  });
});

describe('Removing a method', () => {
  it('is asked first, says what will happen, and starts on the safe button', async () => {
    const methods = await open({scenario: 'many_methods'});
    await methods.choose('Mastercard', 'Remove card');
    const dialog = await until(() => methods.dialog, 'a dialog');
    expect(readText(dialog)).to.equal(
      'Remove Mastercard •••• 8210? Nothing is charged to it any more. Crew goes on being paid with Visa •••• 4242. Keep it Remove card',
    );
    expect(readText(methods.focused as Element)).to.equal('Keep it');
    methods.button('Keep it', dialog).click();
    await until(() => !methods.dialog, 'no dialog');
    expect(methods.focused === methods.opener('Mastercard')).to.equal(true);
    expect(page.bodies('/payment-methods/pm_')).to.deep.equal([]);
  });

  it('shows the row until the endpoint says so, and goes on at the heading', async () => {
    const methods = await open();
    const told = listen(document, 'billing-payment-method-removed');
    await methods.choose('Mastercard', 'Remove card');
    const held = page.answers.hold('/payment-methods/pm_mastercard_brightwater');
    methods.button('Remove card', methods.dialog ?? undefined).click();
    const answer = await held;
    await methods.element.updateComplete;
    expect(methods.rows).to.have.length(3);
    expect(readText(methods.dialog as HTMLElement)).to.contain('Removing');
    await answer.arrive();
    await methods.announces('Mastercard •••• 8210 removed');
    expect(methods.rows).to.have.length(2);
    expect(methods.dialog === null).to.equal(true);
    expect(methods.focused?.id).to.equal('heading');
    await until(() => told.length > 0, 'the event');
    expect(told[0]?.paymentMethodId).to.equal('pm_mastercard_brightwater');
  });

  it('that another window made impossible says so', async () => {
    const methods = await open();
    await methods.choose('Mastercard', 'Remove card');
    const {customerId} = page.sandbox;
    const write = {idempotencyKey: 'other window', signal: new AbortController().signal};
    await page.sandbox.setDefaultPaymentMethod(customerId, 'pm_mastercard_brightwater', write);
    methods.button('Remove card', methods.dialog ?? undefined).click();
    await methods.says('This is not possible now');
    await until(() => methods.rows[0]?.startsWith('Mastercard'), 'the truth');
    expect(methods.dialog === null).to.equal(true);
  });
});

describe('With the keyboard alone', () => {
  it('a method is found in the menu, made the default, and another one removed', async () => {
    const methods = await open();
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await sendKeys({press: key});
    };
    const focusedText = (): string => readText(methods.focused as Element);
    methods.opener('Mastercard').focus();
    await press('Enter');
    await until(() => methods.menu?.contains(methods.focused), 'the menu');
    expect(focusedText()).to.equal('Replace card');
    await press('ArrowUp');
    expect(focusedText()).to.equal('Remove card');
    await press('ArrowDown', 'ArrowDown');
    expect(focusedText()).to.equal('Make default');
    await press('Home', 'r');
    expect(focusedText(), 'the next that begins with it').to.equal('Remove card');
    await press('Escape');
    await until(() => !methods.menu, 'no menu');
    expect(methods.focused === methods.opener('Mastercard')).to.equal(true);
    await press('ArrowDown');
    await until(() => methods.menu?.contains(methods.focused), 'the menu again');
    await press('m', 'Enter');
    await methods.announces('Mastercard •••• 8210 is the default now');
    expect(methods.focused === methods.opener('Mastercard')).to.equal(true);
    methods.opener('SEPA').focus();
    await press(' ');
    await until(() => methods.menu?.contains(methods.focused), 'the menu of another');
    await press('End', 'Enter');
    await until(() => methods.dialog?.contains(methods.focused), 'the dialog');
    await press('Escape');
    await until(() => !methods.dialog, 'no dialog');
    expect(methods.focused === methods.opener('SEPA')).to.equal(true);
    await press('Enter');
    await until(() => methods.menu?.contains(methods.focused), 'the menu once more');
    await press('End', 'Enter');
    await until(() => methods.dialog?.contains(methods.focused), 'the dialog again');
    await press('Tab', 'Enter');
    await methods.announces('SEPA •••• 3000 removed');
    expect(methods.rows).to.have.length(2);
  });
});

describe('Adding and replacing', () => {
  it('take the place of the list, and lead back to the control that led there', async () => {
    const methods = await open();
    const replace = methods.opener('Visa');
    await methods.choose('Visa', 'Replace card');
    const flow = await methods.adding();
    await flow.offers('Save card');
    expect(flow.title).to.equal('Replace Visa •••• 4242');
    const form = await CardFormHarness.find();
    form.type('5555 5555 5555 4444');
    flow.press('Save card');
    await flow.finished();
    expect(methods.rows[0]).to.match(/^Mastercard •••• 4444 .*Default$/);
    flow.press('Back to billing');
    await until(() => methods.queryFlow === null, 'the list');
    expect(replace.isConnected).to.equal(true);
  });
});
