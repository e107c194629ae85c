import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {openFlowPage, type FlowPage} from '../support/flow-page.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import {clearPage, mount, until} from '../support/mount.js';
import {findFocused, openReview, pressKey, tabTo} from '../support/review.js';

let page: FlowPage;
before(focusPage);
beforeEach(async () => {
  page = await openFlowPage();
});
afterEach(clearPage);

describe('A change by the keyboard alone', () => {
  it('goes from the review to what is done, and back', async () => {
    const {flow, views, opener} = openReview(page);
    await flow.reviewed();
    expect(findFocused() === flow.titleElement).to.equal(true);
    await pressKey('Switch to Company');
    await flow.finished();
    expect(findFocused() === flow.doneElement).to.equal(true);
    await pressKey('Back to billing');
    expect(views).to.deep.equal(['overview']);
    await until(() => findFocused() === opener, 'the focus');
    expect(page.sandbox.effects.changes).to.equal(1);
  });

  it('is pressed once, however long the key is held', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    await tabTo('Switch to Company');
    await sendKeys({down: 'Enter'});
    await sendKeys({down: 'Enter'});
    await sendKeys({up: 'Enter'});
    await flow.finished();
    expect(page.sandbox.effects.changes).to.equal(1);
    expect(page.bodies('/change')).to.have.length(1);
  });

  it('takes another card by hand after a decline', async () => {
    page = await openFlowPage({scenario: 'many_methods'});
    page.sandbox.nextPayment('declined');
    const {flow} = openReview(page);
    await flow.reviewed();
    await pressKey('Switch to Company');
    await flow.says('Your bank declined');
    // What is said is read on from the place where the button was.
    expect(flow.focused).to.not.equal(null);
    await tabTo('Change Visa');
    await sendKeys({press: 'Enter'});
    await until(() => flow.select, 'the other methods');
    await until(() => findFocused() === flow.select, 'the focus at the choice');
    await sendKeys({type: 'P'});
    await until(() => flow.method === 'PayPal', 'another method');
    await pressKey('Try again');
    await flow.finished();
    expect(flow.panel).to.contain('with PayPal');
  });

  it('passes the bank’s question in place', async () => {
    page.sandbox.nextPayment('challenge');
    const {flow} = openReview(page);
    await flow.reviewed();
    await pressKey('Switch to Company');
    await flow.says('Your bank asks you to confirm');
    await pressKey('Confirm');
    await flow.finished();
    expect(findFocused() === flow.doneElement).to.equal(true);
    expect(page.sandbox.effects.changes).to.equal(1);
  });

  it('stops at an amount that has changed, and not on the button', async () => {
    const {flow} = openReview(page);
    await flow.reviewed();
    page.clock.advance({minutes: 10});
    await pressKey('Switch to Company');
    await flow.says('These amounts were out of date');
    expect(findFocused() === flow.noticeTitle).to.equal(true);
    await sendKeys({press: 'Enter'});
    await sendKeys({press: 'Enter'});
    expect(page.sandbox.effects.changes).to.equal(0);
    await pressKey('Switch to Company');
    await flow.finished();
  });
});

describe('A pause by the keyboard alone', () => {
  const open = async (act: 'pause' | 'resume' | 'restart') => {
    const view = `subscriptions/sub_crew/${act}` as const;
    return new BillingPortalHarness(mount('billing-portal', {...page.source, view})).changing();
  };

  it('is chosen among the lengths with the arrow keys, reviewed and done', async () => {
    const flow = await open('pause');
    await flow.offers('Review your pause');
    await tabTo('1 month');
    await sendKeys({press: 'ArrowDown'});
    await until(() => flow.notes.at(-1)?.includes('February 1, 2027'), 'another length');
    expect(findFocused() === flow.option('2 months')).to.equal(true);
    await pressKey('Review your pause');
    await flow.reviewed();
    await until(() => findFocused() === flow.titleElement, 'the focus at the title');
    await pressKey('Pause Crew on');
    await flow.finished();
    expect(findFocused() === flow.doneElement).to.equal(true);
    expect(page.sandbox.effects.pauses).to.equal(1);
  });

  it('is ended', async () => {
    page = await openFlowPage({scenario: 'paused'});
    const flow = await open('resume');
    await flow.reviewed();
    await pressKey('Resume Crew');
    await flow.finished();
    expect(page.sandbox.effects.unpauses).to.equal(1);
  });

  it('is not needed to bring back what has ended', async () => {
    page = await openFlowPage({scenario: 'ended'});
    const flow = await open('restart');
    await flow.reviewed();
    await pressKey('Restart Crew');
    await flow.finished();
    expect(page.sandbox.effects.restarts).to.equal(1);
  });
});
