import {expect} from '@open-wc/testing';
import '../../src/components/payment-method-setup/payment-method-setup.js';
import '../../src/payment/sandbox/account-form.js';
import {openFlowPage, type FlowPage} from '../support/flow-page.js';
import {readText} from '../support/harnesses/element.js';
import {PaymentMethodSetupHarness} from '../support/harnesses/flow.js';
import {clearPage, mount, quiet, until} from '../support/mount.js';

const iban = 'DE89 3704 0044 0532 0130 00';
/** Its check digits are right, and it is no test number. */
const realIban = 'GB29 NWBK 6016 1331 9268 19';

let page: FlowPage;

async function open(session?: Parameters<FlowPage['mint']>[0], replaces = ''): Promise<PaymentMethodSetupHarness> {
  page = await openFlowPage();
  const sessionToken = session ? await page.mint(session) : page.token;
  const element = mount('payment-method-setup', {...page.source, sessionToken, replaces});
  const flow = new PaymentMethodSetupHarness(element);
  await until(() => element.shadowRoot?.querySelector('.panel slot'), 'a form');
  return flow;
}

const kindsOf = ({element}: PaymentMethodSetupHarness): HTMLButtonElement[] => [
  ...(element.shadowRoot?.querySelectorAll<HTMLButtonElement>('.segments button') ?? []),
];

async function choose(flow: PaymentMethodSetupHarness, label: string): Promise<void> {
  const button = await until(() => kindsOf(flow).find((one) => readText(one) === label), label);
  button.click();
}

/** The form for a bank account, once it can be typed into. */
async function findAccountForm(): Promise<ShadowRoot> {
  const find = (): ShadowRoot | undefined => document.querySelector('sandbox-account-form')?.shadowRoot ?? undefined;
  await until(() => find()?.querySelector('#number'), 'the form for an account');
  return find() as ShadowRoot;
}

const field = (form: ShadowRoot, id: string): HTMLInputElement => form.querySelector(`#${id}`) as HTMLInputElement;

function type(form: ShadowRoot, text: string): void {
  const input = field(form, 'number');
  input.value = text;
  input.dispatchEvent(new InputEvent('input', {bubbles: true}));
}

const mistakes = (form: ShadowRoot): string[] => [...form.querySelectorAll('.error')].map((note) => readText(note));

afterEach(clearPage);

describe('The kind of a payment method', () => {
  it('is chosen where several are accepted, each with a setup of its own', async () => {
    const flow = await open();
    await until(() => kindsOf(flow).length === 3, 'three kinds');
    expect(kindsOf(flow).map((one) => [readText(one), one.ariaPressed])).to.deep.equal([
      ['Card', 'true'],
      ['Bank account', 'false'],
      ['Wallet', 'false'],
    ]);
    await choose(flow, 'Bank account');
    await findAccountForm();
    await flow.offers('Save account');
    expect(page.bodies('/setups').map((body) => (body as {kind: string}).kind)).to.deep.equal(['card', 'bank_debit']);
    expect(document.querySelector('sandbox-card-form') === null).to.equal(true);
  });

  it('is not asked for where there is one, or where a method is replaced by one of its kind', async () => {
    const flow = await open({features: {paymentMethods: {accepted: ['wallet']}}});
    expect(kindsOf(flow)).to.have.length(0);
    expect(page.bodies('/setups').map((body) => (body as {kind: string}).kind)).to.deep.equal(['wallet']);
    clearPage();
    const other = await open(undefined, 'pm_sepa_brightwater');
    await findAccountForm();
    expect(kindsOf(other)).to.have.length(0);
    expect(page.bodies('/setups')[0]).to.include({kind: 'bank_debit', replaces: 'pm_sepa_brightwater'});
  });
});

describe('Adding a bank account', () => {
  it('needs its mandate, and says that the bank has yet to confirm it', async () => {
    const flow = await open();
    await choose(flow, 'Bank account');
    const form = await findAccountForm();
    type(form, iban.toLowerCase().replaceAll(' ', ''));
    expect(field(form, 'number').value).to.equal(iban);
    (await flow.offers('Save account')).click();
    await until(() => mistakes(form).length > 0, 'a mistake');
    expect(mistakes(form)).to.deep.equal(['Agree to this to go on.']);
    await until(() => form.activeElement === field(form, 'mandate'), 'the focus at the mandate');
    expect(page.bodies('/step')).to.deep.equal([]);
    field(form, 'mandate').click();
    await until(() => mistakes(form).length === 0, 'no mistake');
    flow.press('Save account');
    await flow.finished();
    expect(flow.done).to.equal('SEPA •••• 3000 saved');
    expect(flow.panel).to.contain('Your bank confirms it within a few days.');
    expect(page.bodies('/step')).to.deep.equal([{entry: {number: iban.replaceAll(' ', ''), mandate: 'accepted'}}]);
  });

  it('takes a number that may be somebody’s out of the field at once, and sends nothing of any other', async () => {
    const flow = await open();
    await choose(flow, 'Bank account');
    const form = await findAccountForm();
    field(form, 'mandate').click();
    type(form, realIban);
    await until(() => mistakes(form).length > 0, 'a mistake');
    expect(mistakes(form)[0]).to.contain('This looks like a real number.');
    expect(field(form, 'number').value).to.equal('');
    type(form, 'DE00 1234');
    (await flow.offers('Save account')).click();
    await until(() => mistakes(form)[0]?.includes('Use one of the test numbers'), 'another mistake');
    await quiet();
    expect(page.bodies('/step')).to.deep.equal([]);
  });
});

describe('Adding a wallet', () => {
  const answer = async (label: string): Promise<void> => {
    const find = (): HTMLButtonElement | undefined =>
      [...(document.querySelector('sandbox-challenge')?.shadowRoot?.querySelectorAll('button') ?? [])].find(
        (button) => readText(button) === label,
      );
    (await until(find, label)).click();
  };

  it('is done once the customer has agreed to it', async () => {
    const flow = await open();
    await choose(flow, 'Wallet');
    await answer('Confirm');
    await flow.finished();
    expect(flow.done).to.equal('PayPal saved');
  });

  it('is not where they have not, and says so', async () => {
    const flow = await open();
    await choose(flow, 'Wallet');
    await answer('Refuse');
    await flow.says('It was not confirmed');
    expect(flow.panel).to.contain('Nothing was saved.');
    expect(page.sandbox.effects.methods).to.equal(0);
  });
});
