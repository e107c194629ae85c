import {expect} from '@open-wc/testing';
import {openFlowPage, type FlowPage} from '../support/flow-page.js';
import {BillingDetailsHarness, type DetailsFormHarness} from '../support/harnesses/billing-details.js';
import {clearPage, mount, until} from '../support/mount.js';

let page: FlowPage;
let details: BillingDetailsHarness;
let form: DetailsFormHarness;

beforeEach(async () => {
  page = await openFlowPage();
  details = await new BillingDetailsHarness(mount('billing-details', page.source)).shown();
  form = await details.editing();
});
afterEach(clearPage);

/** Somebody else changes the same customer, and the page hears of it. */
async function changeElsewhere(body: object): Promise<void> {
  const {status} = await page.call('changeCustomer', {token: await page.mint(), body});
  expect(status).to.equal(200);
  await details.element.refresh();
}

describe('What is in the form of billing details', () => {
  it('follows what there is where nobody touched it, and stays where somebody typed', async () => {
    form.type('Phone', '+49 40 555 0199');
    await changeElsewhere({name: 'Brightwater Holz GmbH', phone: '+49 40 555 0100'});
    await until(() => form.field('Company').value === 'Brightwater Holz GmbH', 'the new name');
    expect(form.field('Phone').value).to.equal('+49 40 555 0199');
  });

  it('is sent as far as it differs from what there is by then', async () => {
    form.type('Phone', '+49 40 555 0199');
    await changeElsewhere({name: 'Brightwater Holz GmbH'});
    await until(() => form.field('Company').value === 'Brightwater Holz GmbH', 'the new name');
    form.press('Save');
    await form.finished();
    const [sent] = page.answers.sent.filter(({line}) => line.endsWith('/v1/portal/customer'));
    expect(sent?.body).to.deep.equal({phone: '+49 40 555 0199'});
  });

  it('follows what there is again once it is as it was', async () => {
    const {value} = form.field('Company');
    form.type('Company', 'Another');
    form.type('Company', value);
    await changeElsewhere({name: 'Brightwater Holz GmbH'});
    await until(() => form.field('Company').value === 'Brightwater Holz GmbH', 'the new name');
  });
});
