import {expect} from '@open-wc/testing';
import {executeServerCommand, sendKeys} from '@web/test-runner-commands';
import {alterUsage} from '../support/altered-usage.js';
import type {EndpointOptions} from '../support/endpoint.js';
import {openFlowPage, type FlowPage} from '../support/flow-page.js';
import {focusPage} from '../support/harnesses/payment-host.js';
import {UsageMetersHarness, type SeenBar} from '../support/harnesses/usage-meters.js';
import {clearPage, mount, until} from '../support/mount.js';

type Properties = Partial<HTMLElementTagNameMap['usage-meters']>;

let page: FlowPage;

const show = (properties: Properties = {}): UsageMetersHarness =>
  new UsageMetersHarness(mount('usage-meters', {...page.source, locale: 'en-GB', detail: true, ...properties}));

async function open(options: EndpointOptions = {}, properties: Properties = {}): Promise<UsageMetersHarness> {
  page = await openFlowPage(options);
  return show(properties).detailed();
}

/** A number as it is written in English. */
const toNumber = (text: string | undefined): number => Number((text ?? '').replaceAll(/[,%€]/g, ''));

/** How high the bars of a kind stand, in parts of the limit. */
function toHeights(usage: UsageMetersHarness, kind: string): number[] {
  const limit = usage.limitHeight ?? 1;
  return usage.chartBars.filter((bar) => bar.kind === kind).map(({height}) => height / limit);
}

before(focusPage);
afterEach(clearPage);

describe('The details of a meter', () => {
  it('begin with the one that needs attention most', async () => {
    const usage = await open();
    expect(usage.heading).to.equal('Usage');
    expect(usage.chosen).to.equal('Text messages');
    expect(usage.figures).to.deep.equal([
      ['So far', '1,842', 'of 2,000 included'],
      ['Projected on 1 December', '2,763', 'at the pace of this period'],
      ['Projected extra cost', '€30.52', '763 × €0.04, plus VAT'],
    ]);
  });

  it('are the same numbers in the table and in the chart', async () => {
    const usage = await open();
    expect(usage.table).to.deep.equal([
      ['Week', 'Used', 'Sum', 'Of the limit', 'Cost'],
      ['1 – 7 Nov', '624', '624', '31%', 'included'],
      ['8 – 14 Nov', '625', '1,249', '62%', 'included'],
      ['15 – 20 Nov', '593', '1,842', '92%', 'included'],
      ['To 1 Dec, projected', '921', '2,763', '138%', '€30.52'],
    ]);
    const sums = usage.table.slice(1, 4).map((row) => toNumber(row[2]));
    const used = toHeights(usage, 'used');
    expect(used).to.have.length(20);
    expect([used[6], used[13], used[19]].map((share) => Math.round((share ?? 0) * 2000))).to.satisfy(
      (heights: number[]) => heights.every((height, index) => Math.abs(height - (sums[index] ?? 0)) < 12),
    );
    expect(usage.chartBars.filter(({kind}) => kind === 'projected')).to.have.length(10);
    const above = toHeights(usage, 'above');
    expect((above.at(-1) ?? 0) * 2000).to.be.closeTo(763, 12);
    expect(usage.chartBars.at(-1)?.title).to.equal('30 Nov: 2,763');
  });

  it('have an axis, today, a legend and a sentence for all of it', async () => {
    const usage = await open();
    expect(usage.axis).to.deep.equal(['0', '500', '1k', '1.5k', '2k'].map((tick) => expectLike(tick, usage.axis)));
    expect(usage.days).to.deep.equal(['1 Nov', '5', '10', '15', 'Today', '25', '30']);
    expect(usage.legend).to.deep.equal(['Used', 'Projected', 'Included limit', 'Above it']);
    expect(usage.chartText).to.equal(
      'Text messages, 1 Nov to 1 Dec 2026. Used: 1,842. Projected at the end: 2,763. Limit: 2,000. ' +
        'All numbers are in the table below.',
    );
  });

  it('of a level have no sum, and bars as high as there was of it', async () => {
    const usage = await open({}, {meter: 'storage'});
    expect(usage.chosen).to.equal('Photo storage');
    expect(usage.figures.slice(0, 2)).to.deep.equal([
      ['Now', '12.4', 'of 50 GB'],
      ['Left', '37.6 GB', 'Does not reset'],
    ]);
    expect(usage.table[0]).to.deep.equal(['Week', 'GB', 'Of the limit']);
    expect(usage.table.at(-1)?.[1]).to.equal('12.4');
    expect(usage.legend[0]).to.equal('Used');
    expect(usage.limitHeight === undefined || usage.chartBars.every(({kind}) => kind === 'used')).to.equal(true);
  });

  it('are another meter’s by the keyboard alone', async () => {
    const usage = await open();
    usage.button('Seats').focus();
    await sendKeys({press: 'Tab'});
    expect(usage.focused?.textContent?.trim()).to.equal('Dispatches');
    await sendKeys({press: 'Enter'});
    await until(() => usage.chosen === 'Dispatches', 'the other meter');
    expect(usage.figures[0]).to.deep.equal(['So far', '6,180', 'of 10,000']);
    expect(usage.focused?.textContent?.trim(), 'where it was pressed').to.equal('Dispatches');
  });

  it('of many meters are chosen from a list', async () => {
    page = await openFlowPage();
    alterUsage(page, ...Array.from({length: 40}, (_, index) => ({name: `Meter ${index}`, used: index})));
    const usage = await show({meter: 'meter_7'}).detailed();
    expect(usage.chosen).to.equal('Meter 7');
    const [select] = usage.selects;
    expect(select?.options).to.have.length(40);
    if (select) select.value = 'meter_8';
    select?.dispatchEvent(new Event('change'));
    await until(() => usage.figures[0]?.[1] === '8', 'the other meter');
  });
});

/** The axis is compact as the language writes it: `1k` or `1K`. */
function expectLike(tick: string, axis: readonly string[]): string {
  return axis.find((one) => one.toLowerCase() === tick) ?? tick;
}

describe('Another period', () => {
  it('is read and shown, by day', async () => {
    const usage = await open();
    expect(usage.offeredPeriods[0]).to.equal('1 Nov to 1 Dec 2026');
    await usage.choosePeriod('1 Oct to 1 Nov 2026');
    await until(() => usage.figures[0]?.[0] === 'Used', 'the past');
    await usage.detailed();
    const [used, share] = usage.figures;
    expect(used?.[2]).to.equal('of 2,000 included');
    expect(usage.table.at(-1)?.[2]).to.equal(used?.[1]);
    expect(share?.[1]).to.equal(usage.table.at(-1)?.[3]);
    expect(usage.days).not.to.include('Today');
    expect(usage.chartBars.filter(({kind}) => kind !== 'used')).to.deep.equal([]);
    const line = page.wire.lines.find((one) => one.includes('from='));
    expect(decodeURIComponent(line ?? '')).to.match(/from=2026-10-01T00:00:00.*&to=2026-11-01T00:00:00.*&grain=day/);
  });

  it('keeps what was there until it is here, and a late one never wins', async () => {
    const usage = await open();
    const held = page.wire.hold('from=2026-10-01');
    await usage.choosePeriod('1 Oct to 1 Nov 2026');
    const {release} = await held;
    await usage.choosePeriod('1 Sept to 1 Oct 2026');
    await until(() => usage.figures[0]?.[0] === 'Used', 'the one that was asked for last');
    const shown = usage.figures;
    await release().catch(() => undefined);
    expect(usage.figures).to.deep.equal(shown);
    expect(usage.periods?.selectedOptions[0]?.textContent).to.contain('Sept');
  });

  it('of many months is shown month by month, each with its own share of the limit', async () => {
    const usage = await open();
    const months = usage.offeredPeriods.at(-1) ?? '';
    await usage.choosePeriod(months);
    await until(() => usage.table[0]?.[0] === 'Month', 'months');
    expect(usage.table[0]).to.deep.equal(['Month', 'Used', 'Of the limit']);
    const rows = usage.table.slice(1);
    expect(rows.at(-2)).to.deep.equal(['November 2026', '1,842', '92%']);
    expect(rows.at(-1)).to.deep.equal(['To 1 Dec, projected', '2,763', '138%']);
    const sum = rows.slice(0, -1).reduce((total, row) => total + toNumber(row[1]), 0);
    expect(toNumber(usage.figures[0]?.[1])).to.equal(sum);
    // A month beyond its limit has two bars, one on the other.
    const heights = new Map<number, number>();
    for (const {kind, left, height} of usage.chartBars)
      if (kind.startsWith('used')) heights.set(left, (heights.get(left) ?? 0) + height / (usage.limitHeight ?? 1));
    const used = [...heights].sort(([one], [other]) => one - other).map(([, height]) => height * 2000);
    expect(used).to.have.length(rows.length - 1);
    for (const [index, value] of used.entries()) expect(value).to.be.closeTo(toNumber(rows[index]?.[1]), 16);
  });

  it('that could not be read says so, and is tried again', async () => {
    const usage = await open();
    page.sandbox.fail('readUsage', 'provider_unavailable', 3);
    await usage.choosePeriod('1 Oct to 1 Nov 2026');
    await usage.failed();
    expect(usage.failure).to.contain('Usage could not be loaded');
    expect(usage.chosen, 'the way to another meter stays').to.equal('Text messages');
    usage.action.click();
    await until(() => usage.hasChart && usage.figures[0]?.[0] === 'Used', 'the past');
  });

  it('of a year that is counted by the month is offered as a whole', async () => {
    const usage = await open({scenario: 'yearly'});
    expect(usage.offeredPeriods.length).to.be.greaterThan(1);
    await usage.choosePeriod(usage.offeredPeriods[1] ?? '');
    await until(() => usage.table[0]?.[0] === 'Month', 'months');
    expect(usage.text).not.to.match(/undefined|NaN|Invalid/);
  });

  it('in which nothing was counted says so', async () => {
    const usage = await open();
    page.answers.alter('/portal/usage', (answer) => ({...answer, meters: []}));
    await usage.choosePeriod('1 Oct to 1 Nov 2026');
    await until(() => usage.empty, 'an empty state');
    expect(usage.empty).to.equal('Nothing was counted in this period');
  });
});

describe('The chart', () => {
  afterEach(() => executeServerCommand('emulate-features', {}));

  const isGrowing = (bars: readonly SeenBar[]): boolean =>
    bars.every((bar, index) => index === 0 || bar.left > (bars[index - 1]?.left ?? 0));

  it('is turned over where the language is read from right to left', async () => {
    const usage = await open();
    const used = (): SeenBar[] => usage.chartBars.filter(({kind}) => kind === 'used');
    expect(isGrowing(used())).to.equal(true);
    usage.element.locale = 'ar';
    await until(() => usage.direction === 'rtl' && usage.hasChart && usage.text.includes('الاستخدام'), 'Arabic');
    expect(isGrowing(used().reverse())).to.equal(true);
    const {right} = usage.plot;
    const [first] = used();
    expect((first?.left ?? 0) + (first?.width ?? 0)).to.be.closeTo(right, (first?.width ?? 0) + 2);
  });

  it('tells used from projected without colours', async () => {
    const usage = await open();
    await executeServerCommand('emulate-features', {'forced-colors': 'active'});
    const [used, projected] = [usage.style('rect.used'), usage.style('rect.projected')];
    expect(used.fill).to.equal(getComputedStyle(document.documentElement).color);
    expect(projected.fill).not.to.equal(used.fill);
    expect(projected.stroke).to.equal(used.fill);
  });

  it('of nothing at all stands on the ground', async () => {
    page = await openFlowPage();
    alterUsage(page, {used: 0, projected: 0, points: [{at: '2026-11-01T00:00:00.000Z', value: 0}]});
    const usage = await show().detailed();
    expect(usage.chartBars).to.deep.equal([]);
    expect(usage.table.at(-1)?.slice(1)).to.deep.equal(['0', '0', '0%']);
    expect(usage.text).not.to.match(/NaN|Infinity/);
  });

  it('of parts of one has an axis in parts', async () => {
    page = await openFlowPage();
    const at = '2026-11-20T00:00:00.000Z';
    alterUsage(page, {used: 0.4, limit: 0.5, projected: null, points: [{at, value: 0.4}]});
    const usage = await show().detailed();
    expect(usage.axis).to.deep.equal(['0', '0.1', '0.2', '0.3', '0.4', '0.5']);
  });

  it('of a limit far away leaves it out of the picture, and in the words', async () => {
    page = await openFlowPage();
    alterUsage(page, {limit: 1e9});
    const usage = await show().detailed();
    expect(usage.limitHeight).to.equal(undefined);
    expect(usage.legend).not.to.include('Limit');
    expect(usage.chartText).to.contain('Limit: 1,000,000,000.');
  });

  it('is left out where there are no points, and the figures stay', async () => {
    page = await openFlowPage();
    alterUsage(page, {points: []});
    const usage = await show().detailed();
    expect(usage.hasChart).to.equal(false);
    expect(usage.figures[0]?.[1]).to.equal('6,180');
  });
});

describe('The file', () => {
  it('has every day, and no name in it is a formula', async () => {
    page = await openFlowPage();
    const name = '=HYPERLINK("https://example.com","Dispatches")';
    const points = [
      {at: '2026-11-01T00:00:00.000Z', value: 2.5},
      {at: '2026-11-02T00:00:00.000Z', value: 4},
    ];
    alterUsage(page, {name, points}, {});
    const usage = await show({meter: 'meter_0'}).detailed();
    const saved: {text: Promise<string>; name: string}[] = [];
    const {createObjectURL} = URL;
    let blob = new Blob();
    URL.createObjectURL = (given: Blob) => {
      blob = given;
      return createObjectURL.call(URL, given);
    };
    const {click} = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      saved.push({text: blob.text(), name: this.download});
    };
    try {
      usage.button('CSV').click();
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = click;
    }
    const lines = (await saved[0]?.text)?.split('\r\n') ?? [];
    expect(lines[0]).to.equal(`Day,"'=HYPERLINK(""https://example.com"",""Dispatches"")",Sum`);
    expect(lines.slice(1, 4)).to.deep.equal(['2026-11-01,2.5,2.5', '2026-11-02,4,6.5', '2026-11-03,0,6.5']);
    expect(lines).to.have.length(22);
    expect(saved[0]?.name).to.match(/2026-11-01\.csv$/);
  });
});
