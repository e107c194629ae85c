import {expect} from '@open-wc/testing';
import {executeServerCommand} from '@web/test-runner-commands';
import {findViolations, findViolationsEverywhere} from '../support/axe.js';
import {BillingPortalHarness} from '../support/harnesses/billing-portal.js';
import {clearPage, mount, openPage, until, type Page} from '../support/mount.js';

const emulate = (features: Record<string, string>): Promise<unknown> =>
  executeServerCommand('emulate-features', features);

interface Situation {
  name: string;
  open(): Promise<BillingPortalHarness>;
}

const portal = (page: Page, properties: Partial<HTMLElementTagNameMap['billing-portal']> = {}): BillingPortalHarness =>
  new BillingPortalHarness(mount('billing-portal', {...page.source, ...properties}));

const situations: Situation[] = [
  {name: 'an answer', open: async () => portal(await openPage()).shown()},
  {
    name: 'its skeleton',
    async open() {
      const page = await openPage();
      const held = page.wire.hold('/v1/portal?');
      const shown = portal(page);
      await held;
      await shown.element.updateComplete;
      await shown.invoices.element.updateComplete;
      return shown;
    },
  },
  {
    name: 'nothing',
    async open() {
      const shown = portal(await openPage({scenario: 'no_subscription'}));
      await until(() => shown.hasSections && shown.summary.empty && shown.invoices.empty);
      return shown;
    },
  },
  {
    name: 'a failure',
    async open() {
      const page = await openPage();
      page.wire.isCut = true;
      const shown = portal(page);
      await until(() => shown.hasSections && shown.summary.failure && shown.invoices.failure);
      return shown;
    },
  },
  {
    name: 'a session that is over',
    async open() {
      const page = await openPage();
      await page.end();
      return portal(page, {fetchSession: async () => page.token}).ended();
    },
  },
  {
    name: 'an open invoice',
    async open() {
      const shown = portal(await openPage(), {view: 'invoices/in_lf1846'});
      await until(() => shown.hasSections && shown.invoices.invoice);
      return shown;
    },
  },
];

/** True once the words of a portal are Arabic, wherever it has any. */
function isArabic(shown: BillingPortalHarness): boolean {
  const said = shown.hasSections ? [shown.summary.heading, shown.invoices.text] : [shown.notice ?? ''];
  return said.every((text) => /[\u0600-\u06ff]/.test(text));
}

describe('Axe finds nothing wrong', () => {
  // What is on its way from one colour to another has none of the two.
  beforeEach(() => emulate({'prefers-reduced-motion': 'reduce'}));
  afterEach(async () => {
    clearPage();
    await emulate({});
  });
  for (const {name, open} of situations) {
    it(`with a portal that shows ${name}, in the light, in the dark, and from right to left`, async () => {
      const shown = await open();
      const {element} = shown;
      const found = await findViolationsEverywhere(element, () => until(() => isArabic(shown)));
      expect(found).to.deep.equal([]);
    });
  }
});

describe('A portal', () => {
  let shown: BillingPortalHarness;
  beforeEach(async () => {
    shown = await portal(await openPage()).shown();
  });
  afterEach(async () => {
    clearPage();
    await emulate({});
  });

  it('shows its states and its period in forced colours', async () => {
    await emulate({'forced-colors': 'active'});
    const {summary} = shown;
    const text = getComputedStyle(document.documentElement).color;
    expect(matchMedia('(forced-colors: active)').matches).to.equal(true);
    expect(summary.dot.backgroundColor).to.equal(text);
    expect(summary.passed.backgroundColor).to.equal(text);
    expect(await findViolations(shown.element)).to.deep.equal([]);
  });

  it('moves nothing where the customer wants less motion', async () => {
    await emulate({'prefers-reduced-motion': 'reduce'});
    const page = await openPage();
    const held = page.wire.hold('/v1/portal?');
    const loading = portal(page);
    await held;
    await loading.element.updateComplete;
    await loading.summary.element.updateComplete;
    expect(loading.summary.isSkeleton).to.equal(true);
    expect(loading.summary.animations).to.deep.equal([]);
    expect(getComputedStyle(shown.invoices.viewAll).transitionDuration).to.equal('0s');
  });
});
