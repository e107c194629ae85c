import {expect} from '@open-wc/testing';
import '../../src/components/billing-portal/portal-routing.js';
import '../../src/components/billing-portal/portal-surroundings.js';
import {openRedirectingPage, type FlowPage} from '../support/flow-page.js';
import {PortalFrameHarness} from '../support/harnesses/portal-frame.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {clearPage, mount, quiet, until} from '../support/mount.js';

type Properties = Partial<HTMLElementTagNameMap['billing-portal']>;

const address = location.href;
let page: FlowPage;
let operation: string;

// The page is never really left.
const stay = (event: Event): void => event.preventDefault();

before(focusPage);
beforeEach(async () => {
  page = await openRedirectingPage({scenario: 'past_due'});
  document.addEventListener('billing-redirect', stay);
  operation = await leaveForBank();
});
afterEach(() => {
  document.removeEventListener('billing-redirect', stay);
  clearPage();
  history.replaceState(null, '', address);
});

/** Pays until the bank asks on a site of its own, says yes there, and gives the operation that is come back with. */
async function leaveForBank(): Promise<string> {
  const portal = new PortalFrameHarness(mount('billing-portal', {...page.source, view: 'invoices/in_lf2038/pay'}));
  const urls: string[] = [];
  portal.element.addEventListener('billing-redirect', ({url}) => void urls.push(url));
  const flow = await portal.paying();
  (await flow.offers('Pay')).click();
  const url = await until(() => urls[0], 'the bank’s address');
  page.sandbox.answerChallenge(new URL(url).searchParams.get('reference') ?? '', 'pass');
  portal.element.remove();
  return page.operations()[0] ?? '';
}

async function comeBack(properties: Properties, fragment = ''): Promise<PortalFrameHarness> {
  const returned = new URL(address);
  returned.searchParams.set('billing_operation', operation);
  returned.hash = fragment;
  history.replaceState(null, '', returned);
  const sessionToken = await page.mint();
  return new PortalFrameHarness(mount('billing-portal', {...page.source, sessionToken, ...properties}));
}

describe('Coming back from a bank', () => {
  it('shows what became of the payment first where the address holds the view, and leaves that as it is', async () => {
    const portal = await comeBack({routing: 'hash'}, 'billing/invoices');
    const flow = await (await portal.paying()).finished();
    expect(flow.done).to.equal('€138.04 paid');
    await quiet();
    expect(location.hash).to.equal('#billing/invoices');
    expect(new URL(location.href).searchParams.get('billing_operation')).to.equal(operation);
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('leads on to the overview, whose address names no view', async () => {
    const portal = await comeBack({routing: 'hash'}, 'settings');
    const flow = await (await portal.paying()).finished();
    flow.press('Back to billing');
    await portal.left();
    expect(location.hash).to.equal('#settings');
    expect(portal.invoices.findState('LF-2038')).to.equal('Paid');
    portal.element.open('invoices');
    await until(() => location.hash === '#settings&billing/invoices', 'the address');
  });

  it('opens a dialog that was left open, to show it', async () => {
    const portal = await comeBack({display: 'dialog'});
    await until(() => portal.isDialogOpen, 'the dialog');
    const flow = await (await portal.paying()).finished();
    expect(flow.done).to.equal('€138.04 paid');
    portal.button('Close').click();
    await portal.closed();
    expect(page.sandbox.effects.payments).to.equal(1);
  });

  it('does not show it again in a dialog that is closed and opened anew', async () => {
    const portal = await comeBack({display: 'dialog'});
    await until(() => portal.isDialogOpen, 'the dialog');
    await (await portal.paying()).finished();
    portal.element.close();
    await portal.closed();
    portal.element.open();
    await portal.opened();
    expect(portal.flow).to.equal(undefined);
    expect(portal.element.view).to.equal('overview');
  });
});
