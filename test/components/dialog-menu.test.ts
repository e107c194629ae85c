import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {PaymentMethodsHarness} from '../support/harnesses/payment-methods.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {PortalFrameHarness} from '../support/harnesses/portal-frame.js';
import {clearPage, listen, mount, openPage, quiet, until} from '../support/mount.js';

before(focusPage);
afterEach(clearPage);

async function showInDialog(): Promise<PortalFrameHarness> {
  const page = await openPage();
  const portal = new PortalFrameHarness(mount('billing-portal', {...page.source, display: 'dialog'}));
  portal.element.open();
  return (await portal.opened()).complete();
}

describe('A menu in a portal that is a dialog', () => {
  it('is closed alone by Escape, and the dialog by the next one', async () => {
    const portal = await showInDialog();
    const closed = listen(portal.element, 'billing-close');
    const element = portal.element.shadowRoot?.querySelector(
      'payment-methods',
    ) as HTMLElementTagNameMap['payment-methods'];
    const methods = await new PaymentMethodsHarness(element).shown();
    await methods.open('Visa');
    await sendKeys({press: 'Escape'});
    await until(() => !methods.menu, 'the end of the menu');
    await quiet();
    expect([portal.isDialogOpen, closed.length]).to.deep.equal([true, 0]);
    expect(methods.focused === methods.opener('Visa')).to.equal(true);
    await sendKeys({press: 'Escape'});
    await portal.closed();
    await until(() => closed.length === 1, 'the event');
  });

  it('of a subscription is closed alone, too', async () => {
    const portal = await showInDialog();
    const {summary} = portal;
    await summary.openMenu();
    await sendKeys({press: 'Escape'});
    await until(() => !summary.menu, 'the end of the menu');
    await quiet();
    expect(portal.isDialogOpen).to.equal(true);
    expect(summary.focused === summary.menuButton).to.equal(true);
  });
});
