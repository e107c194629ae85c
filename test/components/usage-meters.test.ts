import {expect} from '@open-wc/testing';
import {executeServerCommand, sendKeys} from '@web/test-runner-commands';
import {alterUsage} from '../support/altered-usage.js';
import type {EndpointOptions} from '../support/endpoint.js';
import {openFlowPage, type FlowPage} from '../support/flow-page.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {UsageMetersHarness} from '../support/harnesses/usage-meters.js';
import {clearPage, listen, mount, quiet, until} from '../support/mount.js';

type Properties = Partial<HTMLElementTagNameMap['usage-meters']>;

let page: FlowPage;

const show = (properties: Properties = {}): UsageMetersHarness =>
  new UsageMetersHarness(mount('usage-meters', {...page.source, locale: 'en-GB', ...properties}));

async function open(options: EndpointOptions = {}, properties: Properties = {}): Promise<UsageMetersHarness> {
  page = await openFlowPage(options);
  return show(properties);
}

before(focusPage);
afterEach(clearPage);

describe('Usage', () => {
  it('says of each meter how much of how much, and where it is heading', async () => {
    const usage = await (await open()).listed();
    expect(usage.heading).to.equal('Usage');
    expect(usage.text).to.contain('1 Nov to 1 Dec');
    expect(usage.rows).to.deep.equal([
      ['Seats', '4 of 4', 'All in use. Add seats'],
      ['Dispatches', '6,180 of 10,000', 'On course for 9,270'],
      ['Text messages', '1,842 of 2,000', 'On course for 2,763, extra at €0.04 each'],
      ['Photo storage', '12.4 of 50 GB', 'Does not reset'],
    ]);
  });

  it('is the same to a screen reader, bar by bar', async () => {
    const usage = await (await open()).listed();
    expect(usage.bars).to.deep.equal([
      {name: 'Seats', text: '4 of 4, All in use.', now: 100},
      {name: 'Dispatches', text: '6,180 of 10,000, On course for 9,270', now: 62},
      {name: 'Text messages', text: '1,842 of 2,000, On course for 2,763, extra at €0.04 each', now: 92},
      {name: 'Photo storage', text: '12.4 of 50 GB, Does not reset', now: 25},
    ]);
  });

  it('is asked for once, and only where it may be', async () => {
    const usage = await (await open()).listed();
    await quiet();
    expect(page.wire.lines.filter((line) => line.includes('/usage'))).to.deep.equal(['GET /v1/portal/usage']);
    expect(usage.tone('Text messages')).to.equal('warning');
    expect(usage.tone('Dispatches')).to.equal('');
    expect(usage.tone('Seats')).to.equal('');
    expect(usage.bar('Seats').querySelectorAll('i.on')).to.have.length(4);
  });

  it('leads to more seats where there may be more', async () => {
    const usage = await (await open()).listed();
    const asked = listen(usage.element, 'billing-navigate');
    usage.element.addEventListener('billing-navigate', (event) => event.preventDefault());
    usage.button('Add seats').click();
    expect(asked.map(({view}) => view)).to.deep.equal(['subscriptions/sub_crew/plan']);
  });

  it('leads to no more seats where a session may only look', async () => {
    page = await openFlowPage();
    const usage = await show({sessionToken: await page.mint({readOnly: true})}).listed();
    expect(usage.rows[0]).to.deep.equal(['Seats', '4 of 4', 'All in use']);
  });

  it('follows what is read anew', async () => {
    const usage = await (await open()).listed();
    page.sandbox.use('sub_crew', 'text_messages', 300);
    await usage.element.refresh();
    await until(() => usage.rows[2]?.[1] === '2,142 of 2,000', 'the new number');
    expect(usage.bars[2]?.now).to.equal(100);
  });

  it('shows those that need attention most where there is room for some only', async () => {
    const usage = await (await open({}, {limit: 2})).listed();
    expect(usage.names).to.deep.equal(['Seats', 'Text messages']);
    expect(usage.text).to.contain('2 of 4');
  });

  it('says whose a meter is where there are several subscriptions, those of one beside each other', async () => {
    page = await openFlowPage({scenario: 'several'});
    const {answer} = await page.call('readPortal', {query: {include: 'subscriptions'}});
    const [first, second] = answer.subscriptions ?? [];
    alterUsage(
      page,
      {name: 'Minutes', subscriptionId: second?.id ?? ''},
      {name: 'Seats', subscriptionId: first?.id ?? ''},
      {name: 'Hours', subscriptionId: second?.id ?? ''},
    );
    const usage = await show().listed();
    const names = [`Seats ${first?.name}`, `Minutes ${second?.name}`, `Hours ${second?.name}`];
    expect(usage.names).to.deep.equal(names);
  });
});

describe('What a provider may say of a meter', () => {
  const sayings: [name: string, change: Parameters<typeof alterUsage>[1], row: string[], tone: string][] = [
    ['no limit', {limit: null, used: 1200, projected: 1800}, ['Dispatches', '1,200', 'On course for 1,800'], ''],
    [
      'neither limit nor course',
      {limit: null, used: 3, projected: null, resetsAt: null, unit: 'GB'},
      ['Dispatches', '3 GB', 'No limit'],
      '',
    ],
    [
      'a price for every one',
      {
        limit: null,
        used: 10,
        projected: 15,
        beyondLimit: 'charged',
        unitPrice: {amount: '4', currency: 'EUR', exponent: 2},
      },
      ['Dispatches', '10', 'On course for 15 at €0.04 each'],
      '',
    ],
    ['nothing used', {used: 0, projected: 0}, ['Dispatches', '0 of 10,000', 'Resets on 1 Dec 2026'], ''],
    [
      'that nothing is left',
      {used: 10_000, projected: 15_000},
      ['Dispatches', '10,000 of 10,000', 'Used up until 1 Dec 2026'],
      'danger',
    ],
    [
      'that it will run out',
      {used: 8000, projected: 12_000},
      ['Dispatches', '8,000 of 10,000', 'At this pace used up before 1 Dec 2026'],
      'warning',
    ],
    [
      'an amount for tiers',
      {
        used: 9000,
        projected: 12_000,
        beyondLimit: 'charged',
        projectedCost: {amount: 1250, currency: 'EUR', exponent: 2},
      },
      ['Dispatches', '9,000 of 10,000', 'On course for 12,000, €12.50 extra'],
      'warning',
    ],
    [
      'an amount of a level',
      {
        aggregation: 'last',
        used: 12_000,
        projected: null,
        beyondLimit: 'charged',
        cost: {amount: 1250, currency: 'EUR', exponent: 2},
      },
      ['Dispatches', '12,000 of 10,000', '€12.50 extra so far'],
      'warning',
    ],
    [
      'more seats in use than there are',
      {aggregation: 'last', used: 5, limit: 4, projected: null, resetsAt: null},
      ['Dispatches', '5 of 4', 'Above the limit'],
      'danger',
    ],
    [
      'what this copy does not know',
      {aggregation: 'median', beyondLimit: 'throttled', used: 9999, projected: 12_000, unit: 'kWh'},
      ['Dispatches', '9,999 of 10,000 kWh', 'On course for 12,000'],
      'warning',
    ],
    [
      'a limit of none',
      {limit: 0, used: 0, projected: null, beyondLimit: 'charged'},
      ['Dispatches', '0 of 0', 'Resets on 1 Dec 2026'],
      '',
    ],
    [
      'huge numbers',
      {limit: 9e12, used: 1234567890123, projected: 2e12},
      ['Dispatches', '1,234,567,890,123 of 9,000,000,000,000', 'On course for 2,000,000,000,000'],
      '',
    ],
    [
      'parts of one',
      {limit: 0.5, used: 0.125, projected: 0.2, unit: 'TB'},
      ['Dispatches', '0.125 of 0.5 TB', 'On course for 0.2'],
      '',
    ],
  ];
  for (const [name, change, row, tone] of sayings) {
    it(`is worded: ${name}`, async () => {
      page = await openFlowPage();
      alterUsage(page, change, {name: 'Another'});
      const usage = await show().listed();
      expect(usage.rows[0]).to.deep.equal(row);
      expect(usage.tone('Dispatches')).to.equal(tone);
      expect(usage.text).not.to.match(/undefined|null|NaN|Infinity|Invalid/);
    });
  }

  it('of a single one stands with its figures', async () => {
    page = await openFlowPage();
    alterUsage(page, {});
    const usage = await show().listed();
    expect(usage.figures.map(([name]) => name)).to.deep.equal(['So far', 'Projected on 1 December']);
  });

  it('of forty of them is shown in forty rows', async () => {
    page = await openFlowPage();
    alterUsage(page, ...Array.from({length: 40}, (_, index) => ({name: `Meter ${index}`, used: index * 100})));
    const usage = await show().listed();
    expect(usage.rows).to.have.length(40);
  });

  it('is text, whatever it looks like', async () => {
    page = await openFlowPage();
    alterUsage(page, {name: '<img src=x onerror=alert(1)>', unit: '<b>'}, {});
    const usage = await show().listed();
    expect(usage.names[0]).to.equal('<img src=x onerror=alert(1)>');
  });
});

describe('Usage that is not there', () => {
  it('stands as a skeleton of the same height', async () => {
    page = await openFlowPage();
    const held = page.wire.hold('/portal/usage');
    const usage = show();
    const {release} = await held;
    await until(() => usage.isSkeleton, 'a skeleton');
    const before = usage.element.offsetHeight;
    await release();
    await usage.listed();
    expect(usage.element.offsetHeight).to.equal(before);
  });

  it('says that nothing has been counted', async () => {
    page = await openFlowPage();
    alterUsage(page);
    const usage = show();
    await until(() => usage.empty, 'an empty state');
    expect(usage.empty).to.contain('Nothing counted yet');
  });

  it('says why it could not be loaded, tells the host once, and tries again', async () => {
    page = await openFlowPage();
    // A read is tried three times before anybody hears of it.
    page.sandbox.fail('readUsage', 'provider_unavailable', 3);
    const usage = show();
    const told = listen(usage.element, 'billing-error');
    await usage.failed();
    expect(usage.failure).to.contain('Usage could not be loaded').and.contain('did not answer in time');
    expect(told).to.have.length(1);
    usage.action.click();
    await usage.listed();
    expect(usage.failure).to.equal(undefined);
    expect(usage.rows).to.have.length(4);
  });

  it('is tried again where nothing could be reached at all', async () => {
    page = await openFlowPage();
    page.wire.isCut = true;
    const usage = await show().failed();
    expect(usage.failure).to.contain('Usage could not be loaded');
    page.wire.isCut = false;
    usage.action.click();
    await usage.listed();
  });

  it('is absent where it is switched off, and says so where it is all there is', async () => {
    page = await openFlowPage({configurations: {features: {usage: {view: false}}}});
    const usage = show();
    await until(() => usage.element.portal?.status === 'ready', 'an answer');
    await quiet();
    expect(usage.hasSection).to.equal(false);
    usage.element.detail = true;
    await until(() => usage.empty, 'that it is off');
    expect(usage.empty).to.contain('switched off');
    expect(page.wire.lines.filter((line) => line.includes('/usage'))).to.deep.equal([]);
  });

  it('is forgotten with the session', async () => {
    const usage = await (await open()).listed();
    await page.end();
    await usage.element.refresh();
    await until(() => usage.notice, 'the end of the session');
    expect(usage.text).not.to.contain('6,180');
  });
});

describe('The bars', () => {
  afterEach(() => executeServerCommand('emulate-features', {}));

  it('are lines of text in forced colours', async () => {
    const usage = await (await open()).listed();
    await executeServerCommand('emulate-features', {'forced-colors': 'active'});
    const filled = getComputedStyle(usage.bar('Dispatches'), '::after');
    expect(filled.backgroundColor).to.equal(getComputedStyle(document.documentElement).color);
  });

  it('begin on the right where that is read first', async () => {
    const usage = await (await open({}, {locale: 'ar'})).listed();
    await until(() => usage.direction === 'rtl', 'Arabic');
    const {right} = usage.bar('Seats').getBoundingClientRect();
    const first = usage.bar('Seats').querySelector('i') as Element;
    expect(first.getBoundingClientRect().right).to.be.closeTo(right, 1);
  });

  it('lead to the details by the keyboard, and back to where that was', async () => {
    const usage = await (await open()).listed();
    usage.button('View details').focus();
    await sendKeys({press: 'Enter'});
    await usage.detailed();
    await until(() => usage.focused?.id === 'heading', 'the title');
    usage.button('All meters').focus();
    await sendKeys({press: 'Enter'});
    await usage.listed();
    await until(() => usage.focused?.id === 'details', 'the way there');
  });
});
