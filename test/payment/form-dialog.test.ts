import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {attach, expectKept, expectShown, type, type Field} from '../support/harnesses/payment-field.js';
import {focusPage, FormDialogHarness, hit, nest, type Nest} from '../support/harnesses/payment-host.js';
import {clearPage, quiet} from '../support/mount.js';

before(focusPage);
afterEach(clearPage);

describe('Where no slot can show an element, a dialog', () => {
  const manual: ShadowRootInit = {mode: 'closed', slotAssignment: 'manual'};

  async function open(...roots: ShadowRootInit[]): Promise<{page: Nest; field: Field; shown: FormDialogHarness}> {
    const page = await nest(...roots);
    const field = attach(page);
    return {page, field, shown: new FormDialogHarness(field.element)};
  }

  function expectInDialog({host}: Nest, {element, input}: Field): void {
    const shown = new FormDialogHarness(element);
    expect(host.chain.isInDialog).to.equal(true);
    expect(shown.isModal, 'it is modal').to.equal(true);
    expect(hit(input) === input, 'it is hit').to.equal(true);
    expect(element.getRootNode() === document, 'it is in the document').to.equal(true);
  }

  it('shows it where a shadow root assigns its slots by hand', async () => {
    const {page, field, shown} = await open(manual);
    expectInDialog(page, field);
    expect(shown.title).to.equal('Add payment method');
    expect(page.hosts[0]?.childNodes).to.have.length(0);
  });

  it('shows it where the page takes it out again and again, without an end to neither', async () => {
    const {page, field} = await open({mode: 'open'});
    type(field);
    const [app] = page.hosts as [HTMLElement];
    let taken = 0;
    const observer = new MutationObserver(() => {
      if (app.childNodes.length === 0 || taken > 100) return;
      taken++;
      app.replaceChildren();
    });
    observer.observe(app, {childList: true});
    app.replaceChildren();
    await quiet();
    observer.disconnect();
    expect(taken).to.be.within(1, 20);
    expectInDialog(page, field);
    expectKept(field);
    expect(app.childNodes).to.have.length(0);
  });

  it('shows it where the page puts the host in anew each time that it finds something in it', async () => {
    const {page, field} = await open({mode: 'open'});
    const [app] = page.hosts as [HTMLElement];
    const where = app.parentElement as HTMLElement;
    let taken = 0;
    const observer = new MutationObserver(() => {
      if (app.childNodes.length === 0 || taken > 100) return;
      taken++;
      app.remove();
      where.append(app);
    });
    observer.observe(app, {childList: true});
    app.replaceChildren();
    await quiet();
    observer.disconnect();
    expect(taken).to.be.within(1, 20);
    expectInDialog(page, field);
  });

  it('asks to submit by its button, and says what went wrong', async () => {
    const {page, field, shown} = await open(manual);
    const heard: string[] = [];
    field.element.addEventListener('billing-form-submit', ({type: name}) => heard.push(name));
    shown.button('Save card').click();
    expect(heard).to.deep.equal(['billing-form-submit']);
    page.host.chain.say('Billing could not be reached.');
    expect(shown.message).to.equal('Billing could not be reached.');
    page.host.chain.say('');
    expect(shown.message).to.equal('');
  });

  for (const [how, close] of [
    ['its button', (shown: FormDialogHarness) => shown.button('Back').click()],
    ['Escape', () => sendKeys({press: 'Escape'})],
  ] as const) {
    it(`tells when it is closed by ${how}`, async () => {
      const {page, field, shown} = await open(manual);
      const closed = new Promise((resolve) => field.element.addEventListener('billing-form-close', resolve));
      await close(shown);
      await closed;
      page.host.chain.detach();
      expect(field.element.isConnected).to.equal(false);
    });
  }

  it('goes without a word when the element is let go, and leaves nothing behind', async () => {
    const before = document.body.children.length;
    const {page, field} = await open(manual);
    let told = 0;
    field.element.addEventListener('billing-form-close', () => told++);
    page.host.chain.detach();
    await quiet();
    expect(document.body.children.length).to.equal(before + 1);
    expect(told).to.equal(0);
    expect(page.host.chain.isInDialog).to.equal(false);
  });

  it('leaves the page with the host, and comes again with it, with what was typed', async () => {
    const {page, field} = await open(manual);
    type(field);
    const [app] = page.hosts as [HTMLElement];
    const where = app.parentElement as HTMLElement;
    app.remove();
    expect(field.element.isConnected).to.equal(false);
    where.append(app);
    expectInDialog(page, field);
    expectKept(field);
    // Elsewhere there may be a way through.
    where.append(page.host);
    expect(page.host.chain.isInDialog).to.equal(false);
    expectShown({...page, hosts: [page.host]}, field);
    expectKept(field);
  });

  it('looks as its host does', async () => {
    const page = await nest(manual);
    const {host} = page;
    host.style.colorScheme = 'dark';
    host.style.setProperty('--billing-color-text', 'rgb(1 2 3)');
    const {element} = attach(page);
    expect(getComputedStyle(element).colorScheme).to.equal('dark');
    expect(getComputedStyle(element).color).to.equal('rgb(1, 2, 3)');
  });
});
