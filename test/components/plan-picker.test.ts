import {expect} from '@open-wc/testing';
import type {EndpointOptions} from '../support/endpoint.js';
import {openFlowPage, type FlowPage} from '../support/flow-page.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import {readText} from '../support/harnesses/element.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {PlanPickerHarness} from '../support/harnesses/plan-picker.js';
import {clearPage, mount, quiet, until} from '../support/mount.js';

let page: FlowPage;
const ids = {subscriptionId: 'sub_crew'};

/** A picker of its own; without a subscription it starts one. */
async function pick(subscriptionId = 'sub_crew', options: EndpointOptions = {}): Promise<PlanPickerHarness> {
  page = await openFlowPage(options);
  return new PlanPickerHarness(mount('plan-picker', {...page.source, subscriptionId})).choosing();
}

/** A picker that the portal leads to. */
async function lead(options: EndpointOptions = {}): Promise<[PlanPickerHarness, BillingPortalHarness]> {
  page = await openFlowPage(options);
  const portal = new BillingPortalHarness(mount('billing-portal', {...page.source}));
  await portal.shown();
  portal.element.open('subscriptions/sub_crew/plan');
  const picker = await until(() => portal.element.shadowRoot?.querySelector('plan-picker'), 'the picker');
  return [await new PlanPickerHarness(picker).choosing(), portal];
}

const asked = (): unknown[] => page.bodies('/preview');

before(focusPage);
afterEach(clearPage);

describe('Plans to choose from', () => {
  it('are cards with their price and what they come with, and the present one is marked', async () => {
    const picker = await pick();
    expect(picker.title).to.equal('Change plan');
    expect(picker.names).to.deep.equal(['Starter', 'Crew', 'Company']);
    const {price, features, isYours, isChosen} = picker.card('Crew');
    expect([price, isYours, isChosen]).to.deep.equal(['€29.00', true, true]);
    expect(features).to.contain('10,000 dispatches');
    expect(picker.card('Crew').text).to.contain('per seat, per month');
    expect(picker.card('Company').isYours).to.equal(false);
    expect(picker.will).to.equal('Crew, 4 seats, €138.04 per month VAT included. This is what you have now.');
    expect(picker.canReview).to.equal(false);
    await quiet();
    expect(asked(), 'nothing is asked for what there is').to.deep.equal([]);
  });

  it('say why one of them cannot be chosen, with the numbers and the way forward', async () => {
    const picker = await pick();
    const {isOff, why} = picker.card('Starter');
    expect(isOff).to.equal(true);
    expect(why).to.equal('Starter has room for 2 seats and 4 are in use. Free up 2 seats to choose it.');
    picker.choose('Starter');
    await picker.element.updateComplete;
    expect(picker.chosen).to.deep.equal(['Crew']);
    expect(picker.radio('Starter').tabIndex, 'reached by the arrows').to.equal(-1);
  });

  it('stay while other words are on their way', async () => {
    const picker = await pick();
    picker.element.locale = 'ja';
    await picker.element.updateComplete;
    expect(picker.element.localize.ready).to.equal(false);
    expect(picker.names).to.deep.equal(['Starter', 'Crew', 'Company']);
    await until(() => picker.element.localize.ready && picker.title !== 'Change plan', 'the words');
    expect(picker.names).to.deep.equal(['Starter', 'Crew', 'Company']);
  });

  it('say once what stands in the way of all of them, and where it leads on', async () => {
    const [picker, portal] = await lead({scenario: 'past_due'});
    expect(picker.common).to.contain('Your last payment failed');
    expect(picker.card('Company').why).to.equal(picker.common);
    expect(picker.card('Company').text).not.to.contain('Your last payment');
    const [way] =
      portal.element.shadowRoot?.querySelector('plan-picker')?.shadowRoot?.querySelectorAll('.common .link') ?? [];
    (way as HTMLElement).click();
    await until(() => portal.element.view.startsWith('invoices'), 'the invoices');
  });

  it('name every reason that the endpoint names, each in words of its own', async () => {
    const picker = await pick('sub_crew', {configurations: {features: {change: {downgrade: false, upgrade: false}}}});
    expect(picker.common ?? picker.card('Company').why).to.contain('switched off');
    clearPage();
    const other = await pick('sub_crew', {configurations: {features: {change: {transitions: {crew: ['starter']}}}}});
    expect(other.card('Company').why).to.contain('You cannot change to this from the plan that you have');
    clearPage();
    const many = await pick('sub_crew', {scenario: 'many_plans'});
    expect(many.names.length).to.equal(12);
    expect(many.card('Small crew').why).to.contain('Dispatches: you use 6,180, and this includes 4,000');
  });

  it('show what a longer interval costs less, in the endpoint’s money', async () => {
    const picker = await pick();
    expect(picker.intervals).to.deep.equal(['Monthly', 'Yearly']);
    expect(picker.saving).to.contain('Yearly costs €58.00 less per Crew seat and year');
    picker.choose('Company');
    await picker.element.updateComplete;
    expect(picker.saving).to.contain('Yearly costs €98.00 less per Company seat and year');
    picker.chooseInterval('Yearly');
    await picker.settled();
    expect(picker.card('Company').price).to.equal('€490.00');
    expect(picker.card('Company').text).to.contain('€98.00 less than 12 × €49.00');
    expect(picker.saving).to.contain('The saving is set against twelve monthly payments.');
    expect(picker.chosen).to.deep.equal(['Company']);
    expect(asked().at(-1)).to.deep.include({priceId: 'company_yearly'});
  });

  it('can be none, or one', async () => {
    const none = await pick('sub_crew', {configurations: {catalog: {plans: []}}});
    expect(none.nothing).to.contain('There is nothing to choose from');
    clearPage();
    const unknown = await pick('sub_nobody');
    expect(unknown.nothing).to.contain('There is nothing to choose from');
    clearPage();
    const plan = {id: 'crew', priceIds: ['crew_monthly'], quantity: {maximum: 50}};
    const one = await pick('sub_crew', {configurations: {catalog: {plans: [plan]}}});
    expect(one.names).to.deep.equal(['Crew']);
    expect(one.intervals).to.deep.equal([]);
    one.more('Seats').click();
    await one.settled();
    expect(one.canReview).to.equal(true);
  });
});

describe('What is chosen', () => {
  it('is asked for once it stands still, and said in the endpoint’s amounts', async () => {
    const picker = await pick();
    picker.choose('Company');
    picker.more('Seats').click();
    await picker.element.updateComplete;
    picker.more('Seats').click();
    await picker.settled();
    const input = {kind: 'plan', priceId: 'company_monthly', quantity: 6, addOns: []} as const;
    expect(asked()).to.deep.equal([input]);
    const {answer} = await page.call('previewChange', {ids, body: {...input}});
    const total = picker.element.localize.money(answer.to?.totals.total ?? {amount: 0, currency: 'EUR', exponent: 2});
    expect(picker.will).to.equal(
      `Company, 6 seats, ${total} per month VAT included. You see the exact amounts before anything is charged.`,
    );
    expect(picker.canReview).to.equal(true);
  });

  it('leaves the old amounts in their place until the new ones are here', async () => {
    const picker = await pick();
    const before = picker.will.split(' VAT')[0];
    const held = page.wire.hold('/preview');
    picker.choose('Company');
    const preview = await held;
    expect([picker.isOld, picker.isFetching]).to.deep.equal([true, true]);
    expect(picker.will).to.contain(before);
    const height = picker.review.getBoundingClientRect().top;
    await preview.release();
    await picker.settled();
    expect(picker.isOld).to.equal(false);
    expect(picker.will).to.contain('Company, 4 seats');
    expect(picker.review.getBoundingClientRect().top).to.equal(height);
  });

  it('never shows a late answer for what was chosen before', async () => {
    const picker = await pick();
    const held = page.wire.hold('/preview');
    picker.choose('Company');
    const late = await held;
    picker.more('Seats').click();
    await until(() => asked().length === 2, 'the second question');
    await picker.settled();
    expect(picker.will).to.contain('Company, 5 seats');
    expect(late.request.signal.aborted).to.equal(true);
    expect(picker.will).to.contain('Company, 5 seats');
  });

  it('says where the amounts could not be had, and asks again', async () => {
    const picker = await pick();
    page.sandbox.fail('previewChange', 'provider_unavailable', 1);
    picker.choose('Company');
    await picker.settled();
    await until(() => picker.will.includes('The amounts could not be fetched.'), 'the failure');
    picker.again.click();
    await until(() => picker.will.includes('Company, 4 seats'), 'the amounts');
  });

  it('has no fewer seats than are in use, and no more than the plan has', async () => {
    const picker = await pick();
    expect(picker.hint('Seats')).to.equal('4 in use, 50 at most');
    expect(picker.less('Seats').ariaDisabled).to.equal('true');
    picker.less('Seats').click();
    const seats = picker.count('Seats');
    picker.write(seats, '2');
    await picker.element.updateComplete;
    expect(picker.hint('Seats')).to.contain('4 are in use. Choose 4 or more.');
    expect(seats.ariaInvalid).to.equal('true');
    expect(picker.canReview).to.equal(false);
    expect(picker.will).to.equal('Put right what is marked above to go on.');
    for (const [text, fault] of [
      ['51', 'Choose 50 or fewer.'],
      ['many', 'Write a whole number.'],
      ['4.5', 'Write a whole number.'],
      ['', 'Write a whole number.'],
    ] as const) {
      picker.write(seats, text);
      await picker.element.updateComplete;
      expect(picker.hint('Seats'), text).to.contain(fault);
    }
    picker.review.click();
    await until(() => picker.focused === seats, 'the focus');
    picker.write(seats, '٩');
    picker.leave(seats);
    await picker.settled();
    expect([seats.value, picker.hint('Seats')]).to.deep.equal(['9', '4 in use, 50 at most']);
    expect(asked()).to.deep.equal([{kind: 'plan', priceId: 'crew_monthly', quantity: 9, addOns: []}]);
  });

  it('goes in the steps of the plan, and keeps the wish for another plan', async () => {
    const crew = {id: 'crew', priceIds: ['crew_monthly'], quantity: {maximum: 50, meter: 'seats'}};
    const company = {id: 'company', priceIds: ['company_monthly'], quantity: {minimum: 5, step: 5, meter: 'seats'}};
    const picker = await pick('sub_crew', {configurations: {catalog: {plans: [crew, company]}}});
    picker.choose('Company');
    await picker.element.updateComplete;
    expect([picker.count('Seats').value, picker.hint('Seats')]).to.deep.equal([
      '5',
      '4 in use, 5 at least, in steps of 5',
    ]);
    picker.more('Seats').click();
    await picker.element.updateComplete;
    expect(picker.count('Seats').value).to.equal('10');
    picker.write(picker.count('Seats'), '12');
    await picker.element.updateComplete;
    expect(picker.hint('Seats')).to.contain('Choose 10 or 15.');
    picker.choose('Crew');
    await picker.element.updateComplete;
    expect(picker.count('Seats').value).to.equal('10');
  });

  it('has the add-ons of the plan, and says which of them end', async () => {
    const picker = await pick('sub_crew', {scenario: 'add_ons'});
    const [history] = picker.switches;
    expect(history?.ariaChecked).to.equal('true');
    expect(picker.count('Workshop seats').value).to.not.equal('0');
    history?.click();
    await picker.settled();
    const quantity = Number(picker.count('Workshop seats').value);
    expect(asked().at(-1)).to.deep.equal({
      kind: 'plan',
      priceId: 'crew_monthly',
      quantity: 4,
      addOns: [{priceId: 'workshop_access_monthly', quantity}],
    });
    history?.click();
    await picker.settled();
    expect(picker.canReview, 'as it was').to.equal(false);
    picker.choose('Company');
    await picker.settled();
    expect(picker.addOns).to.contain('Route history is not part of Company and ends with this change.');
  });

  it('shows what may not be changed as it is, and says why', async () => {
    const change = {quantity: false, addOns: false, promotionCode: false};
    const picker = await pick('sub_crew', {configurations: {features: {change}}});
    expect(picker.hasCode).to.equal(false);
    expect(picker.text).to.contain('Seats 4 This is switched off');
    expect(picker.switches.every(({ariaDisabled}) => ariaDisabled === 'true')).to.equal(true);
    picker.choose('Company');
    await picker.settled();
    expect(asked()).to.deep.equal([{kind: 'plan', priceId: 'company_monthly'}]);
    expect(picker.will).to.contain('Company, 4 seats');
  });
});

describe('A promotion code', () => {
  it('is applied with its effect in the endpoint’s words, and removed', async () => {
    const picker = await pick();
    picker.choose('Company');
    await picker.settled();
    const full = picker.will;
    picker.write(picker.code, ' FIELD10 ');
    picker.codeButton.click();
    await picker.settled();
    expect(picker.codeNote).to.match(/^10% off Company until .+ 2027$/);
    expect(picker.will).to.contain('€209.92 per month');
    expect([readText(picker.codeButton), picker.code.readOnly]).to.deep.equal(['Remove', true]);
    picker.codeButton.click();
    await picker.settled();
    expect([picker.will, picker.codeNote, picker.code.value]).to.deep.equal([full, '', '']);
  });

  it('that is not taken says why below its field, and the amounts are those without it', async () => {
    const picker = await pick();
    picker.choose('Company');
    for (const [code, why] of [
      ['NOTHING', 'There is no such code.'],
      ['SPRING25', 'This code has expired.'],
      ['YEARLY20', 'This code is not for what you chose.'],
    ] as const) {
      picker.write(picker.code, code);
      picker.codeButton.click();
      await until(() => picker.codeNote.includes(why), why);
      await picker.settled();
      expect(picker.code.ariaInvalid).to.equal('true');
      expect(picker.will).to.contain('€233.24 per month');
      expect(picker.canReview).to.equal(true);
    }
    picker.write(picker.code, 'F');
    await picker.element.updateComplete;
    expect(picker.codeNote).to.equal('');
  });

  it('that is taken no more with another choice is let go, and this is said', async () => {
    const picker = await pick();
    picker.chooseInterval('Yearly');
    picker.choose('Company');
    picker.write(picker.code, 'YEARLY20');
    picker.codeButton.click();
    await until(() => picker.codeNote.startsWith('20% off Company'), 'its effect');
    picker.chooseInterval('Monthly');
    await until(() => picker.codeNote.includes('This code is not for what you chose.'), 'the reason');
    await picker.settled();
    expect(picker.will).to.contain('€233.24 per month');
  });

  it('that was written and not applied goes along into the review', async () => {
    const picker = await pick();
    picker.choose('Company');
    await picker.settled();
    picker.write(picker.code, 'FIELD10');
    picker.review.click();
    const review = await picker.reviewing();
    expect(asked().at(-1)).to.deep.include({promotionCode: 'FIELD10'});
    expect(review.panel).to.not.equal('');
  });

  it('that was written beside what cannot be had waits until the review is asked for again', async () => {
    const picker = await pick();
    const seats = picker.count('Seats');
    picker.write(seats, '2');
    picker.write(picker.code, 'FIELD10');
    await picker.element.updateComplete;
    picker.review.click();
    await until(() => picker.focused === seats, 'the focus');
    picker.write(seats, '5');
    await until(() => asked().length > 0, 'the amounts');
    await picker.settled();
    await quiet();
    expect(asked().at(-1)).to.not.have.property('promotionCode');
    expect([picker.isReviewing, picker.code.value]).to.deep.equal([false, 'FIELD10']);
  });
});

describe('From the choice to the review', () => {
  it('the choice is reviewed in place, and kept for whoever comes back', async () => {
    const [picker, portal] = await lead();
    picker.choose('Company');
    picker.more('Seats').click();
    await picker.settled();
    picker.review.focus();
    picker.review.click();
    const review = await picker.reviewing();
    expect(picker.isReviewing).to.equal(true);
    expect(review.element.change).to.deep.equal({kind: 'plan', priceId: 'company_monthly', quantity: 5, addOns: []});
    await until(() => review.focused === review.titleElement, 'the focus on the title');
    review.back.click();
    await until(() => !picker.isReviewing, 'the choice');
    await picker.element.updateComplete;
    expect(picker.focused).to.equal(picker.review);
    expect([picker.chosen, picker.count('Seats').value]).to.deep.equal([['Company'], '5']);
    expect(portal.element.view).to.equal('subscriptions/sub_crew/plan');
  });

  it('the title has the focus on the way in, and what led there on the way back', async () => {
    page = await openFlowPage();
    const portal = new BillingPortalHarness(mount('billing-portal', {...page.source}));
    await portal.shown();
    const change = portal.summary.button('Change plan');
    change.focus();
    change.click();
    const element = await until(() => portal.element.shadowRoot?.querySelector('plan-picker'), 'the picker');
    const picker = await new PlanPickerHarness(element).choosing();
    await until(() => picker.focused === picker.titleElement, 'the focus on the title');
    picker.back.click();
    await portal.left();
    await until(() => portal.focused === portal.summary.button('Change plan'), 'the focus on what led there');
  });

  it('what was done leads back to the overview', async () => {
    const [picker, portal] = await lead();
    picker.choose('Company');
    await picker.settled();
    picker.review.click();
    const review = await picker.reviewing();
    (await review.offers('Switch to Company')).click();
    await review.finished();
    (await review.offers('Back to billing')).click();
    await portal.left();
    await until(() => portal.summary.plans[0]?.includes('Company'), 'the new plan');
  });

  it('a picker that stands alone begins anew after a change', async () => {
    const picker = await pick();
    picker.choose('Company');
    await picker.settled();
    picker.review.click();
    const review = await picker.reviewing();
    (await review.offers('Switch to Company')).click();
    await review.finished();
    review.back.click();
    await until(() => !picker.isReviewing && picker.card('Company').isYours, 'the choice');
    expect(picker.will).to.contain('This is what you have now.');
  });
});

describe('Another subscription', () => {
  it('is chosen of what can be started, and nothing is chosen before the customer does', async () => {
    const picker = await pick('', {scenario: 'active'});
    expect(picker.title).to.equal('Choose a plan');
    expect(picker.chosen).to.deep.equal([]);
    expect(picker.will).to.equal('Choose a plan to go on.');
    expect(picker.card('Starter').isOff).to.equal(false);
    picker.choose('Starter');
    await picker.settled();
    expect(page.bodies('/subscriptions/preview')).to.deep.equal([
      {priceId: 'starter_monthly', quantity: 1, addOns: []},
    ]);
    expect(picker.will).to.contain('Starter, 1 seat, €14.28 per month');
    picker.review.click();
    const review = await picker.reviewing();
    expect(review.element.change).to.deep.equal({kind: 'start', priceId: 'starter_monthly', quantity: 1, addOns: []});
    expect(review.element.subscriptionId).to.equal('');
  });

  it('of one plan has its amounts, though the catalog is the last to come', async () => {
    const plan = {id: 'crew', priceIds: ['crew_monthly'], quantity: {maximum: 50}};
    page = await openFlowPage({scenario: 'active', configurations: {catalog: {plans: [plan]}}});
    page.sandbox.fail('readPrices', 'provider_unavailable', 1);
    const picker = new PlanPickerHarness(mount('plan-picker', {...page.source}));
    await picker.failed();
    await quiet();
    picker.action.click();
    await picker.choosing();
    await until(() => picker.will.includes('Crew, 1 seat, €'), 'the amounts');
  });

  it('is the next customer’s own: nothing of the one before is chosen, or under review', async () => {
    page = await openFlowPage({scenario: 'active'});
    const tokens = [page.token];
    const {endpoint, fetch} = page.source;
    const fetchSession = async (): Promise<string> => tokens[0] ?? '';
    const picker = await new PlanPickerHarness(mount('plan-picker', {endpoint, fetch, fetchSession})).choosing();
    picker.choose('Starter');
    await picker.settled();
    picker.review.click();
    await picker.reviewing();
    await page.end();
    await picker.element.refresh();
    await picker.ended();
    tokens[0] = await page.mint({customerId: 'cus_millrace'});
    picker.action.click();
    await picker.choosing();
    expect(picker.isReviewing).to.equal(false);
    expect(picker.chosen).to.deep.equal([]);
  });
});

describe('A catalog that is not right', () => {
  it('is not shown', async () => {
    page = await openFlowPage();
    page.answers.alter('/portal', (answer) => ({...answer, catalog: {plans: [{id: 'crew'}], moves: {}, start: {}}}));
    const picker = new PlanPickerHarness(mount('plan-picker', {...page.source, subscriptionId: 'sub_crew'}));
    await picker.failed();
    expect(picker.failure).to.contain('This could not be opened');
  });

  it('that could not be read is read again', async () => {
    page = await openFlowPage();
    page.sandbox.fail('readPrices', 'provider_unavailable', 1);
    const picker = new PlanPickerHarness(mount('plan-picker', {...page.source, subscriptionId: 'sub_crew'}));
    await picker.failed();
    picker.action.click();
    await picker.choosing();
    expect(picker.names).to.deep.equal(['Starter', 'Crew', 'Company']);
  });
});
