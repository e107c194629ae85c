import {expect} from '@open-wc/testing';
import '../../src/components/billing-notices/billing-notices.js';
import {openFlowPage, type FlowPage} from '../support/flow-page.js';
import {BillingNoticesHarness} from '../support/harnesses/billing-notices.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {clearPage, mount, quiet} from '../support/mount.js';

let page: FlowPage;
let field: HTMLInputElement;

before(focusPage);
beforeEach(async () => {
  page = await openFlowPage({scenario: 'past_due'});
  field = document.createElement('input');
  document.body.append(field);
});
afterEach(() => {
  field.remove();
  clearPage();
});

describe('A write that is done while the customer is somewhere else', () => {
  it('leaves them where they are, in a flow', async () => {
    const portal = new BillingPortalHarness(mount('billing-portal', {...page.source, view: 'invoices/in_lf2038/pay'}));
    const flow = await portal.paying();
    const held = page.answers.hold('/pay');
    const pay = await flow.offers('Pay');
    pay.focus();
    pay.click();
    const answer = await held;
    field.focus();
    await answer.arrive();
    await flow.finished();
    await quiet();
    expect(document.activeElement === field).to.equal(true);
    expect(flow.announced).to.equal('€138.04 paid');
  });

  it('takes them to its outcome where they stayed', async () => {
    const portal = new BillingPortalHarness(mount('billing-portal', {...page.source, view: 'invoices/in_lf2038/pay'}));
    const flow = await portal.paying();
    const pay = await flow.offers('Pay');
    pay.focus();
    pay.click();
    await flow.finished();
    expect(flow.focused === flow.doneElement).to.equal(true);
  });

  it('does not bring a notice’s outcome in front of what they type', async () => {
    const notices = new BillingNoticesHarness(mount('billing-notices', page.source));
    await notices.says('Payment of €138.04 failed');
    const held = page.answers.hold('/pay');
    const pay = notices.button('Pay');
    pay.focus();
    pay.click();
    const answer = await held;
    field.focus();
    await answer.arrive();
    await notices.says('€138.04 paid');
    await quiet();
    expect(document.activeElement === field).to.equal(true);
  });
});
