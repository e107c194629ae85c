import {expect} from '@open-wc/testing';
import {openFlowPage, openRedirectingPage, toRefusal, type FlowPage} from '../support/flow-page.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {clearPage, mount, quiet, until} from '../support/mount.js';
import {changeElsewhere, openReview, toCompany} from '../support/review.js';

let page: FlowPage;
before(focusPage);
beforeEach(async () => {
  page = await openFlowPage();
});
afterEach(clearPage);

const note = (kind: string) => ({kind, at: null, amount: null, name: null});

describe('The money of a cancellation', () => {
  it('is not spoken of as nothing where what was used is charged', async () => {
    page.answers.alter('/preview', (answer) => ({...answer, notes: [note('usage_charged')]}));
    const {flow} = openReview(page, {kind: 'cancel'});
    await flow.offers('Cancel subscription');
    expect(flow.facts).to.include('Money What was used until now is charged with this.');
    flow.press('Cancel subscription');
    await flow.finished();
    expect(flow.panel).to.contain('What was used until now is charged with this.');
    expect(flow.panel).to.not.contain('Nothing more is charged');
  });

  it('is what is due now where something is', async () => {
    page.answers.alter('/preview', (answer) => ({...answer, dueNow: {...(answer['dueNow'] as object), amount: 1234}}));
    const {flow} = openReview(page, {kind: 'cancel'});
    await flow.offers('Cancel subscription');
    expect(flow.facts).to.include('Money €12.34');
    flow.press('Cancel subscription');
    await flow.finished();
    expect(flow.panel).to.contain('You paid €12.34.');
  });

  it('is not spoken of where the provider tells no amount', async () => {
    page.answers.alter('/preview', (answer) => ({...answer, certainty: 'none', dueNow: null}));
    const {flow} = openReview(page, {kind: 'cancel'});
    await flow.offers('Cancel subscription');
    expect(flow.facts.map((fact) => fact.split(' ')[0])).to.deep.equal(['Until', 'Invoices']);
  });
});

describe('A change that was returned to from the bank', () => {
  const address = location.href;
  const stay = (event: Event): void => event.preventDefault();
  beforeEach(async () => {
    page = await openRedirectingPage();
    document.addEventListener('billing-redirect', stay);
  });
  afterEach(() => {
    history.replaceState(null, '', address);
    document.removeEventListener('billing-redirect', stay);
  });

  /** Leaves for the bank, and comes back without having answered there. */
  async function leaveAndReturn() {
    const {flow} = openReview(page, {change: toCompany});
    await flow.reviewed();
    flow.act?.click();
    await flow.offers('Continue to your bank');
    flow.element.remove();
    const returned = new URL(address);
    returned.searchParams.set('billing_operation', page.operations()[0] ?? '');
    history.replaceState(null, '', returned);
    const portal = new BillingPortalHarness(mount('billing-portal', {...page.source, sessionToken: await page.mint()}));
    return {portal, flow: await portal.changing()};
  }

  it('is not the outcome of a cancellation', async () => {
    const {portal, flow: former} = await leaveAndReturn();
    await former.offers('Continue to your bank');
    portal.element.open('subscriptions/sub_crew/cancel');
    await until(() => portal.element.portal?.write, 'the write');
    const flow = await portal.changing();
    await flow.offers('Cancel subscription');
    expect(flow.title).to.contain('Cancel Crew');
    expect(flow.notice).to.equal(undefined);
  });

  it('leads back where it is stopped: there is nothing behind it', async () => {
    const {portal, flow} = await leaveAndReturn();
    await flow.offers('Stop and keep Crew');
    flow.press('Stop and keep Crew');
    await portal.left();
  });

  it('is reviewed anew where it is opened again and stopped', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    flow.act?.click();
    await flow.offers('Continue to your bank');
    const {portal} = flow.element;
    flow.element.remove();
    const {flow: again} = openReview(page, {change: toCompany, ...(portal && {portal})});
    await again.offers('Stop and keep Crew');
    again.press('Stop and keep Crew');
    await again.reviewed();
    expect(again.buttons).to.deep.equal(['Switch to Company — pay €25.28 now']);
  });
});

describe('Agreeing where the provider tells no amount', () => {
  const untold = {certainty: 'none', dueNow: null, lines: [], totals: null, timeline: []};
  beforeEach(() => {
    page.answers.alter('/preview', (answer) => ({...answer, ...untold, to: null}));
  });

  it('is possible where not even the list price is known', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    flow.act?.click();
    await until(() => flow.faults.length > 0, 'what is missing');
    expect(flow.focused === flow.consent).to.equal(true);
    expect(flow.text).to.contain('I agree to pay what this costs, which is known only afterwards.');
    flow.consent.click();
    flow.act?.click();
    await flow.finished();
    expect(page.sandbox.effects.changes).to.equal(1);
  });

  it('is for what was agreed to, and not for another preview', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    flow.consent.click();
    await until(() => flow.consent.checked);
    flow.element.change = {kind: 'plan', priceId: 'crew_yearly'};
    await until(() => !flow.act, 'another question');
    await flow.reviewed();
    expect(flow.consent.checked).to.equal(false);
    flow.act?.click();
    await until(() => flow.faults.length > 0, 'what is missing');
    expect(page.bodies('/change')).to.deep.equal([]);
  });

  it('is asked of nobody who pauses, and no payment method is sent along', async () => {
    const {flow} = openReview(page, {change: {kind: 'pause', until: null, at: 'period_end'}});
    await flow.reviewed();
    expect(flow.text).to.not.contain('I agree');
    expect(flow.text).to.not.contain('Visa');
    flow.act?.click();
    await flow.finished();
    expect(Object.keys(page.bodies('/change')[0] as object)).to.deep.equal(['previewId']);
  });
});

describe('A subscription that is paid by invoice', () => {
  it('needs no payment method', async () => {
    page = await openFlowPage({scenario: 'no_card'});
    page.answers.alter('/portal[?].+', (answer) => ({
      ...answer,
      subscriptions: (answer['subscriptions'] as object[]).map((one) => ({...one, collection: 'manual'})),
    }));
    const {flow} = openReview(page);
    await flow.offers('Switch to Company');
    expect(flow.text).to.not.contain('There is no payment method yet');
    expect(flow.buttons).to.deep.equal(['Switch to Company — pay €25.28 now']);
  });

  it('is not told that there is no method where the methods could not be read', async () => {
    page.answers.alter('/portal[?].+', ({paymentMethods: _none, ...answer}) => ({
      ...answer,
      unavailable: {paymentMethods: {code: 'provider_unavailable', retryable: true, correlationId: 'ABCD1234'}},
    }));
    const {flow} = openReview(page);
    await flow.reviewed();
    expect(flow.text).to.not.contain('There is no payment method yet');
  });
});

describe('A subscription that there is not', () => {
  it('is said to be none where it is to be paused', async () => {
    const portal = new BillingPortalHarness(
      mount('billing-portal', {...page.source, view: 'subscriptions/sub_none/pause'}),
    );
    const flow = await portal.changing();
    await flow.says('This is not possible now');
    expect(flow.buttons).to.deep.equal(['Back to billing']);
  });
});

describe('The menu that leads to a change', () => {
  it('follows the size of the page for as long as it is open only', async () => {
    const portal = await new BillingPortalHarness(mount('billing-portal', page.source)).shown();
    const {addEventListener: add, removeEventListener: remove} = globalThis;
    const following = new Set<unknown>();
    Object.assign(globalThis, {
      addEventListener(name: string, listener: EventListener) {
        if (name === 'resize') following.add(listener);
        add.call(globalThis, name, listener);
      },
      removeEventListener(name: string, listener: EventListener) {
        following.delete(listener);
        remove.call(globalThis, name, listener);
      },
    });
    try {
      await portal.summary.openMenu();
      await until(() => following.size === 1, 'the menu to follow');
      portal.summary.menuButton?.click();
      await until(() => !portal.summary.menu && following.size === 0, 'the end of it');
    } finally {
      Object.assign(globalThis, {addEventListener: add, removeEventListener: remove});
    }
  });
});

describe('What was known of another question', () => {
  it('is not shown in place of the next preview', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    await changeElsewhere(page, {kind: 'plan', priceId: 'crew_monthly', quantity: 5});
    const held = page.answers.hold('/change');
    flow.act?.click();
    const answer = await held;
    const {portal} = flow.element;
    flow.element.remove();
    const {flow: again} = openReview(page, {change: toCompany, ...(portal && {portal})});
    await answer.arrive();
    await again.reviewed();
    const asked = page.answers.hold('/preview');
    again.element.change = {kind: 'plan', priceId: 'crew_yearly'};
    const preview = await asked;
    await again.element.updateComplete;
    expect(again.act).to.equal(undefined);
    await preview.arrive();
    await again.offers('Confirm the change');
  });

  it('is no name of another subscription', async () => {
    page.answers.replace('/change', () => toRefusal(409, 'action_refused'));
    const {flow} = openReview(page, {kind: 'cancel'});
    await flow.offers('Cancel subscription');
    flow.press('Cancel subscription');
    await flow.says('This is not possible now');
    flow.element.subscriptionId = 'sub_none';
    await until(() => page.bodies('/preview').length === 2 && !page.answers.asking, 'the answer');
    await quiet();
    expect(flow.text).to.not.contain('Crew');
  });

  it('is no pause of another subscription', async () => {
    const {flow} = openReview(page, {kind: 'pause'});
    await flow.offers('Review your pause');
    flow.press('Review your pause');
    await flow.reviewed();
    flow.element.subscriptionId = 'sub_none';
    await flow.says('This is not possible now');
    expect(page.bodies('/preview')).to.have.length(1);
  });
});
