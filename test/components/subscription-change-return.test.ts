import {expect} from '@open-wc/testing';
import type {ReviewedChange} from '../../src/components/subscription-change/reviewed-change.js';
import {openRedirectingPage, type FlowPage} from '../support/flow-page.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {clearPage, listen, mount, quiet, until} from '../support/mount.js';
import {openReview, toCompany} from '../support/review.js';

const address = location.href;
// The page is never really left.
const stay = (event: Event): void => event.preventDefault();
let page: FlowPage;

before(focusPage);
beforeEach(async () => {
  page = await openRedirectingPage();
  document.addEventListener('billing-redirect', stay);
});
afterEach(() => {
  clearPage();
  history.replaceState(null, '', address);
  document.removeEventListener('billing-redirect', stay);
});

/** Leaves for the bank, which gives this answer there, and comes back under another session. */
async function leaveAndReturn(change: ReviewedChange, answer: 'pass' | 'fail'): Promise<BillingPortalHarness> {
  const {flow} = openReview(page, {change, ...(change.kind === 'start' && {subscriptionId: ''})});
  const urls: string[] = [];
  flow.element.addEventListener('billing-redirect', ({url}) => void urls.push(url));
  await flow.reviewed();
  flow.act?.click();
  await flow.offers('Continue to your bank');
  expect(urls).to.have.length(1);
  const sent = page.bodies(change.kind === 'start' ? '/subscriptions' : '/change').at(-1) as {returnUrl: string};
  expect(sent.returnUrl).to.equal(address);
  const operation = page.operations()[0] ?? '';
  page.sandbox.answerChallenge(new URL(urls[0] ?? '').searchParams.get('reference') ?? '', answer);
  flow.element.remove();
  const returned = new URL(address);
  returned.searchParams.set('billing_operation', operation);
  history.replaceState(null, '', returned);
  return new BillingPortalHarness(mount('billing-portal', {...page.source, sessionToken: await page.mint()}));
}

describe('A change that the bank wants confirmed on a site of its own', () => {
  it('is done under another session when the customer comes back, and its outcome shown first', async () => {
    const portal = await leaveAndReturn(toCompany, 'pass');
    const changed = listen(document, 'billing-subscription-changed');
    const flow = await portal.changing();
    await flow.finished();
    expect(flow.done).to.equal('You are on Company');
    expect(flow.facts).to.include('Next charge €209.92 on Dec 1, 2026');
    await until(() => changed.length > 0);
    await quiet();
    expect(changed.map(({kind, subscription}) => [kind, subscription?.name])).to.deep.equal([['plan', 'Company']]);
    expect(page.sandbox.effects.changes).to.equal(1);
    flow.press('Back to billing');
    await portal.left();
  });

  it('changes nothing where it was refused there, and says so', async () => {
    const portal = await leaveAndReturn(toCompany, 'fail');
    const flow = await portal.changing();
    await flow.says('The payment was not confirmed');
    expect(flow.notice).to.contain('Nothing was charged and you are still on Crew.');
    expect(flow.buttons).to.deep.equal(['Choose again', 'Back to billing']);
    expect(page.sandbox.effects.changes).to.equal(0);
    flow.press('Back to billing');
    await portal.left();
  });

  it('starts another subscription as well', async () => {
    const portal = await leaveAndReturn({kind: 'start', priceId: 'company_monthly', quantity: 2}, 'pass');
    const flow = await portal.changing();
    await flow.finished();
    expect(flow.done).to.equal('You are on Company');
    expect(page.sandbox.effects.starts).to.equal(1);
  });
});
