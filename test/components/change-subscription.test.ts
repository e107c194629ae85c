import {expect} from '@open-wc/testing';
import '../../src/components/subscription-change/subscription-change.js';
import {openFlowPage, type FlowPage} from '../support/flow-page.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import {recordAnnouncements, SubscriptionChangeHarness} from '../support/harnesses/flow.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {clearPage, listen, mount, quiet, until} from '../support/mount.js';

let page: FlowPage;
const open = (properties: Partial<HTMLElementTagNameMap['billing-portal']> = {}): BillingPortalHarness =>
  new BillingPortalHarness(mount('billing-portal', {...page.source, ...properties}));

async function lead(portal: BillingPortalHarness): Promise<SubscriptionChangeHarness> {
  await portal.shown();
  const change = await until(() => portal.summary.findControl('Cancel subscription'), 'a way to cancel');
  change.focus();
  change.click();
  const flow = await portal.changing();
  await until(() => flow.facts.length > 0, 'a preview');
  return flow;
}

/** Changes the subscription as another tab would. */
async function changeElsewhere(kind: 'cancel' | 'undo_cancel'): Promise<void> {
  const ids = {subscriptionId: 'sub_crew'};
  const {answer} = await page.call('previewChange', {ids, body: {kind}});
  await page.call('changeSubscription', {ids, body: {previewId: answer.id}});
}

before(focusPage);
beforeEach(async () => {
  page = await openFlowPage();
});
afterEach(clearPage);

describe('Canceling a subscription', () => {
  it('says first what happens and when, as the preview has it, and does nothing yet', async () => {
    const portal = open();
    const flow = await lead(portal);
    expect(flow.title).to.equal('Cancel Crew on December 1, 2026');
    expect(flow.facts).to.deep.equal([
      'Until then Everything works as now',
      'Money Nothing more is charged.',
      'Invoices They stay here for good',
    ]);
    expect(flow.buttons).to.deep.equal(['Keep Crew', 'Cancel subscription']);
    expect(flow.focused === flow.titleElement).to.equal(true);
    expect(page.sandbox.effects.cancellations).to.equal(0);
    expect(page.bodies('/changes')).to.deep.equal([]);
    // The way out is as large as the way on.
    const [keep, cancel] = flow.buttonElements.map((button) => button.getBoundingClientRect().height);
    expect(keep).to.equal(cancel);
    flow.press('Keep Crew');
    await portal.left();
    await until(() => portal.focused === portal.summary.findControl('Cancel subscription'), 'the focus');
  });

  it('is done only once the endpoint said so, told once, and shown everywhere', async () => {
    const portal = open();
    const flow = await lead(portal);
    const asked = listen(document, 'billing-subscription-change-request');
    const changed = listen(document, 'billing-subscription-changed');
    const heard = recordAnnouncements(flow.element);
    const held = page.answers.hold('/change');
    const confirm = flow.button('Cancel subscription');
    confirm.focus();
    confirm.click();
    const answer = await held;
    await flow.element.updateComplete;
    expect(flow.busyButton === confirm).to.equal(true);
    expect(flow.buttons).to.deep.equal(['Keep Crew', 'Canceling']);
    expect(changed).to.deep.equal([]);
    await answer.arrive();
    await flow.finished();
    expect(flow.done).to.equal('Crew ends on December 1, 2026');
    expect(flow.focused === flow.doneElement).to.equal(true);
    await until(() => changed.length > 0);
    await quiet();
    expect(asked.map(({preview}) => preview.kind)).to.deep.equal(['cancel']);
    expect(changed.map(({kind, subscription}) => [kind, subscription?.cancelsAt])).to.deep.equal([
      ['cancel', asked[0]?.preview.effectiveAt],
    ]);
    expect(heard).to.deep.equal(['Crew ends on December 1, 2026']);
    expect(page.sandbox.effects.cancellations).to.equal(1);
    flow.press('Back to billing');
    await portal.left();
    // What a plan can be but simply active is loaded now.
    await until(() => portal.summary.states.length > 0);
    expect(portal.summary.states).to.deep.equal(['Cancels on December 1, 2026']);
    await until(() => portal.summary.findControl('Keep Crew'), 'the way to keep it');
  });

  it('takes no more than three activations from the first screen', async () => {
    const flow = await lead(open());
    flow.press('Cancel subscription');
    await flow.finished();
    expect(page.sandbox.effects.cancellations).to.equal(1);
  });

  it('is asked of the host first, and not sent where the host prevents it', async () => {
    const portal = open();
    portal.element.addEventListener('billing-subscription-change-request', (event) => event.preventDefault());
    const flow = await lead(portal);
    flow.press('Cancel subscription');
    await quiet();
    expect(page.sandbox.effects.cancellations).to.equal(0);
    expect(flow.busyButton).to.equal(undefined);
  });

  it('can be undone in the outcome, by a preview of its own', async () => {
    const portal = open();
    const flow = await lead(portal);
    const changed = listen(document, 'billing-subscription-changed');
    flow.press('Cancel subscription');
    await flow.finished();
    flow.press('Undo, keep Crew');
    await until(() => flow.title === 'Keep Crew' && flow.findButton('Keep Crew'), 'the way to keep it');
    expect(flow.facts).to.deep.equal(['Today Costs nothing', 'Next charge €138.04 on December 1, 2026']);
    expect(page.sandbox.effects.undos).to.equal(0);
    flow.press('Keep Crew');
    await until(() => flow.done === 'Crew goes on', 'the outcome');
    await until(() => changed.length === 2);
    expect(changed.map(({kind, subscription}) => [kind, subscription?.cancelsAt !== null])).to.deep.equal([
      ['cancel', true],
      ['undo_cancel', false],
    ]);
    expect(page.sandbox.effects).to.include({cancellations: 1, undos: 1});
    flow.press('Back to billing');
    await portal.left();
    expect(portal.summary.states).to.deep.equal(['Active']);
  });

  it('leads from its undoing back to billing, and not to the outcome', async () => {
    const portal = open();
    const flow = await lead(portal);
    flow.press('Cancel subscription');
    await flow.finished();
    flow.press('Undo, keep Crew');
    await until(() => flow.title === 'Keep Crew' && flow.findButton('Not now'));
    flow.press('Not now');
    await until(() => portal.flow === undefined || flow.title !== 'Keep Crew', 'the way back');
    await quiet();
    // A canceled subscription is not offered to be canceled again.
    expect(portal.flow).to.equal(undefined);
  });

  it('shows what is so now where the preview is too old, and does nothing until that is confirmed', async () => {
    const flow = await lead(open());
    page.clock.advance({minutes: 10});
    const asked = listen(document, 'billing-subscription-change-request');
    flow.button('Cancel subscription').focus();
    flow.press('Cancel subscription');
    await flow.says('This has changed');
    expect(flow.notice).to.contain('Read it again before you go on.');
    expect(flow.facts).to.have.length(3);
    expect(flow.focused, 'the focus').to.not.equal(null);
    expect(page.sandbox.effects.cancellations).to.equal(0);
    flow.press('Cancel subscription');
    await flow.finished();
    expect(page.sandbox.effects.cancellations).to.equal(1);
    expect(new Set(asked.map(({preview}) => preview.id)).size).to.equal(2);
    expect(new Set(page.keys('/change')).size).to.equal(2);
  });

  it('is refused in words where it was canceled in another tab, and shows what is so now', async () => {
    const portal = open();
    const flow = await lead(portal);
    const failed = listen(document, 'billing-error');
    await changeElsewhere('cancel');
    flow.press('Cancel subscription');
    await flow.says('This is not possible now');
    expect(flow.notice).to.contain('perhaps in another window. Nothing was done twice.');
    expect(page.sandbox.effects.cancellations).to.equal(1);
    await until(() => failed.length > 0);
    expect(failed.map(({error}) => error.code)).to.deep.equal(['action_refused']);
    flow.back.click();
    await portal.left();
    await until(() => portal.summary.states[0]?.startsWith('Cancels on'), 'the truth');
  });

  it('is a fresh start where it was canceled and kept in another tab meanwhile', async () => {
    const flow = await lead(open());
    await changeElsewhere('cancel');
    await changeElsewhere('undo_cancel');
    flow.press('Cancel subscription');
    await until(() => flow.done ?? flow.notice, 'an outcome');
    // Whether that counts as moved is for the endpoint to say; nothing is done twice.
    expect(page.sandbox.effects.cancellations).to.equal(flow.done ? 2 : 1);
  });

  it('says that it may not be done where the preview is refused', async () => {
    const portal = open({view: 'subscriptions/sub_crew/keep'});
    const flow = await portal.changing();
    await flow.says('This is not possible now');
    expect(flow.buttons).to.deep.equal(['Back to billing']);
    flow.press('Back to billing');
    await portal.left();
  });

  it('tries the preview again where it could not be read', async () => {
    page.sandbox.fail('previewChange', 'provider_unavailable', 3);
    const portal = open({view: 'subscriptions/sub_crew/cancel'});
    const flow = await portal.changing();
    await flow.offers('Try again');
    expect(flow.notice).to.contain('Reference');
    page.sandbox.fail('previewChange', null);
    flow.press('Try again');
    await flow.offers('Cancel subscription');
  });

  it('never passes off one change as the other', async () => {
    const portal = open();
    const flow = await lead(portal);
    flow.press('Cancel subscription');
    await flow.finished();
    // The host leads away from the outcome by itself, and the customer to the other change.
    portal.element.view = 'overview';
    await portal.left();
    portal.element.view = 'subscriptions/sub_crew/keep';
    const keeping = await portal.changing();
    await keeping.offers('Keep Crew');
    expect(keeping.done).to.equal(undefined);
    expect(page.sandbox.effects.undos).to.equal(0);
  });

  it('does not go on with an unsure cancellation when the plan is to be kept', async () => {
    page = await openFlowPage({scenario: 'cancels_soon'});
    await changeElsewhere('undo_cancel');
    const portal = open();
    const flow = await lead(portal);
    page.answers.lose('/change');
    flow.press('Cancel subscription');
    await flow.says('Billing could not be reached');
    portal.element.view = 'subscriptions/sub_crew/keep';
    await portal.left().catch(() => undefined);
    const keeping = await portal.changing();
    await keeping.offers('Keep Crew');
    keeping.press('Keep Crew');
    await keeping.finished();
    expect(page.sandbox.effects).to.include({cancellations: 1, undos: 2});
  });
});

describe('A subscription-change that stands alone', () => {
  it('cancels, and keeps', async () => {
    const properties = {...page.source, subscriptionId: 'sub_crew'};
    const cancel = new SubscriptionChangeHarness(mount('subscription-change', properties));
    await cancel.offers('Cancel subscription');
    expect(cancel.buttons).to.deep.equal(['Cancel subscription']);
    cancel.press('Cancel subscription');
    await cancel.finished();
    expect(cancel.buttons).to.deep.equal([]);
    const keep = new SubscriptionChangeHarness(mount('subscription-change', {...properties, kind: 'undo_cancel'}));
    await keep.offers('Keep Crew');
    keep.press('Keep Crew');
    await keep.finished();
    expect(keep.done).to.equal('Crew goes on');
    expect(page.sandbox.effects).to.include({cancellations: 1, undos: 1});
  });
});
