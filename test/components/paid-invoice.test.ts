import {expect} from '@open-wc/testing';
import {openFlowPage} from '../support/flow-page.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import {clearPage, mount, until} from '../support/mount.js';

afterEach(clearPage);

describe('An open invoice', () => {
  it('is read again once it is paid, and says so when they come back to it', async () => {
    const page = await openFlowPage({scenario: 'past_due'});
    const portal = new BillingPortalHarness(mount('billing-portal', {...page.source, view: 'invoices/in_lf2038'}));
    await portal.shown();
    await portal.invoices.opened();
    const reads = (): number => page.wire.lines.filter((line) => line === 'GET /v1/portal/invoices/in_lf2038').length;
    const before = reads();
    portal.invoices.findButton('Pay')?.click();
    const flow = await portal.paying();
    (await flow.offers('Pay')).click();
    await flow.finished();
    flow.press('Back to billing');
    await until(() => !portal.flow, 'the invoice');
    await until(() => reads() > before && !portal.invoices.findButton('Pay'), 'the invoice as it is now');
    await until(() => portal.invoices.text.includes('Paid'), 'its state');
    expect(portal.element.view).to.equal('invoices/in_lf2038');
    expect((await portal.invoices.opened()).invoice).to.not.contain('Amount due');
  });

  it('stays as it is where it was not paid after all', async () => {
    const page = await openFlowPage({scenario: 'past_due'});
    const portal = new BillingPortalHarness(mount('billing-portal', {...page.source, view: 'invoices/in_lf2038'}));
    await portal.shown();
    await portal.invoices.opened();
    portal.invoices.findButton('Pay')?.click();
    const flow = await portal.paying();
    await flow.offers('Pay');
    flow.back.click();
    await until(() => !portal.flow && portal.invoices.findButton('Pay'), 'the invoice with its button');
  });
});
