import {expect} from '@open-wc/testing';
import {openFlowPage, type FlowPage} from '../support/flow-page.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import type {SubscriptionChangeHarness} from '../support/harnesses/flow.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import type {PauseFeatures} from '../../src/contract/configuration.js';
import {
  addSpan,
  findDayFault,
  findResume,
  type PauseChoice,
} from '../../src/components/subscription-change/pause-choice.js';
import {clearPage, listen, mount, until} from '../support/mount.js';

let page: FlowPage;
const open = (view: HTMLElementTagNameMap['billing-portal']['view']): BillingPortalHarness =>
  new BillingPortalHarness(mount('billing-portal', {...page.source, view}));

async function openFlow(act: 'pause' | 'resume' | 'restart' | 'withdraw', scenario?: 'active') {
  if (scenario) page = await openFlowPage({scenario});
  const portal = open(`subscriptions/sub_crew/${act}`);
  const flow = await portal.changing();
  return {portal, flow};
}

const choose = (flow: SubscriptionChangeHarness, label: string): void => flow.option(label).click();

before(focusPage);
beforeEach(async () => {
  page = await openFlowPage();
});
afterEach(clearPage);

describe('A pause', () => {
  it('is chosen first, with what happens to money and access, and reviewed before anything happens', async () => {
    const {portal, flow} = await openFlow('pause');
    await flow.offers('Review your pause');
    expect(flow.title).to.equal('Pause Crew');
    expect(
      flow.options.map(({parentElement}) => parentElement?.textContent?.trim().replaceAll(/\s+/g, ' ')),
    ).to.deep.equal([
      '1 month until January 1, 2027',
      '2 months until February 1, 2027',
      '3 months until March 1, 2027',
      'Until a day of your choice',
      'Until I resume it',
      'Now',
      'At the end of the period, on December 1, 2026',
    ]);
    expect(flow.notes).to.deep.equal([
      'From December 1, 2026 on it cannot be used, until it goes on.',
      'While it is paused, nothing is charged for it. What is open now stays due.',
      'It goes on by itself on January 1, 2027, and is charged again from then on.',
    ]);
    flow.press('Review your pause');
    await flow.reviewed();
    await until(() => flow.focused === flow.titleElement, 'the focus at the title of the step');
    expect(flow.title).to.equal('Review your pause');
    expect(flow.back.textContent?.trim()).to.equal('Choose a pause');
    expect(flow.buttons).to.deep.equal(['Pause Crew on December 1, 2026']);
    expect(flow.timeline).to.deep.equal([
      'December 1, 2026 The pause begins',
      'January 1, 2027 It goes on',
      'From January 1, 2027 €138.04 per month Crew, VAT included',
    ]);
    expect(flow.notes).to.include('It cannot be used while it is paused.');
    expect(flow.panel).to.contain('Nothing is due now');
    expect(page.sandbox.effects.pauses).to.equal(0);
    const changed = listen(document, 'billing-subscription-changed');
    flow.press('Pause Crew');
    await flow.finished();
    expect(flow.done).to.equal('Crew pauses on December 1, 2026');
    expect(flow.panel).to.contain('It goes on by itself on January 1, 2027.');
    expect(page.sandbox.effects.pauses).to.equal(1);
    await until(() => changed.length > 0);
    expect(changed.map(({kind, subscription}) => [kind, subscription?.pausesAt])).to.deep.equal([
      ['pause', '2026-12-01T00:00:00.000Z'],
    ]);
    flow.press('Back to billing');
    await portal.left();
    await until(() => portal.summary.states[0]?.startsWith('Pauses on'), 'the truth');
  });

  it('begins at once where that is chosen, and lasts until it is ended', async () => {
    const {flow} = await openFlow('pause');
    await flow.offers('Review your pause');
    choose(flow, 'Until I resume it');
    choose(flow, 'Now');
    await until(() => flow.notes[0]?.startsWith('It cannot be used from now on'), 'what it means');
    expect(flow.notes.at(-1)).to.equal('It goes on when you resume it, and is charged again from then on.');
    flow.press('Review your pause');
    await flow.reviewed();
    expect(flow.buttons).to.deep.equal(['Pause now — get €48.56 credit']);
    expect(flow.notes).to.include('€48.56 stays as your balance and pays for your next charges.');
    flow.press('Pause now');
    await flow.finished();
    expect(flow.done).to.equal('Crew is paused');
    expect(flow.panel).to.contain('It stays paused until you resume it.');
    expect(page.bodies('/preview')).to.deep.equal([{kind: 'pause', until: null, at: 'immediately'}]);
  });

  it('is for a day of one’s own, which is checked before it is sent', async () => {
    page = await openFlowPage({configurations: {features: {pause: {maximum: {unit: 'month', count: 6}}}}});
    const {flow} = await openFlow('pause');
    await flow.offers('Review your pause');
    choose(flow, 'Until a day');
    await until(() => flow.hasDay, 'the field');
    expect(flow.dayNote).to.equal('June 1, 2027 at the latest');
    expect([flow.day.min, flow.day.max]).to.deep.equal(['2026-12-02', '2027-06-01']);
    const setDay = async (day: string): Promise<void> => {
      flow.day.value = day;
      flow.day.dispatchEvent(new Event('change', {bubbles: true}));
      await flow.element.updateComplete;
      flow.press('Review your pause');
      await flow.element.updateComplete;
    };
    flow.press('Review your pause');
    await until(() => flow.faults[0] === 'Choose a day.', 'what is missing');
    await until(() => flow.focused === flow.day, 'the focus at the field');
    await setDay('2026-12-01');
    expect(flow.faults).to.deep.equal(['Choose a day after December 1, 2026.']);
    await setDay('2027-06-02');
    expect(flow.faults).to.deep.equal(['Choose June 1, 2027 at the latest.']);
    expect(page.bodies('/preview')).to.deep.equal([]);
    await setDay('2027-03-15');
    await flow.reviewed();
    expect(flow.timeline[1]).to.equal('March 15, 2027 It goes on');
    // What was chosen is still chosen on the way back.
    flow.back.click();
    await flow.offers('Review your pause');
    expect(flow.day.value).to.equal('2027-03-15');
    expect(flow.focused === flow.titleElement).to.equal(true);
  });

  it('says that it is switched off where it was reached by a link', async () => {
    page = await openFlowPage({configurations: {features: {pause: {enabled: false}}}});
    const {flow} = await openFlow('pause');
    await flow.says('This cannot be paused here');
    expect(flow.buttons).to.deep.equal(['Back to billing']);
  });

  it('is never longer than the endpoint allows, whatever the page says', async () => {
    page = await openFlowPage({
      configurations: {features: {pause: {maximum: {unit: 'month', count: 1}, durations: []}}},
    });
    const flow = new BillingPortalHarness(
      mount('billing-portal', {...page.source, view: 'subscriptions/sub_crew/pause'}),
    );
    const change = await flow.changing();
    change.element.change = {kind: 'pause', until: '2028-01-01T00:00:00Z', at: 'immediately'};
    await change.says('A pause can be 1 month long at most');
    expect(page.sandbox.effects.pauses).to.equal(0);
  });
});

describe('What ends a pause, and what brings back what has ended', () => {
  it('resumes, after saying what is paid', async () => {
    page = await openFlowPage({scenario: 'paused'});
    const {portal, flow} = await openFlow('resume');
    await flow.reviewed();
    expect(flow.title).to.equal('Resume Crew');
    const [label = ''] = flow.buttons;
    expect(label).to.match(/^Resume Crew/);
    flow.press('Resume Crew');
    await flow.finished();
    expect(flow.done).to.equal('Crew goes on');
    expect(page.sandbox.effects.unpauses).to.equal(1);
    flow.press('Back to billing');
    await portal.left();
    await until(() => portal.summary.states[0] === 'Active', 'the truth');
  });

  it('restarts what has ended, paid at once', async () => {
    page = await openFlowPage({scenario: 'ended'});
    const {flow} = await openFlow('restart');
    await flow.reviewed();
    expect(flow.title).to.equal('Restart Crew');
    expect(flow.due.at(-1)).to.match(/^Due now: €/);
    flow.press('Restart Crew');
    await flow.finished();
    expect(flow.done).to.equal('You are on Crew');
    expect(flow.panel).to.match(/You paid €[\d.]+ with Visa/);
    expect(page.sandbox.effects.restarts).to.equal(1);
  });

  for (const [scenario, what] of [
    ['change_pending', 'another plan'],
    ['pauses_soon', 'a pause'],
  ] as const) {
    it(`takes back ${what} that was planned`, async () => {
      page = await openFlowPage({scenario});
      const {portal, flow} = await openFlow('withdraw');
      await flow.reviewed();
      expect(flow.title).to.match(/^Keep \w+ as it is$/);
      expect(flow.panel).to.contain('Nothing is due now');
      flow.press('Withdraw what is planned');
      await flow.finished();
      expect(flow.done).to.match(/^\w+ stays as it is$/);
      expect(page.sandbox.effects.withdrawals).to.equal(1);
      flow.press('Back to billing');
      await portal.left();
      await until(() => portal.summary.states[0] === 'Active', 'the truth');
    });
  }

  it('says that there is nothing to take back any more', async () => {
    const {flow} = await openFlow('withdraw');
    await flow.says('This is not possible now');
    expect(flow.buttons).to.deep.equal(['Back to billing']);
    expect(page.sandbox.effects.withdrawals).to.equal(0);
  });
});

describe('The days of a pause', () => {
  const month = (count: number) => ({unit: 'month', count});
  const features: PauseFeatures = {
    ...{enabled: true, date: true, indefinite: true, at: 'customer_choice'},
    durations: [month(1)],
    maximum: month(3),
  };
  const choice = (change: Partial<PauseChoice>): PauseChoice => ({
    length: 'date',
    day: '',
    at: 'period_end',
    ...change,
  });

  it('are counted by the calendar, and end with a month that is shorter', () => {
    expect(addSpan('2027-01-31T08:00:00.000Z', month(1))).to.equal('2027-02-28T08:00:00.000Z');
    expect(addSpan('2028-01-31T08:00:00.000Z', month(1))).to.equal('2028-02-29T08:00:00.000Z');
    expect(addSpan('2028-02-29T00:00:00.000Z', {unit: 'year', count: 1})).to.equal('2029-02-28T00:00:00.000Z');
    expect(addSpan('2026-12-30T00:00:00.000Z', {unit: 'week', count: 1})).to.equal('2027-01-06T00:00:00.000Z');
    expect(addSpan('2026-12-31T00:00:00.000Z', {unit: 'day', count: 1})).to.equal('2027-01-01T00:00:00.000Z');
  });

  it('lie after the beginning and not after the longest pause', () => {
    const begin = '2026-11-30T00:00:00.000Z';
    const find = (day: string) => findDayFault(choice({day}), features, begin);
    expect(['', '2026-11-30', '2026-12-01', '2027-02-28', '2027-03-01'].map(find)).to.deep.equal([
      'missing',
      'early',
      undefined,
      undefined,
      'late',
    ]);
    expect(findResume(choice({day: '2027-01-05'}), features, begin)).to.equal('2027-01-05T00:00:00.000Z');
    expect(findResume(choice({length: 'open'}), features, begin)).to.equal(null);
    expect(findResume(choice({length: 0}), features, begin)).to.equal('2026-12-30T00:00:00.000Z');
  });
});
