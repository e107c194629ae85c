import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {Customer} from '../../src/contract/customer.js';
import type {CreateSession} from '../../src/contract/session.js';
import type {ScenarioName} from '../../src/server/providers/sandbox/index.js';
import {openFlowPage, toRefusal, type FlowPage} from '../support/flow-page.js';
import {BillingDetailsHarness, DetailsFormHarness} from '../support/harnesses/billing-details.js';
import {recordAnnouncements} from '../support/harnesses/flow.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {clearPage, listen, mount, quiet, until} from '../support/mount.js';

let page: FlowPage;

/** The element on its own, with a session of this kind. */
async function open(session: CreateSession = {}, locale?: string): Promise<BillingDetailsHarness> {
  const sessionToken = await page.mint(session);
  const details = new BillingDetailsHarness(mount('billing-details', {...page.source, sessionToken, locale}));
  return details.shown();
}

async function edit(session: CreateSession = {}): Promise<{details: BillingDetailsHarness; form: DetailsFormHarness}> {
  const details = await open(session);
  return {details, form: await details.editing()};
}

const restart = async (scenario: ScenarioName): Promise<void> => {
  page = await openFlowPage({scenario});
};
const sent = (path: string) => page.answers.sent.filter(({line}) => line.endsWith(path));
const readCustomer = async (): Promise<Customer> =>
  (await page.call('readPortal', {query: {include: ''}})).answer.customer;

before(focusPage);
beforeEach(async () => restart('active'));
afterEach(clearPage);

describe('Billing details', () => {
  it('are shown as facts, after one read that asks for nothing else', async () => {
    const details = await open();
    expect(details.heading).to.equal('Billing information');
    expect(details.facts).to.deep.equal({
      Name: 'Brightwater Joinery GmbH',
      Address: 'Lindenallee 14, 20095 Hamburg, Germany',
      'Tax ID': 'DE 812 455 901 Verified',
      'Invoices go to': 'accounts@brightwater.example.com',
    });
    expect(page.wire.lines).to.deep.equal(['GET /v1/portal?include=']);
  });

  it('write an address in the order of its country, and its name in the language of the page', async () => {
    await restart('yen');
    const japanese = await open({}, 'en');
    expect(japanese.facts['Address']).to.equal('〒105-0000, 港区, 水車町1-4, Japan');
    await restart('kuwait');
    const arabic = await open({}, 'ar');
    expect(arabic.direction).to.equal('rtl');
    expect(arabic.facts['العنوان']).to.equal('شارع السيف ١٤، الكويت، الكويت');
  });

  it('say to whom they are closed why, and have no control for them', async () => {
    for (const session of [{role: 'viewer'}, {readOnly: true}] as const) {
      const details = await open(session);
      expect(details.edit).to.equal(null);
      expect(details.text).to.contain('Only people who manage billing can change this.');
    }
    const nothing = await open({features: {billingInformation: {allowedUpdates: []}}});
    expect(nothing.edit).to.equal(null);
    expect(nothing.text).to.not.contain('Only people');
  });

  it('say that they are switched off where they stand alone', async () => {
    const sessionToken = await page.mint({features: {billingInformation: {view: false}}});
    const details = new BillingDetailsHarness(mount('billing-details', {...page.source, sessionToken}));
    await until(() => details.empty, 'what is empty');
    expect(details.empty).to.contain('This section is switched off');
  });

  it('say that they could not be loaded, and are tried again', async () => {
    page.wire.isCut = true;
    const details = new BillingDetailsHarness(mount('billing-details', page.source));
    await details.failed();
    expect(details.failure).to.contain('Billing information could not be loaded');
    page.wire.isCut = false;
    details.action.click();
    await details.shown();
    expect(details.facts['Name']).to.equal('Brightwater Joinery GmbH');
  });

  it('show foreign words as text, unknown states as they are spelled, and nothing for what is missing', async () => {
    page.answers.alter('/v1/portal', (answer) => {
      const {customer} = answer as {customer: Partial<Customer>};
      const taxId = {id: 't', type: 'x', value: '<img src=x onerror=alert(1)>', country: null, verification: 'on_hold'};
      Object.assign(customer, {
        name: '<b>Brightwater</b>',
        taxIds: [taxId],
        address: {country: 'DE'},
        email: undefined,
      });
      return answer;
    });
    const details = await open();
    expect(details.facts).to.deep.equal({
      Name: '<b>Brightwater</b>',
      Address: 'Germany',
      'Tax ID': '<img src=x onerror=alert(1)> on hold',
      'Invoices go to': 'Not given',
    });
    page.answers.heal();
    page.answers.alter('/v1/portal', (answer) => ({...answer, customer: {id: 'cus_brightwater', taxIds: []}}));
    expect((await open()).facts).to.deep.equal({
      Name: 'Not given',
      Address: 'Not given',
      'Invoices go to': 'Not given',
    });
  });
});

describe('Changing billing details', () => {
  it('is done by keyboard alone, and told once', async () => {
    const details = await open();
    const changed = listen(document, 'billing-details-changed');
    details.edit?.focus();
    await sendKeys({press: 'Enter'});
    const form = await details.editing();
    await until(() => form.focused === form.titleElement, 'the title');
    const heard = recordAnnouncements(form.element);
    // The way back, the name, the e-mail, the phone: the title itself is no stop.
    for (let stop = 0; stop < 3; stop++) await sendKeys({press: 'Tab'});
    expect(form.focused).to.equal(form.field('Phone'));
    await sendKeys({type: '+49 40 123456'});
    await sendKeys({press: 'Enter'});
    await form.finished();
    expect(form.done).to.equal('Billing information saved');
    expect(form.focused).to.equal(form.doneElement);
    await quiet();
    expect(heard).to.deep.equal(['Billing information saved']);
    expect(sent('/customer').map(({body}) => body)).to.deep.equal([{phone: '+49 40 123456'}]);
    expect(changed).to.have.length(1);
    expect(changed[0]?.customer?.phone).to.equal('+49 40 123456');
    form.button('Back to billing').focus();
    await sendKeys({press: 'Enter'});
    await until(() => details.focused === details.edit, 'the focus where it came from');
    expect(details.facts['Phone']).to.equal('+49 40 123456');
  });

  it('sends what differs, in the form of each country', async () => {
    const {form} = await edit();
    expect(form.labels.slice(3)).to.deep.equal([
      'Country',
      'Street and number',
      'Apartment, floor or building optional',
      'Postcode',
      'City',
    ]);
    form.type('Country', 'US');
    await form.element.updateComplete;
    expect(form.labels.slice(3)).to.deep.equal([
      'Country',
      'Street and number',
      'Apartment, floor or building optional',
      'City',
      'State',
      'ZIP code',
    ]);
    form.type('State', 'CA');
    form.type('ZIP code', '94103');
    form.press('Save');
    await form.finished();
    const {address} = await readCustomer();
    expect(address).to.deep.include({country: 'US', region: 'CA', postalCode: '94103', line1: 'Lindenallee 14'});
    expect(sent('/customer')[0]?.body).to.deep.equal({address});
  });

  it('has names for the browser to fill in', async () => {
    const {form} = await edit();
    const tokens = ['Company', 'Invoices', 'Phone', 'Country', 'Street', 'Postcode', 'City'].map(
      (label) => form.field(label).autocomplete,
    );
    expect(tokens.join()).to.equal(
      'billing organization,billing email,billing tel,billing country,billing address-line1,billing postal-code,billing address-level2',
    );
  });

  it('says what is wrong at each field and once above, sends nothing, and leads there', async () => {
    const {form} = await edit();
    form.type('Invoices go to', 'accounts@brightwater');
    form.type('Postcode', '2009');
    form.press('Save');
    await form.refused();
    expect(form.mistakes).to.deep.equal({
      'Invoices go to': 'Enter a whole address, for example name@example.com',
      Postcode: 'Postcodes in Germany have 5 digits',
    });
    expect(form.notice).to.contain('2 fields need a change');
    await until(() => form.focused === form.noticeTitle, 'the summary');
    form.links[1]?.click();
    expect(form.focused).to.equal(form.field('Postcode'));
    form.type('Postcode', '20095');
    await form.element.updateComplete;
    expect(Object.keys(form.mistakes)).to.deep.equal(['Invoices go to']);
    expect(page.answers.sent).to.deep.equal([]);
  });

  it('says at its field what only the endpoint refuses', async () => {
    const {form} = await edit();
    const problem = {code: 'invalid_request', field: 'address.city', details: {reason: 'unknown'}, retryable: false};
    page.answers.replace('/customer', () => new Response(JSON.stringify(problem), {status: 422}));
    form.type('City', 'Atlantis');
    form.press('Save');
    await form.refused();
    expect(Object.keys(form.mistakes)).to.deep.equal(['City']);
    expect(form.field('City').value).to.equal('Atlantis');
    form.type('City', 'Bremen');
    form.press('Save');
    await form.finished();
  });

  it('ships somewhere else, and back to the billing address', async () => {
    const {form} = await edit();
    form.sameShipping.click();
    await form.element.updateComplete;
    const street = form.element.shadowRoot?.querySelector<HTMLInputElement>('[id="shipping.line1"]');
    if (!street) throw new Error('no field to ship to');
    expect(street.autocomplete).to.equal('shipping address-line1');
    street.value = 'Hafen 2';
    street.dispatchEvent(new Event('input'));
    form.press('Save');
    await form.finished();
    expect((await readCustomer()).shipping).to.include({line1: 'Hafen 2', city: 'Hamburg'});
    form.press('Back to billing');
    clearPage();
    const again = await edit();
    again.form.sameShipping.click();
    again.form.press('Save');
    await again.form.finished();
    expect((await readCustomer()).shipping).to.equal(null);
  });

  it('sends once, however often it is pressed, and shows that it is at work', async () => {
    const {form} = await edit();
    form.type('Company', 'Brightwater');
    const held = page.answers.hold('/customer');
    form.press('Save');
    form.press('Save');
    const answer = await held;
    await form.element.updateComplete;
    expect(form.buttons).to.deep.equal(['Saving']);
    form.busyButton?.click();
    await answer.arrive();
    await form.finished();
    expect(page.sandbox.effects.details).to.equal(1);
  });

  it('keeps what was typed where nothing answers, and goes on under the same key', async () => {
    const {form} = await edit();
    form.type('Company', 'Brightwater');
    page.wire.isCut = true;
    form.press('Save');
    await form.offers('Try again');
    expect(form.notice).to.contain('Billing could not be reached');
    expect(form.field('Company').value).to.equal('Brightwater');
    page.wire.isCut = false;
    form.press('Try again');
    await form.finished();
    expect(new Set(sent('/customer').map(({key}) => key)).size).to.equal(1);
    expect((await readCustomer()).name).to.equal('Brightwater');
  });

  it('says what is refused as a whole, and lets it be tried again', async () => {
    const {form} = await edit();
    page.answers.replace('/customer', () => toRefusal(409, 'action_refused'));
    form.type('Company', 'Brightwater');
    form.press('Save');
    await form.says('This is not possible now');
    form.type('Company', 'Brightwater GmbH');
    form.press('Save');
    await form.finished();
  });

  it('asks the host first, and does nothing where that prevents it', async () => {
    const {form} = await edit();
    const asked = listen(document, 'billing-details-change-request');
    document.addEventListener('billing-details-change-request', (event) => event.preventDefault(), {once: true});
    form.type('Company', 'Brightwater');
    form.press('Save');
    await quiet();
    expect(asked[0]?.change).to.deep.equal({customer: {name: 'Brightwater'}});
    expect(page.answers.sent).to.deep.equal([]);
  });

  it('throws away what was typed where that is wanted, and keeps it where the customer only leaves', async () => {
    const {details, form} = await edit();
    form.type('Company', 'Brightwater');
    form.back.click();
    await until(() => details.edit?.checkVisibility(), 'the way back');
    const second = await details.editing();
    expect(second.field('Company').value).to.equal('Brightwater');
    second.press('Discard changes');
    await until(() => details.edit?.checkVisibility(), 'the way back');
    expect((await details.editing()).field('Company').value).to.equal('Brightwater Joinery GmbH');
    expect(page.answers.sent).to.deep.equal([]);
  });

  it('keeps what was typed over a session that ended and was opened anew', async () => {
    const fetchSession = async () => page.mint();
    const {sessionToken: _, ...source} = page.source;
    const details = new BillingDetailsHarness(mount('billing-details', {...source, fetchSession}));
    await details.shown();
    const form = await details.editing();
    form.type('Company', 'Brightwater');
    const {portal} = details.element;
    portal?.fail(Object.assign(new Error(), {name: 'BillingError', code: 'session_expired'}));
    portal?.changed();
    await details.ended();
    await portal?.reopen();
    const again = await details.editing();
    expect(again.field('Company').value).to.equal('Brightwater');
  });

  it('shows facts only, says why and leads back, where it is opened by somebody who may only read', async () => {
    const sessionToken = await page.mint({role: 'viewer'});
    const element = mount('billing-details-form', {...page.source, sessionToken, back: 'overview'});
    const form = new DetailsFormHarness(element);
    await form.shown();
    await form.offers('Back to billing');
    expect(form.labels).to.deep.equal([]);
    expect(form.panel).to.contain('Only people who manage billing can change this.');
    expect(form.buttons).to.deep.equal(['Back to billing']);
  });

  it('shows as facts what the configuration keeps closed, and has no dead controls', async () => {
    const {form} = await edit({features: {billingInformation: {allowedUpdates: ['phone', 'shipping']}}});
    expect(form.labels).to.deep.equal(['Phone optional']);
    expect(form.facts).to.deep.equal([
      'Company or full name Brightwater Joinery GmbH',
      'Invoices go to accounts@brightwater.example.com',
      'Address Lindenallee 14, 20095 Hamburg, Germany',
    ]);
    expect(form.taxIds.rows).to.deep.equal(['DE 812 455 901 Verified']);
    expect(form.taxIds.buttons).to.deep.equal([]);
  });
});

describe('A new e-mail address', () => {
  const newEmail = 'office@brightwater.example.com';

  async function askFor(email = newEmail): Promise<{details: BillingDetailsHarness; form: DetailsFormHarness}> {
    const opened = await edit();
    opened.form.type('Invoices go to', email);
    opened.form.press('Save');
    await opened.form.finished();
    return opened;
  }

  it('is confirmed with the code that was sent to it', async () => {
    const {details, form} = await askFor();
    form.press('Back to billing');
    const confirmation = await details.confirming();
    expect(confirmation.notice).to.contain(`Confirm ${newEmail}`);
    expect(details.facts['Invoices go to']).to.equal('accounts@brightwater.example.com');
    const changed = listen(document, 'billing-details-changed');
    confirmation.field('Code').focus();
    await sendKeys({type: page.inbox.at(-1)?.code.toLowerCase() ?? ''});
    await sendKeys({press: 'Enter'});
    await until(() => !details.isConfirming, 'the end of it');
    expect(details.facts['Invoices go to']).to.equal(newEmail);
    await until(() => details.focused?.id === 'heading', 'the focus at the heading');
    await quiet();
    expect(changed.map(({change}) => change)).to.deep.equal([{confirmEmail: newEmail}]);
  });

  it('is asked for again after a wrong code, and after one that is over', async () => {
    const {form} = await askFor();
    const confirmation = await form.confirming();
    confirmation.type('Code', 'AAAAAAAA');
    confirmation.press('Confirm');
    await confirmation.refused();
    expect(confirmation.mistakes['Code']).to.equal('This is not the code in the newest mail');
    page.clock.advance({minutes: 10});
    confirmation.press('Confirm');
    await until(() => confirmation.mistakes['Code']?.includes('not valid any more'), 'the code to be over');
    confirmation.press('Send a new code');
    await until(() => page.inbox.length === 2, 'another mail');
    await until(() => confirmation.text.includes('A new code is on its way'), 'what was done');
    confirmation.type('Code', page.inbox[1]?.code ?? '');
    confirmation.press('Confirm');
    await until(() => !form.isConfirming, 'the end of it');
    expect((await readCustomer()).email).to.equal(newEmail);
  });

  it('is forgotten where the old one is kept', async () => {
    const {details, form} = await askFor();
    form.press('Back to billing');
    const confirmation = await details.confirming();
    confirmation.press('Keep the old address');
    await until(() => !details.isConfirming, 'the end of it');
    expect(await readCustomer()).to.include({email: 'accounts@brightwater.example.com', pendingEmail: null});
  });

  it('is told at its field where no code could be sent', async () => {
    page = await openFlowPage({onEmailConfirmation: () => Promise.reject(new Error('no mail'))});
    const {form} = await edit();
    form.type('Invoices go to', newEmail);
    form.press('Save');
    await form.refused();
    expect(form.mistakes['Invoices go to']).to.contain('The code could not be sent to this address.');
  });

  it('is no field where nobody sends codes', async () => {
    page = await openFlowPage({onEmailConfirmation: undefined as never});
    const {form} = await edit();
    expect(form.labels).to.not.include('Invoices go to');
    expect(form.facts).to.include('Invoices go to accounts@brightwater.example.com');
  });
});

describe('Tax ids', () => {
  it('are added by keyboard alone, in the form of their country, and wait for their register', async () => {
    const {form} = await edit();
    const {taxIds} = form;
    const changed = listen(document, 'billing-details-changed');
    taxIds.type('Country', 'AT');
    await taxIds.element.updateComplete;
    expect(taxIds.text).to.contain('For example ATU12345678');
    taxIds.field('Tax ID').focus();
    await sendKeys({type: 'u 1358 5627'});
    await sendKeys({press: 'Enter'});
    await until(() => taxIds.rows.length === 2, 'another row');
    expect(taxIds.rows[1]).to.equal('ATU13585627 Being checked');
    expect(taxIds.announced).to.equal('ATU13585627 added');
    expect(taxIds.field('Tax ID').value).to.equal('');
    await quiet();
    expect(changed.map(({change}) => change)).to.deep.equal([{addTaxId: {type: 'eu_vat', value: 'ATU13585627'}}]);
    await page.sandbox.advanceBy({days: 1});
    await form.element.portal?.read();
    await until(() => taxIds.rows[1]?.endsWith('Verified'), 'what the register says');
  });

  it('that cannot be one, or are there, are refused at their field', async () => {
    const {form} = await edit();
    const {taxIds} = form;
    taxIds.press('Add tax ID');
    await taxIds.refused();
    expect(taxIds.mistakes['Tax ID']).to.equal('Fill this in');
    taxIds.type('Tax ID', '136695977');
    taxIds.press('Add tax ID');
    await until(() => taxIds.mistakes['Tax ID']?.includes('no tax ID of Germany'), 'what is wrong');
    expect(taxIds.field('Tax ID').value).to.equal('136695977');
    taxIds.type('Tax ID', 'DE 136 695 976');
    taxIds.press('Add tax ID');
    await until(() => taxIds.rows.length === 2, 'another row');
    taxIds.type('Tax ID', 'DE136695976');
    taxIds.press('Add tax ID');
    await until(() => taxIds.mistakes['Tax ID']?.includes('in the list already'), 'what is wrong');
    expect(page.sandbox.effects.details).to.equal(1);
  });

  it('are removed, and the focus stays near', async () => {
    const {form} = await edit();
    const {taxIds} = form;
    expect(taxIds.remover(0).ariaLabel).to.equal('Remove DE\u00a0812\u00a0455\u00a0901');
    taxIds.remover(0).focus();
    await sendKeys({press: 'Enter'});
    await until(() => taxIds.rows.length === 0, 'no rows');
    expect(taxIds.announced).to.equal('DE 812 455 901 removed');
    await until(() => taxIds.focused === taxIds.doneElement, 'what was done');
    expect((await readCustomer()).taxIds).to.deep.equal([]);
  });

  it('say what their registers answered, and what to do about it', async () => {
    const {form} = await edit();
    const {taxIds} = form;
    const answers = [
      ['AT', 'U13585627', 'unverified', 'Not in the register'],
      ['FR', '40303265045', 'unavailable', 'Could not be checked'],
    ] as const;
    for (const [country, value, answer] of answers) {
      page.sandbox.registerAnswers(answer);
      const count = taxIds.rows.length;
      taxIds.type('Country', country);
      taxIds.type('Tax ID', value);
      taxIds.press('Add tax ID');
      await until(() => taxIds.rows.length > count, 'another row');
    }
    await page.sandbox.advanceBy({days: 1});
    await form.element.portal?.read();
    await until(() => taxIds.rows[1]?.endsWith('Not in the register'), 'an answer');
    expect(taxIds.rows[2]).to.equal('FR 40 303 265 045 Could not be checked');
    expect(taxIds.text).to.contain('Check the number. Remove it and add it again if it is wrong.');
  });
});
