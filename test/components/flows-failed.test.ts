import {expect} from '@open-wc/testing';
import '../../src/ui/trouble.js';
import type {FlowsModule} from '../../src/components/billing-element.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import {clearPage, mount, openPage, quiet, until} from '../support/mount.js';

afterEach(clearPage);

/** A portal whose flows cannot be loaded until they are let through. */
class CutPortal {
  tries = 0;
  isCut = true;
  readonly portal: BillingPortalHarness;

  constructor(properties: Partial<HTMLElementTagNameMap['billing-portal']>) {
    const element = mount('billing-portal', properties);
    const cut = element as unknown as {loadFlows(): Promise<FlowsModule>};
    const load = cut.loadFlows.bind(element);
    cut.loadFlows = () => {
      this.tries++;
      return this.isCut ? Promise.reject(new TypeError('Failed to fetch')) : load();
    };
    this.portal = new BillingPortalHarness(element);
  }
}

describe('Flows that cannot be loaded', () => {
  it('are said to be so, asked for once, and again only when that is wanted', async () => {
    const page = await openPage();
    const cut = new CutPortal(page.source);
    const portal = await cut.portal.shown();
    portal.element.open('subscriptions/sub_crew/cancel');
    await portal.failed();
    expect(portal.failure).to.contain('This could not be opened');
    await quiet();
    // Whatever is rendered meanwhile asks no more.
    for (let times = 0; times < 5; times++) {
      portal.element.requestUpdate();
      await portal.element.updateComplete;
    }
    expect(cut.tries).to.equal(1);
    cut.portal.action.click();
    await until(() => cut.tries === 2, 'another try');
    await portal.failed();
    await quiet();
    expect(cut.tries).to.equal(2);
    cut.isCut = false;
    portal.action.click();
    expect((await portal.changing()).title).to.contain('Cancel Crew');
  });

  it('leave a way back to what there is', async () => {
    const page = await openPage();
    const cut = new CutPortal(page.source);
    const portal = await cut.portal.shown();
    portal.element.open('subscriptions/sub_crew/cancel');
    await portal.failed();
    portal.element.open('overview');
    await until(() => portal.isOverviewShown && !portal.failure, 'the overview');
    expect(portal.summary.states).to.deep.equal(['Active']);
  });
});
