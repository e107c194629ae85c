import {expect} from '@open-wc/testing';
import {openFlowPage, toRefusal, type FlowPage} from '../support/flow-page.js';
import {recordAnnouncements} from '../support/harnesses/flow.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {CardFormHarness, ChallengeHarness} from '../support/harnesses/payment-forms.js';
import {clearPage, listen, quiet, until} from '../support/mount.js';
import {changeElsewhere, findFocused, openReview, toCompany} from '../support/review.js';

let page: FlowPage;
before(focusPage);
beforeEach(async () => {
  page = await openFlowPage();
});
afterEach(clearPage);

const planOf = async (): Promise<string | undefined> => {
  const {answer} = await page.call('readPortal', {query: {include: 'subscriptions'}});
  return answer.subscriptions?.find(({id}) => id === 'sub_crew')?.name;
};

describe('The review of another plan', () => {
  it('says what changes, what is paid and when, in the provider’s own numbers, and does nothing yet', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    expect(flow.title).to.equal('Review your change');
    expect(flow.back.textContent?.trim()).to.equal('Choose a plan');
    expect(flow.focused === flow.titleElement).to.equal(true);
    expect(flow.rows).to.deep.equal([
      'Plan Crew becomes Company',
      'Per seat €29.00 becomes €49.00',
      'Seats 4, no change',
      'Billing Monthly, no change',
      'Discount None becomes FIELD10, 10% off',
    ]);
    expect(flow.proration).to.equal(
      'From Nov 1, 2026 to Dec 1, 2026: Crew until today, Nov 20, 2026, and Company from then on',
    );
    expect(flow.timeline).to.deep.equal([
      'Today €25.28 The difference until December 1, 2026',
      'December 1, 2026 €209.92 Company for a month, FIELD10 and VAT included',
      'From March 1, 2027 €233.24 per month FIELD10 ends',
    ]);
    expect(flow.due).to.deep.equal([
      'Company, 4 seats Nov 20 to Dec 1: €68.95',
      'Unused time on Crew Nov 20 to Dec 1: −€40.81',
      'FIELD10, 10% off: −€6.90',
      'VAT, 19%: €4.04',
      'Due now: €25.28',
    ]);
    expect(flow.method).to.equal('Visa •••• 4242');
    expect(flow.buttons).to.deep.equal(['Switch to Company — pay €25.28 now']);
    expect(flow.panel).to.match(/These amounts hold until .+\. If they change before you confirm, we ask again\.$/);
    expect(page.sandbox.effects.changes).to.equal(0);
    expect(page.keys('/change')).to.deep.equal([]);
  });

  it('is done only once the endpoint said so, told once, with what was paid and what comes next', async () => {
    const {flow, views} = openReview(page);
    await flow.reviewed();
    const asked = listen(document, 'billing-subscription-change-request');
    const changed = listen(document, 'billing-subscription-changed');
    const heard = recordAnnouncements(flow.element);
    const held = page.answers.hold('/change');
    const act = flow.button('Switch to Company');
    act.focus();
    act.click();
    act.click();
    const answer = await held;
    await flow.element.updateComplete;
    expect(flow.busyButton === act).to.equal(true);
    expect(flow.buttons).to.deep.equal(['Paying €25.28']);
    expect(flow.due.at(-1)).to.equal('Due now: €25.28');
    expect(flow.done).to.equal(undefined);
    expect(changed).to.deep.equal([]);
    await answer.arrive();
    await flow.finished();
    expect(flow.done).to.equal('You are on Company');
    expect(flow.focused === flow.doneElement).to.equal(true);
    expect(flow.panel).to.contain('You paid €25.28 with Visa •••• 4242.');
    expect(flow.facts).to.deep.equal(['Invoice LF-2039', 'Next charge €209.92 on Dec 1, 2026']);
    await until(() => changed.length > 0);
    await quiet();
    expect(asked.map(({preview}) => preview.kind)).to.deep.equal(['plan']);
    expect(changed.map(({kind, subscription}) => [kind, subscription?.name])).to.deep.equal([['plan', 'Company']]);
    expect(heard).to.deep.equal(['You are on Company']);
    expect(page.sandbox.effects.changes).to.equal(1);
    expect(page.bodies('/change')).to.have.length(1);
    flow.press('Back to billing');
    expect(views).to.deep.equal(['overview']);
  });

  it('leads to the invoice that came of it', async () => {
    const {flow, views} = openReview(page);
    await flow.reviewed();
    flow.press('Switch to Company');
    await flow.finished();
    flow.press('Receipt');
    const {answer} = await page.call('listInvoices', {});
    expect(views).to.deep.equal([`invoices/${answer.items[0]?.id}`]);
    expect(answer.items[0]?.number).to.equal('LF-2039');
  });

  it('leads back to the choice, with the focus where it was led from', async () => {
    const {flow, views, opener} = openReview(page);
    await flow.reviewed();
    flow.back.click();
    expect(views).to.deep.equal(['subscriptions/sub_crew/plan']);
    await until(() => findFocused() === opener, 'the focus');
    expect(page.keys('/change')).to.deep.equal([]);
  });

  it('is asked of the host first, and not sent where the host prevents it', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    const prevent = (event: Event): void => event.preventDefault();
    flow.element.addEventListener('billing-subscription-change-request', prevent);
    flow.press('Switch to Company');
    await quiet();
    expect(page.keys('/change')).to.deep.equal([]);
    expect(flow.busyButton).to.equal(undefined);
  });

  it('says on which day it begins where it waits, and that nothing is due', async () => {
    page = await openFlowPage({configurations: {features: {change: {timing: 'period_end'}}}});
    const {flow} = openReview(page, {change: {kind: 'plan', priceId: 'company_monthly'}});
    await flow.reviewed();
    expect(flow.buttons).to.deep.equal(['Switch to Company on December 1, 2026']);
    expect(flow.panel).to.contain('Nothing is due now');
    expect(flow.proration).to.equal(null);
    flow.press('Switch to Company');
    await flow.finished();
    expect(flow.done).to.equal('Company begins on December 1, 2026');
    expect(flow.panel).to.contain('Nothing was charged.');
    expect(await planOf()).to.equal('Crew');
  });

  it('says what it costs by the year', async () => {
    const {flow} = openReview(page, {change: {kind: 'plan', priceId: 'crew_yearly'}});
    await flow.reviewed();
    expect(flow.rows).to.include('Billing Monthly becomes Yearly');
    expect(flow.timeline[0]).to.equal('Today €1,331.84 Crew for a year');
    expect(flow.notes).to.deep.equal(['From now on you are billed on another day: next on November 20, 2027.']);
    expect(flow.buttons).to.deep.equal(['Confirm the change — pay €1,331.84 now']);
  });
});

describe('A change that the bank declines', () => {
  beforeEach(async () => {
    page = await openFlowPage({scenario: 'many_methods'});
    page.sandbox.nextPayment('declined');
  });

  it('changes nothing, says so, and has another card chosen already', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    const first = flow.method;
    flow.press('Switch to Company');
    await flow.says('Your bank declined €25.28');
    expect(flow.notice).to.contain('Nothing was charged and you are still on Crew.');
    expect(await planOf()).to.equal('Crew');
    expect(flow.method).to.not.equal(first);
    expect(flow.due.at(-1)).to.equal('Due now: €25.28');
    expect(flow.buttons).to.deep.equal(['Try again — pay €25.28 now', 'Keep Crew']);
    const second = flow.method;
    flow.press('Try again');
    await flow.finished();
    expect(flow.panel).to.contain(`You paid €25.28 with ${second}.`);
    expect(await planOf()).to.equal('Company');
    expect(page.sandbox.effects.changes).to.equal(1);
    expect(new Set(page.keys('/change')).size).to.equal(2);
  });

  it('is paid with the card that is chosen by hand', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    flow.otherMethod.click();
    await until(() => flow.select, 'the other methods');
    flow.choose('Visa •••• 4242');
    page.sandbox.nextPayment('works');
    flow.press('Switch to Company');
    await flow.finished();
    expect(page.bodies('/change')).to.have.length(1);
    expect((page.bodies('/change')[0] as {paymentMethodId: string}).paymentMethodId).to.equal('pm_visa_brightwater');
    expect(flow.panel).to.contain('with Visa •••• 4242');
  });

  it('leads away where everything is to stay as it is', async () => {
    const {flow, views} = openReview(page);
    await flow.reviewed();
    flow.press('Switch to Company');
    await flow.offers('Keep Crew');
    flow.press('Keep Crew');
    expect(views).to.deep.equal(['overview']);
    expect(await planOf()).to.equal('Crew');
  });

  it('goes on with a card that is added on the way, without beginning anew', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    flow.press('Switch to Company');
    await flow.says('Your bank declined');
    flow.otherMethod.click();
    await flow.offers('Add another card');
    flow.press('Add another card');
    const setup = await until(() => flow.adding, 'the form');
    await CardFormHarness.find();
    expect(flow.titleElement.checkVisibility()).to.equal(false);
    setup.shadowRoot?.querySelector<HTMLElement>('.back')?.click();
    await until(() => !flow.adding && flow.act, 'the review');
    expect(flow.due.at(-1)).to.equal('Due now: €25.28');
    await until(() => flow.focused === flow.titleElement, 'the focus');
    flow.press('Switch to Company');
    await flow.finished();
    expect(page.sandbox.effects.changes).to.equal(1);
  });
});

describe('A change that the bank wants confirmed', () => {
  beforeEach(() => page.sandbox.nextPayment('challenge'));

  it('is asked in place, and done only once it is passed', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    flow.press('Switch to Company');
    const bank = await ChallengeHarness.find();
    await flow.says('Your bank asks you to confirm');
    expect(flow.due.at(-1)).to.equal('Due now: €25.28');
    expect(flow.buttons).to.deep.equal(['Stop and keep Crew']);
    expect(await planOf()).to.equal('Crew');
    bank.button('Confirm').click();
    await flow.finished();
    expect(flow.done).to.equal('You are on Company');
    expect(await planOf()).to.equal('Company');
    expect(page.sandbox.effects.changes).to.equal(1);
  });

  it('changes nothing where it is refused there', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    flow.press('Switch to Company');
    const bank = await ChallengeHarness.find();
    bank.button('Refuse').click();
    await flow.says('The payment was not confirmed');
    expect(flow.notice).to.contain('Nothing was charged and you are still on Crew.');
    expect(await planOf()).to.equal('Crew');
    expect(flow.buttons[0]).to.equal('Try again — pay €25.28 now');
  });

  it('can be stopped, and everything stays', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    flow.press('Switch to Company');
    await ChallengeHarness.find();
    await flow.offers('Stop and keep Crew');
    flow.press('Stop and keep Crew');
    await until(() => flow.act, 'the review');
    expect(flow.buttons).to.deep.equal(['Switch to Company — pay €25.28 now']);
    expect(await planOf()).to.equal('Crew');
  });
});

describe('A review that has become another one', () => {
  it('shows the fresh one with what has changed marked, and charges nothing before that is confirmed', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    const heard = recordAnnouncements(flow.element);
    await changeElsewhere(page, {kind: 'plan', priceId: 'crew_monthly', quantity: 5});
    const {changes} = page.sandbox.effects;
    flow.button('Switch to Company').focus();
    flow.press('Switch to Company');
    await flow.says('The amount has changed');
    expect(flow.notice).to.contain('Due now is €31.61 instead of €25.28. Nothing was charged.');
    expect(flow.notice).to.not.contain('Reference');
    expect(flow.focused === flow.noticeTitle, 'the focus is not on the button').to.equal(true);
    expect(heard).to.deep.equal(['The amount has changed']);
    expect(flow.rows).to.include('Seats 5 changed');
    expect(flow.rows).to.include('Plan Crew becomes Company');
    expect(flow.due).to.include('Due now changed: €31.61');
    expect(flow.buttons).to.deep.equal(['Switch to Company — pay €31.61 now', 'Keep Crew']);
    expect(page.sandbox.effects.changes).to.equal(changes);
    expect(await planOf()).to.equal('Crew');
    flow.press('Switch to Company');
    await flow.finished();
    expect(flow.panel).to.contain('You paid €31.61');
    expect(page.sandbox.effects.changes).to.equal(changes + 1);
  });

  it('says that the amounts are the same where they were only too old', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    page.clock.advance({minutes: 10});
    flow.press('Switch to Company');
    await flow.says('These amounts were out of date');
    expect(flow.notice).to.contain('They are still the same. Nothing was charged');
    expect(page.sandbox.effects.changes).to.equal(0);
    flow.press('Switch to Company');
    await flow.finished();
    expect(page.sandbox.effects.changes).to.equal(1);
  });

  it('is told that it is there already where another tab has done it, and does nothing twice', async () => {
    const {flow} = openReview(page, {change: {kind: 'plan', priceId: 'company_monthly'}});
    await flow.reviewed();
    await changeElsewhere(page, {kind: 'plan', priceId: 'company_monthly'});
    const {changes} = page.sandbox.effects;
    flow.press('Switch to Company');
    await flow.says('This is not possible now');
    expect(page.sandbox.effects.changes).to.equal(changes);
    expect(flow.buttons).to.deep.equal(['Back to billing']);
  });

  it('is asked again where another tab chose something else, and never overwrites it', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    await changeElsewhere(page, {kind: 'plan', priceId: 'crew_yearly'});
    flow.press('Switch to Company');
    await until(() => flow.notice, 'an answer');
    expect(await planOf()).to.equal('Crew');
    expect(page.sandbox.effects.changes).to.equal(1);
  });
});

describe('A change whose answer is lost', () => {
  it('is sent again under its key, and done once', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    page.answers.lose('/change');
    flow.press('Switch to Company');
    await flow.says('Billing could not be reached');
    expect(flow.notice).to.contain('It is not certain yet whether it went through.');
    flow.press('Try again');
    await flow.finished();
    expect(flow.done).to.equal('You are on Company');
    expect(page.sandbox.effects.changes).to.equal(1);
    expect(new Set(page.keys('/change')).size).to.equal(1);
  });

  it('is not gone on with by another change of the same subscription', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    page.answers.replace('/change', () => toRefusal(503, 'provider_unavailable'), 3);
    flow.press('Switch to Company');
    await until(() => flow.findButton('Try again'), 'a way to try again');
    flow.element.change = {kind: 'plan', priceId: 'crew_monthly', quantity: 6};
    await flow.offers('Confirm the change');
    flow.press('Confirm the change');
    await flow.finished();
    expect(await planOf()).to.equal('Crew');
    expect(new Set(page.answers.keys('/change')).size).to.equal(2);
  });
});

describe('A change that is refused', () => {
  it('says why, with the numbers and the way forward, before there is anything to confirm', async () => {
    const {flow, views} = openReview(page, {change: {kind: 'plan', priceId: 'starter_monthly'}});
    await flow.says('This is not possible now');
    expect(flow.notice).to.contain('you use 4, and this includes 2');
    expect(flow.buttons).to.include('Back to billing');
    flow.press('See usage');
    expect(views).to.deep.equal(['usage']);
  });

  it('is tried again where the preview could not be read', async () => {
    page.sandbox.fail('previewChange', 'provider_unavailable', 3);
    const {flow} = openReview(page);
    await flow.offers('Try again');
    page.sandbox.fail('previewChange', null);
    flow.press('Try again');
    await flow.reviewed();
  });

  it('leaves nothing to press where there is nothing to pay with, but a way to add it', async () => {
    page = await openFlowPage({scenario: 'no_card'});
    const {flow} = openReview(page);
    await until(() => flow.text.includes('There is no payment method yet'), 'the reason');
    expect(flow.act).to.equal(undefined);
    expect(flow.buttons).to.deep.equal(['Add another card']);
  });
});

describe('How certain a review is', () => {
  it('says "about" where the provider prices to the minute', async () => {
    page.answers.alter('/preview', (answer) => ({...answer, certainty: 'estimate'}));
    const {flow} = openReview(page);
    await flow.reviewed();
    expect(flow.buttons).to.deep.equal(['Switch to Company — pay about €25.28 now']);
    expect(flow.due.at(-1)).to.equal('Due now: About €25.28');
    expect(flow.notes[0]).to.contain('You see the exact one afterwards');
    flow.press('Switch to Company');
    await flow.finished();
    expect(flow.panel).to.contain('You paid €25.28');
  });

  it('asks for an agreement where the provider tells no amount, and does nothing without it', async () => {
    const untold = {certainty: 'none', dueNow: null, lines: [], totals: null, timeline: []};
    page.answers.alter('/preview', (answer) => ({...answer, ...untold}));
    const {flow} = openReview(page, {change: toCompany});
    await flow.reviewed();
    expect(flow.due).to.deep.equal(['List price: €209.92 per month']);
    expect(flow.consent.checked).to.equal(false);
    flow.press('Switch to Company');
    await until(() => flow.faults.length > 0, 'what is missing');
    expect(flow.faults).to.deep.equal(['Agree to this to go on.']);
    expect(flow.focused === flow.consent).to.equal(true);
    expect(page.keys('/change')).to.deep.equal([]);
    flow.consent.click();
    await until(() => flow.faults.length === 0);
    flow.press('Switch to Company');
    await flow.finished();
    expect(page.sandbox.effects.changes).to.equal(1);
  });

  it('shows what it does not know neutrally, and never breaks', async () => {
    page.answers.alter('/preview', (answer) => ({
      ...answer,
      certainty: 'perhaps',
      timeline: [
        {kind: 'eclipse', at: '2026-12-01T00:00:00Z', amount: null, interval: {unit: 'moon', count: 1}, name: 'X'},
      ],
      notes: [{kind: 'eclipse', at: null, amount: null, name: null}],
    }));
    const {flow} = openReview(page);
    await flow.reviewed();
    expect(flow.timeline).to.deep.equal(['December 1, 2026 X']);
    expect(flow.notes).to.deep.equal([]);
    expect(flow.buttons).to.deep.equal(['Switch to Company — pay €25.28 now']);
  });
});

describe('Starting another subscription', () => {
  it('is reviewed and done like any change', async () => {
    const {flow} = openReview(page, {
      subscriptionId: '',
      change: {kind: 'start', priceId: 'starter_monthly', quantity: 1},
      back: 'subscriptions/new',
    });
    await flow.reviewed();
    expect(flow.title).to.equal('Review your plan');
    expect(flow.rows[0]).to.equal('Plan Starter');
    expect(flow.buttons).to.deep.equal(['Start Starter — pay €14.28 now']);
    const changed = listen(document, 'billing-subscription-changed');
    flow.press('Start Starter');
    await flow.finished();
    expect(flow.done).to.equal('You are on Starter');
    await until(() => changed.length > 0);
    expect(changed.map(({kind, subscription}) => [kind, subscription?.name])).to.deep.equal([['start', 'Starter']]);
    expect(page.sandbox.effects.starts).to.equal(1);
  });
});
