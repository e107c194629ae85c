import {expect} from '@open-wc/testing';
import {openFlowPage, type FlowPage} from '../support/flow-page.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {clearPage} from '../support/mount.js';
import {openReview} from '../support/review.js';

let page: FlowPage;
before(focusPage);
beforeEach(async () => {
  page = await openFlowPage();
});
afterEach(clearPage);

const note = (kind: string) => ({kind, at: null, amount: null, name: null});

describe('The money of a cancellation', () => {
  it('is not spoken of as nothing where what was used is charged', async () => {
    page.answers.alter('/preview', (answer) => ({...answer, notes: [note('usage_charged')]}));
    const {flow} = openReview(page, {kind: 'cancel'});
    await flow.offers('Cancel subscription');
    expect(flow.facts).to.include('Money What was used until now is charged with this.');
    flow.press('Cancel subscription');
    await flow.finished();
    expect(flow.panel).to.contain('What was used until now is charged with this.');
    expect(flow.panel).to.not.contain('Nothing more is charged');
  });

  it('is what is due now where something is', async () => {
    page.answers.alter('/preview', (answer) => ({...answer, dueNow: {...(answer['dueNow'] as object), amount: 1234}}));
    const {flow} = openReview(page, {kind: 'cancel'});
    await flow.offers('Cancel subscription');
    expect(flow.facts).to.include('Money €12.34');
    flow.press('Cancel subscription');
    await flow.finished();
    expect(flow.panel).to.contain('You paid €12.34.');
  });

  it('is not spoken of where the provider tells no amount', async () => {
    page.answers.alter('/preview', (answer) => ({...answer, certainty: 'none', dueNow: null}));
    const {flow} = openReview(page, {kind: 'cancel'});
    await flow.offers('Cancel subscription');
    expect(flow.facts.map((fact) => fact.split(' ')[0])).to.deep.equal(['Until', 'Invoices']);
  });
});
