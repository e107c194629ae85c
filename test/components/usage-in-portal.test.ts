import {expect} from '@open-wc/testing';
import '../../src/components/billing-portal/portal-sections.js';
import type {EndpointOptions} from '../support/endpoint.js';
import {openFlowPage, type FlowPage} from '../support/flow-page.js';
import {PortalFrameHarness} from '../support/harnesses/portal-frame.js';
import {UsageMetersHarness} from '../support/harnesses/usage-meters.js';
import {clearPage, mount, quiet, until} from '../support/mount.js';

type Properties = Partial<HTMLElementTagNameMap['billing-portal']>;

let page: FlowPage;

const show = (properties: Properties = {}): PortalFrameHarness =>
  new PortalFrameHarness(mount('billing-portal', {...page.source, locale: 'en-GB', ...properties}));

async function open(options: EndpointOptions = {}, properties: Properties = {}): Promise<PortalFrameHarness> {
  page = await openFlowPage(options);
  return show(properties);
}

async function findUsage(portal: PortalFrameHarness): Promise<UsageMetersHarness> {
  const element = await until(
    () => portal.element.shadowRoot?.querySelector<HTMLElementTagNameMap['usage-meters']>('usage-meters:defined'),
    'usage',
  );
  return new UsageMetersHarness(element);
}

const asked = (): string[] => page.wire.lines.filter((line) => line.includes('/usage'));

afterEach(clearPage);

describe('Usage in a portal', () => {
  it('stands between the plan and the payment methods', async () => {
    const portal = await (await open()).complete();
    await (await findUsage(portal)).listed();
    const {sections} = portal;
    expect(sections.indexOf('usage-meters')).to.equal(sections.indexOf('subscription-summary') + 1);
    expect(sections.indexOf('payment-methods')).to.equal(sections.indexOf('usage-meters') + 1);
  });

  it('is asked for after the first screen is there, and by itself', async () => {
    page = await openFlowPage();
    const held = page.wire.hold('/v1/portal?');
    const portal = show();
    const {release} = await held;
    await quiet();
    expect(asked()).to.deep.equal([]);
    await release();
    await portal.shown();
    await (await findUsage(portal)).listed();
    expect(asked()).to.deep.equal(['GET /v1/portal/usage']);
  });

  for (const [name, prepare] of [
    ['it comes', () => undefined],
    ['it fails', () => page.sandbox.fail('readUsage', 'provider_unavailable')],
    ['there is none', () => page.answers.alter('/portal/usage', (answer) => ({...answer, meters: []}))],
  ] as const) {
    it(`pushes nothing, when ${name}`, async () => {
      page = await openFlowPage();
      prepare();
      const held = page.wire.hold('/portal/usage');
      const portal = show();
      await portal.complete();
      const {release} = await held;
      const usage = await findUsage(portal);
      await until(() => usage.isSkeleton, 'a skeleton');
      const below = portal.invoices.element;
      const before = below.getBoundingClientRect().top - usage.element.getBoundingClientRect().top;
      await release();
      await until(() => (usage.rows.length === 4 && !usage.isBusy ? true : (usage.failure ?? usage.empty)), 'an end');
      await usage.element.updateComplete;
      expect(below.getBoundingClientRect().top - usage.element.getBoundingClientRect().top).to.equal(before);
    });
  }

  it('has its room before any of it is here', async () => {
    page = await openFlowPage();
    const held = page.wire.hold('/v1/portal?');
    const portal = show();
    const {release} = await held;
    await portal.element.updateComplete;
    const toTop = (): number | undefined =>
      portal.element.shadowRoot?.querySelector('.pair')?.getBoundingClientRect().top;
    const summary = (): number => portal.summary.element.getBoundingClientRect().bottom;
    const before = (toTop() ?? 0) - summary();
    await release();
    await portal.complete();
    await (await findUsage(portal)).listed();
    expect((toTop() ?? 0) - summary()).to.be.closeTo(before, 1);
  });

  it('opens its details as a view, and leads back to where that was', async () => {
    const portal = await (await open()).complete();
    const usage = await (await findUsage(portal)).listed();
    usage.button('View details').focus();
    usage.button('View details').click();
    await usage.detailed();
    expect(portal.element.view).to.equal('usage');
    expect(portal.sections).to.deep.equal(['usage-meters']);
    await until(() => usage.focused?.id === 'heading', 'the title');
    expect(asked(), 'what is there already is not asked for again').to.have.length(1);
    const back = await until(() => portal.sectionBack, 'the way back');
    back.focus();
    back.click();
    await usage.listed();
    expect(portal.element.view).to.equal('overview');
    await until(() => usage.focused?.id === 'details', 'the control that led there');
  });

  it('is a view of its own by its address', async () => {
    const portal = await open({}, {view: 'usage'});
    const usage = await (await findUsage(portal)).detailed();
    expect(usage.chosen).to.equal('Text messages');
    expect(portal.sections).to.deep.equal(['usage-meters']);
  });

  it('is absent where it is switched off, and its address says so', async () => {
    const off = {configurations: {features: {usage: {view: false}}}};
    const portal = await (await open(off)).complete();
    expect(portal.sections).not.to.include('usage-meters');
    portal.element.open('usage');
    await until(() => portal.off?.includes('switched off'), 'that it is off');
    expect(asked()).to.deep.equal([]);
  });

  it('is all that there is in a session that is for it alone', async () => {
    page = await openFlowPage();
    const portal = show({sessionToken: await page.mint({section: 'usage'})});
    await (await findUsage(portal)).detailed();
    expect(portal.sections).to.deep.equal(['usage-meters']);
  });

  it('is read anew after a change was made', async () => {
    const portal = await (await open()).complete();
    const usage = await (await findUsage(portal)).listed();
    page.sandbox.use('sub_crew', 'dispatches', 20);
    // Every write ends with reading what the page shows.
    await portal.element.portal?.read();
    await until(() => usage.rows[1]?.[1] === '6,200 of 10,000', 'the new number');
    expect(asked()).to.have.length(2);
  });

  it('leads to more seats as a flow of the portal', async () => {
    const portal = await (await open()).complete();
    const usage = await (await findUsage(portal)).listed();
    usage.button('Add seats').click();
    await until(() => portal.element.view === 'subscriptions/sub_crew/plan', 'the flow');
  });
});
